//! Mutants of the text: documents in which something is put in, left out or written twice without regard
//! to what it means. Most are not well-formed.

use crate::rng::Rng;

/// What XML and its namespaces treat specially, alone and in the company that makes it so.
const PIECES: [&str; 56] = [
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    "&",
    ";",
    ":",
    "?",
    "!",
    "-",
    "#",
    "[",
    "]",
    ".",
    "0",
    "x",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u{b7}",
    "\u{e9}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{10400}",
    "xml",
    "xmlns",
    "xmlns:",
    " xmlns:p='u'",
    " xmlns=''",
    " xmlns:xml='http://www.w3.org/XML/1998/namespace'",
    "p:",
    "xml:",
    " a='1'",
    " a=1",
    "<a/>",
    "</a>",
    "</ a>",
    "<p:a/>",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?a?>",
    "<?xml ?>",
    "<?xml version='1.0'?>",
    "&#65;",
    "&amp;",
];

/// References, each right or wrong in a way of its own.
const REFERENCES: [&str; 14] = [
    "&lt;",
    "&#x41;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&#xFFFE;",
    "&#;",
    "&#x;",
    "&#X41;",
    "&;",
    "& ",
    "&a",
    "&unknown;",
    "&#+65;",
];

/// One of many texts that differ from a text in one place or two.
#[must_use]
pub fn scrambled(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut text = text.to_owned();
    let edits = if rng.one_in(3) { 2 } else { 1 };
    for _ in 0..edits {
        scramble(&mut text, &mut rng);
    }
    text
}

fn scramble(text: &mut String, rng: &mut Rng) {
    let start = place(text, rng);
    let end = boundary(text, start + 1 + rng.below(4));
    let mut piece = |pieces: &[&'static str]| rng.pick(pieces).copied().unwrap_or_default();
    let (put_in, reference) = (piece(&PIECES), piece(&REFERENCES));
    match rng.below(6) {
        0 | 1 => text.insert_str(start, put_in),
        2 => text.insert_str(start, reference),
        3 => text.replace_range(start..end, ""),
        4 => text.replace_range(start..end, put_in),
        _ => {
            let copied = text.get(start..end).unwrap_or_default().to_owned();
            let elsewhere = place(text, rng);
            text.insert_str(elsewhere, &copied);
        }
    }
}

/// A place in the text: near markup three times out of four.
fn place(text: &str, rng: &mut Rng) -> usize {
    let anywhere = boundary(text, rng.below(text.len() + 1));
    if rng.one_in(4) {
        return anywhere;
    }
    let behind = text.get(anywhere..).unwrap_or_default();
    let near = behind.find(['<', '>', '=', '"', '\'', '&', ':', '?']);
    near.map_or(anywhere, |near| boundary(text, anywhere + near + rng.below(2)))
}

/// The next place where a character begins.
fn boundary(text: &str, place: usize) -> usize {
    (place..text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len())
}
