use xml_app_core::{Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "party", name = "feast")]
struct Party {
    #[xml(attribute, attribute)]
    host: String,
}

fn main() {
    let _ = NS;
}
