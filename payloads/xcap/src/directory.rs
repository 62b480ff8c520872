//! OMA XDM Core: the documents that a user has on a server.

#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, DateTime, Extensions, Namespace, NonNegativeInteger, Unexpected, XmlApplication,
    XmlElement, XmlType,
};

use crate::ns;

/// `application/vnd.oma.xcap-directory+xml`.
impl XmlApplication for XcapDirectory {
    type Root = Self;
    const NAME: &'static str = "xcap-directory";
    const CONTENT_TYPES: &'static [&'static str] = &["application/vnd.oma.xcap-directory+xml"];
    const SPECIFICATION: &'static str = "OMA XDM Core";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::XCAP_DIRECTORY);
}

/// `<xcap-directory>`: the documents of a user.
///
/// ```
/// use sip_xcap::directory::{Entry, Folder, XcapDirectory};
///
/// let mut folder = Folder::new("resource-lists".to_owned());
/// let uri = "http://xcap.example.com/resource-lists/users/sip:a@example.com/index";
/// folder.entries.push(Entry::new(uri.parse()?, "eti87".to_owned()));
/// let directory = XcapDirectory::from([folder]);
/// assert_eq!(directory.folder("resource-lists").unwrap().entries[0].etag, "eti87");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::XCAP_DIRECTORY, name = "xcap-directory", document = Self)]
pub struct XcapDirectory {
    /// A folder for each application usage.
    #[xml(child = "folder", from)]
    pub folders: Vec<Folder>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl XcapDirectory {
    /// The folder of an application usage.
    pub fn folder(&self, auid: &str) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.auid == auid)
    }
}

/// `<folder>`: the documents of an application usage.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::XCAP_DIRECTORY, new)]
pub struct Folder {
    /// The id of the usage.
    #[xml(attribute)]
    pub auid: String,
    /// The documents.
    #[xml(child = "entry", excludes(error_code))]
    pub entries: Vec<Entry>,
    /// Why they cannot be told.
    #[xml(value = "error-code")]
    pub error_code: Option<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<entry>`: a document.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Entry {
    /// Its address.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// Its entity tag.
    #[xml(attribute)]
    pub etag: String,
    /// When it was last changed.
    #[xml(attribute = "last-modified")]
    pub last_modified: Option<DateTime>,
    /// Its size in bytes, which can be 0.
    #[xml(attribute)]
    pub size: Option<NonNegativeInteger>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}
