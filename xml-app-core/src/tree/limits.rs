//! What bounds the cost of reading.

/// Limits on a document. They bound everything that reading costs.
///
/// ```
/// use xml_app_core::{ErrorKind, Limits, RawElement, ReadOptions, Registry};
/// # use xml_app_core::{Extensions, Namespace, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party { #[xml(extensions)] extensions: Extensions<Self> }
///
/// let raw: RawElement = "<p:party xmlns:p='urn:example:party'><x><y/></x></p:party>".parse()?;
/// let flat = ReadOptions::default().with_limits(Limits { depth: 2, ..Limits::default() });
/// let error = raw.decode_with::<Party>(&Registry::empty(), &flat).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// assert_eq!(error.message(), "more than 2 elements inside each other");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Size in bytes, as received and as UTF-8. Default: 16 MiB.
    pub bytes: usize,
    /// Elements inside each other, the root counted. Default: 128. At most [`Self::DEEPEST`].
    pub depth: usize,
    /// Elements, texts, comments and processing instructions together. Default: 4,194,304.
    pub nodes: u32,
    /// Attributes of one element, namespace declarations counted. Default: 256.
    pub attributes: usize,
    /// Namespace declarations in scope at one place. Default: 128.
    pub namespaces: usize,
    /// Length in bytes of a namespace URI, which is compared for each element. Default: 4,096.
    pub namespace_bytes: usize,
    /// Diagnostics of one document. With more, it is refused. Default: 65,536.
    pub diagnostics: usize,
}

impl Limits {
    /// The greatest depth of elements inside each other, whatever [`depth`](Self::depth) says. Reading,
    /// writing, comparing, cloning, printing and dropping them need stack, of which a thread may have only
    /// 2 MiB. In a debug build, types as large as those of conferences use that up at a depth between 512
    /// and 1,024.
    pub const DEEPEST: usize = 256;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            depth: 128,
            nodes: 4 << 20,
            attributes: 256,
            namespaces: 128,
            namespace_bytes: 4096,
            diagnostics: 65_536,
        }
    }
}
