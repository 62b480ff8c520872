//! From bytes to text: byte order marks, MIME charsets, and declarations, true or false.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Error, ErrorKind};

/// The text of a document, and a remark if its declaration is not true.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    charset: Option<&str>,
) -> Result<(Cow<'b, str>, Option<String>), Error> {
    if charset.is_none() && says_utf_8(bytes) {
        return Ok((decode_as(UTF_8, bytes)?, None));
    }
    let declared = declared_encoding(bytes);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = decode_as(encoding, bytes.get(mark..).unwrap_or_default())?;
        return Ok((text, None));
    }
    if let Some(charset) = charset {
        let encoding = Label::find(charset).ok_or_else(|| {
            Error::new(ErrorKind::Encoding, format!("unknown charset {charset:?}"))
        })?;
        return Ok((encoding.decode(bytes)?, None));
    }
    match bytes {
        [0, b'<', ..] => return Ok((decode_as(UTF_16BE, bytes)?, None)),
        [b'<', 0, ..] => return Ok((decode_as(UTF_16LE, bytes)?, None)),
        _ => {}
    }
    let Some(declared) = declared else {
        return Ok((decode_as(UTF_8, bytes)?, None));
    };
    let label = Label::find(declared);
    if matches!(label, Some(Label::Other(encoding)) if encoding == UTF_8) {
        return Ok((decode_as(UTF_8, bytes)?, None));
    }
    // The first characters are single bytes, so this is not UTF-16. Text with non-ASCII characters that
    // is valid UTF-8 was almost certainly written as UTF-8.
    match (std::str::from_utf8(bytes), label) {
        (Ok(_), Some(label)) if label.is_in_seven_bits() => Ok((label.decode(bytes)?, None)),
        (Ok(text), Some(label)) if text.is_ascii() && !label.is_utf_16() => {
            Ok((Cow::Borrowed(text), None))
        }
        (Ok(text), _) => {
            let remark = format!("the encoding is declared as {declared}, but it is UTF-8");
            Ok((Cow::Borrowed(text), Some(remark)))
        }
        (Err(_), Some(label)) => Ok((label.decode(bytes)?, None)),
        (Err(_), None) => {
            let message = format!("unknown encoding {declared:?} declared");
            Err(Error::new(ErrorKind::Encoding, message))
        }
    }
}

/// Whether a document begins like nearly all documents.
fn says_utf_8(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"")
        || bytes.starts_with(b"<?xml version='1.0' encoding='UTF-8'")
}

enum Label {
    /// ISO-8859-1 itself: the Encoding Standard, and so `encoding_rs`, reads windows-1252 instead.
    Latin1,
    Other(&'static Encoding),
}

impl Label {
    fn find(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches('"');
        let latin1 = ["iso-8859-1", "iso_8859-1", "latin1", "us-ascii"];
        if latin1.iter().any(|label| label.eq_ignore_ascii_case(name)) {
            return Some(Self::Latin1);
        }
        // The Encoding Standard has no decoder for the encodings with this label.
        let encoding = Encoding::for_label(name.as_bytes());
        encoding.filter(|encoding| *encoding != REPLACEMENT).map(Self::Other)
    }

    /// Whether bytes below 128 can stand for characters other than those of ASCII.
    fn is_in_seven_bits(&self) -> bool {
        matches!(self, Self::Other(encoding) if *encoding == ISO_2022_JP)
    }

    fn is_utf_16(&self) -> bool {
        matches!(self, Self::Other(encoding) if *encoding == UTF_16LE || *encoding == UTF_16BE)
    }

    fn decode<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, str>, Error> {
        match self {
            Self::Latin1 => Ok(encoding_rs::mem::decode_latin1(bytes)),
            Self::Other(encoding) => decode_as(encoding, bytes),
        }
    }
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Cow<'b, str>, Error> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
            let message = format!("not UTF-8 at byte {}", error.valid_up_to());
            Error::at_offset(ErrorKind::Encoding, message, error.valid_up_to())
        });
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| Error::at_offset(ErrorKind::Encoding, format!("not {}", encoding.name()), 0))
}

/// The encoding that an XML declaration in ASCII names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    const LONGEST_DECLARATION: usize = 256;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..LONGEST_DECLARATION.min(declaration.len()))?;
    let end = memchr::memchr(b'?', declaration)?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], charset: Option<&str>) -> Result<(String, bool), ErrorKind> {
        match decode(bytes, charset) {
            Ok((text, remark)) => Ok((text.into_owned(), remark.is_some())),
            Err(error) => Err(error.kind()),
        }
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_its_first_character() {
        let document = "<?xml version='1.0' encoding='UTF-16'?><a>ä</a>";
        let marked = format!("\u{feff}{document}");
        for bytes in [
            utf_16(document, u16::to_be_bytes),
            utf_16(document, u16::to_le_bytes),
            utf_16(&marked, u16::to_be_bytes),
            utf_16(&marked, u16::to_le_bytes),
        ] {
            assert_eq!(text(&bytes, None).unwrap(), (document.to_owned(), false));
        }
    }

    #[test]
    fn a_declaration_that_lies_about_utf_8_is_survived() {
        for encoding in ["UTF-16", "ISO-8859-1", "UTF_8", "X-KLINGON", "none"] {
            let document = format!("<?xml version='1.0' encoding='{encoding}'?><a>ä</a>");
            assert_eq!(text(document.as_bytes(), None).unwrap(), (document, true));
        }
    }

    #[test]
    fn latin_1_is_decoded() {
        let document = b"<?xml version='1.0' encoding=\"iso-8859-1\"?><a>\xE4\x80</a>";
        let (text, lied) = text(document, None).unwrap();
        assert!(text.ends_with("<a>\u{e4}\u{80}</a>"), "{text:?}");
        assert!(!lied);
    }

    #[test]
    fn iso_2022_jp_is_decoded_though_its_bytes_are_ascii() {
        // 日本 (RFC 1468).
        let document = b"<?xml version='1.0' encoding='ISO-2022-JP'?><a>\x1B$BF|K\\\x1B(B</a>";
        let (text_of, lied) = text(document, None).unwrap();
        assert!(text_of.ends_with("<a>\u{65e5}\u{672c}</a>"), "{text_of:?}");
        assert!(!lied);
        let plain = b"<a>\x1B$BF|K\\\x1B(B</a>";
        assert_eq!(text(plain, Some("iso-2022-jp")).unwrap().0, "<a>\u{65e5}\u{672c}</a>");
        // Encodings without a decoder are unknown.
        assert_eq!(text(b"<a/>", Some("hz-gb-2312")), Err(ErrorKind::Encoding));
    }

    #[test]
    fn the_mime_charset_wins() {
        let document = b"<?xml version='1.0' encoding='UTF-8'?><a>\xE4</a>";
        assert!(text(document, Some("ISO-8859-1")).unwrap().0.ends_with("<a>ä</a>"));
        assert_eq!(text(document, None), Err(ErrorKind::Encoding));
        assert_eq!(text(document, Some("klingon")), Err(ErrorKind::Encoding));
    }

    #[test]
    fn bytes_in_no_known_encoding_are_refused() {
        assert_eq!(text(b"<a>\xff\xff</a>", None), Err(ErrorKind::Encoding));
        assert_eq!(
            text(b"<?xml version='1.0' encoding='X-KLINGON'?><a>\xe4</a>", None),
            Err(ErrorKind::Encoding)
        );
        assert_eq!(text(b"\xFF\xFE\x00\xD8", None), Err(ErrorKind::Encoding));
    }
}
