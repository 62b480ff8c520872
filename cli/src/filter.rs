//! `filter`: the presence document for a watcher.

use std::path::Path;

use sip_payloads::WriteOptions;
use sip_payloads::policy::Delivery;
use sip_payloads::presence::Pidf;
use sip_payloads::rpid::current_sphere;
use sip_payloads::xml::XmlApplication as _;

use crate::args::FilterArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{format, input, policy};

/// Prints the document, if the watcher gets one.
pub(crate) fn run(args: &FilterArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let presence: &Path = &args.presence;
    input::at_most_one_standard_input(policy::files(&args.question).chain([presence]))?;
    let document = policy::read::<Pidf>(presence, args.question.mode, console)?;
    let answer = policy::ask(&args.question, current_sphere(&document), console)?;
    let (Some(document), Some(answer)) = (document, answer) else {
        return Ok(Outcome::Wrong);
    };
    match answer.policy.deliver(&document, &answer.permissions) {
        Delivery::Rejected => {
            console.notice("block: no document, the subscription is rejected");
            Ok(Outcome::Wrong)
        }
        Delivery::Pending => {
            console.notice("confirm: no document until the presentity decides");
            Ok(Outcome::Wrong)
        }
        Delivery::Document(document) => {
            let options = WriteOptions { indent: !args.layout.compact, allow_duplicate_ids: true };
            format::print(presence, Pidf::to_xml_with(&document, &options), console)
        }
    }
}
