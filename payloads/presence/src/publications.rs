//! The publications of a presentity: the state that an event state compositor keeps (RFC 3903 §6), and partial
//! publications (RFC 5264). A plain value: the clock, the network and the making of entity-tags are the program's.

mod request;

use std::time::Duration;

use xml_app_core::{
    AnyUri, DateTime, Error, ErrorKind, Mode, ReadOptions, Registry, WriteOptions,
    XmlApplication as _,
};

use crate::composition::{Composed, Composer, Kind, Source};
use crate::partial::{PartialPresence, PublishError, is_full};
use crate::{Pidf, Presence};

pub use request::{PublishRequest, PublishResponse};

/// The publications of one presentity, and its hard state.
///
/// ```
/// use sip_presence::composition::{Composer, Composition};
/// use sip_presence::publications::{PublicationRules, Publications, PublishRequest};
/// use sip_presence::{DataModel, Meanings};
/// use xml_app_core::Registry;
///
/// let mut builder = Registry::builder();
/// builder.add(DataModel)?;
/// let registry = builder.build();
/// let composer = Composer::new(Meanings::of(&registry), Composition::newest());
/// let entity = "sip:alice@example.com".parse()?;
/// let mut alice = Publications::new(entity, composer, PublicationRules::new(registry));
///
/// // A PUBLISH arrives. Tags have to be new each time; a server takes random ones.
/// let mut tags = (1..).map(|number: u32| format!("tag{number}"));
/// let now = "2026-03-02T08:30:00Z".parse()?;
/// let body = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>\
///     <tuple id='pc'><status><basic>open</basic></status></tuple></presence>";
/// let publish = PublishRequest::new("application/pidf+xml", body).expiring_in(3600);
/// let response = alice.publish(&publish, &now, || tags.next().unwrap_or_default());
/// assert_eq!((response.status, response.etag.as_deref()), (200, Some("tag1")));
/// assert!(response.is_changed);
///
/// let refresh = PublishRequest::refresh("tag1");
/// let response = alice.publish(&refresh, &now, || tags.next().unwrap_or_default());
/// assert_eq!((response.status, response.is_changed), (200, false));
/// // The tag is another one now.
/// let response = alice.publish(&refresh, &now, || tags.next().unwrap_or_default());
/// assert_eq!((response.status, response.reason()), (412, "Conditional Request Failed"));
///
/// let composed = alice.compose(&now);
/// assert!(composed.presence.is_open());
/// // When to compose again, if nothing is published before.
/// assert_eq!(composed.valid_until, Some("2026-03-02T09:30:00Z".parse()?));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Publications {
    entity: AnyUri,
    composer: Composer,
    rules: PublicationRules,
    publications: Vec<Publication>,
    hard: Option<(Presence, DateTime)>,
    /// The number of the next publication: its key.
    next: u64,
}

/// What a server allows.
#[derive(Debug, Clone)]
pub struct PublicationRules {
    /// The vocabularies that documents are read with.
    pub registry: Registry,
    /// How documents are read: by default in tolerant mode.
    pub reading: ReadOptions,
    /// The shortest time for which a publication can be made, in seconds: by default 60.
    pub min_expires: u32,
    /// The longest time, in seconds: by default 3600. Who asks for more gets this.
    pub max_expires: u32,
    /// How many publications one presentity can have at a time: by default 100. Beyond that, a new one is answered with 503.
    pub most: usize,
}

impl PublicationRules {
    /// The defaults.
    pub fn new(registry: Registry) -> Self {
        let reading = ReadOptions { mode: Mode::Tolerant, ..ReadOptions::default() };
        Self { registry, reading, min_expires: 60, max_expires: 3600, most: 100 }
    }
}

/// One publication.
#[derive(Debug, Clone)]
struct Publication {
    etag: String,
    key: String,
    document: Presence,
    /// As it was received: what patches are applied to.
    text: PartialPresence,
    received: DateTime,
    modified: DateTime,
    expires: DateTime,
}

/// Hard state whose `entity` is not the presentity: to be answered with 403.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherEntity;

impl std::fmt::Display for OtherEntity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the document is about another presentity")
    }
}

impl std::error::Error for OtherEntity {}

impl Publications {
    /// Nothing is published yet.
    pub fn new(entity: AnyUri, composer: Composer, rules: PublicationRules) -> Self {
        Self { entity, composer, rules, publications: Vec::new(), hard: None, next: 0 }
    }

