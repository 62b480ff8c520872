//! The notifications that a recipient or an intermediary owes the sender of a message (RFC 5438 §7.2, §8).

use std::borrow::Cow;

use sip_mime::{Body, Multipart, Part};
use sip_uri::UriExt as _;
use xml_app_core::value::is_char;
use xml_app_core::{AnyUri, Error, Token, WriteOptions};

use super::{DeliveryOutcome, DisplayOutcome, Disposition, Imdn, Notification, ProcessingOutcome};
use crate::cpim::{Address, Content, Message};
use crate::ns;

/// What is told to a sender who asks (RFC 5438 §7.2.1.2: a choice by message, by sender or of the program).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Disclosure {
    /// What became of the message.
    #[default]
    Tell,
    /// That it is not told: the status `forbidden`.
    Forbid,
    /// Nothing: no notification is sent.
    Silent,
}

/// What is told of each kind. By default, everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DisclosurePolicy {
    /// Whether the message was delivered.
    pub delivery: Disclosure,
    /// Whether it was displayed.
    pub display: Disclosure,
    /// What an intermediary did with it.
    pub processing: Disclosure,
}

/// The notifications that are owed for one message: those that its sender asked for, each kind at most once.
///
/// It needs no clock and can be kept until the message is displayed. Nothing is owed for a notification, for a
/// message without a `Message-ID` that XML can have, and to a sender without an address.
///
/// ```
/// use sip_messaging::cpim::Message;
/// use sip_messaging::imdn::{DeliveryOutcome, Disclosure, DisplayOutcome, DisclosurePolicy, Owed};
/// use xml_app_core::ReadOptions;
///
/// let body = "From: Alice <im:alice@example.com>\r\n\
///     To: Bob <im:bob@example.com>\r\n\
///     NS: imdn <urn:ietf:params:imdn>\r\n\
///     imdn.Message-ID: 34jk324j\r\n\
///     DateTime: 2008-04-04T12:16:49-05:00\r\n\
///     imdn.Disposition-Notification: positive-delivery, display\r\n\
///     \r\n\
///     Content-Type: text/plain\r\n\
///     \r\n\
///     Hello World";
/// let message = Message::read(body, &ReadOptions::tolerant())?.document;
///
/// // Bob does not want to tell what he reads.
/// let policy = DisclosurePolicy { display: Disclosure::Silent, ..DisclosurePolicy::default() };
/// let mut owed = Owed::by_recipient(&message, &"<im:bob@example.com>".parse()?)
///     .expect("Alice asks")
///     .with_policy(policy);
///
/// let receipt = owed.notify(DeliveryOutcome::Delivered).expect("asked for, and not sent yet");
/// assert_eq!(receipt.next_hop(), "im:alice@example.com");
/// let reply = receipt.to_message(&"d834jied93rf".parse()?)?;
/// assert!(reply.is_notification());
/// assert!(owed.notify(DeliveryOutcome::Delivered).is_none(), "one of each kind");
/// assert!(owed.notify(DisplayOutcome::Displayed).is_none(), "Bob's policy");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    role: Role,
    policy: DisclosurePolicy,
    asked: Vec<Disposition>,
    told: Vec<Kind>,
    is_answered_with_an_error: bool,
    /// The document, without a notification.
    about: Imdn,
    from: Address,
    to: Address,
    route: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Recipient,
    Intermediary,
}

/// The kind of a notification. The two kinds of deliveries are one (RFC 5438 §7.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Delivery,
    Display,
    Processing,
}

impl Owed {
    /// What the recipient of a message owes its sender. `None`, if nothing can be owed.
    ///
    /// The recipient is the one in `To` or `cc` that is equivalent to `me`, or else the first one in `To` (RFC 5438
    /// §11.1.3).
    pub fn by_recipient(message: &Message, me: &Address) -> Option<Self> {
        Self::new(message, me, Role::Recipient)
    }

