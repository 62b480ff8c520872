//! Which permission governs which element of a presence document.

use std::collections::HashSet;
use std::fmt;

use xml_app_core::{
    ExtensionOf, ExtensionRef, Extensions, GlobalElement, Name, Namespace, RawAttribute,
};

use crate::pres_rules::permission::PROVIDE_UNKNOWN_ATTRIBUTE;
use crate::{Member, Permissions};

/// An element of presence documents that a permission governs. Elements that nothing governs are
/// shown by `<provide-unknown-attribute>` only (RFC 5025 §3.3.2.14).
///
/// ```
/// use sip_policy::{Governed, Permissions, Visibility};
/// use xml_app_core::{Name, Namespace, Unexpected, XmlElement};
///
/// const NS: Namespace = Namespace::new("urn:example:hats", "hat");
/// const PROVIDE_HAT: Name = Name::new(NS, "provide-hat");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "hat")]
/// struct Hat {
///     #[xml(attribute)]
///     size: Option<u8>,
///     unexpected: Unexpected,
/// }
///
/// impl Governed for Hat {
///     fn visibility(permissions: &Permissions) -> Visibility {
///         Visibility::reduced_if(permissions.is_granted(&PROVIDE_HAT))
///     }
///
///     fn reduce(&mut self, _: &Permissions) {
///         self.size = None;
///     }
/// }
/// ```
pub trait Governed: GlobalElement {
    /// How much of the element is shown.
    fn visibility(permissions: &Permissions) -> Visibility;

    /// Removes what is not shown, if only a part is shown. It has to be idempotent.
    fn reduce(&mut self, _permissions: &Permissions) {}
}

/// How much of an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// None of it.
    Hidden,
    /// A part: what [`Governed::reduce`] leaves. An element that could not be read as its type
    /// cannot be reduced, and is hidden.
    Reduced,
    /// All of it.
    Whole,
}

impl Visibility {
    /// All or nothing.
    ///
    /// ```
    /// use sip_policy::Visibility;
    ///
    /// assert_eq!(Visibility::whole_if(true), Visibility::Whole);
    /// assert_eq!(Visibility::whole_if(false), Visibility::Hidden);
    /// ```
    pub const fn whole_if(shown: bool) -> Self {
        if shown { Self::Whole } else { Self::Hidden }
    }

    /// A part or nothing.
    pub const fn reduced_if(shown: bool) -> Self {
        if shown { Self::Reduced } else { Self::Hidden }
    }
}

/// The `<class>` of RPID, by which `<provide-persons>` and similar permissions select components.
///
/// ```
/// use sip_policy::{Classifies, Semantics};
/// use sip_presence::Person;
/// use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:crowd", "x");
///
/// /// `<x:crowd>`
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "crowd")]
/// struct Crowd {
///     #[xml(text)]
///     name: String,
/// }
/// impl ExtensionOf<Person> for Crowd {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// impl Classifies for Crowd {
///     fn class(&self) -> Option<&str> {
///         Some(&self.name)
///     }
/// }
///
/// Semantics::new().persons().class::<Crowd>();
/// ```
pub trait Classifies: GlobalElement {
    /// The class; `None`, if it could not be read as its type.
    fn class(&self) -> Option<&str>;
}

/// Which permissions govern the children of `Host`, and how its occurrences are identified.
///
/// ```
/// use sip_policy::{Permissions, Semantics, filter};
/// use sip_presence::{Basic, Presence, Status, Tuple};
/// use xml_app_core::{Name, Namespace};
/// # use sip_policy::{Member, pres_rules::{permission::PROVIDE_SERVICES, selector}};
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// const PROVIDE_HAT: Name = Name::new(HATS, "provide-hat");
///
/// let mut semantics = Semantics::new();
/// let hat = Name::new(HATS, "hat");
/// semantics.services().governs_name(hat, |given| given.is_granted(&PROVIDE_HAT));
///
/// let mut tuple = Tuple::new("t1".parse()?, Status::from(Basic::Open));
/// tuple.extensions.push_raw("<hat xmlns='urn:example:hats'/>".parse()?);
/// let mut presence = Presence::new("sip:alice@example.com".parse()?);
/// presence.tuples.push(tuple);
/// let mut permissions = Permissions::new();
/// # permissions.add(PROVIDE_SERVICES, Member::new(selector::ALL_SERVICES, ""));
/// assert_eq!(filter(&presence, &permissions, &semantics).tuples[0].extensions.len(), 0);
/// permissions.grant(PROVIDE_HAT, true);
/// assert_eq!(filter(&presence, &permissions, &semantics).tuples[0].extensions.len(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub struct Governance<Host> {
    governed: Vec<Entry<Host>>,
    named: Vec<Named>,
    claimed: Vec<&'static str>,
    selectors: Vec<Choose<Host>>,
    class: Option<ClassOf>,
}

