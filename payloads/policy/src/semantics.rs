//! What conditions and permissions mean: the vocabularies that evaluation understands.

use sip_presence::{Device, Person, Presence, Status, Tuple};
use xml_app_core::{ExtensionOf, ExtensionRef, Extensions, GlobalElement, XmlElement};

use crate::common_policy::{Actions, Conditions, Identity, Many, One, Transformations};
use crate::evaluation::{Situation, Verdict};
use crate::governance::Governance;
use crate::permissions::{Member, Permissions};
use crate::pres_rules::{ProvideDevices, ProvidePersons, ProvideServices};

/// Something of another vocabulary that is true or false of a request: a condition, a kind of
/// entities, an exclusion.
///
/// ```
/// use sip_policy::common_policy::Conditions;
/// use sip_policy::{Evaluate, Failure, Situation, Verdict};
/// use xml_app_core::{ExtensionOf, Extensions, Namespace, XmlElement};
///
/// const NS: Namespace = Namespace::new("urn:example:policy", "x");
///
/// /// Only while the presentity is in some sphere at all.
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "any-sphere")]
/// struct AnySphere {
///     #[xml(extensions(none))]
///     extensions: Extensions<Self>,
/// }
///
/// impl ExtensionOf<Conditions> for AnySphere {}
///
/// impl Evaluate for AnySphere {
///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
///         // Who wrote something into it may have meant more.
///         if self.extensions.has_misfits() {
///             return Err(Failure::Unreadable);
///         }
///         situation.request().sphere().map(drop).ok_or(Failure::SphereUnknown)
///     }
/// }
/// ```
pub trait Evaluate: GlobalElement {
    /// Whether it is true; if not, why. What could not be read is in the type's `extensions`: with
    /// misfits there it has to be false, and nobody else looks.
    ///
    /// # Errors
    /// It is false.
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict;
}

/// An action or transformation: something that a matching rule permits.
///
/// ```
/// use sip_policy::common_policy::Actions;
/// use sip_policy::{Permission, Permissions, Semantics};
/// use xml_app_core::{ExtensionOf, Extensions, Namespace, XmlElement};
///
/// const NS: Namespace = Namespace::new("urn:example:policy", "x");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "ring")]
/// struct Ring {
///     #[xml(text)]
///     value: bool,
///     #[xml(extensions(none))]
///     extensions: Extensions<Self>,
/// }
///
/// impl ExtensionOf<Actions> for Ring {}
///
/// impl Permission for Ring {
///     fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
///         permissions.grant(Ring::NAME, self.value && !self.extensions.has_misfits());
///     }
/// }
/// ```
pub trait Permission: GlobalElement {
    /// Adds what this permits. Nothing here can take away what something else permits. What could not be
    /// read is in the type's `extensions`: with misfits there it has to permit nothing, and nobody else
    /// looks.
    fn permit(&self, semantics: &Semantics, permissions: &mut Permissions);
}

/// A member of `<provide-services>`, `<provide-persons>` or `<provide-devices>` that another
/// vocabulary defines: it tells some components from others.
pub trait Selector<Component>: XmlElement {
    /// The value by which such members are told from each other.
    fn value(&self) -> String;

    /// Whether a component is one of those that this value means.
    fn selects(value: &str, component: &Component) -> bool;

    /// Whether this child of a component is what makes it one of them. Where a component is shown for
    /// nothing else, that child is shown too: without it the component would not pass the filter again
    /// (RFC 5025 §4). None, for a selector that looks at nothing but what is shown in any case.
    fn is_evidence(value: &str, child: ExtensionRef<'_>) -> bool {
        let _ = (value, child);
        false
    }
}

/// A vocabulary with a meaning: what it adds to a [`Semantics`].
pub trait PolicyModule {
    /// Adds everything.
    fn define(semantics: &mut Semantics);
}

/// What conditions and permissions mean. Evaluation knows nothing else: a condition that is not in
/// here is false, a permission that is not in here permits nothing.
///
/// [`Semantics::new`] knows RFC 4745; modules add more.
///
/// ```
/// use sip_policy::Semantics;
/// use sip_policy::pres_rules::PresRules;
///
/// let semantics = Semantics::new().with(PresRules);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Semantics {
    conditions: Vec<(IsKnown, Handler)>,
    entities: Vec<Handler>,
    refinements: Vec<Handler>,
    exclusions: Vec<Handler>,
    actions: Vec<Permit<Actions>>,
    transformations: Vec<Permit<Transformations>>,
    service_members: Vec<ReadMember>,
    person_members: Vec<ReadMember>,
    device_members: Vec<ReadMember>,
    pub(crate) services: Governance<Tuple>,
    pub(crate) statuses: Governance<Status>,
    pub(crate) persons: Governance<Person>,
    pub(crate) devices: Governance<Device>,
    pub(crate) documents: Governance<Presence>,
}

