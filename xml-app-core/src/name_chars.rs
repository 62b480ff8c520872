//! The character classes of XML 1.0 (fifth edition) §2.2 and §2.3.

/// `Char`: the characters that XML allows in a document.
pub(crate) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// `NameStartChar`, without the colon.
pub(crate) fn is_name_start_char(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar`, without the colon.
pub(crate) fn is_name_char(c: char) -> bool {
    is_name_start_char(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// A set of bytes. Asking it is faster than comparing with the bounds of several ranges.
pub(crate) struct Bytes([bool; 256]);

impl Bytes {
    /// All bytes that are in one of the texts.
    #[allow(clippy::indexing_slicing, reason = "it is evaluated by the compiler")]
    pub(crate) const fn of(texts: &[&[u8]]) -> Self {
        let mut bytes = [false; 256];
        let mut text = 0;
        while text < texts.len() {
            let mut at = 0;
            while at < texts[text].len() {
                bytes[texts[text][at] as usize] = true;
                at += 1;
            }
            text += 1;
        }
        Self(bytes)
    }

    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(false)
    }
}

/// The characters of most names.
static PLAIN: Bytes =
    Bytes::of(&[b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz", b"0123456789-_."]);

/// `NCName` (Namespaces in XML §3): a name without a colon.
pub(crate) fn is_ncname(text: &str) -> bool {
    if text.bytes().all(|byte| PLAIN.has(byte)) {
        return text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    }
    text.starts_with(is_name_start_char) && text.chars().all(is_name_char)
}

/// Why a text is not an NCName: for a message.
pub(crate) fn name_fault(text: &str) -> String {
    if text.is_empty() {
        return "it is empty".to_owned();
    }
    if !text.starts_with(is_name_start_char) {
        return "a name begins with a letter or an underscore".to_owned();
    }
    let bad = text.chars().find(|c| !is_name_char(*c));
    bad.map_or_else(|| "expected a name".to_owned(), |c| format!("a name cannot contain {c:?}"))
}
