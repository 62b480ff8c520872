//! RFC 3842, and the bodies of other software.

use proptest::prelude::*;
use xml_app_core::{Diagnostic, ReadOptions};

use super::*;

/// Message A5 of RFC 3842 §4.1, shortened.
const A5: &str = "Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n\
    Voice-Message: 4/8 (1/2)\r\n\r\nTo: <alice@atlanta.example.com>\r\n\
    Subject: carpool tomorrow?\r\n\r\nTo: <alice@example.com>\r\nSubject: HELP! at home ill\r\n";

fn strict(text: &str) -> Result<MessageSummary, Error> {
    MessageSummary::read(text, &ReadOptions::strict()).map(|reading| reading.document)
}

/// What tolerant reading gets, and the kinds of its diagnostics.
fn tolerant(text: &str) -> (MessageSummary, Vec<ErrorKind>) {
    let reading = MessageSummary::read(text, &ReadOptions::tolerant()).unwrap();
    let kinds = reading.diagnostics.iter().map(Diagnostic::kind).collect();
    (reading.document, kinds)
}

#[test]
fn mwi_5_header_fields_of_messages_are_read_and_written() {
    let summary = strict(A5).unwrap();
    assert_eq!(summary.account.as_ref().unwrap(), "sip:alice@vmail.example.com");
    assert_eq!(summary.messages.len(), 2);
    assert_eq!(summary.messages[0].get("subject"), Some("carpool tomorrow?"));
    assert_eq!(summary.messages[1].get("To"), Some("<alice@example.com>"));
    assert_eq!(summary.to_text().unwrap(), A5);
}

#[test]
fn mwi_1_case_and_white_space_make_no_difference() {
    let summary = strict("messages-waiting \t:  YES\r\nVOICE-message: 7 / 0 ( 1/ 0 )\r\n").unwrap();
    assert!(summary.is_waiting);
    let urgent = Some(UrgentCounts { new: 1, old: 0 });
    assert_eq!(summary.classes, [(ContextClass::Voice, Counts { new: 7, old: 0, urgent })]);
    let text = "Messages-Waiting: yes\r\nVoice-Message: 7/0 (1/0)\r\n";
    assert_eq!(summary.to_text().unwrap(), text);
}

#[test]
fn mwi_2_every_class_has_a_line() {
    for name in [
        "Voice-Message",
        "Fax-Message",
        "Pager-Message",
        "Multimedia-Message",
        "Text-Message",
        "None",
    ] {
        let body = format!("Messages-Waiting: yes\r\n{name}: 1/2\r\n");
        let summary = strict(&body).unwrap();
        assert!(!matches!(summary.classes[0].0, ContextClass::Other(_)), "{name}");
        assert_eq!(summary.to_text().unwrap(), body);
    }
    let smoke = strict("Messages-Waiting: yes\r\nSmoke-Message: 1/0\r\n").unwrap();
    assert_eq!(smoke.classes[0].0, ContextClass::Other("Smoke-Message".to_owned()));
}

#[test]
fn mwi_3_great_numbers_are_clamped() {
    let (summary, kinds) =
        tolerant("Messages-Waiting: yes\r\nFax-Message: 99999999999/4294967295\r\n");
    let counts = Counts { new: u32::MAX, old: u32::MAX, urgent: None };
    assert_eq!(summary.counts(&ContextClass::Fax), Some(&counts));
    assert_eq!(kinds, [ErrorKind::InvalidValue]);
    assert!(strict("Messages-Waiting: yes\r\nFax-Message: 99999999999/1\r\n").is_ok());
}

#[test]
fn mwi_4_an_account_has_no_angle_brackets() {
    let body = "Messages-Waiting: no\r\nMessage-Account: <sip:alice@example.com>\r\n";
    assert_eq!(strict(body).unwrap_err().kind(), ErrorKind::InvalidValue);
    let (summary, kinds) = tolerant(body);
    assert_eq!(
        (summary.account.as_ref().unwrap().as_str(), kinds.len()),
        ("sip:alice@example.com", 1)
    );
}

#[test]
fn mwi_7_line_ends_are_read_leniently() {
    for body in [
        A5.replace("\r\n", "\n"),
        A5.replace("\r\n", "\r"),
        A5.trim_end().to_owned(),
        format!("\r\n{A5}\r\n\r\n"),
    ] {
        assert_eq!(strict(&body).unwrap(), strict(A5).unwrap(), "{body:?}");
    }
}

