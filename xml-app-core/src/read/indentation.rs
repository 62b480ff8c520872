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

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough lines to be looked at.
    const LINES: &str = "\n\n\n\n\n";

    #[test]
    fn white_space_between_elements_is_left_out() {
        for (text, lean) in [
            ("<a>\n  <b/>\r\n\t<c>t</c> <d></d>\n</a>", "<a><b/><c>t</c><d></d></a>"),
            (
                "<?xml version='1.0'?>\n<a><b>\n<c/></b>\n</a>",
                "<?xml version='1.0'?><a><b><c/></b></a>",
            ),
            ("<a b=' '>\n<c d='x=\"y\"'\n/>\n</a>", "<a b=' '><c d='x=\"y\"'\n/></a>"),
        ] {
            let lean = format!("{lean}{LINES}");
            assert_eq!(without(&format!("{text}{LINES}")).unwrap(), lean, "{text:?}");
        }
    }

    #[test]
    fn white_space_that_may_be_a_text_stays() {
        let text = format!("<a>{LINES}<b> </b> <c>\n</c> <d> t </d></a>");
        assert_eq!(without(&text).unwrap(), "<a><b> </b><c>\n</c><d> t </d></a>");
    }

    #[test]
    fn nothing_is_left_out_where_it_may_mean_something() {
        for content in [
            "text <b/> <c/>",
            "<b/> <c/> text",
            "<b/>text",
            "<b></b> text<c/>",
            "<b>t</b> <c/>t<d/>",
            "<!-- --> <b/>",
            "<![CDATA[> <]]> <b/>",
            "<?pi > <?> <b/>",
            "t > <b/> <c/>",
            "<b c='>'/> <c/>",
            "<b>t > </b> <c/>",
            "<b/> \u{c} <c/>",
            "<b/> &#32; <c/>",
        ] {
            assert_eq!(without(&format!("<a>{LINES}{content}</a>")), None, "{content:?}");
        }
        // Not worth it, or nothing to leave out.
        assert_eq!(without("<a>\n<b/>\n</a>"), None);
    }

    #[test]
    fn offsets_are_counted_back() {
        let text = format!("<a>{LINES}  <b/>\n  <c>t\n</c>\n</a>");
        let lean = without(&text).unwrap();
        assert_eq!(lean, "<a><b/><c>t\n</c></a>");
        let gaps = gaps(&text);
        let received = super::super::locate::Received { text: &text, gaps, inserted: None };
        for mark in ["<a>", "<b/>", "<c>", "t\n", "</c>", "</a>"] {
            let offset = lean.find(mark).unwrap();
            assert_eq!(received.offset(offset), text.find(mark).unwrap(), "{mark}");
        }
    }
}
