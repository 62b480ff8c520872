//! What became of the messages that were sent (RFC 5438 §7.1.2 to §7.1.4).

use std::collections::{BTreeMap, HashMap};

use xml_app_core::AnyUri;

use super::Imdn;
use super::progress::SentMessage;
use crate::cpim::Message;

/// The messages for which receipts may come, by their ids.
///
/// RFC 5438 §7.1.3 sets no time after which a receipt cannot come any more. So a message is kept until the
/// program [forgets](Self::forget) it, or until there are too many of them.
///
/// ```
/// use sip_messaging::imdn::{DeliveryOutcome, DisplayOutcome, Imdn, Matched, SentMessages};
///
/// let mut sent = SentMessages::new();
/// let team = ["im:bob@example.com", "im:carol@example.com", "im:dave@example.com"];
/// sent.sent("34jk324j", team.map(|uri| uri.parse().unwrap()));
///
/// let mut imdn = Imdn::new("34jk324j".parse()?, "2008-04-04T12:16:49-05:00".to_owned());
/// imdn.recipient_uri = Some("im:bob@example.com".parse()?);
/// imdn.original_recipient_uri = Some("im:bob@example.com".parse()?);
/// imdn.notification = Some(DeliveryOutcome::Delivered.into());
/// assert_eq!(sent.received(&imdn), Matched::Noted);
/// imdn.notification = Some(DisplayOutcome::Displayed.into());
/// assert_eq!(sent.received(&imdn), Matched::Noted);
/// assert_eq!(sent.received(&imdn), Matched::Repeated);
///
/// let progress = sent.get("34jk324j").unwrap().progress();
/// assert_eq!(progress.to_string(), "delivered to 1 of 3, displayed by 1");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct SentMessages {
    messages: HashMap<String, Entry>,
    /// The ids in the order in which they were sent.
    order: BTreeMap<u64, String>,
    next: u64,
    most: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    number: u64,
    message: SentMessage,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Matched {
    /// It is about a message that was sent, and said something new.
    Noted,
    /// It said what was known.
    Repeated,
    /// No message with this id was sent, or it was forgotten.
    Unknown,
    /// It says nothing that is known here: it has no notification.
    Empty,
    /// The message has too many recipients ([`SentMessage::MOST_RECIPIENTS`]). Nothing was noted.
    TooMany,
}

impl SentMessages {
    /// More messages are not kept, unless [`with_most`](Self::with_most) says otherwise: the oldest is
    /// forgotten.
    pub const MOST: usize = 10_000;

    /// No message was sent.
    pub fn new() -> Self {
        Self { messages: HashMap::new(), order: BTreeMap::new(), next: 0, most: Self::MOST }
    }

    /// The same with another limit on messages.
    #[must_use]
    pub fn with_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// A message with this id was sent to these recipients. A message with the same id before is forgotten.
    pub fn sent(&mut self, id: &str, recipients: impl IntoIterator<Item = AnyUri>) {
        self.forget(id);
        while self.messages.len() >= self.most.max(1) {
            let Some((_, oldest)) = self.order.pop_first() else { break };
            self.messages.remove(&oldest);
        }
        let message = SentMessage::new(recipients);
        self.messages.insert(id.to_owned(), Entry { number: self.next, message });
        self.order.insert(self.next, id.to_owned());
        self.next += 1;
    }

    /// A CPIM message was sent, to those in `To` and `cc`. It is kept, if it asks for notifications.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    /// use sip_messaging::imdn::{Disposition, SentMessages};
    ///
    /// let message = Message::new(Content::text("Hello World"))
    ///     .with_recipient(&"<im:bob@example.com>".parse()?)
    ///     .with_disposition_requests(
    ///         &"34jk324j".parse()?,
    ///         &"2006-04-04T12:16:49-05:00".parse()?,
    ///         &[Disposition::Display],
    ///     );
    /// let mut sent = SentMessages::new();
    /// sent.sent_message(&message);
    /// assert_eq!(sent.get("34jk324j").unwrap().progress().to_string(), "sent to 1");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn sent_message(&mut self, message: &Message) {
        if let Some(id) = message.message_id()
            && !message.disposition_requests().is_empty()
        {
            let recipients = message.recipients().chain(message.copies_to());
            self.sent(id.trim(), recipients.map(|recipient| recipient.uri));
        }
    }

    /// A receipt came.
    pub fn received(&mut self, receipt: &Imdn) -> Matched {
        match self.messages.get_mut(receipt.message_id.as_str()) {
            Some(entry) => entry.message.received(receipt),
            None => Matched::Unknown,
        }
    }

    /// What became of the message with this id.
    pub fn get(&self, id: &str) -> Option<&SentMessage> {
        self.messages.get(id).map(|entry| &entry.message)
    }

    /// The messages, from the oldest one, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SentMessage)> {
        self.order.values().filter_map(|id| Some((id.as_str(), self.get(id)?)))
    }

    /// Receipts for this message are of no interest any more.
    pub fn forget(&mut self, id: &str) {
        if let Some(entry) = self.messages.remove(id) {
            self.order.remove(&entry.number);
        }
    }
}

impl Default for SentMessages {
    fn default() -> Self {
        Self::new()
    }
}
