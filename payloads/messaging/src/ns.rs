//! The namespaces of messaging.

use xml_app_core::Namespace;

/// RFC 3994: who is typing.
pub const IS_COMPOSING: Namespace = Namespace::new("urn:ietf:params:xml:ns:im-iscomposing", "ic");

/// RFC 5438: notifications about messages.
pub const IMDN: Namespace = Namespace::new("urn:ietf:params:xml:ns:imdn", "imdn");

/// GSMA RCC.07: files over HTTP.
pub const FILE_TRANSFER: Namespace =
    Namespace::new("urn:gsma:params:xml:ns:rcs:rcs:fthttp", "fthttp");

/// Extensions of files over HTTP.
pub const FILE_TRANSFER_EXT: Namespace =
    Namespace::new("urn:gsma:params:xml:ns:rcs:rcs:up:fthttpext", "x");

/// RFC 3862: the headers of CPIM messages. Not a namespace of XML.
pub const CPIM_HEADERS: Namespace = Namespace::new("urn:ietf:params:cpim-headers:", "cpim");

/// RFC 5438: the headers of CPIM messages that ask for notifications. Not a namespace of XML.
pub const IMDN_HEADERS: Namespace = Namespace::new("urn:ietf:params:imdn", "imdn");
