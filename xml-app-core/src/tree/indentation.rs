//! Half of the nodes of an indented document are white space between its elements. It has no meaning for
//! most types, and the time to make a tree grows with the number of nodes. So the tree is made from the
//! text without that white space, if leaving it out changes nothing else. Positions in the whole text are
//! computed when there is something to report.
//!
//! Finding the white space has to be cheaper than the nodes. So the text is not read tag by tag, but in
//! blocks of 64 bytes: each property of the bytes of a block is one number with a bit for each byte. Langdale and Lemire read JSON that way (Parsing Gigabytes of JSON per Second, 2019).
//!
//! Types keep no comments. So a comment is taken for white space: between elements it is left out with the
//! white space around it, and in a text it stays.

use std::ops::Range;

use memchr::{memchr, memchr_iter};
use wide::i8x16;

/// A text of fewer lines is parsed as it is.
const LINES: usize = 4;

/// The text without the white space between elements. `None` if some of the white space may be content,
/// or if there is little of it.
///
/// White space may be content beside other text. The caller has checked that the text has tags, text and
/// these well-formed comments only, and no `xml:space`. The result is also `None` if a name seems to begin
/// with a colon, so that the caller need not look for that. The result is well-formed if and only if the
/// text is: everything left out is white space and comments between `>` and `<`, which keep their meaning.
pub(super) fn without(text: &str, comments: &[Range<usize>]) -> Option<String> {
    memchr_iter(b'\n', text.as_bytes()).nth(LINES)?;
    let mut lean = String::with_capacity(text.len());
    let mut copied = 0;
    scan(text.as_bytes(), comments, |start, end| {
        lean.push_str(text.get(copied..start).unwrap_or_default());
        copied = end;
    })?;
    lean.push_str(text.get(copied..)?);
    Some(lean)
}

/// The gaps that [`without`] leaves: for each its offset in the result, and how many bytes are missing
/// before it.
pub(super) fn gaps(text: &str, comments: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let mut missing = 0;
    // `without` already succeeded on this text, so this cannot fail.
    let _ = scan(text.as_bytes(), comments, |start, end| {
        let offset = start - missing;
        missing += end - start;
        gaps.push((offset, missing));
    });
    gaps
}

/// The ranges of white space between elements. `None` if there is text beside an element, a `>` that is
/// not the end of a tag, a colon where a name may begin, or a comment in a tag.
fn scan(bytes: &[u8], comments: &[Range<usize>], mut gap: impl FnMut(usize, usize)) -> Option<()> {
    let mut start = 0;
    if bytes.starts_with(b"<?xml") {
        start = memchr(b'>', bytes)? + 1;
    }
    // What looks like a comment inside the XML declaration is none.
    if comments.first().is_some_and(|first| first.start < start) {
        return None;
    }
    let mut comments = Comments(comments);
    let mut text_start = start;
    let mut scanner = Scanner::new();
    let (blocks, rest) = bytes.get(start..)?.as_chunks();
    let mut last = [b' '; BLOCK];
    last.get_mut(..rest.len())?.copy_from_slice(rest);
    for block in blocks.iter().chain([&last]) {
        let (marks, commented) = match comments.begin_before(start + BLOCK) {
            false => (Marks::new(block), 0),
            true => comments.hide_in(&Marks::new(block), start),
        };
        let mut behind_gaps = scanner.behind_gaps(&marks, commented)?;
        while behind_gaps != 0 {
            let bit = behind_gaps.trailing_zeros();
            behind_gaps &= behind_gaps - 1;
            let before = marks.tag_ends & ((1 << bit) - 1);
            gap(behind_last(before, start).unwrap_or(text_start), start + bit as usize - 1);
        }
        text_start = behind_last(marks.tag_ends, start).unwrap_or(text_start);
        start += BLOCK;
    }
    Some(())
}

/// The place after the last bit of a block that begins at `start`.
#[inline]
fn behind_last(bits: u64, start: usize) -> Option<usize> {
    bits.checked_ilog2().map(|last| start + last as usize + 1)
}

/// The number of bytes in a block.
const BLOCK: usize = 64;

/// The comments that do not end before the current block.
struct Comments<'c>(&'c [Range<usize>]);

