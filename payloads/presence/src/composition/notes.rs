//! Notes, when documents are joined (RFC 4479 §5).

use std::collections::HashSet;

use xml_app_core::{ExtensionObject, Extensions, Language, Name, XmlValue as _};

use super::part::Part;
use crate::{Meanings, Note, Person};

/// Adds notes, unless the same text is there in the same language.
pub(super) fn add_notes(notes: &mut Vec<Note>, more: impl IntoIterator<Item = Note>) {
    let key = |note: &Note| {
        let lang = note.lang.as_ref().map(|lang| lang.as_str().to_ascii_lowercase());
        (note.text.clone(), lang)
    };
    let mut known: HashSet<_> = notes.iter().map(key).collect();
    notes.extend(more.into_iter().filter(|note| known.insert(key(note))));
}

/// The notes of a document with persons go into those persons that have none. If there is no such person, they stay.
pub(super) fn attribute(notes: &mut Vec<Note>, persons: &mut [Person]) {
    let mut silent: Vec<_> = persons.iter_mut().filter(|person| person.notes.is_empty()).collect();
    if silent.is_empty() || notes.is_empty() {
        return;
    }
    let moved = std::mem::take(notes);
    for person in &mut silent {
        person.notes.clone_from(&moved);
    }
}

/// The language of an element, which applies to its content (XML 1.0 §2.12).
pub(super) fn language_of<H>(extensions: &Extensions<H>) -> Option<Language> {
    Language::parse(extensions.raw_attribute(&Name::XML_LANG)?).ok()
}

/// Writes an inherited language at the notes that inherit it, because they move to another parent.
pub(super) fn write_language<'n>(
    notes: impl IntoIterator<Item = &'n mut Note>,
    language: &Language,
) {
    for note in notes {
        note.lang.get_or_insert_with(|| language.clone());
    }
}

/// The same for all notes of a tuple, person or device, also in extension elements that are known.
pub(super) fn write_language_in<P: Part>(part: &mut P, language: &Language, meanings: &Meanings) {
    if language_of(part.extensions()).is_some() {
        return;
    }
    write_language(part.notes_mut(), language);
    let in_elements = |object: &mut dyn ExtensionObject| {
        if let Some(meaning) = meanings.of_object(object) {
            write_language((meaning.notes_mut)(object), language);
        }
    };
    part.extensions_mut().objects_mut().for_each(in_elements);
    if let Some(status) = part.status_mut() {
        status.extensions.objects_mut().for_each(in_elements);
    }
}
