//! Writes the words that the mutator and libFuzzer use: from the registry, and from the documents in
//! `tests/documents`. Run it in `fuzz/`, without the flags for coverage.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

const PIECES: &str = "&\n&amp;\n&#13;\n<!-- -->\n<!--\n-->\n<![CDATA[x]]>\n<![CDATA[ ]]>\n<?x y?>\n<?xml version='1.0'?>\n]]>\ntext\n \n<x xmlns=''/>\n<x xmlns='urn:x'/>\n<x:y xmlns:x='urn:x' x:z='1'/>\n<x xmlns=' urn:x '/>\n";

#[derive(Default)]
struct Words {
    names: BTreeSet<String>,
    values: BTreeSet<String>,
}

fn main() -> io::Result<()> {
    let mut words = Words::default();
    let registry = sip_payloads::registry();
    for application in registry.applications() {
        words.names.insert(application.root().local().to_owned());
        words.values.extend(application.namespaces().iter().map(|n| n.uri().to_owned()));
    }
    for module in registry.vocabularies() {
        words.values.extend(module.namespaces().iter().map(|n| n.uri().to_owned()));
        for (_, name) in module.extends() {
            words.names.insert(format!("{}:{}", name.namespace().prefix(), name.local()));
        }
    }
    collect(Path::new("../tests/documents"), &mut words)?;
    // XPIDF has no namespace, and libFuzzer refuses a dictionary with an empty word.
    words.values.remove("");
    let lines =
        |words: &BTreeSet<String>| words.iter().map(|w| format!("{w}\n")).collect::<String>();
    fs::create_dir_all("words")?;
    fs::write("words/names.txt", lines(&words.names))?;
    fs::write("words/values.txt", lines(&words.values))?;
    fs::write("words/pieces.txt", PIECES)?;
    let all = words.names.iter().chain(&words.values).map(String::as_str).chain(PIECES.lines());
    let quoted =
        all.map(|word| format!("\"{}\"\n", word.replace('\\', "\\\\").replace('"', "\\\"")));
    fs::write("all.dict", quoted.filter(|line| line.is_ascii()).collect::<String>())
}

fn collect(directory: &Path, words: &mut Words) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, words)?;
        } else if let Ok(text) = fs::read_to_string(&path)
            && let Ok(document) = roxmltree::Document::parse(&text)
        {
            note(&document, words);
        }
    }
    Ok(())
}

fn note(document: &roxmltree::Document<'_>, words: &mut Words) {
    for node in document.descendants() {
        if node.is_element() {
            let tag = document.input_text()[node.range().start + 1..].to_owned();
            let name: String = tag.chars().take_while(|c| !" \r\n\t/>".contains(*c)).collect();
            words.names.insert(name);
            words.values.extend(node.attributes().map(|a| a.value().to_owned()).filter(fits));
        } else if node.is_text() {
            words.values.extend(node.text().map(str::trim).map(str::to_owned).filter(fits));
        }
    }
}

/// Whether a text makes a word of a dictionary.
#[allow(clippy::ptr_arg, reason = "a filter hands over what it filters")]
fn fits(text: &String) -> bool {
    (1..=60).contains(&text.len()) && !text.contains(['<', '&', '"', '\'', '\n', '\r', '\t'])
}
