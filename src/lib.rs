#![cfg_attr(feature = "full", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "full"), doc = "The XML documents of SIP presence and policy.")]

/// The element framework, `xml-app-core`: for elements of your own. The derives use it through this path.
pub mod xml {
    pub use xml_app_core::*;
    pub use xml_app_derive::{
        FacadeAttributeGroup as AttributeGroup, FacadeXmlChoice as XmlChoice,
        FacadeXmlElement as XmlElement, FacadeXmlType as XmlType, FacadeXmlValue as XmlValue,
    };
}

pub mod sip;

#[cfg(feature = "ag-projects")]
#[doc(inline)]
pub use sip_ag_projects as ag_projects;
#[cfg(feature = "caps")]
#[doc(inline)]
pub use sip_caps as caps;
#[cfg(feature = "cipid")]
#[doc(inline)]
pub use sip_cipid as cipid;
#[cfg(feature = "consent")]
#[doc(inline)]
pub use sip_consent as consent;
#[cfg(feature = "copy-control")]
#[doc(inline)]
pub use sip_copy_control as copy_control;
#[cfg(any(feature = "events", feature = "lists"))]
#[doc(inline)]
pub use sip_event_state as event_state;
#[cfg(feature = "events")]
#[doc(inline)]
pub use sip_events as events;
#[cfg(feature = "gruu")]
#[doc(inline)]
pub use sip_gruu as gruu;
#[cfg(feature = "messaging")]
#[doc(inline)]
pub use sip_messaging as messaging;
#[doc(inline)]
pub use sip_mime as mime;
#[cfg(feature = "oma")]
#[doc(inline)]
pub use sip_oma as oma;
#[cfg(feature = "policy")]
#[doc(inline)]
pub use sip_policy as policy;
#[doc(inline)]
pub use sip_presence as presence;
#[cfg(feature = "lists")]
#[doc(inline)]
pub use sip_resource_lists as lists;
#[cfg(feature = "rpid")]
#[doc(inline)]
pub use sip_rpid as rpid;
#[cfg(feature = "shared-appearance")]
#[doc(inline)]
pub use sip_shared_appearance as shared_appearance;
#[doc(inline)]
pub use sip_uri as uri;
#[cfg(feature = "xcap")]
#[doc(inline)]
pub use sip_xcap as xcap;
#[doc(inline)]
pub use sip_xml_patch as xml_patch;
pub use xml_app_core::{
    AnyDocument, AnyUri, DateTime, Diagnostic, Error, ErrorKind, ExtensionOf, Extensions, Id,
    Language, Limits, Mode, Name, Namespace, Origin, PositiveInteger, RawElement, ReadOptions,
    Reading, Registry, RegistryBuilder, Severity, Token, Unexpected, ValidXml, Vocabulary,
    WriteOptions, XmlApplication,
};

