//! Applying a patch (RFC 5261 §4.3 to §4.5).

use xml_app_core::{ErrorKind, check_well_formed};

use super::prefixes::Prefixes;
use super::{
    Action, Operation, Patch, PatchCondition, PatchError, PatchOptions, Position, is_ignorable,
};
use crate::selector::{Located, NotLocated};
use crate::tree::{NodeId, NodeKind, Tree, escape_attribute};

use PatchCondition as Condition;

pub(super) fn apply(
    patch: &Patch,
    document: &str,
    options: &PatchOptions,
) -> Result<String, PatchError> {
    let tree = Tree::parse_with(document, &options.limits).map_err(|error| {
        let condition = match error.kind() {
            ErrorKind::DocumentType => Condition::InvalidEntityDeclaration,
            _ => Condition::InvalidPatchDirective,
        };
        PatchError::new(condition, format!("the document cannot be read: {error}"))
    })?;
    let mut tree = tree;
    let changes_namespaces = operate(patch, &mut tree, options)?;
    let changed = tree.to_xml();
    // Changed declarations change the names of all that use them: two attributes can become the same.
    if changes_namespaces {
        let text = changed.strip_prefix('\u{feff}').unwrap_or(&changed);
        check_well_formed(text, &options.limits).map_err(|error| {
            PatchError::new(
                Condition::InvalidNamespaceUri,
                format!("the result is not well-formed: {error}"),
            )
        })?;
    }
    Ok(changed)
}

/// Carries out the operations on a tree. Tells whether namespace declarations were changed.
pub(crate) fn operate(
    patch: &Patch,
    tree: &mut Tree,
    options: &PatchOptions,
) -> Result<bool, PatchError> {
    let mut target = Target { tree, patch: &patch.tree, options, changes_namespaces: false };
    let mut left = options.work;
    for operation in &patch.operations {
        target.tree.limit_work(left);
        let done = target.operate(operation);
        // With too much work the operation was not carried out to the end, so this error is the first to look for.
        let done = match left.checked_sub(target.tree.take_work()) {
            Some(rest) => {
                left = rest;
                done
            }
            None => {
                let message = format!("more than {} nodes and bytes of work", options.work);
                wrong(Condition::InvalidPatchDirective, message)
            }
        };
        done.map_err(|error| error.at(&patch.tree, operation.element))?;
    }
    Ok(target.changes_namespaces)
}

struct Target<'p> {
    tree: &'p mut Tree,
    patch: &'p Tree,
    options: &'p PatchOptions,
    changes_namespaces: bool,
}

type Done = Result<(), PatchError>;

fn wrong<T>(condition: PatchCondition, phrase: impl Into<String>) -> Result<T, PatchError> {
    Err(PatchError::new(condition, phrase))
}

