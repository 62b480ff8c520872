use xml_app_core::{Namespace, XmlChoice};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Course {
    #[xml(from)]
    Soup,
}

fn main() {}
