//! Notifications about lists: `multipart/related`, both ways (RFC 4662 §5).

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use sip_mime::{Body, ContentType, Entity, Limits, Multipart, Part};
use sip_uri::percent_decode;
use xml_app_core::{
    AnyDocument, Diagnostic, Error, ErrorKind, ReadOptions, Reading, Registry, Severity,
    WriteOptions, XmlApplication,
};

use super::{Instance, List, Resource};

/// The body of a NOTIFY about a list: what it says about the resources, and their bodies.
///
/// The bodies are kept as bytes, whatever the event package; [`ResourceBody::read`] reads one, and
/// [`ResourceBody::list`] the notification about a list that is a resource of this one.
///
/// ```
/// use sip_resource_lists::rlmi::{List, ListNotification};
/// use xml_app_core::{ReadOptions, Registry};
///
/// let mut builder = Registry::builder();
/// builder.application::<List>()?;
/// let registry = builder.build();
///
/// let content_type = "multipart/related;type=\"application/rlmi+xml\";start=\"<l@x>\";boundary=cut";
/// let body = "--cut\r\nContent-ID: <l@x>\r\nContent-Type: application/rlmi+xml\r\n\r\n\
///     <list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:friends@x' version='0' fullState='true'>\
///     <resource uri='sip:bob@x'><instance id='1' state='active' cid='b@x'/></resource>\
///     <resource uri='sip:joe@x'><instance id='1' state='pending'/></resource></list>\r\n\
///     --cut\r\nContent-ID: <b@x>\r\nContent-Type: text/plain\r\n\r\nat sea\r\n--cut--\r\n";
/// let options = ReadOptions::strict();
/// let notification = ListNotification::read(&registry, content_type, body, &options)?.document;
/// let bob = &notification.list.resources[0];
/// let body = notification.body(&bob.instances[0]).unwrap();
/// assert_eq!(&*body.bytes, b"at sea");
/// assert_eq!(notification.list.resources[1].uri, "sip:joe@x");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ListNotification {
    /// What is said about the resources.
    pub list: List,
    /// The bodies, by their Content-ID without angle brackets.
    pub bodies: BTreeMap<String, ResourceBody>,
}

/// The body of an instance of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceBody {
    /// Its type.
    pub content_type: ContentType,
    /// Its bytes, without transfer encoding.
    pub bytes: Arc<[u8]>,
}

impl ResourceBody {
    /// A body of a type.
    pub fn new(content_type: ContentType, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { content_type, bytes: bytes.into() }
    }

    /// Reads the document of the event package.
    ///
    /// # Errors
    /// As [`sip_mime::read`].
    pub fn read(&self, registry: &Registry, options: &ReadOptions) -> Result<AnyDocument, Error> {
        let content_type = self.content_type.to_string();
        sip_mime::read(registry, Some(&content_type), &self.bytes, options)
    }

    /// Reads the notification about a list that is a resource of another list.
    ///
    /// # Errors
    /// As [`ListNotification::read`].
    pub fn list(
        &self,
        registry: &Registry,
        options: &ReadOptions,
    ) -> Result<Reading<ListNotification>, Error> {
        let content_type = self.content_type.to_string();
        ListNotification::read(registry, &content_type, &self.bytes, options)
    }
}

impl From<Body> for ResourceBody {
    fn from(body: Body) -> Self {
        Self::new(body.content_type, body.bytes)
    }
}

impl ListNotification {
    /// A notification with more parts is refused.
    pub const MOST_PARTS: usize = 100_000;

    /// A notification without bodies.
    pub fn new(list: List) -> Self {
        Self { list, bodies: BTreeMap::new() }
    }

