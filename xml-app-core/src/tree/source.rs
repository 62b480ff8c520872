//! The text of a document: decoded, guarded, repaired in tolerant mode, and parsed into a tree.

use std::borrow::Cow;
use std::ops::Range;

use roxmltree::{Document, ParsingOptions};

use super::guard::Findings;
use super::locate::Received;
use super::{decode, document_type, guard, indentation, line_ends, locate, repair, syntax};
use crate::error::Severity;
use crate::{Error, ErrorKind, Limits, Mode, Origin};

/// What decoding and parsing need to know.
#[derive(Clone, Copy)]
pub(crate) struct TextOptions<'o> {
    pub(crate) mode: Mode,
    pub(crate) limits: &'o Limits,
    pub(crate) charset: Option<&'o str>,
    pub(crate) origin: Option<&'o Origin>,
}

/// The text of a document.
pub(crate) struct Source<'b> {
    pub(super) text: Cow<'b, str>,
    /// The text without white space between elements, if the tree is made from that.
    pub(super) lean: Option<String>,
    /// Where the comments are, if there are no other sections.
    pub(super) comments: Vec<Range<usize>>,
    pub(super) remarks: Vec<Remark>,
    /// Where the text is longer than what was received.
    pub(super) inserted: locate::Inserted,
    /// Whether obsolete namespaces were replaced.
    pub(super) is_from_draft: bool,
}

/// A diagnostic about the text, before it is parsed.
#[derive(Clone)]
pub(crate) struct Remark {
    pub(crate) kind: ErrorKind,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    /// Line and column. `None` for a remark about the whole document.
    pub(crate) place: Option<(u32, u32)>,
}

impl Remark {
    /// A warning about the document as a whole.
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, severity: Severity::Warning, message: message.into(), place: None }
    }
}

impl<'b> Source<'b> {
    /// A text, repaired in tolerant mode.
    pub(crate) fn new(
        text: Cow<'b, str>,
        remarks: Vec<Remark>,
        options: TextOptions<'_>,
    ) -> Result<Self, Error> {
        let (mut text, mut remarks) = (line_ends::normalize(text), remarks);
        if options.mode == Mode::Tolerant {
            text = document_type::without(text, &mut remarks);
        }
        let guarded = Self::guarded(text, remarks, Vec::new(), options)?;
        let (mut source, findings) = match options.mode {
            Mode::Tolerant if !guarded.1.bare_ampersands.is_empty() => {
                let (source, findings) = guarded;
                source.with_references(&findings, options)?
            }
            _ => guarded,
        };
        if findings.padded.is_empty() {
            return Ok(source);
        }
        if options.mode == Mode::Tolerant
            && let Some(repaired) = source.without_blanks(&findings.padded, options)
        {
            return Ok(repaired);
        }
        for place in findings.padded {
            let namespace = source.text.get(place).unwrap_or_default().trim_matches(['"', '\'']);
            let remark = repair::blanks_around(namespace.trim(), "they make it another");
            source.remarks.push(remark);
        }
        Ok(source)
    }

    /// A text that is not repaired.
    pub(super) fn as_it_is(
        text: Cow<'b, str>,
        remarks: Vec<Remark>,
        inserted: locate::Inserted,
        options: TextOptions<'_>,
    ) -> Result<Self, Error> {
        Self::guarded(text, remarks, inserted, options).map(|(source, _)| source)
    }

    /// A text that is not repaired, and what could be repaired in it.
    pub(super) fn guarded(
        text: Cow<'b, str>,
        remarks: Vec<Remark>,
        inserted: locate::Inserted,
        options: TextOptions<'_>,
    ) -> Result<(Self, Findings), Error> {
        let located = |mut error| {
            locate::resolve_offset(&mut error, &text, &inserted);
            error
        };
        let mut findings = Findings::of(&text, options.limits).map_err(located)?;
        let lean = match findings.has_space || findings.has_sections {
            true => None,
            false => indentation::without(&text, &findings.comments),
        };
        if lean.is_none() {
            guard::check_names(text.as_bytes()).map_err(located)?;
        }
        let comments = std::mem::take(&mut findings.comments);
        Ok((Self { text, lean, comments, remarks, inserted, is_from_draft: false }, findings))
    }

