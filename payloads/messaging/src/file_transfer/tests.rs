//! The documents of GSMA RCC.07.

use super::*;

sip_payloads_testkit::reading!(File);

const DOCUMENT: &str = "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\" \
    xmlns:x=\"urn:gsma:params:xml:ns:rcs:rcs:up:fthttpext\"><file-info file-disposition=\"render\" \
    type=\"file\"><file-size>52000</file-size><file-name>tide.png</file-name>\
    <content-type>image/png</content-type><data until=\"2026-03-01T09:30:00Z\" \
    url=\"https://ft.example.com/f\"/><x:branded-url>https://files.example.com/f</x:branded-url>\
    <x:file-hash>a1b2</x:file-hash></file-info></file>";

#[test]
fn a_file_is_read_field_by_field() {
    let file = strict(DOCUMENT).unwrap();
    let info = file.file().unwrap();
    assert_eq!(info.disposition.as_deref(), Some("render"));
    assert_eq!((info.size.get(), info.name.as_deref()), (52_000, Some("tide.png")));
    assert_eq!(info.content_type, "image/png");
    assert_eq!(info.data.until.to_string(), "2026-03-01T09:30:00Z");
    assert_eq!(info.data.url, "https://ft.example.com/f");
    assert_eq!(info.branded_url.as_ref().unwrap(), "https://files.example.com/f");
    assert_eq!(info.hash.as_deref(), Some("a1b2"));
    assert!(file.thumbnail().is_none());
    assert_eq!(strict(&file.to_xml().unwrap()).unwrap(), file);
}

#[test]
fn each_required_part_is_missed() {
    for (part, kind) in [
        (" type=\"file\"", ErrorKind::MissingAttribute),
        ("<file-size>52000</file-size>", ErrorKind::MissingElement),
        ("<content-type>image/png</content-type>", ErrorKind::MissingElement),
        (" url=\"https://ft.example.com/f\"", ErrorKind::MissingAttribute),
        (" until=\"2026-03-01T09:30:00Z\"", ErrorKind::MissingAttribute),
    ] {
        let without = DOCUMENT.replacen(part, "", 1);
        assert_ne!(without, DOCUMENT, "{part}");
        let error = strict(&without).unwrap_err();
        assert!(error.diagnostics().iter().any(|found| found.kind() == kind), "{part}: {error}");
        let kept = tolerant(&without).document;
        assert_eq!(tolerant(&kept.to_xml().unwrap()).document, kept, "{part}");
    }
    let empty = strict("<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"/>").unwrap_err();
    assert_eq!(empty.kind(), ErrorKind::MissingElement);
}

#[test]
fn what_is_downloaded_until_when_and_how_much() {
    let at = |time: &str| time.parse::<DateTime>().unwrap();
    let file = strict(DOCUMENT).unwrap();
    let info = file.file().unwrap();
    let download = info.download(&at("2026-03-01T09:29:59Z"), 52_000).unwrap();
    assert_eq!(download.url, "https://ft.example.com/f");
    assert_eq!(download.until, &at("2026-03-01T09:30:00Z"));
    assert_eq!(download.size, 52_000);
    assert_eq!(info.download(&at("2026-03-01T10:30:00+01:00"), 52_000), Err(NoDownload::Expired));
    assert_eq!(info.download(&at("2026-03-01T09:00:00Z"), 51_999), Err(NoDownload::TooLarge));

    let local =
        strict(&DOCUMENT.replace("https://ft.example.com/f", "file:///etc/passwd")).unwrap();
    let refused = local.file().unwrap().download(&at("2026-03-01T09:00:00Z"), 52_000);
    assert_eq!(refused, Err(NoDownload::NotHttp));
}
