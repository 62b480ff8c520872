use xml_app_core::{ExtensionElement, Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS, elements)]
enum Dress {
    Casual,
    #[xml(extensions)]
    Other(ExtensionElement<Self>),
}

fn main() {
    let _ = NS;
}
