//! The operations of a patch that is being made. Each is applied at once, because the next one counts from its result.

use std::collections::HashSet;

use xml_app_core::{Error, ErrorKind};

use super::PatchRoot;
use super::select::selector;
use crate::patch::{Patch, PatchCondition, PatchError, PatchOptions, operate};
use crate::tree::{
    NodeId, NodeKind, Tree, escape_attribute, escape_text, free_prefix, namespace_declaration,
};

pub(super) struct Writer<'n> {
    new: &'n Tree,
    /// The prefix of the operations, which neither document uses.
    prefix: String,
    /// The start tag of the root.
    root: String,
    name: String,
    /// The declarations of the root: those of the root of the new document.
    scope: Vec<(String, String)>,
    operations: String,
    /// How many nodes were looked at for selectors.
    work: u64,
}

/// With more nodes looked at for selectors, the difference is said in one operation.
const MOST_WORK: u64 = 1 << 26;

/// Declarations that an operation needs beside those of the root.
type Declarations = Vec<(String, String)>;

impl<'n> Writer<'n> {
    pub(super) fn new(old: &Tree, new: &'n Tree, root: PatchRoot<'n>) -> Self {
        // The prefixes that stand for something else somewhere.
        let mut used: HashSet<String> = HashSet::new();
        for tree in [old, new] {
            for node in tree.descendants(tree.root()) {
                let declared = tree.attributes(node).filter(|one| one.value() != root.namespace);
                used.extend(declared.filter_map(|one| one.declares().map(str::to_owned)));
            }
        }
        let prefix = free_prefix(root.prefix, |prefix| !used.contains(prefix));
        let name = format!("{prefix}:{}", root.local);
        let mut tag = format!("<{name} xmlns:{prefix}=\"{}\"", escape_attribute(root.namespace));
        let scope = declarations(new, new.root_element());
        for (declared, namespace) in scope.iter().filter(|(declared, _)| *declared != prefix) {
            tag.push_str(&namespace_declaration(declared, namespace));
        }
        for (name, value) in root.attributes {
            tag.push_str(&format!(" {name}=\"{}\"", escape_attribute(value)));
        }
        Self { new, prefix, root: tag, name, scope, operations: String::new(), work: 0 }
    }

    /// The patch.
    pub(super) fn patch(self) -> Result<Patch, Error> {
        let Self { root, name, operations, .. } = self;
        let xml = match operations.is_empty() {
            true => format!("{root}/>"),
            false => format!("{root}>{operations}</{name}>"),
        };
        // A patch can be larger than its documents.
        let limits = xml_app_core::Limits { bytes: xml.len(), ..xml_app_core::Limits::default() };
        Patch::parse_with(&xml, &limits)
            .map_err(|error| Error::new(ErrorKind::NotWritable, error.to_string()))
    }

    /// The declarations in scope of an operation in this element of the new document, and those that it has itself.
    fn scope_in(&self, context: NodeId) -> (Declarations, Declarations) {
        let scope = declarations(self.new, context);
        let mut own: Declarations =
            scope.iter().filter(|declared| !self.scope.contains(declared)).cloned().collect();
        let is_default = |(prefix, _): &&(String, String)| prefix.is_empty();
        if scope.iter().find(is_default).is_none()
            && self.scope.iter().any(|declared| is_default(&declared))
        {
            own.push((String::new(), String::new()));
        }
        // The prefixes of the root that the place does not declare are there all the same.
        let mut all = scope;
        for (prefix, namespace) in &self.scope {
            if !prefix.is_empty() && !all.iter().any(|(known, _)| known == prefix) {
                all.push((prefix.clone(), namespace.clone()));
            }
        }
        (all, own)
    }

