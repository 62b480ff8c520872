//! The simple types of the documents, the same for all peers with typed structs.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use instant_xml::{FromXml, Id, Kind, ToXml};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, with its offset.
#[derive(Clone, Debug, PartialEq)]
pub struct Time(pub DateTime<FixedOffset>);

impl FromStr for Time {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(Self)
    }
}

impl Display for Time {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// No word of an enumeration.
#[derive(Debug)]
pub struct UnknownWord(String);

impl Display for UnknownWord {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "unknown word {:?}", self.0)
    }
}

impl std::error::Error for UnknownWord {}

/// Whether a service can be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basic {
    /// It can.
    Open,
    /// It cannot.
    Closed,
}

impl FromStr for Basic {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "open" => Ok(Self::Open),
            "closed" => Ok(Self::Closed),
            _ => Err(UnknownWord(text.to_owned())),
        }
    }
}

impl Display for Basic {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Open => "open",
            Self::Closed => "closed",
        })
    }
}

/// Whether a device is in use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InputState {
    /// It is.
    Active,
    /// It is not.
    Idle,
}

impl FromStr for InputState {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "active" => Ok(Self::Active),
            "idle" => Ok(Self::Idle),
            _ => Err(UnknownWord(text.to_owned())),
        }
    }
}

impl Display for InputState {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Active => "active",
            Self::Idle => "idle",
        })
    }
}

/// Lets each crate read a type by its `FromStr` and write it by its `Display`.
macro_rules! as_text {
    ($($value:ty),*) => {$(
        impl Serialize for $value {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl ToXml for $value {
            fn serialize<W: fmt::Write + ?Sized>(
                &self,
                field: Option<Id<'_>>,
                serializer: &mut instant_xml::Serializer<'_, W>,
            ) -> Result<(), instant_xml::Error> {
                instant_xml::display_to_xml(self, field, serializer)
            }
        }

        impl<'xml> FromXml<'xml> for $value {
            type Accumulator = Option<Self>;
            const KIND: Kind = Kind::Scalar;

            fn matches(id: Id<'_>, field: Option<Id<'_>>) -> bool {
                field == Some(id)
            }

            fn deserialize(
                into: &mut Self::Accumulator,
                field: &'static str,
                deserializer: &mut instant_xml::Deserializer<'_, 'xml>,
            ) -> Result<(), instant_xml::Error> {
                instant_xml::from_xml_str(into, field, deserializer)
            }
        }

        xso::convert_via_fromstr_and_display!($value);
    )*};
}

as_text!(Time, Basic, InputState);
