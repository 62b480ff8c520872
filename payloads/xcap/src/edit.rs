//! Editing a document by the methods of HTTP (RFC 4825 §7, §8).

mod body;
mod place;
mod precondition;
mod refusal;
#[cfg(test)]
mod tests;

use sip_xml_patch::{
    IdAttributes, Located, NodeId, NotLocated, Selector, Target, Tree, namespace_declaration,
};

pub(crate) use body::{check_type, declares_other_encoding};
pub use precondition::Precondition;
pub(crate) use precondition::bare;
pub use refusal::{Conflict, Refusal};

/// The MIME type of an element.
pub const ELEMENT: &str = "application/xcap-el+xml";
/// The MIME type of the value of an attribute.
pub const ATTRIBUTE: &str = "application/xcap-att+xml";
/// The MIME type of namespace bindings.
pub const NAMESPACES: &str = "application/xcap-ns+xml";

/// A node of a document, as a response to GET.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The MIME type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// A document after a PUT or DELETE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The document.
    pub document: String,
    /// Whether something was created (201) and not replaced (200).
    pub is_created: bool,
}

/// A node of a document (RFC 4825 §8.3).
///
/// ```
/// use sip_xcap::edit;
/// use sip_xcap::uri::NodePath;
///
/// let document = b"<list><entry uri='sip:a@example.com'/></list>";
/// let entry = NodePath::new("list/entry[1]").parse(None)?;
/// assert_eq!(edit::get(document, &entry)?.body, "<entry uri='sip:a@example.com'/>");
/// let uri = NodePath::new("list/entry[1]/@uri").parse(None)?;
/// assert_eq!(edit::get(document, &uri)?.body, "\"sip:a@example.com\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Refusal::NotFound`] if not exactly one node is selected.
pub fn get(document: &[u8], selector: &Selector) -> Result<Fragment, Refusal> {
    let mut tree = body::stored(document)?;
    let located = locate(selector, &mut tree).map_err(|_| Refusal::NotFound)?;
    Ok(match located {
        Located::Node(node) => Fragment { content_type: ELEMENT, body: tree.raw(node) },
        Located::Attribute(element, name) => {
            let found = tree.attributes(element).find(|attribute| attribute.name == name);
            let raw = found.map(|attribute| attribute.raw_value.replace('"', "&quot;"));
            Fragment { content_type: ATTRIBUTE, body: format!("\"{}\"", raw.unwrap_or_default()) }
        }
        Located::Namespaces(element) | Located::Namespace(element, _) => {
            Fragment { content_type: NAMESPACES, body: bindings(&tree, element) }
        }
    })
}

