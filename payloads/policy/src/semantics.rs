//! The semantics of conditions and permissions: the vocabularies that evaluation knows.

use std::any::TypeId;
use std::collections::HashSet;

use sip_presence::{Device, Person, Presence, Status, Tuple};
use xml_app_core::{
    Error, ErrorKind, ExtensionElement, ExtensionOf, ExtensionRef, Extensions, GlobalElement, Name,
    Registry, RegistryBuilder,
};

use crate::common_policy::{
    Actions, Conditions, Identity, Many, One, Rule, RuleSet, Transformations,
};
use crate::evaluation::{Failure, Situation, Verdict};
use crate::governance::Governance;
use crate::permissions::{Member, Permissions};
use crate::pres_rules::{ProvideDevices, ProvidePersons, ProvideServices};

mod traits;

pub use traits::{Evaluate, Permission, PolicyModule, Selector};

/// Adds the semantics of a vocabulary to a registry, for [`Semantics::of`]. It stands in the declaration of
/// the vocabulary, so that a program adds both at once.
///
/// ```
/// use sip_policy::common_policy::{Actions, CommonPolicy, Rule, RuleSet};
/// use sip_policy::{Permission, Permissions, Policy, PolicyModule, Request, Semantics};
/// use xml_app_core::{Namespace, Registry, XmlElement, vocabulary};
///
/// const BELLS: Namespace = Namespace::new("urn:example:bells", "bell");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = BELLS, name = "ring")]
/// struct Ring {
///     #[xml(text, from)]
///     value: bool,
/// }
///
/// impl Permission for Ring {
///     fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
///         permissions.grant(Ring::NAME, self.value);
///     }
/// }
///
/// vocabulary! {
///     struct Bells: "bells", "the bell founders' handbook";
///     document CommonPolicy: BELLS;
///     extend Actions { Ring }
///     also sip_policy::semantics_of::<Bells>;
/// }
///
/// impl PolicyModule for Bells {
///     fn define(semantics: &mut Semantics) {
///         semantics.action::<Ring>();
///     }
/// }
///
/// let mut builder = Registry::builder();
/// builder.add(Bells)?;
/// let rule = Rule::new("r".parse()?).allow(Ring::from(true));
/// let policy = Policy::new(Semantics::of(&builder.build())?, [RuleSet::from_iter([rule])]);
/// assert!(policy.evaluate(&Request::anonymous()).permissions.is_granted(&Ring::NAME));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// # Errors
/// None.
pub fn semantics_of<M: PolicyModule>(registry: &mut RegistryBuilder) -> Result<(), Error> {
    registry.define(Definition(M::define));
    Ok(())
}

/// The semantics of a vocabulary in a registry.
struct Definition(fn(&mut Semantics));

/// The semantics of conditions and permissions. A condition that is not in it is false; a
/// permission that is not in it permits nothing.
///
/// [`Semantics::new`] has those of RFC 4745; modules add more.
///
/// ```
/// use sip_policy::Semantics;
/// use sip_policy::pres_rules::PresRules;
///
/// let semantics = Semantics::new().with(PresRules);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Semantics {
    /// The elements with semantics, by the types that they extend.
    known: HashSet<(TypeId, Name)>,
    pub(crate) conditions: Handlers,
    pub(crate) entities: Handlers,
    pub(crate) refinements: Handlers,
    pub(crate) exclusions: Handlers,
    actions: Vec<Permit<Actions>>,
    transformations: Vec<Permit<Transformations>>,
    implied: Vec<Implied>,
    pub(crate) service_members: Members,
    pub(crate) person_members: Members,
    pub(crate) device_members: Members,
    pub(crate) services: Governance<Tuple>,
    pub(crate) statuses: Governance<Status>,
    pub(crate) persons: Governance<Person>,
    pub(crate) devices: Governance<Device>,
    pub(crate) documents: Governance<Presence>,
}

type Permit<H> = fn(&Extensions<H>, &Semantics, &mut Permissions);

/// A permission, and whether a document implies it.
type Implied = (fn(&RuleSet) -> bool, Name);

/// The types that are allowed in one place and are true or false for a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Handlers(Vec<Handler>);

#[derive(Debug, Clone)]
struct Handler {
    is_type: fn(ExtensionRef<'_>) -> bool,
    can_be_true: fn(ExtensionRef<'_>) -> Option<Verdict>,
    evaluate: fn(ExtensionRef<'_>, &Situation<'_>) -> Option<Verdict>,
}

/// Whether an element can be true. This is the one place that refuses elements with unexpected
/// content, however deep: that content may have been meant as a restriction.
fn can_be_true<T: Evaluate>(element: &T) -> Verdict {
    if element.element_has_unexpected() {
        return Err(Failure::Unreadable);
    }
    element.can_be_true()
}

/// The permissions of one type. Elements with unexpected content, however deep, permit nothing.
fn readable<H: 'static, T: Permission + ExtensionOf<H>>(
    extensions: &Extensions<H>,
) -> impl Iterator<Item = &T> {
    extensions.get_all::<T>().filter(|permission| !permission.element_has_unexpected())
}

impl Handlers {
    fn add<T: Evaluate>(&mut self) {
        self.0.push(Handler {
            is_type: |element| element.get::<T>().is_some(),
            can_be_true: |element| element.get::<T>().map(can_be_true),
            evaluate: |element, situation| {
                let element = element.get::<T>()?;
                Some(can_be_true(element).and_then(|()| element.evaluate(situation)))
            },
        });
    }

