use xml_app_core::{Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "party²")]
struct Party {
    #[xml(attribute = "ªb")]
    first: String,
    #[xml(value = "·b")]
    second: String,
    #[xml(value = "third", alias = "a×b")]
    third: String,
}

fn main() {
    let _ = NS;
}
