//! The namespaces of authorization documents.

use xml_app_core::Namespace;

/// RFC 4745: common policy.
pub const COMMON_POLICY: Namespace = Namespace::new("urn:ietf:params:xml:ns:common-policy", "cp");

/// RFC 5025: presence authorization rules.
pub const PRES_RULES: Namespace = Namespace::new("urn:ietf:params:xml:ns:pres-rules", "pr");

/// AG Projects: who may subscribe to dialogs.
pub const DIALOG_RULES: Namespace = Namespace::new("urn:ag-projects:xml:ns:dialog-rules", "dr");
