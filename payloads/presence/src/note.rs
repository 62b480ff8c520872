use std::collections::HashSet;
use std::fmt;

use xml_app_core::{Language, Namespace, Unexpected, XmlType};

/// Text for people, in a language: `<note>` in PIDF (RFC 3863 §4.1.6), in the data model (RFC 4479
/// §5) and in RPID (RFC 4480 §3.1), and other elements of the same type. The parent gives it the
/// name.
///
/// ```
/// use sip_presence::{Note, Presence};
///
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// presence.notes.push(Note::new("Don't Disturb Please!").in_language("en".parse()?));
/// let french = Note::new("Ne derangez pas, s'il vous plait").in_language("fr".parse()?);
/// presence.notes.push(french);
/// let is_french = |note: &&Note| note.lang.as_ref().is_some_and(|lang| lang.as_str() == "fr");
/// let french = presence.notes.iter().find(is_french);
/// assert_eq!(french.unwrap(), &"Ne derangez pas, s'il vous plait");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Note {
    /// The language, if it differs from that of the document: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The text.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Note {
    /// A note without a language.
    pub fn new(text: impl Into<String>) -> Self {
        Self::from(text.into())
    }

    /// The same note in a language.
    #[must_use]
    pub fn in_language(mut self, lang: Language) -> Self {
        self.lang = Some(lang);
        self
    }
}

/// Adds notes, unless the same text is there in the same language.
///
/// ```
/// use sip_presence::{Note, add_notes};
///
/// let mut notes = vec![Note::new("Out"), Note::new("Weg").in_language("nl".parse()?)];
/// add_notes(&mut notes, [Note::new("Weg").in_language("NL".parse()?), Note::new("Back soon")]);
/// assert_eq!(notes, ["Out", "Weg", "Back soon"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn add_notes(notes: &mut Vec<Note>, more: impl IntoIterator<Item = Note>) {
    let key = |note: &Note| {
        let lang = note.lang.as_ref().map(|lang| lang.as_str().to_ascii_lowercase());
        (note.text.clone(), lang)
    };
    let mut known: HashSet<_> = notes.iter().map(key).collect();
    notes.extend(more.into_iter().filter(|note| known.insert(key(note))));
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Compares the text only.
impl PartialEq<&str> for Note {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}
