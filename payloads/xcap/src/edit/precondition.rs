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
        let lists = |field: &str| match (field.trim(), etag) {
            (_, None) => false,
            ("*", Some(_)) => true,
            (field, Some(etag)) => field.split(',').any(|one| bare(one) == bare(etag)),
        };
        let matches = self.if_match.as_deref().is_none_or(lists);
        let differs = self.if_none_match.as_deref().is_none_or(|field| !lists(field));
        if matches && differs { Ok(()) } else { Err(Refusal::PreconditionFailed) }
    }
}

/// An entity tag without quotes. Servers write them with and without, and some as weak ones.
pub(crate) fn bare(etag: &str) -> &str {
    let etag = etag.trim();
    let etag = etag.strip_prefix("W/").unwrap_or(etag);
    etag.strip_prefix('"').and_then(|etag| etag.strip_suffix('"')).unwrap_or(etag)
}
