//! What has changed from one set of documents to another.

use sip_xml_patch::{PatchRoot, diff_with, escape_attribute};
use xml_app_core::{Error, Limits};

use super::{Document, Documents};
use crate::ns;

/// The document of type `application/xcap-diff+xml` that leads from one set of documents to another: with patches where
/// they are smaller than the documents.
///
/// ```
/// use sip_xcap::documents::{Documents, difference};
///
/// let (mut before, mut after) = (Documents::new(), Documents::new());
/// before.insert("tests/global/index", "1", "<doc><note>old</note></doc>");
/// after.insert("tests/global/index", "2", "<doc><note>new</note></doc>");
/// let diff = difference(&before, &after, "http://xcap.example.com/")?;
/// before.apply(&diff)?;
/// assert_eq!(before, after);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// # Errors
/// A document is not well-formed.
pub fn difference(before: &Documents, after: &Documents, xcap_root: &str) -> Result<String, Error> {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<d:xcap-diff xmlns:d=\"{}\" xcap-root=\"{}\">",
        ns::XCAP_DIFF.uri(),
        escape_attribute(xcap_root)
    );
    for (address, old) in before.iter() {
        if after.get(address).is_none() {
            xml.push_str(&document(address, Some(&old.etag), None, ""));
        }
    }
    for (address, new) in after.iter() {
        match before.get(address) {
            None => xml.push_str(&document(address, None, Some(&new.etag), "")),
            Some(old) if old.etag == new.etag => {}
            Some(old) if old.text == new.text => {
                let same = "<d:body-not-changed/>";
                xml.push_str(&document(address, Some(&old.etag), Some(&new.etag), same));
            }
            Some(old) => xml.push_str(&patch(address, old, new)?),
        }
    }
    xml.push_str("</d:xcap-diff>\n");
    Ok(xml)
}

/// `<document>` with what is in it.
fn document(address: &str, previous: Option<&str>, new: Option<&str>, content: &str) -> String {
    let mut xml = format!("<d:document sel=\"{}\"", escape_attribute(address));
    for (name, etag) in [("previous-etag", previous), ("new-etag", new)] {
        if let Some(etag) = etag {
            xml.push_str(&format!(" {name}=\"{}\"", escape_attribute(etag)));
        }
    }
    match content {
        "" => xml + "/>",
        content => format!("{xml}>{content}</d:document>"),
    }
}

/// What it costs to fetch a document, in bytes beside the document.
const FETCH: usize = 512;

/// `<document>` with a patch, or without if that is larger than the document.
fn patch(address: &str, old: &Document, new: &Document) -> Result<String, Error> {
    let attributes = [
        ("sel", address.to_owned()),
        ("previous-etag", old.etag.clone()),
        ("new-etag", new.etag.clone()),
    ];
    let root = PatchRoot {
        namespace: ns::XCAP_DIFF.uri(),
        local: "document",
        prefix: "d",
        attributes: &attributes,
    };
    let patch = diff_with(&old.text, &new.text, root, &Limits::default())?;
    if patch.is_empty() {
        // The texts differ in what does not count, such as the order of attributes.
        return Ok(document(address, Some(&old.etag), Some(&new.etag), "<d:body-not-changed/>"));
    }
    let xml = patch.to_xml();
    if xml.len() > new.text.len() + FETCH {
        return Ok(document(address, Some(&old.etag), Some(&new.etag), ""));
    }
    Ok(xml)
}
