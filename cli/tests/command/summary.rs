//! Message summaries, which are text.

use crate::{outcome, run, run_with_input};

#[test]
fn they_are_checked_formatted_and_shown() {
    let out = "mailbox.txt: valid message-summary\n";
    assert_eq!(run(&["check", "mailbox.txt"]), outcome(0, out, ""));
    let text = include_str!("../documents/mailbox.txt");
    assert_eq!(run(&["format", "mailbox.txt"]), outcome(0, text, ""));
    let out = "\
Messages of sip:mate@harbour.example: waiting
  Voice-Message: 4 new (1 urgent), 8 old (2 urgent)
  Fax-Message: 0 new, 1 old
  New message
    From: <pilot@harbour.example>
    Subject: tide
";
    assert_eq!(run(&["show", "mailbox.txt"]), outcome(0, out, ""));
    let out = "{\"type\":\"message-summary\",\"waiting\":true,\
        \"account\":\"sip:mate@harbour.example\",\"classes\":{\"Voice-Message\":{\"new\":4,\"old\":8,\
        \"urgent\":{\"new\":1,\"old\":2}},\"Fax-Message\":{\"new\":0,\"old\":1}},\
        \"messages\":[[\"From: <pilot@harbour.example>\",\"Subject: tide\"]],\"unknown\":[]}\n";
    assert_eq!(run(&["json", "--compact", "mailbox.txt"]), outcome(0, out, ""));
}

/// In a whole SIP message, with a count that is none, at its line in the file.
#[test]
fn they_are_found_in_messages() {
    let (code, out, _) = run(&["check", "mailbox-notify.txt"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("mailbox-notify.txt:6:"), "{out}");
    assert!(out.ends_with("mailbox-notify.txt: invalid\n"), "{out}");
    let (code, out, _) = run(&["check", "--mode", "tolerant", "mailbox-notify.txt"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("mailbox-notify.txt: repaired message-summary\n"), "{out}");
    // The type can also be said.
    let body = b"Voice-Message: 1/0\n";
    let (code, out, _) = run_with_input(&["show", "--type", "message-summary", "-"], body);
    assert_eq!(code, 0);
    assert!(out.contains("1 new, 0 old"), "{out}");
}

#[test]
fn they_are_a_type() {
    let (_, out, _) = run(&["types"]);
    let line = "message-summary\tapplication/simple-message-summary\t-\tmessage-summary\tRFC 3842";
    assert!(out.lines().any(|one| one == line), "{out}");
}
