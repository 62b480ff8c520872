//! Reading and writing of bodies, with the examples of the RFCs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use std::thread;

use proptest::prelude::*;
use sip_mime::{ContentType, Entity, Limits, MimeError, MimeErrorKind, Multipart, Part};

fn from_body<'a>(content_type: &str, body: &'a str) -> Result<Entity<'a>, MimeError> {
    Entity::from_body(content_type, body.as_bytes(), &Limits::default())
}

fn recognise(text: &str) -> Result<Option<Entity<'_>>, MimeError> {
    Entity::recognise(text.as_bytes(), &Limits::default())
}

fn texts(entity: &Entity<'_>) -> Vec<(String, String)> {
    let text = |part: &Entity<'_>| String::from_utf8(part.decoded().unwrap().to_vec()).unwrap();
    entity.descendants().map(|part| (part.number().to_string(), text(part))).collect()
}

/// RFC 2046 §5.1.1, page 21.
const SIMPLE: &str = "This is the preamble.  It is to be ignored, though it\n\
is a handy place for composition agents to include an\n\
explanatory note to non-MIME conformant readers.\n\
\n\
--simple boundary\n\
\n\
This is implicitly typed plain US-ASCII text.\n\
It does NOT end with a linebreak.\n\
--simple boundary\n\
Content-type: text/plain; charset=us-ascii\n\
\n\
This is explicitly typed plain US-ASCII text.\n\
It DOES end with a linebreak.\n\
\n\
--simple boundary--\n\
\n\
This is the epilogue.  It is also to be ignored.\n";

#[test]
fn the_example_of_rfc_2046() {
    for body in [SIMPLE.to_owned(), SIMPLE.replace('\n', "\r\n")] {
        let entity = from_body("multipart/mixed; boundary=\"simple boundary\"", &body).unwrap();
        let end = if body.contains('\r') { "\r\n" } else { "\n" };
        let first = format!(
            "This is implicitly typed plain US-ASCII text.{end}It does NOT end with a linebreak."
        );
        let second = format!(
            "This is explicitly typed plain US-ASCII text.{end}It DOES end with a linebreak.{end}"
        );
        assert_eq!(texts(&entity), [("1".to_owned(), first), ("2".to_owned(), second)]);
        let [one, two] = entity.parts() else { panic!("{entity:?}") };
        assert_eq!(one.content_type(), None);
        assert!(!one.has_headers());
        assert_eq!(two.content_type().unwrap().parameter("charset"), Some("us-ascii"));
        assert_eq!(body.find("This is explicitly"), Some(two.offset()));
        assert!(entity.remarks().is_empty());
    }
}

/// In the shape of RFC 2387 §5.
#[test]
fn start_names_the_root_of_a_related_body() {
    let body = "--example-1\r\nContent-Type: Application/X-FixedRecord\r\n\
        Content-ID: <950120.aaCC@XIson.com>\r\n\r\n25\r\n10\r\n34\r\n\
        --example-1\r\nContent-Type: Application/octet-stream\r\nContent-Description: The fixed\r\n \
        length records\r\nContent-Transfer-Encoding: base64\r\n\
        Content-ID: <950120.aaCB@XIson.com>\r\n\r\n\
        T2xkIE1hY0RvbmFsZCBoYWQgYSBmYXJtCkUgSS\r\nBFIEkgTwo=\r\n\
        --example-1--";
    let content_type = "Multipart/Related; boundary=example-1\
        ;start=\"<950120.aaCC@XIson.com>\";type=\"Application/X-FixedRecord\";start-info=\"-o ps\"";
    let entity = from_body(content_type, body).unwrap();
    assert_eq!(entity.start_part().unwrap().number().to_string(), "1");
    let second = entity.find("950120.aaCB@XIson.com").unwrap();
    assert_eq!(second.number().to_string(), "2");
    assert_eq!(second.header("content-description").unwrap(), "The fixed length records");
    assert!(second.is_encoded());
    assert_eq!(second.decoded().unwrap(), &b"Old MacDonald had a farm\nE I E I O\n"[..]);
    assert_eq!(entity.find("2").unwrap().offset(), second.offset());
    assert!(entity.find("3").is_none());
}

