use xml_app_core::{Namespace, XmlChoice, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, Copy, PartialEq, XmlChoice)]
#[xml(namespace = NS, keywords)]
enum Diet {
    Vegan,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Dish {
    #[xml(keywords)]
    diets: Vec<Diet>,
}

fn main() {}
