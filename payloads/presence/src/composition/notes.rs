//! Notes and their languages, when documents are joined (RFC 4479 §5).

use xml_app_core::{ExtensionObject, Language, Name, XmlValue as _};

use super::part::Part;
use crate::queries::language_of;
use crate::{Meanings, Note, Person};

/// The notes of a document with persons go into those persons that have none. If there is no such person, they stay. In a
/// person with a language of its own they keep the language that they had.
pub(super) fn attribute(
    notes: &mut Vec<Note>,
    persons: &mut [Person],
    language: Option<&Language>,
) {
    let mut silent: Vec<_> = persons.iter_mut().filter(|person| person.notes.is_empty()).collect();
    if silent.is_empty() || notes.is_empty() {
        return;
    }
    let moved = std::mem::take(notes);
    for person in &mut silent {
        person.notes.clone_from(&moved);
        if person.extensions.raw_attribute(&Name::XML_LANG).is_some() {
            // An empty language cancels the inherited one (XML 1.0 §2.12).
            let none = || Language::parse("").ok();
            for note in &mut person.notes {
                note.lang = note.lang.take().or_else(|| language.cloned()).or_else(none);
            }
        }
    }
}

/// Writes the language of a tuple, person or device at its notes, also in extension elements that are known.
pub(super) fn move_language_into_notes<P: Part>(part: &mut P, meanings: &Meanings) {
    let Some(language) = language_of(part.extensions()) else { return };
    part.extensions_mut().remove_attribute(&Name::XML_LANG);
    let write = |notes: &mut [Note]| {
        for note in notes {
            note.lang.get_or_insert_with(|| language.clone());
        }
    };
    write(part.notes_mut());
    let in_element = |object: &mut dyn ExtensionObject| {
        if let Some(meaning) = meanings.of_object(object) {
            write((meaning.notes_mut)(object));
        }
    };
    part.extensions_mut().objects_mut().for_each(in_element);
    if let Some(status) = part.status_mut() {
        status.extensions.objects_mut().for_each(in_element);
    }
}
