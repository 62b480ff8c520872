//! What became of one message, over its recipients (RFC 5438 §7.1.2, §7.1.4).

use std::fmt;

use sip_uri::UriMap;
use xml_app_core::AnyUri;

use super::sent::Matched;
use super::{DeliveryOutcome, DisplayOutcome, Imdn, Notification, ProcessingOutcome};

/// What became of one message, over its recipients.
#[derive(Debug, Clone, PartialEq)]
pub struct SentMessage {
    recipients: Vec<RecipientStatus>,
    /// The places of the recipients.
    places: UriMap<usize>,
    /// Receipts that do not say from whom they are.
    hidden: Progress,
}

/// What the receipts of one recipient say.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientStatus {
    /// The recipient.
    pub uri: AnyUri,
    /// The address to which the message was sent, if a list or another server changed it.
    pub original: Option<AnyUri>,
    /// Whether it was delivered, if a receipt says so.
    pub delivery: Option<DeliveryOutcome>,
    /// Whether it was displayed, if a receipt says so.
    pub display: Option<DisplayOutcome>,
    /// What an intermediary did with it, if a receipt says so.
    pub processing: Option<ProcessingOutcome>,
    /// Whether receipts of others tell that the message was sent to this address.
    has_members: bool,
}

impl SentMessage {
    /// Receipts of more recipients are not noted, except of those to whom the message was sent.
    pub const MOST_RECIPIENTS: usize = 10_000;

    pub(super) fn new(recipients: impl IntoIterator<Item = AnyUri>) -> Self {
        let (places, hidden) = (UriMap::default(), Progress::default());
        let mut message = Self { recipients: Vec::new(), places, hidden };
        for uri in recipients {
            if message.places.get(&uri).is_none() {
                message.enter(uri, None);
            }
        }
        message
    }

    /// The recipients: those to whom the message was sent, and the members of lists whose receipts came.
    pub fn recipients(&self) -> impl Iterator<Item = &RecipientStatus> {
        self.recipients.iter().filter(|recipient| !recipient.is_replaced())
    }

    /// How many recipients have got and seen it.
    pub fn progress(&self) -> Progress {
        let mut progress = self.hidden;
        for recipient in self.recipients() {
            progress.recipients += 1;
            if recipient.is_delivered() {
                progress.delivered += 1;
            } else if recipient.delivery == Some(DeliveryOutcome::Failed) {
                progress.failed += 1;
            } else if recipient.processing.is_some_and(ProcessingOutcome::is_done) {
                progress.processed += 1;
            }
            progress.displayed += usize::from(recipient.display == Some(DisplayOutcome::Displayed));
        }
        progress.within_recipients()
    }

    pub(super) fn received(&mut self, receipt: &Imdn) -> Matched {
        let Some(notification) = &receipt.notification else { return Matched::Empty };
        match self.sender_of(receipt) {
            Ok(Some(place)) => match self.recipients.get_mut(place) {
                Some(recipient) => recipient.note(notification),
                None => Matched::Unknown,
            },
            Ok(None) => {
                self.hidden.count(notification);
                Matched::Noted
            }
            Err(TooMany) => Matched::TooMany,
        }
    }

    /// Which recipient a receipt is from. One that is not known and comes from the only recipient is from that
    /// one: without `Original-To`, nothing says that its address was changed.
    fn sender_of(&mut self, receipt: &Imdn) -> Result<Option<usize>, TooMany> {
        let (uri, original) = (&receipt.recipient_uri, &receipt.original_recipient_uri);
        let place = |uri: &AnyUri| self.places.get(uri).copied();
        if let Some(place) = uri.as_ref().and_then(place) {
            return Ok(Some(place));
        }
        if let (Some(uri), Some(original)) = (uri, original)
            && let Some(replaced) = place(original)
        {
            if self.recipients.len() >= Self::MOST_RECIPIENTS {
                return Err(TooMany);
            }
            if let Some(replaced) = self.recipients.get_mut(replaced) {
                replaced.has_members = true;
            }
            return Ok(Some(self.enter(uri.clone(), Some(original.clone()))));
        }
        let original = original.as_ref().and_then(place);
        Ok(original.or((self.recipients.len() == 1).then_some(0)))
    }

    fn enter(&mut self, uri: AnyUri, original: Option<AnyUri>) -> usize {
        let place = self.recipients.len();
        self.places.insert(uri.clone(), place);
        let (delivery, display, processing) = (None, None, None);
        let has_members = false;
        let status = RecipientStatus { uri, original, delivery, display, processing, has_members };
        self.recipients.push(status);
        place
    }
}

/// The message has too many recipients.
struct TooMany;

