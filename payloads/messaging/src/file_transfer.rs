//! GSMA RCC.07: files that are sent as links over HTTP.

mod download;
#[cfg(test)]
mod tests;
use xml_app_core::value::NcName;
use xml_app_core::value::NonNegativeInteger;
use xml_app_core::{
    AnyUri, ApplicationBuilder, DateTime, Element, Error, ErrorKind, Namespace, ReadContext,
    Unexpected, XmlApplication, XmlElement,
};

use crate::ns;

pub use download::{Download, NoDownload};

/// `application/vnd.gsma.rcs-ft-http+xml`.
impl XmlApplication for File {
    type Root = Self;
    const NAME: &'static str = "rcs-ft-http";
    const CONTENT_TYPES: &'static [&'static str] = &["application/vnd.gsma.rcs-ft-http+xml"];
    const SPECIFICATION: &'static str = "GSMA RCC.07";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::FILE_TRANSFER);
    const NAMESPACES: &'static [Namespace] = &[ns::FILE_TRANSFER_EXT];

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<FileInfo>()?.element::<Data>().map(drop)
    }
}

/// `<file>`: a file to download, and perhaps a thumbnail of it.
///
/// ```
/// use sip_messaging::file_transfer::File;
/// use xml_app_core::Registry;
///
/// let xml = r#"<file xmlns="urn:gsma:params:xml:ns:rcs:rcs:fthttp">
///   <file-info type="thumbnail"><file-size>1200</file-size><content-type>image/png</content-type>
///     <data url="https://ft.example.com/t" until="2026-03-01T09:30:00Z"/></file-info>
///   <file-info type="file"><file-size>52000</file-size><file-name>tide.png</file-name>
///     <content-type>image/png</content-type>
///     <data url="https://ft.example.com/f" until="2026-03-01T09:30:00Z"/></file-info></file>"#;
/// let file = Registry::empty().parse::<File>(xml)?;
/// let info = file.file().unwrap();
/// assert_eq!((info.name.as_deref(), info.size.get()), (Some("tide.png"), 52_000));
/// assert!(info.data.is_available(&"2026-03-01T09:00:00Z".parse()?));
/// assert!(!info.data.is_available(&"2026-03-01T09:30:00Z".parse()?));
/// assert_eq!(file.thumbnail().unwrap().data.url, "https://ft.example.com/t");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::FILE_TRANSFER, name = "file", document = Self, check = check_file)]
pub struct File {
    /// What can be downloaded: one at least.
    #[xml(child, from)]
    pub infos: Vec<FileInfo>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A root that is empty is still read in tolerant mode.
fn check_file(file: &File, element: Element<'_>, context: &mut ReadContext<'_>) {
    if file.infos.is_empty() {
        let message = "<file> is empty: expected at least one <file-info>";
        context.report(element, Error::new(ErrorKind::MissingElement, message));
    }
}

impl File {
    /// The file itself.
    pub fn file(&self) -> Option<&FileInfo> {
        self.of_type("file")
    }

    /// A small picture of it.
    pub fn thumbnail(&self) -> Option<&FileInfo> {
        self.of_type("thumbnail")
    }

    fn of_type(&self, type_: &str) -> Option<&FileInfo> {
        self.infos.iter().find(|info| info.type_.as_str() == type_)
    }
}

/// `<file-info>`: something that can be downloaded.
///
/// ```
/// use sip_messaging::file_transfer::{Data, FileInfo};
///
/// let data = Data::new("2026-03-08T09:30:00Z".parse()?, "https://ft.example.com/f".parse()?);
/// let info = FileInfo::new("file".parse()?, 52_000.into(), "image/png".to_owned(), data);
/// assert_eq!(info.size.get(), 52_000);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::FILE_TRANSFER, name = "file-info", new)]
pub struct FileInfo {
    /// How it is to be shown: `render` or `attachment`.
    #[xml(attribute = "file-disposition")]
    pub disposition: Option<String>,
    /// What it is: `file` or `thumbnail`.
    #[xml(attribute = "type")]
    pub type_: NcName,
    /// Its size in bytes.
    #[xml(value = "file-size")]
    pub size: NonNegativeInteger,
    /// Its name.
    #[xml(value = "file-name")]
    pub name: Option<String>,
    /// Its MIME type.
    #[xml(value = "content-type")]
    pub content_type: String,
    /// Where it is.
    #[xml(child)]
    pub data: Data,
    /// Where it is, under the name of the operator.
    #[xml(value = "branded-url", namespace = ns::FILE_TRANSFER_EXT)]
    pub branded_url: Option<AnyUri>,
    /// Its hash.
    #[xml(value = "file-hash", namespace = ns::FILE_TRANSFER_EXT)]
    pub hash: Option<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<data>`: where something can be downloaded, and until when.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::FILE_TRANSFER, name = "data", new)]
pub struct Data {
    /// Until when.
    #[xml(attribute)]
    pub until: DateTime,
    /// Where.
    #[xml(attribute)]
    pub url: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Data {
    /// Whether it can still be downloaded at this time. A time without a zone is taken to be UTC.
    pub fn is_available(&self, now: &DateTime) -> bool {
        now.assume_utc() < self.until.assume_utc()
    }
}