    /// `None` if the type of the element is unknown.
    pub(crate) fn evaluate(
        &self,
        element: ExtensionRef<'_>,
        situation: &Situation<'_>,
    ) -> Option<Verdict> {
        self.0.iter().find_map(|handler| (handler.evaluate)(element, situation))
    }

    /// Whether an element can ever be true. An element of unknown type cannot.
    pub(crate) fn can_be_true(&self, element: ExtensionRef<'_>) -> Verdict {
        let known = self.0.iter().find_map(|handler| (handler.can_be_true)(element));
        known.unwrap_or(Err(Failure::Unknown))
    }

    pub(crate) fn understand(&self, element: ExtensionRef<'_>) -> bool {
        self.0.iter().any(|handler| (handler.is_type)(element))
    }
}

/// The types of other vocabularies that are allowed in one set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Members(Vec<fn(ExtensionRef<'_>) -> Option<Member>>);

impl Members {
    fn add<C, T: Selector<C>>(&mut self) {
        self.0.push(|element| {
            element.get::<T>().map(|selector| Member::new(T::NAME, selector.value()))
        });
    }

    /// The member for an element; `None` if its type is unknown.
    pub(crate) fn read<H>(&self, element: &ExtensionElement<H>) -> Option<Member> {
        let element = element.element();
        self.0.iter().find_map(|read| read(element))
    }
}

impl Semantics {
    /// Common policy only.
    pub fn new() -> Self {
        Self::default()
    }

