//! Notes, when documents are joined (RFC 4479 §5).

use xml_app_core::{ExtensionObject, Language};

use super::part::Part;
use crate::queries::language_of;
use crate::{Meanings, Note, Person};

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
