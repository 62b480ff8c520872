//! RFC 4826 §4: the services with which a resource list server subscribes to the resources of a list.

#[cfg(test)]
mod tests;

use sip_uri::UriExt as _;
use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, ErrorKind, ExtensionElement, Extensions, Namespace,
    ReadContext, Unexpected, XmlApplication, XmlChoice, XmlElement, XmlType,
};

use crate::ns;
use crate::resource_lists::{List, ResourceLists};
use crate::twice::first_twice;

/// `application/rls-services+xml`.
impl XmlApplication for RlsServices {
    type Root = Self;
    const NAME: &'static str = "rls-services";
    const CONTENT_TYPES: &'static [&'static str] = &["application/rls-services+xml"];
    const SPECIFICATION: &'static str = "RFC 4826";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::RLS_SERVICES);
    const NAMESPACES: &'static [Namespace] = &[ns::RESOURCE_LISTS];

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<ResourceLists>().map(drop)
    }
}

/// `<rls-services>`: the services of a user, or of a server (RFC 4826 §4.1).
///
/// ```
/// use sip_resource_lists::resource_lists::{Entry, List};
/// use sip_resource_lists::rls_services::{Packages, RlsServices, Service};
///
/// let mut marketing = List::named("marketing");
/// marketing.push(Entry::new("sip:joe@example.com".parse()?));
/// let mut service = Service::new("sip:marketing@example.com".parse()?, marketing.into());
/// service.packages = Some(Packages::of(["presence"]));
/// assert!(service.is_for("presence") && !service.is_for("dialog"));
/// // The list is an element of RLS services, and what is in it are elements of resource lists.
/// assert_eq!(
///     RlsServices::from([service]).to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\" \
///      xmlns:rl=\"urn:ietf:params:xml:ns:resource-lists\">\
///      <service uri=\"sip:marketing@example.com\"><list name=\"marketing\">\
///      <rl:entry uri=\"sip:joe@example.com\"/></list>\
///      <packages><package>presence</package></packages></service></rls-services>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RLS_SERVICES, name = "rls-services", document = Self, check = check_services)]
pub struct RlsServices {
    /// The services. Their URIs differ.
    #[xml(child = "service", from)]
    pub services: Vec<Service>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl RlsServices {
    /// The service with this URI.
    pub fn service(&self, uri: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.uri == uri)
    }
}

/// `<service>`: a URI that can be subscribed to, and what the server subscribes to for it (RFC 4826 §4.1).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RLS_SERVICES, new, check = check_service)]
pub struct Service {
    /// The URI of the service, which no other service in the domain has.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// Its resources.
    #[xml(choice)]
    pub resources: Resources,
    /// The event packages that can be subscribed to. Without it, all.
    #[xml(child = "packages")]
    pub packages: Option<Packages>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

impl Service {
    /// Whether the service is for an event package: no packages are all packages.
    pub fn is_for(&self, package: &str) -> bool {
        self.packages.as_ref().is_none_or(|packages| packages.contains(package))
    }
}

/// The resources of a service: a list, or where it is (RFC 4826 §4.1).
///
/// An inline list is an element of RLS services, and its content are elements of resource lists. Some programs
/// confuse the two: that is read, and said.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RLS_SERVICES, alias_namespace = ns::RESOURCE_LISTS)]
pub enum Resources {
    /// The HTTP URI of a list in a resource-lists document: `<resource-list>`.
    #[xml(value = "resource-list", from)]
    ResourceList(AnyUri),
    /// The list itself.
    #[xml(child = "list", from)]
    List(List),
}

/// `<packages>`: event packages.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RLS_SERVICES, new = "No packages.", check = check_packages)]
pub struct Packages {
    /// The packages, with elements of other vocabularies among them.
    #[xml(choice)]
    pub items: Vec<PackagesItem>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// What can be among event packages.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RLS_SERVICES)]
pub enum PackagesItem {
    /// The name of a package.
    #[xml(value = "package", from)]
    Package(String),
    /// An element of another vocabulary.
    #[xml(extensions)]
    Extension(ExtensionElement<Packages>),
}

impl Packages {
    /// These packages.
    ///
    /// ```
    /// use sip_resource_lists::rls_services::Packages;
    ///
    /// let packages = Packages::of(["presence", "dialog"]);
    /// assert_eq!(packages.names().collect::<Vec<_>>(), ["presence", "dialog"]);
    /// assert!(packages.contains("dialog"));
    /// ```
    pub fn of<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Self {
        let items = names.into_iter().map(|name| PackagesItem::Package(name.into()));
        Self { items: items.collect(), ..Self::new() }
    }

    /// The names of the packages.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match item {
            PackagesItem::Package(name) => Some(name.trim()),
            PackagesItem::Extension(_) => None,
        })
    }

    /// Whether a package is among them.
    pub fn contains(&self, package: &str) -> bool {
        self.names().any(|name| name == package)
    }
}

/// Services have URIs that differ (RFC 4826 §4.4.5).
fn check_services(services: &RlsServices, element: Element<'_>, context: &mut ReadContext<'_>) {
    let uris = services.services.iter().map(|service| service.uri.as_str());
    if let Some(twice) = first_twice(uris) {
        let message = format!("two services have the URI {twice:?} (RFC 4826 §4.4.5)");
        context.warn(element, message);
    }
}

/// A list of the wrong namespace was read, but it is not the one that the schema requires.
fn check_service(service: &Service, element: Element<'_>, context: &mut ReadContext<'_>) {
    let has_own = |element: Element<'_>| {
        element.elements().any(|child| {
            child.namespace() == ns::RLS_SERVICES.uri()
                && matches!(child.local(), "list" | "resource-list")
        })
    };
    if !has_own(element) {
        let message = "neither <list> nor <resource-list> of the namespace of RLS services";
        context.report(element, Error::new(ErrorKind::MissingElement, message));
    }
    if let Resources::ResourceList(uri) = &service.resources
        && !uri.is_http()
    {
        context.warn(element, "<resource-list> is not an HTTP URI (RFC 4826 §4.1)");
    }
}

/// Elements of other vocabularies follow a package.
fn check_packages(packages: &Packages, element: Element<'_>, context: &mut ReadContext<'_>) {
    if let Some(PackagesItem::Extension(first)) = packages.items.first() {
        let message = format!("<{}> is before the first <package>", first.local());
        context.report(element, Error::new(ErrorKind::OutOfOrder, message));
    }
}
