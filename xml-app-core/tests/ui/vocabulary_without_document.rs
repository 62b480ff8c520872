use xml_app_core::{Extensions, Namespace, XmlElement, vocabulary};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "guest")]
struct Guest {
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat")]
struct Hat;

vocabulary! {
    struct Hats: "hats", "a book";
    extend Guest { Hat }
}

fn main() {}
