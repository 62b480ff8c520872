use xml_app_core::XmlValue;

#[derive(Debug, Clone, PartialEq, XmlValue)]
struct Percent(u8, u8);

#[derive(Debug, Clone, PartialEq, XmlValue)]
#[xml(pattern = is_even)]
struct Even(u8);

fn is_even(number: &u8) -> bool {
    number % 2 == 0
}

fn main() {}
