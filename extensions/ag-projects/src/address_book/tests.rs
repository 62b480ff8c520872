//! The address book as the clients of AG Projects store it.

use sip_resource_lists::resource_lists::ResourceLists;

use super::*;
use crate::{AgProjects, BlinkAttributes, EntryAttributes};

sip_payloads_testkit::reading!(ResourceLists, AgProjects);

const LISTS: &str = "<rl:resource-lists xmlns:rl=\"urn:ietf:params:xml:ns:resource-lists\" \
    xmlns:ab=\"urn:ag-projects:xml:ns:addressbook\" xmlns:b=\"urn:ag-projects:blink:xml:ns:addressbook\" \
    xmlns:o=\"urn:example:other:xml:ns:addressbook\" xmlns:e=\"urn:ag-projects:xml:ns:resource-lists\">\
    <rl:list name=\"sipsimple_addressbook\">\
    <ab:contact id=\"c1\"><ab:name>Bob</ab:name><ab:uris default=\"u2\"><ab:uri id=\"u1\" uri=\"bob%40example.org\" \
    type=\"SIP\"><b:attributes/></ab:uri><ab:uri id=\"u2\" uri=\"sip:bob@example.org\"/></ab:uris>\
    <ab:dialog><ab:policy>default</ab:policy><ab:subscribe>false</ab:subscribe></ab:dialog>\
    <ab:presence><ab:policy>allow</ab:policy><ab:subscribe>true</ab:subscribe></ab:presence>\
    <b:attributes><b:attribute name=\"media\">audio</b:attribute><b:attribute name=\"icon\" nil=\"yes\"/>\
    </b:attributes><o:attributes><o:attribute name=\"a\">1</o:attribute></o:attributes></ab:contact>\
    <ab:group id=\"g1\"><ab:name>Work</ab:name><ab:contacts><ab:contact_id>c1</ab:contact_id></ab:contacts></ab:group>\
    <ab:policy-element id=\"p1\" uri=\"sip:eve@example.org\"><ab:name>Eve</ab:name>\
    <ab:dialog><ab:policy>block</ab:policy><ab:subscribe>0</ab:subscribe></ab:dialog>\
    <ab:presence><ab:policy>block</ab:policy><ab:subscribe>false</ab:subscribe></ab:presence></ab:policy-element>\
    </rl:list><rl:list name=\"oma_grantedcontacts\"><rl:entry uri=\"sip:bob@example.org\"><e:attributes>\
    <e:attribute name=\"x\">y</e:attribute></e:attributes></rl:entry></rl:list></rl:resource-lists>";

#[test]
fn an_address_book_is_read_field_by_field() {
    let lists = strict(LISTS).unwrap();
    let book = lists.list("sipsimple_addressbook").unwrap();
    let bob = book.extensions.get::<Contact>().unwrap();
    assert_eq!((bob.id.as_str(), bob.name.as_str()), ("c1", "Bob"));
    assert_eq!(bob.uris.default_uri().unwrap().uri, "sip:bob@example.org");
    assert_eq!(bob.uris.uris[0].type_.as_deref(), Some("SIP"));
    assert!(bob.uris.uris[0].extensions.get::<BlinkAttributes>().is_some());
    assert_eq!((bob.presence.policy, bob.presence.subscribe), (EventPolicy::Allow, true));
    assert_eq!((bob.dialog.policy, bob.dialog.subscribe), (EventPolicy::Default, false));
    let attributes = &bob.extensions.get::<BlinkAttributes>().unwrap().attributes;
    assert_eq!((attributes[0].name.as_str(), attributes[0].value()), ("media", Some("audio")));
    assert_eq!(attributes[1].value(), None, "nil with any text");
    assert_eq!(bob.extensions.raw().count(), 1, "those of another application are kept");
    let group = book.extensions.get::<Group>().unwrap();
    assert_eq!(group.contacts.ids, ["c1"]);
    let eve = book.extensions.get::<PolicyElement>().unwrap();
    assert_eq!((eve.uri.as_str(), eve.dialog.policy), ("sip:eve@example.org", EventPolicy::Block));
    let entry = lists.list("oma_grantedcontacts").unwrap().entries().next().unwrap();
    let attributes = entry.extensions.get::<EntryAttributes>().unwrap();
    assert_eq!(attributes.attributes[0].value(), Some("y"));
    assert_eq!(strict(&lists.to_xml().unwrap()).unwrap(), lists);
}

/// The default that names no URI of the contact is none.
#[test]
fn ab_2_without_a_default_the_first_uri_is_used() {
    for default in ["default=\"u9\"", ""] {
        let lists = strict(&LISTS.replace("default=\"u2\"", default)).unwrap();
        let bob = lists.lists[0].extensions.get::<Contact>().unwrap();
        assert_eq!(bob.uris.default_uri().unwrap().id, "u1");
    }
}

#[test]
fn a_contact_with_a_fault_is_kept() {
    for fault in ["<ab:name>Bob</ab:name>", "<ab:subscribe>true</ab:subscribe>"] {
        let xml = LISTS.replacen(fault, "", 1);
        assert!(strict(&xml).is_err(), "{fault}");
        let kept = tolerant(&xml).document;
        assert_eq!(tolerant(&kept.to_xml().unwrap()).document, kept, "{fault}");
        assert!(kept.to_xml().unwrap().contains("bob%40example.org"));
    }
}
