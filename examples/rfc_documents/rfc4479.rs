//! RFC 4479: a service, a person and a device.

use sip_payloads::caps::{Capability, Method, OptionTag, ServCaps};
use sip_payloads::presence::{Basic, Contact, Device, DeviceId, Person, Presence, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, InputState, UserInput};
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[(
    "RFC 4479 §7.1: service, person and device (with the entity that the RFC's print lacks: \
     erratum 2131)",
    service_person_device,
)];

fn service_person_device() -> Result<Presence, Error> {
    let pc: AnyUri = "mac:8asd7d7d70".parse()?;

    let mut service = Tuple::new("sg89ae".parse()?, Status::from(Basic::Open));
    service.extensions.push(DeviceId::from(pc.clone()));
    service.extensions.set(ServCaps {
        option_tags: Some(Capability::supported([OptionTag::Pref])),
        methods: Some(Capability::supported([Method::Message, Method::Options])),
        ..ServCaps::default()
    });
    service.contact = Some(Contact::new("sip:someone@example.com".parse()?));

    let mut person = Person::new("p1".parse()?);
    person.extensions.set(Activities::from_iter([Activity::OnThePhone]));

    let mut device = Device::new("pc122".parse()?, pc.into());
    device.extensions.set(UserInput::from(InputState::Idle));

    let mut presence = Presence::new("pres:presentity@example.com".parse()?);
    presence.tuples.push(service);
    presence.extensions.push(person);
    presence.extensions.push(device);
    Ok(presence)
}