/// HCOLON contains LWS, and a header field goes on in a line that begins with white space (RFC 3842 §5.2,
/// RFC 3261 §7.3.1, §25.1).
#[test]
fn mwi_1_folded_lines_are_one() {
    let folded = "Messages-Waiting:\r\n no\r\nVoice-Message: 1/0\r\n\t(0/\r\n 0)\r\n\r\n\
        Subject: hello\r\n  \t world\r\nTo: <sip:a@b>\r\n";
    let summary = strict(folded).unwrap();
    assert!(!summary.is_waiting);
    let urgent = Some(UrgentCounts { new: 0, old: 0 });
    let counts = Counts { new: 1, old: 0, urgent };
    assert_eq!(summary.counts(&ContextClass::Voice), Some(&counts));
    assert_eq!(summary.messages[0].get("Subject"), Some("hello world"));
    assert_eq!(summary.messages[0].lines, ["Subject: hello world", "To: <sip:a@b>"]);
    let written = "Messages-Waiting: no\r\nVoice-Message: 1/0 (0/0)\r\n\r\n\
        Subject: hello world\r\nTo: <sip:a@b>\r\n";
    assert_eq!(summary.to_text().unwrap(), written);
    assert_eq!(strict(written).unwrap(), summary);
    // What is not understood is kept, in one line, and reported at the first.
    let (summary, _) = tolerant("Messages-Waiting: no\r\nnon\r\n sense\r\n");
    assert_eq!(summary.other_lines, ["non sense"]);
    let error = strict("Messages-Waiting: no\r\nnon\r\n sense\r\n").unwrap_err();
    assert_eq!(error.line(), Some(2));
}

#[test]
fn white_space_before_the_first_line_continues_nothing() {
    for body in [
        " \tnonsense\r\nMessages-Waiting: no\r\n",
        "Messages-Waiting: no\r\n\r\n To: <sip:a@b>\r\n",
    ] {
        assert_eq!(strict(body).unwrap_err().kind(), ErrorKind::NotWellFormed);
        let (summary, _) = tolerant(body);
        assert_eq!(tolerant(&summary.to_text().unwrap()).0, summary);
    }
}

/// Case B16: the status line decides, and `0/8` is new/old.
#[test]
fn b16_old_messages_are_not_waiting() {
    let summary = strict("Messages-Waiting: no\r\nVoice-Message: 0/8 (0/0)\r\n").unwrap();
    assert!(!summary.is_waiting);
    assert_eq!(summary.counts(&ContextClass::Voice).map(|counts| counts.old), Some(8));
}

#[test]
fn lines_that_are_not_understood_are_kept() {
    let body = "Messages-Waiting: yes\r\nVoicemail: 1\r\nnonsense\r\nVoice-Message: 1/0\r\nVoice-Message: 2/0\r\n";
    assert_eq!(strict(body).unwrap_err().line(), Some(2));
    let (summary, kinds) = tolerant(body);
    assert_eq!(summary.other_lines, ["Voicemail: 1", "nonsense", "Voice-Message: 2/0"]);
    assert_eq!(kinds, [ErrorKind::InvalidValue; 3]);
    assert_eq!(tolerant(&summary.to_text().unwrap()).0, summary);
}

#[test]
fn a_missing_status_line_is_read_from_the_numbers() {
    let (summary, kinds) = tolerant("Voice-Message: 1/3 (0/1)\r\n");
    assert!(summary.is_waiting);
    assert_eq!(kinds, [ErrorKind::MissingElement]);
    assert_eq!(strict("Voice-Message: 1/3\r\n").unwrap_err().kind(), ErrorKind::MissingElement);
    let other = "Subject: lunch\r\n\r\nHello".parse::<MessageSummary>().unwrap_err();
    assert_eq!(other.kind(), ErrorKind::UnknownDocument);
    assert_eq!(" \r\n".parse::<MessageSummary>().unwrap_err().kind(), ErrorKind::EmptyDocument);
}

#[test]
fn what_cannot_be_written_is_an_error() {
    for line in ["a: b\r\nc: d", "", " ", " a: b", "\ta: b"] {
        let summary =
            MessageSummary { other_lines: vec![line.to_owned()], ..MessageSummary::default() };
        assert_eq!(summary.to_text().unwrap_err().kind(), ErrorKind::NotWritable, "{line:?}");
    }
}