type IsKnown = fn(ExtensionRef<'_>) -> bool;
type Handler = fn(ExtensionRef<'_>, &Situation<'_>) -> Option<Verdict>;
type Permit<H> = fn(&Extensions<H>, &Semantics, &mut Permissions);
type ReadMember = fn(ExtensionRef<'_>) -> Option<Member>;

fn handler<T: Evaluate>(element: ExtensionRef<'_>, situation: &Situation<'_>) -> Option<Verdict> {
    element.get::<T>().map(|element| element.evaluate(situation))
}

impl Semantics {
    /// Common policy alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same and a vocabulary more.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the value only names the type: with(PresRules)"
    )]
    pub fn with<M: PolicyModule>(mut self, module: M) -> Self {
        let _ = module;
        M::define(&mut self);
        self
    }

    /// Lets a condition be understood.
    pub fn condition<T: Evaluate + ExtensionOf<Conditions>>(&mut self) -> &mut Self {
        self.conditions.push((|element| element.get::<T>().is_some(), handler::<T>));
        self
    }

    /// Lets a child of `<identity>` be understood: it is true of those whom it means.
    pub fn entities<T: Evaluate + ExtensionOf<Identity>>(&mut self) -> &mut Self {
        self.entities.push(handler::<T>);
        self
    }

    /// Lets a child of `<one>` be understood: it has to be true too.
    pub fn refinement<T: Evaluate + ExtensionOf<One>>(&mut self) -> &mut Self {
        self.refinements.push(handler::<T>);
        self
    }

    /// Lets a child of `<many>` be understood: it is true of those who are excluded. Only
    /// [`Failure::SomebodyElse`](crate::Failure::SomebodyElse) leaves the watcher in; every other failure
    /// is a doubt, and then the `<many>` is nobody.
    pub fn exclusion<T: Evaluate + ExtensionOf<Many>>(&mut self) -> &mut Self {
        self.exclusions.push(handler::<T>);
        self
    }

    /// Lets an action be understood.
    pub fn action<T: Permission + ExtensionOf<Actions>>(&mut self) -> &mut Self {
        self.actions.push(|extensions, semantics, permissions| {
            extensions.get_all::<T>().for_each(|action| action.permit(semantics, permissions));
        });
        self
    }

    /// Lets a transformation be understood.
    pub fn transformation<T: Permission + ExtensionOf<Transformations>>(&mut self) -> &mut Self {
        self.transformations.push(|extensions, semantics, permissions| {
            let all = extensions.get_all::<T>();
            all.for_each(|transformation| transformation.permit(semantics, permissions));
        });
        self
    }

    /// Lets a member of `<provide-services>` be understood.
    pub fn service_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Tuple> + ExtensionOf<ProvideServices>,
    {
        self.service_members.push(member::<Tuple, T>);
        self.services.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// Lets a member of `<provide-persons>` be understood.
    pub fn person_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Person> + ExtensionOf<ProvidePersons>,
    {
        self.person_members.push(member::<Person, T>);
        self.persons.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// Lets a member of `<provide-devices>` be understood.
    pub fn device_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Device> + ExtensionOf<ProvideDevices>,
    {
        self.device_members.push(member::<Device, T>);
        self.devices.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// What governs the children of `<tuple>`.
    pub fn services(&mut self) -> &mut Governance<Tuple> {
        &mut self.services
    }

    /// What governs the children of `<status>`.
    pub fn statuses(&mut self) -> &mut Governance<Status> {
        &mut self.statuses
    }

    /// What governs the children of `<person>`.
    pub fn persons(&mut self) -> &mut Governance<Person> {
        &mut self.persons
    }

    /// What governs the children of `<device>`.
    pub fn devices(&mut self) -> &mut Governance<Device> {
        &mut self.devices
    }

    /// What governs the children of `<presence>` that are neither of these.
    pub fn documents(&mut self) -> &mut Governance<Presence> {
        &mut self.documents
    }

    pub(crate) fn evaluate_condition(
        &self,
        element: ExtensionRef<'_>,
        situation: &Situation<'_>,
    ) -> Option<Verdict> {
        self.conditions.iter().find_map(|(_, handler)| handler(element, situation))
    }

    pub(crate) fn understands(&self, condition: ExtensionRef<'_>) -> bool {
        self.conditions.iter().any(|(is_known, _)| is_known(condition))
    }

    pub(crate) fn evaluate_entities(
        &self,
        element: ExtensionRef<'_>,
        situation: &Situation<'_>,
    ) -> Option<Verdict> {
        self.entities.iter().find_map(|handler| handler(element, situation))
    }

    pub(crate) fn evaluate_refinement(
        &self,
        element: ExtensionRef<'_>,
        situation: &Situation<'_>,
    ) -> Option<Verdict> {
        self.refinements.iter().find_map(|handler| handler(element, situation))
    }

    pub(crate) fn evaluate_exclusion(
        &self,
        element: ExtensionRef<'_>,
        situation: &Situation<'_>,
    ) -> Option<Verdict> {
        self.exclusions.iter().find_map(|handler| handler(element, situation))
    }

    pub(crate) fn permit_actions(&self, actions: &Actions, permissions: &mut Permissions) {
        self.actions.iter().for_each(|permit| permit(&actions.extensions, self, permissions));
    }

    pub(crate) fn permit_transformations(
        &self,
        transformations: &Transformations,
        permissions: &mut Permissions,
    ) {
        let all = &transformations.extensions;
        self.transformations.iter().for_each(|permit| permit(all, self, permissions));
    }

    pub(crate) fn service_member(&self, element: ExtensionRef<'_>) -> Option<Member> {
        self.service_members.iter().find_map(|read| read(element))
    }

    pub(crate) fn person_member(&self, element: ExtensionRef<'_>) -> Option<Member> {
        self.person_members.iter().find_map(|read| read(element))
    }

    pub(crate) fn device_member(&self, element: ExtensionRef<'_>) -> Option<Member> {
        self.device_members.iter().find_map(|read| read(element))
    }
}

fn member<C, T: Selector<C>>(element: ExtensionRef<'_>) -> Option<Member> {
    element.get::<T>().map(|selector| Member::new(T::NAME, selector.value()))
}
