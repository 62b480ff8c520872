use xml_app_core::{Namespace, XmlChoice, XmlType, XmlValue};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress<T: XmlType> {
    #[xml(child = "hat")]
    Hat(T),
}

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Colour<const N: usize> {
    Red,
}

fn main() {
    let _ = NS;
}
