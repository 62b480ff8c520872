//! RFC 5025 §3.3: the presence document that a watcher gets.

use sip_presence::{Basic, Device, Person, Presence, Status, Tuple};
use xml_app_core::{AnyUri, ExtensionRef, Extensions, Id, Name, XmlElement};

use crate::governance::{Selection, is_inherited};
use crate::pres_rules::{SubHandlingValue, permission, selector};
use crate::selected::Selected;
use crate::{Permissions, Semantics};

/// What the server sends to a watcher (RFC 5025 §3.2.1).
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    /// No document, and the subscription ends: `block`.
    Rejected,
    /// No document yet: `confirm`.
    Pending,
    /// A document: the filtered one for `allow`, a [`polite`](polite_block) one for `polite-block`.
    Document(Presence),
}

impl Delivery {
    /// The value of the header field Subscription-State, without the time at which the subscription expires
    /// (RFC 6665 §4.1.3).
    ///
    /// ```
    /// use sip_policy::Delivery;
    /// use sip_presence::Presence;
    ///
    /// assert_eq!(Delivery::Rejected.subscription_state(), "terminated;reason=rejected");
    /// assert_eq!(Delivery::Pending.subscription_state(), "pending");
    /// let delivery = Delivery::Document(Presence::new("sip:alice@example.com".parse()?));
    /// assert_eq!(delivery.subscription_state(), "active");
    /// assert_eq!(delivery.document().unwrap().entity, "sip:alice@example.com");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn subscription_state(&self) -> &'static str {
        match self {
            Self::Rejected => "terminated;reason=rejected",
            Self::Pending => "pending",
            Self::Document(_) => "active",
        }
    }

    /// The document, if the watcher gets one.
    pub fn document(&self) -> Option<&Presence> {
        match self {
            Self::Document(document) => Some(document),
            Self::Rejected | Self::Pending => None,
        }
    }
}

/// What the server sends to a watcher with these permissions.
///
/// ```
/// use sip_policy::pres_rules::SubHandlingValue;
/// use sip_policy::pres_rules::permission::SUB_HANDLING;
/// use sip_policy::{Delivery, Permissions, Semantics, deliver};
/// use sip_presence::Presence;
///
/// let presence = Presence::new("sip:alice@example.com".parse()?);
/// let mut permissions = Permissions::new();
/// assert_eq!(deliver(&presence, &permissions, &Semantics::new()), Delivery::Rejected);
/// permissions.raise(SUB_HANDLING, SubHandlingValue::Allow.into());
/// assert_eq!(deliver(&presence, &permissions, &Semantics::new()), Delivery::Document(presence));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn deliver(presence: &Presence, permissions: &Permissions, semantics: &Semantics) -> Delivery {
    match permissions.sub_handling() {
        SubHandlingValue::Block => Delivery::Rejected,
        SubHandlingValue::Confirm => Delivery::Pending,
        SubHandlingValue::PoliteBlock => Delivery::Document(polite_block(&presence.entity)),
        SubHandlingValue::Allow => Delivery::Document(filter(presence, permissions, semantics)),
    }
}

/// A document for `polite-block`: a single closed service, and nothing else (RFC 5025 §3.2.1).
///
/// ```
/// use sip_policy::polite_block;
///
/// let document = polite_block(&"sip:alice@example.com".parse()?);
/// assert_eq!(document.tuples.len(), 1);
/// assert!(!document.is_open());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn polite_block(presentity: &AnyUri) -> Presence {
    let mut presence = Presence::new(presentity.clone());
    presence.tuples.push(Tuple::new(Id::from_any("service"), Status::from(Basic::Closed)));
    presence
}

/// The part of a document that the transformations show (RFC 5025 §3.3), independent of
/// sub-handling.
///
/// Filtering twice gives the same result as once (RFC 5025 §4). Therefore a class that is not
/// permitted is kept if it is the only reason why the component is shown: without it, the second
/// filtering would remove the component.
///
/// ```
/// use sip_policy::pres_rules::{PresRules, permission, selector};
/// use sip_policy::{Member, Permissions, Semantics, filter};
/// use sip_presence::{Note, Person, Presence};
///
/// let mut person = Person::new("p1".parse()?);
/// person.notes.push(Note::from("Scoring 120"));
/// let mut presence = Presence::new("sip:alice@example.com".parse()?);
/// presence.push_person(person);
///
/// let mut permissions = Permissions::new();
/// permissions.add(permission::PROVIDE_PERSONS, Member::new(selector::ALL_PERSONS, ""));
/// let semantics = Semantics::new().with(PresRules);
/// let seen = filter(&presence, &permissions, &semantics);
/// assert!(seen.person().unwrap().notes.is_empty());
/// permissions.grant(permission::PROVIDE_NOTE, true);
/// assert_eq!(filter(&presence, &permissions, &semantics), presence);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn filter(presence: &Presence, permissions: &Permissions, semantics: &Semantics) -> Presence {
    let filter = Filter {
        permissions,
        semantics,
        all: permissions.is_granted(&permission::PROVIDE_ALL_ATTRIBUTES),
        notes: permissions.is_granted(&permission::PROVIDE_NOTE),
        services: Selected::of(
            permissions,
            &permission::PROVIDE_SERVICES,
            selector::ALL_SERVICES,
            Some(selector::SERVICE_URI),
        ),
        persons: Selected::of(
            permissions,
            &permission::PROVIDE_PERSONS,
            selector::ALL_PERSONS,
            None,
        ),
        devices: Selected::of(
            permissions,
            &permission::PROVIDE_DEVICES,
            selector::ALL_DEVICES,
            Some(selector::DEVICE_ID),
        ),
    };
    let mut filtered = Presence::new(presence.entity.clone());
    filtered.tuples = presence.tuples.iter().filter_map(|tuple| filter.tuple(tuple)).collect();
    filtered.extensions = presence.extensions.clone();
    filter.components(&mut filtered);
    if filter.shows_notes_of(&filtered) {
        filtered.notes.clone_from(&presence.notes);
    }
    filtered
}