impl Comments<'_> {
    #[inline]
    fn begin_before(&self, end: usize) -> bool {
        self.0.first().is_some_and(|comment| comment.start < end)
    }

    /// Makes the bytes white space that belong to a comment, and tells which they are. Not inlined, because
    /// few blocks have a comment.
    #[cold]
    #[inline(never)]
    fn hide_in(&mut self, marks: &Marks, start: usize) -> (Marks, u64) {
        let end = start + BLOCK;
        let mut hidden = 0;
        while let [comment, later @ ..] = self.0
            && comment.start < end
        {
            hidden |= bits_from(comment.start.saturating_sub(start));
            hidden &= !bits_from(comment.end.saturating_sub(start));
            if comment.end > end {
                break;
            }
            self.0 = later;
        }
        let shown = Marks {
            tag_starts: marks.tag_starts & !hidden,
            tag_ends: marks.tag_ends & !hidden,
            slashes: marks.slashes & !hidden,
            colons: marks.colons & !hidden,
            white_space: marks.white_space | hidden,
        };
        (shown, hidden)
    }
}

/// The bits from one on; none if that is in a later block.
#[inline]
const fn bits_from(first: usize) -> u64 {
    if first < BLOCK { u64::MAX << first } else { 0 }
}

/// The properties of the bytes of a block. The lowest bit is the first byte.
struct Marks {
    tag_starts: u64,
    tag_ends: u64,
    slashes: u64,
    colons: u64,
    white_space: u64,
}

impl Marks {
    #[inline]
    fn new(block: &[u8; BLOCK]) -> Self {
        let mut marks = Self { tag_starts: 0, tag_ends: 0, slashes: 0, colons: 0, white_space: 0 };
        let (parts, _) = block.as_chunks();
        for (index, part) in parts.iter().enumerate() {
            let bytes = i8x16::new(part.map(u8::cast_signed));
            let equal = |byte: u8| bytes.simd_eq(i8x16::splat(byte.cast_signed()));
            let bits = |equal: i8x16| u64::from(equal.to_bitmask()) << (16 * index);
            marks.tag_starts |= bits(equal(b'<'));
            marks.tag_ends |= bits(equal(b'>'));
            marks.slashes |= bits(equal(b'/'));
            marks.colons |= bits(equal(b':'));
            // No other character is white space in XML: a form feed, for example, is an error.
            let white_space = equal(b' ') | equal(b'\n') | equal(b'\t') | equal(b'\r');
            marks.white_space |= bits(white_space);
        }
        marks
    }
}

/// Follows tags and texts from block to block.
#[derive(Default)]
struct Scanner {
    /// All bits if the last byte belonged to a text, else none.
    in_text: u64,
    tag_starts: Next,
    name_starts: Next,
    tag_ends: Next,
    slashes: Next,
    element_ends: Next,
    texts: Next,
    behind_letters: Next,
    behind_blanks: Next,
    behind_outer_blanks: Next,
    closing_tags: Runs,
    outer_texts: Runs,
    letters: Runs,
}

impl Scanner {
    fn new() -> Self {
        // Text is not allowed before the root, so the beginning is like the place after an element.
        Self { in_text: u64::MAX, element_ends: Next(1), ..Self::default() }
    }

    /// For each gap the second byte of the tag after it. `None` if no gap can be left out.
    #[inline(always)]
    fn behind_gaps(&mut self, marks: &Marks, commented: u64) -> Option<u64> {
        let Marks { tag_starts, tag_ends, slashes, colons, white_space } = *marks;
        let second_bytes = self.tag_starts.of(tag_starts);
        let text = between(self.tag_ends.of(tag_ends) ^ tag_starts) ^ self.in_text;
        self.in_text = if text >> (BLOCK - 1) == 0 { 0 } else { u64::MAX };

        // An element ends with a tag that has a slash after its `<` or before its `>`.
        let closing = self.closing_tags.behind(!text & !tag_ends, second_bytes & slashes);
        let element_ends = tag_ends & (closing | self.slashes.of(slashes));

        // Text after it is beside an element, and so is text before a start tag.
        let outer_texts = self.element_ends.of(element_ends) & text;
        let behind_outer = self.outer_texts.behind(text, outer_texts);
        let behind_letters = self.letters.behind(text, text & !white_space);
        let mixed =
            (behind_outer & behind_letters) | (self.behind_letters.of(behind_letters) & !slashes);
        // A colon where a name may begin, outside of values.
        let before_names = tag_starts | white_space | (second_bytes & slashes);
        let bare_colons = self.name_starts.of(before_names) & colons & !text;
        let in_tag = commented & !text;
        if mixed | ((tag_starts | tag_ends) & text) | bare_colons | in_tag != 0 {
            return None;
        }

        // White space that is the only content of an element may be its text.
        let behind_blanks = tag_starts & self.texts.of(text) & !behind_letters;
        let outer = self.behind_outer_blanks.of(behind_blanks & behind_outer);
        Some(outer | (self.behind_blanks.of(behind_blanks) & !slashes))
    }
}

