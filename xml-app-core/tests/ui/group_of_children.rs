use xml_app_core::{AttributeGroup, Namespace};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, Default, PartialEq, AttributeGroup)]
struct Interval {
    #[xml(attribute)]
    from: Option<String>,
    #[xml(attribute)]
    until: String,
    #[xml(value = "x", namespace = NS)]
    x: Option<String>,
}

fn main() {}
