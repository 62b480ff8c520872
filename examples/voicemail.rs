//! Waiting messages: what a phone shows for the mailboxes that it subscribes to.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::events::message_summary::{ContextClass, Counts, MessageSummary, UrgentCounts};
use sip_payloads::{Error, ReadOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// A NOTIFY about new messages: after the counts, the header fields of each.
const OFFICE: &str = "Messages-Waiting: yes\r\n\
    Message-Account: sip:alice@vmail.example.com\r\n\
    Voice-Message: 4/8 (1/2)\r\n\
    \r\n\
    To: <alice@atlanta.example.com>\r\n\
    From: <bob@biloxi.example.com>\r\n\
    Subject: carpool tomorrow?\r\n\
    Priority: normal\r\n";

/// One of another notifier of the same subscription, which writes it in its own way.
const MOBILE: &str = "messages-waiting : NO\nVoice-Message: 0/1\n";

fn main() -> Result<(), Error> {
    let mut summaries = Vec::new();
    for body in [OFFICE, MOBILE] {
        let reading = MessageSummary::read(body, &ReadOptions::tolerant())?;
        for diagnostic in &reading.diagnostics {
            println!("{diagnostic}");
        }
        let summary = reading.document;
        if let Some(account) = &summary.account {
            println!("{account}:");
        }
        for (class, counts) in &summary.classes {
            println!("  {class}: {}", in_words(*counts));
        }
        for message in &summary.messages {
            let (from, subject) = (message.get("From"), message.get("Subject"));
            println!("  new: {}, {}", from.unwrap_or("?"), subject.unwrap_or("no subject"));
        }
        summaries.push(summary);
    }

    // A forked subscription: the lamp is lit if any of the notifiers says so.
    let is_lit = MessageSummary::is_waiting_in_any(&summaries);
    let voice: Counts =
        summaries.iter().filter_map(|summary| summary.counts(&ContextClass::Voice)).sum();
    println!("the lamp is {}: {}", if is_lit { "on" } else { "off" }, in_words(voice));

    // The other side: a voicemail server writes the body.
    let counts = Counts { new: 2, old: 8, urgent: Some(UrgentCounts { new: 0, old: 2 }) };
    let summary = MessageSummary {
        is_waiting: true,
        classes: vec![(ContextClass::Voice, counts)],
        ..MessageSummary::default()
    };
    println!("\n{}", summary.to_text()?.replace("\r\n", "\n"));
    Ok(())
}

fn in_words(counts: Counts) -> String {
    let urgent = counts.urgent.map(|urgent| format!(" ({} urgent)", urgent.new));
    format!("{} new{}, {} old", counts.new, urgent.unwrap_or_default(), counts.old)
}
