use xml_app_core::{Namespace, XmlChoice, XmlElement, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "guest")]
struct Guest;

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(child)]
    first: Guest,
    #[xml(child)]
    others: Vec<Guest>,
    #[xml(value = "place")]
    place: String,
    #[xml(keyword = "place", namespace = NS)]
    placed: bool,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Person {
    #[xml(child)]
    Friend(Guest),
    #[xml(child)]
    Stranger(Guest),
    Host,
    #[xml(value = "host", namespace = NS)]
    Named(String),
    #[xml(alias = "host")]
    Hostess,
}

fn main() {
    let _ = NS;
}