/// RFC 2387 §3.2: the root is a body part of this multipart, not one of a multipart inside.
#[test]
fn start_names_no_part_of_a_part() {
    let body = "--out\r\nContent-Type: multipart/related;boundary=in\r\n\r\n\
        --in\r\nContent-ID: <root@x>\r\n\r\nnested\r\n--in--\r\n\
        --out\r\nContent-ID: <root@x>\r\n\r\nroot\r\n--out--\r\n";
    let content_type = "multipart/related;start=\"<root@x>\";boundary=out";
    let entity = from_body(content_type, body).unwrap();
    assert_eq!(entity.start_part().unwrap().number().to_string(), "2");
    let other = body.replace("<root@x>\r\n\r\nroot", "<other@x>\r\n\r\nroot");
    let entity = from_body(content_type, &other).unwrap();
    assert!(entity.start_part().is_none());
    assert_eq!(entity.remarks(), ["no part has the Content-ID \"<root@x>\" that start names"]);
}

/// In the shape of RFC 4662 §5.2: a list with one resource that has a list of its own.
#[test]
fn parts_have_parts() {
    let body = "--outer\r\nContent-ID: <root@x>\r\nContent-Type: application/rlmi+xml\r\n\r\n<list/>\r\n\
        --outer\r\nContent-Type: multipart/related;type=\"application/rlmi+xml\";boundary=inner\r\n\r\n\
        --inner\r\nContent-Type: application/rlmi+xml\r\n\r\n<inner/>\r\n\
        --inner  \r\nContent-Type: application/pidf+xml\r\n\r\n<presence/>\r\n--inner--\r\n\
        --outer\r\nContent-Type: application/pidf+xml\r\n\r\n<last/>\r\n--outer--\r\n";
    let entity = from_body("multipart/related;boundary=outer", body).unwrap();
    let numbers: Vec<_> = entity.descendants().map(|part| part.number().to_string()).collect();
    assert_eq!(numbers, ["1", "2", "2.1", "2.2", "3"]);
    assert_eq!(entity.find("2.2").unwrap().raw(), b"<presence/>");
    assert_eq!(entity.find("3").unwrap().raw(), b"<last/>");
    // The boundary of the outer body ends the inner one.
    let cut = body.replace("--inner--\r\n", "");
    let entity = from_body("multipart/related;boundary=outer", &cut).unwrap();
    assert_eq!(entity.find("2.2").unwrap().raw(), b"<presence/>");
    assert_eq!(entity.find("2").unwrap().remarks(), ["the last boundary --inner-- is missing"]);
    assert_eq!(entity.find("3").unwrap().raw(), b"<last/>");
}

#[test]
fn missing_parts_are_reported() {
    let kind = |content_type: &str, body: &str| {
        let error = from_body(content_type, body).unwrap_err();
        (error.kind(), error.message().to_owned())
    };
    assert_eq!(
        kind("multipart/mixed", "--b\n\nx\n--b--"),
        (MimeErrorKind::NoBoundary, "multipart/mixed without a boundary parameter".to_owned())
    );
    assert_eq!(
        kind("multipart/mixed;boundary=b", "--c\n\nx\n--c--"),
        (
            MimeErrorKind::BoundaryNotFound,
            "the boundary \"b\" does not occur in the body".to_owned()
        )
    );
    // A21b: a multipart body without a header.
    let error = recognise("--b9\nContent-Type: application/pidf+xml\n\n<a/>\n--b9--").unwrap_err();
    assert_eq!(error.kind(), MimeErrorKind::NoBoundary);
    assert!(error.message().contains("\"--b9\""), "{error}");
    // A truncated body keeps its parts.
    let entity = from_body("multipart/mixed;boundary=b", "--b\nContent-Type: a/b\n\nx").unwrap();
    assert_eq!(entity.remarks(), ["the last boundary --b-- is missing"]);
    assert_eq!(entity.parts()[0].raw(), b"x");
    let entity = from_body("multipart/mixed;boundary=b", "--b\r\n--b\r\n\r\n\r\n--b--").unwrap();
    assert_eq!(entity.parts().len(), 2);
    for part in entity.parts() {
        assert_eq!(part.remarks(), ["the part has no header fields: taken for text/plain"]);
    }
    // A longer line is no boundary.
    let entity =
        from_body("multipart/mixed;boundary=b", "--b\na: b\n\n--bc\n--b--x\n--b--").unwrap();
    assert_eq!(entity.parts()[0].raw(), b"--bc\n--b--x");
}

