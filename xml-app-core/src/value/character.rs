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

/// Whether a name can begin with a character: `NameStartChar`, XML 1.0 (fifth edition) §2.3, without the colon.
///
/// ```
/// use xml_app_core::value::is_name_start_char;
///
/// assert!(is_name_start_char('_') && is_name_start_char('é'));
/// assert!(!is_name_start_char('1') && !is_name_start_char('ª') && !is_name_start_char(':'));
/// ```
pub fn is_name_start_char(c: char) -> bool {
    name_chars::is_name_start_char(c)
}

/// Whether a name can have a character after its first: `NameChar`, XML 1.0 (fifth edition) §2.3, without the colon.
///
/// ```
/// use xml_app_core::value::is_name_char;
///
/// assert!(is_name_char('-') && is_name_char('1') && is_name_char('é'));
/// assert!(!is_name_char('²') && !is_name_char(':') && !is_name_char(' '));
/// ```
pub fn is_name_char(c: char) -> bool {
    name_chars::is_name_char(c)
}
