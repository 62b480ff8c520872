//! The message headers with which a sender asks for notifications (RFC 5438 §6.2, §6.3, §10).

use std::borrow::Cow;

use xml_app_core::{DateTime, Token, XmlValue};

use crate::cpim::Message;
use crate::ns;

/// What a sender wants to be told about a message (RFC 5438 §7.1.1.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum Disposition {
    /// That it was delivered.
    PositiveDelivery,
    /// That it was not delivered.
    NegativeDelivery,
    /// What an intermediary did with it.
    Processing,
    /// Whether it was displayed.
    Display,
    /// Another word, which recipients ignore.
    Other(String),
}

/// One value of a `Disposition-Notification` header (RFC 5438 §10).
///
/// ```
/// use sip_messaging::cpim::{Content, Message};
/// use sip_messaging::imdn::Disposition;
/// use sip_messaging::ns;
///
/// let value = "positive-delivery;by=\"Bob, or Carol\" , x-archived";
/// let message = Message::new(Content::text("Hello"))
///     .with_header(ns::IMDN_HEADERS, "Disposition-Notification", value);
/// let requests = message.disposition_requests();
/// assert_eq!(requests[0].disposition, Disposition::PositiveDelivery);
/// assert_eq!(requests[0].parameters, [("by".to_owned(), "\"Bob, or Carol\"".to_owned())]);
/// assert_eq!(requests[1].disposition, Disposition::Other("x-archived".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DispositionRequest {
    /// What is asked for.
    pub disposition: Disposition,
    /// The parameters: names, and values as written, which are empty where there is none.
    pub parameters: Vec<(String, String)>,
}

/// What RFC 5438 adds to CPIM messages.
impl Message {
    /// The same with a request for notifications: the `Message-ID`, `DateTime` and `Disposition-Notification`
    /// headers (RFC 5438 §7.1.1).
    ///
    /// An id has to be unique and hard to guess: at least 64 random bits (§6.3). The program makes it. Give a
    /// message its content before: a notification never asks for notifications, and stays as it is.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    /// use sip_messaging::imdn::Disposition;
    ///
    /// let message = Message::new(Content::text("Hello World"))
    ///     .with_sender(&"Alice <im:alice@example.com>".parse()?)
    ///     .with_recipient(&"Bob <im:bob@example.com>".parse()?)
    ///     .with_disposition_requests(
    ///         &"34jk324j".parse()?,
    ///         &"2006-04-04T12:16:49-05:00".parse()?,
    ///         &[Disposition::PositiveDelivery, Disposition::NegativeDelivery],
    ///     );
    /// // The message of RFC 5438 §7.1.1.3, in the layout of RFC 3862.
    /// assert_eq!(
    ///     String::from_utf8(message.to_bytes()?).unwrap(),
    ///     "From: Alice <im:alice@example.com>\r\n\
    ///      To: Bob <im:bob@example.com>\r\n\
    ///      NS: imdn <urn:ietf:params:imdn>\r\n\
    ///      imdn.Message-ID: 34jk324j\r\n\
    ///      DateTime: 2006-04-04T12:16:49-05:00\r\n\
    ///      imdn.Disposition-Notification: positive-delivery, negative-delivery\r\n\
    ///      \r\n\
    ///      Content-Type: text/plain;charset=utf-8\r\n\
    ///      \r\n\
    ///      Hello World"
    /// );
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_disposition_requests(
        self,
        id: &Token,
        sent_at: &DateTime,
        dispositions: &[Disposition],
    ) -> Self {
        if self.is_notification() {
            return self;
        }
        let words: Vec<_> = dispositions.iter().map(ToString::to_string).collect();
        self.with_header(ns::IMDN_HEADERS, "Message-ID", id.as_str())
            .with_sent_at(sent_at)
            .with_header(ns::IMDN_HEADERS, "Disposition-Notification", &words.join(", "))
    }

    /// `Message-ID`: what notifications about this message have as their `<message-id>` (RFC 5438 §6.3).
    pub fn message_id(&self) -> Option<Cow<'_, str>> {
        Some(self.header(ns::IMDN_HEADERS, "Message-ID")?.text())
    }

    /// `Disposition-Notification`: what the sender wants to be told. Nothing, if this is a notification itself
    /// (RFC 5438 §7.2.1).
    pub fn disposition_requests(&self) -> Vec<DispositionRequest> {
        if self.is_notification() {
            return Vec::new();
        }
        let headers = self.headers_named(ns::IMDN_HEADERS, "Disposition-Notification");
        headers.flat_map(|header| split(&header.value, ',')).filter_map(request).collect()
    }

    /// Whether the sender wants to be told this.
    pub fn asks_for(&self, disposition: &Disposition) -> bool {
        self.disposition_requests().iter().any(|request| request.disposition == *disposition)
    }
}

/// One item of the list. `None`, if it is empty.
fn request(item: &str) -> Option<DispositionRequest> {
    let mut pieces = split(item, ';');
    let word = pieces.next().filter(|word| !word.is_empty())?;
    let parameters = pieces.map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        (name.to_owned(), value.to_owned())
    });
    let disposition = word.parse().unwrap_or_else(|_| Disposition::Other(word.to_owned()));
    Some(DispositionRequest { disposition, parameters: parameters.collect() })
}

/// The pieces between the separators that are outside of quotes, without white space around them.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let pieces = text.split(move |character| {
        let is_plain = !is_escaped;
        is_escaped = is_plain && is_quoted && character == '\\';
        is_quoted ^= is_plain && character == '"';
        character == separator && !is_quoted
    });
    pieces.map(str::trim)
}
