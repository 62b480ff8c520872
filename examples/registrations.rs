//! Registrations: where a user can be reached, followed through the documents of a subscription to `reg`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::Error;
use sip_payloads::event_state::Outcome;
use sip_payloads::events::registration_info::{
    ContactEvent, RegistrationInfo, Registrations, RegistrationsExt,
};
use sip_payloads::gruu::PubGruu;

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const JOE: &str = "sip:joe@example.com";

const DOCUMENTS: [&str; 4] = [
    // Nobody is registered.
    r#"<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
         <registration aor="sip:joe@example.com" id="a7" state="init"/>
       </reginfo>"#,
    // Two phones register, one with a GRUU.
    r#"<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="1" state="partial">
         <registration aor="sip:joe@example.com" id="a7" state="active">
           <contact id="76" state="active" event="registered" expires="3600">
             <uri>sip:joe@192.0.2.7</uri>
             <pub-gruu xmlns="urn:ietf:params:xml:ns:gruuinfo" uri="sip:joe@example.com;gr=hha9"/>
           </contact>
           <contact id="77" state="active" event="registered" expires="3600">
             <uri>sip:joe@192.0.2.8</uri>
           </contact>
         </registration>
       </reginfo>"#,
    // The registrar shortens one registration, and the other phone leaves.
    r#"<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="2" state="partial">
         <registration aor="sip:joe@example.com" id="a7" state="active">
           <contact id="76" state="active" event="shortened" expires="60">
             <uri>sip:joe@192.0.2.7</uri>
             <pub-gruu xmlns="urn:ietf:params:xml:ns:gruuinfo" uri="sip:joe@example.com;gr=hha9"/>
           </contact>
           <contact id="77" state="terminated" event="unregistered">
             <uri>sip:joe@192.0.2.8</uri>
           </contact>
         </registration>
       </reginfo>"#,
    // Version 3 was lost.
    r#"<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="4" state="partial">
         <registration aor="sip:joe@example.com" id="a7" state="terminated">
           <contact id="76" state="terminated" event="expired"><uri>sip:joe@192.0.2.7</uri></contact>
         </registration>
       </reginfo>"#,
];

fn main() -> Result<(), Error> {
    let mut registrations = Registrations::new();
    for body in DOCUMENTS {
        let outcome = registrations.apply(sip_payloads::parse::<RegistrationInfo>(body)?);
        if outcome.needs_refresh() {
            println!("a document is missing: subscribe again");
        }
        if let Outcome::Applied(changes) | Outcome::AppliedAfterGap(changes) = &outcome {
            for row in &changes.rows {
                let Some(contact) = row.change.newest() else { continue };
                let what = match contact.event {
                    // The phone has to register again within this time.
                    ContactEvent::Shortened => {
                        format!("shortened to {} s", contact.expires.unwrap_or_default())
                    }
                    event => event.to_string(),
                };
                println!("{}: {what}", contact.uri);
            }
        }
        let reach: Vec<_> = registrations
            .contacts(JOE)
            .map(|contact| match contact.extensions.get::<PubGruu>() {
                Some(gruu) => gruu.uri.to_string(),
                None => contact.uri.to_string(),
            })
            .collect();
        println!("-> {JOE} can be reached at: {}\n", reach.join(", "));
    }
    Ok(())
}
