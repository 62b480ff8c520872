/// Declares a vocabulary: what extends which types, and what a registry has to know about it. Each
/// extension is said once. The guide to [extending](https://docs.rs/sip-payloads/latest/sip_payloads/guide/extending/) shows a whole crate.
///
/// - `struct Hats: "hats", "specification";` names the type that is [added](crate::RegistryBuilder::add)
///   to a registry, the vocabulary, and its specification.
/// - `document Pidf: NAMESPACE, ...;` the document types that it belongs to, each with the namespaces
///   that it brings. There is at least one.
/// - `obsolete "urn:draft" => NAMESPACE;` a namespace of a draft, which tolerant reading takes for the
///   one that it became.
/// - `extend Host { ... }` lists what extends a type, separated by commas. `Hat` is an element;
///   `attribute Dress` an attribute.
/// - `extend Host as pub trait HostExt { ... }` declares a trait with accessors, too: `hat: Hat` for the
///   first element, `hats: [Hat]` for all, `attribute dress: Dress` for an attribute. Documentation
///   before a member becomes that of its accessor.
/// - `#[several(check)]` before an element: a function `fn(&[&Hat]) -> Result<(), String>` that says what
///   is wrong with several of them in one host (see
///   [`check_several`](crate::ExtensionOf::check_several)).
/// - `also function;` a `fn(&mut RegistryBuilder) -> Result<(), Error>` for what this cannot say.
///
/// ```
/// use xml_app_core::{
///     Extensions, Namespace, ReadOptions, Registry, XmlApplication, XmlElement, XmlValue, vocabulary,
/// };
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "guest")]
/// # struct Guest { #[xml(extensions(other, attributes))] extensions: Extensions<Self> }
/// # struct GuestDocument;
/// # impl XmlApplication for GuestDocument {
/// #     type Root = Guest;
/// #     const NAME: &'static str = "guest";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = HATS, name = "hat")]
/// pub struct Hat {
///     #[xml(text)]
///     model: String,
/// }
///
/// #[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
/// #[xml(namespace = HATS, name = "dress")]
/// pub enum Dress {
///     Casual,
///     Formal,
/// }
///
/// vocabulary! {
///     /// What is worn, to be added to a registry.
///     pub struct Hats: "hats", "the hatters' handbook";
///     document GuestDocument: HATS;
///     /// What a guest wears.
///     extend Guest as pub trait GuestExt {
///         /// What is on the guest's head.
///         hat: Hat,
///         /// How formal the guest is.
///         attribute dress: Dress,
///     }
/// }
///
/// let mut builder = Registry::builder();
/// builder.add(Hats)?;
/// let registry = builder.build();
/// let options = ReadOptions::strict();
/// let xml = b"<guest xmlns='urn:example:party' xmlns:h='urn:example:hats' h:dress='formal'>\
///             <h:hat>fedora</h:hat></guest>";
/// let guest = registry.parse_with::<GuestDocument>(xml, &options)?.document;
/// assert_eq!(guest.hat().map(|hat| hat.model.as_str()), Some("fedora"));
/// assert_eq!(guest.dress(), Some(Dress::Formal));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[macro_export]
macro_rules! vocabulary {
    ($($declaration:tt)*) => {
        $crate::__vocabulary! { $crate; $($declaration)* }
    };
}
