//! The namespaces.

use xml_app_core::Namespace;

/// RFC 5261 §9: errors of patches.
pub const PATCH_OPS_ERROR: Namespace =
    Namespace::new("urn:ietf:params:xml:ns:patch-ops-error", "pe");
