//! The state of a watcher (RFC 5263 §4.5), and of a publication (RFC 5264 §4.3).

use std::fmt;

use sip_xml_patch::{IdAttributes, Patch, PatchCondition, PatchError, PatchOptions, Tree};
use xml_app_core::{Error, Registry};

use super::text::{Partial, full};
use crate::{Pidf, Presence, ns};

/// The presence of a presentity, as a watcher of partial notifications knows it.
///
/// ```
/// use sip_presence::partial::{PartialOutcome, PartialPresence};
///
/// let mut presence = PartialPresence::new();
/// let full = r#"<p:pidf-full xmlns:p="urn:ietf:params:xml:ns:pidf-diff" xmlns="urn:ietf:params:xml:ns:pidf"
///     entity="sip:someone@example.com" version="1"><tuple id="r1"><status><basic>closed</basic></status></tuple>
///     </p:pidf-full>"#;
/// assert_eq!(presence.apply(full)?, PartialOutcome::Applied);
/// let diff = r#"<p:pidf-diff xmlns:p="urn:ietf:params:xml:ns:pidf-diff" xmlns="urn:ietf:params:xml:ns:pidf"
///     entity="sip:someone@example.com" version="2">
///     <p:replace sel="*/tuple[@id='r1']/status/basic/text()">open</p:replace></p:pidf-diff>"#;
/// assert_eq!(presence.apply(diff)?, PartialOutcome::Applied);
/// assert!(presence.document().unwrap().contains("<basic>open</basic>"));
/// assert_eq!(presence.version(), Some(2));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartialPresence {
    version: Option<u32>,
    entity: Option<String>,
    document: Option<String>,
}

/// What became of a document that a watcher was given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum PartialOutcome {
    /// It was applied.
    Applied,
    /// It has the version of the last document. Nothing was changed.
    Repeated,
    /// It is older than the last document. Nothing was changed.
    Stale,
    /// Others before it are missing. Nothing was changed. The program has to refresh the subscription.
    Refused,
    /// The patch could not be applied, or its result is not a presence document of the same presentity. Nothing was
    /// changed. The program should renew the subscription.
    Failed(PatchError),
    /// It is about another presentity. Nothing was changed.
    Foreign,
    /// It has no version, which notifications need (RFC 5263 §4.4). Nothing was changed.
    Unversioned,
}

impl PartialOutcome {
    /// Whether the program should refresh or renew the subscription, to get a full document.
    pub fn needs_refresh(&self) -> bool {
        matches!(self, Self::Refused | Self::Failed(_))
    }
}