    /// What an intermediary owes: a URI-list server, a store, or a gateway (RFC 5438 §8.1, §8.2). These tell
    /// what they did with the message, and that it could not be delivered; never that it was delivered or
    /// displayed.
    ///
    /// ```
    /// # use sip_messaging::cpim::{Content, Message};
    /// # use sip_messaging::imdn::Disposition;
    /// use sip_messaging::imdn::{DeliveryOutcome, Owed, ProcessingOutcome};
    ///
    /// # let message = Message::new(Content::text("Hello World"))
    /// #     .with_sender(&"<im:alice@example.com>".parse()?)
    /// #     .with_recipient(&"<im:bob@example.com>".parse()?)
    /// #     .with_disposition_requests(
    /// #         &"34jk324j".parse()?,
    /// #         &"2006-04-04T12:16:49-05:00".parse()?,
    /// #         &[Disposition::Processing, Disposition::PositiveDelivery, Disposition::NegativeDelivery],
    /// #     );
    /// let store = "<im:store@example.com>".parse()?;
    /// let mut owed = Owed::by_intermediary(&message, &store).expect("Alice asks");
    /// assert!(owed.notify(ProcessingOutcome::Stored).is_some());
    /// // Later it forwards the message. A 2xx response says nothing about delivery.
    /// assert!(owed.next_hop_answered(200).is_none());
    /// let failed = owed.next_hop_answered(404).expect("the message was not delivered");
    /// assert_eq!(failed.document().notification, Some(DeliveryOutcome::Failed.into()));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn by_intermediary(message: &Message, me: &Address) -> Option<Self> {
        Self::new(message, me, Role::Intermediary)
    }

    fn new(message: &Message, me: &Address, role: Role) -> Option<Self> {
        let requests = message.disposition_requests();
        let asked: Vec<_> = requests.into_iter().map(|request| request.disposition).collect();
        let to = message.sender().filter(|sender| !is_anonymous(&sender.uri))?;
        let about = about(message, me)?;
        let routes = message.headers_named(ns::IMDN_HEADERS, "IMDN-Record-Route");
        (!asked.is_empty()).then(|| Self {
            role,
            policy: DisclosurePolicy::default(),
            asked,
            told: Vec::new(),
            is_answered_with_an_error: false,
            about,
            from: me.clone(),
            to,
            route: routes.map(|header| header.value.clone()).collect(),
        })
    }

    /// The same under a policy.
    #[must_use]
    pub fn with_policy(mut self, policy: DisclosurePolicy) -> Self {
        self.policy = policy;
        self
    }

    /// This program answered the MESSAGE request. After a final response other than 2xx nothing is owed any more
    /// (RFC 5438 §12.1.3.1, §12.2). A provisional response changes nothing.
    ///
    /// ```
    /// # use sip_messaging::cpim::{Content, Message};
    /// # use sip_messaging::imdn::Disposition;
    /// use sip_messaging::imdn::{DeliveryOutcome, Owed};
    ///
    /// # let message = Message::new(Content::text("Hello World"))
    /// #     .with_sender(&"<im:alice@example.com>".parse()?)
    /// #     .with_recipient(&"<im:bob@example.com>".parse()?)
    /// #     .with_disposition_requests(
    /// #         &"34jk324j".parse()?,
    /// #         &"2006-04-04T12:16:49-05:00".parse()?,
    /// #         &[Disposition::NegativeDelivery],
    /// #     );
    /// let mut owed = Owed::by_recipient(&message, &"<im:bob@example.com>".parse()?).expect("asked");
    /// owed.answered(480);
    /// assert!(owed.notify(DeliveryOutcome::Failed).is_none(), "the response said it");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn answered(&mut self, status: u16) {
        if status >= 200 {
            self.is_answered_with_an_error = status >= 300;
        }
    }

    /// The next hop of an intermediary answered the message that it forwarded. After 4xx, 5xx and 6xx it owes
    /// the sender that the message was not delivered; after 2xx it does not know (RFC 5438 §12.2).
    pub fn next_hop_answered(&mut self, status: u16) -> Option<Receipt> {
        (400..700).contains(&status).then(|| self.notify(DeliveryOutcome::Failed)).flatten()
    }

    /// The receipt for what became of the message. `None`, if the sender did not ask for it, if one of its kind
    /// was sent before, or if the policy or the role has nothing to tell.
    pub fn notify(&mut self, notification: impl Into<Notification>) -> Option<Receipt> {
        let notification = notification.into();
        let kind = notification.kind();
        if self.is_answered_with_an_error
            || self.told.contains(&kind)
            || !self.is_in_role(&notification)
            || !self.is_asked(&notification)
        {
            return None;
        }
        let notification = match self.disclosure(kind) {
            Disclosure::Tell => notification,
            Disclosure::Forbid => kind.forbidden(),
            Disclosure::Silent => return None,
        };
        self.told.push(kind);
        let document = Imdn { notification: Some(notification), ..self.about.clone() };
        let (from, to, route) = (self.from.clone(), self.to.clone(), self.route.clone());
        Some(Receipt { document, from, to, route })
    }

    /// A recipient never sends what only an intermediary knows, and the other way round.
    fn is_in_role(&self, notification: &Notification) -> bool {
        match notification {
            Notification::Delivery(delivery) => {
                self.role == Role::Recipient
                    || delivery.status.outcome != DeliveryOutcome::Delivered
            }
            Notification::Display(_) => self.role == Role::Recipient,
            Notification::Processing(_) => self.role == Role::Intermediary,
        }
    }

    fn is_asked(&self, notification: &Notification) -> bool {
        let asks = |disposition| self.asked.contains(&disposition);
        match notification {
            Notification::Delivery(delivery) => match delivery.status.outcome {
                DeliveryOutcome::Delivered => asks(Disposition::PositiveDelivery),
                DeliveryOutcome::Failed => asks(Disposition::NegativeDelivery),
                DeliveryOutcome::Forbidden | DeliveryOutcome::Error => {
                    asks(Disposition::PositiveDelivery) || asks(Disposition::NegativeDelivery)
                }
            },
            Notification::Display(_) => asks(Disposition::Display),
            Notification::Processing(_) => asks(Disposition::Processing),
        }
    }

    fn disclosure(&self, kind: Kind) -> Disclosure {
        match kind {
            Kind::Delivery => self.policy.delivery,
            Kind::Display => self.policy.display,
            Kind::Processing => self.policy.processing,
        }
    }
}

