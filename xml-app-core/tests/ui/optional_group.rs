use xml_app_core::{AttributeGroup, Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, Default, PartialEq, AttributeGroup)]
struct Interval {
    #[xml(attribute)]
    from: Option<String>,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Dance {
    #[xml(group)]
    interval: Option<Interval>,
}

fn main() {}
