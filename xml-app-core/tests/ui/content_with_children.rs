use xml_app_core::{Namespace, RawNode, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Operation {
    #[xml(value = "a")]
    a: Option<String>,
    #[xml(content)]
    content: Vec<RawNode>,
}

fn main() {}
