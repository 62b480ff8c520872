//! Reading of message summaries: any line end, any case, white space as in SIP (RFC 3261 §25.1).

use std::borrow::Cow;
use std::collections::HashSet;

use xml_app_core::value::{has_uri_characters, invalid_value};
use xml_app_core::{
    AnyUri, Diagnostic, Error, ErrorKind, ReadOptions, Reading, Severity, XmlValue as _,
};

use super::{BLANKS, ContextClass, Counts, MessageHeaders, MessageSummary, UrgentCounts, is_token};

impl MessageSummary {
    /// Reads a body. Tolerant mode keeps lines that it does not understand, and reports them.
    ///
    /// # Errors
    /// [`ErrorKind::EmptyDocument`]; [`ErrorKind::Limit`]; without `Messages-Waiting` and without a count
    /// [`ErrorKind::UnknownDocument`]. In strict mode every error.
    pub fn read(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Result<Reading<Self>, Error> {
        let bytes = bytes.as_ref();
        let limit = options.limits.bytes;
        if bytes.len() > limit {
            return Err(Error::new(ErrorKind::Limit, format!("more than {limit} bytes")));
        }
        let mut reader = Reader { limit: options.limits.diagnostics, ..Reader::default() };
        if std::str::from_utf8(bytes).is_err() {
            reader.report(
                Severity::Error,
                ErrorKind::Encoding,
                "not UTF-8: read with replacements",
            );
        }
        let text = String::from_utf8_lossy(bytes);
        if text.trim().is_empty() {
            return Err(Error::new(ErrorKind::EmptyDocument, "the message summary is empty"));
        }
        reader.read(&text.replace("\r\n", "\n").replace('\r', "\n"));
        reader.finish(options)
    }
}

#[derive(Default)]
struct Reader {
    summary: MessageSummary,
    is_waiting: Option<bool>,
    /// The classes of the summary, to find a second line of one.
    classes: HashSet<ContextClass>,
    diagnostics: Vec<Diagnostic>,
    /// The limit on diagnostics.
    limit: usize,
    /// The number of the line, from 1.
    line: u32,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut is_summary = true;
        let mut is_new = true;
        for (number, line) in unfolded(text) {
            self.line = number;
            if line.is_empty() {
                is_new = true;
                // Empty lines before the summary are skipped.
                is_summary &= self.is_empty();
                continue;
            }
            let line = self.without_indent(&line);
            if is_summary {
                self.summary_line(line);
                continue;
            }
            if is_new {
                self.summary.messages.push(MessageHeaders::default());
                is_new = false;
            }
            self.message_line(line);
        }
    }

    /// A line of the last message: an `extension-header` (RFC 3261 §25.1).
    fn message_line(&mut self, line: &str) {
        let name = line.split_once(':').map(|(name, _)| name.trim_end_matches(BLANKS));
        if !name.is_some_and(is_token) {
            let refused = invalid_value(line, "a header field");
            let message = format!("{}; kept as received", refused.message());
            self.report(Severity::Error, ErrorKind::InvalidValue, &message);
        }
        if let Some(message) = self.summary.messages.last_mut() {
            message.lines.push(line.to_owned());
        }
    }

