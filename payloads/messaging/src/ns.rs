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