/// The bits from each first bit up to, and without, each second bit.
#[inline]
const fn between(bits: u64) -> u64 {
    let mut inside = bits;
    let mut distance = 1;
    while distance < BLOCK {
        inside ^= inside << distance;
        distance *= 2;
    }
    inside
}

/// Moves marks to the next byte, which can be the first of the next block.
#[derive(Default)]
struct Next(u64);

impl Next {
    #[inline]
    fn of(&mut self, bits: u64) -> u64 {
        let moved = (bits << 1) | self.0;
        self.0 = bits >> (BLOCK - 1);
        moved
    }
}

/// Follows runs of bits, which can go on in the next block.
#[derive(Default)]
struct Runs(bool);

impl Runs {
    /// The byte after each run that contains one of these bits. Adding a bit to a run carries to the byte
    /// after it.
    #[inline]
    fn behind(&mut self, runs: u64, some: u64) -> u64 {
        let (sum, carried) = runs.overflowing_add(some);
        let (sum, carried_again) = sum.overflowing_add(u64::from(self.0));
        self.0 = carried | carried_again;
        sum & !runs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::guard::Findings;
    use super::*;
    use crate::Limits;

    fn comments(text: &str) -> Option<Vec<Range<usize>>> {
        let findings = Findings::of(text, &Limits::default()).ok()?;
        (!findings.has_sections).then_some(findings.comments)
    }

    fn without(text: &str) -> Option<String> {
        super::without(text, &comments(text)?)
    }

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
            ("<!-- <z> --> <a> <!--:>&\"--><b/><!----> </a> <!-- -->", "<a><b/></a> <!-- -->"),
        ] {
            let lean = format!("{lean}{LINES}");
            assert_eq!(without(&format!("{text}{LINES}")).unwrap(), lean, "{text:?}");
        }
    }

    #[test]
    fn white_space_that_may_be_a_text_stays() {
        let text = format!("<a>{LINES}<b> </b> <c>\n</c> <d> t </d></a>");
        assert_eq!(without(&text).unwrap(), "<a><b> </b><c>\n</c><d> t </d></a>");
        let text = format!(
            "<a>{LINES}<b> <!-- --> </b> <c><!-- --></c> <d> t<!-- -->u </d> <!-- --> </a>"
        );
        let lean = "<a><b> <!-- --> </b><c><!-- --></c><d> t<!-- -->u </d></a>";
        assert_eq!(without(&text).unwrap(), lean);
    }

    #[test]
    fn a_comment_may_begin_and_end_anywhere_in_a_block() {
        for length in 0..2 * BLOCK {
            for place in 0..BLOCK {
                let comment = format!("{}<!--{}-->", " ".repeat(place), "<".repeat(length));
                let text =
                    format!("<a>{LINES}{comment}<b/><c>t{comment}</c><!-- --> {comment}</a>");
                let lean = format!("<a><b/><c>t{comment}</c></a>");
                assert_eq!(without(&text), Some(lean), "{text:?}");
            }
        }
    }

    #[test]
    fn nothing_is_left_out_where_it_may_mean_something() {
        for content in [
            "text <b/> <c/>",
            "<b/> <c/> text",
            "<b/>text",
            "<b></b> text<c/>",
            "<b>t</b> <c/>t<d/>",
            "t > <b/> <c/>",
            "<b c='>'/> <c/>",
            "<b>t > </b> <c/>",
            "<b>>t/>\n</b>",
            "<b>>/>\n</b>",
            "<b/> \u{c} <c/>",
            "<b/> &#32; <c/>",
            "<b>t</b>&lt;</a><a>",
            "<:b/> <c/>",
            "<b></:b> <c/>",
            "<b :c=''/> <c/>",
            "<b\n:c=''/> <c/>",
            "<b c='d :e'/> <c/>",
            "text <!-- --> <b/> <c/>",
            "<b/> <!-- --> text",
            "<b/> <!-- -- --> <c/>",
            "<b/> <!-- ---> <c/>",
            "<b/> <!-- \u{c} --> <c/>",
            "<b <!-- --> /> <c/>",
            "<b c='<!-- -->'/> <c/>",
            "<b/> <![CDATA[<!-- -->]]> <c/>",
            "<b/> <?d <!-- --> ?> <c/>",
        ] {
            // At every place of a block.
            for place in 0..2 * BLOCK {
                let text = format!("<a>{LINES}{}{content}</a>", " ".repeat(place));
                assert_eq!(without(&text), None, "{text:?}");
            }
        }
        for content in ["<b c=':'/> <c/>", "<b> :) </b> <c/>", "<b c='d:e : '/>  <c/>"] {
            let text = format!("<a>{LINES}{content}</a>");
            assert_eq!(without(&text).is_some(), !content.contains("e :"), "{text:?}");
        }
        // There is too little.
        assert_eq!(without("<a>\n<b/>\n</a>"), None);
    }

    /// An element with nothing in it, a text, or elements with white space between them.
    #[derive(Debug, Clone)]
    struct Tree {
        name: String,
        attribute: &'static str,
        text: String,
        children: Vec<(String, Self)>,
    }

    impl Tree {
        fn any() -> impl Strategy<Value = Self> {
            let names = "[a-c]{1,3}|[a-c]{60,70}";
            let attributes = prop::sample::select(vec!["", " a=''", " b='/'\n", " c = '/ /' "]);
            let leaf = (names, attributes.clone(), "[a/ \n]{0,3}");
            let leaf = leaf.prop_map(|(name, attribute, text)| Self {
                name,
                attribute,
                text,
                children: Vec::new(),
            });
            leaf.prop_recursive(4, 40, 5, move |inner| {
                let children = prop::collection::vec(("[ \t\r\n]{0,5}|[ ]{50,70}", inner), 1..5);
                (names, attributes.clone(), children).prop_map(|(name, attribute, children)| Self {
                    name,
                    attribute,
                    text: String::new(),
                    children,
                })
            })
        }

        /// With the white space between elements, or without it.
        fn write(&self, indented: bool, to: &mut String) {
            let Self { name, attribute, text, children } = self;
            if text.is_empty() && children.is_empty() {
                to.push_str(&format!("<{name}{attribute}/>"));
                return;
            }
            to.push_str(&format!("<{name}{attribute}>{text}"));
            for (before, child) in children {
                to.push_str(if indented { before } else { "" });
                child.write(indented, to);
            }
            // As much after the last as before the first.
            to.push_str(children.first().filter(|_| indented).map_or("", |(before, _)| before));
            to.push_str(&format!("</{name}>"));
        }
    }

    proptest! {
        #[test]
        fn just_the_white_space_between_elements_is_left_out(
            tree in Tree::any(),
            declaration in "|<\\?xml version='1\\.0'\\?>",
        ) {
            let (mut text, mut lean) = (format!("{declaration}{LINES}"), declaration);
            tree.write(true, &mut text);
            tree.write(false, &mut lean);
            prop_assert_eq!(without(&text), Some(lean));
        }

        /// Leaving white space out never makes a text well-formed.
        #[test]
        fn what_is_not_well_formed_stays_so(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<a>", "</a>", "<a/>", "<", ">", "/", "\n", "   ", "t", "\u{c}", " b='", "'",
                    "<!-- -->", "<!--", "-->", "--", "<!-- > -->", "]]", "&#", "32;",
                ]),
                0..12,
            ),
            place in 0..BLOCK,
        ) {
            let text = format!("<a>{LINES}{}{}</a>", " ".repeat(place), pieces.concat());
            if let Some(lean) = without(&text) {
                let is_well_formed = |text| roxmltree::Document::parse(text).is_ok();
                prop_assert_eq!(is_well_formed(&text), is_well_formed(&lean), "{}", lean);
            }
        }
    }

    #[test]
    fn offsets_are_counted_back() {
        let text = format!("<a>{LINES}  <b/>\n <!-- <d> --> <c>t\n</c>\n</a>");
        let lean = without(&text).unwrap();
        assert_eq!(lean, "<a><b/><c>t\n</c></a>");
        let gaps = gaps(&text, &comments(&text).unwrap());
        let received = super::super::locate::Received { text: &text, gaps, inserted: &[] };
        for mark in ["<a>", "<b/>", "<c>", "t\n", "</c>", "</a>"] {
            let offset = lean.find(mark).unwrap();
            assert_eq!(received.offset(offset), text.find(mark).unwrap(), "{mark}");
        }
    }
}
