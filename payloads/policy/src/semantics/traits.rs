//! What a vocabulary implements so that its elements mean something.

use xml_app_core::{ExtensionRef, GlobalElement, XmlElement};

use super::Semantics;
use crate::evaluation::{Situation, Verdict};
use crate::permissions::Permissions;

/// An element of another vocabulary that is true or false for a request: a condition, a child of
/// `<identity>` or `<one>`, an exception.
///
/// ```
/// use sip_policy::common_policy::Conditions;
/// use sip_policy::{Evaluate, Failure, Situation, Verdict};
/// use xml_app_core::{ExtensionOf, Namespace, Registration, Unexpected, XmlElement};
///
/// const NS: Namespace = Namespace::new("urn:example:policy", "x");
///
/// /// Only while the presentity is in some sphere at all.
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "any-sphere")]
/// struct AnySphere {
///     unexpected: Unexpected,
/// }
///
/// impl ExtensionOf<Conditions> for AnySphere {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// impl Evaluate for AnySphere {
///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
///         situation.request().sphere().map(drop).ok_or(Failure::SphereUnknown)
///     }
/// }
/// ```
pub trait Evaluate: GlobalElement {
    /// Whether it is true; if not, why. It is not called for an element with
    /// [unexpected](xml_app_core::XmlType::has_unexpected) content: that is false.
    ///
    /// # Errors
    /// It is false.
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict;

    /// Whether it can ever be true. If not, [`evaluate`](Self::evaluate) is not called, and a rule
    /// with it [never matches](Semantics::never_matches).
    ///
    /// ```
    /// use sip_policy::{Evaluate, Failure, Situation, Verdict};
    /// # use xml_app_core::{Namespace, XmlElement};
    /// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
    ///
    /// /// `<x:between from="9" until="17"/>`: hours of the day.
    /// #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// #[xml(namespace = NS, name = "between")]
    /// struct Between {
    ///     #[xml(attribute)]
    ///     from: u8,
    ///     #[xml(attribute)]
    ///     until: u8,
    /// }
    ///
    /// impl Evaluate for Between {
    ///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
    ///         let hour = situation.fact::<u8>().ok_or(Failure::Unreadable)?;
    ///         (self.from..self.until).contains(hour).then_some(()).ok_or(Failure::Unreadable)
    ///     }
    ///
    ///     // There is no such hour, whoever asks and whenever.
    ///     fn can_be_true(&self) -> Verdict {
    ///         (self.from < self.until).then_some(()).ok_or(Failure::Unreadable)
    ///     }
    /// }
    ///
    /// assert!(Between { from: 17, until: 9 }.can_be_true().is_err());
    /// ```
    ///
    /// # Errors
    /// It is always false.
    fn can_be_true(&self) -> Verdict {
        Ok(())
    }
}

/// An action or transformation: a permission that a matching rule grants.
///
/// ```
/// use sip_policy::common_policy::Actions;
/// use sip_policy::{Permission, Permissions, Semantics};
/// use xml_app_core::{ExtensionOf, Namespace, Registration, Unexpected, XmlElement};
///
/// const NS: Namespace = Namespace::new("urn:example:policy", "x");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "ring")]
/// struct Ring {
///     #[xml(text)]
///     value: bool,
///     unexpected: Unexpected,
/// }
///
/// impl ExtensionOf<Actions> for Ring {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// impl Permission for Ring {
///     fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
///         permissions.grant(Ring::NAME, self.value);
///     }
/// }
/// ```
pub trait Permission: GlobalElement {
    /// Adds its permissions. It cannot revoke other permissions. It is not called for an element
    /// with [unexpected](xml_app_core::XmlType::has_unexpected) content: that permits nothing.
    fn permit(&self, semantics: &Semantics, permissions: &mut Permissions);
}

