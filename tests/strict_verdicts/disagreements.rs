//! Where our strict verdict is not xmllint's, and why.

use sip_payloads::Error;
use sip_payloads_oracle::Verdict;

/// A document on which the verdicts differ.
pub(crate) struct Case<'a> {
    pub(crate) document: &'a [u8],
    /// What xmllint says when it knows no more schemas than we know vocabularies.
    pub(crate) known_only: &'a Verdict,
    /// Why we refuse it, if we do.
    pub(crate) ours: Option<&'a Error>,
}

/// The class of known disagreements that a case belongs to, if any.
pub(crate) fn explain(case: &Case<'_>) -> Option<&'static str> {
    if case.ours.is_none() == case.known_only.is_valid() {
        return Some("a vocabulary that this project does not know yet");
    }
    None
}
