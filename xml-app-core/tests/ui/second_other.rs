use xml_app_core::{Namespace, XmlValue};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Dress {
    Casual,
    #[xml(other)]
    Other(String),
    #[xml(other)]
    More(String),
}

fn main() {
    let _ = NS;
}
