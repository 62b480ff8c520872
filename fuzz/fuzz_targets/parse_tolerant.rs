//! What is read can be written, and reads back as the same value.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::presence::Pidf;
use sip_payloads::{WriteOptions, XmlApplication};

fuzz_target!(|bytes: &[u8]| {
    let Ok(presence) = sip_payloads::parse::<Pidf>(bytes) else {
        return;
    };
    for indent in [false, true] {
        let options = WriteOptions { indent };
        let written = Pidf::to_xml_with(&presence, &options).expect("what was read can be written");
        let again = sip_payloads::parse::<Pidf>(written.as_bytes()).expect("what was written");
        assert_eq!(again, presence, "{written}");
        assert_eq!(Pidf::to_xml_with(&again, &options).expect("again"), written);
    }
});
