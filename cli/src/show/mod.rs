//! `show`: what a document says, for a person.
//!
//! It is told from the tree that the types write, not from their fields: so nothing that a document
//! says can be forgotten here, a vendor's elements least of all. Presence and rules have words of
//! their own; everything else is told by the names of its elements.

mod elements;
mod policy;
mod presence;
mod values;
mod words;

use anstyle::Style;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;

use crate::args::ShowArgs;
use crate::console::{Console, Failure, Outcome, Paint};
use crate::input;
use crate::tree::Node;

/// The style of what lines are about.
const HEAD: Style = Style::new().bold();

/// Prints the document in words.
pub(crate) fn run(args: &ShowArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(document) = input::read_document(&args.file, &args.reading, console)? else {
        return Ok(Outcome::Wrong);
    };
    let mut root = Node::of(&document)?;
    elements::hand_down_language(&mut root, None);
    let mut page = Page { paint: console.paint, text: String::new() };
    if document.root::<Pidf>().is_some() {
        presence::presence(&root, &mut page);
    } else if let Some(rules) = document.root::<CommonPolicy>() {
        policy::rules(&root, rules, &mut page);
    } else {
        elements::element(&root, 0, &mut page);
    }
    console.print(&page.text)?;
    Ok(Outcome::Fine)
}

/// Whether an element is of a known type and has this name.
fn is(node: &Node, namespace: &str, local: &str) -> bool {
    !node.is_raw && node.is(namespace, local)
}

/// The lines so far.
struct Page {
    paint: Paint,
    text: String,
}

impl Page {
    /// Adds a line: what it is about, and the rest.
    fn line(&mut self, depth: usize, style: Style, head: &str, rest: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        if !head.is_empty() {
            self.text.push_str(&self.paint.text(style, head));
        }
        self.text.push_str(rest);
        self.text.push('\n');
    }
}
