//! CPIM messages (RFC 3862), with the documents in them.

use serde_json::{Map, Value, json};
use sip_payloads::messaging::cpim::{Header, Message};
use sip_payloads::mime::{self, BodyParts};
use sip_payloads::{Error, ReadOptions, Reading};

use super::{TextBody, TextType};

impl TextBody for Message {
    const TYPE: TextType = TextType {
        name: "cpim",
        content_type: Self::CONTENT_TYPE,
        event_package: None,
        specification: "RFC 3862",
    };

    /// The first header is one of RFC 3862. The others are too, or of MIME, unless an `NS` header
    /// declares more.
    fn is_in(bytes: &[u8]) -> bool {
        let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let is_header = |line: &[u8]| {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            matches!(name, b"From" | b"To" | b"cc" | b"DateTime" | b"Subject" | b"NS" | b"Require")
                || name.contains(&b'.')
        };
        let mut headers = lines.by_ref().take_while(|line| !line.is_empty()).peekable();
        if !headers.peek().is_some_and(|first| is_header(first)) {
            return false;
        }
        let is_of_content = |line: &[u8]| {
            line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
        };
        let (mut declares, mut has_content_type, mut are_all) = (false, false, true);
        for header in headers {
            declares |= header.starts_with(b"NS:");
            has_content_type |= is_of_content(header);
            are_all &= is_header(header) || is_of_content(header);
        }
        has_content_type |= lines.next().is_some_and(is_of_content);
        declares || (are_all && has_content_type)
    }

    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading<Self>, Error> {
        Self::read(bytes, options)
    }

    fn write(&self) -> Result<Vec<u8>, Error> {
        self.to_bytes()
    }

    fn lines(&self) -> Vec<String> {
        let is_declaration = |header: &Header| header.prefix.is_none() && header.name == "NS";
        let mut lines = vec!["Message".to_owned()];
        for (namespace, header) in self.resolved().filter(|(_, header)| !is_declaration(header)) {
            let language = header.language().map(|language| format!(" ({language})"));
            let unknown = if namespace.is_none() { " (its prefix is not declared)" } else { "" };
            let (name, language) = (&header.name, language.unwrap_or_default());
            lines.push(format!("  {name}{language}: {}{unknown}", header.text()));
        }
        match self.content.as_text() {
            Some(text) => lines.extend(text.lines().map(|line| format!("  | {line}"))),
            None => {
                let content_type = self.content.header("Content-Type").unwrap_or("no type");
                lines.push(format!("  {content_type}, {} bytes", self.content.bytes.len()));
            }
        }
        lines
    }

    fn json(&self) -> Map<String, Value> {
        let headers = self.resolved().map(|(namespace, header)| header_json(namespace, header));
        let fields: Map<_, _> = self
            .content
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().into()))
            .collect();
        let mut content = Map::new();
        content.insert("headers".to_owned(), Value::Object(fields));
        match self.content.as_text() {
            Some(text) => content.insert("text".to_owned(), text.into()),
            None => content.insert("size".to_owned(), self.content.bytes.len().into()),
        };
        let mut object = Map::new();
        object.insert("headers".to_owned(), headers.collect());
        object.insert("content".to_owned(), Value::Object(content));
        object
    }

    /// The content, if it is of a known type or has parts; text is none.
    fn inner(&self, options: &ReadOptions) -> Option<(BodyParts, usize)> {
        let content_type = self.content.content_type()?;
        let registry = sip_payloads::registry();
        let is_known =
            registry.applications_for_content_type(content_type.essence()).next().is_some();
        if !is_known && !content_type.is_multipart() {
            return None;
        }
        let field = self.content.header("Content-Type").map(str::to_owned);
        let bytes = &self.content.bytes;
        let parts = mime::read_parts(registry, field.as_deref(), bytes, options).ok()?;
        Some((parts, bytes.len()))
    }
}

fn header_json(namespace: Option<&str>, header: &Header) -> Value {
    let mut object = Map::new();
    object.insert("namespace".to_owned(), namespace.into());
    object.insert("name".to_owned(), header.name.as_str().into());
    if !header.parameters.is_empty() {
        let parameters = header.parameters.iter();
        let parameters: Map<_, _> =
            parameters.map(|(name, value)| (name.clone(), value.as_str().into())).collect();
        object.insert("parameters".to_owned(), Value::Object(parameters));
    }
    object.insert("value".to_owned(), json!(header.text()));
    Value::Object(object)
}