struct Filter<'f> {
    permissions: &'f Permissions,
    semantics: &'f Semantics,
    all: bool,
    notes: bool,
    services: Selected<'f>,
    persons: Selected<'f>,
    devices: Selected<'f>,
}

impl Filter<'_> {
    /// The notes of the document describe the person (RFC 4479 §5), and there is no permission for
    /// them. They are shown as notes to every watcher who sees anything.
    fn shows_notes_of(&self, filtered: &Presence) -> bool {
        let sees_something = !filtered.tuples.is_empty()
            || filtered.persons().next().is_some()
            || filtered.devices().next().is_some();
        (self.notes || self.all) && (sees_something || self.persons.is_everything())
    }

    fn tuple(&self, tuple: &Tuple) -> Option<Tuple> {
        let services = &self.semantics.services;
        let contact = tuple.contact.as_ref().map(|contact| &contact.uri);
        let is_told = self.services.by_id(tuple.id.as_str())
            || contact.is_some_and(|uri| self.services.by_uri(uri));
        let by = match is_told {
            true => Selection::Always,
            false => self.services.by_child(services, tuple, &tuple.extensions)?,
        };
        let mut tuple = tuple.clone();
        if self.all {
            without_components(&mut tuple.extensions);
        } else {
            services.filter(&mut tuple.extensions, self.permissions, by, true);
            let status = &mut tuple.status.extensions;
            self.semantics.statuses.filter(status, self.permissions, Selection::None, false);
            if let Some(contact) = &mut tuple.contact {
                contact.unexpected.remove_unexpected();
            }
            if !self.notes {
                tuple.notes.clear();
            }
        }
        Some(tuple)
    }

    /// Filters persons, devices and other elements beside the tuples. The permission for unknown
    /// attributes applies to components only, so unknown elements are removed here.
    fn components(&self, presence: &mut Presence) {
        let extensions = &mut presence.extensions;
        let documents = &self.semantics.documents;
        extensions.strip(is_inherited);
        extensions.retain_elements(|element| {
            if let Some(person) = element.get::<Person>() {
                self.selects_person(person).is_some()
            } else if let Some(device) = element.get::<Device>() {
                self.selects_device(device).is_some()
            } else {
                documents.is_shown(element, self.permissions, false)
            }
        });
        documents.reduce(extensions, self.permissions, Selection::None);
        for person in extensions.get_all_mut::<Person>() {
            if self.all {
                without_components(&mut person.extensions);
                continue;
            }
            let by = self.selects_person(person).unwrap_or(Selection::None);
            self.semantics.persons.filter(&mut person.extensions, self.permissions, by, true);
            if !self.notes {
                person.notes.clear();
            }
        }
        for device in extensions.get_all_mut::<Device>() {
            if self.all {
                without_components(&mut device.extensions);
                continue;
            }
            let by = self.selects_device(device).unwrap_or(Selection::None);
            self.semantics.devices.filter(&mut device.extensions, self.permissions, by, true);
            device.device_id.unexpected.remove_unexpected();
            if !self.notes {
                device.notes.clear();
            }
        }
    }

    fn selects_person(&self, person: &Person) -> Option<Selection<'_>> {
        if self.persons.by_id(person.id.as_str()) {
            return Some(Selection::Always);
        }
        self.persons.by_child(&self.semantics.persons, person, &person.extensions)
    }

    fn selects_device(&self, device: &Device) -> Option<Selection<'_>> {
        if self.devices.by_id(device.id.as_str()) || self.devices.by_uri(&device.device_id.uri) {
            return Some(Selection::Always);
        }
        self.devices.by_child(&self.semantics.devices, device, &device.extensions)
    }
}

const TUPLE: Name = Name::new(sip_presence::ns::PIDF, "tuple");

/// A person inside a service is not an attribute of it: the permission for all attributes does not
/// show it.
fn without_components<Host>(extensions: &mut Extensions<Host>) {
    let is_component = |element: ExtensionRef<'_>| {
        [Person::NAME, Device::NAME, TUPLE].iter().any(|name| element.is(name))
    };
    if extensions.iter().any(is_component) {
        extensions.retain_elements(|element| !is_component(element));
    }
}
