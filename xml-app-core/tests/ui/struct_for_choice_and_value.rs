use xml_app_core::{Namespace, XmlChoice, XmlValue};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
struct Party;

#[derive(Debug, Clone, PartialEq, XmlValue)]
struct Dress;

fn main() {
    let _ = NS;
}
