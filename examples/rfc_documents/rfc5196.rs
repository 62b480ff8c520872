//! RFC 5196: capabilities of a service and of a device.

use sip_payloads::Error;
use sip_payloads::caps::{
    Capability, DevCaps, DuplexMode, LowerThan, Method, Mobility, Schemes, ServCaps,
};
use sip_payloads::presence::{Basic, Contact, Device, Note, Presence, Status, Tuple};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[(
    "RFC 5196 §5: capabilities of a service and of a device (prefix mod in the RFC; its \
     descriptions without the line breaks around them)",
    capabilities,
)];

fn capabilities() -> Result<Presence, Error> {
    let mut service = Tuple::new("joi9877866786ua9".parse()?, Status::from(Basic::Open));
    service.extensions.set(ServCaps {
        audio: Some(true),
        descriptions: vec![
            Note::new("Example service").in_language("en".parse()?),
            Note::new("Pe'lda szolga'ltata's").in_language("hu".parse()?),
        ],
        duplex: Some(Capability::supported([DuplexMode::Full])),
        message: Some(true),
        methods: Some(Capability::supported([
            Method::Ack,
            Method::Bye,
            Method::Invite,
            Method::Message,
        ])),
        priority: Some(Capability::supported(LowerThan::new(10))),
        schemes: Some(Capability::supported(Schemes::from(["sip"]))),
        video: Some(false),
        ..ServCaps::default()
    });
    service.contact = Some(Contact::new("sip:someone@example.com".parse()?));

    let device_id = "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a".parse()?;
    let mut device = Device::new("hgt67".parse()?, device_id);
    device.extensions.set(DevCaps {
        mobility: Some(Capability::supported([Mobility::Mobile])),
        ..DevCaps::default()
    });

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples.push(service);
    presence.extensions.push(device);
    Ok(presence)
}
