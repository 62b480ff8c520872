//! Reading of CPIM messages: strict as RFC 3862 has it, tolerant with what deployed software writes.

use sip_mime::ContentType;
use xml_app_core::value::{has_uri_characters, invalid_value};
use xml_app_core::{
    AnyUri, DateTime, Diagnostic, Error, ErrorKind, ReadOptions, Reading, Severity,
};

use super::address::{Address, angled};
use super::content::{Content, is_field_name};
use super::escape::without_controls;
use super::header::{Header, is_name, is_string, is_token};
use super::lines::Lines;
use super::{Message, Scope, split_name};
use crate::ns;

impl Message {
    /// Reads a message. Tolerant mode reads both layouts that deployed software writes: with an empty line
    /// between message headers and MIME header fields (RFC 3862 §2), and without it; content without header
    /// fields is read as text. Lines that are no headers are left out, and reported.
    ///
    /// ```
    /// use sip_messaging::cpim::Message;
    /// use xml_app_core::ReadOptions;
    ///
    /// let body = "Subject: text\r\nContent-Type: text/plain\r\n\r\nhello";
    /// let error = Message::read(body, &ReadOptions::strict()).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "2:1: no empty line between the message headers and those of the content (RFC 3862 §2)"
    /// );
    /// let reading = Message::read(body, &ReadOptions::tolerant())?;
    /// assert_eq!(reading.document.subject().unwrap(), "text");
    /// assert_eq!(reading.document.content.as_text(), Some("hello"));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::EmptyDocument`]; [`ErrorKind::Limit`]; [`ErrorKind::UnknownDocument`], if there is neither
    /// a message header nor a Content-Type. In strict mode every error.
    pub fn read(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Result<Reading<Self>, Error> {
        let bytes = bytes.as_ref();
        let limit = options.limits.bytes;
        if bytes.len() > limit {
            return Err(Error::new(ErrorKind::Limit, format!("more than {limit} bytes")));
        }
        if bytes.trim_ascii().is_empty() {
            return Err(Error::new(ErrorKind::EmptyDocument, "the message is empty"));
        }
        let reader = Reader {
            lines: Lines::new(bytes),
            headers: Vec::new(),
            diagnostics: Vec::new(),
            limit: options.limits.diagnostics,
        };
        let (message, diagnostics) = reader.read()?;
        Reading::checked(message, diagnostics, options)
    }
}

/// White space in a line (RFC 5322 §2.2.2). A no-break space is text.
const BLANKS: [char; 2] = [' ', '\t'];

struct Reader<'b> {
    lines: Lines<'b>,
    /// The message headers, with the lines that they are on.
    headers: Vec<(u32, Header)>,
    diagnostics: Vec<Diagnostic>,
    /// The limit on diagnostics.
    limit: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Result<(Message, Vec<Diagnostic>), Error> {
        self.message_headers();
        while self.are_outer() {
            let message = "the MIME header fields of the message itself are not a part of it";
            self.report(1, ErrorKind::Mime, message);
            self.headers.clear();
            self.message_headers();
        }
        let mut content = self.content();
        self.take_merged_headers(&mut content);
        self.check_content_type(&mut content)?;
        self.check_headers();
        if let Some(line) = self.lines.first_bare_line_end() {
            let message = "a line of the headers does not end with CR and LF (RFC 3862 §2.2)";
            self.report(line, ErrorKind::NotWellFormed, message);
        }
        self.diagnostics.sort_by_key(Diagnostic::line);
        let headers = self.headers.into_iter().map(|(_, header)| header).collect();
        Ok((Message { headers, content }, self.diagnostics))
    }

    /// Whether the headers are MIME header fields of the message itself, which belong to the protocol that carries
    /// it.
    fn are_outer(&self) -> bool {
        let is_cpim = |header: &Header| {
            let content_type = header.value.parse::<ContentType>();
            is_content_type(header)
                && content_type.is_ok_and(|t| t.essence() == Message::CONTENT_TYPE)
        };
        let mut headers = self.headers.iter().map(|(_, header)| header);
        headers.clone().any(is_cpim)
            && headers.all(|header| header.prefix.is_none() && is_of_content(&header.name))
    }

    /// The lines up to the empty one.
    fn message_headers(&mut self) {
        while let Some(line) = self.lines.next() {
            if line.is_empty() {
                return;
            }
            let number = self.lines.number();
            let text = self.text(line);
            if text.starts_with(BLANKS)
                && let Some((_, last)) = self.headers.last_mut()
            {
                let more = without_controls(text.trim_matches(BLANKS));
                if !last.value.is_empty() && !more.is_empty() {
                    last.value.push(' ');
                }
                last.value.push_str(&more);
                let message = "a header continues on a second line (RFC 3862 §2.2)";
                self.report(number, ErrorKind::NotWellFormed, message);
                continue;
            }
            match self.header(number, &text) {
                Some(header) => self.headers.push((number, header)),
                None => {
                    let refused = invalid_value(&text, "a message header; left out");
                    self.report(number, ErrorKind::InvalidValue, refused.message());
                }
            }
        }
        let number = self.lines.number();
        let message = "no empty line after the message headers: the message has no content";
        self.report(number, ErrorKind::MissingElement, message);
    }

