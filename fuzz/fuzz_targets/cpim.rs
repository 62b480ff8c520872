//! CPIM messages: what was read is written so that it reads the same, and what strict mode accepts as well.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::ReadOptions;
use sip_payloads::messaging::cpim::Message;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reading) = Message::read(bytes, &ReadOptions::tolerant()) else { return };
    let message = reading.document;
    let written = message.to_bytes().expect("what was read can be written");
    let again = Message::read(&written, &ReadOptions::tolerant()).expect("it can be read again");
    assert_eq!(again.document, message);
    if reading.diagnostics.is_empty() {
        assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    }
    let _ = (message.sender(), message.sent_at(), message.subject(), message.required());
    let _ = (message.recipients().count(), message.copies_to().count(), message.content.as_text());
});
