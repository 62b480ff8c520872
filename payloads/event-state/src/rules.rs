//! What event packages say about versions.

use crate::part::Extent;

/// The rules of an event package about the versions of its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The version of a notifier's first document.
    pub first: u64,
    /// The greatest version. A document with a greater one has none that can be compared.
    pub greatest: u64,
    /// Whether a partial document is applied although others before it are missing, or it is the first. The
    /// state is incomplete then.
    pub merges_after_gap: bool,
}

/// What is to be done with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Apply,
    ApplyAfterGap,
    Repeated,
    Stale,
    Refuse,
}

impl Rules {
    /// Partial documents are applied after a gap: watchers (RFC 3858 §4), dialogs (RFC 4235 §4.3),
    /// registrations (RFC 3680 §5.2).
    pub const MERGING: Self = Self { first: 0, greatest: u32::MAX as u64, merges_after_gap: true };

    /// Partial documents are refused after a gap: conferences (RFC 4575 §4.6).
    pub const REFUSING: Self = Self { merges_after_gap: false, ..Self::MERGING };

    pub(crate) fn judge(&self, known: Option<u64>, version: u64, extent: Extent) -> Verdict {
        let is_next = match known {
            Some(known) if version < known => return Verdict::Stale,
            Some(known) if version == known => return Verdict::Repeated,
            Some(known) => version - known == 1,
            None => false,
        };
        // What is full needs nothing before it.
        match (extent, is_next, self.merges_after_gap) {
            (Extent::Full | Extent::Deleted, _, _) | (Extent::Partial, true, _) => Verdict::Apply,
            (Extent::Partial, false, true) => Verdict::ApplyAfterGap,
            (Extent::Partial, false, false) => Verdict::Refuse,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table 0: what each package does with a version. The local version is 5.
    #[test]
    fn versions_are_judged_as_the_packages_say() {
        use Extent::{Deleted, Full, Partial};
        for (version, extent, merging, refusing) in [
            (4, Full, Verdict::Stale, Verdict::Stale),
            (4, Partial, Verdict::Stale, Verdict::Stale),
            (5, Full, Verdict::Repeated, Verdict::Repeated),
            (5, Partial, Verdict::Repeated, Verdict::Repeated),
            (6, Full, Verdict::Apply, Verdict::Apply),
            (6, Partial, Verdict::Apply, Verdict::Apply),
            (6, Deleted, Verdict::Apply, Verdict::Apply),
            (7, Full, Verdict::Apply, Verdict::Apply),
            (7, Partial, Verdict::ApplyAfterGap, Verdict::Refuse),
            (7, Deleted, Verdict::Apply, Verdict::Apply),
        ] {
            let judge = |rules: Rules| rules.judge(Some(5), version, extent);
            assert_eq!(judge(Rules::MERGING), merging, "{version} {extent:?}");
            assert_eq!(judge(Rules::REFUSING), refusing, "{version} {extent:?}");
        }
    }

    #[test]
    fn the_first_document_needs_to_be_full_where_gaps_are_refused() {
        assert_eq!(Rules::MERGING.judge(None, 9, Extent::Full), Verdict::Apply);
        assert_eq!(Rules::MERGING.judge(None, 9, Extent::Partial), Verdict::ApplyAfterGap);
        assert_eq!(Rules::REFUSING.judge(None, 9, Extent::Partial), Verdict::Refuse);
    }
}
