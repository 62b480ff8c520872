//! `required` is for optional attributes.

use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(attribute, required)]
    host: String,
    #[xml(value = "place", required)]
    place: Option<String>,
}

fn main() {}
