//! What is composed.

use chrono::NaiveDateTime;
use xml_app_core::DateTime;

use crate::Presence;

/// A document of the presentity, and what the server knows of it.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// What tells it from other sources. It stays the same when the document changes: ids are made from it.
    pub key: &'a str,
    /// The document.
    pub document: &'a Presence,
    /// Where it comes from.
    pub kind: Kind,
    /// When the source was first seen.
    pub received: DateTime,
    /// When its document changed last. A refresh is no change.
    pub modified: DateTime,
    /// When it expires, unless it does not.
    pub expires: Option<DateTime>,
    /// A higher rank beats a newer document; see [`Policy::Newest`](super::Policy::Newest).
    pub rank: i32,
}

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A publication (RFC 3903).
    Soft,
    /// The document that XCAP clients wrote (RFC 4827).
    Hard,
    /// Made by the server, from dialogs or registrations.
    Derived,
}

impl<'a> Source<'a> {
    /// A publication that was received at this time, and does not expire.
    pub fn soft(key: &'a str, document: &'a Presence, received: DateTime) -> Self {
        let modified = received.clone();
        Self { key, document, kind: Kind::Soft, received, modified, expires: None, rank: 0 }
    }

    /// Hard state that was written at this time.
    pub fn hard(key: &'a str, document: &'a Presence, written: DateTime) -> Self {
        Self { kind: Kind::Hard, ..Self::soft(key, document, written) }
    }

    /// A document that the server made at this time.
    pub fn derived(key: &'a str, document: &'a Presence, made: DateTime) -> Self {
        Self { kind: Kind::Derived, ..Self::soft(key, document, made) }
    }

    /// The same, until this time.
    #[must_use]
    pub fn expiring(mut self, expires: DateTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// The same, with a rank.
    #[must_use]
    pub fn ranked(mut self, rank: i32) -> Self {
        self.rank = rank;
        self
    }

    /// Newest first. The key decides between equal times, so that the order is always the same.
    pub(super) fn newer_first(&self, other: &Self) -> std::cmp::Ordering {
        let age = |source: &Self| {
            (source.modified.assume_utc(), source.received.assume_utc(), source.rank)
        };
        age(other).cmp(&age(self)).then_with(|| self.key.cmp(other.key))
    }
}

/// A point in time; those without a zone count as UTC.
pub(super) type Instant = NaiveDateTime;
