//! The library itself.

use sip_payloads::presence::Pidf;
use sip_payloads::{ReadOptions, XmlApplication};

use super::{Outcome, Peer, Writer};

/// See the module.
pub struct SipPayloads;

impl Peer for SipPayloads {
    const NAME: &'static str = "sip-payloads";
    type Document<'text> = <Pidf as XmlApplication>::Root;

    fn read(text: &str) -> Outcome<Self::Document<'_>> {
        Ok(sip_payloads::parse_with::<Pidf>(text, &ReadOptions::default())?.document)
    }
}

impl Writer for SipPayloads {
    fn write(document: &Self::Document<'_>) -> Outcome<String> {
        Ok(Pidf::to_xml(document)?)
    }
}