impl Kind {
    fn forbidden(self) -> Notification {
        match self {
            Self::Delivery => DeliveryOutcome::Forbidden.into(),
            Self::Display => DisplayOutcome::Forbidden.into(),
            Self::Processing => ProcessingOutcome::Forbidden.into(),
        }
    }
}

impl Notification {
    fn kind(&self) -> Kind {
        match self {
            Self::Delivery(_) => Kind::Delivery,
            Self::Display(_) => Kind::Display,
            Self::Processing(_) => Kind::Processing,
        }
    }
}

/// What every notification about this message says. Without `DateTime` in the message, the time is empty.
fn about(message: &Message, me: &Address) -> Option<Imdn> {
    let id: Token = message.message_id().filter(|id| is_writable(id))?.parse().ok()?;
    let sent_at = message.header(ns::CPIM_HEADERS, "DateTime").map(|header| header.text());
    let sent_at = sent_at.filter(|time| is_writable(time)).unwrap_or_default();
    let mut imdn = Imdn::new(id, sent_at.into_owned());
    let is_usable = |uri: &AnyUri| is_writable(uri.as_str());
    let recipients = || message.recipients().map(|recipient| recipient.uri).filter(is_usable);
    let copies = message.copies_to().map(|recipient| recipient.uri).filter(is_usable);
    let mine = recipients().chain(copies).find(|recipient| recipient.is_equivalent(&me.uri));
    let recipient = mine.or_else(|| recipients().next()).unwrap_or_else(|| me.uri.clone());
    let original = message.original_recipient().map(|original| original.uri);
    let original = original.filter(|uri| is_writable(uri.as_str()));
    imdn.original_recipient_uri = Some(original.unwrap_or_else(|| recipient.clone()));
    imdn.recipient_uri = Some(recipient);
    imdn.subject = message.subject().filter(|subject| is_writable(subject)).map(Cow::into_owned);
    Some(imdn)
}

