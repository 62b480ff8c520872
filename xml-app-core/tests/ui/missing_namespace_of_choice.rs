use xml_app_core::{Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
enum Dress {
    Casual,
    BlackTie,
}

fn main() {
    let _ = NS;
}
