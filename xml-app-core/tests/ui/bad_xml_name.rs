use xml_app_core::{Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "e:party")]
struct Party {
    #[xml(attribute = "1st")]
    first: String,
    #[xml(value = "")]
    second: String,
    #[xml(child = "a b")]
    third: String,
    #[xml(value = "fourth", alias = "4th")]
    fourth: String,
    #[xml(keyword = fifth)]
    fifth: bool,
}

fn main() {
    let _ = NS;
}
