use xml_app_core::{Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, Copy, PartialEq, XmlChoice)]
#[xml(namespace = NS, keywords)]
enum Diet {
    Vegan,
    #[xml(value = "other")]
    Other(u8),
}

fn main() {}
