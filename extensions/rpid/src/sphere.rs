//! RFC 4480 §3.11: the role that the person plays.

use sip_presence::Presence;
use xml_app_core::{Extensions, Id, XmlChoice, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<sphere>`: the current state and role of the person (RFC 4480 §3.11).
///
/// ```
/// use sip_rpid::{Sphere, SphereKind};
/// use xml_app_core::RawElement;
///
/// let work = Sphere::from(SphereKind::Work);
/// assert_eq!(
///     RawElement::encode(&work)?.to_string(),
///     "<rpid:sphere xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\"><rpid:work/></rpid:sphere>"
/// );
/// // What `<sphere>` in presence rules is compared with.
/// assert_eq!(work.word(), Some("work"));
/// assert_eq!(Sphere::from(SphereKind::Unknown).word(), None);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "sphere", check = check_interval)]
pub struct Sphere {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// The role, unless it is in another vocabulary.
    #[xml(choice, from)]
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
    /// At home.
    Home,
    /// At work.
    Work,
    /// Unknown.
    Unknown,
}

impl Sphere {
    /// The role as a word: the name of its element. `None` if it is unknown, or if there are
    /// several.
    pub fn word(&self) -> Option<&str> {
        let mut others = self.extensions.iter().map(|element| element.local());
        match self.kind {
            _ if self.extensions.has_unexpected() => None,
            Some(SphereKind::Unknown) => None,
            Some(SphereKind::Home) => Some("home"),
            Some(SphereKind::Work) => Some("work"),
            None => others.next().filter(|_| others.next().is_none()),
        }
    }
}

/// The sphere for the rules of a presentity: that of its published documents. It is undefined if
/// they name different ones, or none (RFC 5025 §3.1.2).
///
/// ```
/// use sip_presence::{Person, Presence};
/// use sip_rpid::{Sphere, SphereKind, current_sphere};
///
/// let mut person = Person::new("p1".parse()?);
/// person.extensions.set(Sphere::from(SphereKind::Work));
/// let mut presence = Presence::new("sip:alice@example.com".parse()?);
/// presence.extensions.push(person);
/// assert_eq!(current_sphere([&presence]), Some("work"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn current_sphere<'p>(documents: impl IntoIterator<Item = &'p Presence>) -> Option<&'p str> {
    let persons = documents.into_iter().flat_map(Presence::persons);
    let mut words =
        persons.flat_map(|person| person.extensions.get_all::<Sphere>()).map(Sphere::word);
    let first = words.next()??;
    words.all(|word| word == Some(first)).then_some(first)
}
