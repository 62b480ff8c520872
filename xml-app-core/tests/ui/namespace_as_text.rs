use xml_app_core::XmlElement;

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = "urn:x", name = "hat")]
struct Hat {
    #[xml(attribute)]
    size: u8,
}

fn main() {}
