//! A tolerantly read document can be written, reads back as the same value, is written the same
//! again, and everything missing in the output has a diagnostic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{AnyDocument, ReadOptions, WriteOptions, XmlApplication};
use sip_payloads_fuzz::content::Content;

sip_payloads_fuzz::xml_mutator!();

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions::tolerant();
    let Ok(document) = sip_payloads::read(None, bytes, &options) else { return };
    let mut written = String::new();
    for indent in [true, false] {
        written = document
            .to_xml(&WriteOptions { indent, allow_duplicate_ids: true })
            .expect("what was read can be written");
        let again =
            sip_payloads::read(None, written.as_bytes(), &options).expect("what was written");
        assert!(
            same::<Pidf>(&document, &again)
                && same::<CommonPolicy>(&document, &again)
                && same::<DialogInfo>(&document, &again)
                && same::<WatcherInfo>(&document, &again)
                && same::<RegistrationInfo>(&document, &again)
                && same::<ConferenceInfo>(&document, &again),
            "{written}"
        );
        let twice =
            again.to_xml(&WriteOptions { indent, allow_duplicate_ids: true }).expect("again");
        assert_eq!(twice, written);
    }
    // The valid part of a document can be read after writing.
    if let Ok(valid) = document.to_valid_xml(&WriteOptions::default()) {
        sip_payloads::read(None, valid.xml.as_bytes(), &options).expect("what was written");
    }
    if document.diagnostics().is_empty()
        && let Ok(text) = std::str::from_utf8(bytes)
        && let Some(before) = Content::of(text)
        && let Some(after) = Content::of(&written)
    {
        assert_eq!(before.missing_in(&after), None, "lost in silence\n{written}");
    }
});

/// Whether two documents have the same root, if they are of this type.
fn same<A: XmlApplication<Root: PartialEq>>(one: &AnyDocument, other: &AnyDocument) -> bool {
    one.root::<A>() == other.root::<A>()
}
