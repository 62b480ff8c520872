//! RFC 3863: PIDF, and elements of other vocabularies.

use sip_payloads::Error;
use sip_payloads::presence::{Basic, Contact, Note, Presence, Status, Tuple};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[
    (
        "RFC 3863 §4.2.2: the smallest document of use (the RFC's two prints, with and without \
         prefixes, are this one value)",
        smallest,
    ),
    ("RFC 3863 §4.2.4: a status value of one's own", own_status),
    ("RFC 3863 §4.3.1: default namespace, with extensions of the status", status_extensions),
    (
        "RFC 3863 §4.3.2: extensions of the tuple and of the document (the RFC prints prefix \
         impp, which means the same)",
        other_extensions,
    ),
    (
        "RFC 3863 §4.3.3: an extension that must be understood (prefix impp in the RFC)",
        must_understand,
    ),
];

fn smallest() -> Result<Presence, Error> {
    let mut phone = open("sg89ae")?;
    phone.contact = Some(Contact::new("tel:+09012345678".parse()?).with_priority("0.8".parse()?));
    presence([phone])
}

fn own_status() -> Result<Presence, Error> {
    let mut tuple = open("ub93s3")?;
    tuple.status.extensions.push_raw(
        "<local:location xmlns:local='urn:example-com:pidf-status-type'>home</local:location>"
            .parse()?,
    );
    tuple.contact = Some(Contact::new("im:someone@example.com".parse()?));
    presence([tuple])
}

fn status_extensions() -> Result<Presence, Error> {
    let mut mobile = open("bs35r9")?;
    mobile
        .status
        .extensions
        .push_raw("<im:im xmlns:im='urn:ietf:params:xml:ns:pidf:im'>busy</im:im>".parse()?);
    mobile.status.extensions.push_raw(
        "<myex:location xmlns:myex='http://id.example.com/presence/'>home</myex:location>"
            .parse()?,
    );
    mobile.contact =
        Some(Contact::new("im:someone@mobilecarrier.net".parse()?).with_priority("0.8".parse()?));
    mobile.notes = vec![
        Note::new("Don't Disturb Please!").in_language("en".parse()?),
        Note::new("Ne derangez pas, s'il vous plait").in_language("fr".parse()?),
    ];
    mobile.timestamp = Some("2001-10-27T16:49:29Z".parse()?);

    let mut mail = open("eg92n8")?;
    mail.contact =
        Some(Contact::new("mailto:someone@example.com".parse()?).with_priority("1.0".parse()?));

    let mut presence = presence([mobile, mail])?;
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    Ok(presence)
}

fn other_extensions() -> Result<Presence, Error> {
    let mut phone = open("ck38g9")?;
    phone.extensions.push_raw(
        "<myex:mytupletag xmlns:myex='http://id.example.com/presence/'>\
         Extended value in tuple</myex:mytupletag>"
            .parse()?,
    );
    phone.contact = Some(Contact::new("tel:+09012345678".parse()?).with_priority("0.65".parse()?));

    let mut mobile = open("md66je")?;
    mobile.contact =
        Some(Contact::new("im:someone@mobilecarrier.net".parse()?).with_priority("1.0".parse()?));

    let mut presence = presence([phone, mobile])?;
    presence.extensions.push_raw(
        "<myex:mytag xmlns:myex='http://id.example.com/presence/'>\
         My extended presentity information</myex:mytag>"
            .parse()?,
    );
    Ok(presence)
}

fn must_understand() -> Result<Presence, Error> {
    let mut phone = open("tj25ds")?;
    phone.extensions.push_raw(
        "<myex:complexExtension xmlns:myex='http://id.mycompany.com/presence/' \
             xmlns:impp='urn:ietf:params:xml:ns:pidf'>\
           <myex:ex1 impp:mustUnderstand='1'>val1</myex:ex1>\
           <myex:ex2>val2</myex:ex2>\
         </myex:complexExtension>"
            .parse()?,
    );
    phone.contact = Some(Contact::new("tel:+09012345678".parse()?).with_priority("0.725".parse()?));

    let mut presence = presence([phone])?;
    presence.extensions.push_raw(
        "<myex:mytag xmlns:myex='http://id.mycompany.com/presence/'>\
         My extended presentity information</myex:mytag>"
            .parse()?,
    );
    Ok(presence)
}

fn open(id: &str) -> Result<Tuple, Error> {
    Ok(Tuple::new(id.parse()?, Status::from(Basic::Open)))
}

fn presence<const N: usize>(tuples: [Tuple; N]) -> Result<Presence, Error> {
    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples = tuples.into();
    Ok(presence)
}
