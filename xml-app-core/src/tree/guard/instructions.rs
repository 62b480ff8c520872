//! Processing instructions and the XML declaration (XML 1.0 §2.6 and §2.8).

use memchr::memchr;

use super::{Place, Places, is_space, not_well_formed, trim_start};
use crate::Error;
use crate::name_chars::{is_name_char, is_ncname};

/// Looks at `<?`.
pub(super) fn check(text: &str, start: usize, places: &mut Places<'_>) -> Result<(), Error> {
    let tail = text.get(start + 2..).unwrap_or_default();
    if start == 0
        && let Some(declaration) = tail.strip_prefix("xml")
        && !declaration.starts_with(is_name_char)
    {
        if is_declaration(declaration) {
            return Ok(());
        }
        let message = "an XML declaration with something other than version 1.x, encoding and \
                       standalone";
        return Err(not_well_formed(message, start));
    }
    let Some(fault) = fault_of_target(tail) else { return Ok(()) };
    match places.at(start) {
        Place::Text => Err(not_well_formed(fault, start)),
        // In a section it has no meaning, and in a tag the parser refuses it.
        _ => Ok(()),
    }
}

/// What is wrong with the target of a processing instruction. The text begins after the `<?`.
fn fault_of_target(tail: &str) -> Option<&'static str> {
    let ends = |c: char| c == '?' || matches!(c, ' ' | '\t' | '\n' | '\r');
    // The parser reports an instruction without an end.
    let (target, rest) = tail.split_at_checked(tail.find(ends)?)?;
    if target.eq_ignore_ascii_case("xml") {
        return Some("an XML declaration that does not begin the document");
    }
    if !is_ncname(target) {
        return Some("a processing instruction whose target is not a name without a colon");
    }
    (rest.starts_with('?') && !rest.starts_with("?>"))
        .then_some("a processing instruction without white space behind its target")
}

/// Whether `<?xml` continues as an XML declaration. Every version 1.x is read as 1.0.
fn is_declaration(tail: &str) -> bool {
    // Nothing in an XML declaration contains a question mark.
    let end = memchr(b'?', tail.as_bytes());
    let Some((declaration, end)) = end.and_then(|end| tail.split_at_checked(end)) else {
        return false;
    };
    let mut rest = declaration.as_bytes();
    let version = pseudo_attribute(&mut rest, b"version").and_then(|v| v.strip_prefix(b"1."));
    let encoding = pseudo_attribute(&mut rest, b"encoding");
    let standalone = pseudo_attribute(&mut rest, b"standalone");
    let is_in_encoding = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    end.starts_with("?>")
        && version.is_some_and(|minor| !minor.is_empty() && minor.iter().all(u8::is_ascii_digit))
        && encoding.is_none_or(|name| {
            name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(is_in_encoding)
        })
        && standalone.is_none_or(|value| matches!(value, b"yes" | b"no"))
        && rest.iter().all(|byte| is_space(*byte))
}

/// Splits white space, a name, an equals sign and a quoted value from the text. `None` if it continues
/// in another way.
fn pseudo_attribute<'a>(rest: &mut &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    if !rest.first().is_some_and(|byte| is_space(*byte)) {
        return None;
    }
    let after = trim_start(rest).strip_prefix(name)?;
    let after = trim_start(trim_start(after).strip_prefix(b"=")?);
    let (quote, after) = after.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let (value, after) = after.split_at_checked(memchr(*quote, after)?)?;
    *rest = after.get(1..)?;
    Some(value)
}
