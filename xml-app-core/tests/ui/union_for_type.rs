use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(XmlType)]
union Party {
    host: u8,
}

fn main() {
    let _ = NS;
}
