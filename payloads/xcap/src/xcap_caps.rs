//! RFC 4825 §12: what a server supports.

#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, Element, Extensions, Namespace, ReadContext, Unexpected, XmlApplication, XmlElement,
    XmlType,
};

use crate::ns;

/// `application/xcap-caps+xml`.
impl XmlApplication for XcapCaps {
    type Root = Self;
    const NAME: &'static str = "xcap-caps";
    const CONTENT_TYPES: &'static [&'static str] = &["application/xcap-caps+xml"];
    const SPECIFICATION: &'static str = "RFC 4825";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::XCAP_CAPS);
}

/// `<xcap-caps>`: the capabilities of a server (RFC 4825 §12).
///
/// ```
/// use sip_xcap::xcap_caps::XcapCaps;
///
/// let caps = XcapCaps::of(["resource-lists"], ["urn:ietf:params:xml:ns:resource-lists"])?;
/// assert!(caps.supports("resource-lists") && caps.supports("xcap-caps"));
/// assert!(!caps.supports("pres-rules"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::XCAP_CAPS, name = "xcap-caps", document = Self, new, check = lists_itself)]
pub struct XcapCaps {
    /// The application usages.
    #[xml(child = "auids")]
    pub auids: Auids,
    /// Extensions of the server.
    #[xml(child = "extensions")]
    pub extension_names: Option<ExtensionNames>,
    /// The namespaces that it understands.
    #[xml(child = "namespaces")]
    pub namespaces: Namespaces,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<auids>`: application usages.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(namespace = ns::XCAP_CAPS)]
pub struct Auids {
    /// Their ids.
    #[xml(value = "auid", from)]
    pub auids: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<extensions>`: extensions of a server.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(namespace = ns::XCAP_CAPS)]
pub struct ExtensionNames {
    /// Their names.
    #[xml(value = "extension", from)]
    pub extensions: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<namespaces>`: namespaces that a server understands.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(namespace = ns::XCAP_CAPS)]
pub struct Namespaces {
    /// Their URIs.
    #[xml(value = "namespace", from)]
    pub namespaces: Vec<AnyUri>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl XcapCaps {
    /// The capabilities of a server with these usages and namespaces, and those of this document, which it has to list.
    ///
    /// # Errors
    /// A namespace is not a URI.
    pub fn of<'n>(
        auids: impl IntoIterator<Item = &'n str>,
        namespaces: impl IntoIterator<Item = &'n str>,
    ) -> Result<Self, xml_app_core::Error> {
        let auids = std::iter::once("xcap-caps").chain(auids).map(str::to_owned).collect();
        let namespaces = std::iter::once(ns::XCAP_CAPS.uri()).chain(namespaces).map(str::parse);
        let namespaces: Result<Namespaces, _> = namespaces.collect();
        Ok(Self::new(auids, namespaces?))
    }

    /// Whether the server has an application usage. It is safe to use only what it lists.
    pub fn supports(&self, auid: &str) -> bool {
        self.auids.auids.iter().any(|known| known == auid)
    }
}

/// The document lists its own usage and namespace (RFC 4825 §12.2, §12.4).
fn lists_itself(caps: &XcapCaps, element: Element<'_>, context: &mut ReadContext<'_>) {
    if !caps.supports("xcap-caps") {
        context.warn(element, "the auids lack xcap-caps (RFC 4825 §12.2)");
    }
    if !caps.namespaces.namespaces.iter().any(|known| *known == *ns::XCAP_CAPS.uri()) {
        context.warn(element, "the namespaces lack that of xcap-caps (RFC 4825 §12.2)");
    }
}