    /// The presentity.
    pub fn entity(&self) -> &AnyUri {
        &self.entity
    }

    /// How many publications there are.
    pub fn len(&self) -> usize {
        self.publications.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.publications.is_empty()
    }

    /// A PUBLISH request (RFC 3903 §6, steps 3 to 6). The program has seen to the address and the event package; it sends the
    /// response, and notifies watchers if something changed. `tag` makes an entity-tag that this presentity never had.
    ///
    /// The request has its effect as a whole or not at all.
    pub fn publish(
        &mut self,
        request: &PublishRequest<'_>,
        now: &DateTime,
        tag: impl FnMut() -> String,
    ) -> PublishResponse {
        let has_expired = self.expire(now);
        let mut response = self.process(request, now, tag).unwrap_or_else(|response| response);
        response.is_changed |= has_expired;
        response
    }

    fn process(
        &mut self,
        request: &PublishRequest<'_>,
        now: &DateTime,
        tag: impl FnMut() -> String,
    ) -> Result<PublishResponse, PublishResponse> {
        let known = match request.if_match {
            None => None,
            Some(text) => {
                let etag = single_tag(text).ok_or(PublishResponse::refused(400))?;
                let mut all = self.publications.iter();
                // One whose time is over may still be there, as closed.
                let index = all.position(|publication| {
                    publication.etag == etag && publication.expires.assume_utc() > now.assume_utc()
                });
                Some(index.ok_or(PublishResponse::refused(412))?)
            }
        };
        let expires = request.expires.unwrap_or(self.rules.max_expires).min(self.rules.max_expires);
        if expires > 0 && expires < self.rules.min_expires {
            let min_expires = Some(self.rules.min_expires);
            return Err(PublishResponse { min_expires, ..PublishResponse::refused(423) });
        }
        if known.is_none() && request.body.is_none() {
            return Err(PublishResponse::refused(400).because("no body, and no entity-tag"));
        }
        let published = match &request.body {
            Some((content_type, body)) => Some(self.read(known, content_type, body)?),
            None => None,
        };
        if known.is_none() && self.publications.len() >= self.rules.most && expires > 0 {
            return Err(PublishResponse::refused(503).because("too many publications"));
        }
        let etag = self.new_tag(tag).ok_or(PublishResponse::refused(500))?;
        let is_changed = self.store(known, published, &etag, expires, now);
        Ok(PublishResponse::ok(etag, expires, is_changed))
    }

    /// A tag that no publication has.
    fn new_tag(&self, mut tag: impl FnMut() -> String) -> Option<String> {
        const TRIES: usize = 8;
        let is_new = |etag: &String| {
            !etag.is_empty()
                && !self.publications.iter().any(|publication| publication.etag == *etag)
        };
        (0..TRIES).map(|_| tag()).find(is_new)
    }

