//! `show`: the content of a document for people.
//!
//! The text is made from the tree that the types write, and not from their fields, so that nothing
//! is missing, such as a vendor's elements. Presence and rules have words of their own; other
//! elements are printed by name.

mod dialogs;
mod elements;
mod policy;
mod presence;
mod values;
mod words;

use anstyle::Style;
use sip_payloads::AnyDocument;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;

use crate::args::ShowArgs;
use crate::console::{Console, Failure, Outcome, Paint};
use crate::{input, text};
use sip_payloads::xml::outline::Outline;

/// The style of the beginning of a line.
const HEAD: Style = Style::new().bold();

/// Prints the document in words, or all documents of a multipart body.
pub(crate) fn run(args: &ShowArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let bytes = input::read_bytes(&args.file)?;
    if let Some(found) = text::find(&bytes, &args.reading) {
        let input = text::Input { file: &args.file, reading: &args.reading };
        return found.show(&input, console);
    }
    let documents = input::documents_in(&args.file, &bytes, &args.reading, console);
    let are_several = documents.len() > 1;
    let mut outcome = Outcome::Fine;
    for input::Found { part, document } in documents {
        let Some(document) = document else {
            outcome = Outcome::Wrong;
            continue;
        };
        print(&document, part.filter(|_| are_several), console)?;
    }
    Ok(outcome)
}

/// Prints a document, which may be a numbered part of a body.
pub(crate) fn print(
    document: &AnyDocument,
    part: Option<String>,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut page = Page { paint: console.paint, text: String::new() };
    if let Some(number) = part {
        page.line(0, HEAD, &format!("Part {number}"), "");
    }
    show(document, &mut page)?;
    console.print(&page.text)
}

fn show(document: &AnyDocument, page: &mut Page) -> Result<(), Failure> {
    let mut root = document.outline()?;
    elements::hand_down_language(&mut root, None);
    if let Some(root_element) = document.root::<Pidf>() {
        presence::answer(root_element, page);
        presence::presence(&root, page);
    } else if let Some(rules) = document.root::<CommonPolicy>() {
        policy::rules(&root, rules, page);
    } else {
        if let Some(info) = document.root::<DialogInfo>() {
            dialogs::lamp(info, page);
        }
        elements::element(&root, 0, page);
    }
    Ok(())
}

/// Whether an element is of a known type and has this name.
fn is(node: &Outline, namespace: &str, local: &str) -> bool {
    !node.is_raw && node.is(namespace, local)
}

/// The lines so far.
struct Page {
    paint: Paint,
    text: String,
}

impl Page {
    /// Adds a line: its subject, and the rest.
    fn line(&mut self, depth: usize, style: Style, head: &str, rest: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        if !head.is_empty() {
            self.text.push_str(&self.paint.text(style, head));
        }
        self.text.push_str(rest);
        self.text.push('\n');
    }
}
