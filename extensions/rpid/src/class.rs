//! RFC 4480 §3.3: groups of services, devices and persons.

use xml_app_core::{Token, Unexpected, XmlElement};

use crate::ns;

/// `<class>`: a label that groups similar elements (RFC 4480 §3.3). Presence rules select by it.
///
/// ```
/// use sip_presence::{Basic, Status, Tuple};
/// use sip_rpid::{Class, TupleExt as _};
///
/// let mut tuple = Tuple::new("eg92n8".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set(Class::from("email"));
/// assert_eq!(tuple.class().unwrap().name.as_str(), "email");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "class")]
pub struct Class {
    /// The label.
    #[xml(text, from)]
    pub name: Token,
    /// Unexpected content.
    pub unexpected: Unexpected,
}