impl RecipientStatus {
    /// Whether the message was delivered: a receipt says so, or that it was displayed.
    pub fn is_delivered(&self) -> bool {
        self.delivery == Some(DeliveryOutcome::Delivered)
            || self.display == Some(DisplayOutcome::Displayed)
    }

    /// Whether others take its place: it is a list, or another address of one of them. What it got itself, nobody
    /// else can take back. That it was processed is said by the server of a list, which is no recipient.
    fn is_replaced(&self) -> bool {
        self.has_members && self.delivery.is_none() && self.display.is_none()
    }

    /// A recipient sends one receipt of a kind. Several come from several devices of it: then the best one
    /// counts.
    fn note(&mut self, notification: &Notification) -> Matched {
        let is_new = match notification {
            Notification::Delivery(delivery) => {
                better(&mut self.delivery, delivery.status.outcome, |outcome| match outcome {
                    DeliveryOutcome::Delivered => 3,
                    DeliveryOutcome::Failed => 2,
                    DeliveryOutcome::Error => 1,
                    DeliveryOutcome::Forbidden => 0,
                })
            }
            Notification::Display(display) => {
                better(&mut self.display, display.status.outcome, |outcome| match outcome {
                    DisplayOutcome::Displayed => 2,
                    DisplayOutcome::Error => 1,
                    DisplayOutcome::Forbidden => 0,
                })
            }
            Notification::Processing(processing) => {
                better(&mut self.processing, processing.status.outcome, |outcome| match outcome {
                    ProcessingOutcome::Processed => 3,
                    ProcessingOutcome::Stored => 2,
                    ProcessingOutcome::Error => 1,
                    ProcessingOutcome::Forbidden => 0,
                })
            }
        };
        if is_new { Matched::Noted } else { Matched::Repeated }
    }
}

/// Takes the new outcome, if none was known or it says more.
fn better<O: Copy>(known: &mut Option<O>, new: O, rank: impl Fn(O) -> u8) -> bool {
    let is_better = known.is_none_or(|known| rank(new) > rank(known));
    if is_better {
        *known = Some(new);
    }
    is_better
}

impl ProcessingOutcome {
    fn is_done(self) -> bool {
        matches!(self, Self::Processed | Self::Stored)
    }
}

/// How many recipients have got and seen a message; in words with `to_string`.
///
/// ```
/// use sip_messaging::imdn::Progress;
///
/// let mut progress = Progress { recipients: 5, ..Progress::default() };
/// assert_eq!(progress.to_string(), "sent to 5");
/// progress.delivered = 3;
/// progress.displayed = 2;
/// progress.failed = 1;
/// assert_eq!(progress.to_string(), "delivered to 3 of 5, displayed by 2, not delivered to 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Progress {
    /// To how many recipients it was sent.
    pub recipients: usize,
    /// How many have got it, displayed or not.
    pub delivered: usize,
    /// To how many it was displayed.
    pub displayed: usize,
    /// To how many it could not be delivered.
    pub failed: usize,
    /// For how many an intermediary has it, and nothing else is known.
    pub processed: usize,
}

impl Progress {
    /// Counts a receipt that does not say from whom it is.
    fn count(&mut self, notification: &Notification) {
        let counter = match notification {
            Notification::Delivery(delivery) => match delivery.status.outcome {
                DeliveryOutcome::Delivered => &mut self.delivered,
                DeliveryOutcome::Failed => &mut self.failed,
                DeliveryOutcome::Forbidden | DeliveryOutcome::Error => return,
            },
            Notification::Display(display) => match display.status.outcome {
                DisplayOutcome::Displayed => &mut self.displayed,
                DisplayOutcome::Forbidden | DisplayOutcome::Error => return,
            },
            Notification::Processing(processing) => match processing.status.outcome.is_done() {
                true => &mut self.processed,
                false => return,
            },
        };
        *counter = counter.saturating_add(1);
    }

    /// Receipts without a recipient cannot be told apart, so there may be more of them than recipients.
    fn within_recipients(self) -> Self {
        let most = self.recipients;
        let delivered = self.delivered.max(self.displayed).min(most);
        let failed = self.failed.min(most - delivered);
        Self {
            recipients: most,
            delivered,
            displayed: self.displayed.min(most),
            failed,
            processed: self.processed.min(most - delivered - failed),
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { recipients, delivered, displayed, failed, processed } = *self;
        let counts = [
            ("delivered to", delivered),
            ("displayed by", displayed),
            ("not delivered to", failed),
            ("processed for", processed),
        ];
        let mut is_first = true;
        for (words, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            match std::mem::take(&mut is_first) {
                true => write!(f, "{words} {count} of {recipients}")?,
                false => write!(f, ", {words} {count}")?,
            }
        }
        if is_first { write!(f, "sent to {recipients}") } else { Ok(()) }
    }
}
