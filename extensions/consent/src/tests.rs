//! RFC 5362 §5.1.6.

use xml_app_core::ErrorKind;

use super::*;

sip_payloads_testkit::reading!(ResourceLists, ConsentVocabulary);

fn document(status: &str) -> String {
    format!(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\" \
         xmlns:cs=\"urn:ietf:params:xml:ns:consent-status\"><list><entry uri=\"sip:bill@example.com\">\
         <cs:consent-status>{status}</cs:consent-status></entry></list></resource-lists>"
    )
}

#[test]
fn pa_1_every_status_is_read_and_written() {
    for (word, consent) in [
        ("pending", Consent::Pending),
        ("waiting", Consent::Waiting),
        ("error", Consent::Error),
        ("denied", Consent::Denied),
        ("granted", Consent::Granted),
    ] {
        let lists = strict(&document(word)).unwrap();
        let entry = lists.lists[0].entries().next().unwrap();
        assert_eq!(entry.extensions.get::<ConsentStatus>().unwrap().consent, consent);
        assert_eq!(strict(&lists.to_xml().unwrap()).unwrap(), lists);
    }
}

#[test]
fn pa_1_another_word_is_an_error_and_stays() {
    let xml = document("maybe");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::InvalidValue);
    assert!(tolerant(&xml).document.to_xml().unwrap().contains(">maybe<"));
}
