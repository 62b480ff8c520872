use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Party {
    #[xml(value = "host")]
    host: String,
    #[xml(keyword = "secret")]
    secret: bool,
}

fn main() {
    let _ = NS;
}
