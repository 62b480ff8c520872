//! A strictly valid document has no errors in tolerant mode, reads as the same value, and is
//! strictly valid after writing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{ErrorKind, ReadOptions, XmlApplication};

sip_payloads_fuzz::xml_mutator!();

fuzz_target!(|bytes: &[u8]| {
    check::<Pidf>(bytes);
    check::<CommonPolicy>(bytes);
    check::<DialogInfo>(bytes);
    check::<WatcherInfo>(bytes);
    check::<RegistrationInfo>(bytes);
    check::<ConferenceInfo>(bytes);
});

fn check<A: XmlApplication<Root: PartialEq + std::fmt::Debug>>(bytes: &[u8]) {
    let strict = sip_payloads::parse_with::<A>(bytes, &ReadOptions::strict());
    let tolerant = sip_payloads::parse_with::<A>(bytes, &ReadOptions::tolerant());
    match (strict, tolerant) {
        (Ok(strict), Ok(tolerant)) => {
            // Tolerant mode removes blanks around a namespace. It then knows the elements in it, and may
            // find errors in them.
            let is_repaired = tolerant.diagnostics.iter().any(|d| d.kind() == ErrorKind::Misspelt);
            assert!(is_repaired || strict.document == tolerant.document, "{tolerant:?}");
            assert!(is_repaired || tolerant.is_valid(), "{:?}", tolerant.diagnostics);
            let written = A::to_xml(&strict.document).expect("what was read can be written");
            let again = sip_payloads::parse_with::<A>(written.as_bytes(), &ReadOptions::strict());
            assert_eq!(again.expect("still valid").document, strict.document);
        }
        (Ok(_), Err(error)) => panic!("refused in tolerant mode only: {error:?}"),
        (Err(_), _) => {}
    }
}
