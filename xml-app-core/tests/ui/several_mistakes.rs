use xml_app_core::{Extensions, Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, nmae = "party")]
struct Party {
    host: String,
    #[xml(atribute)]
    place: String,
    #[xml(attribute, text)]
    motto: String,
    #[xml(value = "a:b")]
    prefixed: String,
    #[xml(keyword = "secret")]
    secret: String,
    #[xml(attribute)]
    guests: Vec<String>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
    #[xml(extensions)]
    more: Extensions<Self>,
}

fn main() {
    let _ = NS;
}
