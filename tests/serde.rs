//! The feature `serde`: documents as JSON, in the shape that the command's `json` prints.

use serde_json::{Value, json, to_value};
use sip_payloads::presence::{Person, Pidf, Presence};
use sip_payloads::xml::{Json, Namespace, RawElement, Unexpected, XmlElement, vocabulary};
use sip_payloads::{
    Error, ReadOptions, Registry, XmlApplication, policy::common_policy::CommonPolicy,
};

const BODY: &str = r#"<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:a@b.example"
    xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:z="urn:example:zoo">
  <tuple id="t"><status><basic>open</basic></status><z:lion mane="yes"><z:cub>1</z:cub></z:lion>
    <contact priority="0.8">sip:a@phone.example</contact><note xml:lang="en">Here</note></tuple>
  <dm:person id="p"><activities xmlns="urn:ietf:params:xml:ns:pidf:rpid"><away/></activities>
    <time-offset xmlns="urn:ietf:params:xml:ns:pidf:rpid">-60</time-offset></dm:person>
</presence>"#;

fn expected() -> Value {
    json!({
        "type": "pidf",
        "entity": "sip:a@b.example",
        "tuple": [{
            "id": "t",
            "status": {"basic": "open"},
            "{urn:example:zoo}lion": [
                {"raw": true, "mane": "yes", "{urn:example:zoo}cub": ["1"]}
            ],
            "contact": {"priority": 0.8, "value": "sip:a@phone.example"},
            "note": [{"xml:lang": "en", "value": "Here"}],
        }],
        "dm:person": [{
            "id": "p",
            "rpid:activities": [{"rpid:away": [true]}],
            "rpid:time-offset": [-60],
        }],
    })
}

#[test]
fn a_document_and_its_root_have_one_shape() {
    let presence = sip_payloads::parse::<Pidf>(BODY).unwrap();
    assert_eq!(to_value(&presence).unwrap(), expected());
    let any = sip_payloads::read(None, BODY, &ReadOptions::default()).unwrap();
    assert_eq!(to_value(&any).unwrap(), expected());
    assert_eq!(to_value(any.to_json().unwrap()).unwrap(), expected());
}

#[test]
fn documents_are_parts_of_the_values_of_a_program() {
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='a'/></ruleset>";
    let rules = sip_payloads::parse::<CommonPolicy>(rules).unwrap();
    let presence = Presence::new("sip:a@b.example".parse().unwrap());
    let expected = json!([
        {"type": "common-policy", "rule": [{"id": "a"}]},
        {"type": "pidf", "entity": "sip:a@b.example"},
    ]);
    assert_eq!(to_value((rules, presence)).unwrap(), expected);
}

const HATS: Namespace = Namespace::new("urn:example:hats", "hat");

/// `<hat>`
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = HATS, name = "hat")]
pub struct Hat {
    #[xml(text, from)]
    model: String,
}

vocabulary! {
    /// Hats.
    pub struct Hats: "hats", "the hatters' handbook";
    document Pidf: HATS;
    extend Person { Hat }
}

/// The prefix of an element is that of its type, in whatever registry it is.
#[test]
fn elements_of_another_registry_have_their_prefix() -> Result<(), Error> {
    let mut builder = Registry::builder();
    builder.application::<Pidf>()?;
    builder.add(sip_payloads::presence::DataModel)?.add(Hats)?;
    let body = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
        <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p'>\
        <x:hat xmlns:x='urn:example:hats'>fedora</x:hat></person></presence>";
    let presence = builder.build().parse::<Pidf>(body)?;
    let expected = json!({"type": "pidf", "entity": "sip:a@b.example",
        "dm:person": [{"id": "p", "hat:hat": ["fedora"]}]});
    assert_eq!(to_value(&presence).unwrap(), expected);
    Ok(())
}

/// `<menu>`, of a document type that is always written with a prefix.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = MENU, name = "menu")]
pub struct Menu {
    unexpected: Unexpected,
}

const MENU: Namespace = Namespace::new("urn:example:menu", "menu");

/// `application/menu+xml`
pub struct MenuDocument;

impl XmlApplication for MenuDocument {
    type Root = Menu;
    const NAME: &'static str = "menu";
    const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    const SPECIFICATION: &'static str = "the kitchen";
}

#[test]
fn the_namespace_of_the_root_has_a_prefix_in_any_document_type() -> Result<(), Error> {
    let raw: RawElement = "<menu xmlns='urn:example:menu'><type>1</type></menu>".parse()?;
    let menu = raw.decode::<Menu>(&Registry::empty())?;
    let expected = json!({"type": "menu", "menu:type": [{"raw": true, "value": "1"}]});
    assert_eq!(to_value(Json::of::<MenuDocument>(&menu)?).unwrap(), expected);
    Ok(())
}
