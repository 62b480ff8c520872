use xml_app_core::{Namespace, XmlValue};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Dress {
    #[xml(word = "black-tie")]
    BlackTie,
}

fn main() {
    let _ = NS;
}
