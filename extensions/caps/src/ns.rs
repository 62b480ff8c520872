//! The namespace of capabilities.

use xml_app_core::Namespace;

/// RFC 5196: SIP user agent capability extension to PIDF.
pub const CAPS: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:caps", "caps");