impl Target<'_> {
    fn operate(&mut self, operation: &Operation) -> Done {
        if let Some(crate::selector::Target::Instruction(Some(target), _)) =
            &operation.selector.target
            && target.eq_ignore_ascii_case("xml")
        {
            return wrong(
                Condition::InvalidXmlPrologOperation,
                "the XML declaration cannot be changed",
            );
        }
        let located = self.locate(operation)?;
        match (&operation.action, located) {
            (Action::Add(position), Located::Node(node)) => {
                self.add(operation.element, *position, node)
            }
            (Action::AddAttribute { prefix, local }, Located::Node(node)) => {
                self.add_attribute(operation.element, prefix, local, node)
            }
            (Action::AddNamespace { prefix }, Located::Node(node)) => {
                self.add_namespace(operation.element, prefix, node)
            }
            (Action::Replace, Located::Node(node)) => self.replace(operation.element, node),
            (Action::Replace, Located::Attribute(element, name)) => {
                let value = escape_attribute(
                    &self.characters(operation.element, Condition::InvalidNodeTypes)?,
                );
                self.tree.write_attribute(element, &name, &value).map_err(PatchError::from)
            }
            (Action::Replace, Located::Namespace(element, prefix)) => {
                self.replace_namespace(operation.element, element, &prefix)
            }
            (Action::Remove { before, after }, Located::Node(node)) => {
                self.remove(node, *before, *after)
            }
            (Action::Remove { before: false, after: false }, Located::Attribute(element, name)) => {
                self.tree.remove_attribute(element, &name).map_err(PatchError::from)
            }
            (
                Action::Remove { before: false, after: false },
                Located::Namespace(element, prefix),
            ) => self.remove_namespace(element, &prefix),
            (Action::Remove { .. }, _) => wrong(
                Condition::InvalidPatchDirective,
                "ws is not for attributes and namespaces (RFC 5261 §4.5)",
            ),
            (Action::Add(_) | Action::AddAttribute { .. } | Action::AddNamespace { .. }, _) => {
                wrong(
                    Condition::InvalidAttributeValue,
                    "nothing can be added to an attribute or a namespace",
                )
            }
            (Action::Replace, Located::Namespaces(_)) => {
                wrong(Condition::InvalidAttributeValue, "namespace::* is not one declaration")
            }
        }
    }

    fn locate(&mut self, operation: &Operation) -> Result<Located, PatchError> {
        let located = operation.selector.locate(self.tree, &self.options.ids);
        located.map_err(|error| {
            let condition = match error {
                NotLocated::NoIds => Condition::UnsupportedIdFunction,
                NotLocated::Nothing(_) | NotLocated::Several(_) => Condition::UnlocatedNode,
            };
            PatchError::new(condition, error.to_string())
        })
    }

    fn add(&mut self, operation: NodeId, position: Position, node: NodeId) -> Done {
        let (parent, before) = match position {
            Position::Append => (node, None),
            Position::Prepend => (node, self.tree.children(node).next()),
            Position::Before => (self.tree.parent(node).unwrap_or(node), Some(node)),
            Position::After => (self.tree.parent(node).unwrap_or(node), self.tree.next(node)),
        };
        match self.tree.kind(parent) {
            NodeKind::Element => {}
            NodeKind::Root => self.check_beside_root(operation)?,
            _ => return wrong(Condition::InvalidPatchDirective, "only elements have content"),
        }
        let content = Prefixes::new(self.patch, operation, self.tree, parent);
        let content = content.write(self.patch.children(operation));
        self.tree.insert(parent, before, &content).map_err(PatchError::from)?;
        Ok(())
    }

    /// Only comments and processing instructions are beside the root element.
    fn check_beside_root(&self, operation: NodeId) -> Done {
        match self.patch.children(operation).all(|child| is_ignorable(self.patch, child)) {
            true => Ok(()),
            false => wrong(
                Condition::InvalidRootElementOperation,
                "only comments and processing instructions can be beside the root element",
            ),
        }
    }

    /// The content of an operation, if it is only text.
    fn characters(
        &self,
        operation: NodeId,
        otherwise: PatchCondition,
    ) -> Result<String, PatchError> {
        match self.patch.children(operation).find(|child| self.patch.kind(*child) != NodeKind::Text)
        {
            Some(_) => wrong(otherwise, "the content is not only text"),
            None => Ok(self.patch.string_value(operation).into_owned()),
        }
    }

    fn add_attribute(
        &mut self,
        operation: NodeId,
        prefix: &str,
        local: &str,
        node: NodeId,
    ) -> Done {
        if self.tree.kind(node) != NodeKind::Element {
            return wrong(Condition::InvalidPatchDirective, "only elements have attributes");
        }
        let value = self.characters(operation, Condition::InvalidAttributeValue)?;
        if prefix == "xmlns" || prefix.is_empty() && local == "xmlns" {
            return wrong(
                Condition::InvalidAttributeValue,
                "a declaration is added by type=\"namespace::prefix\"",
            );
        }
        let mut name = local.to_owned();
        if !prefix.is_empty() {
            let prefixes = Prefixes::new(self.patch, operation, self.tree, node);
            let Some((written, is_new, namespace)) = prefixes.of_attribute(prefix) else {
                let message = format!("the prefix {prefix:?} is not declared");
                return wrong(Condition::InvalidNamespacePrefix, message);
            };
            if self.tree.attribute(node, &namespace, local).is_some() {
                return wrong(Condition::InvalidPatchDirective, "the attribute is there already");
            }
            name = format!("{written}:{local}");
            if is_new {
                let declaration = format!("xmlns:{written}");
                let namespace = escape_attribute(&namespace);
                self.tree
                    .write_attribute(node, &declaration, &namespace)
                    .map_err(PatchError::from)?;
            }
        } else if self.tree.attribute(node, "", local).is_some() {
            return wrong(Condition::InvalidPatchDirective, "the attribute is there already");
        }
        self.tree.write_attribute(node, &name, &escape_attribute(&value)).map_err(PatchError::from)
    }

    /// The namespace that an operation is about.
    fn namespace(&self, operation: NodeId, prefix: &str) -> Result<String, PatchError> {
        const XMLNS: [&str; 2] =
            ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];
        let namespace = self.characters(operation, Condition::InvalidNamespaceUri)?;
        if prefix == "xml" || prefix == "xmlns" {
            return wrong(
                Condition::InvalidNamespacePrefix,
                format!("{prefix:?} cannot be declared"),
            );
        }
        let is_usable = !namespace.is_empty() && !XMLNS.contains(&namespace.as_str());
        if is_usable {
            Ok(namespace)
        } else {
            wrong(Condition::InvalidNamespaceUri, "not a namespace to declare")
        }
    }

    fn add_namespace(&mut self, operation: NodeId, prefix: &str, node: NodeId) -> Done {
        if self.tree.kind(node) != NodeKind::Element {
            return wrong(Condition::InvalidPatchDirective, "only elements have declarations");
        }
        let namespace = self.namespace(operation, prefix)?;
        if self.tree.declaration(node, prefix).is_some() {
            let message = format!("the element declares {prefix:?} already");
            return wrong(Condition::InvalidNamespacePrefix, message);
        }
        let inherited = self.tree.namespace_of(node, prefix);
        if inherited.is_some_and(|inherited| inherited != namespace)
            && self.tree.uses_prefix(node, prefix)
        {
            let message = format!("{prefix:?} is used with the declaration of an element around");
            return wrong(Condition::InvalidNamespacePrefix, message);
        }
        self.write_declaration(node, prefix, &namespace)
    }

    fn write_declaration(&mut self, node: NodeId, prefix: &str, namespace: &str) -> Done {
        self.changes_namespaces = true;
        let name = format!("xmlns:{prefix}");
        self.tree
            .write_attribute(node, &name, &escape_attribute(namespace))
            .map_err(PatchError::from)
    }

    fn replace_namespace(&mut self, operation: NodeId, element: NodeId, prefix: &str) -> Done {
        let namespace = self.namespace(operation, prefix)?;
        self.check_declared(element, prefix)?;
        self.write_declaration(element, prefix, &namespace)
    }

    /// A declaration is changed only in the element that has it.
    fn check_declared(&self, element: NodeId, prefix: &str) -> Done {
        match self.tree.declaration(element, prefix) {
            Some(_) => Ok(()),
            None => wrong(
                Condition::InvalidNamespaceUri,
                format!("the element does not declare {prefix:?} itself"),
            ),
        }
    }

    fn remove_namespace(&mut self, element: NodeId, prefix: &str) -> Done {
        self.check_declared(element, prefix)?;
        self.tree.add_work(self.tree.descendants(element).count());
        if self.tree.uses_prefix(element, prefix) {
            return wrong(Condition::InvalidNamespacePrefix, format!("{prefix:?} is used"));
        }
        self.changes_namespaces = true;
        self.tree.remove_attribute(element, &format!("xmlns:{prefix}")).map_err(PatchError::from)
    }

    fn replace(&mut self, operation: NodeId, node: NodeId) -> Done {
        let kind = self.tree.kind(node);
        let parent = self.tree.parent(node).unwrap_or(node);
        if kind == NodeKind::Text {
            self.characters(operation, Condition::InvalidNodeTypes)?;
            return match self.patch.raw_content(operation).as_str() {
                "" => self.tree.remove(node).map_err(PatchError::from),
                text => self.tree.set_raw(node, text).map_err(PatchError::from),
            };
        }
        let mut content =
            self.patch.children(operation).filter(|child| !self.patch.is_blank(*child));
        let (Some(one), None) = (content.next(), content.next()) else {
            return wrong(Condition::InvalidNodeTypes, "the content is not one node");
        };
        if self.patch.kind(one) != kind {
            return wrong(
                Condition::InvalidNodeTypes,
                "the content is of another kind than what it replaces",
            );
        }
        let content =
            Prefixes::new(self.patch, operation, self.tree, parent).write(std::iter::once(one));
        let next = self.tree.next(node);
        self.tree.insert(parent, next, &content).map_err(PatchError::from)?;
        self.tree.remove(node).map_err(PatchError::from)
    }

    fn remove(&mut self, node: NodeId, before: bool, after: bool) -> Done {
        let kind = self.tree.kind(node);
        let is_root = kind == NodeKind::Element && self.tree.parent(node) == Some(self.tree.root());
        if is_root {
            return wrong(
                Condition::InvalidRootElementOperation,
                "the root element cannot be removed",
            );
        }
        if kind == NodeKind::Text && (before || after) {
            return wrong(Condition::InvalidPatchDirective, "ws is not for texts (RFC 5261 §4.5)");
        }
        let beside =
            [(before, self.tree.previous(node), "before"), (after, self.tree.next(node), "after")];
        for (_, sibling, place) in beside.iter().filter(|(wanted, ..)| *wanted) {
            if !sibling.is_some_and(|sibling| self.is_white_space(sibling)) {
                let message = format!("there is no white space {place} the node");
                return wrong(Condition::InvalidWhitespaceDirective, message);
            }
        }
        for (wanted, sibling, _) in beside {
            if let Some(sibling) = sibling.filter(|_| wanted) {
                self.tree.remove(sibling).map_err(PatchError::from)?;
            }
        }
        self.tree.remove(node).map_err(PatchError::from)
    }

    /// White space between nodes, also beside the root element.
    fn is_white_space(&self, node: NodeId) -> bool {
        match self.tree.kind(node) {
            NodeKind::Text => self.tree.is_blank(node),
            NodeKind::Around => self.tree.string_value(node).trim().is_empty(),
            _ => false,
        }
    }
}
