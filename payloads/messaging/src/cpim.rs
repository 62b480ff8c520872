//! RFC 3862: messages with headers from end to end, `message/cpim`.
//!
//! The format is text, not XML. It has three parts: message headers, an empty line, and MIME content.

mod address;
mod content;
mod escape;
mod header;
mod lines;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::borrow::Cow;
use std::collections::HashMap;

use xml_app_core::{DateTime, Namespace};

use crate::ns;

pub use address::Address;
pub use content::Content;
pub use header::Header;

/// `message/cpim`: a message with its headers and its content (RFC 3862).
///
/// ```
/// use sip_messaging::cpim::{Content, Message};
/// use xml_app_core::ReadOptions;
///
/// let body = "From: Alice <im:alice@example.com>\r\n\
///     To: <im:bob@example.com>\r\n\
///     Subject:;lang=en Lunch\r\n\
///     \r\n\
///     Content-Type: text/plain;charset=utf-8\r\n\
///     \r\n\
///     At noon?";
/// let message = Message::read(body, &ReadOptions::tolerant())?.document;
/// assert_eq!(message.sender().unwrap().formal_name.as_deref(), Some("Alice"));
/// assert_eq!(message.subject().unwrap(), "Lunch");
/// assert_eq!(message.content.as_text(), Some("At noon?"));
///
/// let same = Message::new(Content::text("At noon?"))
///     .with_sender(&"Alice <im:alice@example.com>".parse()?)
///     .with_recipient(&"<im:bob@example.com>".parse()?)
///     .with_subject("Lunch", "en");
/// assert_eq!(same.to_bytes()?, body.as_bytes());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// The message headers, in their order.
    pub headers: Vec<Header>,
    /// What the message says.
    pub content: Content,
}

impl Message {
    /// The value of the Content-Type header field.
    pub const CONTENT_TYPE: &'static str = "message/cpim";

    /// A message without message headers.
    pub fn new(content: Content) -> Self {
        Self { headers: Vec::new(), content }
    }

    /// The same with a `From` header (RFC 3862 §4.1).
    #[must_use]
    pub fn with_sender(self, sender: &Address) -> Self {
        self.with_address("From", sender)
    }

    /// The same with a `To` header (RFC 3862 §4.2).
    #[must_use]
    pub fn with_recipient(self, recipient: &Address) -> Self {
        self.with_address("To", recipient)
    }

    /// The same with a `cc` header (RFC 3862 §4.3).
    #[must_use]
    pub fn with_copy_to(self, recipient: &Address) -> Self {
        self.with_address("cc", recipient)
    }

    /// The same with a `DateTime` header: when the message was sent (RFC 3862 §4.4).
    #[must_use]
    pub fn with_sent_at(mut self, time: &DateTime) -> Self {
        self.headers.push(Header::new("DateTime", &time.to_string()));
        self
    }

    /// The same with a `Subject` header in a language (RFC 3862 §4.5).
    #[must_use]
    pub fn with_subject(mut self, subject: &str, language: &str) -> Self {
        self.headers.push(Header::new("Subject", subject).with_language(language));
        self
    }

    /// The same with a header of a namespace. The namespace is declared, unless a header before does it.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    /// use sip_messaging::ns;
    ///
    /// let message = Message::new(Content::text("Hello"))
    ///     .with_header(ns::IMDN_HEADERS, "Message-ID", "34jk324j")
    ///     .with_header(ns::IMDN_HEADERS, "Disposition-Notification", "display");
    /// let headers: Vec<_> = message.headers.iter().map(|header| header.to_string()).collect();
    /// assert_eq!(headers, [
    ///     "NS: imdn <urn:ietf:params:imdn>",
    ///     "imdn.Message-ID: 34jk324j",
    ///     "imdn.Disposition-Notification: display",
    /// ]);
    /// assert_eq!(message.header(ns::IMDN_HEADERS, "Message-ID").unwrap().text(), "34jk324j");
    /// ```
    #[must_use]
    pub fn with_header(mut self, namespace: Namespace, name: &str, text: &str) -> Self {
        let mut scope = Scope::new();
        self.headers.iter().for_each(|header| scope.pass(header));
        let prefix = match scope.prefix_of(namespace.uri()) {
            Some(prefix) => prefix,
            None => {
                let prefix = scope.free_prefix(namespace.prefix());
                let value = format!("{prefix} <{}>", namespace.uri());
                self.headers.push(Header { value, ..Header::new("NS", "") });
                Some(prefix)
            }
        };
        self.headers.push(Header { prefix, ..Header::new(name, text) });
        self
    }

