//! The namespaces of AG Projects in presence documents.

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
