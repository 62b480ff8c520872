//! The place of a document in a larger input.

use crate::Error;

/// The place of a document in a larger input: a part of a MIME body, a SIP message in a log.
///
/// Reading with [`ReadOptions::origin`](crate::ReadOptions::origin) counts every line and column from
/// the beginning of the larger input, and puts the name in front of every path.
///
/// ```
/// # use xml_app_core::{Namespace, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party { #[xml(attribute)] guests: u8 }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// use xml_app_core::{Origin, ReadOptions, Registry, XmlApplication};
///
/// let message = "Content-Type: application/party+xml\n\n<party xmlns='urn:example:party'/>";
/// let body = message.find('<').unwrap();
/// let origin = Origin::after(&message.as_bytes()[..body], "body");
/// let options = ReadOptions { origin: Some(origin), ..ReadOptions::strict() };
/// let error = Registry::empty().parse_with::<PartyDocument>(&message.as_bytes()[body..], &options).unwrap_err();
/// assert_eq!(error.line(), Some(3));
/// assert_eq!(error.path(), Some("body: /party"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// A name in front of paths, such as `part 2`; empty for none.
    pub name: String,
    /// The line of its first character, from 1.
    pub line: u32,
    /// The column of its first character, from 1.
    pub column: u32,
}

impl Origin {
    /// The place after these bytes of the larger input.
    pub fn after(before: &[u8], name: impl Into<String>) -> Self {
        let lines = memchr::memchr_iter(b'\n', before).count();
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let line = String::from_utf8_lossy(before.get(line_start..).unwrap_or_default());
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        Self { name: name.into(), line: number(lines), column: number(line.chars().count()) }
    }

    /// The place in the larger input of a place in the document.
    pub(crate) fn position(&self, line: u32, column: u32) -> (u32, u32) {
        let first = line == 1;
        let column =
            if first { column.saturating_add(self.column.saturating_sub(1)) } else { column };
        (line.saturating_add(self.line.saturating_sub(1)), column)
    }

    /// A path with the name in front.
    fn path(&self, path: &str) -> String {
        match (self.name.as_str(), path) {
            ("", path) => path.to_owned(),
            (name, "") => name.to_owned(),
            (name, path) => format!("{name}: {path}"),
        }
    }

    /// Moves an error and its diagnostics.
    pub(crate) fn place_error(&self, error: &mut Error) {
        error.map_places(&|path, line, column| {
            let (line, column) = self.position(line, column);
            (self.path(path), line, column)
        });
    }
}

impl Default for Origin {
    /// The beginning of the input, without a name.
    fn default() -> Self {
        Self { name: String::new(), line: 1, column: 1 }
    }
}
