//! `evaluate`: which rules match, and the permissions that they grant together.

use sip_payloads::Name;
use sip_payloads::policy::Permissions;
use sip_payloads::policy::ns::PRES_RULES;
use sip_payloads::policy::pres_rules::{SubHandling, SubHandlingValue};
use sip_payloads::xml::XmlElement as _;
use sip_payloads::xml::XmlValue as _;

use crate::args::EvaluateArgs;
use crate::console::{Console, Failure, Outcome};
use crate::findings::printable;
use crate::{input, policy};

/// Prints rules and permissions.
pub(crate) fn run(args: &EvaluateArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input(policy::files(&args.question))?;
    let Some(answer) = policy::ask(&args.question, None, console)? else {
        return Ok(Outcome::Wrong);
    };
    for rule in &answer.rules {
        console.line(printable(&format!("rule {rule}")))?;
    }
    for (name, value) in lines(&answer.permissions) {
        console.line(printable(&format!("{name}: {value}")))?;
    }
    Ok(Outcome::Fine)
}

/// Names and values, sorted.
fn lines(permissions: &Permissions) -> Vec<(String, String)> {
    let names: Vec<_> = permissions.iter().map(|(name, _)| name).collect();
    let mut lines: Vec<_> = permissions
        .iter()
        .map(|(name, value)| (written(name, &names), value.to_string()))
        .collect();
    // The default, block, is printed too.
    if !names.contains(&&SubHandling::NAME) {
        let block = SubHandlingValue::Block.text().into_owned();
        lines.push((SubHandling::NAME.local().to_owned(), block));
    }
    lines.sort();
    lines
}

/// The local name. It has a prefix if another permission has the same local name and this is not
/// the one of presence rules: so `sub-handling` is never the one of dialogs.
fn written(name: &Name, names: &[&Name]) -> String {
    let mut others = names.iter().copied().chain([&SubHandling::NAME]);
    let is_shared = others.any(|other| other.local() == name.local() && other != name);
    if is_shared && name.namespace().uri() != PRES_RULES.uri() {
        format!("{}:{}", name.namespace().prefix(), name.local())
    } else {
        name.local().to_owned()
    }
}
