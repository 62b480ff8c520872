use xml_app_core::{Namespace, RawNode, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Operation {
    #[xml(content)]
    content: Option<RawNode>,
}

fn main() {}
