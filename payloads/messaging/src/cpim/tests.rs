use proptest::prelude::*;
use xml_app_core::{ErrorKind, ReadOptions};

use super::{Content, Header, Message};
use crate::ns;

/// The message of RFC 3862 §5.1, without the header field of the protocol that carries it.
const OF_THE_RFC: &str = "From: MR SANDERS <im:piglet@100akerwood.com>\r\n\
    To: Depressed Donkey <im:eeyore@100akerwood.com>\r\n\
    DateTime: 2000-12-13T13:40:00-08:00\r\n\
    Subject: the weather will be fine today\r\n\
    Subject:;lang=fr beau temps prevu pour aujourd'hui\r\n\
    NS: MyFeatures <mid:MessageFeatures@id.foo.com>\r\n\
    Require: MyFeatures.VitalMessageOption\r\n\
    MyFeatures.VitalMessageOption: Confirmation-requested\r\n\
    MyFeatures.WackyMessageOption: Use-silly-font\r\n\
    \r\n\
    Content-type: text/xml; charset=utf-8\r\n\
    Content-ID: <1234567890@foo.com>\r\n\
    \r\n\
    <body>\r\nHere is the text of my message.\r\n</body>\r\n";

fn strict(body: &str) -> Message {
    Message::read(body, &ReadOptions::strict()).unwrap().document
}

fn tolerant(body: impl AsRef<[u8]>) -> (Message, Vec<String>) {
    let reading = Message::read(body, &ReadOptions::tolerant()).unwrap();
    let diagnostics = reading.diagnostics.iter().map(|d| format!("{}: {}", d.line(), d.message()));
    let diagnostics = diagnostics.collect();
    (reading.document, diagnostics)
}

#[test]
fn the_message_of_the_rfc_is_read_and_written_byte_for_byte() {
    let message = strict(OF_THE_RFC);
    assert_eq!(message.sender().unwrap().formal_name.as_deref(), Some("MR SANDERS"));
    let recipients: Vec<_> = message.recipients().map(|to| to.uri.to_string()).collect();
    assert_eq!(recipients, ["im:eeyore@100akerwood.com"]);
    assert_eq!(message.sent_at().unwrap().to_unix(), Some(976_743_600));
    let subjects: Vec<_> = message.headers_named(ns::CPIM_HEADERS, "Subject").collect();
    assert_eq!(subjects[0].language(), None);
    assert_eq!(subjects[1].language(), Some("fr"));
    assert_eq!(subjects[1].text(), "beau temps prevu pour aujourd'hui");
    let feature = "VitalMessageOption".to_owned();
    assert_eq!(message.required(), [(Some("mid:MessageFeatures@id.foo.com".to_owned()), feature)]);
    assert_eq!(message.content.header("Content-ID"), Some("<1234567890@foo.com>"));
    assert_eq!(message.content.as_text().unwrap().lines().next(), Some("<body>"));
    assert_eq!(message.to_bytes().unwrap(), OF_THE_RFC.as_bytes());
}

#[test]
fn the_header_field_of_the_carrier_is_reported() {
    let body = format!("Content-type: Message/CPIM\r\n\r\n{OF_THE_RFC}");
    let (message, diagnostics) = tolerant(&body);
    assert_eq!(message, strict(OF_THE_RFC));
    assert_eq!(
        diagnostics,
        ["1: the MIME header fields of the message itself are not a part of it"]
    );
}

/// As RFC 5438 §7.1.1.3 prints it (erratum 3013).
#[test]
fn header_fields_of_content_among_the_message_headers_are_read_in_tolerant_mode() {
    let body = "From: Alice <im:alice@example.com>\r\n\
        NS: imdn <urn:ietf:params:imdn>\r\n\
        imdn.Message-ID: 34jk324j\r\n\
        DateTime: 2006-04-04T12:16:49-05:00\r\n\
        imdn.Disposition-Notification: positive-delivery, negative-delivery\r\n\
        Content-type: text/plain\r\n\
        Content-length: 12\r\n\
        \r\n\
        Hello World";
    let (message, diagnostics) = tolerant(body);
    assert_eq!(message.header(ns::IMDN_HEADERS, "Message-ID").unwrap().value, "34jk324j");
    assert_eq!(message.headers.len(), 5);
    assert_eq!(message.content.header("Content-Length"), Some("12"));
    assert_eq!(message.content.as_text(), Some("Hello World"));
    assert_eq!(
        diagnostics,
        ["6: no empty line between the message headers and those of the content (RFC 3862 §2)"]
    );
    let error = Message::read(body, &ReadOptions::strict()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mime);
}

