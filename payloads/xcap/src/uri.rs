//! Addresses: XCAP URIs (RFC 4825 §6).

mod bindings;
mod encoding;
#[cfg(test)]
mod tests;

use std::fmt;

use sip_xml_patch::{Grammar, Selector, SelectorError};

pub use bindings::Bindings;

/// The address of a document on an XCAP server, or of a node in one (RFC 4825 §6). What is in it is decoded.
///
/// ```
/// use sip_xcap::uri::{UserTree, XcapUri};
///
/// let text = "http://xcap.example.com/root/resource-lists/users/sip:bill@example.com/index/~~\
///             /resource-lists/list%5B@name=%22friends%22%5D";
/// let uri: XcapUri = text.parse()?;
/// assert_eq!(uri.root, "http://xcap.example.com/root");
/// assert_eq!(uri.document.auid, "resource-lists");
/// assert_eq!(uri.document.tree, UserTree::User("sip:bill@example.com".to_owned()));
/// assert_eq!(uri.document.path, ["index"]);
/// assert_eq!(uri.node.as_ref().unwrap().selector, "resource-lists/list[@name=\"friends\"]");
/// assert_eq!(uri.to_string(), text);
/// # Ok::<(), sip_xcap::uri::UriError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct XcapUri {
    /// The XCAP root without a slash at the end; empty in a relative address.
    pub root: String,
    /// The document.
    pub document: DocumentSelector,
    /// The node in the document.
    pub node: Option<NodePath>,
}

/// The address of a document below an XCAP root (RFC 4825 §6.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentSelector {
    /// The id of the application usage.
    pub auid: String,
    /// Whose document it is.
    pub tree: UserTree,
    /// The path from there: mostly the name alone.
    pub path: Vec<String>,
}

/// Whose documents they are (RFC 4825 §6.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UserTree {
    /// Of nobody.
    Global,
    /// Of a user, by the XCAP user identifier.
    User(String),
}

/// The address of a node in a document (RFC 4825 §6.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NodePath {
    /// The node selector.
    pub selector: String,
    /// What its prefixes stand for.
    pub bindings: Bindings,
}

/// Why a text is not an XCAP URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UriError {
    /// No `global` or `users` follows an application usage.
    NoTree,
    /// No user follows `users`.
    NoUser,
    /// No document follows.
    NoDocument,
    /// It is not below the XCAP root.
    OtherRoot,
    /// There is a query, and no node selector before it.
    QueryWithoutNode,
    /// The query does not consist of `xmlns(prefix=namespace)`.
    Query,
    /// There is a fragment.
    Fragment,
    /// Escapes stand for bytes that are not UTF-8.
    Encoding,
}

impl fmt::Display for UriError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTree => "expected an application usage, and `global` or `users` after it",
            Self::NoUser => "expected a user after `users`",
            Self::NoDocument => "expected the path of a document",
            Self::OtherRoot => "the address is not below the XCAP root",
            Self::QueryWithoutNode => "a query without a node selector",
            Self::Query => "expected xmlns(prefix=namespace) in the query",
            Self::Fragment => "an XCAP URI has no fragment",
            Self::Encoding => "the escapes do not stand for UTF-8",
        })
    }
}

impl std::error::Error for UriError {}

impl XcapUri {
    /// Reads an address below a known root. Without one, [`FromStr`](std::str::FromStr) takes for the root what is before
    /// the usage of the first `global` or `users`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_below(root: &str, text: &str) -> Result<Self, UriError> {
        let root = root.trim_end_matches('/');
        let rest = text.strip_prefix(root).ok_or(UriError::OtherRoot)?;
        let rest = rest.strip_prefix('/').ok_or(UriError::OtherRoot)?;
        let Parts { document, node } = Parts::of(rest)?;
        let segments: Vec<_> = document.split('/').collect();
        let document = DocumentSelector::of(&segments)?;
        Ok(Self { root: root.to_owned(), document, node })
    }

    /// The address of the same document.
    pub fn without_node(&self) -> Self {
        Self { node: None, ..self.clone() }
    }

    /// The same in another place: below a root that a client knows, for example.
    #[must_use]
    pub fn below(mut self, root: &str) -> Self {
        root.trim_end_matches('/').clone_into(&mut self.root);
        self
    }
}

/// An address, cut at the first `/~~`.
struct Parts<'t> {
    document: &'t str,
    node: Option<NodePath>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Result<Self, UriError> {
        if text.contains('#') {
            return Err(UriError::Fragment);
        }
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        let Some((document, node)) = encoding::split_node(path) else {
            return match query {
                Some(_) => Err(UriError::QueryWithoutNode),
                None => Ok(Self { document: path, node: None }),
            };
        };
        let bindings = query.map(Bindings::of_query).transpose()?.unwrap_or_default();
        let selector = encoding::decode(node)?;
        Ok(Self { document, node: Some(NodePath { selector, bindings }) })
    }
}

impl std::str::FromStr for XcapUri {
    type Err = UriError;