    fn with_address(mut self, name: &str, address: &Address) -> Self {
        self.headers.push(Header { value: address.to_string(), ..Header::new(name, "") });
        self
    }

    /// Each header with its namespace: `None`, if its prefix is not declared before it (RFC 3862 §3.4).
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Header, Message};
    ///
    /// let mut message = Message::new(Content::text("Hello"));
    /// message.headers = vec![
    ///     Header::new("NS", "acme <http://id.acme.widgets/wily-headers/>"),
    ///     Header::new("runner-trap", "set").with_prefix("acme"),
    ///     Header::new("runner-trap", "set").with_prefix("widget"),
    /// ];
    /// let namespaces: Vec<_> = message.resolved().map(|(namespace, _)| namespace).collect();
    /// assert_eq!(namespaces, [
    ///     Some("urn:ietf:params:cpim-headers:"),
    ///     Some("http://id.acme.widgets/wily-headers/"),
    ///     None,
    /// ]);
    /// ```
    pub fn resolved(&self) -> impl Iterator<Item = (Option<&str>, &Header)> {
        let mut scope = Scope::new();
        self.headers.iter().map(move |header| {
            let namespace = scope.namespace_of(header.prefix.as_deref());
            scope.pass(header);
            (namespace, header)
        })
    }

    /// All headers of this namespace and name.
    pub fn headers_named<'m>(
        &'m self,
        namespace: Namespace,
        name: &str,
    ) -> impl Iterator<Item = &'m Header> {
        let is_named = move |(found, header): &(Option<&str>, &Header)| {
            header.name == name && *found == Some(namespace.uri())
        };
        self.resolved().filter(is_named).map(|(_, header)| header)
    }

    /// The first header of this namespace and name.
    pub fn header(&self, namespace: Namespace, name: &str) -> Option<&Header> {
        self.headers_named(namespace, name).next()
    }

    /// `From`: who sent the message, if the header can be understood (RFC 3862 §4.1).
    pub fn sender(&self) -> Option<Address> {
        self.header(ns::CPIM_HEADERS, "From")?.value.parse().ok()
    }

    /// `To`: whom the message is for (RFC 3862 §4.2). Addresses that cannot be understood are left out.
    pub fn recipients(&self) -> impl Iterator<Item = Address> {
        self.headers_named(ns::CPIM_HEADERS, "To").filter_map(|header| header.value.parse().ok())
    }

    /// `cc`: who gets a copy (RFC 3862 §4.3). Addresses that cannot be understood are left out.
    pub fn copies_to(&self) -> impl Iterator<Item = Address> {
        self.headers_named(ns::CPIM_HEADERS, "cc").filter_map(|header| header.value.parse().ok())
    }

    /// `DateTime`: when the message was sent, if the header can be understood (RFC 3862 §4.4).
    pub fn sent_at(&self) -> Option<DateTime> {
        self.header(ns::CPIM_HEADERS, "DateTime")?.text().parse().ok()
    }

    /// `Subject`: the first subject, in whatever language (RFC 3862 §4.5).
    pub fn subject(&self) -> Option<Cow<'_, str>> {
        Some(self.header(ns::CPIM_HEADERS, "Subject")?.text())
    }

    /// `Require`: the headers and features that the recipient must understand, as namespace and name
    /// (RFC 3862 §4.7). The namespace is `None`, if the prefix is not declared: such a feature cannot be
    /// understood.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Header, Message};
    ///
    /// let mut message = Message::new(Content::text("Hello"));
    /// message.headers = vec![
    ///     Header::new("NS", "MyFeatures <mid:MessageFeatures@id.foo.com>"),
    ///     Header::new("Require", "MyFeatures.VitalMessageOption,Subject"),
    /// ];
    /// assert_eq!(message.required(), [
    ///     (Some("mid:MessageFeatures@id.foo.com".to_owned()), "VitalMessageOption".to_owned()),
    ///     (Some("urn:ietf:params:cpim-headers:".to_owned()), "Subject".to_owned()),
    /// ]);
    /// ```
    pub fn required(&self) -> Vec<(Option<String>, String)> {
        let mut scope = Scope::new();
        let mut required = Vec::new();
        for header in &self.headers {
            let namespace = scope.namespace_of(header.prefix.as_deref());
            if header.name == "Require" && namespace == Some(ns::CPIM_HEADERS.uri()) {
                required.extend(header.value.split(',').map(|feature| {
                    let (prefix, name) = split_name(feature.trim());
                    (scope.namespace_of(prefix).map(str::to_owned), name.to_owned())
                }));
            }
            scope.pass(header);
        }
        required
    }
}

