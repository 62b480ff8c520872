use xml_app_core::{Extensions, Language, Namespace, XmlType};

/// Text for people, in a language: `<note>` in PIDF (RFC 3863 §4.1.6), in the data model (RFC 4479
/// §5) and in RPID (RFC 4480 §3.1), and every other element of that shape. The name comes from the
/// element around it.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Note {
    /// The language, where it is not that of the document: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The text.
    #[xml(text)]
    pub text: String,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl Note {
    /// A note in no particular language.
    pub fn new(text: impl Into<String>) -> Self {
        Self { lang: None, text: text.into(), extensions: Extensions::new() }
    }

    /// The same in a language.
    #[must_use]
    pub fn in_language(mut self, lang: Language) -> Self {
        self.lang = Some(lang);
        self
    }
}

impl From<&str> for Note {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Compares the text alone, whatever the language.
impl PartialEq<&str> for Note {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}
