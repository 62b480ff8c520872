//! Simple types: text on one side, Rust values on the other, by the lexical rules of XML Schema.

mod attribute;
mod character;
mod date;
mod date_time;
mod decimal;
mod double;
mod excerpt;
mod id;
mod integer;
mod language;
mod list;
mod nc_name;
mod prefixed;
mod token;
mod uri;
mod white_space;
mod xml_value;

pub use attribute::XmlAttribute;
pub use character::{is_char, is_name_char, is_name_start_char};
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use excerpt::{invalid_value, is_same_word};
pub use id::Id;
pub use integer::{NonNegativeInteger, PositiveInteger};
pub use language::Language;
pub use list::List;
pub use nc_name::NcName;
pub use prefixed::{Prefix, Prefixed, Scope};
pub use token::Token;
pub use uri::{AnyUri, has_uri_characters, split_scheme};
pub use white_space::{collapse, trim};
pub use xml_value::{ValueKind, XmlValue};

pub(crate) use excerpt::Excerpt;
pub(crate) use prefixed::prefixes_in;
pub(crate) use white_space::{is_blank, is_white_space};
