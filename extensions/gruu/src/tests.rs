//! The elements of RFC 5628 §9.

use xml_app_core::{ErrorKind, ReadOptions, Registry};

use super::*;

fn registry() -> Registry {
    let mut builder = Registry::builder();
    builder.add(Gruu).unwrap();
    builder.build()
}

fn document(content: &str) -> String {
    format!(
        "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" \
         xmlns:gr=\"urn:ietf:params:xml:ns:gruuinfo\" version=\"0\" state=\"full\">\
         <registration aor=\"sip:user@example.com\" id=\"as9\" state=\"active\">\
         <contact id=\"76\" state=\"active\" event=\"registered\"><uri>sip:user@192.0.2.1</uri>\
         {content}</contact></registration></reginfo>"
    )
}

#[test]
fn reg_5_both_gruus_are_read_and_written() {
    let gruus = "<gr:pub-gruu uri=\"sip:user@example.com;gr=hha9s8d-999a\"/>\
        <gr:temp-gruu uri=\"sip:8ffkas08af7fasklzi9@example.com;gr\" first-cseq=\"54301\"/>";
    let reading =
        registry().parse_with::<RegistrationInfo>(document(gruus), &ReadOptions::strict()).unwrap();
    let extensions = &reading.document.registrations[0].contacts[0].extensions;
    let public = extensions.get::<PubGruu>().unwrap();
    assert_eq!(public.uri, "sip:user@example.com;gr=hha9s8d-999a");
    let temporary = extensions.get::<TempGruu>().unwrap();
    assert_eq!(temporary.uri, "sip:8ffkas08af7fasklzi9@example.com;gr");
    assert_eq!(temporary.first_cseq, 54301);
    assert!(reading.document.to_xml().unwrap().contains(gruus));
}

#[test]
fn each_faulty_element_is_refused() {
    for (content, kind) in [
        ("<gr:pub-gruu/>", ErrorKind::MissingAttribute),
        ("<gr:temp-gruu uri=\"sip:a@example.com;gr\"/>", ErrorKind::MissingAttribute),
        ("<gr:temp-gruu uri=\"sip:a@example.com;gr\" first-cseq=\"-1\"/>", ErrorKind::InvalidValue),
        ("<gr:temp-gruu uri=\"sip:a@example.com;gr\" cseq=\"1\"/>", ErrorKind::Misspelt),
        (
            "<gr:pub-gruu uri=\"sip:a@example.com;gr\"><x xmlns=\"urn:x\"/></gr:pub-gruu>",
            ErrorKind::UnexpectedElement,
        ),
    ] {
        let xml = document(content);
        let read = registry().parse_with::<RegistrationInfo>(&xml, &ReadOptions::strict());
        assert_eq!(read.unwrap_err().kind(), kind, "{content}");
        let kept = registry().parse::<RegistrationInfo>(&xml).unwrap();
        assert!(!kept.registrations[0].contacts[0].extensions.is_empty(), "{content}");
    }
    let misspelt = document("<gr:temp-gruu uri=\"sip:a@example.com;gr\" cseq=\"1\"/>");
    let info = registry().parse::<RegistrationInfo>(misspelt).unwrap();
    let extensions = &info.registrations[0].contacts[0].extensions;
    assert_eq!(extensions.get::<TempGruu>().unwrap().first_cseq, 1);
}