/// The prefix and the rest of a header's name.
fn split_name(name: &str) -> (Option<&str>, &str) {
    match name.split_once('.') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, name),
    }
}

/// The namespaces that are declared at a place among the headers (RFC 3862 §3.4).
struct Scope<'m> {
    default: &'m str,
    prefixes: HashMap<&'m str, &'m str>,
}

impl<'m> Scope<'m> {
    fn new() -> Self {
        Self { default: ns::CPIM_HEADERS.uri(), prefixes: HashMap::new() }
    }

    /// The scope after a header, which may be a declaration.
    fn pass(&mut self, header: &'m Header) {
        if !self.is_declaration(header) {
            return;
        }
        let Some((prefix, uri)) = address::angled(&header.value) else { return };
        if prefix.is_empty() {
            self.default = uri;
        } else if header::is_name(prefix) {
            self.prefixes.insert(prefix, uri);
        }
    }

    /// `NS` without prefix is a declaration also where another namespace is the default, because otherwise
    /// nothing could declare one after it.
    fn is_declaration(&self, header: &Header) -> bool {
        let namespace = self.namespace_of(header.prefix.as_deref());
        header.name == "NS"
            && (header.prefix.is_none() || namespace == Some(ns::CPIM_HEADERS.uri()))
    }

    fn is_declared(&self, prefix: &str) -> bool {
        self.prefixes.contains_key(prefix)
    }

    /// The namespace of a prefix, or the default one. `imdn` needs no declaration: software forgets it, and an
    /// application may have prefixes of its own (RFC 3862 §6).
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&'m str> {
        match prefix {
            Some(prefix) => match self.prefixes.get(prefix) {
                Some(namespace) => Some(namespace),
                None => (prefix == ns::IMDN_HEADERS.prefix()).then_some(ns::IMDN_HEADERS.uri()),
            },
            None => Some(self.default),
        }
    }

    /// The prefix for a namespace, or none if it is the default. `None` if it is not declared.
    fn prefix_of(&self, namespace: &str) -> Option<Option<String>> {
        if self.default == namespace {
            return Some(None);
        }
        let mut declared: Vec<_> =
            self.prefixes.iter().filter(|(_, uri)| **uri == namespace).map(|(p, _)| *p).collect();
        declared.sort_unstable();
        declared.first().map(|prefix| Some((*prefix).to_owned()))
    }

    /// The prefix, or one like it that is not declared yet.
    fn free_prefix(&self, wanted: &str) -> String {
        let numbered = (2_u64..).map(|number| format!("{wanted}{number}"));
        let mut prefixes = std::iter::once(wanted.to_owned()).chain(numbered);
        prefixes.find(|prefix| !self.prefixes.contains_key(prefix.as_str())).unwrap_or_default()
    }
}
