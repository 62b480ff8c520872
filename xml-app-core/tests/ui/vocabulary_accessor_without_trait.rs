use xml_app_core::{Namespace, XmlElement, vocabulary};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat")]
struct Hat;

vocabulary! {
    struct Hats: "hats", "a book";
    document Hat: NS;
    extend Hat { hat: Hat }
}

fn main() {}
