use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(value = "host", excludes(guest, host))]
    host: Option<String>,
    #[xml(value = "guest")]
    guest: Option<String>,
}

fn main() {
    let _ = NS;
}
