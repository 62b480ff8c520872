//! RFC 5438: what became of a message: whether it was delivered, displayed or processed.
//!
//! [`Imdn`] is the document. A sender asks for notifications with
//! [`Message::with_disposition_requests`](crate::cpim::Message::with_disposition_requests) and follows its
//! messages in [`SentMessages`]. A recipient, or an intermediary, makes them with [`Owed`].

mod notification;
mod owed;
mod progress;
mod request;
mod route;
mod sent;
#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, Element, Error, ErrorKind, Extensions, Namespace, RawNode, ReadContext, Token,
    Unexpected, XmlApplication, XmlChoice, XmlElement, XmlType,
};

use crate::ns;

pub use owed::{Disclosure, DisclosurePolicy, Owed, Receipt, aggregate};
pub use progress::{Progress, RecipientStatus, SentMessage};
pub use request::{Disposition, DispositionRequest};
pub use sent::{Matched, SentMessages};

/// `message/imdn+xml`.
impl XmlApplication for Imdn {
    type Root = Self;
    const NAME: &'static str = "imdn";
    const CONTENT_TYPES: &'static [&'static str] = &["message/imdn+xml"];
    const SPECIFICATION: &'static str = "RFC 5438";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::IMDN);
}

/// `<imdn>`: a notification about a message (RFC 5438 §11.1).
///
/// ```
/// use sip_messaging::imdn::{DeliveryOutcome, Imdn, Notification};
///
/// // The document of RFC 5438 §7.2.1.1.
/// let mut imdn = Imdn::new("34jk324j".parse()?, "2008-04-04T12:16:49-05:00".to_owned());
/// imdn.recipient_uri = Some("im:bob@example.com".parse()?);
/// imdn.original_recipient_uri = Some("im:bob@example.com".parse()?);
/// imdn.notification = Some(Notification::from(DeliveryOutcome::Delivered));
/// assert_eq!(
///     imdn.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>34jk324j</message-id>\
///      <datetime>2008-04-04T12:16:49-05:00</datetime>\
///      <recipient-uri>im:bob@example.com</recipient-uri>\
///      <original-recipient-uri>im:bob@example.com</original-recipient-uri>\
///      <delivery-notification><status><delivered/></status></delivery-notification></imdn>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::IMDN, name = "imdn", document = Self, check = check_imdn)]
#[xml(new = "A notification about the message with this id and this time.")]
pub struct Imdn {
    /// The Message-ID of the message.
    #[xml(value = "message-id")]
    pub message_id: Token,
    /// The time of the message, as its header field had it.
    #[xml(value = "datetime")]
    pub datetime: String,
    /// Who got the message. Together with the original recipient, or not at all.
    #[xml(value = "recipient-uri")]
    pub recipient_uri: Option<AnyUri>,
    /// Who should have got it. It may be somebody else.
    #[xml(value = "original-recipient-uri")]
    pub original_recipient_uri: Option<AnyUri>,
    /// The subject of the message. Only with the recipients.
    #[xml(value = "subject")]
    pub subject: Option<String>,
    /// What became of it. The text of the RFC requires it, and its schema does not.
    #[xml(choice)]
    pub notification: Option<Notification>,
    /// Elements of other vocabularies.
    #[xml(extensions(skip))]
    pub extensions: Extensions<Self>,
}

/// What the schema says about several elements together.
fn check_imdn(imdn: &Imdn, element: Element<'_>, context: &mut ReadContext<'_>) {
    let (to, original) = (imdn.recipient_uri.is_some(), imdn.original_recipient_uri.is_some());
    if to != original {
        let message = "<recipient-uri> and <original-recipient-uri> belong together";
        context.report(element, Error::new(ErrorKind::MissingElement, message));
    }
    if imdn.subject.is_some() && !(to && original) {
        let message = "there is a <subject> without recipients";
        context.report(element, Error::new(ErrorKind::MissingElement, message));
    }
    check_extensions(&imdn.extensions, element, context);
    if imdn.notification.is_none() {
        context.warn(element, "the notification says nothing (RFC 5438 §11.1.6)");
    }
}

/// The schema allows elements of other vocabularies to have attributes and elements, but no text of their own.
fn check_extensions<H>(
    extensions: &Extensions<H>,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    let is_text = |node: &RawNode| matches!(node, RawNode::Text(text) if !text.trim().is_empty());
    for raw in extensions.raw().filter(|raw| raw.children.iter().any(is_text)) {
        let message =
            format!("unexpected text in <{}>: only elements are allowed", raw.name.local());
        context.report(element, Error::new(ErrorKind::UnexpectedText, message));
    }
}

fn check_delivery(status: &DeliveryStatus, element: Element<'_>, context: &mut ReadContext<'_>) {
    check_extensions(&status.extensions, element, context);
}

fn check_display(status: &DisplayStatus, element: Element<'_>, context: &mut ReadContext<'_>) {
    check_extensions(&status.extensions, element, context);
}

