use xml_app_core::{ExtensionElement, Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    #[xml(extensions)]
    One(ExtensionElement<Self>),
    #[xml(extensions)]
    Two(ExtensionElement<Self>),
}

fn main() {
    let _ = NS;
}
