//! Receipts: Alice sends a message to a team, its members answer, and Alice sees what became of it.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::messaging::cpim::{Address, Content, Message};
use sip_payloads::messaging::imdn::{
    DeliveryOutcome, Disclosure, DisclosurePolicy, DisplayOutcome, Disposition, Matched, Owed,
    SentMessages,
};
use sip_payloads::{Error, ReadOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const TEAM: [&str; 3] =
    ["Bob <im:bob@example.com>", "Carol <im:carol@example.com>", "Dave <im:dave@example.com>"];

fn main() -> Result<(), Error> {
    // Alice. The id has at least 64 random bits; programs take them from their system.
    let mut message = Message::new(Content::text("Lunch at noon?"))
        .with_sender(&"Alice <im:alice@example.com>".parse()?)
        .with_disposition_requests(
            &"34jk324jq8w9e7r6".parse()?,
            &"2026-03-01T09:30:00Z".parse()?,
            &[Disposition::PositiveDelivery, Disposition::NegativeDelivery, Disposition::Display],
        );
    for member in TEAM {
        message = message.with_recipient(&member.parse()?);
    }
    let body = message.to_bytes()?;
    println!("{}\n", String::from_utf8_lossy(&body).replace("\r\n", "\n"));
    let mut sent = SentMessages::new();
    sent.sent_message(&message);
    tell(&sent);

    // The members. Carol does not tell when she reads; Dave is not there.
    let bob = receipts(&body, TEAM[0], Disclosure::Tell, true)?;
    let carol = receipts(&body, TEAM[1], Disclosure::Silent, true)?;
    let dave = receipts(&body, TEAM[2], Disclosure::Tell, false)?;

    // Alice again, with the bodies of the MESSAGE requests that came.
    for (number, body) in [bob, carol, dave].concat().iter().enumerate() {
        if number == 0 {
            println!("\n{}", String::from_utf8_lossy(body).replace("\r\n", "\n"));
        }
        let receipt = Message::read(body, &ReadOptions::tolerant())?.document;
        let registry = sip_payloads::registry();
        for imdn in receipt.notifications(registry, &ReadOptions::tolerant()) {
            let matched = sent.received(&imdn?.document);
            assert_eq!(matched, Matched::Noted);
            tell(&sent);
        }
    }
    Ok(())
}

fn tell(sent: &SentMessages) {
    for (id, message) in sent.iter() {
        println!("{id}: {}", message.progress());
    }
}

/// What a member sends back: the bodies of MESSAGE requests.
fn receipts(
    body: &[u8],
    me: &str,
    display: Disclosure,
    is_there: bool,
) -> Result<Vec<Vec<u8>>, Error> {
    let message = Message::read(body, &ReadOptions::tolerant())?.document;
    let me: Address = me.parse()?;
    let Some(owed) = Owed::by_recipient(&message, &me) else { return Ok(Vec::new()) };
    let policy = DisclosurePolicy { display, ..DisclosurePolicy::default() };
    let mut owed = owed.with_policy(policy);
    owed.answered(202); // This program's response to the MESSAGE request.
    let receipts = match is_there {
        true => [owed.notify(DeliveryOutcome::Delivered), owed.notify(DisplayOutcome::Displayed)],
        false => [owed.notify(DeliveryOutcome::Failed), None],
    };
    let mut bodies = Vec::new();
    for receipt in receipts.into_iter().flatten() {
        // To receipt.next_hop(), with an id of its own.
        bodies.push(receipt.to_message(&"d834jied93rfs0p1".parse()?)?.to_bytes()?);
    }
    Ok(bodies)
}
