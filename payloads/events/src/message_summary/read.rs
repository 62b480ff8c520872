//! Reading of message summaries: any line end, any case, white space as in SIP (RFC 3261 §25.1).

use xml_app_core::{
    AnyUri, Diagnostic, Error, ErrorKind, Mode, ReadOptions, Reading, Severity, XmlValue as _,
};

use super::{ContextClass, Counts, MessageHeaders, MessageSummary, UrgentCounts};

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
        let mut reader = Reader::default();
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
        reader.finish(options.mode)
    }
}

#[derive(Default)]
struct Reader {
    summary: MessageSummary,
    is_waiting: Option<bool>,
    diagnostics: Vec<Diagnostic>,
    line: u32,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut is_summary = true;
        let mut is_new = true;
        for line in text.lines() {
            self.line = self.line.saturating_add(1);
            let line = line.trim_end();
            if line.is_empty() {
                is_new = true;
                // An empty line before the summary separates nothing.
                is_summary &= self.is_empty();
            } else if is_summary {
                self.summary_line(line);
            } else {
                if is_new {
                    self.summary.messages.push(MessageHeaders::default());
                    is_new = false;
                }
                if let Some(message) = self.summary.messages.last_mut() {
                    message.lines.push(line.to_owned());
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        let summary = &self.summary;
        self.is_waiting.is_none() && summary.classes.is_empty() && summary.other_lines.is_empty()
    }

    /// A line before the first empty one.
    fn summary_line(&mut self, line: &str) {
        let read = match line.split_once(':') {
            Some((name, value)) => self.field(name.trim(), value.trim()),
            None => Err(format!("{line:?} is not a header field")),
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
            if self.summary.account.is_some() {
                return Err("a second Message-Account".to_owned());
            }
            let uri = value.trim_start_matches('<').trim_end_matches('>');
            let account = AnyUri::parse(uri).or_else(|error| {
                self.report(Severity::Error, ErrorKind::InvalidValue, error.message());
                AnyUri::recover(uri).ok_or_else(|| format!("{value:?} is not a URI"))
            })?;
            if value.starts_with('<') {
                let message = "Message-Account has no angle brackets (RFC 3842 §3.5)";
                self.report(Severity::Error, ErrorKind::InvalidValue, message);
            }
            self.summary.account = Some(account);
            return Ok(());
        }
        let Some((counts, is_clamped)) = counts(value) else {
            return Err(format!(
                "{name}: expected new/old (urgent new/urgent old); found {value:?}"
            ));
        };
        if is_clamped {
            let message = format!("{name}: a number beyond 4294967295 is read as that");
            self.report(Severity::Warning, ErrorKind::InvalidValue, &message);
        }
        let class = ContextClass::from(name);
        if self.summary.counts(&class).is_some() {
            return Err(format!("a second line {class}"));
        }
        self.summary.classes.push((class, counts));
        Ok(())
    }

    fn status(&mut self, value: &str) -> Result<(), String> {
        let is_waiting = match value {
            _ if value.eq_ignore_ascii_case("yes") => true,
            _ if value.eq_ignore_ascii_case("no") => false,
            _ => return Err(format!("Messages-Waiting: expected yes or no; found {value:?}")),
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

    fn finish(mut self, mode: Mode) -> Result<Reading<MessageSummary>, Error> {
        let Some(is_waiting) = self.is_waiting else {
            if self.summary.classes.is_empty() {
                let message = "not a message summary: no Messages-Waiting and no counts";
                return Err(Error::new(ErrorKind::UnknownDocument, message));
            }
            self.line = 1;
            let message = "no Messages-Waiting: read from the numbers of new messages";
            self.report(Severity::Error, ErrorKind::MissingElement, message);
            self.is_waiting = Some(self.summary.classes.iter().any(|(_, counts)| counts.new > 0));
            return self.finish(mode);
        };
        self.summary.is_waiting = is_waiting;
        match self.diagnostics.iter().find(|finding| finding.is_error()) {
            Some(error) if mode == Mode::Strict => {
                let place = (error.path(), error.line(), error.column());
                let error = Error::new(error.kind(), error.message());
                Err(error.with_place(place.0, place.1, place.2))
            }
            _ => Ok(Reading::new(self.summary, self.diagnostics)),
        }
    }

    fn report(&mut self, severity: Severity, kind: ErrorKind, message: &str) {
        let error = Error::new(kind, message).with_place("", self.line.max(1), 1);
        self.diagnostics.push(Diagnostic::new(severity, error));
    }
}

/// `new/old` and optionally `(new/old)`, and whether a number was too great.
fn counts(value: &str) -> Option<(Counts, bool)> {
    let (all, urgent) = match value.split_once('(') {
        Some((all, urgent)) => (all, Some(urgent.trim_end().strip_suffix(')')?)),
        None => (value, None),
    };
    let (new, old) = pair(all)?;
    let urgent = match urgent {
        Some(urgent) => Some(pair(urgent)?),
        None => None,
    };
    let numbers = [Some(new), Some(old), urgent.map(|pair| pair.0), urgent.map(|pair| pair.1)];
    let is_clamped = numbers.into_iter().flatten().any(|number| number.is_none());
    let number = |number: Option<u32>| number.unwrap_or(u32::MAX);
    let urgent = urgent.map(|(new, old)| UrgentCounts { new: number(new), old: number(old) });
    Some((Counts { new: number(new), old: number(old), urgent }, is_clamped))
}

/// Two numbers; `None` inside for one that is too great.
fn pair(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let (new, old) = text.split_once('/')?;
    Some((number(new.trim())?, number(old.trim())?))
}

#[allow(clippy::option_option, reason = "no number, and a number that is too great, are different")]
fn number(digits: &str) -> Option<Option<u32>> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())
}
