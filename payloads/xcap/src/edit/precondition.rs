//! Conditional requests (RFC 4825 §8.2.6, RFC 9110 §13).

use super::Refusal;

/// The `If-Match` and `If-None-Match` of a request.
///
/// ```
/// use sip_xcap::edit::{Precondition, Refusal};
///
/// let condition = Precondition { if_match: Some("\"a\", \"b\"".to_owned()), if_none_match: None };
/// assert_eq!(condition.check(Some("b")), Ok(()));
/// assert_eq!(condition.check(Some("c")), Err(Refusal::PreconditionFailed));
/// assert_eq!(condition.check(None), Err(Refusal::PreconditionFailed));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Precondition {
    /// The value of `If-Match`.
    pub if_match: Option<String>,
    /// The value of `If-None-Match`.
    pub if_none_match: Option<String>,
}

impl Precondition {
    /// Whether the request is to be carried out on a document with this entity tag. `None` if there is no document. The
    /// entity tag of a document is that of all nodes in it, also of those that do not exist yet: `If-None-Match: *` never
    /// holds for them.
    ///
    /// # Errors
    /// [`Refusal::PreconditionFailed`].
    pub fn check(&self, etag: Option<&str>) -> Result<(), Refusal> {
        let etag = etag.map(EntityTag::of);
        let is_any = |field: &str| field.trim_matches(OWS) == "*";
        let matches = |field: &str| {
            etag.is_some_and(|etag| {
                is_any(field) || EntityTags(field).any(|one| one.matches_strongly(etag))
            })
        };
        let is_listed = |field: &str| {
            etag.is_some_and(|etag| {
                is_any(field) || EntityTags(field).any(|one| one.matches_weakly(etag))
            })
        };
        let is_met = self.if_match.as_deref().is_none_or(matches)
            && !self.if_none_match.as_deref().is_some_and(is_listed);
        if is_met { Ok(()) } else { Err(Refusal::PreconditionFailed) }
    }
}

/// White space around the members of a list (RFC 9110 §5.6.3).
const OWS: [char; 2] = [' ', '\t'];

/// An entity tag (RFC 9110 §8.8.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct EntityTag<'t> {
    is_weak: bool,
    /// What is between the quotes.
    opaque: &'t str,
}

impl<'t> EntityTag<'t> {
    /// The tag of a document, which can be written without quotes.
    fn of(text: &'t str) -> Self {
        Self { is_weak: text.trim_start().starts_with("W/"), opaque: bare(text) }
    }

    /// Strong comparison (RFC 9110 §8.8.3.2), which `If-Match` needs (§13.1.1).
    fn matches_strongly(self, other: Self) -> bool {
        !self.is_weak && !other.is_weak && self.matches_weakly(other)
    }

    /// Weak comparison, which `If-None-Match` needs (§13.1.2).
    fn matches_weakly(self, other: Self) -> bool {
        self.opaque == other.opaque
    }
}

/// The entity tags of a field, `#entity-tag` in RFC 9110. A comma within quotes is part of a tag. What has no quotes is a
/// tag up to the next comma: some clients leave them out.
struct EntityTags<'t>(&'t str);

impl<'t> Iterator for EntityTags<'t> {
    type Item = EntityTag<'t>;

    fn next(&mut self) -> Option<EntityTag<'t>> {
        // Empty members do not count (RFC 9110 §5.6.1.2).
        let text = self.0.trim_start_matches([' ', '\t', ',']);
        if text.is_empty() {
            self.0 = text;
            return None;
        }
        let weak = text.strip_prefix("W/");
        let text = weak.unwrap_or(text);
        let quoted = text.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let (opaque, rest) = quoted.unwrap_or_else(|| {
            let (bare, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
            (bare.trim_matches(OWS), rest)
        });
        self.0 = rest;
        Some(EntityTag { is_weak: weak.is_some(), opaque })
    }
}

/// An entity tag without quotes. Servers write them with and without, and some as weak ones.
pub(crate) fn bare(etag: &str) -> &str {
    let etag = etag.trim();
    let etag = etag.strip_prefix("W/").unwrap_or(etag);
    etag.strip_prefix('"').and_then(|etag| etag.strip_suffix('"')).unwrap_or(etag)
}