    /// Reads the body of a NOTIFY. `content_type` is the value of its header field.
    ///
    /// The root is the part that `start` names, or else the first one of its type; a signature around it is taken
    /// off, and not verified. An active instance without its body is an error in strict mode and a diagnostic in
    /// tolerant mode, and its resource stays.
    ///
    /// # Errors
    /// The body cannot be parsed, or has no meta-information that can be read: then nothing is known about the
    /// resources. In strict mode every error.
    pub fn read(
        registry: &Registry,
        content_type: &str,
        bytes: impl AsRef<[u8]>,
        options: &ReadOptions,
    ) -> Result<Reading<Self>, Error> {
        let bytes = bytes.as_ref();
        if bytes.len() > options.limits.bytes {
            let message = format!("more than {} bytes", options.limits.bytes);
            return Err(Error::new(ErrorKind::Limit, message));
        }
        let limits = Limits { parts: Self::MOST_PARTS, ..Limits::default() };
        let entity = Entity::from_body(content_type, bytes, &limits)?;
        let whole = without_signature(&entity);
        let root = root(whole);
        let document = sip_mime::read_part(registry, root, bytes, options)?;
        let Some(list) = document.root::<List>() else {
            let message = "the first part is not the meta-information of a list (RFC 4662 §5.1)";
            return Err(Error::new(ErrorKind::UnknownDocument, message));
        };
        let mut diagnostics = document.diagnostics().to_vec();
        let mut notification = Self::new(list.clone());
        for part in whole.parts().iter().filter(|part| part.number() != root.number()) {
            notification.take(part, &mut diagnostics);
        }
        notification.check(&mut diagnostics);
        Reading::checked(notification, diagnostics, options)
    }

    /// Takes the body in a part.
    fn take(&mut self, part: &Entity<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let mut report = |message: &str| {
            diagnostics.push(diagnostic(&format!("/part {}", part.number()), message));
        };
        let Some(cid) = part.content_id().filter(|cid| !cid.is_empty()) else {
            return report("no instance can refer to the part: it has no Content-ID; left out");
        };
        let bytes = match part.decoded() {
            Ok(bytes) => bytes,
            Err(error) => return report(error.message()),
        };
        let content_type = match part.content_type() {
            Some(content_type) => content_type.clone(),
            None => return report("the part has no Content-Type; left out"),
        };
        let body = ResourceBody::new(content_type, bytes.as_ref());
        if self.bodies.insert(plain(&cid).to_owned(), body).is_some() {
            report("another part has the same Content-ID; this one counts");
        }
    }

