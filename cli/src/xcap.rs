//! `xcap`: the methods of XCAP on one document (RFC 4825).

use sip_payloads::xcap::edit::{self, Refusal};
use sip_payloads::xcap::uri::{DocumentSelector, NodePath};
use sip_payloads::xcap::usage::{Request, Usage};
use sip_payloads::xml_patch::{Selector, SelectorError, Tree};

use crate::args::{XcapArgs, XcapMethod, XcapNodeArgs};
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Prints the node, or the edited document, or the document of the error.
pub(crate) fn run(args: &XcapArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let (node, body) = match &args.method {
        XcapMethod::Get(node) | XcapMethod::Delete(node) => (node, None),
        XcapMethod::Put { node, body } => (node, Some(body)),
    };
    let files =
        std::iter::once(node.document.as_path()).chain(body.map(std::path::PathBuf::as_path));
    input::at_most_one_standard_input(files)?;
    let document = input::read_bytes(&node.document)?;
    let usage = match node.auid.as_deref().map(|auid| (auid, Usage::of(auid))) {
        None => None,
        Some((_, Some(usage))) => Some(usage),
        Some((auid, None)) => {
            let known: Vec<_> = Usage::all().iter().map(|usage| usage.auid().to_owned()).collect();
            let message =
                format!("no usage {auid:?} is known: expected one of {}", known.join(", "));
            return Err(Failure::Usage(message));
        }
    };
    let selector = match selector(node, usage.as_ref(), &document) {
        Ok(selector) => selector,
        Err(error) => {
            say(node, &Refusal::from(&error), &error.to_string(), console);
            return Ok(Outcome::Wrong);
        }
    };
    let done = match &args.method {
        XcapMethod::Get(_) => edit::get(&document, &selector).map(|fragment| fragment.body + "\n"),
        XcapMethod::Put { .. } => {
            let body = body.map(|body| input::read_bytes(body)).transpose()?.unwrap_or_default();
            edit::put(&document, &selector, None, &body).map(|edited| edited.document)
        }
        XcapMethod::Delete(_) => edit::delete(&document, &selector).map(|edited| edited.document),
    };
    let is_edit = !matches!(args.method, XcapMethod::Get(_));
    let checked = done.and_then(|text| {
        if let Some(usage) = usage.as_ref().filter(|_| is_edit) {
            let place = DocumentSelector::global(usage.auid(), "index");
            usage.check(Request { registry: sip_payloads::registry(), document: &place }, &text)?;
        }
        Ok(text)
    });
    match checked {
        Ok(text) => {
            console.print(&text)?;
            Ok(Outcome::Fine)
        }
        Err(refusal) => refuse(node, &refusal, console),
    }
}

/// The node selector, percent-encoded or not. Names without a prefix are in the default namespace of the usage, or else in
/// that of the root element.
fn selector(
    node: &XcapNodeArgs,
    usage: Option<&Usage>,
    document: &[u8],
) -> Result<Selector, SelectorError> {
    let decoded = sip_payloads::uri::percent_decode(&node.selector);
    let mut path = NodePath::new(String::from_utf8_lossy(&decoded));
    for (prefix, namespace) in &node.namespaces {
        path.bindings.bind(prefix, namespace);
    }
    let of_root = || {
        let tree = Tree::parse(std::str::from_utf8(document).ok()?).ok()?;
        Some(tree.namespace(tree.root_element()).into_owned())
    };
    let default = match usage {
        Some(usage) => usage.default_namespace().map(str::to_owned),
        None => of_root(),
    };
    path.parse(default.as_deref())
}

/// Says the status of a response and its reason on standard error.
fn say(node: &XcapNodeArgs, refusal: &Refusal, reason: &str, console: &mut Console) {
    let message = format!("{}: {} {reason}", node.document.display(), refusal.status());
    console.notice(findings::printable(&message));
}

/// Prints the document of a conflict; says anything else on standard error.
fn refuse(
    node: &XcapNodeArgs,
    refusal: &Refusal,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    say(node, refusal, &refusal.to_string(), console);
    if let Some(Ok(document)) = refusal.document(None).map(|document| document.to_xml_pretty()) {
        console.print(&document)?;
    }
    Ok(Outcome::Wrong)
}
