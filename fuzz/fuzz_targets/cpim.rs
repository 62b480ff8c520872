//! CPIM messages: what was read is written so that it reads the same, and what strict mode accepts as well. The
//! receipts that are owed for it can be written, and nothing is owed for them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::ReadOptions;
use sip_payloads::messaging::cpim::Message;
use sip_payloads::messaging::imdn::{DeliveryOutcome, DisplayOutcome, Owed, SentMessages};

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
    receipts(&message);
});

fn receipts(message: &Message) {
    let (me, id) =
        ("<im:me@example.com>".parse().expect("it is one"), "1".parse().expect("it is one"));
    let mut sent = SentMessages::new();
    sent.sent_message(message);
    for imdn in message
        .notifications(sip_payloads::registry(), &ReadOptions::tolerant())
        .into_iter()
        .flatten()
    {
        let _ = sent.received(&imdn.document);
    }
    let forwarded = message.clone().with_imdn_record_route(&me).redirected_to(&me);
    forwarded.to_bytes().expect("a forwarded message can be written");
    for message in [message, &forwarded] {
        let Some(mut owed) = Owed::by_recipient(message, &me) else { continue };
        assert!(!message.is_notification());
        let receipts =
            [owed.notify(DeliveryOutcome::Delivered), owed.notify(DisplayOutcome::Displayed)];
        for receipt in receipts.into_iter().flatten() {
            let mut reply = receipt.to_message(&id).expect("a receipt can be written");
            reply.to_bytes().expect("its message too");
            assert!(Owed::by_recipient(&reply, &me).is_none());
            let read = reply.notifications(sip_payloads::registry(), &ReadOptions::strict());
            assert_eq!(read.len(), 1);
            let imdn = read.into_iter().next().and_then(Result::ok).expect("it is valid").document;
            assert_eq!(&imdn, receipt.document());
            let _ = sent.received(&imdn);
            let _ = reply.take_imdn_route(&me.uri);
        }
    }
}