/// Puts an element or the value of an attribute into a document (RFC 4825 §8.2). What it does not touch stays byte for
/// byte.
///
/// ```
/// use sip_xcap::edit;
/// use sip_xcap::uri::NodePath;
///
/// let document = b"<list>\n  <entry uri='sip:a@example.com'/>\n</list>";
/// let node = NodePath::new("list/entry[@uri=\"sip:b@example.com\"]").parse(None)?;
/// let edited = edit::put(document, &node, None, b"<entry uri='sip:b@example.com'/>")?;
/// assert!(edited.is_created);
/// assert_eq!(
///     edited.document,
///     "<list>\n  <entry uri='sip:a@example.com'/><entry uri='sip:b@example.com'/>\n</list>"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Why the server has to refuse it.
pub fn put(
    document: &[u8],
    selector: &Selector,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Edited, Refusal> {
    match &selector.target {
        None => put_element(document, selector, content_type, body),
        Some(Target::Attribute { namespace, local }) => {
            put_attribute(document, selector, (namespace, local), content_type, body)
        }
        // Namespace bindings can only be read (RFC 4825 §7.8).
        Some(_) => Err(Refusal::NotAllowed),
    }
}

/// Takes an element or an attribute out of a document (RFC 4825 §8.4). The white space around it stays.
///
/// # Errors
/// Why the server has to refuse it.
pub fn delete(document: &[u8], selector: &Selector) -> Result<Edited, Refusal> {
    if matches!(selector.target, Some(Target::Namespaces)) {
        return Err(Refusal::NotAllowed);
    }
    let mut tree = body::stored(document)?;
    let located = locate(selector, &mut tree).map_err(|_| Refusal::NotFound)?;
    match &located {
        Located::Node(node) if *node == tree.root_element() => {
            return Err(Conflict::CannotDelete("a document has a root element".to_owned()).into());
        }
        Located::Node(node) => tree.remove_node(*node)?,
        Located::Attribute(element, name) => tree.remove_attribute(*element, name)?,
        Located::Namespace(..) | Located::Namespaces(_) => return Err(Refusal::NotAllowed),
    }
    match locate(selector, &mut tree) {
        Err(NotLocated::Nothing(_) | NotLocated::NoIds) => {
            Ok(Edited { document: tree.to_xml(), is_created: false })
        }
        // By position, the next one has come to its place.
        Ok(_) | Err(NotLocated::Several(_)) => {
            let message = "the address selects something else afterwards".to_owned();
            Err(Conflict::CannotDelete(message).into())
        }
    }
}

fn locate(selector: &Selector, tree: &mut Tree) -> Result<Located, NotLocated> {
    selector.locate(tree, &IdAttributes::XmlId)
}

fn put_element(
    document: &[u8],
    selector: &Selector,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Edited, Refusal> {
    check_type(content_type, ELEMENT)?;
    let mut tree = body::stored(document)?;
    let found = locate(selector, &mut tree);
    let place = match found {
        Ok(Located::Node(node)) => Place::Instead(node),
        Ok(_) | Err(NotLocated::Several(_)) => {
            return Err(cannot_insert("the address selects several elements"));
        }
        Err(NotLocated::Nothing(_) | NotLocated::NoIds) => place::find(selector, &mut tree)?,
    };
    let body = std::str::from_utf8(body).map_err(|_| Conflict::NotUtf8)?;
    let put = match place {
        Place::Instead(node) => tree.replace_element(node, body),
        Place::Before(parent, sibling) => tree.insert_element(parent, sibling, body),
    };
    let put = put.map_err(|error| Conflict::NotXmlFrag(error.message().to_owned()))?;
    if locate(selector, &mut tree) != Ok(Located::Node(put)) {
        return Err(cannot_insert("the address does not select the element of the body"));
    }
    let is_created = matches!(place, Place::Before(..));
    Ok(Edited { document: tree.to_xml(), is_created })
}

/// Where an element is put.
#[derive(Debug, Clone, Copy)]
enum Place {
    Instead(NodeId),
    /// In a parent, before one of its nodes or at the end.
    Before(NodeId, Option<NodeId>),
}

fn put_attribute(
    document: &[u8],
    selector: &Selector,
    (namespace, local): (&str, &str),
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Edited, Refusal> {
    check_type(content_type, ATTRIBUTE)?;
    let mut tree = body::stored(document)?;
    let element = Selector { target: None, ..selector.clone() };
    let Ok(Located::Node(element)) = locate(&element, &mut tree) else {
        return Err(place::no_parent(selector, &mut tree).into());
    };
    let body = std::str::from_utf8(body).map_err(|_| Conflict::NotUtf8)?;
    let value = body::attribute_value(body)?;
    let known = tree.attribute(element, namespace, local).map(|known| known.name.to_owned());
    let is_created = known.is_none();
    let name = match known {
        Some(name) => name,
        None => new_name(&tree, element, namespace, local)?,
    };
    let set = tree.set_raw_attribute(element, &name, value);
    set.map_err(|error| Conflict::NotXmlAttValue(error.message().to_owned()))?;
    match locate(selector, &mut tree) {
        Ok(Located::Attribute(found, _)) if found == element => {
            Ok(Edited { document: tree.to_xml(), is_created })
        }
        _ => Err(cannot_insert("the address does not select the attribute afterwards")),
    }
}

/// The name of an attribute that is not there yet.
fn new_name(tree: &Tree, element: NodeId, namespace: &str, local: &str) -> Result<String, Refusal> {
    if namespace.is_empty() {
        return Ok(local.to_owned());
    }
    let scope = tree.namespaces_in_scope(element);
    let prefix = scope.iter().find(|(prefix, uri)| !prefix.is_empty() && uri == namespace);
    match prefix {
        Some((prefix, _)) => Ok(format!("{prefix}:{local}")),
        None => Err(cannot_insert("no prefix stands for the namespace of the attribute there")),
    }
}

fn cannot_insert(message: &str) -> Refusal {
    Conflict::CannotInsert(message.to_owned()).into()
}

/// The namespace bindings in scope of an element (RFC 4825 §10).
fn bindings(tree: &Tree, element: NodeId) -> String {
    let mut written = format!("<{}", tree.name(element));
    let mut scope = tree.namespaces_in_scope(element);
    scope.sort_unstable();
    for (prefix, namespace) in scope {
        written.push_str(&namespace_declaration(prefix, &namespace));
    }
    written + "/>"
}
