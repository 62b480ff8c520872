//! The namespaces.

use xml_app_core::Namespace;

/// RFC 4825 §12: what a server supports.
pub const XCAP_CAPS: Namespace = Namespace::new("urn:ietf:params:xml:ns:xcap-caps", "caps");
/// RFC 4825 §11: why a change was refused.
pub const XCAP_ERROR: Namespace = Namespace::new("urn:ietf:params:xml:ns:xcap-error", "xe");
/// RFC 5874: what has changed.
pub const XCAP_DIFF: Namespace = Namespace::new("urn:ietf:params:xml:ns:xcap-diff", "xd");
/// OMA XDM: the documents of a user.
pub const XCAP_DIRECTORY: Namespace = Namespace::new("urn:oma:xml:xdm:xcap-directory", "od");
/// OMA Presence: content such as an icon.
pub const PRES_CONTENT: Namespace = Namespace::new("urn:oma:xml:prs:pres-content", "pc");
