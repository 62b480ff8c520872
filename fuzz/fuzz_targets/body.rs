//! Any body with any Content-Type header field: the first line of the input is the header field, if
//! it is text and not empty. Parts are slices of the input, and documents can be written. Notifications about
//! lists read the same after writing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::lists::rlmi::{ListNotification, ListTable};
use sip_payloads::mime::{self, Entity, Limits};
use sip_payloads::{ReadOptions, WriteOptions};

fuzz_target!(|bytes: &[u8]| {
    let line = bytes.iter().position(|byte| *byte == b'\n');
    let (header, body) = match line.map(|at| bytes.split_at(at)) {
        Some((header, body)) => (std::str::from_utf8(header).ok(), &body[1..]),
        None => (None, bytes),
    };
    let header = header.filter(|header| !header.is_empty());
    for options in [ReadOptions::tolerant(), ReadOptions::strict()] {
        match sip_payloads::read(header, body, &options) {
            Ok(document) => {
                let options = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
                document.to_xml(&options).expect("what was read can be written");
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        let _ = mime::read_parts(sip_payloads::registry(), header, body, &options);
    }
    let limits = Limits { parts: 20, depth: 3, header_bytes: 200 };
    let entity = match header {
        Some(header) => Entity::from_body(header, body, &limits).ok(),
        None => Entity::recognise(body, &limits).ok().flatten(),
    };
    let Some(entity) = entity else { return };
    for part in entity.descendants() {
        let end = part.offset() + part.raw().len();
        assert_eq!(body.get(part.offset()..end), Some(part.raw()));
        let _ = (part.decoded(), part.content_type().map(ToString::to_string));
        assert!(entity.find(&part.number().to_string()).is_some());
    }
    if let Some(content_type) = header {
        list_notification(content_type, body);
    }
});

/// A notification about a list that was read and can be written reads the same.
fn list_notification(content_type: &str, body: &[u8]) {
    let (registry, options) = (sip_payloads::registry(), ReadOptions::tolerant());
    let Ok(read) = ListNotification::read(registry, content_type, body, &options) else { return };
    let notification = read.document;
    let mut table = ListTable::new();
    let _ = table.apply(notification.clone());
    for (_, instances) in notification.resources() {
        for (_, body) in instances {
            let _ = body.map(|body| body.read(registry, &options));
        }
    }
    let Ok(written) = notification.to_body("root@fuzz") else { return };
    let again = ListNotification::read(
        registry,
        &written.content_type.to_string(),
        &written.bytes,
        &options,
    );
    assert_eq!(again.expect("it can be read again").document, notification);
}
