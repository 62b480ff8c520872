//! The presence document of the SIP SIMPLE client SDK's wiki.

use sip_payloads::Error;
use sip_payloads::presence::{Basic, Contact, Note, Presence, Status, Tuple};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[("wiki: PIDF, two ways to reach someone", pidf)];

fn pidf() -> Result<Presence, Error> {
    let mut mobile = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
    mobile.contact =
        Some(Contact::new("im:someone@mobilecarrier.net".parse()?).with_priority("0.8".parse()?));
    mobile.notes = vec![
        Note::new("Don't Disturb Please!"),
        Note::new("Ne derangez pas, s'il vous plait").in_language("fr".parse()?),
    ];
    mobile.timestamp = Some("2008-09-11T20:42:03Z".parse()?);

    let mut mail = Tuple::new("eg92n8".parse()?, Status::from(Basic::Open));
    mail.contact =
        Some(Contact::new("mailto:someone@example.com".parse()?).with_priority("1.0".parse()?));

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples = vec![mobile, mail];
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    Ok(presence)
}
