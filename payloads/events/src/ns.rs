//! The namespaces of event packages.

use xml_app_core::Namespace;

/// RFC 4235: dialogs.
pub const DIALOG_INFO: Namespace = Namespace::new("urn:ietf:params:xml:ns:dialog-info", "di");

/// RFC 3680: registrations.
pub const REGISTRATION_INFO: Namespace = Namespace::new("urn:ietf:params:xml:ns:reginfo", "ri");

/// RFC 3858: watchers.
pub const WATCHER_INFO: Namespace = Namespace::new("urn:ietf:params:xml:ns:watcherinfo", "wi");

/// RFC 4575: conferences.
pub const CONFERENCE_INFO: Namespace =
    Namespace::new("urn:ietf:params:xml:ns:conference-info", "ci");
