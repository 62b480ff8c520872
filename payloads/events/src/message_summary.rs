//! RFC 3842: waiting messages.
//!
//! The body of the event package `message-summary` is text, not XML.

mod read;

use std::fmt;
use std::str::FromStr;

use xml_app_core::{AnyUri, Error, ErrorKind, ReadOptions};

/// `application/simple-message-summary`: whether messages are waiting, and how many (RFC 3842 §3.5).
///
/// ```
/// use sip_events::message_summary::{ContextClass, MessageSummary};
///
/// let body = "Messages-Waiting: yes\r\n\
///     Message-Account: sip:alice@vmail.example.com\r\n\
///     Voice-Message: 4/8 (1/2)\r\n";
/// let summary: MessageSummary = body.parse()?;
/// assert!(summary.is_waiting);
/// let voice = summary.counts(&ContextClass::Voice).unwrap();
/// assert_eq!((voice.new, voice.old), (4, 8));
/// assert_eq!(voice.urgent.unwrap().new, 1);
/// assert_eq!(summary.to_text()?, body);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageSummary {
    /// `Messages-Waiting`: whether there are new messages.
    pub is_waiting: bool,
    /// `Message-Account`: the account, if the subscription was to a group or an alias.
    pub account: Option<AnyUri>,
    /// The number of messages of each class, in the order of the body.
    pub classes: Vec<(ContextClass, Counts)>,
    /// Other lines of the summary, as received, but each in one line.
    pub other_lines: Vec<String>,
    /// The header fields of messages that are new since the last notification.
    pub messages: Vec<MessageHeaders>,
}

/// A class of messages (RFC 3458 §6): the name of a line without `-message`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ContextClass {
    /// `voice-message`
    Voice,
    /// `fax-message`
    Fax,
    /// `pager-message`
    Pager,
    /// `multimedia-message`
    Multimedia,
    /// `text-message`
    Text,
    /// `none`
    None,
    /// Another class, by the whole name of its line.
    Other(String),
}

/// The number of messages of a class. Numbers beyond 4,294,967,295 are read as 4,294,967,295 (RFC 3842 §3.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Messages that were not yet retrieved.
    pub new: u32,
    /// Messages that were retrieved and kept.
    pub old: u32,
    /// How many of them are urgent, if that is known.
    pub urgent: Option<UrgentCounts>,
}

/// The sum of several mailboxes or classes, at most 4,294,967,295.
///
/// ```
/// use sip_events::message_summary::{Counts, UrgentCounts};
///
/// let urgent = Some(UrgentCounts { new: 1, old: 2 });
/// let mailboxes = [Counts { new: 4, old: 8, urgent }, Counts { new: 1, old: 0, urgent: None }];
/// assert_eq!(mailboxes.iter().sum::<Counts>().to_string(), "5/8 (1/2)");
/// ```
impl<'c> std::iter::Sum<&'c Self> for Counts {
    fn sum<I: Iterator<Item = &'c Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| {
            let urgent = match (sum.urgent, one.urgent) {
                (None, None) => None,
                (sum, one) => {
                    let (sum, one) = (sum.unwrap_or_default(), one.unwrap_or_default());
                    Some(UrgentCounts {
                        new: sum.new.saturating_add(one.new),
                        old: sum.old.saturating_add(one.old),
                    })
                }
            };
            Self {
                new: sum.new.saturating_add(one.new),
                old: sum.old.saturating_add(one.old),
                urgent,
            }
        })
    }
}

/// The number of urgent messages of a class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct UrgentCounts {
    /// Of the new messages.
    pub new: u32,
    /// Of the old messages.
    pub old: u32,
}

/// The header fields of a message, as received, but each in one line (RFC 3261 §7.3.1).
///
/// ```
/// use sip_events::message_summary::{MessageHeaders, MessageSummary};
///
/// let summary: MessageSummary =
///     "Messages-Waiting: yes\r\n\r\nSubject: carpool\r\n tomorrow?\r\nPriority: normal\r\n".parse()?;
/// let message: &MessageHeaders = &summary.messages[0];
/// assert_eq!(message.get("subject"), Some("carpool tomorrow?"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageHeaders {
    /// A line for each header field, without its end.
    pub lines: Vec<String>,
}

impl MessageSummary {
    /// The value of the Content-Type header field.
    pub const CONTENT_TYPE: &'static str = "application/simple-message-summary";
    /// The event package.
    pub const EVENT_PACKAGE: &'static str = "message-summary";

