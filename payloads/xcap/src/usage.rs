//! Application usages: what documents of a kind have to be like (RFC 4825 §5).

mod lists;
mod rules;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use sip_policy::common_policy::CommonPolicy;
use sip_presence::Pidf;
use sip_resource_lists::resource_lists::ResourceLists;
use sip_resource_lists::rls_services::RlsServices;
use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication, check_well_formed};

use crate::directory::XcapDirectory;
use crate::edit::{self, Conflict, Edited, Refusal};
use crate::pres_content::PresContent;
use crate::uri::{DocumentSelector, NodePath};
use crate::xcap_caps::XcapCaps;

/// An application usage: a kind of documents on a server, with its rules.
///
/// ```
/// use sip_xcap::usage::{Request, Usage};
/// use sip_xcap::uri::{DocumentSelector, NodePath};
/// use sip_xcap::edit::{Conflict, Refusal};
/// use xml_app_core::Registry;
///
/// let usage = Usage::resource_lists();
/// let document = br#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>
///     <entry uri="sip:bill@example.com"/></list></resource-lists>"#;
/// let node = NodePath::new("resource-lists/list[1]/entry[2]");
/// let registry = Registry::empty();
/// let place = DocumentSelector::of_user("resource-lists", "sip:joe@example.com", "index");
/// let request = Request { registry: &registry, document: &place };
/// let put = |body: &str| usage.put(request, document, &node, None, body.as_bytes());
///
/// assert!(put("<entry uri='sip:ann@example.com'/>").is_ok());
/// // The result has to follow the schema, and entries have different URIs.
/// let refusal = put("<entry/>").unwrap_err();
/// assert!(matches!(refusal, Refusal::Conflict(Conflict::SchemaValidation(_))));
/// let refusal = put("<entry uri='sip:bill@example.com'/>").unwrap_err();
/// assert!(matches!(refusal, Refusal::Conflict(Conflict::Uniqueness(_))));
/// ```
#[derive(Clone)]
pub struct Usage {
    auid: String,
    content_type: &'static str,
    default_namespace: Option<&'static str>,
    document_name: Option<&'static str>,
    check: Arc<Check>,
}

type Check = dyn Fn(&str, Request<'_>) -> Result<(), Conflict> + Send + Sync;

/// What the rules of a usage need to know.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// The vocabularies that the server knows.
    pub registry: &'r Registry,
    /// The document that is changed.
    pub document: &'r DocumentSelector,
}

impl fmt::Debug for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Usage").field("auid", &self.auid).finish_non_exhaustive()
    }
}

impl Usage {
    /// A usage of a document type, with rules beside its schema: a vendor's, for example.
    ///
    /// ```
    /// use sip_resource_lists::resource_lists::ResourceLists;
    /// use sip_xcap::edit::Conflict;
    /// use sip_xcap::usage::Usage;
    ///
    /// let short = Usage::new::<ResourceLists>("com.example.short-lists", |lists, _| {
    ///     let too_long = lists.lists.iter().any(|list| list.items.len() > 10);
    ///     match too_long {
    ///         true => Err(Conflict::Constraint("a list has at most ten entries".to_owned())),
    ///         false => Ok(()),
    ///     }
    /// });
    /// assert_eq!(short.content_type(), "application/resource-lists+xml");
    /// ```
    pub fn new<A: XmlApplication>(
        auid: &str,
        rules: impl Fn(&A::Root, Request<'_>) -> Result<(), Conflict> + Send + Sync + 'static,
    ) -> Self {
        let check = move |document: &str, request: Request<'_>| {
            let options = ReadOptions::strict();
            let read = request.registry.parse_with::<A>(document.as_bytes(), &options);
            let read = read.map_err(|error| Conflict::SchemaValidation(error.to_string()))?;
            rules(&read.document, request)
        };
        Self {
            auid: auid.to_owned(),
            content_type: A::CONTENT_TYPE,
            default_namespace: A::DEFAULT_NAMESPACE.map(|namespace| namespace.uri()),
            document_name: None,
            check: Arc::new(check),
        }
    }

    /// The same with another default namespace for node selectors.
    #[must_use]
    pub fn with_default_namespace(self, namespace: &'static str) -> Self {
        Self { default_namespace: Some(namespace), ..self }
    }

    /// The same with the name that documents have.
    #[must_use]
    pub fn with_document_name(self, name: &'static str) -> Self {
        Self { document_name: Some(name), ..self }
    }

    /// The usages of this project.
    pub fn all() -> Vec<Self> {
        vec![
            Self::resource_lists(),
            Self::rls_services(),
            Self::pres_rules(),
            Self::oma_pres_rules(),
            Self::dialog_rules(),
            Self::pidf_manipulation(),
            Self::oma_pres_content(),
            Self::xcap_caps(),
            Self::xcap_directory(),
        ]
    }

    /// `resource-lists` (RFC 4826 §3.4).
    pub fn resource_lists() -> Self {
        Self::new::<ResourceLists>("resource-lists", lists::resource_lists)
            .with_document_name("index")
    }

    /// `rls-services` (RFC 4826 §4.4).
    pub fn rls_services() -> Self {
        Self::new::<RlsServices>("rls-services", lists::rls_services).with_document_name("index")
    }

