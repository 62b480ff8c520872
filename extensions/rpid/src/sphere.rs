//! RFC 4480 §3.11: the role that the person plays.

use sip_presence::Person;
use xml_app_core::{DateTime, ExtensionOf, Extensions, Id, XmlChoice, XmlElement};

use crate::interval::check_interval;
use crate::ns;

/// `<sphere>`: the current state and role of the person (RFC 4480 §3.11).
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "sphere", check = check_interval)]
pub struct Sphere {
    /// Since when.
    #[xml(attribute)]
    pub from: Option<DateTime>,
    /// Until when this is expected to be so.
    #[xml(attribute)]
    pub until: Option<DateTime>,
    /// A name for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// The role, unless it is of another vocabulary.
    #[xml(choice)]
    pub kind: Option<SphereKind>,
    /// Roles of other vocabularies. A role in plain text, as in the RFC's own example (erratum
    /// 2961), is kept here too.
    #[xml(extensions(other, attributes), excludes(kind))]
    pub extensions: Extensions<Self>,
}

/// A role (RFC 4480 §3.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum SphereKind {
    /// At home, in whatever sense.
    Home,
    /// At work.
    Work,
    /// Not known.
    Unknown,
}

impl From<SphereKind> for Sphere {
    fn from(kind: SphereKind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }
}

impl ExtensionOf<Person> for Sphere {}