    /// The number of messages of a class, if the body has a line for it.
    pub fn counts(&self, class: &ContextClass) -> Option<&Counts> {
        self.classes.iter().find_map(|(known, counts)| (known == class).then_some(counts))
    }

    /// Whether messages are waiting, when a forked subscription has several notifiers: yes, if any of them
    /// says so (RFC 3842 §3.10).
    ///
    /// ```
    /// use sip_events::message_summary::MessageSummary;
    ///
    /// let office: MessageSummary = "Messages-Waiting: no\r\n".parse()?;
    /// let mobile: MessageSummary = "Messages-Waiting: yes\r\n".parse()?;
    /// assert!(MessageSummary::is_waiting_in_any([&office, &mobile]));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn is_waiting_in_any<'s>(summaries: impl IntoIterator<Item = &'s Self>) -> bool {
        summaries.into_iter().any(|summary| summary.is_waiting)
    }

    /// Writes the body, with CRLF at the end of each line.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`], if a line is empty, begins with white space or contains a line end, or if a class is not a token or
    /// has the name of another line.
    pub fn to_text(&self) -> Result<String, Error> {
        if let Some((class, _)) = self.classes.iter().find(|(class, _)| !class.is_writable()) {
            let message = format!("\"{class}\" is not a class of messages");
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        let mut lines =
            vec![format!("Messages-Waiting: {}", if self.is_waiting { "yes" } else { "no" })];
        lines.extend(self.account.iter().map(|account| format!("Message-Account: {account}")));
        lines.extend(self.classes.iter().map(|(class, counts)| format!("{class}: {counts}")));
        lines.extend(self.other_lines.iter().cloned());
        let blocks = std::iter::once(lines.as_slice())
            .chain(self.messages.iter().map(|message| message.lines.as_slice()));
        let mut text = String::new();
        for (number, block) in blocks.enumerate() {
            if number > 0 {
                text.push_str("\r\n");
            }
            for line in block {
                // White space at the beginning would continue the line before.
                if line.is_empty() || line.starts_with(BLANKS) || line.contains(['\r', '\n']) {
                    let message = format!("{line:?} is not a line of a message summary");
                    return Err(Error::new(ErrorKind::NotWritable, message));
                }
                text.push_str(line);
                text.push_str("\r\n");
            }
        }
        Ok(text)
    }
}

/// Reads a body in tolerant mode.
impl FromStr for MessageSummary {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text, &ReadOptions::tolerant()).map(|reading| reading.document)
    }
}

impl MessageHeaders {
    /// The value of the first header field of this name, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            let is_it = found.trim_matches(BLANKS).eq_ignore_ascii_case(name);
            is_it.then(|| value.trim_matches(BLANKS))
        })
    }
}

impl ContextClass {
    /// The classes of RFC 3458, with the names of their lines.
    const NAMES: [(Self, &'static str); 6] = [
        (Self::Voice, "Voice-Message"),
        (Self::Fax, "Fax-Message"),
        (Self::Pager, "Pager-Message"),
        (Self::Multimedia, "Multimedia-Message"),
        (Self::Text, "Text-Message"),
        (Self::None, "None"),
    ];

    fn is_writable(&self) -> bool {
        let Self::Other(name) = self else { return true };
        let others = ["Messages-Waiting", "Message-Account"];
        is_token(name) && !others.iter().any(|other| other.eq_ignore_ascii_case(name))
    }
}

/// White space in a line (RFC 3261 §25.1).
const BLANKS: [char; 2] = [' ', '\t'];

/// Whether a text is a token (RFC 3261 §25.1).
fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

impl From<&str> for ContextClass {
    fn from(name: &str) -> Self {
        let mut known = Self::NAMES.into_iter();
        let known = known.find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map_or_else(|| Self::Other(name.to_owned()), |(class, _)| class)
    }
}

/// The name of the line.
impl fmt::Display for ContextClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Self::NAMES.iter().find(|(class, _)| class == self).map(|(_, name)| *name);
        f.write_str(match self {
            Self::Other(name) => name,
            _ => known.unwrap_or_default(),
        })
    }
}

/// `4/8 (1/2)`
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.new, self.old)?;
        self.urgent.map_or(Ok(()), |urgent| write!(f, " ({}/{})", urgent.new, urgent.old))
    }
}

#[cfg(test)]
mod tests;
