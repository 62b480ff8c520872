//! Diagnostics as lines: `FILE:LINE:COL: error|warning: PATH: MESSAGE`.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use sip_payloads::{Diagnostic, Error, Severity};

use crate::console::{Console, Paint};

/// The style of errors.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The style of warnings, and of unknown content.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default();
/// The style of success.
pub(crate) const FINE: Style = AnsiColor::Green.on_default();

/// The line of a diagnostic.
pub(crate) fn line(file: &Path, finding: &Diagnostic, paint: Paint) -> String {
    let severity = match finding.severity() {
        Severity::Error => paint.text(ERROR, "error"),
        Severity::Warning => paint.text(WARNING, "warning"),
    };
    let (line, column) = (finding.line(), finding.column());
    compose(file, line, column, &severity, finding.path(), finding.message())
}

/// The lines of an error: all diagnostics of strict reading, or else the error itself.
pub(crate) fn of_error(file: &Path, error: &Error, paint: Paint) -> Vec<String> {
    if !error.diagnostics().is_empty() {
        let findings = error.diagnostics().iter();
        return findings.map(|finding| line(file, finding, paint)).collect();
    }
    let (line, column) = (error.line().unwrap_or(1), error.column().unwrap_or(1));
    let path = error.path().unwrap_or("/");
    let severity = paint.text(ERROR, "error");
    vec![compose(file, line, column, &severity, path, error.message())]
}

/// Reports an error on standard error.
pub(crate) fn report(file: &Path, error: &Error, console: &mut Console) {
    for line in of_error(file, error, console.paint_complaints) {
        console.notice(line);
    }
}

fn compose(
    file: &Path,
    line: u32,
    column: u32,
    severity: &str,
    path: &str,
    message: &str,
) -> String {
    let (path, message) = (printable(path), printable(message));
    format!("{}:{line}:{column}: {severity}: {path}: {message}", file.display())
}

/// The text with control characters and bidirectional controls as escapes, because a terminal would
/// interpret them.
pub(crate) fn printable(text: &str) -> String {
    let harmful =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if harmful(c) {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}
