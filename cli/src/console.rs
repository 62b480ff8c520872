//! Standard output, standard error, and the exit status.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

use crate::args::Color;

/// The exit status for invalid documents.
const WRONG: u8 = 1;
/// The exit status for usage and I/O errors.
pub(crate) const TROUBLE: u8 = 2;

/// The outcome of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No faults.
    Fine,
    /// A document is invalid, or the operation was refused.
    Wrong,
    /// A file could not be read. This was reported, and the other files were processed.
    Incomplete,
}

/// Why a command could not run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file cannot be read.
    Input(PathBuf, io::Error),
    /// The arguments contradict each other.
    Usage(String),
    /// Results cannot be written.
    Output(io::Error),
    /// A result cannot be converted; this is not known to happen.
    Internal(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<sip_payloads::Error> for Failure {
    fn from(error: sip_payloads::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

/// Standard output and standard error.
pub(crate) struct Console {
    out: io::StdoutLock<'static>,
    /// Whether results are coloured.
    pub(crate) paint: Paint,
    /// Whether messages are coloured.
    pub(crate) paint_complaints: Paint,
}

/// Colours text, if colour is on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    /// The text in a style.
    pub(crate) fn text(self, style: Style, text: impl Display) -> String {
        if self.0 { format!("{style}{text}{style:#}") } else { text.to_string() }
    }
}

impl Console {
    /// Those of the process.
    pub(crate) fn new(color: Color) -> Self {
        let choose = |auto: ColorChoice| match color {
            Color::Always => Paint(true),
            Color::Never => Paint(false),
            Color::Auto => Paint(auto != ColorChoice::Never),
        };
        Self {
            out: io::stdout().lock(),
            paint: choose(AutoStream::choice(&io::stdout())),
            paint_complaints: choose(AutoStream::choice(&io::stderr())),
        }
    }

    /// Whether the results go to a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        self.out.is_terminal()
    }

    /// Prints results.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    /// Prints results that may be no text.
    pub(crate) fn print_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.out.write_all(bytes)?)
    }

    /// Prints a line of results.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Flushes the output.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Prints a message on standard error. A failure to do so is ignored.
    pub(crate) fn notice(&mut self, line: impl Display) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// Reports a failure.
    pub(crate) fn report(&mut self, failure: &Failure) {
        match failure {
            Failure::Input(file, error) => {
                self.notice(format_args!("sip-payloads: {}: {error}", file.display()));
            }
            Failure::Output(error) => {
                self.notice(format_args!("sip-payloads: cannot write: {error}"));
            }
            Failure::Usage(message) | Failure::Internal(message) => {
                self.notice(format_args!("sip-payloads: {message}"));
            }
        }
    }

    /// The exit status. A closed pipe is not a failure.
    pub(crate) fn exit_code(&mut self, outcome: Result<Outcome, Failure>) -> ExitCode {
        match outcome {
            Ok(Outcome::Fine) => ExitCode::SUCCESS,
            Ok(Outcome::Wrong) => ExitCode::from(WRONG),
            Ok(Outcome::Incomplete) => ExitCode::from(TROUBLE),
            Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                ExitCode::SUCCESS
            }
            Err(failure) => {
                self.report(&failure);
                ExitCode::from(TROUBLE)
            }
        }
    }
}
