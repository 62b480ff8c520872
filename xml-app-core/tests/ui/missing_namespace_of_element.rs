use xml_app_core::{Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(name = "party")]
struct Party {
    #[xml(attribute)]
    host: String,
}

fn main() {
    let _ = NS;
}