/// A registry builder with everything that this project knows, for an application to add to.
///
/// ```
/// # fn main() -> Result<(), sip_payloads::Error> {
/// let registry = sip_payloads::registry_builder()?.build();
/// assert!(registry.application_by_name("pidf").is_some());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`ErrorKind::Conflict`], if the project contradicts itself; a test sees that it does not.
pub fn registry_builder() -> Result<RegistryBuilder, Error> {
    let mut builder = Registry::builder();
    builder.application::<presence::Pidf>()?;
    builder.application::<presence::xpidf::Xpidf>()?;
    builder.application::<presence::partial::PidfFull>()?;
    builder.application::<presence::partial::PidfDiff>()?;
    builder.application::<xml_patch::patch_ops_error::PatchOpsError>()?;
    #[cfg(feature = "policy")]
    builder.application::<policy::common_policy::CommonPolicy>()?;
    #[cfg(feature = "events")]
    {
        builder.application::<events::dialog_info::DialogInfo>()?;
        builder.application::<events::watcher_info::WatcherInfo>()?;
        builder.application::<events::registration_info::RegistrationInfo>()?;
        builder.application::<events::conference_info::ConferenceInfo>()?;
    }
    #[cfg(feature = "messaging")]
    {
        builder.application::<messaging::is_composing::IsComposing>()?;
        builder.application::<messaging::imdn::Imdn>()?;
        builder.application::<messaging::file_transfer::File>()?;
    }
    #[cfg(feature = "lists")]
    {
        builder.application::<lists::resource_lists::ResourceLists>()?;
        builder.application::<lists::resource_lists_diff::ResourceListsDiff>()?;
        builder.application::<lists::rls_services::RlsServices>()?;
        builder.application::<lists::rlmi::List>()?;
    }
    #[cfg(feature = "xcap")]
    {
        builder.application::<xcap::xcap_caps::XcapCaps>()?;
        builder.application::<xcap::xcap_error::XcapError>()?;
        builder.application::<xcap::xcap_diff::XcapDiff>()?;
        builder.application::<xcap::directory::XcapDirectory>()?;
        builder.application::<xcap::pres_content::PresContent>()?;
    }
    builder.add(presence::DataModel)?.add(presence::TimedPresence)?;
    #[cfg(feature = "rpid")]
    builder.add(rpid::Rpid)?.add(rpid::LocationTypes)?;
    #[cfg(feature = "cipid")]
    builder.add(cipid::Cipid)?;
    #[cfg(feature = "caps")]
    builder.add(caps::Caps)?;
    #[cfg(feature = "policy")]
    builder.add(policy::pres_rules::PresRules)?.add(policy::dialog_rules::DialogRules)?;
    #[cfg(feature = "oma")]
    builder.add(oma::Oma)?;
    #[cfg(feature = "ag-projects")]
    builder.add(ag_projects::AgProjects)?;
    #[cfg(feature = "shared-appearance")]
    builder.add(shared_appearance::SharedAppearance)?;
    #[cfg(feature = "gruu")]
    builder.add(gruu::Gruu)?;
    #[cfg(feature = "consent")]
    builder.add(consent::ConsentVocabulary)?;
    #[cfg(feature = "copy-control")]
    builder.add(copy_control::CopyControlVocabulary)?;
    Ok(builder)
}

/// The default registry, which the functions of this crate use: the [installed](Registry::install) one, or
/// else one with everything built in.
///
/// After the first call the default does not change: a later `install` is an error.
pub fn registry() -> &'static Registry {
    Registry::default_or_init(|| {
        registry_builder().map(|mut builder| builder.build()).unwrap_or_default()
    })
}

/// The semantics of conditions and permissions, with those of every vocabulary in the default
/// [`registry`]: for a [`policy::Policy`].
///
/// ```
/// use sip_payloads::policy::{Policy, Request, filter};
/// use sip_payloads::policy::common_policy::CommonPolicy;
/// use sip_payloads::presence::Pidf;
///
/// # fn main() -> Result<(), sip_payloads::Error> {
/// let rules = sip_payloads::parse::<CommonPolicy>(br#"
///     <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"
///         xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
///       <cp:rule id="work">
///         <cp:conditions><cp:identity><cp:many domain="example.com"/></cp:identity></cp:conditions>
///         <cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions>
///         <cp:transformations>
///           <pr:provide-services><pr:all-services/></pr:provide-services>
///         </cp:transformations>
///       </cp:rule>
///     </cp:ruleset>"#)?;
/// let presence = sip_payloads::parse::<Pidf>(br#"
///     <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com">
///       <tuple id="t1"><status><basic>open</basic></status><note>At my desk</note></tuple>
///     </presence>"#)?;
///
/// let policy = Policy::new(sip_payloads::semantics()?, [rules]);
/// let bob = policy.evaluate(&Request::from_watcher("sip:bob@example.com".parse()?));
/// let seen = filter(&presence, &bob.permissions, policy.semantics());
/// assert_eq!(seen.tuples.len(), 1);
/// assert!(seen.tuples[0].notes.is_empty(), "notes have a permission of their own");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`policy::Semantics::of`].
#[cfg(feature = "policy")]
pub fn semantics() -> Result<policy::Semantics, Error> {
    policy::Semantics::of(registry())
}

