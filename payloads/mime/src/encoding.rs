//! Content transfer encodings (RFC 2045 §6).

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::error::{MimeError, MimeErrorKind};

/// Lenient base64, as in mail: surplus bits and missing padding are accepted.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A transfer encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// `7bit`, `8bit`, `binary`: the content is not changed.
    Identity,
    Base64,
    QuotedPrintable,
    Unknown,
}

impl Encoding {
    pub(crate) fn named(name: &str) -> Self {
        let is = |known: &str| name.trim().eq_ignore_ascii_case(known);
        match () {
            () if is("") || is("7bit") || is("8bit") || is("binary") => Self::Identity,
            () if is("base64") => Self::Base64,
            () if is("quoted-printable") => Self::QuotedPrintable,
            () => Self::Unknown,
        }
    }

    /// Decodes the content. `name` is the encoding in the header, `offset` the place of the content in the
    /// input.
    pub(crate) fn decode<'a>(
        self,
        content: &'a [u8],
        name: &str,
        offset: usize,
    ) -> Result<Cow<'a, [u8]>, MimeError> {
        let refused =
            |message: String| Err(MimeError::new(MimeErrorKind::TransferEncoding, message, offset));
        match self {
            Self::Identity => Ok(Cow::Borrowed(content)),
            Self::Base64 => {
                let dense: Vec<u8> =
                    content.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                match BASE64.decode(dense) {
                    Ok(decoded) => Ok(Cow::Owned(decoded)),
                    Err(error) => refused(format!("content that is not base64: {error}")),
                }
            }
            Self::QuotedPrintable => {
                match quoted_printable::decode(content, quoted_printable::ParseMode::Robust) {
                    Ok(decoded) => Ok(Cow::Owned(decoded)),
                    Err(error) => refused(format!("content that is not quoted-printable: {error}")),
                }
            }
            Self::Unknown => refused(format!(
                "the unknown transfer encoding {name:?}: expected 7bit, 8bit, binary, base64 or \
                 quoted-printable"
            )),
        }
    }
}
