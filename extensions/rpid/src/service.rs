//! RFC 4480 §3.9 and §3.10: the relationship and the class of a service.

use sip_presence::Note;
use xml_app_core::{Element, Extensions, ReadContext, XmlChoice, XmlElement};

use crate::ns;

/// `<relationship>`: how the user of the service is related to the presentity (RFC 4480 §3.9). The
/// default is [`RelationshipKind::Myself`].
///
/// ```
/// use sip_presence::{Basic, Status, Tuple};
/// use sip_rpid::{Relationship, RelationshipKind, TupleDefaults as _};
///
/// let mut tuple = Tuple::new("ty4658".parse()?, Status::from(Basic::Open));
/// assert_eq!(tuple.relationship_kind(), Some(RelationshipKind::Myself));
/// tuple.extensions.set(Relationship::from(RelationshipKind::Assistant));
/// assert_eq!(tuple.relationship_kind(), Some(RelationshipKind::Assistant));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "relationship")]
pub struct Relationship {
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// The relationship, unless it is in another vocabulary.
    #[xml(choice, from)]
    pub kind: Option<RelationshipKind>,
    /// Relationships of other vocabularies.
    #[xml(extensions(other), excludes(kind))]
    pub extensions: Extensions<Self>,
}

/// A relationship (RFC 4480 §3.9).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RPID, display)]
pub enum RelationshipKind {
    /// An assistant.
    Assistant,
    /// An associate, such as a colleague.
    Associate,
    /// A member of the family.
    Family,
    /// A friend.
    Friend,
    /// A description.
    #[xml(child = "other")]
    Other(Note),
    /// The presentity itself.
    #[xml(name = "self")]
    Myself,
    /// A supervisor.
    Supervisor,
    /// Unknown.
    Unknown,
}

/// `<service-class>`: how the service is delivered (RFC 4480 §3.10). The default is
/// [`ServiceKind::Electronic`]. Services that deliver objects have an empty contact URI.
///
/// ```
/// use sip_presence::{Basic, Contact, Status, Tuple};
/// use sip_rpid::{ServiceClass, ServiceKind, TupleDefaults as _};
///
/// let mut tuple = Tuple::new("post".parse()?, Status::from(Basic::Open))
///     .with_contact(Contact::new("".parse()?));
/// assert_eq!(tuple.service_kind(), Some(ServiceKind::Electronic));
/// tuple.extensions.set(ServiceClass::from(ServiceKind::Postal));
/// assert_eq!(tuple.service_kind(), Some(ServiceKind::Postal));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "service-class", check = check_service_class)]
pub struct ServiceClass {
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// The kind, unless it is in another vocabulary.
    #[xml(choice, expected, from)]
    pub kind: Option<ServiceKind>,
    /// Kinds of other vocabularies.
    #[xml(extensions(other), excludes(kind))]
    pub extensions: Extensions<Self>,
}

/// A kind of service (RFC 4480 §3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum ServiceKind {
    /// By messenger or overnight delivery.
    Courier,
    /// Telephone, fax, email, instant messages and the like.
    Electronic,
    /// By freight carrier.
    Freight,
    /// A visit.
    InPerson,
    /// By the postal service.
    Postal,
    /// Unknown.
    Unknown,
}

fn check_service_class(class: &ServiceClass, element: Element<'_>, context: &mut ReadContext<'_>) {
    const CONTACT: xml_app_core::Name = xml_app_core::Name::new(sip_presence::ns::PIDF, "contact");
    let physical = matches!(
        class.kind,
        Some(
            ServiceKind::Courier
                | ServiceKind::Freight
                | ServiceKind::InPerson
                | ServiceKind::Postal
        )
    );
    let mut siblings = element.parent().into_iter().flat_map(|tuple| tuple.elements());
    if physical && siblings.any(|sibling| sibling.is(&CONTACT) && !sibling.text().trim().is_empty())
    {
        context.warn(element, "such a service asks for an empty contact URI (RFC 4480 §3.10)");
    }
}