/// A member of `<provide-services>`, `<provide-persons>` or `<provide-devices>` that another
/// vocabulary defines: it selects components.
///
/// ```
/// use sip_policy::pres_rules::ProvidePersons;
/// use sip_policy::{Selector, Semantics};
/// use sip_presence::Person;
/// use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = NS, name = "newer-than")]
/// # struct NewerThan { #[xml(text)] time: xml_app_core::DateTime }
/// # impl ExtensionOf<ProvidePersons> for NewerThan { const REGISTRATION: Registration = Registration::ByHand; }
///
/// /// `<x:newer-than>2005-05-30T16:00:00Z</x:newer-than>`: persons described after that.
/// impl Selector<Person> for NewerThan {
///     fn value(&self) -> String {
///         self.time.to_string()
///     }
///
///     fn selects(value: &str, person: &Person) -> bool {
///         person.timestamp.as_ref().zip(value.parse().ok()).is_some_and(|(time, old)| *time > old)
///     }
/// }
///
/// Semantics::new().person_selector::<NewerThan>();
/// let mut person = Person::new("p1".parse()?);
/// person.timestamp = Some("2005-05-30T16:09:44Z".parse()?);
/// assert!(NewerThan::selects("2005-05-30T16:00:00Z", &person));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait Selector<Component>: XmlElement {
    /// The value by which such members are compared.
    fn value(&self) -> String;

    /// Whether this value selects a component.
    fn selects(value: &str, component: &Component) -> bool;

    /// Whether a child of a component is the reason why this selects the component. If the
    /// component is shown for no other reason, that child is shown too: without it the component
    /// would not pass a second filtering (RFC 5025 §4). It is false for every child if the selector
    /// examines only elements that are always shown.
    ///
    /// ```
    /// use sip_policy::Selector;
    /// use sip_presence::{Note, Tuple};
    /// use xml_app_core::{ExtensionRef, RawElement, XmlElement};
    /// # const NS: xml_app_core::Namespace = xml_app_core::Namespace::new("urn:example:policy", "x");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = NS, name = "with-hat")]
    /// # struct WithHat { #[xml(text)] model: String }
    ///
    /// /// `<x:with-hat>fedora</x:with-hat>`: tuples with this hat.
    /// impl Selector<Tuple> for WithHat {
    ///     fn value(&self) -> String {
    ///         self.model.clone()
    ///     }
    ///
    ///     fn selects(value: &str, tuple: &Tuple) -> bool {
    ///         tuple.extensions.iter().any(|child| Self::is_evidence(value, child))
    ///     }
    ///
    ///     // The hat is shown with the tuple that it selects.
    ///     fn is_evidence(value: &str, child: ExtensionRef<'_>) -> bool {
    ///         matches!(child, ExtensionRef::Raw(raw) if child.local() == "hat" && raw.text() == value)
    ///     }
    /// }
    ///
    /// let hat: RawElement = "<hat xmlns='urn:example:hats'>fedora</hat>".parse()?;
    /// assert!(WithHat::is_evidence("fedora", ExtensionRef::Raw(&hat)));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    fn is_evidence(value: &str, child: ExtensionRef<'_>) -> bool {
        let _ = (value, child);
        false
    }
}

/// A vocabulary with semantics: what it adds to a [`Semantics`].
///
/// ```
/// use sip_policy::{Permission, Permissions, PolicyModule, Semantics};
/// # use sip_policy::common_policy::Actions;
/// # use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = NS, name = "ring")]
/// # struct Ring { #[xml(text)] value: bool }
/// # impl ExtensionOf<Actions> for Ring { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl Permission for Ring {
/// #     fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
/// #         permissions.grant(Ring::NAME, self.value);
/// #     }
/// # }
///
/// struct Bells;
///
/// impl PolicyModule for Bells {
///     fn define(semantics: &mut Semantics) {
///         semantics.action::<Ring>();
///     }
/// }
///
/// let semantics = Semantics::new().with(Bells);
/// ```
///
/// ```
/// use sip_policy::common_policy::{Identity, Many, One, Transformations};
/// use sip_policy::pres_rules::{ProvideDevices, ProvideServices};
/// use sip_policy::{Evaluate, Permission, Permissions, PolicyModule, Selector, Semantics, Situation, Verdict};
/// use sip_presence::{Device, Tuple};
/// # use xml_app_core::{ExtensionOf, Name, Namespace, Registration, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = NS, name = "group")]
/// # struct Group { #[xml(text)] name: String }
/// # impl ExtensionOf<Identity> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl ExtensionOf<One> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl ExtensionOf<Many> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl ExtensionOf<Transformations> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl ExtensionOf<ProvideServices> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl ExtensionOf<ProvideDevices> for Group { const REGISTRATION: Registration = Registration::ByHand; }
/// # impl Evaluate for Group { fn evaluate(&self, _: &Situation<'_>) -> Verdict { Ok(()) } }
/// # impl Permission for Group { fn permit(&self, _: &Semantics, _: &mut Permissions) {} }
/// # impl Selector<Tuple> for Group {
/// #     fn value(&self) -> String { self.name.clone() }
/// #     fn selects(_: &str, _: &Tuple) -> bool { false }
/// # }
/// # impl Selector<Device> for Group {
/// #     fn value(&self) -> String { self.name.clone() }
/// #     fn selects(_: &str, _: &Device) -> bool { false }
/// # }
///
/// /// A vocabulary whose `<x:group>` can stand at many places.
/// struct Groups;
///
/// impl PolicyModule for Groups {
///     fn define(semantics: &mut Semantics) {
///         semantics
///             .entities::<Group>() // in <identity>: the watchers of the group
///             .refinement::<Group>() // in <one>: only if the watcher is in the group too
///             .exclusion::<Group>() // in <many>: not the watchers of the group
///             .transformation::<Group>() // in <transformations>
///             .service_selector::<Group>() // in <provide-services>
///             .device_selector::<Group>() // in <provide-devices>
///             // Whoever gets anything by rules that name groups also gets this.
///             .implied(Name::new(NS, "provide-groups"), |rules| !rules.rules.is_empty());
///         // Children of <status> are governed like those of tuples.
///         semantics.statuses().claims(NS);
///     }
/// }
///
/// let semantics = Semantics::new().with(Groups);
/// ```
pub trait PolicyModule {
    /// Adds everything.
    fn define(semantics: &mut Semantics);
}
