//! The namespaces of presence documents.

use xml_app_core::Namespace;

/// RFC 3863: Presence Information Data Format.
pub const PIDF: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf", "pidf");

/// RFC 4479: the presence data model.
pub const DATA_MODEL: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:data-model", "dm");

/// RFC 5262: partial presence.
pub const PIDF_DIFF: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf-diff", "p");

/// RFC 4481: timed presence.
pub const TIMED_STATUS: Namespace =
    Namespace::new("urn:ietf:params:xml:ns:pidf:timed-status", "ts");