/// Why a publication is refused: a response of 400 (RFC 5264 §4.3).
#[derive(Debug, Clone, PartialEq)]
pub enum PublishError {
    /// The first body has to be a full state.
    NotFull,
    /// The patch cannot be applied. The response may have it as a document.
    Patch(PatchError),
    /// The body cannot be read.
    Unreadable(String),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFull => f.write_str("the first publication has to be a full state"),
            Self::Patch(error) => error.fmt(f),
            Self::Unreadable(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for PublishError {}

impl PartialPresence {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The state of a publication that was made as a whole, in `application/pidf+xml`.
    ///
    /// # Errors
    /// [`ErrorKind::WrongRoot`](xml_app_core::ErrorKind::WrongRoot), or it is not well-formed.
    pub fn of(presence: &str) -> Result<Self, Error> {
        let partial = Partial::parse(&full(presence, None)?)?;
        Ok(Self { version: None, entity: partial.entity, document: Some(presence.to_owned()) })
    }

    /// The version of the last document.
    pub fn version(&self) -> Option<u32> {
        self.version
    }

    /// The state as a PIDF document.
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// The state as a document of type `application/pidf-diff+xml`.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`](xml_app_core::ErrorKind::Limit) if it becomes too long.
    pub fn full_document(&self) -> Result<Option<String>, Error> {
        self.document().map(|document| full(document, self.version)).transpose()
    }

    /// The state as a typed document.
    ///
    /// # Errors
    /// It cannot be read as PIDF: a patch can put anything into the root element.
    pub fn presence(&self, registry: &Registry) -> Result<Option<Presence>, Error> {
        self.document().map(|document| registry.parse::<Pidf>(document)).transpose()
    }

    /// Applies the body of a notification.
    ///
    /// # Errors
    /// It is not well-formed, or has another root. Then nothing is changed.
    pub fn apply(&mut self, body: &str) -> Result<PartialOutcome, Error> {
        let partial = Partial::parse(body)?;
        if self.entity.is_some() && partial.entity.is_some() && self.entity != partial.entity {
            return Ok(PartialOutcome::Foreign);
        }
        let Some(version) = partial.version else { return Ok(PartialOutcome::Unversioned) };
        match self.version {
            Some(known) if version == known => return Ok(PartialOutcome::Repeated),
            Some(known) if version < known => return Ok(PartialOutcome::Stale),
            _ => {}
        }
        if partial.is_full {
            let entity = partial.entity.clone();
            self.document = Some(partial.into_presence()?);
            (self.entity, self.version) = (entity, Some(version));
            return Ok(PartialOutcome::Applied);
        }
        let is_next = self.version.is_some_and(|known| version - known == 1);
        let Some(document) = self.document.as_deref().filter(|_| is_next) else {
            return Ok(PartialOutcome::Refused);
        };
        match patched(document, self.entity.as_deref(), body) {
            Ok(document) => {
                self.document = Some(document);
                self.version = Some(version);
                Ok(PartialOutcome::Applied)
            }
            Err(error) => Ok(PartialOutcome::Failed(error)),
        }
    }

    /// Another content type was received, `application/pidf+xml` for example: the state is that one now, and the next
    /// partial document has to be full. The version goes on (RFC 5263 §4.5).
    pub fn forget_document(&mut self) {
        self.document = None;
    }

    /// Applies the body of a publication, whose version does not count (RFC 5264 §4.2).
    ///
    /// # Errors
    /// Why the publication is refused. Then nothing is changed.
    pub fn publish(&mut self, body: &str) -> Result<(), PublishError> {
        let unreadable = |error: Error| PublishError::Unreadable(error.to_string());
        let partial = Partial::parse(body).map_err(unreadable)?;
        self.document = Some(if partial.is_full {
            self.entity.clone_from(&partial.entity);
            partial.into_presence().map_err(unreadable)?
        } else {
            let document = self.document.as_deref().ok_or(PublishError::NotFull)?;
            patched(document, self.entity.as_deref(), body).map_err(PublishError::Patch)?
        });
        Ok(())
    }
}

/// A PIDF document of a presentity after a patch. In all examples selectors begin with `presence`, although the document is
/// of `<pidf-full>`: both are understood.
fn patched(document: &str, entity: Option<&str>, body: &str) -> Result<String, PatchError> {
    let patch = Patch::parse(body)?;
    let options = PatchOptions { ids: IdAttributes::Named("id".into()), ..PatchOptions::default() };
    let as_presence = patch.apply_with(document, &options);
    let as_presence = as_presence.and_then(|changed| presence_of(entity, changed));
    as_presence.or_else(|error| {
        let as_full = full(document, None).map_err(|_| error.clone())?;
        let changed = patch.apply_with(&as_full, &options).map_err(|_| error.clone())?;
        match Partial::parse(&changed).map(|changed| (changed.is_full, changed.into_presence())) {
            Ok((true, Ok(changed))) => presence_of(entity, changed),
            _ => Err(error),
        }
    })
}

/// A document, if it is of presence of the presentity: a patch can make any document, and the state stays the presence
/// document of the subscription (RFC 5263 §4.5).
fn presence_of(entity: Option<&str>, document: String) -> Result<String, PatchError> {
    let wrong = |message: String| PatchError::new(PatchCondition::InvalidPatchDirective, message);
    let tree = Tree::parse(&document).map_err(|error| wrong(error.to_string()))?;
    let root = tree.root_element();
    if tree.namespace(root) != ns::PIDF.uri() || tree.local(root) != "presence" {
        let name = tree.name(root);
        return Err(wrong(format!("the root element becomes <{name}>, expected presence")));
    }
    let found = tree.value_of(root, "entity");
    if found.as_deref().map(str::trim) != entity {
        let (found, entity) = (found.unwrap_or_default(), entity.unwrap_or_default());
        return Err(wrong(format!("the entity becomes {found:?}, expected {entity:?}")));
    }
    Ok(document)
}
