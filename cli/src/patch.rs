//! `patch` and `diff`: XML patches (RFC 5261).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use sip_payloads::Error;
use sip_payloads::presence::partial::{PartialPresence, PidfDiff, PidfFull, PublishError};
use sip_payloads::xcap::uri::XcapUri;
use sip_payloads::xml::XmlElement;
use sip_payloads::xml_patch::{
    IdAttributes, Patch, PatchCondition, PatchError, PatchOptions, Tree, diff,
};

use crate::args::{DiffArgs, PatchArgs};
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Prints the patched document, or says on standard error why it cannot be patched.
pub(crate) fn run(args: &PatchArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input([args.document.as_path(), args.patch.as_path()])?;
    let Some(document) = input::xml_text(&args.document, console)? else {
        return Ok(Outcome::Wrong);
    };
    let Some(patch) = input::xml_text(&args.patch, console)? else { return Ok(Outcome::Wrong) };
    if is_root::<PidfFull>(&document) && is_root::<PidfDiff>(&patch) {
        return match partial_presence(&document, &patch) {
            Ok(patched) => console.print(&patched).map(|()| Outcome::Fine),
            Err(error) => refused(&args.patch, &error, console),
        };
    }
    let mut patched = document;
    let options = PatchOptions { ids: IdAttributes::Named("id".into()), ..PatchOptions::default() };
    let patches = match patches_in(&patch) {
        Ok(patches) => patches,
        Err(error) => return refused(&args.patch, &error, console),
    };
    for patch in patches {
        match patch.apply_with(&patched, &options) {
            Ok(changed) => patched = changed,
            Err(error) => return refused(&args.patch, &error, console),
        }
    }
    console.print(&patched)?;
    Ok(Outcome::Fine)
}

fn is_root<T: XmlElement>(text: &str) -> bool {
    Tree::parse(text).is_ok_and(|tree| {
        let root = tree.root_element();
        tree.local(root) == T::NAME.local() && tree.namespace(root) == T::NAME.namespace().uri()
    })
}

/// A full state of partial presence after changes, whose version it gets. Their selectors begin with `presence` in
/// RFC 5263, although the root element of the full state is `<pidf-full>`.
fn partial_presence(full: &str, changes: &str) -> Result<String, PublishError> {
    let unreadable = |error: Error| PublishError::Unreadable(error.message().to_owned());
    let mut state = PartialPresence::new();
    state.publish(full)?;
    state.publish(changes)?;
    let document = state.full_document().map_err(unreadable)?.unwrap_or_default();
    let version = [changes, full].into_iter().find_map(|text| {
        let tree = Tree::parse(text).ok()?;
        tree.value_of(tree.root_element(), "version").map(Cow::into_owned)
    });
    let Some(version) = version else { return Ok(document) };
    let mut tree = Tree::parse(&document).map_err(unreadable)?;
    let root = tree.root_element();
    tree.set_attribute(root, "version", &version).map_err(unreadable)?;
    Ok(tree.to_xml())
}

fn refused(
    file: &Path,
    error: &dyn fmt::Display,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    console.notice(findings::printable(&format!("{}: {error}", file.display())));
    Ok(Outcome::Wrong)
}

/// The patch in a document. An `<xcap-diff>` can have several of one document, one after the other.
fn patches_in(text: &str) -> Result<Vec<Patch>, PatchError> {
    let Ok(tree) = Tree::parse(text) else { return Patch::parse(text).map(|patch| vec![patch]) };
    let root = tree.root_element();
    if tree.local(root) != "xcap-diff" {
        return Patch::parse(text).map(|patch| vec![patch]);
    }
    let tree = Arc::new(tree);
    let is_document = |node: &_| tree.local(*node) == "document";
    let documents: Vec<_> = tree.child_elements(root).filter(is_document).collect();
    let has_patch =
        |node: &_| tree.child_elements(*node).all(|one| tree.local(one) != "body-not-changed");
    let mut patches = Vec::new();
    let mut addresses = BTreeSet::new();
    for document in documents.into_iter().filter(has_patch) {
        let patch = Patch::of_element(&tree, document)?;
        if !patch.is_empty() {
            addresses.insert(address(&tree.value_of(document, "sel").unwrap_or_default()));
            patches.push(patch);
        }
    }
    if addresses.len() > 1 {
        let addresses = addresses.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!("expected patches of one document, found those of {addresses}");
        return Err(PatchError::new(PatchCondition::InvalidPatchDirective, message));
    }
    Ok(patches)
}

/// The address of a document in one spelling. What is no address stays as it is.
fn address(sel: &str) -> String {
    match sel.trim().parse::<XcapUri>() {
        Ok(uri) => uri.without_node().below("").to_string(),
        Err(_) => sel.trim().to_owned(),
    }
}

/// Prints a patch that turns the old document into the new one.
pub(crate) fn run_diff(args: &DiffArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input([args.old.as_path(), args.new.as_path()])?;
    let Some(old) = input::xml_text(&args.old, console)? else { return Ok(Outcome::Wrong) };
    let Some(new) = input::xml_text(&args.new, console)? else { return Ok(Outcome::Wrong) };
    // Each file by itself, so that the message names the right one.
    for (file, text) in [(&args.old, &old), (&args.new, &new)] {
        if let Err(error) = Tree::parse(text) {
            findings::report(file, &error, console);
            return Ok(Outcome::Wrong);
        }
    }
    match diff(&old, &new) {
        Ok(patch) => {
            console.print(&patch.to_xml())?;
            console.print("\n")?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            findings::report(&args.new, &error, console);
            Ok(Outcome::Wrong)
        }
    }
}
