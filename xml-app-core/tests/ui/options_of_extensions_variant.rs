use xml_app_core::{ExtensionElement, Namespace, XmlChoice, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shirt")]
struct Shirt;

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    Casual,
    #[xml(extensions(none, attributes))]
    Other(ExtensionElement<Shirt>),
}

fn main() {
    let _ = NS;
}