    /// A line that begins with white space, and has none before it to go on.
    fn without_indent<'l>(&mut self, line: &'l str) -> &'l str {
        let bare = line.trim_start_matches(BLANKS);
        if bare != line {
            let message =
                "the line begins with white space, and there is no line that it continues";
            self.report(Severity::Error, ErrorKind::NotWellFormed, message);
        }
        bare
    }

    fn is_empty(&self) -> bool {
        let summary = &self.summary;
        self.is_waiting.is_none() && summary.classes.is_empty() && summary.other_lines.is_empty()
    }

    /// A line before the first empty one.
    fn summary_line(&mut self, line: &str) {
        let read = match line.split_once(':') {
            Some((name, value)) => {
                self.field(name.trim_matches(BLANKS), value.trim_matches(BLANKS))
            }
            None => Err(invalid_value(line, "a header field").message().to_owned()),
        };
        if let Err(message) = read {
            let message = format!("{message}; kept as received");
            self.report(Severity::Error, ErrorKind::InvalidValue, &message);
            self.summary.other_lines.push(line.to_owned());
        }
    }

    fn field(&mut self, name: &str, value: &str) -> Result<(), String> {
        if name.eq_ignore_ascii_case("Messages-Waiting") {
            return self.status(value);
        }
        if name.eq_ignore_ascii_case("Message-Account") {
            return self.account(value);
        }
        let Some((counts, is_clamped)) = counts(value).filter(|_| is_token(name)) else {
            let line = format!("{name}: {value}");
            let expected = "a class of messages with new/old (urgent new/urgent old)";
            return Err(invalid_value(&line, expected).message().to_owned());
        };
        let class = ContextClass::from(name);
        if !self.classes.insert(class.clone()) {
            return Err(format!("a second line {class}"));
        }
        if is_clamped {
            let message = format!("{class}: a number beyond 4294967295 is read as 4294967295");
            self.report(Severity::Warning, ErrorKind::InvalidValue, &message);
        }
        self.summary.classes.push((class, counts));
        Ok(())
    }

    fn account(&mut self, value: &str) -> Result<(), String> {
        if self.summary.account.is_some() {
            return Err("a second Message-Account".to_owned());
        }
        if !self.summary.classes.is_empty() {
            let message = "Message-Account is not before the numbers of messages";
            self.report(Severity::Error, ErrorKind::OutOfOrder, message);
        }
        let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>'));
        if bare.is_some() {
            let message = "Message-Account has no angle brackets (RFC 3842 §3.5)";
            self.report(Severity::Error, ErrorKind::InvalidValue, message);
        }
        let uri = bare.unwrap_or(value);
        let is_uri = |account: &AnyUri| account.scheme().is_some() && has_uri_characters(uri);
        let account = AnyUri::parse(uri).ok().filter(is_uri);
        if account.is_none() {
            let message = invalid_value(uri, "a URI with a scheme");
            self.report(Severity::Error, ErrorKind::InvalidValue, message.message());
        }
        self.summary.account = account.or_else(|| AnyUri::recover(uri));
        match self.summary.account {
            Some(_) => Ok(()),
            None => Err("Message-Account".to_owned()),
        }
    }

    fn status(&mut self, value: &str) -> Result<(), String> {
        let is_waiting = match value {
            _ if value.eq_ignore_ascii_case("yes") => true,
            _ if value.eq_ignore_ascii_case("no") => false,
            _ => {
                return Err(invalid_value(value, "a state: expected yes or no")
                    .message()
                    .to_owned());
            }
        };
        if self.is_waiting.is_some() {
            return Err("a second Messages-Waiting".to_owned());
        }
        if !self.is_empty() || self.summary.account.is_some() {
            let message = "Messages-Waiting is not the first line";
            self.report(Severity::Error, ErrorKind::OutOfOrder, message);
        }
        self.is_waiting = Some(is_waiting);
        Ok(())
    }

    fn finish(mut self, options: &ReadOptions) -> Result<Reading<MessageSummary>, Error> {
        let classes = &self.summary.classes;
        self.summary.is_waiting = match self.is_waiting {
            Some(is_waiting) => is_waiting,
            None if classes.is_empty() => {
                let message = "not a message summary: no Messages-Waiting and no counts";
                return Err(Error::new(ErrorKind::UnknownDocument, message));
            }
            None => {
                let is_waiting = classes.iter().any(|(_, counts)| counts.new > 0);
                self.line = 1;
                let message = "no Messages-Waiting: read from the numbers of new messages";
                self.report(Severity::Error, ErrorKind::MissingElement, message);
                is_waiting
            }
        };
        Reading::checked(self.summary, self.diagnostics, options)
    }

    fn report(&mut self, severity: Severity, kind: ErrorKind, message: &str) {
        let error = Error::new(kind, message).with_place("", self.line.max(1), 1);
        // One more than the limit refuses the body.
        if self.diagnostics.len() <= self.limit {
            self.diagnostics.push(Diagnostic::new(severity, error));
        }
    }
}

/// The lines without their ends, each with its number. A line that begins with white space continues the one before:
/// together they are one line, with a space where they meet (RFC 3261 §7.3.1).
fn unfolded(text: &str) -> Vec<(u32, Cow<'_, str>)> {
    let mut lines: Vec<(u32, Cow<'_, str>)> = Vec::new();
    let mut number = 0_u32;
    for line in text.lines() {
        number = number.saturating_add(1);
        let line = line.trim_end_matches(BLANKS);
        match lines.last_mut() {
            Some((_, before)) if line.starts_with(BLANKS) && !before.is_empty() => {
                let before = before.to_mut();
                before.push(' ');
                before.push_str(line.trim_start_matches(BLANKS));
            }
            _ => lines.push((number, line.into())),
        }
    }
    lines
}

/// `new/old` and optionally `(new/old)`, and whether a number was too great.
fn counts(value: &str) -> Option<(Counts, bool)> {
    let (all, urgent) = match value.split_once('(') {
        Some((all, urgent)) => (all, Some(urgent.strip_suffix(')')?)),
        None => (value, None),
    };
    let (new, old) = pair(all)?;
    let (urgent_new, urgent_old) = urgent.map_or(Some((0, 0)), pair)?;
    let greatest = new.max(old).max(urgent_new).max(urgent_old);
    let clamp = |number| u32::try_from(number).unwrap_or(u32::MAX);
    let urgent = urgent.map(|_| UrgentCounts { new: clamp(urgent_new), old: clamp(urgent_old) });
    let counts = Counts { new: clamp(new), old: clamp(old), urgent };
    Some((counts, greatest > u64::from(u32::MAX)))
}

fn pair(text: &str) -> Option<(u64, u64)> {
    let (new, old) = text.split_once('/')?;
    Some((number(new.trim_matches(BLANKS))?, number(old.trim_matches(BLANKS))?))
}

/// A number; the greatest for all that are beyond it.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}
