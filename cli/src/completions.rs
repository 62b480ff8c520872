//! `completions`: a completion script for a shell.

use clap::CommandFactory;

use crate::args::{Arguments, CompletionsArgs};
use crate::console::{Console, Failure, Outcome};

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs, console: &mut Console) -> Result<Outcome, Failure> {
    // Into memory first: clap panics if writing fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "sip-payloads", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