fn check_processing(
    status: &ProcessingStatus,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    check_extensions(&status.extensions, element, context);
}

/// What became of a message (RFC 5438 §11.1.6).
///
/// ```
/// use sip_messaging::imdn::{DisplayOutcome, Notification};
///
/// let Notification::Display(display) = Notification::from(DisplayOutcome::Displayed) else { panic!() };
/// assert_eq!(display.status.outcome, DisplayOutcome::Displayed);
/// ```
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::IMDN)]
pub enum Notification {
    /// Whether it was delivered.
    #[xml(child = "delivery-notification", from)]
    Delivery(DeliveryNotification),
    /// Whether it was displayed.
    #[xml(child = "display-notification", from)]
    Display(DisplayNotification),
    /// What an intermediary did with it.
    #[xml(child = "processing-notification", from)]
    Processing(ProcessingNotification),
}

impl From<DeliveryOutcome> for Notification {
    fn from(outcome: DeliveryOutcome) -> Self {
        Self::Delivery(DeliveryNotification::new(DeliveryStatus::from(outcome)))
    }
}

impl From<DisplayOutcome> for Notification {
    fn from(outcome: DisplayOutcome) -> Self {
        Self::Display(DisplayNotification::new(DisplayStatus::from(outcome)))
    }
}

impl From<ProcessingOutcome> for Notification {
    fn from(outcome: ProcessingOutcome) -> Self {
        Self::Processing(ProcessingNotification::new(ProcessingStatus::from(outcome)))
    }
}

/// `<delivery-notification>`: whether a message was delivered (RFC 5438 §11.1.6).
///
/// ```
/// use sip_messaging::imdn::{DeliveryNotification, DeliveryOutcome, DeliveryStatus};
///
/// let failed = DeliveryNotification::new(DeliveryStatus::from(DeliveryOutcome::Failed));
/// assert_eq!(failed.status.outcome, DeliveryOutcome::Failed);
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, new)]
pub struct DeliveryNotification {
    /// The status.
    #[xml(child = "status")]
    pub status: DeliveryStatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<status>` of a delivery (RFC 5438 §11.1.7).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, check = check_delivery)]
pub struct DeliveryStatus {
    /// What became of the message.
    #[xml(choice, from)]
    pub outcome: DeliveryOutcome,
    /// Elements of other vocabularies.
    #[xml(extensions(skip))]
    pub extensions: Extensions<Self>,
}

/// Whether a message was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::IMDN)]
pub enum DeliveryOutcome {
    /// It was.
    Delivered,
    /// It was not.
    Failed,
    /// The recipient does not tell.
    Forbidden,
    /// There was an error.
    Error,
}

/// `<display-notification>`: whether a message was displayed (RFC 5438 §11.1.6).
///
/// ```
/// use sip_messaging::imdn::{DisplayNotification, DisplayOutcome, DisplayStatus};
///
/// let secret = DisplayNotification::new(DisplayStatus::from(DisplayOutcome::Forbidden));
/// assert_eq!(secret.status.outcome, DisplayOutcome::Forbidden);
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, new)]
pub struct DisplayNotification {
    /// The status.
    #[xml(child = "status")]
    pub status: DisplayStatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<status>` of a display (RFC 5438 §11.1.7).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, check = check_display)]
pub struct DisplayStatus {
    /// What became of the message.
    #[xml(choice, from)]
    pub outcome: DisplayOutcome,
    /// Elements of other vocabularies.
    #[xml(extensions(skip))]
    pub extensions: Extensions<Self>,
}

/// Whether a message was displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::IMDN)]
pub enum DisplayOutcome {
    /// It was.
    Displayed,
    /// The recipient does not tell.
    Forbidden,
    /// There was an error.
    Error,
}

/// `<processing-notification>`: what an intermediary did with a message (RFC 5438 §11.1.6).
///
/// ```
/// use sip_messaging::imdn::{ProcessingNotification, ProcessingOutcome, ProcessingStatus};
///
/// let stored = ProcessingNotification::new(ProcessingStatus::from(ProcessingOutcome::Stored));
/// assert_eq!(stored.status.outcome, ProcessingOutcome::Stored);
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, new)]
pub struct ProcessingNotification {
    /// The status.
    #[xml(child = "status")]
    pub status: ProcessingStatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<status>` of a processing (RFC 5438 §11.1.7).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::IMDN, check = check_processing)]
pub struct ProcessingStatus {
    /// What became of the message.
    #[xml(choice, from)]
    pub outcome: ProcessingOutcome,
    /// Elements of other vocabularies.
    #[xml(extensions(skip))]
    pub extensions: Extensions<Self>,
}

/// What an intermediary did with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::IMDN)]
pub enum ProcessingOutcome {
    /// It processed it.
    Processed,
    /// It stored it.
    Stored,
    /// It does not tell.
    Forbidden,
    /// There was an error.
    Error,
}
