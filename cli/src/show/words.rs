//! Words for elements whose names are hard to read.

use sip_payloads::ag_projects::{self, Minutes};
use sip_payloads::presence::MustUnderstand;
use sip_payloads::presence::ns::{DATA_MODEL, PIDF};
use sip_payloads::rpid::ns::RPID;
use sip_payloads::xml::XmlValue as _;
use sip_payloads::xml::{Namespace, XmlAttribute as _};

use super::values::{one_line, time, utc_offset, value};
use sip_payloads::xml::outline::{Attribute, Outline};

/// The beginning of an element's line: its name, and the separator before its value.
pub(super) fn heading(node: &Outline) -> (&str, &'static str) {
    match (node.name.namespace.as_str(), node.name.local.as_str()) {
        (PIDF_URI, "contact") => ("contact", " "),
        (PIDF_URI | DATA_MODEL_URI, "timestamp") => ("since", " "),
        (DATA_MODEL_URI, "deviceID") => ("device", " "),
        (_, local) => (local, ": "),
    }
}

/// The text of an element in words, if there is any.
pub(super) fn own_text(node: &Outline) -> Option<String> {
    let text = node.text().filter(|text| !text.text.is_empty())?;
    let words = match (node.name.namespace.as_str(), node.name.local.as_str()) {
        (RPID_URI, "time-offset") => text.text.parse().ok().map(utc_offset),
        (AG_PIDF_URI, "time-offset") => {
            let minutes = Minutes::parse(&text.text).ok();
            minutes.map(|minutes| utc_offset(minutes.east()))
        }
        (PIDF_URI | DATA_MODEL_URI, "timestamp") => time(&text.text),
        (PIDF_URI, "contact") => Some(one_line(&text.text)),
        _ => None,
    };
    Some(words.unwrap_or_else(|| value(text)))
}

/// Whether an element is only an item of a list, so that its name has no meaning: `<s>` and `<l>`
/// of capabilities (RFC 5196).
pub(super) fn is_item(node: &Outline) -> bool {
    let caps = sip_payloads::caps::ns::CAPS.uri();
    node.is(caps, "s") || node.is(caps, "l")
}

/// Whether an attribute is a hint for validators.
pub(super) fn is_hint(attribute: &Attribute) -> bool {
    attribute.name.namespace == Namespace::XSI.uri() && attribute.name.local != "type"
}

/// An attribute in words, if its name is hard to read.
pub(super) fn attribute_words(attribute: &Attribute) -> Option<&'static str> {
    let name = MustUnderstand::NAME;
    let is_mark =
        attribute.name.namespace == name.namespace().uri() && attribute.name.local == name.local();
    match MustUnderstand::parse(&attribute.value.text) {
        Ok(MustUnderstand(true)) if is_mark => Some("must be understood"),
        Ok(MustUnderstand(false)) if is_mark => Some("need not be understood"),
        _ => None,
    }
}

const PIDF_URI: &str = PIDF.uri();
const DATA_MODEL_URI: &str = DATA_MODEL.uri();
const RPID_URI: &str = RPID.uri();
const AG_PIDF_URI: &str = ag_projects::ns::PIDF.uri();
