//! The receiver: who is writing at present (RFC 3994 §3.3).

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use super::IsComposing;

/// Who is writing, for a chat window with one or several parties.
///
/// A party is anything that tells who sent a message. Times are since any moment, the same one for all calls;
/// there is no clock inside.
///
/// ```
/// use std::time::Duration;
/// use sip_messaging::is_composing::{Composers, IsComposing, State};
///
/// let at = Duration::from_secs;
/// let mut composers = Composers::new();
/// composers.received("Bob", &IsComposing::new(State::Active), at(0));
/// composers.received("Carol", &IsComposing::new(State::Active), at(10));
/// // Bob's message comes.
/// composers.content_received(&"Bob");
/// assert_eq!(composers.at(at(20)).collect::<Vec<_>>(), [&"Carol"]);
/// // Without another document, Carol is taken to be idle after two minutes.
/// assert_eq!(composers.next_change(at(20)), Some(at(130)));
/// assert_eq!(composers.at(at(130)).count(), 0);
/// ```
#[derive(Debug, Clone)]
pub struct Composers<P> {
    /// Until when each party is writing, and in which order they began.
    parties: HashMap<P, Active>,
    begun: u64,
    most: usize,
}

#[derive(Debug, Clone, Copy)]
struct Active {
    until: Duration,
    number: u64,
}

impl<P: Eq + Hash> Composers<P> {
    /// The time after which a party is idle, if the document does not say it: 120 seconds (RFC 3994 §3.3).
    pub const REFRESH: Duration = Duration::from_secs(120);
    /// More parties at the same time are not noted, unless [`with_most`](Self::with_most) says otherwise.
    pub const MOST: usize = 1_000;

    /// Nobody is writing.
    pub fn new() -> Self {
        Self { parties: HashMap::new(), begun: 0, most: Self::MOST }
    }

    /// The same with another limit on parties.
    ///
    /// ```
    /// use std::time::Duration;
    /// use sip_messaging::is_composing::{Composers, IsComposing, State};
    ///
    /// let mut composers = Composers::new().with_most(1);
    /// for party in ["Bob", "Carol"] {
    ///     composers.received(party, &IsComposing::new(State::Active), Duration::ZERO);
    /// }
    /// assert!(composers.is_composing(&"Bob", Duration::ZERO));
    /// assert!(!composers.is_composing(&"Carol", Duration::ZERO));
    /// ```
    #[must_use]
    pub fn with_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// A document came from a party. An unknown state is idle (§3.5).
    pub fn received(&mut self, party: P, document: &IsComposing, now: Duration) {
        if !document.state.is_active() {
            self.parties.remove(&party);
            return;
        }
        let refresh =
            document.refresh.map_or(Self::REFRESH, |refresh| Duration::from_secs(refresh.get()));
        let until = now.saturating_add(refresh);
        if let Some(active) = self.parties.get_mut(&party) {
            if active.until <= now {
                self.begun += 1;
                active.number = self.begun;
            }
            active.until = until;
            return;
        }
        if self.parties.len() >= self.most {
            self.parties.retain(|_, active| active.until > now);
        }
        if self.parties.len() < self.most {
            self.begun += 1;
            self.parties.insert(party, Active { until, number: self.begun });
        }
    }

    /// A message came from a party, which ends its writing.
    pub fn content_received(&mut self, party: &P) {
        self.parties.remove(party);
    }

    /// Whether a party is writing.
    pub fn is_composing(&self, party: &P, now: Duration) -> bool {
        self.parties.get(party).is_some_and(|active| active.until > now)
    }

    /// The parties that are writing, in the order in which they began.
    pub fn at(&self, now: Duration) -> impl Iterator<Item = &P> {
        let mut parties: Vec<_> =
            self.parties.iter().filter(|(_, active)| active.until > now).collect();
        parties.sort_by_key(|(_, active)| active.number);
        parties.into_iter().map(|(party, _)| party)
    }

    /// When the next of them stops, if nothing comes. `None`, if nobody is writing.
    pub fn next_change(&self, now: Duration) -> Option<Duration> {
        self.parties.values().map(|active| active.until).filter(|until| *until > now).min()
    }
}

impl<P: Eq + Hash> Default for Composers<P> {
    fn default() -> Self {
        Self::new()
    }
}
