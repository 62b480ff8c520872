//! The names that the schemas know.

use std::collections::BTreeMap;

const XSD: &str = "http://www.w3.org/2001/XMLSchema";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The elements and attributes that mutations may use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// The elements.
    pub elements: Vec<ElementName>,
    /// The local names of attributes.
    pub attributes: Vec<String>,
}

/// The name of an element that a schema declares.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementName {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The prefix to declare where the namespace has none yet.
    pub prefix: String,
    /// The local name.
    pub local: String,
}

impl Vocabulary {
    /// A vocabulary made by hand, the elements as namespace, prefix and local name.
    pub fn new<N, P, L, A>(
        elements: impl IntoIterator<Item = (N, P, L)>,
        attributes: impl IntoIterator<Item = A>,
    ) -> Self
    where
        N: Into<String>,
        P: Into<String>,
        L: Into<String>,
        A: Into<String>,
    {
        let elements = elements.into_iter();
        Self {
            elements: elements
                .map(|(namespace, prefix, local)| ElementName {
                    namespace: namespace.into(),
                    prefix: prefix.into(),
                    local: local.into(),
                })
                .collect(),
            attributes: attributes.into_iter().map(Into::into).collect(),
        }
    }

    /// Every element and attribute that the schemas (the text of XSD files) declare by name.
    ///
    /// All are taken to be in the target namespace of their schema; prefixes are made from the
    /// last part of the namespace. The result is sorted and free of duplicates.
    ///
    /// # Errors
    ///
    /// When a schema is not well-formed.
    pub fn from_schemas<'a>(
        schemas: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, roxmltree::Error> {
        let mut elements = Vec::new();
        let mut attributes = Vec::new();
        for schema in schemas {
            let options = roxmltree::ParsingOptions {
                allow_dtd: true,
                ..roxmltree::ParsingOptions::default()
            };
            let document = roxmltree::Document::parse_with_options(schema, options)?;
            let namespace = value(document.root_element(), "targetNamespace").unwrap_or_default();
            for node in document.descendants() {
                let Some(name) = value(node, "name") else {
                    continue;
                };
                if node.has_tag_name((XSD, "element")) && namespace != XML {
                    elements.push((namespace.to_owned(), name.to_owned()));
                } else if node.has_tag_name((XSD, "attribute")) {
                    attributes.push(name.to_owned());
                }
            }
        }
        elements.sort();
        elements.dedup();
        attributes.sort();
        attributes.dedup();
        let prefixes = prefixes(elements.iter().map(|(namespace, _)| namespace.as_str()));
        let elements = elements.into_iter().map(|(namespace, local)| {
            let prefix = prefixes.get(&namespace).cloned().unwrap_or_default();
            (namespace, prefix, local)
        });
        Ok(Self::new(elements, attributes))
    }

    /// The namespaces of the elements with their prefixes, each once.
    #[must_use]
    pub fn namespaces(&self) -> Vec<(&str, &str)> {
        let mut namespaces: Vec<(&str, &str)> = Vec::new();
        for element in &self.elements {
            if !namespaces.iter().any(|(known, _)| *known == element.namespace) {
                namespaces.push((&element.namespace, &element.prefix));
            }
        }
        namespaces
    }
}

fn value<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.namespace().is_none() && attribute.name() == name)
        .map(|attribute| attribute.value())
}

fn prefixes<'a>(namespaces: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut prefixes: BTreeMap<String, String> = BTreeMap::new();
    for namespace in namespaces.filter(|namespace| !namespace.is_empty()) {
        if prefixes.contains_key(namespace) {
            continue;
        }
        let last = namespace.rsplit([':', '/', '#']).find(|part| !part.is_empty());
        let usable = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let mut wish: String = last.unwrap_or_default().chars().filter(usable).collect();
        let starts_well = wish.starts_with(|c: char| c.is_ascii_alphabetic());
        if !starts_well || wish.to_ascii_lowercase().starts_with("xml") {
            wish = format!("n{wish}");
        }
        let taken = |prefix: &String| prefixes.values().any(|known| known == prefix);
        let numbered = (2..).map(|number| format!("{wish}{number}"));
        let prefix = std::iter::once(wish.clone()).chain(numbered).find(|prefix| !taken(prefix));
        prefixes.insert(namespace.to_owned(), prefix.unwrap_or_default());
    }
    prefixes
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn schemas_tell_their_names() {
        let one = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' \
            targetNamespace='urn:example:thing'><xs:element name='b'/><xs:element name='a'>\
            <xs:complexType><xs:sequence><xs:element ref='b'/><xs:element name='b'/></xs:sequence>\
            <xs:attribute name='id'/><xs:attribute ref='x'/></xs:complexType></xs:element></xs:schema>";
        let other = "<schema xmlns='http://www.w3.org/2001/XMLSchema' \
            targetNamespace='http://example.com/other/thing/'><element name='c'/></schema>";
        let vocabulary = Vocabulary::from_schemas([one, other]).unwrap();
        let expected = Vocabulary::new(
            [
                ("http://example.com/other/thing/", "thing", "c"),
                ("urn:example:thing", "thing2", "a"),
                ("urn:example:thing", "thing2", "b"),
            ],
            ["id"],
        );
        assert_eq!(vocabulary, expected);
        assert_eq!(vocabulary.namespaces().len(), 2);
        assert!(Vocabulary::from_schemas(["<"]).is_err());
    }
}