    /// Reads a body, and applies it to the publication that it modifies.
    fn read(
        &self,
        known: Option<usize>,
        content_type: &str,
        body: &[u8],
    ) -> Result<(Presence, PartialPresence), PublishResponse> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let bad = |error: Error| PublishResponse::refused(400).because(&error.to_string());
        let (text, status) = if essence.eq_ignore_ascii_case("application/pidf+xml") {
            let document = self.parse(body).map_err(bad)?;
            let received = std::str::from_utf8(body).ok();
            let text = received.and_then(|text| PartialPresence::of(text).ok());
            // What was repaired, or is not UTF-8, is patched as it was read.
            let repaired = || {
                let options = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
                PartialPresence::of(&Pidf::to_xml_with(&document, &options)?)
            };
            let text = text.map_or_else(repaired, Ok).map_err(bad)?;
            return Ok((document, text));
        } else if essence.eq_ignore_ascii_case("application/pidf-diff+xml") {
            let publication = known.and_then(|index| self.publications.get(index));
            let mut text = publication.map(|known| known.text.clone()).unwrap_or_default();
            let body = std::str::from_utf8(body)
                .map_err(|_| PublishResponse::refused(400).because("the body is not UTF-8"))?;
            // RFC 5264 §4.3.1: any error of a full state is one of the server.
            let status = if is_full(body) { 500 } else { 400 };
            text.publish(body).map_err(|error| match error {
                PublishError::Patch(error) => PublishResponse::patch_failed(error),
                error => PublishResponse::refused(status).because(&error.to_string()),
            })?;
            (text, status)
        } else {
            return Err(PublishResponse::refused(415));
        };
        let document = self.parse(text.document().unwrap_or_default().as_bytes());
        let refused = |error: Error| PublishResponse::refused(status).because(&error.to_string());
        Ok((document.map_err(refused)?, text))
    }

    fn parse(&self, body: &[u8]) -> Result<Presence, Error> {
        let rules = &self.rules;
        let document = rules.registry.parse_with::<Pidf>(body, &rules.reading)?.document;
        if self.composer.is_about(&self.entity, &document) {
            Ok(document)
        } else {
            Err(Error::new(ErrorKind::InvalidValue, OtherEntity.to_string()))
        }
    }

    /// The effect of a request that is right. Says whether the documents are others than before.
    fn store(
        &mut self,
        known: Option<usize>,
        published: Option<(Presence, PartialPresence)>,
        etag: &str,
        expires: u32,
        now: &DateTime,
    ) -> bool {
        let end = now.plus(Duration::from_secs(u64::from(expires)));
        match (known, published) {
            (Some(index), _) if expires == 0 => {
                self.publications.remove(index);
                true
            }
            (Some(index), published) => {
                let Some(publication) = self.publications.get_mut(index) else { return false };
                (publication.etag, publication.expires) = (etag.to_owned(), end);
                let Some((document, text)) = published else { return false };
                // Some phones send their document again to refresh it.
                let is_changed = document != publication.document;
                publication.text = text;
                if is_changed {
                    (publication.document, publication.modified) = (document, now.clone());
                }
                is_changed
            }
            (None, Some((document, text))) if expires > 0 => {
                self.next += 1;
                self.publications.push(Publication {
                    etag: etag.to_owned(),
                    key: format!("publication {}", self.next),
                    document,
                    text,
                    received: now.clone(),
                    modified: now.clone(),
                    expires: end,
                });
                true
            }
            (None, _) => false,
        }
    }

    /// Removes the publications whose time is over. Says whether there was any. With
    /// [`Expired::Closed`](crate::composition::Expired::Closed), they stay for their grace time.
    pub fn expire(&mut self, now: &DateTime) -> bool {
        let before = self.publications.len();
        let grace = self.composer.composition().grace();
        self.publications
            .retain(|publication| publication.expires.plus(grace).assume_utc() > now.assume_utc());
        self.publications.len() != before
    }

    /// Removes the publication with this tag: for a server that knows that a device is gone. Says whether there was one.
    pub fn remove(&mut self, etag: &str) -> bool {
        let before = self.publications.len();
        self.publications.retain(|publication| publication.etag != etag);
        self.publications.len() != before
    }

    /// Takes over the document that XCAP clients wrote (RFC 4827). Says whether it is another one than before.
    ///
    /// # Errors
    /// It is about another presentity. The server answers with 403.
    pub fn put_hard_state(
        &mut self,
        document: Presence,
        now: &DateTime,
    ) -> Result<bool, OtherEntity> {
        if !self.composer.is_about(&self.entity, &document) {
            return Err(OtherEntity);
        }
        let is_changed = self.hard.as_ref().is_none_or(|(known, _)| *known != document);
        if is_changed {
            self.hard = Some((document, now.clone()));
        }
        Ok(is_changed)
    }

    /// Removes the hard state. Says whether there was any.
    pub fn delete_hard_state(&mut self) -> bool {
        self.hard.take().is_some()
    }

    /// What there is to compose. A server that knows more, such as the registrations, adds sources of its own.
    pub fn sources(&self) -> Vec<Source<'_>> {
        let soft = self.publications.iter().map(|publication| Source {
            key: &publication.key,
            document: &publication.document,
            kind: Kind::Soft,
            received: publication.received.clone(),
            modified: publication.modified.clone(),
            expires: Some(publication.expires.clone()),
            rank: 0,
        });
        let hard = self.hard.iter();
        let hard = hard.map(|(document, time)| Source::hard("hard state", document, time.clone()));
        soft.chain(hard).collect()
    }

    /// The document of the presentity at a time, and when it may be another one.
    pub fn compose(&self, now: &DateTime) -> Composed {
        self.composer.compose(&self.entity, &self.sources(), now)
    }
}

/// The entity-tag of a SIP-If-Match header field, which has one (RFC 3903 §11.3).
fn single_tag(text: &str) -> Option<&str> {
    let tag = text.trim();
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-.!%*_+`'~".contains(c);
    (!tag.is_empty() && tag.chars().all(is_token)).then_some(tag)
}

#[cfg(test)]
mod tests;
