use xml_app_core::{ExtensionElement, Namespace, XmlChoice, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shirt")]
struct Shirt;

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    #[xml(child, alias = "chemise")]
    Shirt(Shirt),
    #[xml(extensions, alias = "else")]
    Other(ExtensionElement<Shirt>),
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(elements)]
enum Linen {
    #[xml(child, alias = "chemise")]
    Shirt(Shirt),
}

fn main() {
    let _ = NS;
}