/// The class in an element, if it is a class element.
type ClassOf = for<'e> fn(ExtensionRef<'e>) -> Option<&'e str>;

type Named = (Name, fn(&Permissions) -> bool);

struct Entry<Host> {
    names: &'static [Name],
    visibility: fn(&Permissions) -> Visibility,
    is_type: fn(ExtensionRef<'_>) -> bool,
    reduce: fn(&mut Extensions<Host>, &Permissions, Selection<'_>),
}

struct Choose<Host> {
    kind: Name,
    selects: fn(&str, &Host) -> bool,
    is_evidence: IsEvidence,
}

type IsEvidence = fn(&str, ExtensionRef<'_>) -> bool;

/// Whether a member of a set selects a component, and by which element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Selection<'m> {
    None,
    /// By a child that is shown if it is permitted, or because it selects the component.
    By(&'m str, IsEvidence),
    /// By a child with this class, which is then shown too.
    Class(&'m str, ClassOf),
    /// By an element that is always shown.
    Always,
}

impl Selection<'_> {
    fn is_by(&self, child: ExtensionRef<'_>) -> bool {
        match self {
            Self::By(value, is_evidence) => is_evidence(value, child),
            Self::Class(class, class_of) => class_of(child) == Some(*class),
            Self::None | Self::Always => false,
        }
    }
}

/// Whether an attribute applies to all content of its element, such as the language of notes or the
/// base of references. It is kept on elements that are shown.
pub(crate) fn is_inherited(attribute: &RawAttribute) -> bool {
    attribute.name.namespace() == Namespace::XML.uri()
        && matches!(attribute.name.local(), "lang" | "base" | "space")
}

impl<Host: 'static> Governance<Host> {
    /// Lets a permission govern an element. The first registration for an element wins.
    ///
    /// ```
    /// use sip_policy::{Governed, Permissions, Semantics, Visibility};
    /// use sip_presence::Tuple;
    /// use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
    /// # const NS: Namespace = Namespace::new("urn:example:hats", "hat");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = NS, name = "hat")]
    /// # struct Hat { #[xml(text)] model: String }
    /// # impl ExtensionOf<Tuple> for Hat { const REGISTRATION: Registration = Registration::ByHand; }
    ///
    /// impl Governed for Hat {
    ///     fn visibility(permissions: &Permissions) -> Visibility {
    ///         Visibility::whole_if(permissions.is_granted(&Hat::NAME))
    ///     }
    /// }
    ///
    /// let mut semantics = Semantics::new();
    /// // Other elements of the namespace are hidden, and not taken for unknown attributes.
    /// semantics.services().governs::<Hat>().claims(NS);
    /// ```
    pub fn governs<T: Governed + ExtensionOf<Host>>(&mut self) -> &mut Self {
        self.governed.push(Entry {
            names: T::NAMES,
            visibility: T::visibility,
            is_type: |element| element.get::<T>().is_some(),
            reduce: |extensions, permissions, by| {
                let elements = extensions.get_all_mut::<T>();
                let reduced = elements.filter(|element| !by.is_by(ExtensionRef::Typed(&**element)));
                reduced.for_each(|element| element.reduce(permissions));
            },
        });
        self
    }

    /// Lets a permission govern an element for which the program may have no type: all of it is
    /// shown, or nothing. The first registration for an element wins; one for a type comes before
    /// one for a name.
    pub fn governs_name(&mut self, name: Name, is_shown: fn(&Permissions) -> bool) -> &mut Self {
        self.named.push((name, is_shown));
        self
    }

    /// Claims all elements of a namespace: those that no permission governs are hidden, and never
    /// count as unknown.
    pub fn claims(&mut self, namespace: Namespace) -> &mut Self {
        self.claimed.push(namespace.uri());
        self
    }

    /// Sets the class element of the host. The first registration wins.
    pub fn class<T: Classifies + ExtensionOf<Host>>(&mut self) -> &mut Self {
        self.class.get_or_insert(|child| child.get::<T>().and_then(Classifies::class));
        self
    }

    pub(crate) fn select(
        &mut self,
        kind: Name,
        selects: fn(&str, &Host) -> bool,
        is_evidence: IsEvidence,
    ) {
        self.selectors.push(Choose { kind, selects, is_evidence });
    }

    /// The first class of a component that is in this set.
    pub(crate) fn class_among<'m>(
        &self,
        extensions: &Extensions<Host>,
        classes: &HashSet<&'m str>,
    ) -> Option<Selection<'m>> {
        let class_of = self.class.filter(|_| !classes.is_empty())?;
        let class = extensions.iter().filter_map(class_of).find_map(|class| classes.get(class))?;
        Some(Selection::Class(class, class_of))
    }

