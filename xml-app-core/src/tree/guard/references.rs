//! References to characters and entities (XML 1.0 §4.1).

use super::{Place, Places, not_well_formed};
use crate::Error;
use crate::name_chars::{is_char, is_name_char, is_name_start_char};

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A reference, or an ampersand in a comment, CDATA section or processing instruction.
    Reference,
    /// An ampersand that is not followed by `#` or by a name and a semicolon.
    Bare,
}

/// Looks at an ampersand. A reference to a character that XML does not have is refused: roxmltree
/// replaces some of them by U+FFFD.
pub(super) fn check(text: &str, start: usize, places: &mut Places<'_>) -> Result<Kind, Error> {
    let tail = text.get(start + 1..).unwrap_or_default();
    let is_valid = match tail.strip_prefix('#') {
        Some(number) => is_character(number),
        None if names_an_entity(tail) => true,
        None if places.at(start) == Place::Section => true,
        None => return Ok(Kind::Bare),
    };
    if is_valid || places.at(start) == Place::Section {
        return Ok(Kind::Reference);
    }
    Err(not_well_formed("a reference to a character that XML does not have", start))
}

/// Whether a number and a semicolon stand for a character.
fn is_character(number: &str) -> bool {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let Some((digits, after)) = digits.split_at_checked(length) else { return false };
    let value = u32::from_str_radix(digits.trim_start_matches('0'), radix).ok();
    after.starts_with(';') && value.and_then(char::from_u32).is_some_and(is_char)
}

/// Whether a name and a semicolon follow an ampersand.
fn names_an_entity(tail: &str) -> bool {
    if !tail.starts_with(|c| is_name_start_char(c) || c == ':') {
        return false;
    }
    tail.trim_start_matches(|c| is_name_char(c) || c == ':').starts_with(';')
}