    /// `pres-rules` (RFC 5025 §9).
    pub fn pres_rules() -> Self {
        Self::new::<CommonPolicy>("pres-rules", |_, _| Ok(()))
            .with_default_namespace(sip_policy::ns::PRES_RULES.uri())
            .with_document_name("index")
    }

    /// `org.openmobilealliance.pres-rules` (OMA Presence XDM).
    pub fn oma_pres_rules() -> Self {
        Self::new::<CommonPolicy>("org.openmobilealliance.pres-rules", rules::oma)
            .with_default_namespace(sip_policy::ns::COMMON_POLICY.uri())
            .with_document_name("pres-rules")
    }

    /// `org.openxcap.dialog-rules` (AG Projects).
    pub fn dialog_rules() -> Self {
        Self::new::<CommonPolicy>("org.openxcap.dialog-rules", |_, _| Ok(()))
            .with_default_namespace(sip_policy::ns::COMMON_POLICY.uri())
            .with_document_name("index")
    }

    /// `pidf-manipulation` (RFC 4827).
    pub fn pidf_manipulation() -> Self {
        Self::new::<Pidf>("pidf-manipulation", |_, _| Ok(())).with_document_name("index")
    }

    /// `org.openmobilealliance.pres-content` (OMA Presence Content).
    pub fn oma_pres_content() -> Self {
        let rules = |content: &PresContent, _: Request<'_>| {
            let decoded = content.bytes();
            decoded.map(drop).map_err(|error| Conflict::Constraint(error.message().to_owned()))
        };
        Self::new::<PresContent>("org.openmobilealliance.pres-content", rules)
    }

    /// `xcap-caps` (RFC 4825 §12). The server makes the document.
    pub fn xcap_caps() -> Self {
        Self::new::<XcapCaps>("xcap-caps", |_, _| Ok(())).with_document_name("index")
    }

    /// `org.openmobilealliance.xcap-directory` (OMA XDM Core). The server makes the document.
    pub fn xcap_directory() -> Self {
        Self::new::<XcapDirectory>("org.openmobilealliance.xcap-directory", |_, _| Ok(()))
            .with_document_name("directory.xml")
    }

    /// The usage with an id, among those of this project.
    pub fn of(auid: &str) -> Option<Self> {
        Self::all().into_iter().find(|usage| usage.auid == auid)
    }

    /// The id.
    pub fn auid(&self) -> &str {
        &self.auid
    }

    /// The MIME type of the documents.
    pub fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The namespace of names without a prefix in node selectors (RFC 4825 §5.2).
    pub fn default_namespace(&self) -> Option<&'static str> {
        self.default_namespace
    }

    /// The name that the document of a user has, if clients expect one (RFC 4825 §5.5).
    pub fn document_name(&self) -> Option<&'static str> {
        self.document_name
    }

    /// Whether a document follows the schema and the rules (RFC 4825 §8.2.5).
    ///
    /// # Errors
    /// The conflict.
    pub fn check(&self, request: Request<'_>, document: &str) -> Result<(), Conflict> {
        (self.check)(document, request)
    }

    /// A document that is to be stored (RFC 4825 §8.2.2).
    ///
    /// # Errors
    /// Why the server has to refuse it.
    pub fn put_document(
        &self,
        request: Request<'_>,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<String, Refusal> {
        edit::check_type(content_type, self.content_type)?;
        let text = std::str::from_utf8(body).map_err(|_| Conflict::NotUtf8)?;
        check_well_formed(
            text.strip_prefix('\u{feff}').unwrap_or(text),
            &xml_app_core::Limits::default(),
        )
        .map_err(|error| match error.kind() {
            ErrorKind::Limit => Conflict::Constraint(error.to_string()),
            _ => Conflict::NotWellFormed(error.to_string()),
        })?;
        if edit::declares_other_encoding(text) {
            return Err(Conflict::NotUtf8.into());
        }
        self.check(request, text)?;
        Ok(text.to_owned())
    }

    /// A document after an element or attribute was put into it: [`edit::put`], and then the rules.
    ///
    /// # Errors
    /// Why the server has to refuse it.
    pub fn put(
        &self,
        request: Request<'_>,
        document: &[u8],
        node: &NodePath,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<Edited, Refusal> {
        let selector = node.parse(self.default_namespace).map_err(|error| Refusal::from(&error))?;
        let edited = edit::put(document, &selector, content_type, body)?;
        self.check(request, &edited.document)?;
        Ok(edited)
    }

    /// A document after an element or attribute was taken out: [`edit::delete`], and then the rules.
    ///
    /// # Errors
    /// Why the server has to refuse it.
    pub fn delete(
        &self,
        request: Request<'_>,
        document: &[u8],
        node: &NodePath,
    ) -> Result<Edited, Refusal> {
        let selector = node.parse(self.default_namespace).map_err(|error| Refusal::from(&error))?;
        let edited = edit::delete(document, &selector)?;
        self.check(request, &edited.document)?;
        Ok(edited)
    }

    /// A node of a document: [`edit::get`].
    ///
    /// # Errors
    /// Why the server has to refuse it.
    pub fn get(&self, document: &[u8], node: &NodePath) -> Result<edit::Fragment, Refusal> {
        let selector = node.parse(self.default_namespace).map_err(|error| Refusal::from(&error))?;
        edit::get(document, &selector)
    }
}