#[test]
fn content_without_header_fields_is_text() {
    let (message, diagnostics) = tolerant("From: <im:a@b.org>\r\n\r\nhello: you\r\nBye");
    assert_eq!(message.content, Content::text("hello: you\r\nBye"));
    assert_eq!(
        diagnostics,
        ["2: the content has no Content-Type: read as text/plain;charset=utf-8"]
    );
    let (message, _) = tolerant(b"From: <im:a@b.org>\r\n\r\n\xff\n");
    assert_eq!(message.content.header("Content-Type"), Some("application/octet-stream"));
    assert_eq!(message.content.bytes, b"\xff\n");
}

#[test]
fn each_fault_of_a_header_is_told_apart() {
    let content = "\r\n\r\nContent-Type: text/plain\r\n\r\nx";
    for (header, expected) in [
        ("From: nobody", "1:1: From: \"nobody\" is not an address; kept as received"),
        ("To: <nobody>", "1:1: To: \"<nobody>\" is not an address; kept as received"),
        ("From: A <im:a b>", "1:1: From: \"A <im:a b>\" is not an address; kept as received"),
        ("cc: <im:a%4@b>", "1:1: cc: \"<im:a%4@b>\" is not an address; kept as received"),
        (
            "NS: x <urn:a b>",
            "1:1: NS: \"x <urn:a b>\" is not a namespace: expected prefix <URI>; kept as received",
        ),
        ("DateTime: noon", "1:1: DateTime: \"noon\" is not a time; kept as received"),
        (
            "NS: imdn urn:a:b",
            "1:1: NS: \"imdn urn:a:b\" is not a namespace: expected prefix <URI>; kept as received",
        ),
        ("Require: a b", "1:1: Require: \"a b\" is not a list of header names; kept as received"),
        ("a.X: 1", "1:1: no NS header before this declares the prefix \"a\""),
        ("X:1", "1:1: X: expected one space before the value, and none at the end"),
        ("X: 1 ", "1:1: X: expected one space before the value, and none at the end"),
        ("X: a\u{1}b", "1:1: X: control characters are read as their escapes"),
        ("X: a\r\n b", "2:1: a header continues on a second line (RFC 3862 §2.2)"),
    ] {
        let body = format!("{header}{content}");
        let error = Message::read(&body, &ReadOptions::strict()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{header}");
        let (message, diagnostics) = tolerant(&body);
        assert_eq!(diagnostics.len(), 1, "{header}");
        assert_eq!(message.headers.len(), 1, "{header}");
        assert_eq!(message.content.as_text(), Some("x"));
    }
    // The address is there nevertheless.
    let (message, _) = tolerant(format!("From: A <im:a b>{content}"));
    assert_eq!(message.sender().unwrap().uri, "im:a b");
    let (message, diagnostics) = tolerant(format!("X: 1\r\nno header{content}"));
    assert_eq!(message.headers, [Header::new("X", "1")]);
    assert_eq!(diagnostics, ["2: \"no header\" is not a message header; left out"]);
}

#[test]
fn line_ends_of_unix_are_reported_once() {
    let (message, diagnostics) = tolerant(OF_THE_RFC.replace("\r\n", "\n"));
    assert_eq!(message.headers, strict(OF_THE_RFC).headers);
    assert_eq!(
        diagnostics,
        ["1: a line of the headers does not end with CR and LF (RFC 3862 §2.2)"]
    );
    // Those of the content are its own.
    assert!(strict("X: 1\r\n\r\nContent-Type: text/plain\r\n\r\na\nb").content.bytes == b"a\nb");
}

#[test]
fn what_is_no_message_is_refused() {
    let kind = |body: &str| Message::read(body, &ReadOptions::tolerant()).unwrap_err().kind();
    assert_eq!(kind(" \r\n"), ErrorKind::EmptyDocument);
    assert_eq!(kind("<presence/>"), ErrorKind::UnknownDocument);
    assert_eq!(kind("hello\r\n\r\nworld"), ErrorKind::UnknownDocument);
}

#[test]
fn parameters_have_tokens_and_strings() {
    let body = "X:;lang=en;a=1;b=\"c;d \\\" e\" text\r\n\r\nContent-Type: a/b\r\n\r\n";
    let message = strict(body);
    let parameters = [("lang", "en"), ("a", "1"), ("b", "\"c;d \\\" e\"")];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(message.headers[0].parameters, parameters);
    assert_eq!(message.headers[0].text(), "text");
    assert_eq!(message.to_bytes().unwrap(), body.as_bytes());
}

#[test]
fn header_fields_of_content_may_go_on_in_the_next_line() {
    let body = "X: 1\r\n\r\nContent-Type:\r\n text/plain;\r\n charset=utf-8\r\n \r\n\r\nx";
    let message = strict(body);
    assert_eq!(message.content.header("Content-Type"), Some("text/plain; charset=utf-8"));
    assert_eq!(strict(&String::from_utf8(message.to_bytes().unwrap()).unwrap()), message);
}

/// RFC 5322 §2.2.2: white space is SP and HTAB.
#[test]
fn a_no_break_space_at_the_end_of_a_header_field_is_text() {
    let body = "Subject: s\u{a0}\r\n\r\nContent-Type: text/plain\r\nX-Y:\t\u{a0}z\u{a0} \r\n \u{a0}\r\n\r\nx";
    let message = strict(body);
    assert_eq!(message.content.header("X-Y"), Some("\u{a0}z\u{a0} \u{a0}"));
    let written = String::from_utf8(message.to_bytes().unwrap()).unwrap();
    assert!(written.contains("\r\nX-Y: \u{a0}z\u{a0} \u{a0}\r\n"), "{written:?}");
    assert_eq!(strict(&written), message);
    // Also in a message header of two lines, and in a header field that is among them.
    let (message, _) =
        tolerant("X: a\r\n b\u{a0}\r\nContent-Type: text/plain\r\nX-Y: z\u{a0}\r\n\r\nx");
    assert_eq!(message.headers[0].value, "a b\u{a0}");
    assert_eq!(message.content.header("X-Y"), Some("z\u{a0}"));
    // It is no part of the name of a header field: then there are none.
    let (message, _) = tolerant("X: a\r\n\r\nContent-Type\u{a0}: text/plain\r\n\r\nx");
    assert_eq!(message.content.as_text(), Some("Content-Type\u{a0}: text/plain\r\n\r\nx"));
}

/// RFC 3862 §3.4.
#[test]
fn a_default_namespace_is_one_for_the_headers_after_it() {
    let mut message = Message::new(Content::text("x"));
    message.headers = vec![
        Header::new("From", "<im:a@b.org>"),
        Header::new("NS", "<http://id.acme.widgets/wily-headers/>"),
        Header::new("From", "the factory"),
        Header::new("NS", "c <urn:ietf:params:cpim-headers:>"),
        Header::new("To", "<im:c@d.org>").with_prefix("c"),
    ];
    assert_eq!(message.headers_named(ns::CPIM_HEADERS, "From").count(), 1);
    assert_eq!(message.recipients().count(), 1);
    let bytes = message.to_bytes().unwrap();
    assert_eq!(Message::read(bytes, &ReadOptions::strict()).unwrap().document, message);
    let message = message.with_header(ns::CPIM_HEADERS, "Subject", "s");
    assert_eq!(message.headers.last().unwrap().to_string(), "c.Subject: s");
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let message = Message::new(Content::text("x"));
    for header in [
        Header::new("two words", "x"),
        Header { value: "a\r\nb".to_owned(), ..Header::new("X", "") },
        Header::new("X", " x"),
        Header::new("X", "x").with_prefix("a.b"),
        Header::new("X", "x").with_language("e n"),
    ] {
        let message = Message { headers: vec![header], ..message.clone() };
        assert_eq!(message.to_bytes().unwrap_err().kind(), ErrorKind::NotWritable);
    }
    for content in [
        Content { headers: Vec::new(), bytes: Vec::new() },
        Content::text("x").with_header("a b", "x"),
        Content::text("x").with_header("X", "a\r\nb"),
    ] {
        assert_eq!(Message::new(content).to_bytes().unwrap_err().kind(), ErrorKind::NotWritable);
    }
}

proptest! {
    /// Anything that was read is written so that it reads the same, and then without an error of its form.
    #[test]
    fn what_was_read_is_written_so_that_it_reads_the_same(
        body in "(([A-Za-z.-]{1,3}|From|NS|Content-Type|imdn\\.X):?[ ;=\"\\\\<>a:\t]{0,6}(text/plain)?(\r?\n){1,2}[ \\PC]{0,5}){0,6}"
    ) {
        if let Ok(reading) = Message::read(&body, &ReadOptions::tolerant()) {
            let message = reading.document;
            let bytes = message.to_bytes().unwrap();
            let again = Message::read(&bytes, &ReadOptions::tolerant()).unwrap().document;
            prop_assert_eq!(&again, &message);
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(body in proptest::collection::vec(any::<u8>(), 0..80)) {
        _ = Message::read(&body, &ReadOptions::tolerant());
    }
}
