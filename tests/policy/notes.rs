//! Which watchers see the notes of a document, and in which language.

use sip_payloads::policy::{Request, filter};
use sip_payloads::presence::Pidf;
use sip_payloads::{ReadOptions, XmlApplication as _};

use crate::pres_rules::ALL;
use crate::{filtered, permitted, policy, presence};

const NOTE: &str = "<pr:provide-note>true</pr:provide-note>";

/// One visible component of any kind is enough. Without one the notes are hidden, unless all
/// persons are shown.
#[test]
fn notes_of_the_document_are_shown_with_any_component() {
    let document = "<tuple id='t'><status/></tuple><note>n</note><dm:person id='p'/>\
        <dm:device id='d'><dm:deviceID>urn:x:1</dm:deviceID></dm:device>";
    for (shown, sees_note) in [
        ("<pr:provide-services><pr:occurrence-id>t</pr:occurrence-id></pr:provide-services>", true),
        ("<pr:provide-persons><pr:occurrence-id>p</pr:occurrence-id></pr:provide-persons>", true),
        ("<pr:provide-devices><pr:occurrence-id>d</pr:occurrence-id></pr:provide-devices>", true),
        (
            "<pr:provide-services><pr:occurrence-id>x</pr:occurrence-id></pr:provide-services>",
            false,
        ),
    ] {
        assert_eq!(filtered(document, &[NOTE, shown]).contains("<note>"), sees_note, "{shown}");
        assert!(!filtered(document, &[shown]).contains("<note>"), "{shown}");
    }
    // There is no person, and a watcher who may see all persons sees the notes of the presentity.
    let persons = "<pr:provide-persons><pr:all-persons/></pr:provide-persons>";
    assert_eq!(filtered("<note>n</note>", &[NOTE, persons]), "<note>n</note>");
}

/// Attributes that notes and references inherit are kept; other unexpected attributes are not.
#[test]
fn language_base_and_space_are_kept() {
    let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.org' \
        xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:x='urn:x' \
        xml:lang='de' xml:base='http://a/' xml:space='preserve' xml:id='i' x:lang='u' lang='v'>\
        <dm:person id='p' xml:lang='fr' x:lang='u' lang='v'><dm:note>bonjour</dm:note></dm:person></presence>";
    let document = sip_payloads::parse::<Pidf>(xml.as_bytes()).unwrap();
    let seen = filter(&document, &permitted(&[ALL, NOTE]), &sip_payloads::semantics().unwrap());
    let written = Pidf::to_xml(&seen).unwrap();
    let root = "entity=\"sip:a@example.org\" xml:lang=\"de\" xml:base=\"http://a/\" xml:space=\"preserve\">";
    assert!(written.contains(root), "{written}");
    assert!(written.contains("<dm:person id=\"p\" xml:lang=\"fr\"><dm:note>"), "{written}");
}

/// Many policies share semantics.
#[test]
fn a_copy_of_the_semantics_governs_the_same_elements() {
    let semantics = sip_payloads::semantics().unwrap();
    let copy = semantics.clone();
    assert_eq!(format!("{copy:?}"), format!("{semantics:?}"));
    let document = presence(
        "<tuple id='t'><status/><rpid:class>work</rpid:class><op:willingness><op:basic>open</op:basic>\
         </op:willingness></tuple><dm:person id='p'><rpid:mood><rpid:happy/></rpid:mood></dm:person>",
    );
    let rules = "<rule id='r'><transformations><pr:provide-services><pr:class>work</pr:class>\
        </pr:provide-services><pr:provide-persons><pr:all-persons/></pr:provide-persons>\
        <pr:provide-mood>true</pr:provide-mood></transformations></rule>";
    let permissions = policy(rules).evaluate(&Request::anonymous()).permissions;
    let seen = filter(&document, &permissions, &copy);
    assert_eq!(seen, filter(&document, &permissions, &semantics));
    let written = Pidf::to_xml(&seen).unwrap();
    let options = ReadOptions::strict();
    assert!(sip_payloads::registry().parse_with::<Pidf>(written.as_bytes(), &options).is_ok());
    assert!(written.contains("<rpid:happy/>") && !written.contains("willingness"), "{written}");
}
