use xml_app_core::{Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    #[xml(child = "shirt")]
    Shirt,
    #[xml(value)]
    Shoes,
}

fn main() {
    let _ = NS;
}