    /// The semantics of all vocabularies in a registry that [define](semantics_of) them.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](xml_app_core::ErrorKind::Conflict) if a vocabulary adds a condition, an action, a
    /// transformation or a part of one to the registry and no semantics for it: rules with it could never
    /// match, or would permit nothing.
    ///
    /// ```
    /// use sip_policy::Semantics;
    /// use sip_policy::common_policy::{Actions, CommonPolicy};
    /// use xml_app_core::{Namespace, Registry, XmlElement, vocabulary};
    ///
    /// const BELLS: Namespace = Namespace::new("urn:example:bells", "bell");
    ///
    /// #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// #[xml(namespace = BELLS, name = "ring")]
    /// struct Ring;
    ///
    /// vocabulary! {
    ///     struct Bells: "bells", "the bell founders' handbook";
    ///     document CommonPolicy: BELLS;
    ///     extend Actions { Ring }
    /// }
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Bells)?;
    /// let error = Semantics::of(&builder.build()).unwrap_err();
    /// assert_eq!(error.message(), "no semantics for {urn:example:bells}ring, which extends Actions");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn of(registry: &Registry) -> Result<Self, Error> {
        let mut semantics = Self::new();
        for Definition(define) in registry.definitions() {
            define(&mut semantics);
        }
        semantics.expect::<Conditions>("Conditions", registry)?;
        semantics.expect::<Identity>("Identity", registry)?;
        semantics.expect::<One>("One", registry)?;
        semantics.expect::<Many>("Many", registry)?;
        semantics.expect::<Actions>("Actions", registry)?;
        semantics.expect::<Transformations>("Transformations", registry)?;
        semantics.expect::<ProvideServices>("ProvideServices", registry)?;
        semantics.expect::<ProvidePersons>("ProvidePersons", registry)?;
        semantics.expect::<ProvideDevices>("ProvideDevices", registry)?;
        Ok(semantics)
    }

    /// Refuses an extension of a type without semantics.
    fn expect<H: 'static>(&self, host: &str, registry: &Registry) -> Result<(), Error> {
        let is_unknown = |name: &Name| !self.known.contains(&(TypeId::of::<H>(), *name));
        match registry.extensions_of::<H>().find(is_unknown) {
            Some(name) => {
                let message = format!("no semantics for {name}, which extends {host}");
                Err(Error::new(ErrorKind::Conflict, message))
            }
            None => Ok(()),
        }
    }

    fn know<H: 'static, T: GlobalElement>(&mut self) {
        self.known.extend(T::NAMES.iter().map(|name| (TypeId::of::<H>(), *name)));
    }

    /// The same semantics with another vocabulary.
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

    /// Adds a condition.
    pub fn condition<T: Evaluate + ExtensionOf<Conditions>>(&mut self) -> &mut Self {
        self.know::<Conditions, T>();
        self.conditions.add::<T>();
        self
    }

    /// Adds a child of `<identity>`. It is true for the watchers that it matches.
    pub fn entities<T: Evaluate + ExtensionOf<Identity>>(&mut self) -> &mut Self {
        self.know::<Identity, T>();
        self.entities.add::<T>();
        self
    }

    /// Adds a child of `<one>`, which has to be true too.
    pub fn refinement<T: Evaluate + ExtensionOf<One>>(&mut self) -> &mut Self {
        self.know::<One, T>();
        self.refinements.add::<T>();
        self
    }

    /// Adds a child of `<many>`. It is true for the watchers that it excludes. Only
    /// [`Failure::SomebodyElse`](crate::Failure::SomebodyElse) means that the watcher is not
    /// excluded; after every other failure the `<many>` matches no watcher.
    pub fn exclusion<T: Evaluate + ExtensionOf<Many>>(&mut self) -> &mut Self {
        self.know::<Many, T>();
        self.exclusions.add::<T>();
        self
    }

    /// Adds an action.
    pub fn action<T: Permission + ExtensionOf<Actions>>(&mut self) -> &mut Self {
        self.know::<Actions, T>();
        self.actions.push(|extensions, semantics, permissions| {
            readable::<_, T>(extensions).for_each(|action| action.permit(semantics, permissions));
        });
        self
    }

    /// Adds a transformation.
    pub fn transformation<T: Permission + ExtensionOf<Transformations>>(&mut self) -> &mut Self {
        self.know::<Transformations, T>();
        self.transformations.push(|extensions, semantics, permissions| {
            let all = readable::<_, T>(extensions);
            all.for_each(|transformation| transformation.permit(semantics, permissions));
        });
        self
    }

    /// Adds a member of `<provide-services>`.
    pub fn service_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Tuple> + ExtensionOf<ProvideServices>,
    {
        self.know::<ProvideServices, T>();
        self.service_members.add::<Tuple, T>();
        self.services.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// Adds a member of `<provide-persons>`.
    pub fn person_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Person> + ExtensionOf<ProvidePersons>,
    {
        self.know::<ProvidePersons, T>();
        self.person_members.add::<Person, T>();
        self.persons.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// Adds a member of `<provide-devices>`.
    pub fn device_selector<T>(&mut self) -> &mut Self
    where
        T: Selector<Device> + ExtensionOf<ProvideDevices>,
    {
        self.know::<ProvideDevices, T>();
        self.device_members.add::<Device, T>();
        self.devices.select(T::NAME, T::selects, T::is_evidence);
        self
    }

    /// Adds an implied boolean permission, for which a vocabulary has no element. `by` says whether
    /// a document uses the vocabulary. If one does, every watcher with any permission by these
    /// documents has this permission too. [`Permissions::iter`] does not list it.
    pub fn implied(&mut self, permission: Name, by: fn(&RuleSet) -> bool) -> &mut Self {
        self.implied.push((by, permission));
        self
    }

    /// The permissions that a document implies.
    pub(crate) fn implied_by<'s>(
        &'s self,
        rules: &RuleSet,
    ) -> impl Iterator<Item = Name> + use<'s> {
        let implied: Vec<_> = self.implied.iter().filter(|(by, _)| by(rules)).collect();
        implied.into_iter().map(|(_, permission)| *permission)
    }

    /// The permissions for the children of `<tuple>`.
    pub fn services(&mut self) -> &mut Governance<Tuple> {
        &mut self.services
    }

    /// The permissions for the children of `<status>`.
    pub fn statuses(&mut self) -> &mut Governance<Status> {
        &mut self.statuses
    }

    /// The permissions for the children of `<person>`.
    pub fn persons(&mut self) -> &mut Governance<Person> {
        &mut self.persons
    }

    /// The permissions for the children of `<device>`.
    pub fn devices(&mut self) -> &mut Governance<Device> {
        &mut self.devices
    }

    /// The permissions for the other children of `<presence>`.
    pub fn documents(&mut self) -> &mut Governance<Presence> {
        &mut self.documents
    }

    /// The permissions that a rule grants if it matches.
    pub fn permissions(&self, rule: &Rule) -> Permissions {
        let mut permissions = Permissions::new();
        self.permit(rule, &mut permissions);
        permissions
    }

    /// Adds the permissions that a rule grants if it matches.
    pub(crate) fn permit(&self, rule: &Rule, permissions: &mut Permissions) {
        if let Some(actions) = &rule.actions {
            self.permit_actions(actions, permissions);
        }
        if let Some(transformations) = &rule.transformations {
            self.permit_transformations(transformations, permissions);
        }
    }

    fn permit_actions(&self, actions: &Actions, permissions: &mut Permissions) {
        self.actions.iter().for_each(|permit| permit(&actions.extensions, self, permissions));
    }

    fn permit_transformations(
        &self,
        transformations: &Transformations,
        permissions: &mut Permissions,
    ) {
        let all = &transformations.extensions;
        self.transformations.iter().for_each(|permit| permit(all, self, permissions));
    }
}
