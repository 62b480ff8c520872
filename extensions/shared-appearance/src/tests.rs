//! The elements of RFC 7463 §6.

use sip_events::dialog_info::DialogInfo;
use xml_app_core::{ErrorKind, ReadOptions, Registry};

use super::*;

fn registry() -> Registry {
    let mut builder = Registry::builder();
    builder.add(SharedAppearance).unwrap();
    builder.build()
}

fn document(content: &str) -> String {
    format!(
        "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" \
         xmlns:sa=\"urn:ietf:params:xml:ns:sa-dialog-info\" version=\"0\" state=\"full\" \
         entity=\"sip:HelpDesk@example.com\"><dialog id=\"id3d4f9c83\"><state>trying</state>{content}\
         </dialog></dialog-info>"
    )
}

const REFERENCE: &str = "call-id=\"14-15\" local-tag=\"44BA\" remote-tag=\"71\"";

#[test]
fn every_element_is_read_and_written() {
    let xml = document(&format!(
        "<sa:appearance>1</sa:appearance><sa:exclusive>true</sa:exclusive>\
         <sa:joined-dialog {REFERENCE}/><sa:joined-dialog {REFERENCE}/>\
         <sa:replaced-dialog {REFERENCE}/>"
    ));
    let reading = registry().parse_with::<DialogInfo>(&xml, &ReadOptions::strict()).unwrap();
    let extensions = &reading.document.dialogs[0].extensions;
    assert_eq!(extensions.get::<Appearance>().unwrap().number, 1);
    assert!(extensions.get::<Exclusive>().unwrap().value);
    assert_eq!(extensions.get_all::<JoinedDialog>().count(), 2);
    assert_eq!(extensions.get::<JoinedDialog>().unwrap().local_tag, "44BA");
    assert_eq!(extensions.get::<ReplacedDialog>().unwrap().remote_tag, "71");
    let written = reading.document.to_xml().unwrap();
    assert!(written.contains(&format!("<sa:replaced-dialog {REFERENCE}/>")), "{written}");
    assert_eq!(registry().parse::<DialogInfo>(&written).unwrap(), reading.document);
}

#[test]
fn each_faulty_element_is_refused() {
    for (content, kind) in [
        ("<sa:appearance>one</sa:appearance>", ErrorKind::InvalidValue),
        ("<sa:exclusive>yes</sa:exclusive>", ErrorKind::InvalidValue),
        ("<sa:joined-dialog call-id=\"a\" local-tag=\"b\"/>", ErrorKind::MissingAttribute),
        ("<sa:replaced-dialog local-tag=\"b\" remote-tag=\"c\"/>", ErrorKind::MissingAttribute),
        ("<sa:appearance number=\"1\">1</sa:appearance>", ErrorKind::UnexpectedAttribute),
    ] {
        let xml = document(content);
        let error = registry().parse_with::<DialogInfo>(&xml, &ReadOptions::strict()).unwrap_err();
        assert_eq!(error.kind(), kind, "{content}");
        let kept = registry().parse::<DialogInfo>(&xml).unwrap();
        assert!(!kept.dialogs[0].extensions.is_empty(), "{content}");
    }
}

/// All examples of RFC 7463 have the elements before the state.
#[test]
fn dlg_11_the_order_of_rfc_7463_is_read() {
    let xml = document("").replace(
        "<state>trying</state>",
        "<sa:exclusive>false</sa:exclusive><sa:appearance>2</sa:appearance><state>trying</state>",
    );
    let strict = registry().parse_with::<DialogInfo>(&xml, &ReadOptions::strict());
    assert_eq!(strict.unwrap_err().kind(), ErrorKind::OutOfOrder);
    let info = registry().parse::<DialogInfo>(&xml).unwrap();
    let extensions = &info.dialogs[0].extensions;
    assert_eq!(extensions.get::<Appearance>().unwrap().number, 2);
    assert!(!extensions.get::<Exclusive>().unwrap().value);
}
