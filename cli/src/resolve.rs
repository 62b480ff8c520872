//! `resolve`: the flat list of the resources in lists.

use sip_payloads::lists::resource_lists::{Flat, Resolver, ResourceLists};

use crate::args::{ListArg, ResolveArgs};
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Prints each resource once, with its name. References into documents that were not given are
/// reported.
pub(crate) fn run(args: &ResolveArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let files = args.documents.iter().map(|document| document.file.as_path());
    input::at_most_one_standard_input(files.chain([args.file.as_path()]))?;
    let Some(lists) = input::read_document(&args.file, &args.reading, console)? else {
        return Ok(Outcome::Wrong);
    };
    let name = args.file.display();
    let Some(lists) = lists.root::<ResourceLists>() else {
        console.notice(format_args!("{name}: a {} is not a list", lists.type_name()));
        return Ok(Outcome::Wrong);
    };
    let mut documents = Vec::new();
    for ListArg { uri, file } in &args.documents {
        let Some(document) = input::read_document(file, &args.reading, console)? else {
            return Ok(Outcome::Wrong);
        };
        match document.root::<ResourceLists>() {
            Some(lists) => documents.push((uri.as_str(), lists.clone())),
            None => {
                let (file, name) = (file.display(), document.type_name());
                console.notice(format_args!("{file}: a {name} is not a list"));
                return Ok(Outcome::Wrong);
            }
        }
    }
    let mut resolver = Resolver::new(args.root.as_str(), |uri: &str| {
        let known = documents.iter().find(|(known, _)| *known == uri);
        known.map(|(_, lists)| lists.clone()).ok_or_else(|| "not given with --document".to_owned())
    });
    let flat = match &args.list {
        None => resolver.flatten_all(&lists.lists),
        Some(wanted) => match lists.list(wanted) {
            Some(list) => resolver.flatten(list),
            None => {
                let message = format!("{name}: there is no list {wanted:?}");
                console.notice(findings::printable(&message));
                return Ok(Outcome::Wrong);
            }
        },
    };
    print(&flat, &name.to_string(), console)
}

fn print(flat: &Flat, name: &str, console: &mut Console) -> Result<Outcome, Failure> {
    for entry in &flat.entries {
        // A tab or a line break in a name would be another column or line.
        let title = findings::printable(entry.name().unwrap_or_default());
        console.line(format_args!("{}\t{title}", findings::printable(entry.uri.as_str())))?;
    }
    for failure in &flat.failures {
        console.notice(findings::printable(&format!("{name}: {failure}")));
    }
    Ok(if flat.failures.is_empty() { Outcome::Fine } else { Outcome::Wrong })
}