    pub(crate) fn decode(bytes: &'b [u8], options: TextOptions<'_>) -> Result<Self, Error> {
        let too_long = || {
            let limit = options.limits.bytes;
            Error::new(ErrorKind::Limit, format!("more than {limit} bytes"))
        };
        if bytes.len() > options.limits.bytes {
            return Err(too_long());
        }
        let (text, remark) = decode::decode(bytes, options.charset).map_err(|mut error| {
            locate::resolve_offset(&mut error, &String::from_utf8_lossy(bytes), &[]);
            error
        })?;
        if text.len() > options.limits.bytes {
            return Err(too_long());
        }
        if text.starts_with('\u{feff}') {
            let message = "a second byte order mark";
            let mut error = Error::at_offset(ErrorKind::NotWellFormed, message, 0);
            locate::resolve_offset(&mut error, &text, &[]);
            return Err(error);
        }
        let remarks = remark.map(|remark| Remark::new(ErrorKind::Encoding, remark));
        Self::new(text, remarks.into_iter().collect(), options)
    }

    /// The tree, without white space between elements if there is much of it.
    pub(crate) fn parse(&self, options: TextOptions<'_>) -> Result<Document<'_>, Error> {
        self.tree(options, false)
    }

    /// The tree with all white space.
    pub(crate) fn parse_whole(&self, options: TextOptions<'_>) -> Result<Document<'_>, Error> {
        self.tree(options, true)
    }

    fn tree(
        &self,
        options: TextOptions<'_>,
        with_white_space: bool,
    ) -> Result<Document<'_>, Error> {
        let parse = |text| {
            let parsing = ParsingOptions {
                // roxmltree counts the document itself as a node.
                nodes_limit: options.limits.nodes.saturating_add(1),
                ..ParsingOptions::default()
            };
            Document::parse_with_options(text, parsing)
        };
        // Errors are reported about the whole text.
        let lean = self.lean.as_deref().filter(|_| !with_white_space);
        let lean = lean.and_then(|lean| parse(lean).ok());
        let document = match lean {
            Some(document) => document,
            None => parse(&self.text).map_err(|refusal| {
                let received =
                    Received { text: &self.text, gaps: Vec::new(), inserted: &self.inserted };
                syntax::not_well_formed(&refusal, &received, options)
            })?,
        };
        let depth = options.limits.depth.min(Limits::DEEPEST);
        if let Some(node) = guard::too_deep_in(&document, depth) {
            let message = format!("more than {depth} elements inside each other");
            let offset = self.received(&document).offset(node.range().start);
            let mut error = Error::at_offset(ErrorKind::Limit, message, offset);
            locate::resolve_offset(&mut error, &self.text, &self.inserted);
            return Err(error);
        }
        Ok(document)
    }

    /// Whether white space between elements was left out of a tree of this text.
    pub(crate) fn is_lean(&self, document: &Document<'_>) -> bool {
        document.input_text().len() != self.text.len()
    }

    /// How offsets in a tree of this text become positions in what was received.
    pub(crate) fn received(&self, document: &Document<'_>) -> Received<'_> {
        let gaps = match self.is_lean(document) {
            true => indentation::gaps(&self.text, &self.comments),
            false => Vec::new(),
        };
        Received { text: &self.text, gaps, inserted: &self.inserted }
    }

    /// Whether obsolete namespaces were replaced.
    pub(crate) fn is_from_draft(&self) -> bool {
        self.is_from_draft
    }

    /// The diagnostics about the text.
    pub(crate) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}
