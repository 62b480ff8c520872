//! From the text of a document to a [`Tree`].

use crate::tree::{Attribute, Element, Node, Tree};

const CDATA_START: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";
const UTF_8_DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

impl Tree {
    /// Reads a document.
    ///
    /// An XML declaration that names another encoding than UTF-8 is replaced, because the text
    /// has been decoded already.
    ///
    /// # Errors
    ///
    /// When the document is not namespace-well-formed or has a document type declaration.
    pub fn parse(document: &str) -> Result<Self, roxmltree::Error> {
        let parsed = roxmltree::Document::parse(document)?;
        let root = parsed.root_element();
        let range = root.range();
        Ok(Self {
            prolog: in_utf_8(document.get(..range.start).unwrap_or_default()),
            root: element(root, document),
            epilog: document.get(range.end..).unwrap_or_default().to_owned(),
        })
    }
}

fn in_utf_8(prolog: &str) -> String {
    let text = prolog.strip_prefix('\u{feff}').unwrap_or(prolog);
    match text.split_once("?>") {
        Some((declaration, rest))
            if declaration.starts_with("<?xml ")
                && declaration.contains("encoding")
                && !declaration.to_ascii_lowercase().contains("utf-8") =>
        {
            format!("{UTF_8_DECLARATION}{rest}")
        }
        _ => text.to_owned(),
    }
}

fn element(node: roxmltree::Node<'_, '_>, document: &str) -> Element {
    let range = node.range();
    let source = document.get(range.clone()).unwrap_or_default();
    let (tag, content) = split_start_tag(source);
    let (name, mut rest) = split_at_first(tag, |c| c.is_ascii_whitespace());
    let mut attributes = Vec::new();
    while let Some((attribute, after)) = next_attribute(rest) {
        attributes.push(attribute);
        rest = after;
    }
    let children = content.map_or_else(Vec::new, |content| {
        // The content ends where the end tag starts: at the last `<` of the element.
        let start = range.start + content;
        let end = range.start + source.rfind('<').unwrap_or(content);
        children(node, document, start, end)
    });
    Element { name: name.to_owned(), attributes, children }
}

/// The inside of the start tag, and where the content starts unless the tag is an empty one.
fn split_start_tag(source: &str) -> (&str, Option<usize>) {
    let mut quote = None;
    for (index, c) in source.char_indices() {
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => {
                let tag = source.get(1..index).unwrap_or_default();
                return tag.strip_suffix('/').map_or((tag, Some(index + 1)), |tag| (tag, None));
            }
            Some(_) | None => {}
        }
    }
    (source, None)
}

fn next_attribute(text: &str) -> Option<(Attribute, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_start();
    let quote = rest.chars().next()?;
    let (raw, rest) = rest.get(1..)?.split_once(quote)?;
    let attribute = Attribute { name: name.trim().to_owned(), raw: raw.to_owned() };
    Some((attribute, rest))
}

fn children(node: roxmltree::Node<'_, '_>, document: &str, start: usize, end: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut position = start;
    for child in node.children().filter(|child| !child.is_text()) {
        let range = child.range();
        let source = document.get(range.clone()).unwrap_or_default();
        character_data(document.get(position..range.start).unwrap_or_default(), &mut nodes);
        nodes.push(if child.is_element() {
            Node::Element(element(child, document))
        } else if child.is_comment() {
            let inner = source.get(4..source.len().saturating_sub(3));
            Node::Comment(inner.unwrap_or_default().to_owned())
        } else {
            Node::Pi(source.to_owned())
        });
        position = range.end;
    }
    character_data(document.get(position..end).unwrap_or_default(), &mut nodes);
    nodes
}

/// Cuts what stands between two pieces of markup into text and CDATA sections.
fn character_data(source: &str, nodes: &mut Vec<Node>) {
    let mut rest = source;
    while let Some((text, after)) = rest.split_once(CDATA_START) {
        if !text.is_empty() {
            nodes.push(Node::Text(text.to_owned()));
        }
        let (section, after) = after.split_once(CDATA_END).unwrap_or((after, ""));
        nodes.push(Node::CData(section.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        nodes.push(Node::Text(rest.to_owned()));
    }
}

fn split_at_first(text: &str, stop: impl Fn(char) -> bool) -> (&str, &str) {
    text.find(stop).and_then(|index| text.split_at_checked(index)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use crate::{Node, Tree};

    const DOCUMENT: &str = "<?xml version=\"1.0\"?>\n<!-- before --><p:r xmlns:p=\"urn:p\" \
        xmlns=\"urn:d\" a=\"x &amp; &quot;y&quot; > z\" p:b=\"\"><a>t &lt; <![CDATA[<&]]>u\
        <!-- c --><?pi data?></a><b xmlns=\"urn:e\"><c xmlns=\"\"/><p:d/></b>\n</p:r>\n<!-- after -->";

    #[test]
    fn prefixes_declarations_comments_and_cdata_survive() {
        assert_eq!(Tree::parse(DOCUMENT).unwrap().to_xml(), DOCUMENT);
    }

    #[test]
    fn only_the_form_of_tags_is_normalised() {
        let tree = Tree::parse("<a  x = 'say \"hi\"'\n ><b ></b><c\n/>]]</a>").unwrap();
        let xml = tree.to_xml();
        assert_eq!(xml, "<a x=\"say &quot;hi&quot;\"><b/><c/>]]</a>");
        assert_eq!(Tree::parse(&xml).unwrap().to_xml(), xml);
    }

    #[test]
    fn another_encoding_becomes_utf_8() {
        let tree = Tree::parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>").unwrap();
        assert_eq!(tree.to_xml(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é</a>");
    }

    #[test]
    fn paths_lead_to_elements_and_are_readable() {
        let mut tree = Tree::parse("<a>x<b/><b><c/></b></a>").unwrap();
        let paths = tree.paths();
        assert_eq!(paths, [vec![], vec![1], vec![2], vec![2, 0]]);
        assert_eq!(tree.describe(&[2, 0]), "/a/b[2]/c");
        assert_eq!(tree.element(&[2, 0]).unwrap().name, "c");
        assert_eq!(tree.element(&[0]), None);
        tree.element_mut(&[2, 0]).unwrap().children.push(Node::text("1 < 2"));
        assert_eq!(tree.to_xml(), "<a>x<b/><b><c>1 &lt; 2</c></b></a>");
    }

    #[test]
    fn ill_formed_documents_are_refused() {
        assert!(Tree::parse("<a><b></a>").is_err());
        assert!(Tree::parse("<p:a/>").is_err());
    }
}
