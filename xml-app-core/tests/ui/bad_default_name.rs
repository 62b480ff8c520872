use xml_app_core::{Namespace, XmlChoice, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(attribute)]
    _host: String,
    #[xml(value)]
    _1st: String,
    #[xml(keyword)]
    __: bool,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    _Casual,
    #[xml(value)]
    _Shirt(String),
}

fn main() {
    let _ = NS;
}