    fn from_str(text: &str) -> Result<Self, UriError> {
        let Parts { document, node } = Parts::of(text)?;
        let start = match document.split_once("://") {
            // After the host.
            Some((scheme, rest)) => scheme.len() + 3 + rest.find('/').ok_or(UriError::NoTree)? + 1,
            None => usize::from(document.starts_with('/')),
        };
        let segments: Vec<_> = document.get(start..).unwrap_or_default().split('/').collect();
        let is_tree = |segment: &&str| matches!(*segment, "global" | "users");
        let tree = segments.iter().skip(1).position(is_tree).ok_or(UriError::NoTree)?;
        let (above, below) = segments.split_at(tree);
        // Without the slash before the usage.
        let end = start + above.iter().map(|segment| segment.len() + 1).sum::<usize>();
        let end = end.saturating_sub(1);
        let root = document.get(..end).unwrap_or_default();
        Ok(Self { root: root.to_owned(), document: DocumentSelector::of(below)?, node })
    }
}

impl DocumentSelector {
    /// A document of a user.
    pub fn of_user(auid: &str, user: &str, name: &str) -> Self {
        let tree = UserTree::User(user.to_owned());
        Self { auid: auid.to_owned(), tree, path: vec![name.to_owned()] }
    }

    /// A document of nobody.
    pub fn global(auid: &str, name: &str) -> Self {
        Self { auid: auid.to_owned(), tree: UserTree::Global, path: vec![name.to_owned()] }
    }

    fn of(segments: &[&str]) -> Result<Self, UriError> {
        let [auid, tree, rest @ ..] = segments else { return Err(UriError::NoTree) };
        let (tree, path) = match (*tree, rest) {
            ("global", path) => (UserTree::Global, path),
            ("users", [user, path @ ..]) if !user.is_empty() => {
                (UserTree::User(encoding::decode(user)?), path)
            }
            ("users", _) => return Err(UriError::NoUser),
            _ => return Err(UriError::NoTree),
        };
        if auid.is_empty() {
            return Err(UriError::NoTree);
        }
        if path.iter().all(|segment| segment.is_empty()) {
            return Err(UriError::NoDocument);
        }
        let path =
            path.iter().map(|segment| encoding::decode(segment)).collect::<Result<_, _>>()?;
        Ok(Self { auid: encoding::decode(auid)?, tree, path })
    }
}

impl NodePath {
    /// A node selector without prefixes.
    pub fn new(selector: impl Into<String>) -> Self {
        Self { selector: selector.into(), bindings: Bindings::default() }
    }

    /// The same with a step to a child element.
    ///
    /// ```
    /// use sip_xcap::uri::NodePath;
    ///
    /// let entry = NodePath::new("resource-lists").child("list").with("name", "\"friends\"").child("entry").at(2);
    /// assert_eq!(entry.selector, "resource-lists/list[@name=\"&quot;friends&quot;\"]/entry[2]");
    /// assert_eq!(entry.attribute("uri").selector, "resource-lists/list[@name=\"&quot;friends&quot;\"]/entry[2]/@uri");
    /// ```
    #[must_use]
    pub fn child(mut self, name: &str) -> Self {
        if !self.selector.is_empty() {
            self.selector.push('/');
        }
        self.selector.push_str(name);
        self
    }

    /// The same for the element with a position, from 1.
    #[must_use]
    pub fn at(mut self, position: usize) -> Self {
        self.selector.push_str(&format!("[{position}]"));
        self
    }

    /// The same for the element with a value of an attribute.
    #[must_use]
    pub fn with(mut self, attribute: &str, value: &str) -> Self {
        let value = sip_xml_patch::escape_attribute(value);
        self.selector.push_str(&format!("[@{attribute}=\"{value}\"]"));
        self
    }

    /// An attribute of the element.
    #[must_use]
    pub fn attribute(mut self, name: &str) -> Self {
        self.selector.push_str(&format!("/@{name}"));
        self
    }

    /// What a prefix in the selector stands for.
    #[must_use]
    pub fn bound(mut self, prefix: &str, namespace: &str) -> Self {
        self.bindings.bind(prefix, namespace);
        self
    }

    /// The parts of the node selector, in a document with this default namespace (RFC 4825 §6.4).
    ///
    /// # Errors
    /// As [`Selector::parse`].
    pub fn parse(&self, default_namespace: Option<&str>) -> Result<Selector, SelectorError> {
        let scope = bindings::Scoped { bindings: &self.bindings, default_namespace };
        Selector::parse(&self.selector, Grammar::NodeSelector, &scope)
    }

    /// The selector of the first steps.
    pub fn first_steps(&self, count: usize) -> Self {
        let mut ends = encoding::step_ends(&self.selector);
        let end = count.checked_sub(1).and_then(|last| ends.nth(last));
        let selector = self.selector.get(..end.unwrap_or(0)).unwrap_or_default().to_owned();
        Self { selector, bindings: self.bindings.clone() }
    }
}

impl fmt::Display for DocumentSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encoding::segment(&self.auid))?;
        match &self.tree {
            UserTree::Global => f.write_str("/global")?,
            UserTree::User(user) => write!(f, "/users/{}", encoding::segment(user))?,
        }
        self.path.iter().try_for_each(|segment| write!(f, "/{}", encoding::segment(segment)))
    }
}

impl fmt::Display for NodePath {
    /// As it follows `/~~/` in an address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", encoding::node(&self.selector), self.bindings)
    }
}

impl fmt::Display for XcapUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.root.is_empty() {
            write!(f, "{}/", self.root)?;
        }
        write!(f, "{}", self.document)?;
        match &self.node {
            Some(node) => write!(f, "/~~/{node}"),
            None => Ok(()),
        }
    }
}
