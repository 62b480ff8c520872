//! Half the nodes of an indented document are the white space between its elements. It means nothing,
//! and making a tree costs by the node: so the tree is made of the text without it, wherever that can
//! be seen to change nothing, and positions are counted back when there is something to report.

use memchr::memchr_iter;

/// A text of fewer lines is not worth a look.
const LINES: usize = 4;

/// The text without the white space between elements; nothing if some of it may mean something, or
/// if there is none.
///
/// It may where it stands beside other text, or beside what is not an element; the caller knows
/// whether `xml:space` says so. The answer is well-formed if, and only if, the text is: what is left
/// out follows `>` and comes before `<`, which both stay what they were.
pub(super) fn without(text: &str) -> Option<String> {
    memchr_iter(b'\n', text.as_bytes()).nth(LINES)?;
    let mut lean = String::with_capacity(text.len());
    let mut copied = 0;
    let tags = scan(text.as_bytes(), |start, end| {
        lean.push_str(text.get(copied..start).unwrap_or_default());
        copied = end;
    })?;
    // As many ends of tags as beginnings: then no `>` is part of a text.
    if memchr_iter(b'>', text.as_bytes()).count() != tags {
        return None;
    }
    lean.push_str(text.get(copied..)?);
    Some(lean)
}

/// Where the gaps are that [`without`] leaves out, in terms of what it answers: the offset there, and
/// how much is missing before it.
pub(super) fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let mut missing = 0;
    // It has been there before, so nothing forbids it.
    let _ = scan(text.as_bytes(), |start, end| {
        let offset = start - missing;
        missing += end - start;
        gaps.push((offset, missing));
    });
    gaps
}

/// Tells where white space stands between elements, as ranges, and counts the tags; nothing if
/// something forbids to leave any of it out.
#[inline]
fn scan(bytes: &[u8], mut gap: impl FnMut(usize, usize)) -> Option<usize> {
    let (mut tags, mut open, mut after_start) = (0_usize, 0_isize, false);
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    for tag in memchr_iter(b'<', bytes) {
        tags += 1;
        let closes = match byte(tag + 1) {
            b'/' => true,
            b'?' if tag == 0 => continue,
            b'!' | b'?' => return None,
            _ => false,
        };
        let mut end = tag;
        while end > 0 && is_white_space(byte(end - 1)) {
            end -= 1;
        }
        if end == 0 || byte(end - 1) == b'>' {
            // Was the tag before that of an empty element?
            let empty = end > 1 && byte(end - 2) == b'/';
            open -= isize::from(empty);
            // What is alone in an element may be its text.
            if end < tag && (empty || !(after_start && closes)) {
                gap(end, tag);
            }
        } else if !(after_start && closes) {
            return None;
        }
        after_start = !closes;
        open += if closes { -1 } else { 1 };
    }
    // If there was text after an empty element, that has been taken for the beginning of another.
    (open == 0).then_some(tags)
}

/// White space in XML: nothing else may be left out, a form feed for example is an error.
#[inline]
const fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
