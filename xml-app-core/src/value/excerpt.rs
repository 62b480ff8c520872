//! Texts in messages.

use crate::{Error, ErrorKind};

/// An [`ErrorKind::InvalidValue`] error: `"OPEN" is not a basic status: expected open or closed`.
#[cold]
pub fn invalid_value(found: &str, expected: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidValue, format!("{} is not {expected}", Excerpt(found)))
}

/// A text in quotes, cut where it is too long for a message.
pub(crate) struct Excerpt<'a>(pub(crate) &'a str);

impl Excerpt<'_> {
    /// In characters.
    pub(crate) const LONGEST: usize = 60;

    /// The same without quotes.
    pub(crate) fn bare(&self) -> String {
        let (text, end) = self.cut();
        format!("{text}{end}")
    }

    /// The beginning, and `...` if more follows.
    fn cut(&self) -> (&str, &str) {
        match self.0.char_indices().nth(Self::LONGEST) {
            Some((end, _)) => (self.0.get(..end).unwrap_or_default(), "..."),
            None => (self.0, ""),
        }
    }
}

impl std::fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (text, end) = self.cut();
        write!(f, "{text:?}{end}")
    }
}

/// Whether a text is a word, apart from case and white space around it.
///
/// ```
/// use xml_app_core::value::is_same_word;
///
/// assert!(is_same_word(" Open ", "open"));
/// assert!(!is_same_word("opened", "open"));
/// ```
pub fn is_same_word(text: &str, word: &str) -> bool {
    text.trim().eq_ignore_ascii_case(word)
}
