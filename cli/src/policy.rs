//! The evaluation of rules: the common part of `evaluate` and `filter`.

mod lists;

use std::path::Path;

use sip_payloads::policy::common_policy::{CommonPolicy, RuleSet};
use sip_payloads::policy::{Permissions, Policy, Request};
use sip_payloads::xml::XmlApplication;
use sip_payloads::{DateTime, Id};

use crate::args::{ModeArg, QuestionArgs, ReadingArgs};
use crate::console::{Console, Failure};
use crate::findings::{self, printable};
use crate::input;

use lists::Lists;

/// The result of evaluating the rules.
pub(crate) struct Answer {
    /// The rules, with their semantics.
    pub(crate) policy: Policy,
    /// The rules that match.
    pub(crate) rules: Vec<Id>,
    /// The permissions that they grant together.
    pub(crate) permissions: Permissions,
}

/// Evaluates the rules. `None` if a file is refused: then nothing is evaluated, because the content
/// of an unreadable rule is unknown. `sphere` is that of the presentity, unless the command line
/// has another.
pub(crate) fn ask(
    args: &QuestionArgs,
    sphere: Option<&str>,
    console: &mut Console,
) -> Result<Option<Answer>, Failure> {
    let documents = rule_sets(args, console)?;
    let lists = Lists::read(&args.lists, console)?;
    let (Some(documents), Some(lists)) = (documents, lists) else { return Ok(None) };
    let policy = Policy::new(sip_payloads::semantics().unwrap_or_default(), documents);
    let membership = |list: &_, entity: &_| lists.membership(list, entity);
    let request = request(args, sphere).with_lists(&membership);
    if args.verbose {
        for explanation in policy.explain(&request) {
            console.notice(printable(&explanation.to_string()));
        }
    }
    let evaluation = policy.evaluate(&request);
    for list in lists.missing() {
        let warning = console.paint_complaints.text(findings::WARNING, "warning");
        let message = "rules refer to a list that was not given, so it has no members: add --list";
        console.notice(format_args!("{warning}: {message} {}=FILE", printable(&list)));
    }
    let rules = evaluation.rules.iter().map(|rule| rule.id.clone()).collect();
    let permissions = evaluation.permissions;
    Ok(Some(Answer { policy, rules, permissions }))
}

/// The files that are read, except those of one command.
pub(crate) fn files(args: &QuestionArgs) -> impl Iterator<Item = &Path> {
    let lists = args.lists.iter().map(|list| &list.file);
    args.rules.iter().chain(lists).map(AsRef::as_ref)
}

/// The document of one type in a file. `None` if it is refused, which is reported.
pub(crate) fn read<A: XmlApplication>(
    file: &Path,
    mode: ModeArg,
    console: &mut Console,
) -> Result<Option<A::Root>, Failure> {
    let reading = ReadingArgs {
        mode: Some(mode),
        type_name: Some(A::NAME.to_owned()),
        content_type: None,
        part: None,
    };
    let document = input::read_document(file, &reading, console)?;
    Ok(document.and_then(sip_payloads::AnyDocument::into_root::<A>))
}

/// All rules. Faults are reported for all files.
fn rule_sets(args: &QuestionArgs, console: &mut Console) -> Result<Option<Vec<RuleSet>>, Failure> {
    let mut documents = Vec::new();
    for file in &args.rules {
        documents.push(read::<CommonPolicy>(file, args.mode, console)?);
    }
    Ok(documents.into_iter().collect())
}

fn request(args: &QuestionArgs, sphere: Option<&str>) -> Request<'static> {
    let identities = args.watchers.iter().cloned();
    let mut request = identities.fold(Request::anonymous(), Request::also_known_as);
    if let Some(sphere) = args.sphere.as_deref().or(sphere) {
        request = request.in_sphere(sphere);
    }
    let now = || DateTime::from_chrono(chrono::Utc::now().fixed_offset());
    request.at(args.at.clone().unwrap_or_else(now))
}
