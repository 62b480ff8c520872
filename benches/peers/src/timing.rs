//! The times that criterion has measured.

use std::path::PathBuf;

use serde::Deserialize;

/// A file `estimates.json`.
#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

/// The median time of a benchmark in nanoseconds. `None` before the benchmark has run.
#[must_use]
pub fn median(group: &str, peer: &str) -> Option<f64> {
    let path = directory()?.join(group).join(peer).join("new/estimates.json");
    let estimates: Estimates = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    Some(estimates.median.point_estimate)
}

/// Where criterion keeps its results: beside the directory of this program.
fn directory() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.parent()?.join("criterion"))
}
