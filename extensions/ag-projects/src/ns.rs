//! The namespaces of AG Projects.

use xml_app_core::Namespace;

/// Status and device information.
pub const PIDF: Namespace = Namespace::new("urn:ag-projects:xml:ns:pidf", "agp-pidf");

/// Capabilities.
pub const CAPS: Namespace = Namespace::new("urn:ag-projects:xml:ns:pidf:caps", "agp-caps");

/// Files and screens of conferences.
pub const CONFERENCE_INFO: Namespace =
    Namespace::new("urn:ag-projects:xml:ns:conference-info", "agp-conf");

/// Conditions and rules.
pub const COMMON_POLICY: Namespace =
    Namespace::new("urn:ag-projects:xml:ns:common-policy", "agp-cp");

/// Attributes of entries in resource lists.
pub const RESOURCE_LISTS: Namespace =
    Namespace::new("urn:ag-projects:xml:ns:resource-lists", "agp-rl");

/// The address book.
pub const ADDRESS_BOOK: Namespace = Namespace::new("urn:ag-projects:xml:ns:addressbook", "agp-ab");

/// The attributes of the SIP SIMPLE client SDK in an address book.
pub const SIPSIMPLE: Namespace =
    Namespace::new("urn:ag-projects:sipsimple:xml:ns:addressbook", "sipsimple");

/// The attributes of Blink in an address book.
pub const BLINK: Namespace = Namespace::new("urn:ag-projects:blink:xml:ns:addressbook", "blink");