    /// Whether a member of another vocabulary selects a component.
    pub(crate) fn selected_by<'m>(&self, member: &'m Member, host: &Host) -> Option<Selection<'m>> {
        let known = self.selectors.iter().find(|known| known.kind == member.kind)?;
        let is_meant = (known.selects)(&member.value, host);
        is_meant.then_some(Selection::By(&member.value, known.is_evidence))
    }

    /// Removes everything that is not shown. `by` is the element that selected the host; it is
    /// kept, because the host has to pass a second filtering. `unknown` says whether unknown
    /// attributes can be shown here.
    pub(crate) fn filter(
        &self,
        extensions: &mut Extensions<Host>,
        permissions: &Permissions,
        by: Selection<'_>,
        unknown: bool,
    ) {
        extensions.strip(is_inherited);
        extensions.retain_elements(|element| {
            by.is_by(element) || self.is_shown(element, permissions, unknown)
        });
        self.reduce(extensions, permissions, by);
    }

    /// Removes the hidden parts of the elements that are shown; the element that selected the host
    /// is kept whole.
    pub(crate) fn reduce(
        &self,
        extensions: &mut Extensions<Host>,
        permissions: &Permissions,
        by: Selection<'_>,
    ) {
        for entry in &self.governed {
            if (entry.visibility)(permissions) == Visibility::Reduced {
                (entry.reduce)(extensions, permissions, by);
            }
        }
    }

    pub(crate) fn is_shown(
        &self,
        element: ExtensionRef<'_>,
        permissions: &Permissions,
        unknown: bool,
    ) -> bool {
        let governed = |entry: &&Entry<Host>| entry.names.iter().any(|name| element.is(name));
        if let Some(entry) = self.governed.iter().find(governed) {
            return match (entry.visibility)(permissions) {
                Visibility::Hidden => false,
                Visibility::Reduced => (entry.is_type)(element),
                Visibility::Whole => true,
            };
        }
        if let Some((_, is_shown)) = self.named.iter().find(|(name, _)| element.is(name)) {
            return is_shown(permissions);
        }
        unknown
            && !self.claimed.contains(&element.namespace())
            && permissions.members(&PROVIDE_UNKNOWN_ATTRIBUTE).next().is_some()
            && permissions.has_member(
                &PROVIDE_UNKNOWN_ATTRIBUTE,
                &Member::unknown_attribute(element.namespace(), element.local()),
            )
    }
}

impl<Host> Default for Governance<Host> {
    fn default() -> Self {
        Self {
            governed: Vec::new(),
            named: Vec::new(),
            claimed: Vec::new(),
            selectors: Vec::new(),
            class: None,
        }
    }
}

impl<Host> Clone for Governance<Host> {
    fn clone(&self) -> Self {
        Self {
            governed: self.governed.clone(),
            named: self.named.clone(),
            claimed: self.claimed.clone(),
            selectors: self.selectors.clone(),
            class: self.class,
        }
    }
}

impl<Host> Clone for Entry<Host> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Host> Copy for Entry<Host> {}

impl<Host> Clone for Choose<Host> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Host> Copy for Choose<Host> {}

impl<Host> fmt::Debug for Governance<Host> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.governed.iter().flat_map(|entry| entry.names);
        f.debug_list().entries(names).entries(self.named.iter().map(|(name, _)| name)).finish()
    }
}
