//! Where results and complaints go, and how the process ends.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

use crate::args::Color;

/// The exit status for documents that are wrong.
const WRONG: u8 = 1;
/// The exit status for usage and I/O.
pub(crate) const TROUBLE: u8 = 2;

/// What a command that was carried out found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing wrong.
    Fine,
    /// A document is wrong, or the operation was refused.
    Wrong,
    /// Something could not be read; it has been reported, and the rest was done.
    Incomplete,
}

/// What keeps a command from being carried out.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file cannot be read.
    Input(PathBuf, io::Error),
    /// The arguments do not go together.
    Usage(String),
    /// Results cannot be written.
    Output(io::Error),
    /// A result cannot be put into words; no document is known that does this.
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
    /// Whether complaints are coloured.
    pub(crate) paint_complaints: Paint,
}

/// Colours text, or does not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    /// The text in a style.
    pub(crate) fn text(self, style: Style, text: impl Display) -> String {
        if self.0 { format!("{style}{text}{style:#}") } else { text.to_string() }
    }
}

impl Console {
    /// The process's own.
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

    /// Whether a person reads the results directly.
    pub(crate) fn is_terminal(&self) -> bool {
        self.out.is_terminal()
    }

    /// Prints results.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Prints a line of results.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Lets everything be seen that was printed.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Says something that is no result. If nobody listens, nothing is to be done about it.
    pub(crate) fn complain(&mut self, line: impl Display) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// Reports a failure.
    pub(crate) fn report(&mut self, failure: &Failure) {
        match failure {
            Failure::Input(file, error) => {
                self.complain(format_args!("sip-payloads: {}: {error}", file.display()));
            }
            Failure::Output(error) => {
                self.complain(format_args!("sip-payloads: cannot write: {error}"));
            }
            Failure::Usage(message) | Failure::Internal(message) => {
                self.complain(format_args!("sip-payloads: {message}"));
            }
        }
    }

    /// The exit status. A reader that closed the pipe has seen what it wanted.
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
