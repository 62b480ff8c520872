//! The command `sip-payloads`: shows, checks, formats and converts the bodies of SIP presence and other SIP events.

mod args;
mod check;
mod completions;
mod compose;
mod console;
mod evaluate;
mod filter;
mod findings;
mod format;
mod input;
mod json;
mod merge;
mod parts;
mod patch;
mod policy;
mod resolve;
mod show;
mod text;
mod types;
mod xcap;

use std::process::ExitCode;

use args::{Arguments, Command};
use clap::Parser;
use console::{Console, Failure, Outcome};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are such "errors" too. A closed pipe cannot be reported.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(console::TROUBLE));
        }
    };
    let mut console = Console::new(arguments.color);
    let outcome = run(&arguments.command, &mut console).and_then(|outcome| {
        console.flush()?;
        Ok(outcome)
    });
    console.exit_code(outcome)
}

fn run(command: &Command, console: &mut Console) -> Result<Outcome, Failure> {
    match command {
        Command::Types(args) => types::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Parts(args) => parts::run(args, console),
        Command::Format(args) => format::run(args, console),
        Command::Show(args) => show::run(args, console),
        Command::Json(args) => json::run(args, console),
        Command::Evaluate(args) => evaluate::run(args, console),
        Command::Filter(args) => filter::run(args, console),
        Command::Merge(args) => merge::run(args, console),
        Command::Compose(args) => compose::run(args, console),
        Command::Resolve(args) => resolve::run(args, console),
        Command::Patch(args) => patch::run(args, console),
        Command::Diff(args) => patch::run_diff(args, console),
        Command::Xcap(args) => xcap::run(args, console),
        Command::Completions(args) => completions::run(args, console),
    }
}
