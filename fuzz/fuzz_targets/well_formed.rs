//! Strict and tolerant mode agree about what is well-formed, except where tolerant mode repairs it and
//! reports that. libxml2 runs in a process of its own, so `tests/strict_verdicts.rs` compares with it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::presence::Pidf;
use sip_payloads::{ErrorKind, RawElement, ReadOptions};

sip_payloads_fuzz::xml_mutator!();

fuzz_target!(|bytes: &[u8]| {
    let strict = sip_payloads::parse_with::<Pidf>(bytes, &ReadOptions::strict());
    let tolerant = sip_payloads::parse_with::<Pidf>(bytes, &ReadOptions::tolerant());
    let is_bad = |error: &sip_payloads::Error| {
        matches!(error.kind(), ErrorKind::NotWellFormed | ErrorKind::EmptyDocument)
    };
    match (&strict, &tolerant) {
        // A repair has a diagnostic.
        (Err(error), Ok(reading)) if is_bad(error) => {
            assert!(
                reading.diagnostics.iter().any(|found| found.kind() == ErrorKind::NotWellFormed)
            );
        }
        (Ok(_), Err(error)) => panic!("refused in tolerant mode only: {error:?}"),
        // Strict mode looks no further than a document type declaration.
        (Err(error), Err(other)) if is_bad(other) => {
            let is_refused = is_bad(error) || error.kind() == ErrorKind::DocumentType;
            assert!(is_refused, "{error:?} {other:?}");
        }
        _ => {}
    }
    // Any element: a document that is not well-formed is refused here too. This reads in tolerant
    // mode.
    if let Ok(text) = std::str::from_utf8(bytes)
        && tolerant.as_ref().is_err_and(is_bad)
    {
        assert!(text.parse::<RawElement>().is_err(), "{tolerant:?}");
    }
});
