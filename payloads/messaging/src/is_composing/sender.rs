//! The sender: when to say that the user is writing (RFC 3994 §3.2).

use std::time::Duration;

use xml_app_core::PositiveInteger;

use super::{IsComposing, State};

/// Tells when to send which document while the user writes.
///
/// Times are since any moment, the same one for all calls; there is no clock inside. The program calls
/// [`input`](Self::input) for each input, [`at`](Self::at) at the time that [`next`](Self::next) says, and
/// [`content_sent`](Self::content_sent) when the message goes out.
///
/// ```
/// use std::time::Duration;
/// use sip_messaging::is_composing::{Composer, State};
///
/// let at = Duration::from_secs;
/// let mut composer = Composer::new();
/// // The first input is told, the next ones are not.
/// assert_eq!(composer.input(at(0)).unwrap().state, State::Active);
/// assert!(composer.input(at(10)).is_none());
/// // The user pauses for 15 seconds.
/// assert_eq!(composer.next(), Some(at(25)));
/// assert_eq!(composer.at(at(25)).unwrap().state, State::Idle);
/// assert_eq!(composer.next(), None);
/// ```
#[derive(Debug, Clone)]
pub struct Composer {
    idle_after: Duration,
    refresh: Duration,
    content_type: Option<String>,
    /// While the user is writing.
    active: Option<Active>,
    is_refused: bool,
}

#[derive(Debug, Clone, Copy)]
struct Active {
    last_input: Duration,
    last_sent: Duration,
}

impl Composer {
    /// Without input for so long, the user is idle: 15 seconds (RFC 3994 §3.2).
    pub const IDLE_AFTER: Duration = Duration::from_secs(15);
    /// The time between two documents while the user writes: 120 seconds. Fewer than 60 are not used, as the
    /// RFC recommends.
    pub const REFRESH: Duration = Duration::from_secs(120);
    /// The shortest time between two documents.
    pub const SHORTEST_REFRESH: Duration = Duration::from_secs(60);

    /// The user is not writing.
    pub fn new() -> Self {
        Self {
            idle_after: Self::IDLE_AFTER,
            refresh: Self::REFRESH,
            content_type: None,
            active: None,
            is_refused: false,
        }
    }

    /// The same with other times. A refresh below [`SHORTEST_REFRESH`](Self::SHORTEST_REFRESH) is raised to it.
    ///
    /// ```
    /// use std::time::Duration;
    /// use sip_messaging::is_composing::Composer;
    ///
    /// let at = Duration::from_secs;
    /// let mut composer = Composer::new().with_times(at(5), at(90));
    /// assert!(composer.input(at(0)).is_some() && composer.is_active());
    /// assert_eq!(composer.next(), Some(at(5)));
    /// // The other side does not want to know.
    /// composer.refused();
    /// assert!(composer.at(at(5)).is_none());
    /// ```
    #[must_use]
    pub fn with_times(mut self, idle_after: Duration, refresh: Duration) -> Self {
        (self.idle_after, self.refresh) = (idle_after, refresh.max(Self::SHORTEST_REFRESH));
        self
    }

    /// The same with a content type, such as `text/plain`, in its documents.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The user typed something. Answers the document to send, if one is due.
    pub fn input(&mut self, now: Duration) -> Option<IsComposing> {
        let is_new = self.active.is_none();
        let active = self.active.get_or_insert(Active { last_input: now, last_sent: now });
        active.last_input = now;
        let is_due = is_new || now.saturating_sub(active.last_sent) >= self.refresh;
        if is_due {
            active.last_sent = now;
        }
        (is_due && !self.is_refused).then(|| self.document(State::Active))
    }

    /// What to send at this time: that the user is idle, or still writing.
    pub fn at(&mut self, now: Duration) -> Option<IsComposing> {
        let active = self.active.as_mut()?;
        if now.saturating_sub(active.last_input) >= self.idle_after {
            self.active = None;
            return (!self.is_refused).then(|| self.document(State::Idle));
        }
        if now.saturating_sub(active.last_sent) < self.refresh {
            return None;
        }
        active.last_sent = now;
        (!self.is_refused).then(|| self.document(State::Active))
    }

    /// The message went out, which says that the user is not writing any more.
    pub fn content_sent(&mut self) {
        self.active = None;
    }

    /// The other side answered 415 to a document: it does not want any (§4).
    pub fn refused(&mut self) {
        self.is_refused = true;
    }

    /// Whether the user is writing.
    pub fn is_active(&self) -> bool {
        self.active.is_some()
    }

    /// When [`at`](Self::at) has something to do. `None`, if the user is not writing.
    pub fn next(&self) -> Option<Duration> {
        let active = self.active?;
        let idle = active.last_input.saturating_add(self.idle_after);
        Some(idle.min(active.last_sent.saturating_add(self.refresh)))
    }

    fn document(&self, state: State) -> IsComposing {
        let is_active = state.is_active();
        let mut document = IsComposing::new(state);
        document.content_type.clone_from(&self.content_type);
        // An idle state needs no refresh.
        document.refresh = PositiveInteger::new(self.refresh.as_secs()).filter(|_| is_active);
        document
    }
}

impl Default for Composer {
    fn default() -> Self {
        Self::new()
    }
}
