//! Runs the command on our own documents, and compares all of its output.

#![allow(clippy::unwrap_used, reason = "a test may panic in its helpers too")]

mod check;
mod compose;
mod cpim;
mod format;
mod json;
mod merge;
mod parts;
mod patch;
mod policy;
mod resolve;
mod rule_cases;
mod show;
mod summary;
mod types;
mod usage;
mod xcap;

use std::io::Write;
use std::process::{Command, Stdio};

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_sip-payloads");

/// The outcome: exit status, standard output, standard error.
type Outcome = (i32, String, String);

/// Runs the command in the directory of the documents, five hours west of Greenwich.
fn run(arguments: &[&str]) -> Outcome {
    run_with_input(arguments, b"")
}

/// The same with standard input.
fn run_with_input(arguments: &[&str], input: &[u8]) -> Outcome {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents"))
        .env("TZ", "EST5")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended without reading.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// The expected outcome.
fn outcome(code: i32, out: &str, err: &str) -> Outcome {
    (code, out.to_owned(), err.to_owned())
}