    fn header(&mut self, number: u32, line: &str) -> Option<Header> {
        let (name, rest) = line.split_once(':')?;
        let (prefix, local) = split_name(name.trim());
        if !prefix.is_none_or(is_name) || !is_name(local) {
            return None;
        }
        let (parameters, rest) = parameters(rest);
        let value = rest.trim_matches(BLANKS);
        let is_exact = name == name.trim() && rest.strip_prefix(' ') == Some(value);
        if !is_exact {
            let message =
                format!("{name}: expected one space before the value, and none at the end");
            self.report(number, ErrorKind::NotWellFormed, &message);
        }
        let value = without_controls(value);
        if matches!(value, std::borrow::Cow::Owned(_)) {
            let message = format!("{name}: control characters are read as their escapes");
            self.report(number, ErrorKind::InvalidValue, &message);
        }
        Some(Header {
            prefix: prefix.map(str::to_owned),
            name: local.to_owned(),
            parameters,
            value: value.into_owned(),
        })
    }

    /// What follows the empty line.
    fn content(&mut self) -> Content {
        let mut lines = self.lines.clone();
        let headers = content_headers(&mut lines);
        if headers.is_some() {
            self.lines = lines;
        }
        Content { headers: headers.unwrap_or_default(), bytes: self.lines.rest().to_vec() }
    }

    /// The header fields of the content, where they are among the message headers.
    fn take_merged_headers(&mut self, content: &mut Content) {
        let is_merged = |header: &Header| header.prefix.is_none() && is_of_content(&header.name);
        if content.header("Content-Type").is_some()
            || !self.headers.iter().any(|(_, header)| is_content_type(header))
        {
            return;
        }
        let Some(first) = self.headers.iter().position(|(_, header)| is_merged(header)) else {
            return;
        };
        let line = self.headers.get(first).map_or(1, |(line, _)| *line);
        let (mut merged, mut kept) = (Vec::new(), Vec::new());
        for (line, header) in self.headers.split_off(first) {
            if header.prefix.is_some() || header.name == "NS" {
                kept.push((line, header));
            } else {
                let parameters: String = header
                    .parameters
                    .iter()
                    .map(|(name, value)| format!(";{name}={value}"))
                    .collect();
                let space = if parameters.is_empty() { "" } else { " " };
                let value = format!("{parameters}{space}{}", header.value);
                merged.push((header.name, value.trim_matches(BLANKS).to_owned()));
            }
        }
        self.headers.append(&mut kept);
        merged.append(&mut content.headers);
        content.headers = merged;
        let message =
            "no empty line between the message headers and those of the content (RFC 3862 §2)";
        self.report(line, ErrorKind::Mime, message);
    }

    fn check_content_type(&mut self, content: &mut Content) -> Result<(), Error> {
        let Some(content_type) = content.header("Content-Type") else {
            if self.headers.is_empty() {
                let message = "not a CPIM message: no message header and no Content-Type";
                return Err(Error::new(ErrorKind::UnknownDocument, message));
            }
            let is_text = std::str::from_utf8(&content.bytes).is_ok();
            let read_as =
                if is_text { "text/plain;charset=utf-8" } else { "application/octet-stream" };
            let message = format!("the content has no Content-Type: read as {read_as}");
            content.headers.insert(0, ("Content-Type".to_owned(), read_as.to_owned()));
            self.report(self.lines.number(), ErrorKind::Mime, &message);
            return Ok(());
        };
        if content.content_type().is_none() {
            let refused = invalid_value(content_type, "a media type");
            self.report(self.lines.number(), ErrorKind::Mime, refused.message());
        }
        Ok(())
    }

    /// Whether prefixes are declared, and whether the values of the RFC's own headers are what they should be.
    fn check_headers(&mut self) {
        let headers = std::mem::take(&mut self.headers);
        let mut scope = Scope::new();
        for (line, header) in &headers {
            if let Some(prefix) = &header.prefix
                && !scope.is_declared(prefix)
            {
                let message = format!("no NS header before this declares the prefix {prefix:?}");
                self.report(*line, ErrorKind::InvalidValue, &message);
            }
            let namespace = scope.namespace_of(header.prefix.as_deref());
            if namespace == Some(ns::CPIM_HEADERS.uri())
                && let Some(expected) = expected_instead(header)
            {
                let refused = invalid_value(&header.value, expected);
                let message = format!("{}: {}; kept as received", header.name, refused.message());
                self.report(*line, ErrorKind::InvalidValue, &message);
            }
            scope.pass(header);
        }
        self.headers = headers;
    }

