//! The namespaces of the documents.

/// PIDF, RFC 3863.
pub const PIDF: &str = "urn:ietf:params:xml:ns:pidf";
/// The data model, RFC 4479.
pub const DATA_MODEL: &str = "urn:ietf:params:xml:ns:pidf:data-model";
/// RPID, RFC 4480.
pub const RPID: &str = "urn:ietf:params:xml:ns:pidf:rpid";
/// CIPID, RFC 4482.
pub const CIPID: &str = "urn:ietf:params:xml:ns:pidf:cipid";
/// What the prefix `xml` means.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
