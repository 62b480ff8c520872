//! Raw elements: read, written and read again they are the same; typed elements come back from them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::presence::{Device, Person, Presence};
use sip_payloads::{RawElement, ReadOptions};

sip_payloads_fuzz::xml_mutator!();

fuzz_target!(|text: &str| {
    let Ok(raw) = text.parse::<RawElement>() else { return };
    let written = raw.to_xml().expect("what was read can be written");
    let again: RawElement = written.parse().expect("what was written");
    assert_eq!(again, raw, "{written}");
    assert_eq!(again.to_xml().expect("again"), written);
    let (registry, options) = (sip_payloads::registry(), ReadOptions::tolerant());
    if let Ok(presence) = raw.decode_with::<Presence>(registry, &options) {
        let encoded = RawElement::encode(&presence).expect("what was read can be written");
        let again = encoded.decode_with::<Presence>(registry, &options).expect("what was written");
        assert_eq!(again, presence, "{encoded}");
    }
    let _ = (
        raw.decode_with::<Person>(registry, &options),
        raw.decode_with::<Device>(registry, &options),
    );
});