    /// A line of the message headers.
    fn text(&mut self, line: &[u8]) -> String {
        if std::str::from_utf8(line).is_err() {
            let message = "a message header is not UTF-8: read with replacements";
            self.report(self.lines.number(), ErrorKind::Encoding, message);
        }
        String::from_utf8_lossy(line).into_owned()
    }

    fn report(&mut self, line: u32, kind: ErrorKind, message: &str) {
        let error = Error::new(kind, message).with_place("", line.max(1), 1);
        // One more than the limit refuses the body.
        if self.diagnostics.len() <= self.limit {
            self.diagnostics.push(Diagnostic::new(Severity::Error, error));
        }
    }
}

/// What the value of one of the RFC's headers should be, if it is not that.
fn expected_instead(header: &Header) -> Option<&'static str> {
    let value = header.value.as_str();
    let (is_right, expected) = match header.name.as_str() {
        "From" | "To" | "cc" => {
            let is_address = value.parse::<Address>().is_ok();
            let has_uri = angled(value).is_some_and(|(_, uri)| has_uri_characters(uri));
            (is_address && has_uri, "an address")
        }
        "DateTime" => (header.text().parse::<DateTime>().is_ok(), "a time"),
        "NS" => (is_declaration(value), "a namespace: expected prefix <URI>"),
        "Require" => {
            let is_required = |name: &str| {
                let (prefix, name) = split_name(name.trim());
                prefix.is_none_or(is_name) && is_name(name)
            };
            (value.split(',').all(is_required), "a list of header names")
        }
        _ => (true, ""),
    };
    (!is_right).then_some(expected)
}

fn is_declaration(value: &str) -> bool {
    angled(value).is_some_and(|(prefix, uri)| {
        let is_uri = uri.parse::<AnyUri>().is_ok_and(|uri| uri.scheme().is_some());
        (prefix.is_empty() || is_name(prefix)) && is_uri && has_uri_characters(uri)
    })
}

fn is_content_type(header: &Header) -> bool {
    header.prefix.is_none() && header.name.eq_ignore_ascii_case("Content-Type")
}

/// Whether a header field is one of MIME content (RFC 2045 §3).
fn is_of_content(name: &str) -> bool {
    let starts =
        |start: &str| name.get(..start.len()).is_some_and(|name| name.eq_ignore_ascii_case(start));
    starts("Content-") || starts("MIME-")
}

/// The parameters after the colon, and what follows them. None, if something is wrong with one.
fn parameters(rest: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    let mut position = rest;
    while let Some(text) = position.strip_prefix(';') {
        let Some((name, value)) = text.split_once('=').filter(|(name, _)| is_name(name)) else {
            return (Vec::new(), rest);
        };
        let length = value_length(value);
        let (value, after) = value.split_at_checked(length).unwrap_or((value, ""));
        if !is_token(value) && !is_string(value) {
            return (Vec::new(), rest);
        }
        parameters.push((name.to_owned(), value.to_owned()));
        position = after;
    }
    (parameters, position)
}

/// The length of a parameter's value in bytes: up to the closing quote, or to a semicolon or a space.
fn value_length(value: &str) -> usize {
    let Some(quoted) = value.strip_prefix('"') else {
        return value.find([';', ' ']).unwrap_or(value.len());
    };
    let mut is_escaped = false;
    let closing = quoted.char_indices().find(|(_, character)| {
        let is_closing = *character == '"' && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        is_closing
    });
    closing.map_or(value.len(), |(position, _)| position + 2)
}

/// The header fields of content and the empty line after them. `None`, if the lines are not that: some line is
/// no header field, or no field is one of MIME.
fn content_headers(lines: &mut Lines<'_>) -> Option<Vec<(String, String)>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in &mut *lines {
        if line.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(line);
        let text = text.replace(|character: char| character.is_ascii_control(), " ");
        if text.starts_with(' ') {
            let (_, value) = headers.last_mut()?;
            value.push(' ');
            value.push_str(text.trim_matches(' '));
        } else {
            let (name, value) = text.split_once(':')?;
            let name = name.trim_end_matches(' ');
            if !is_field_name(name) {
                return None;
            }
            headers.push((name.to_owned(), value.trim_matches(' ').to_owned()));
        }
    }
    let is_mime = headers.is_empty() || headers.iter().any(|(name, _)| is_of_content(name));
    // A field can be empty up to its second line.
    for (_, value) in &mut headers {
        *value = value.trim_matches(' ').to_owned();
    }
    is_mime.then_some(headers)
}
