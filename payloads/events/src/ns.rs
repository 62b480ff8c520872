//! The namespaces of event packages.

use xml_app_core::Namespace;

/// RFC 4235: dialogs.
pub const DIALOG_INFO: Namespace = Namespace::new("urn:ietf:params:xml:ns:dialog-info", "di");