/// Whether XML can have the text: not with the control characters that a header can have as escapes.
fn is_writable(text: &str) -> bool {
    text.chars().all(is_char)
}

/// `sip:anonymous@anonymous.invalid` (RFC 3323 §4.1.1.3), and whatever else is in that domain.
fn is_anonymous(uri: &AnyUri) -> bool {
    let rest = uri.as_str().split_once('@').map_or("", |(_, rest)| rest);
    let host = rest.split([';', '?', ':', '>']).next().unwrap_or_default();
    host.eq_ignore_ascii_case("anonymous.invalid")
}

/// A notification with everything that is needed to send it.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    document: Imdn,
    from: Address,
    to: Address,
    route: Vec<String>,
}

impl Receipt {
    /// What it says.
    pub fn document(&self) -> &Imdn {
        &self.document
    }

    /// Where it is sent: to the first intermediary that wants to see it, or else to the sender of the message
    /// (RFC 5438 §7.2.1). Over SIP, this is what the CPIM headers say; the Request-URI is the SIP `From` of the
    /// message (§12.1.3.1).
    pub fn next_hop(&self) -> AnyUri {
        let route = self.route.first().and_then(|route| route.parse::<Address>().ok());
        route.map_or_else(|| self.to.uri.clone(), |route| route.uri)
    }

    /// The CPIM message with this notification. It has an id of its own, with at least 64 random bits (RFC 5438
    /// §6.3, §7.2.1).
    ///
    /// # Errors
    /// Those of writing the document, for example with an element of another vocabulary that cannot be written.
    pub fn to_message(&self, id: &Token) -> Result<Message, Error> {
        let document = Body::of::<Imdn>(&self.document, &WriteOptions::default())?;
        let content = Content::from(document).with_header("Content-Disposition", "notification");
        let message = Message::new(content)
            .with_sender(&self.from)
            .with_recipient(&self.to)
            .with_header(ns::IMDN_HEADERS, "Message-ID", id.as_str());
        Ok(message.with_imdn_routes(&self.route))
    }
}

/// The content of a message with several notifications: `multipart/mixed` (RFC 5438 §8.3). Of one notification
/// it is the document.
///
/// ```
/// use sip_messaging::cpim::Message;
/// use sip_messaging::imdn::{DeliveryOutcome, DisplayOutcome, Imdn, aggregate};
/// use xml_app_core::{ReadOptions, Registry};
///
/// let mut delivered = Imdn::new("34jk324j".parse()?, "2008-04-04T12:16:49-05:00".to_owned());
/// let mut displayed = delivered.clone();
/// delivered.notification = Some(DeliveryOutcome::Delivered.into());
/// displayed.notification = Some(DisplayOutcome::Displayed.into());
///
/// let message = Message::new(aggregate(&[delivered, displayed])?);
/// assert!(message.is_notification());
/// let read = message.notifications(&Registry::empty(), &ReadOptions::strict());
/// assert_eq!(read.len(), 2);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// # Errors
/// Those of writing the documents.
pub fn aggregate(notifications: &[Imdn]) -> Result<Content, Error> {
    let body = |imdn: &Imdn| Body::of::<Imdn>(imdn, &WriteOptions::default());
    let content = match notifications {
        [single] => Content::from(body(single)?),
        several => {
            let mut multipart = Multipart::new("mixed");
            for imdn in several {
                let Body { content_type, bytes } = body(imdn)?;
                multipart = multipart.with_part(Part::new(content_type, bytes));
            }
            Content::from(multipart.to_body()?)
        }
    };
    Ok(content.with_header("Content-Disposition", "notification"))
}
