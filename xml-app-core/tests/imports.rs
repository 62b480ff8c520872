//! The structure of the source: which files of the core use which others.
//!
//! A file uses another one if it imports, or names with a path, an item that only the other one
//! defines. Re-exports make no difference to this.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The center of `types/` needs nine files; see `docs/architecture.md`.
const LARGEST_CIRCLE: usize = 9;

/// Each folder may use those before it.
const FOLDERS: [&str; 4] = ["value", "tree", "types", "document"];

/// A file by its path in `src`, with its code.
type Files = BTreeMap<String, String>;
/// For each file, the files that it uses and the names by which it does.
type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

#[test]
fn files_that_use_each_other_are_few() {
    let uses = uses(&files());
    let reachable: BTreeMap<_, _> =
        uses.keys().map(|file| (file, reachable(file, &uses))).collect();
    let circles = reachable.iter().map(|(file, others)| {
        let is_mutual = |other: &&&str| {
            reachable.iter().any(|(of, all)| of == *other && all.contains(file.as_str()))
        };
        others.iter().filter(is_mutual).copied().collect::<BTreeSet<_>>()
    });
    let largest = circles.max_by_key(BTreeSet::len).unwrap();
    assert!(largest.len() > 2, "the heart of `types/` was not found");
    assert!(largest.len() <= LARGEST_CIRCLE, "{} files: {largest:#?}", largest.len());
}

#[test]
fn folders_use_only_those_before_them() {
    let mut found = Vec::new();
    for (file, used) in &uses(&files()) {
        let Some(place) = folder(file) else { continue };
        let after =
            used.iter().filter(|(other, _)| folder(other).is_some_and(|other| other > place));
        found.extend(after.map(|(other, names)| format!("{file} uses {names:?} of {other}")));
    }
    assert_eq!(found, [] as [&str; 0]);
}

fn folder(file: &str) -> Option<usize> {
    FOLDERS.iter().position(|folder| file.split(['/', '.']).next() == Some(folder))
}

fn files() -> Files {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut folders) = (Files::new(), vec![source.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
            // The crate root and the roots of folders only re-export.
            if name.contains('/') || folder_root(&name).is_none() {
                files.insert(name, code(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.remove("lib.rs");
    files
}

fn folder_root(name: &str) -> Option<&str> {
    name.strip_suffix(".rs").filter(|stem| FOLDERS.contains(stem))
}

/// The source without comments and unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn uses(files: &Files) -> Uses {
    let mut defined: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, code) in files {
        for name in code.lines().filter_map(definition) {
            defined.entry(name).or_default().insert(file);
        }
    }
    let uses_of = |file: &String, code: &String| {
        let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in named(code) {
            let Some(places) = defined.get(name) else { continue };
            if let (1, Some(place)) = (places.len(), places.first())
                && *place != file
            {
                used.entry((*place).to_owned()).or_default().insert(name.to_owned());
            }
        }
        (file.clone(), used)
    };
    files.iter().map(|(file, code)| uses_of(file, code)).collect()
}

/// The name that a line at the top level of a file defines for other files.
fn definition(line: &str) -> Option<&str> {
    let visibility = ["pub(crate) ", "pub(super) ", "pub "];
    let mut item = visibility.iter().find_map(|prefix| line.strip_prefix(prefix))?;
    if item.starts_with("const fn ") {
        item = &item[6..];
    }
    let kinds = ["struct ", "enum ", "trait ", "fn ", "type ", "const ", "static "];
    let name = kinds.iter().find_map(|kind| item.strip_prefix(kind))?;
    words(name).next()
}

/// The words of all `use` declarations and of all paths that begin with `crate`.
fn named(code: &str) -> BTreeSet<&str> {
    let starts_use = |line: &str| {
        ["use ", "pub use ", "pub(crate) use "].iter().any(|use_| line.starts_with(use_))
    };
    let mut found = BTreeSet::new();
    let mut rest = code;
    for line in code.lines() {
        if starts_use(line.trim_start()) {
            let start = line.as_ptr() as usize - code.as_ptr() as usize;
            found.extend(words(code[start..].split(';').next().unwrap()));
        }
    }
    while let Some(start) = rest.find("crate::") {
        rest = &rest[start + "crate::".len()..];
        let end =
            rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
        found.extend(words(&rest[..end]));
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// All files that a file uses, directly or through others.
fn reachable<'u>(file: &str, uses: &'u Uses) -> BTreeSet<&'u str> {
    let (mut found, mut next) = (BTreeSet::new(), vec![file]);
    while let Some(file) = next.pop() {
        for other in uses[file].keys() {
            if found.insert(other.as_str()) {
                next.push(other);
            }
        }
    }
    found
}
