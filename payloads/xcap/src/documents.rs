//! The documents of a server that a client keeps, and what becomes of them when it is told that some have changed
//! (RFC 5874).

mod difference;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use sip_xml_patch::{NodeId, Patch, PatchError, Tree};
use xml_app_core::{Error, ErrorKind, XmlElement as _};

use crate::edit::bare;
use crate::ns;
use crate::uri::XcapUri;
use crate::xcap_diff::XcapDiff;

pub use difference::difference;

/// A document as a client keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its entity tag.
    pub etag: String,
    /// Its text.
    pub text: String,
}

/// Documents of a server, by their addresses below the XCAP root.
///
/// ```
/// use sip_xcap::documents::{Documents, Outcome};
///
/// let mut documents = Documents::new();
/// documents.insert("tests/users/sip:joe@example.com/index", "7ahggs", "<doc><note/></doc>");
/// let diff = r#"<xcap-diff xmlns="urn:ietf:params:xml:ns:xcap-diff" xcap-root="http://xcap.example.com/">
///     <document sel="tests/users/sip:joe@example.com/index" previous-etag="7ahggs" new-etag="ffds66a">
///     <add sel="*"><foo xmlns="">new</foo></add></document>
///     <document sel="tests/users/sip:joe@example.com/other" new-etag="terteer"/></xcap-diff>"#;
/// let changes = documents.apply(diff)?;
/// assert_eq!(changes[0].outcome, Outcome::Applied);
/// assert_eq!(changes[1].outcome, Outcome::MustFetch);
/// let index = documents.get("tests/users/sip:joe@example.com/index").unwrap();
/// assert_eq!(index.text, "<doc><note/><foo xmlns=\"\">new</foo></doc>");
/// assert_eq!(index.etag, "ffds66a");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Documents(BTreeMap<String, Document>);

/// What a part of a document of changes means for the documents of a client.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The address below the XCAP root, as it was received.
    pub sel: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a document (RFC 5874 §3, figure 1).
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum Outcome {
    /// The patch was applied.
    Applied,
    /// Only the entity tag has changed.
    BodyNotChanged,
    /// The client has this version already: it made it, for example.
    Current,
    /// The document is new or has changed, and has to be fetched.
    MustFetch,
    /// The change is one of another version than the client has, so the document has to be fetched.
    ChainBroken,
    /// The patch could not be applied, so the document has to be fetched.
    Failed(PatchError),
    /// The document was removed.
    Removed,
    /// An element or attribute: its value as it is written, or `None` if it does not exist.
    Node(Option<String>),
    /// It says neither what there was nor what there is, which the RFC does not explain. Nothing was done.
    Unclear,
}

impl Outcome {
    /// Whether the client has to fetch the document.
    pub fn needs_fetch(&self) -> bool {
        matches!(self, Self::MustFetch | Self::ChainBroken | Self::Failed(_))
    }
}

impl Documents {
    /// No documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a document, under its address below the XCAP root. Returns what was there.
    pub fn insert(&mut self, address: &str, etag: &str, text: &str) -> Option<Document> {
        let document = Document { etag: bare(etag).to_owned(), text: text.to_owned() };
        self.0.insert(normal(address), document)
    }

    /// The document with an address below the XCAP root.
    pub fn get(&self, address: &str) -> Option<&Document> {
        self.0.get(&normal(address))
    }

    /// Drops a document.
    pub fn remove(&mut self, address: &str) -> Option<Document> {
        self.0.remove(&normal(address))
    }

    /// The addresses and the documents.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.0.iter().map(|(address, document)| (address.as_str(), document))
    }

    /// Applies a document of type `application/xcap-diff+xml`, part by part in its order. A document that several patches
    /// are for is changed by each.
    ///
    /// # Errors
    /// The diff is not well-formed, or another document. Then nothing is changed.
    pub fn apply(&mut self, diff: &str) -> Result<Vec<Change>, Error> {
        let tree = Arc::new(Tree::parse(diff)?);
        let root = tree.root_element();
        if tree.local(root) != XcapDiff::NAME.local() || tree.namespace(root) != ns::XCAP_DIFF.uri()
        {
            let message =
                format!("the root element is <{}>, expected {}", tree.name(root), XcapDiff::NAME);
            return Err(Error::new(ErrorKind::WrongRoot, message));
        }
        let is_one = |node: &NodeId| tree.namespace(*node) == ns::XCAP_DIFF.uri();
        let parts: Vec<_> = tree.child_elements(root).filter(is_one).collect();
        let mut changes = Vec::new();
        for part in parts {
            let Some(sel) = tree.value_of(part, "sel").map(Cow::into_owned) else { continue };
            let outcome = match tree.local(part) {
                "document" => self.change(&tree, part, &sel),
                "element" | "attribute" => Outcome::Node(value(&tree, part)),
                _ => continue,
            };
            changes.push(Change { sel, outcome });
        }
        Ok(changes)
    }

    fn change(&mut self, tree: &Arc<Tree>, part: NodeId, sel: &str) -> Outcome {
        let previous = tree.value_of(part, "previous-etag");
        let new = tree.value_of(part, "new-etag");
        let (previous, new) = match (previous, new) {
            (None, None) => return Outcome::Unclear,
            (Some(previous), None) => return self.removed(sel, &previous),
            (None, Some(new)) => return self.created(sel, &new),
            (Some(previous), Some(new)) => (previous, new),
        };
        let Some(known) = self.0.get_mut(&normal(sel)) else { return Outcome::MustFetch };
        if known.etag == bare(&new) {
            return Outcome::Current;
        }
        if known.etag != bare(&previous) {
            return Outcome::ChainBroken;
        }
        let content: Vec<_> = tree.child_elements(part).collect();
        if content.iter().any(|child| tree.local(*child) == "body-not-changed") {
            bare(&new).clone_into(&mut known.etag);
            return Outcome::BodyNotChanged;
        }
        let patch = match Patch::of_element(tree, part) {
            Ok(patch) if patch.is_empty() => return Outcome::MustFetch,
            Ok(patch) => patch,
            Err(error) => return Outcome::Failed(error),
        };
        match patch.apply(&known.text) {
            Ok(text) => {
                *known = Document { etag: bare(&new).to_owned(), text };
                Outcome::Applied
            }
            Err(error) => Outcome::Failed(error),
        }
    }

    /// The removal is one of the version that it names, as each change.
    fn removed(&mut self, sel: &str, previous: &str) -> Outcome {
        if self.get(sel).is_some_and(|known| known.etag != bare(previous)) {
            return Outcome::ChainBroken;
        }
        self.remove(sel);
        Outcome::Removed
    }

    fn created(&self, sel: &str, new: &str) -> Outcome {
        match self.get(sel) {
            Some(known) if known.etag == bare(new) => Outcome::Current,
            _ => Outcome::MustFetch,
        }
    }
}

/// What is said about an element or attribute.
fn value(tree: &Tree, part: NodeId) -> Option<String> {
    let exists = tree.value_of(part, "exists");
    if matches!(exists.as_deref().map(str::trim), Some("false" | "0")) {
        return None;
    }
    match tree.local(part) {
        "attribute" => Some(tree.string_value(part).into_owned()),
        _ => Some(
            tree.child_elements(part).next().map(|element| tree.raw(element)).unwrap_or_default(),
        ),
    }
}

/// An address in one spelling: decoded and encoded again, without a root. What is no address stays as it is.
fn normal(address: &str) -> String {
    match address.trim().parse::<XcapUri>() {
        Ok(uri) => uri.without_node().below("").to_string(),
        Err(_) => address.trim().to_owned(),
    }
}