/// What the elements of every vocabulary in the default [`registry`] mean in a presence document: for a
/// [`presence::composition::Composer`].
pub fn meanings() -> presence::Meanings {
    presence::Meanings::of(registry())
}

/// What a presence document says at a time: is she available, what does she do, how do I reach her, since when. Without
/// the feature `rpid`, nothing is known about activities.
///
#[cfg_attr(feature = "rpid", doc = "```")]
#[cfg_attr(not(feature = "rpid"), doc = "```ignore")]
/// use sip_payloads::presence::{Availability, Pidf};
///
/// # fn main() -> Result<(), sip_payloads::Error> {
/// // As Kamailio aggregates two phones: the first person is not the truth.
/// let presence = sip_payloads::parse::<Pidf>(br#"
///     <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
///         xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:bob@example.com">
///       <tuple id="t1"><status><basic>open</basic></status><contact>sip:bob@192.0.2.7</contact></tuple>
///       <dm:person id="p2"><rpid:activities><rpid:away/></rpid:activities></dm:person>
///       <dm:person id="p1"><rpid:activities><rpid:on-the-phone/></rpid:activities>
///         <dm:timestamp>2026-03-02T08:00:00Z</dm:timestamp></dm:person>
///     </presence>"#)?;
/// let answer = sip_payloads::answer(&presence, &"2026-03-02T08:30:00Z".parse()?);
/// assert_eq!(answer.availability, Availability::Busy);
/// assert_eq!(answer.reason.to_string(), "p1 says on-the-phone");
/// assert_eq!(answer.conflicts[0].to_string(), "activity: p2 says away, p1 says on-the-phone");
/// # Ok(())
/// # }
/// ```
pub fn answer<'p>(presence: &'p presence::Presence, now: &DateTime) -> presence::Answer<'p> {
    meanings().answer(presence, now)
}

/// Reads a document in tolerant mode, with the default [`registry`].
///
/// # Errors
/// Not well-formed, beyond a limit, or another root element. Other faults are repaired; [`parse_with`]
/// reports them.
pub fn parse<A: XmlApplication>(bytes: impl AsRef<[u8]>) -> Result<A::Root, Error> {
    registry().parse::<A>(bytes)
}

/// Reads a document as the options say, with the default [`registry`].
///
/// # Errors
/// As [`Registry::parse_with`].
pub fn parse_with<A: XmlApplication>(
    bytes: impl AsRef<[u8]>,
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    registry().parse_with::<A>(bytes, options)
}

/// Checks a document as a whole, also for duplicate ids; see [`Registry::validate`].
///
/// # Errors
/// The first error; [`Error::diagnostics`] has all.
pub fn validate<A: XmlApplication>(root: &A::Root) -> Result<(), Error> {
    registry().validate::<A>(root)
}

/// Reads a document of any type that the default [`registry`] knows, also in a multipart body or a whole
/// SIP message. `content_type` is the value of the SIP or MIME header field, with its parameters. Without
/// one, the header fields in the input or the root element determine the type.
///
/// # Errors
/// As [`mime::read`].
pub fn read(
    content_type: Option<&str>,
    bytes: impl AsRef<[u8]>,
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    mime::read(registry(), content_type, bytes.as_ref(), options)
}

/// The guides of the project.
#[cfg(feature = "full")]
pub mod guide {
    #[doc = include_str!("../docs/reading-and-writing.md")]
    pub mod reading_and_writing {}
    #[doc = include_str!("../docs/extending.md")]
    pub mod extending {}
    #[doc = include_str!("../docs/presence.md")]
    pub mod presence {}
    #[doc = include_str!("../docs/policy.md")]
    pub mod policy {}
    #[doc = include_str!("../docs/events.md")]
    pub mod events {}
    #[doc = include_str!("../docs/messaging.md")]
    pub mod messaging {}
    #[doc = include_str!("../docs/lists.md")]
    pub mod lists {}
    #[doc = include_str!("../docs/xcap.md")]
    pub mod xcap {}
    #[doc = include_str!("../docs/conformance.md")]
    pub mod conformance {}
}
