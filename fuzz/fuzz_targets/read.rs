//! Any body with any Content-Type header: the first line of the input is the header, if it is text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::{ReadOptions, WriteOptions};

fuzz_target!(|bytes: &[u8]| {
    let line = bytes.iter().position(|byte| *byte == b'\n');
    let (header, body) = match line.map(|at| bytes.split_at(at)) {
        Some((header, body)) => (std::str::from_utf8(header).ok(), &body[1..]),
        None => (None, bytes),
    };
    for options in [ReadOptions::tolerant(), ReadOptions::strict()] {
        if let Ok(document) = sip_payloads::read(header, body, &options) {
            document.to_xml(&WriteOptions::default()).expect("what was read can be written");
        }
    }
});
