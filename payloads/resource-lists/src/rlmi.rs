//! RFC 4662: meta-information about a list, the first part of a notification about it.

mod collector;
mod notification;
mod state;
#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, Extensions, Language, Namespace, ReadContext,
    Unexpected, XmlApplication, XmlElement, XmlValue,
};

use crate::ns;
use crate::twice::first_twice;

pub use notification::{ListNotification, ResourceBody};
pub use state::{ListTable, ResourceState};

/// `application/rlmi+xml`.
impl XmlApplication for List {
    type Root = Self;
    const NAME: &'static str = "rlmi";
    const CONTENT_TYPES: &'static [&'static str] = &["application/rlmi+xml"];
    const SPECIFICATION: &'static str = "RFC 4662";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::RLMI);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Name>()?.element::<Resource>()?.element::<Instance>().map(drop)
    }
}

/// `<list>`: the resources of a list, and where their bodies are in the notification (RFC 4662 §5.2).
///
/// ```
/// use sip_resource_lists::rlmi::{Instance, InstanceState, List, Resource};
///
/// let mut instance = Instance::new("juwigmtboe".to_owned(), InstanceState::Active);
/// instance.cid = Some("bUZBsM@pres.vancouver.example.com".to_owned());
/// let mut bob = Resource::new("sip:bob@vancouver.example.com".parse()?);
/// bob.names.push("Bob Smith".to_owned().into());
/// bob.instances.push(instance);
/// let mut list = List::new("sip:adam-friends@pres.vancouver.example.com".parse()?, 1, true);
/// list.resources.push(bob);
/// assert_eq!(
///     list.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:adam-friends@pres.vancouver.example.com\" \
///      version=\"1\" fullState=\"true\"><resource uri=\"sip:bob@vancouver.example.com\">\
///      <name>Bob Smith</name><instance id=\"juwigmtboe\" state=\"active\" \
///      cid=\"bUZBsM@pres.vancouver.example.com\"/></resource></list>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RLMI, name = "list", document = Self, new, check = check_list)]
pub struct List {
    /// The URI of the list.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// Counts the notifications of a subscription.
    #[xml(attribute)]
    pub version: u32,
    /// Whether the document contains all resources.
    #[xml(attribute = "fullState")]
    pub full_state: bool,
    /// The Content-ID of the part about the list itself, without angle brackets.
    #[xml(attribute)]
    pub cid: Option<String>,
    /// The names of the list for people, in different languages.
    #[xml(child)]
    pub names: Vec<Name>,
    /// The resources: all of them, or those that changed.
    #[xml(child)]
    pub resources: Vec<Resource>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<name>`: a name for people, in a language (RFC 4662 §5.4).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RLMI, name = "name")]
pub struct Name {
    /// The language: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The name.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<resource>`: a resource of the list (RFC 4662 §5.3).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RLMI, name = "resource", new, check = check_resource)]
pub struct Resource {
    /// Its URI.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// Its names for people, in different languages.
    #[xml(child)]
    pub names: Vec<Name>,
    /// Its instances: more than one, if the subscription to it was forked; none, if nothing is known.
    #[xml(child)]
    pub instances: Vec<Instance>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

impl Resource {
    /// The instance that says most: an active one before a pending one before one that has ended.
    ///
    /// ```
    /// use sip_resource_lists::rlmi::{Instance, InstanceState, Resource};
    ///
    /// let mut resource = Resource::new("sip:ed@dallas.example.net".parse()?);
    /// resource.instances.push(Instance::new("1".to_owned(), InstanceState::Terminated));
    /// resource.instances.push(Instance::new("2".to_owned(), InstanceState::Pending));
    /// assert_eq!(resource.best_instance().unwrap().id, "2");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn best_instance(&self) -> Option<&Instance> {
        self.instances.iter().min_by_key(|instance| instance.state)
    }
}

/// `<instance>`: a subscription of the server to a resource (RFC 4662 §5.5).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RLMI, name = "instance", new, check = check_instance)]
pub struct Instance {
    /// Identifies it among the instances of the resource.
    #[xml(attribute)]
    pub id: String,
    /// The state of the subscription.
    #[xml(attribute)]
    pub state: InstanceState,
    /// Why it has ended: a reason of RFC 6665 §4.1.3, such as `rejected`.
    #[xml(attribute)]
    pub reason: Option<String>,
    /// The Content-ID of the part with its body, without angle brackets.
    #[xml(attribute)]
    pub cid: Option<String>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(any, attributes))]
    pub extensions: Extensions<Self>,
}

/// The state of a subscription (RFC 4662 §5.5), from the one that says most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum InstanceState {
    /// It is there.
    Active,
    /// The resource has not decided.
    Pending,
    /// It has ended.
    Terminated,
}

/// Each resource is there once (RFC 4662 §5.3).
fn check_list(list: &List, element: Element<'_>, context: &mut ReadContext<'_>) {
    let uris = list.resources.iter().map(|resource| resource.uri.as_str());
    if let Some(twice) = first_twice(uris) {
        let message = format!("the resource {twice:?} is there twice (RFC 4662 §5.3)");
        context.warn(element, message);
    }
}

/// The ids of instances differ (RFC 4662 §5.5).
fn check_resource(resource: &Resource, element: Element<'_>, context: &mut ReadContext<'_>) {
    let ids = resource.instances.iter().map(|instance| instance.id.as_str());
    if let Some(twice) = first_twice(ids) {
        let message = format!("two instances have the id {twice:?} (RFC 4662 §5.5)");
        context.warn(element, message);
    }
}

/// What goes with a state (RFC 4662 §5.5).
fn check_instance(instance: &Instance, element: Element<'_>, context: &mut ReadContext<'_>) {
    match instance.state {
        InstanceState::Terminated if instance.reason.is_none() => {
            context.warn(element, "an instance that has ended needs a reason (RFC 4662 §5.5)");
        }
        InstanceState::Active if instance.cid.is_none() => {
            context.warn(element, "an active instance needs a cid (RFC 4662 §5.5)");
        }
        _ => {}
    }
}
