//! `types`: the document types, and what extends them.

use serde_json::{Map, Value, json};
use sip_payloads::Registry;
use sip_payloads::xml::{Application, Namespace, VocabularyInfo};

use crate::args::TypesArgs;
use crate::console::{Console, Failure, Outcome};
use crate::json::write;
use crate::text::{self, TextType};

/// Columns of a line.
const COLUMNS: usize = 5;

/// Prints the registry.
pub(crate) fn run(args: &TypesArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let registry = sip_payloads::registry();
    if args.json {
        write(&as_json(registry), args.layout.compact, console)?;
    } else {
        let rows: Vec<_> = registry
            .applications()
            .map(application_row)
            .chain(text::TYPES.iter().map(text_row))
            .chain(registry.vocabularies().iter().map(module_row))
            .collect();
        print_rows(&rows, console)?;
    }
    Ok(Outcome::Fine)
}

fn application_row(application: &Application) -> [String; COLUMNS] {
    [
        application.name().to_owned(),
        application.content_types().join(","),
        application.root().to_string(),
        application.event_package().unwrap_or("-").to_owned(),
        application.specification().to_owned(),
    ]
}

fn text_row(text: &TextType) -> [String; COLUMNS] {
    let package = text.event_package.unwrap_or("-");
    [text.name, text.content_type, "-", package, text.specification].map(str::to_owned)
}

fn module_row(module: &VocabularyInfo) -> [String; COLUMNS] {
    let namespaces: Vec<_> = module.namespaces().iter().map(Namespace::uri).collect();
    [
        module.name().to_owned(),
        format!("extends {}", hosts(module).join(",")),
        namespaces.join(","),
        "-".to_owned(),
        module.specification().to_owned(),
    ]
}

/// The types that a vocabulary extends, without duplicates.
fn hosts(module: &VocabularyInfo) -> Vec<&'static str> {
    let mut hosts = Vec::new();
    for (host, _) in module.extends() {
        if !hosts.contains(host) {
            hosts.push(*host);
        }
    }
    hosts
}

/// Tab-separated values for programs, columns for people.
fn print_rows(rows: &[[String; COLUMNS]], console: &mut Console) -> Result<(), Failure> {
    if !console.is_terminal() {
        return rows.iter().try_for_each(|row| console.line(row.join("\t")));
    }
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    rows.iter().try_for_each(|row| {
        let cells = row.iter().zip(widths);
        let line: Vec<_> = cells.map(|(cell, width)| format!("{cell:width$}")).collect();
        console.line(line.join("  ").trim_end())
    })
}

fn as_json(registry: &Registry) -> Value {
    let documents =
        registry.applications().map(application_json).chain(text::TYPES.iter().map(text_json));
    let documents: Vec<_> = documents.collect();
    let extensions: Vec<_> = registry.vocabularies().iter().map(module_json).collect();
    json!({ "documents": documents, "extensions": extensions })
}

fn application_json(application: &Application) -> Value {
    json!({
        "name": application.name(),
        "contentTypes": application.content_types(),
        "root": application.root().to_string(),
        "eventPackage": application.event_package(),
        "specification": application.specification(),
        "namespaces": namespaces_json(application.namespaces()),
    })
}

fn text_json(text: &TextType) -> Value {
    json!({
        "name": text.name,
        "contentTypes": [text.content_type],
        "root": null,
        "eventPackage": text.event_package,
        "specification": text.specification,
        "namespaces": {},
    })
}

fn module_json(module: &VocabularyInfo) -> Value {
    let extends = module.extends().iter();
    let extends: Vec<_> =
        extends.map(|(host, name)| json!({ "type": host, "name": name.to_string() })).collect();
    json!({
        "name": module.name(),
        "specification": module.specification(),
        "namespaces": namespaces_json(module.namespaces()),
        "extends": extends,
    })
}

fn namespaces_json(namespaces: &[Namespace]) -> Value {
    let members = namespaces.iter();
    let members: Map<_, _> =
        members.map(|namespace| (namespace.prefix().to_owned(), namespace.uri().into())).collect();
    Value::Object(members)
}
