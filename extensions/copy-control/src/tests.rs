//! RFC 5364 §4 and §6.

use super::*;

sip_payloads_testkit::reading!(ResourceLists, CopyControlVocabulary);

fn document(namespace: &str, entries: &str) -> String {
    format!(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\" \
         xmlns:cp=\"urn:ietf:params:xml:ns:{namespace}\"><list>{entries}</list></resource-lists>"
    )
}

/// The recipients of RFC 5364 §6, figure 3.
const RECIPIENTS: &str = "<entry uri=\"sip:bill@example.com\" cp:copyControl=\"to\"/>\
    <entry uri=\"sip:randy@example.net\" cp:copyControl=\"to\" cp:anonymize=\"true\"/>\
    <entry uri=\"sip:eddy@example.com\" cp:copyControl=\"to\" cp:anonymize=\"true\"/>\
    <entry uri=\"sip:joe@example.org\" cp:copyControl=\"cc\"/>\
    <entry uri=\"sip:carol@example.net\" cp:copyControl=\"cc\" cp:anonymize=\"true\"/>\
    <entry uri=\"sip:ted@example.net\" cp:copyControl=\"bcc\"/>\
    <entry uri=\"sip:andy@example.com\" cp:copyControl=\"bcc\"/>";

/// Figure 4.
const HISTORY: &str = "<entry uri=\"sip:bill@example.com\" cp:copyControl=\"to\"/>\
    <entry uri=\"sip:anonymous@anonymous.invalid\" cp:copyControl=\"to\" cp:count=\"2\"/>\
    <entry uri=\"sip:joe@example.org\" cp:copyControl=\"cc\"/>\
    <entry uri=\"sip:anonymous@anonymous.invalid\" cp:copyControl=\"cc\" cp:count=\"1\"/>";

#[test]
fn cc_1_the_lists_of_section_6() {
    let sent = strict(&document("copycontrol", RECIPIENTS)).unwrap();
    let told = strict(&document("copycontrol", HISTORY)).unwrap();
    let history = ResourceLists::from([recipient_history(&sent.lists[0])]);
    assert_eq!(history, told);
    assert_eq!(strict(&history.to_xml().unwrap()).unwrap(), told);
}

#[test]
fn cc_1_absent_is_bcc_and_bcc_never_leaks() {
    let xml = document(
        "copycontrol",
        "<entry uri=\"sip:a@x\"/><entry uri=\"sip:b@x\" cp:anonymize=\"true\"/>",
    );
    let list = &strict(&xml).unwrap().lists[0];
    assert!(recipients(list).iter().all(|recipient| recipient.copy == CopyControl::Bcc));
    assert!(recipient_history(list).items.is_empty());
}

#[test]
fn cc_1_of_the_same_recipient_the_strongest_counts() {
    let xml = document(
        "copycontrol",
        "<entry uri=\"sip:a@x\" cp:copyControl=\"bcc\"/><list><entry uri=\"sip:a@X\" cp:copyControl=\"to\"/></list>\
         <entry uri=\"sip:b@x\" cp:copyControl=\"cc\"/><entry uri=\"sip:b@x\" cp:copyControl=\"cc\" cp:anonymize=\"1\"/>",
    );
    let of =
        |recipient: &Recipient| (recipient.uri.to_string(), recipient.copy, recipient.is_anonymous);
    let found: Vec<_> = recipients(&tolerant(&xml).document.lists[0]).iter().map(of).collect();
    assert_eq!(
        found,
        [
            ("sip:a@x".to_owned(), CopyControl::To, false),
            ("sip:b@x".to_owned(), CopyControl::Cc, true)
        ]
    );
}

/// The first example of RFC 5366 §6 has another namespace: what it says is kept, and is no copy control.
#[test]
fn cc_2_attributes_of_a_namespace_with_other_case_are_not_these() {
    let xml = document("copyControl", "<entry uri=\"sip:a@x\" cp:copyControl=\"to\"/>");
    let lists = strict(&xml).unwrap();
    assert_eq!(recipients(&lists.lists[0])[0].copy, CopyControl::Bcc);
    assert!(lists.to_xml().unwrap().contains(":copyControl=\"to\""));
}