    /// Whether the parts are there that the meta-information refers to, and whether it refers to all of them.
    fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut used: HashSet<&str> = self.list.cid.iter().map(|cid| plain(cid)).collect();
        for (place, resource) in (1..).zip(&self.list.resources) {
            for (number, instance) in (1..).zip(&resource.instances) {
                let Some(cid) = &instance.cid else { continue };
                if let Some((found, _)) = self.entry(cid) {
                    used.insert(found);
                } else {
                    let path = format!("/list/resource[{place}]/instance[{number}]");
                    let message = format!("no part has the Content-ID {:?}", plain(cid));
                    diagnostics.push(diagnostic(&path, &message));
                }
            }
        }
        let is_unused = |cid: &&String| !used.contains(cid.as_str());
        if let Some(cid) = self.bodies.keys().find(is_unused) {
            let error =
                Error::new(ErrorKind::Mime, format!("no instance refers to the part {cid:?}"));
            diagnostics.push(Diagnostic::new(Severity::Warning, error.with_place("/list", 1, 1)));
        }
    }

    /// The body of an instance.
    pub fn body(&self, instance: &Instance) -> Option<&ResourceBody> {
        self.entry(instance.cid.as_deref()?).map(|(_, body)| body)
    }

    /// The body to which a `cid` refers, with its Content-ID.
    pub(super) fn entry(&self, cid: &str) -> Option<(&String, &ResourceBody)> {
        let cid = plain(cid);
        self.bodies.get_key_value(cid).or_else(|| self.bodies.get_key_value(&unescaped(cid)))
    }

    /// The resources with the bodies of their instances.
    pub fn resources(
        &self,
    ) -> impl Iterator<Item = (&Resource, impl Iterator<Item = (&Instance, Option<&ResourceBody>)>)>
    {
        self.list.resources.iter().map(|resource| {
            let instances = resource.instances.iter();
            (resource, instances.map(|instance| (instance, self.body(instance))))
        })
    }

    /// The body of the NOTIFY. `content_id` is the Content-ID of the meta-information, without angle brackets,
    /// which no body may have.
    ///
    /// ```
    /// use sip_resource_lists::rlmi::{Instance, InstanceState, List, ListNotification, Resource, ResourceBody};
    ///
    /// let mut bob = Resource::new("sip:bob@example.com".parse()?);
    /// let mut instance = Instance::new("1".to_owned(), InstanceState::Active);
    /// instance.cid = Some("b@example.com".to_owned());
    /// bob.instances.push(instance);
    /// let mut list = List::new("sip:friends@example.com".parse()?, 0, true);
    /// list.resources.push(bob);
    /// let mut notification = ListNotification::new(list);
    /// let body = ResourceBody::new("text/plain".parse()?, *b"at sea");
    /// notification.bodies.insert("b@example.com".to_owned(), body);
    /// let body = notification.to_body("l@example.com")?;
    /// assert!(body.content_type.to_string().starts_with(
    ///     "multipart/related;type=\"application/rlmi+xml\";start=\"<l@example.com>\";boundary="
    /// ));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of writing the document, and of [`Multipart::to_body`]; [`ErrorKind::NotWritable`], if a body has the
    /// Content-ID of the meta-information.
    pub fn to_body(&self, content_id: &str) -> Result<Body, Error> {
        if self.bodies.contains_key(content_id) {
            let message =
                format!("a body has the Content-ID {content_id:?} of the meta-information");
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        let root = Body::of::<List>(&self.list, &WriteOptions::default())?;
        let root = Part::new(root.content_type, root.bytes).with_content_id(content_id);
        let mut multipart = Multipart::new("related")
            .with_parameter("type", List::CONTENT_TYPES.first().copied().unwrap_or_default())
            .with_parameter("start", &format!("<{content_id}>"))
            .with_part(root);
        for (cid, body) in &self.bodies {
            let part = Part::new(body.content_type.clone(), body.bytes.to_vec());
            multipart = multipart.with_part(part.with_content_id(cid));
        }
        Ok(multipart.to_body()?)
    }
}

/// The part with the content, where the whole is signed (RFC 1847 §2.1).
fn without_signature<'e, 'b>(entity: &'e Entity<'b>) -> &'e Entity<'b> {
    let mut whole = entity;
    while is_of(whole, "multipart/signed")
        && let Some(content) = whole.parts().first()
    {
        whole = content;
    }
    whole
}

/// The part with the meta-information.
fn root<'e, 'b>(whole: &'e Entity<'b>) -> &'e Entity<'b> {
    let is_list = |part: &&Entity<'_>| List::CONTENT_TYPES.iter().any(|list| is_of(part, list));
    let named = whole.start_part().filter(is_list);
    named.or_else(|| whole.parts().iter().find(is_list)).or(whole.parts().first()).unwrap_or(whole)
}

fn is_of(entity: &Entity<'_>, essence: &str) -> bool {
    entity.content_type().is_some_and(|content_type| content_type.essence() == essence)
}

/// A Content-ID without `cid:` and angle brackets, which some servers write where they do not belong.
pub(super) fn plain(cid: &str) -> &str {
    let cid = cid.trim();
    let cid = cid.strip_prefix("cid:").unwrap_or(cid);
    cid.strip_prefix('<').and_then(|cid| cid.strip_suffix('>')).unwrap_or(cid)
}

/// The same without the escapes of a URI (RFC 2392 §2).
fn unescaped(cid: &str) -> String {
    String::from_utf8_lossy(&percent_decode(cid)).into_owned()
}

fn diagnostic(path: &str, message: &str) -> Diagnostic {
    let error = Error::new(ErrorKind::Mime, message);
    Diagnostic::new(Severity::Error, error.with_place(path, 1, 1))
}
