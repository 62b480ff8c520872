use xml_app_core::XmlValue;

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Detail {
    #[xml(name = " -")]
    Nothing,
    #[xml(name = "+", alias = "")]
    All,
}

fn main() {}