    /// Writes an operation and applies it.
    fn write(
        &mut self,
        tree: &mut Tree,
        node: NodeId,
        context: NodeId,
        operation: Operation<'_>,
    ) -> Result<(), PatchError> {
        let (scope, own) = self.scope_in(context);
        let mut sel = selector(tree, node, &scope);
        self.work += tree.take_work();
        if self.work > MOST_WORK {
            let message = "the documents differ too much for small steps";
            return Err(PatchError::new(PatchCondition::InvalidPatchDirective, message));
        }
        if let Some(target) = operation.target {
            sel = format!("{sel}/{target}");
        }
        let prefix = &self.prefix;
        let mut xml = format!("<{prefix}:{} sel=\"{}\"", operation.name, escape_attribute(&sel));
        if let Some((name, value)) = operation.attribute {
            xml.push_str(&format!(" {name}=\"{}\"", escape_attribute(value)));
        }
        for (prefix, namespace) in own {
            xml.push_str(&namespace_declaration(&prefix, &namespace));
        }
        match operation.content {
            "" => xml.push_str("/>"),
            content => xml.push_str(&format!(">{content}</{prefix}:{}>", operation.name)),
        }
        self.operations.push_str(&xml);
        let whole = format!("{}>{xml}</{}>", self.root, self.name);
        let limits = xml_app_core::Limits { bytes: whole.len(), ..xml_app_core::Limits::default() };
        let patch = Patch::parse_with(&whole, &limits)?;
        operate(&patch, tree, &PatchOptions::default()).map(drop)
    }

    pub(super) fn replace(
        &mut self,
        tree: &mut Tree,
        old: NodeId,
        new: NodeId,
    ) -> Result<(), PatchError> {
        let context = match self.new.parent(new) {
            Some(parent) if self.new.kind(parent) == NodeKind::Element => parent,
            _ => new,
        };
        let content = self.new.raw(new);
        let operation =
            Operation { name: "replace", target: None, attribute: None, content: &content };
        self.write(tree, old, context, operation)
    }

    /// Replaces the value of an attribute or a declaration.
    pub(super) fn set(
        &mut self,
        tree: &mut Tree,
        element: NodeId,
        target: &str,
        value: &str,
        context: NodeId,
    ) -> Result<(), PatchError> {
        let content = escape_text(value);
        let operation =
            Operation { name: "replace", target: Some(target), attribute: None, content: &content };
        self.write(tree, element, context, operation)
    }

    pub(super) fn set_text(
        &mut self,
        tree: &mut Tree,
        text: NodeId,
        value: &str,
        context: NodeId,
    ) -> Result<(), PatchError> {
        let content = escape_text(value);
        self.write(
            tree,
            text,
            context,
            Operation { name: "replace", target: None, attribute: None, content: &content },
        )
    }

    /// Adds an attribute or a declaration.
    pub(super) fn add_to(
        &mut self,
        tree: &mut Tree,
        element: NodeId,
        type_: &str,
        value: &str,
        context: NodeId,
    ) -> Result<(), PatchError> {
        let content = escape_text(value);
        let operation = Operation {
            name: "add",
            target: None,
            attribute: Some(("type", type_)),
            content: &content,
        };
        self.write(tree, element, context, operation)
    }

    pub(super) fn add(
        &mut self,
        tree: &mut Tree,
        node: NodeId,
        position: Option<&str>,
        content: &str,
        context: NodeId,
    ) -> Result<(), PatchError> {
        let attribute = position.map(|position| ("pos", position));
        self.write(tree, node, context, Operation { name: "add", target: None, attribute, content })
    }

    pub(super) fn remove(
        &mut self,
        tree: &mut Tree,
        node: NodeId,
        target: Option<&str>,
        context: NodeId,
        white_space: Option<&str>,
    ) -> Result<(), PatchError> {
        let attribute = white_space.map(|white_space| ("ws", white_space));
        self.write(
            tree,
            node,
            context,
            Operation { name: "remove", target, attribute, content: "" },
        )
    }
}

#[derive(Clone, Copy)]
struct Operation<'o> {
    name: &'static str,
    /// The last step of the selector, if it is not the node.
    target: Option<&'o str>,
    attribute: Option<(&'static str, &'o str)>,
    content: &'o str,
}

fn declarations(tree: &Tree, element: NodeId) -> Declarations {
    let scope = tree.namespaces_in_scope(element).into_iter();
    let mut scope: Declarations =
        scope.map(|(prefix, uri)| (prefix.to_owned(), uri.into_owned())).collect();
    scope.sort_unstable();
    scope
}