#[test]
fn the_name_of_a_class_is_a_token_of_its_own() {
    for name in ["a:b", "a b", "", "messages-waiting", "Message-Account"] {
        let classes = vec![(ContextClass::from(name), Counts::default())];
        let summary = MessageSummary { classes, ..MessageSummary::default() };
        assert_eq!(summary.to_text().unwrap_err().kind(), ErrorKind::NotWritable, "{name:?}");
    }
    let body = "Messages-Waiting: yes\r\nmy voice: 1/0\r\n";
    assert_eq!(strict(body).unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(tolerant(body).0.other_lines, ["my voice: 1/0"]);
}

#[test]
fn an_account_is_a_uri() {
    for account in ["", "alice", "<sip:alice@example.com", "sip:alice@example.com>"] {
        let body = format!("Messages-Waiting: no\r\nMessage-Account: {account}\r\n");
        assert_eq!(strict(&body).unwrap_err().kind(), ErrorKind::InvalidValue, "{account:?}");
        let (summary, kinds) = tolerant(&body);
        assert_eq!(summary.account.as_ref().map(AnyUri::as_str), Some(account));
        assert_eq!(kinds, [ErrorKind::InvalidValue], "{account:?}");
    }
}

/// What the grammar of RFC 3842 §5.2 does not allow is an error, and read nevertheless.
#[test]
fn mwi_1_the_order_of_the_lines_and_their_forms() {
    for (body, kind, line) in [
        ("Voice-Message: 1/0\r\nMessage-Account: sip:a@b\r\n", ErrorKind::OutOfOrder, 3),
        ("Message-Account: sip:a b@c\r\n", ErrorKind::InvalidValue, 2),
        ("Message-Account: sip:a%4@c\r\n", ErrorKind::InvalidValue, 2),
        ("Message-Account: sip:\u{e9}@c\r\n", ErrorKind::InvalidValue, 2),
        ("\r\nTo: <sip:a@b>\r\nnot a header\r\n", ErrorKind::InvalidValue, 4),
        ("\r\nnot a header: x\r\n", ErrorKind::InvalidValue, 3),
    ] {
        let body = format!("Messages-Waiting: yes\r\n{body}");
        let error = strict(&body).unwrap_err();
        assert_eq!((error.kind(), error.line()), (kind, Some(line)), "{body:?}");
        let (summary, kinds) = tolerant(&body);
        assert_eq!(kinds, [kind], "{body:?}");
        assert!(summary.other_lines.is_empty(), "{body:?}");
        assert_eq!(tolerant(&summary.to_text().unwrap()).0, summary, "{body:?}");
    }
    let right =
        "Messages-Waiting: yes\r\nMessage-Account: sips:a%40b@[2001:db8::1];x=y?z\r\n\r\nX-Y :\r\n";
    assert!(strict(right).is_ok());
}

#[test]
fn diagnostics_are_limited_and_all_in_the_error() {
    let mut options = ReadOptions::tolerant();
    options.limits.diagnostics = 2;
    let read = |lines: &str, options: &ReadOptions| {
        MessageSummary::read(format!("Messages-Waiting: no\r\n{lines}"), options)
    };
    assert_eq!(read("a\r\nb\r\n", &options).unwrap().diagnostics.len(), 2);
    assert_eq!(read("a\r\nb\r\nc\r\nd\r\n", &options).unwrap_err().kind(), ErrorKind::Limit);
    let error = read("a\r\nb\r\n", &ReadOptions::strict()).unwrap_err();
    assert_eq!((error.line(), error.diagnostics().len()), (Some(2), 2));
}

proptest! {
    /// Whatever is read is written so that it reads the same, and nothing panics.
    #[test]
    fn what_is_read_is_written_so_that_it_reads_the_same(
        text in "((messages-waiting|Message-Account|Fax-Message|[a-z]{0,3})[ \t]?:? ?(yes|no|1/2|[0-9]{0,11}/3 \\(1/1\\)|sip:a@b|.{0,4})\r?\n[ \t\n]{0,2}){0,6}"
    ) {
        if let Ok(summary) = text.parse::<MessageSummary>() {
            let written = summary.to_text().unwrap();
            prop_assert_eq!(written.parse::<MessageSummary>().unwrap(), summary);
        }
    }
}
