//! The characters of XML.

use crate::name_chars;

/// Whether XML allows a character in a document: `Char`, XML 1.0 §2.2. Most control characters cannot be written in
/// any way.
///
/// ```
/// use xml_app_core::value::is_char;
///
/// assert!(is_char('\t') && is_char('é'));
/// assert!(!is_char('\0') && !is_char('\u{1b}'));
/// ```
pub fn is_char(c: char) -> bool {
    name_chars::is_char(c)
}
