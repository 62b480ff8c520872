//! The services of a presentity, as an answer sees them.

use std::collections::HashMap;

use xml_app_core::{AnyUri, Name};

use super::{Asking, Availability, Reason, Said, Speaker, is_open};
use crate::composition::device_key;
use crate::meanings::{Subject, Validity};
use crate::must_understand::is_understood;
use crate::{Basic, Device, DeviceId, Tuple, ns};

/// A service that can be reached.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Service<'p> {
    /// The tuple.
    pub tuple: &'p Tuple,
    /// Whether it is likely that someone answers.
    pub availability: Availability,
    /// What it can do, in words: `audio`, `video`, `message`.
    pub capabilities: Vec<String>,
    /// What it is, in words: a service id, the name of a program.
    pub descriptions: Vec<String>,
    /// Who answers, if it is not the presentity: `assistant` (RFC 4480 §3.9).
    pub relationship: Option<String>,
    /// Since when nobody has used it: a time, or `idle`.
    pub idle: Option<String>,
    /// The devices on which it runs.
    pub devices: Vec<&'p Device>,
}

impl<'p> Service<'p> {
    /// The address.
    pub fn contact(&self) -> Option<&'p AnyUri> {
        self.tuple.contact.as_ref().map(|contact| &contact.uri)
    }
}

/// Asterisk's element for the state of Digium phones, in the namespace of PIDF.
const DIGIUM_PRESENCE: Name = Name::new(ns::PIDF, "digium_presence");

impl<'p> Asking<'_, 'p> {
    /// The open services that the program understands, by priority.
    pub(super) fn services(&self) -> Vec<Service<'p>> {
        let tuples = self.presence.tuples_by_priority().into_iter();
        let open = tuples.filter(|tuple| is_open(tuple) && is_usable(tuple));
        let mut devices: HashMap<_, Vec<_>> = HashMap::new();
        for device in self.presence.devices() {
            devices.entry(device_key(&device.device_id.uri)).or_default().push(device);
        }
        open.map(|tuple| self.service(tuple, &devices)).collect()
    }

    fn service(&self, tuple: &'p Tuple, devices: &HashMap<String, Vec<&'p Device>>) -> Service<'p> {
        let named = tuple.extensions.get_all::<DeviceId>();
        let named = named.filter_map(|id| devices.get(&device_key(&id.uri)));
        let words = |subject| {
            let said = self.said_in(&tuple.extensions, Speaker::from(tuple), subject);
            said.into_iter().map(|said| said.word).collect::<Vec<_>>()
        };
        let said = self.availability_said(tuple);
        Service {
            tuple,
            availability: said.map_or(Availability::Available, |(availability, _)| availability),
            capabilities: words(Subject::Capability),
            descriptions: words(Subject::Service),
            relationship: words(Subject::Relationship).into_iter().next(),
            idle: words(Subject::Idle).into_iter().next(),
            devices: named.flatten().copied().collect(),
        }
    }

    /// The best that any service of the presentity itself says.
    pub(super) fn by_services(&self) -> Option<(Availability, Reason<'p>)> {
        let tuples = self.presence.tuples_by_timestamp().into_iter();
        let own = tuples.filter(|tuple| is_usable(tuple) && self.is_own(tuple));
        let judged = own.filter_map(|tuple| {
            let said = self.availability_said(tuple);
            match (tuple.status.basic, said) {
                (Some(Basic::Closed), _) => {
                    Some((Availability::Unavailable, Reason::Closed(tuple)))
                }
                (_, Some((availability, said))) => Some((availability, Reason::Said(said))),
                (Some(Basic::Open), None) => Some((Availability::Available, Reason::Open(tuple))),
                (None, None) => None,
            }
        });
        // The first of the best: the latest.
        judged.fold(None, |best: Option<(Availability, Reason<'p>)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
    }

    /// Whether the presentity itself answers.
    pub(super) fn is_own(&self, tuple: &'p Tuple) -> bool {
        self.said_in(&tuple.extensions, Speaker::from(tuple), Subject::Relationship).is_empty()
    }

    /// What a tuple says about its availability beside open and closed.
    fn availability_said(&self, tuple: &'p Tuple) -> Option<(Availability, Said<'p>)> {
        let speaker = Speaker::from(tuple);
        let mut said = self.said_in(&tuple.status.extensions, speaker, Subject::Availability);
        said.extend(self.said_in(&tuple.extensions, speaker, Subject::Availability));
        said.extend(self.said_in(&tuple.extensions, speaker, Subject::Activity));
        let digium = tuple.status.extensions.raw().find(|raw| raw.name.is(&DIGIUM_PRESENCE));
        said.extend(digium.and_then(|raw| raw.attribute("type")).map(|word| Said {
            word: word.to_owned(),
            by: &tuple.id,
            validity: Validity::ALWAYS,
            since: tuple.timestamp.clone(),
        }));
        said.into_iter().find_map(|said| Some((Availability::of_word(&said.word)?, said)))
    }
}

/// Whether nothing in it has to be understood and is not (RFC 3863 §4.2.3).
fn is_usable(tuple: &Tuple) -> bool {
    is_understood(&tuple.extensions) && is_understood(&tuple.status.extensions)
}
