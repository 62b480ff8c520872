//! CPIM messages, which are text, with documents in them.

use crate::{outcome, run, run_with_input};

#[test]
fn they_are_checked_formatted_and_shown() {
    let out = "hello.cpim: valid cpim\n";
    assert_eq!(run(&["check", "hello.cpim"]), outcome(0, out, ""));
    let text = include_str!("../documents/hello.cpim");
    assert_eq!(run(&["format", "hello.cpim"]), outcome(0, text, ""));
    let out = "\
Message
  From: Mate <im:mate@harbour.example>
  To: Pilot <im:pilot@harbour.example>
  Message-ID: 34jk324j
  DateTime: 2026-03-01T09:30:00Z
  Subject (en): Tide
  Disposition-Notification: display
  | High water at noon.
";
    assert_eq!(run(&["show", "hello.cpim"]), outcome(0, out, ""));
    let body = b"Subject: Tide\r\n\r\nContent-Type: text/plain\r\n\r\nHigh water";
    let out = "{\"type\":\"cpim\",\"headers\":[{\"namespace\":\"urn:ietf:params:cpim-headers:\",\
        \"name\":\"Subject\",\"value\":\"Tide\"}],\
        \"content\":{\"headers\":{\"Content-Type\":\"text/plain\"},\"text\":\"High water\"}}\n";
    assert_eq!(run_with_input(&["json", "--compact", "-"], body), outcome(0, out, ""));
}

/// The unknown status is on line 12 of the file.
#[test]
fn the_documents_in_them_are_checked_at_their_place() {
    let (code, out, _) = run(&["check", "receipt.cpim"]);
    assert_eq!(code, 1);
    assert!(out.contains("\nreceipt.cpim:12:33: error: "), "{out}");
    assert!(out.ends_with("receipt.cpim: invalid\n"), "{out}");
    let (code, out, _) = run(&["check", "--mode", "tolerant", "receipt.cpim"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("receipt.cpim: repaired cpim, imdn\n"), "{out}");
    let (code, out, err) = run(&["show", "receipt.cpim"]);
    assert_eq!(code, 0);
    assert!(out.contains("  message/imdn+xml, "), "{out}");
    assert!(out.contains("\nimdn: message-id 34jk324j, "), "{out}");
    assert!(err.contains("\nreceipt.cpim:12:33: error: "), "{err}");
    let (_, out, _) = run(&["json", "--compact", "receipt.cpim"]);
    assert!(out.contains("\"documents\":[{\"type\":\"imdn\""), "{out}");
}

#[test]
fn a_document_in_one_that_is_refused_is_an_error() {
    let body = b"NS: a <urn:a>\r\n\r\nContent-Type: message/imdn+xml\r\n\r\n<imdn";
    for command in ["check", "show", "json"] {
        let (code, _, _) = run_with_input(&[command, "-"], body);
        assert_eq!(code, 1, "{command}");
    }
    let (_, out, _) = run_with_input(&["check", "--mode", "tolerant", "-"], body);
    assert!(out.contains("-:5:"), "{out}");
}

#[test]
fn they_are_recognised_by_their_headers_and_by_the_type() {
    let is_cpim = |arguments: &[&str], body: &str| {
        let (_, out, _) =
            run_with_input(&[&["check"], arguments, &["-"]].concat(), body.as_bytes());
        out.ends_with(" cpim\n")
    };
    assert!(is_cpim(
        &["--mode", "tolerant"],
        "Subject: t\r\nContent-Type: text/plain\r\n\r\nhello"
    ));
    let carried =
        "Content-Type: message/cpim\r\n\r\nX: y\r\n\r\nContent-Type: text/plain\r\n\r\nhello";
    assert!(is_cpim(&[], carried));
    assert!(is_cpim(
        &["--content-type", "message/cpim"],
        carried.split_once("\r\n\r\n").unwrap().1
    ));
    assert!(!is_cpim(
        &["--mode", "tolerant"],
        "Subject: t\r\nVia: x\r\nContent-Type: text/plain\r\n\r\nhello"
    ));
}

#[test]
fn they_are_a_type() {
    let (_, out, _) = run(&["types"]);
    assert!(out.lines().any(|one| one == "cpim\tmessage/cpim\t-\t-\tRFC 3862"), "{out}");
}
