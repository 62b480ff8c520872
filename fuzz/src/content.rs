//! The content of a document, to check that nothing is lost without a diagnostic.

use std::collections::HashMap;

/// The number of elements and attributes of each name in a document, and of characters of text.
#[derive(Debug, Default, PartialEq)]
pub struct Content {
    names: HashMap<String, usize>,
    characters: usize,
}

impl Content {
    /// `None` if the document is not well-formed.
    pub fn of(xml: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(xml).ok()?;
        let mut content = Self::default();
        for node in document.descendants() {
            if node.is_element() {
                *content.names.entry(node.tag_name().name().to_owned()).or_default() += 1;
                for attribute in node.attributes() {
                    *content.names.entry(format!("@{}", attribute.name())).or_default() += 1;
                }
            }
            if node.is_text() {
                let text = node.text().unwrap_or_default();
                content.characters += text.chars().filter(|c| !c.is_whitespace()).count();
            }
        }
        Some(content)
    }

    /// The part that is missing in the other.
    pub fn missing_in(&self, other: &Self) -> Option<String> {
        let missing = self.names.iter().find(|(name, count)| other.names.get(*name) < Some(count));
        let missing = missing.map(|(name, count)| format!("{count} {name}"));
        missing.or_else(|| (self.characters > other.characters).then(|| "text".to_owned()))
    }
}
