//! The namespaces of rich presence.

use xml_app_core::Namespace;

/// RFC 4480: rich presence extensions to PIDF.
pub const RPID: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:rpid", "rpid");

/// RFC 4589: location types.
pub const LOCATION_TYPE: Namespace = Namespace::new("urn:ietf:params:xml:ns:location-type", "lt");
