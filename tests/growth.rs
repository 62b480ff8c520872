//! The cost of twice the input. Instructions are counted by valgrind, because clocks are noisy:
//! each shape runs in a process of its own, once with n pieces and once with twice as many.
//!
//! Without valgrind on the path this test is skipped; `.ci/run` installs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

#[path = "growth/shapes.rs"]
mod shapes;

use std::env;
use std::process::Command;

use shapes::{SHAPES, Shape};

/// The most instructions for twice the input, as a ratio.
const MOST: f64 = 2.3;

/// Gives a child process its shape and the number of pieces.
const CHILD: &str = "SIP_PAYLOADS_GROWTH";

#[test]
fn twice_the_input_costs_about_twice_as_much() {
    if let Ok(child) = env::var(CHILD) {
        return run_child(&child);
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("no valgrind: passed over");
        return;
    }
    let mut faults = Vec::new();
    for shape in SHAPES {
        let [base, once, twice] = [0, shape.pieces, 2 * shape.pieces].map(|n| count(shape, n));
        // The cost of starting the process is subtracted.
        let ratio = (twice - base) / (once - base);
        println!("{}: {ratio:.2}", shape.name);
        if ratio > MOST {
            faults.push(format!("{}: {ratio:.2} ({base}, {once}, {twice})", shape.name));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn run_child(child: &str) {
    let (name, pieces) = child.split_once(':').unwrap();
    let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
    (shape.run)(pieces.parse().unwrap());
}

/// The instructions of one run.
#[allow(clippy::cast_precision_loss, reason = "a ratio is made of it")]
fn count(shape: &Shape, pieces: usize) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "twice_the_input_costs_about_twice_as_much", "--test-threads=1"])
        .env(CHILD, format!("{}:{pieces}", shape.name))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", shape.name);
    // `==123== Collected : 456`
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    let collected: u64 = collected.unwrap().1.trim().parse().unwrap();
    collected as f64
}