#[test]
fn content_types_are_read_leniently() {
    for text in [
        "multipart/related;boundary=cut;start=\"<a@b>\"",
        "Multipart / Related ; Boundary = \"cut\" ;; START=<a@b>;",
        "multipart/related;x;boundary=cut;boundary=other;start=\"<a\\@b>\"",
    ] {
        let content_type: ContentType = text.parse().unwrap();
        assert_eq!(content_type.essence(), "multipart/related", "{text}");
        assert_eq!(content_type.parameter("boundary"), Some("cut"), "{text}");
        assert_eq!(content_type.parameter("start"), Some("<a@b>"), "{text}");
    }
    for text in ["", ";", "text", "/", "a/", "/b", "a/b/c", "a b/c", "text/a\r\nx: y"] {
        let error = text.parse::<ContentType>().unwrap_err();
        assert_eq!(error.kind(), MimeErrorKind::ContentType, "{text:?}");
    }
}

#[test]
fn transfer_encodings_are_undone_or_refused() {
    let decode = |encoding: &str, content: &str| {
        let text =
            format!("Content-Type: a/b\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{content}");
        let entity = recognise(&text).unwrap().unwrap();
        entity.decoded().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    for encoding in ["7bit", "8BIT", "binary", ""] {
        assert_eq!(decode(encoding, "a=3D").unwrap(), "a=3D");
    }
    assert_eq!(decode("base64", "YT1i\r\n Yw").unwrap(), "a=bc");
    assert_eq!(decode("Quoted-Printable", "a=3Db=\r\nc").unwrap(), "a=bc");
    for (encoding, content) in [("base64", "!!!!"), ("uuencode", "x")] {
        let error = decode(encoding, content).unwrap_err();
        assert_eq!(error.kind(), MimeErrorKind::TransferEncoding, "{encoding}");
    }
}

#[test]
fn a17_a18_sip_messages_are_recognised() {
    for head in [
        "NOTIFY sip:b@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.9\nContent-Type: a/b\nl: 1\n\n",
        "SIP/2.0 200 OK\r\nc : a/b\r\n\r\n",
        "\r\n\r\nPUBLISH sip:a@example.org SIP/2.0\r\nSubject: one\r\n two\r\nC: a/b\r\n\r\n",
        "Content-Type: a/b\r\n\r\n",
        "c:a/b\n\n",
        "MIME-Version: 1.0\nContent-Type: a/b;\n\tq=1\n\n",
    ] {
        let text = format!("{head}<x/>\n");
        let entity = recognise(&text).unwrap().unwrap();
        assert_eq!(entity.content_type().unwrap().essence(), "a/b", "{head}");
        assert_eq!(entity.raw(), b"<x/>\n", "{head}");
        assert_eq!(entity.offset(), head.len(), "{head}");
    }
    // A message may say nothing of its body.
    let entity = recognise("OPTIONS sip:a@b SIP/2.0\r\nl: 0\r\n\r\n").unwrap().unwrap();
    assert_eq!((entity.content_type(), entity.raw()), (None, &b""[..]));
}

#[test]
fn b13_b16_headers_that_are_not_those_of_a_body() {
    for text in [
        "<presence/>",
        "",
        "Messages-Waiting: yes\r\nVoice-Message: 2/0 (2/0)\r\n\r\n",
        "From: <sip:a@b>\r\nTo: <sip:c@d>\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
        "hello",
        "a: b",
    ] {
        assert!(recognise(text).unwrap().is_none(), "{text}");
    }
}

#[test]
fn documents_beyond_a_limit_are_refused() {
    let limits = Limits { parts: 2, depth: 2, header_bytes: 20 };
    let kind = |body: &str| {
        Entity::from_body("multipart/mixed;boundary=b", body.as_bytes(), &limits)
            .map(drop)
            .map_err(|e| e.kind())
    };
    assert!(kind("--b\n\nx\n--b\n\nx\n--b--").is_ok());
    assert_eq!(kind("--b\n\nx\n--b\n\nx\n--b\n\n--b--").unwrap_err(), MimeErrorKind::TooManyParts);
    assert!(kind("--b\nX: 45678901234567\n\n").is_ok());
    assert_eq!(kind("--b\nX: 456789012345678901\n\n").unwrap_err(), MimeErrorKind::HeadersTooLong);
    let limits = Limits { depth: 2, ..Limits::default() };
    let nested = |levels: usize| {
        let level = |n| format!("--b{n}\nContent-Type: multipart/mixed;boundary=b{}\n\n", n + 1);
        (0..levels).map(level).collect::<String>()
    };
    let read = |body: &str| {
        Entity::from_body("multipart/mixed;boundary=b0", body.as_bytes(), &limits).map(drop)
    };
    assert!(read(&nested(1)).is_ok());
    assert_eq!(read(&nested(2)).unwrap_err().kind(), MimeErrorKind::TooDeep);
}

/// A thread has 2 MiB by default.
#[test]
fn f12_nesting_needs_no_stack() {
    let run = || {
        let message = "Content-Type: message/rfc822\r\n\r\n".repeat(22_000);
        let entity = recognise(&message).unwrap().unwrap();
        assert!(entity.parts().is_empty());
        let multiparts: String = (0..22_000)
            .map(|n| format!("--{n}\r\nContent-Type: multipart/mixed;boundary={}\r\n\r\n", n + 1))
            .collect();
        let error = from_body("multipart/mixed;boundary=0", &multiparts).unwrap_err();
        assert_eq!(error.kind(), MimeErrorKind::TooDeep);
        // The 93 bytes of the fuzzer.
        let bytes = "multipart/;boundary=x\n--xContent-Type:message/rfc822\nl\n\ni\n\
            Content-Type:message/rfc822\n\n\n--x--\n";
        assert!(recognise(bytes).unwrap().is_none());
    };
    thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn a_message_in_base64_needs_a_few_times_its_size() {
    let line = format!("{}\r\n", "QUJD".repeat(19));
    let content = line.repeat(8000);
    let text = format!(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{content}"
    );
    let used = allocation_counter::measure(|| {
        let entity = recognise(&text).unwrap().unwrap();
        assert!(entity.decoded().unwrap().starts_with(b"ABC"));
    });
    assert!(used.bytes_max < 3 * text.len() as u64, "{} for {}", used.bytes_max, text.len());
}

#[test]
fn written_documents_are_read_again() {
    let part = |text: &str| Part::new("text/plain".parse().unwrap(), text);
    let body = Multipart::new("mixed").with_part(part("--part-0\r\n--part-11")).to_body().unwrap();
    assert_eq!(body.content_type.to_string(), "multipart/mixed;boundary=part-2");
    assert!(body.bytes.starts_with(b"--part-2\r\n"));
    for boundary in ["", "a b", "a\"", "a:b", &"a".repeat(71), "part-0"] {
        let body = Multipart::new("mixed").with_boundary(boundary).with_part(part("--part-0"));
        assert_eq!(body.to_body().unwrap_err().kind(), MimeErrorKind::NotWritable, "{boundary:?}");
    }
    assert!(Multipart::new("mixed").to_body().is_err());
    for (name, value) in [("a b", "c"), ("a", "b\r\nc: d")] {
        let part = part("x").with_header(name, value);
        assert!(Multipart::new("mixed").with_part(part).to_body().is_err(), "{name}");
    }
    let inner = Multipart::new("alternative").with_part(part("x")).to_body().unwrap();
    let outer =
        Multipart::new("mixed").with_part(inner.into()).with_part(part("y")).to_body().unwrap();
    let text = String::from_utf8(outer.bytes).unwrap();
    let entity = from_body(&outer.content_type.to_string(), &text).unwrap();
    let numbers: Vec<_> = entity.descendants().map(|part| part.number().to_string()).collect();
    assert_eq!(numbers, ["1", "1.1", "2"]);
}

proptest! {
    #[test]
    fn any_parts_come_back(texts in prop::collection::vec("(--part-[0-9]{0,2}|[\r\na-]){0,9}", 1..5)) {
        let mut multipart = Multipart::new("mixed");
        for text in &texts {
            let part = Part::new("text/plain".parse().unwrap(), text.as_str());
            multipart = multipart.with_part(part.with_content_id("x@y"));
        }
        let body = multipart.to_body().unwrap();
        let content_type = body.content_type.to_string();
        let entity = Entity::from_body(&content_type, &body.bytes, &Limits::default()).unwrap();
        let read: Vec<_> = entity.parts().iter().map(|part| part.raw().to_vec()).collect();
        let written: Vec<_> = texts.iter().map(|text| text.clone().into_bytes()).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn no_input_panics(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "--b", "--c", "--", "\r\n", "\n", "\r", "Content-Type: multipart/mixed;boundary=",
            "b", "c", "\"", ";", "Content-Transfer-Encoding: base64", "=", ":", " ", "\t", "x\u{e4}",
            "SIP/2.0 ", "Content-ID: <a>",
        ]), 0..40),
    ) {
        let text = pieces.concat();
        for entity in [from_body("multipart/mixed;boundary=b", &text).ok(), recognise(&text).unwrap_or(None)] {
            let Some(entity) = entity else { continue };
            for part in entity.descendants() {
                let _ = (part.decoded(), part.content_id(), part.content_type());
                let end = part.offset() + part.raw().len();
                prop_assert_eq!(text.as_bytes().get(part.offset()..end), Some(part.raw()));
            }
            let _ = (entity.start_part(), entity.find(&text));
        }
    }
}
