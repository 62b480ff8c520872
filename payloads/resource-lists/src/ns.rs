//! The namespaces of lists.

use xml_app_core::Namespace;

/// RFC 4826 §3: resource lists.
pub const RESOURCE_LISTS: Namespace = Namespace::new("urn:ietf:params:xml:ns:resource-lists", "rl");

/// RFC 4826 §4: RLS services.
pub const RLS_SERVICES: Namespace = Namespace::new("urn:ietf:params:xml:ns:rls-services", "rls");

/// RFC 4662: meta-information about lists.
pub const RLMI: Namespace = Namespace::new("urn:ietf:params:xml:ns:rlmi", "rlmi");
