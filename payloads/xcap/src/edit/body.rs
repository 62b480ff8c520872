//! Documents and bodies of requests.

use sip_xml_patch::Tree;

use super::{Conflict, Refusal};

/// A document of the server.
pub(super) fn stored(document: &[u8]) -> Result<Tree, Refusal> {
    let text = std::str::from_utf8(document).map_err(|_| Conflict::NotUtf8)?;
    Tree::parse(text).map_err(|error| Conflict::NotWellFormed(error.to_string()).into())
}

/// The MIME type of a request has to be the right one (RFC 4825 §8.2.2). One that is not told is taken for it.
pub(crate) fn check_type(found: Option<&str>, expected: &'static str) -> Result<(), Refusal> {
    let Some(found) = found else { return Ok(()) };
    let found = found.split(';').next().unwrap_or_default().trim();
    if found.eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Refusal::UnsupportedMediaType { expected: expected.to_owned() })
    }
}

/// The value in a body as it is written between quotes. RFC 4825 wants the quotes in the body (§8.2.2), and clients that
/// leave them out are understood.
pub(super) fn attribute_value(body: &str) -> Result<&str, Conflict> {
    let body = body.trim_matches([' ', '\t', '\r', '\n']);
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inner = body.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains(quote)).then_some(inner)
    });
    let is_open = body.starts_with(['"', '\'']) || body.ends_with(['"', '\'']);
    match quoted {
        Some(inner) => Ok(inner),
        None if is_open => Err(Conflict::NotXmlAttValue("the quotes do not match".to_owned())),
        None => Ok(body),
    }
}

/// Whether the XML declaration of a document names an encoding other than UTF-8 or a part of it.
pub(crate) fn declares_other_encoding(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let Some((declaration, _)) = declaration else { return false };
    let Some((_, encoding)) = declaration.split_once("encoding") else { return false };
    let mut parts = encoding.split(['"', '\'']);
    let name = parts.nth(1).unwrap_or_default();
    !["utf-8", "us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
