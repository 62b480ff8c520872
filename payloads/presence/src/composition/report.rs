//! Where everything in a composed document comes from, and what was left out.

use std::fmt;

use xml_app_core::Id;

/// What a composition did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The tuples, persons and devices of the result, in its order.
    pub parts: Vec<PartReport>,
    /// What is not in the result.
    pub left_out: Vec<LeftOut>,
}

/// A tuple, person or device of the result.
#[derive(Debug, Clone, PartialEq)]
pub struct PartReport {
    /// Its id in the result.
    pub id: Id,
    /// What it was made from, the most important one first.
    pub members: Vec<Member>,
}

/// A tuple, person or device of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// The key of the source.
    pub source: String,
    /// The id there.
    pub id: Id,
}

/// Something that is not in the result.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The key of the source.
    pub source: String,
    /// What it is.
    pub what: What,
    /// Why.
    pub reason: Reason,
}

/// What was left out.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The source as a whole.
    Source,
    /// The tuple, person or device with this id in the source.
    Occurrence(Id),
    /// An element of the occurrence with this id, by its local name.
    Element(Id, String),
    /// A note of the presentity.
    Note(String),
    /// An element or attribute of the document, by its local name.
    Root(String),
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The publication has expired.
    Expired,
    /// The document is about another presentity.
    OtherEntity,
    /// There is soft state, or hard state does not count.
    HardState,
    /// The same is there already.
    Duplicate,
    /// Its time is over.
    Over,
    /// Something newer, higher or preferred has its place.
    Superseded,
    /// Hard state has its place.
    Overridden,
    /// It is closed, and another one with the same contact is open.
    ClosedBesideOpen,
    /// It is too old.
    TooOld,
    /// It is a device without a service.
    WithoutService,
}

impl fmt::Display for PartReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from ", self.id)?;
        for (index, member) in self.members.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{} in {}", member.id, member.source)?;
        }
        Ok(())
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.source)?;
        match &self.what {
            What::Source => f.write_str("the document")?,
            What::Occurrence(id) => write!(f, "{id}")?,
            What::Element(id, name) => write!(f, "<{name}> in {id}")?,
            What::Note(text) => write!(f, "the note {text:?}")?,
            What::Root(name) => write!(f, "<{name}>")?,
        }
        write!(f, " is left out: {}", self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "the publication has expired",
            Self::OtherEntity => "it is about another presentity",
            Self::HardState => "it is hard state",
            Self::Duplicate => "the same is there already",
            Self::Over => "its time is over",
            Self::Superseded => "something newer or preferred has its place",
            Self::Overridden => "hard state has its place",
            Self::ClosedBesideOpen => "it is closed, and another one with the same contact is open",
            Self::TooOld => "it is too old",
            Self::WithoutService => "no service runs on this device",
        })
    }
}
