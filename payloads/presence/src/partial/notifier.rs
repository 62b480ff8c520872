//! The documents of a subscription (RFC 5263 §4.4).

use sip_xml_patch::{PatchRoot, Tree, diff_with};
use xml_app_core::{Error, ErrorKind, Limits};

use super::text::full;
use crate::ns;

/// What a presence agent has told a subscription to partial presence. The next document is to be made after the last has
/// been answered.
///
/// ```
/// use sip_presence::partial::{PartialNotifier, PartialPresence};
///
/// let presence = |basic: &str| format!(
///     "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:someone@example.com'>\
///      <tuple id='r1'><status><basic>{basic}</basic></status><contact>sip:someone@192.0.2.1</contact></tuple>\
///      <note>Working from home until Thursday, then in the office again</note></presence>"
/// );
/// let mut notifier = PartialNotifier::new();
/// let mut watcher = PartialPresence::new();
/// let _ = watcher.apply(&notifier.full(&presence("closed"))?)?;
/// let update = notifier.update(&presence("open"))?.unwrap();
/// assert_eq!(
///     update,
///     "<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\" xmlns=\"urn:ietf:params:xml:ns:pidf\" \
///      entity=\"sip:someone@example.com\" version=\"2\">\
///      <p:replace sel=\"presence/tuple/status/basic/text()\">open</p:replace></p:pidf-diff>"
/// );
/// let _ = watcher.apply(&update)?;
/// assert!(watcher.document().unwrap().contains("<basic>open</basic>"));
/// assert_eq!(notifier.update(&presence("open"))?, None);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct PartialNotifier {
    /// The version of the last document; 0 before the first, which has 1.
    version: u32,
    /// What the watcher knows.
    told: Option<String>,
}

impl PartialNotifier {
    /// A subscription that has been told nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The document with all of a PIDF document: the first of a subscription, and after each refresh.
    ///
    /// # Errors
    /// The document is not well-formed, or not PIDF; [`ErrorKind::Limit`] if all versions have been used.
    pub fn full(&mut self, presence: &str) -> Result<String, Error> {
        let version = self.next()?;
        let document = full(presence, Some(version))?;
        (self.version, self.told) = (version, Some(presence.to_owned()));
        Ok(document)
    }

    /// The document with what has changed since the last, or with all if that is smaller. `None` if nothing has changed.
    ///
    /// # Errors
    /// As [`full`](Self::full).
    pub fn update(&mut self, presence: &str) -> Result<Option<String>, Error> {
        let Some(told) = &self.told else { return self.full(presence).map(Some) };
        let version = self.next()?;
        let tree = Tree::parse(presence)?;
        let entity = tree.value_of(tree.root_element(), "entity").unwrap_or_default();
        let attributes = [("entity", entity.into_owned()), ("version", version.to_string())];
        let root = PatchRoot {
            namespace: ns::PIDF_DIFF.uri(),
            local: "pidf-diff",
            prefix: "p",
            attributes: &attributes,
        };
        let patch = diff_with(told, presence, root, &Limits::default())?;
        if patch.is_empty() {
            return Ok(None);
        }
        let update = patch.to_xml();
        if update.len() >= presence.len() {
            return self.full(presence).map(Some);
        }
        (self.version, self.told) = (version, Some(presence.to_owned()));
        Ok(Some(update))
    }

    /// A document of another content type was sent, so the next partial one is full (RFC 5263 §4.4).
    pub fn forget_document(&mut self) {
        self.told = None;
    }

    fn next(&self) -> Result<u32, Error> {
        let message = "the subscription has used up all versions";
        self.version.checked_add(1).ok_or_else(|| Error::new(ErrorKind::Limit, message))
    }
}
