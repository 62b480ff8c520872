//! The prefixes of what is added (RFC 5261 §4.2.3).

use std::borrow::Cow;

use crate::tree::{
    Attributes, NodeId, NodeKind, Tree, free_prefix, namespace_declaration, split_name,
};

/// Writes content of a patch with the prefixes that the document has for its namespaces.
pub(super) struct Prefixes<'p> {
    patch: &'p Tree,
    operation: NodeId,
    /// The declarations in scope where the content goes.
    target: Vec<(String, String)>,
    /// The prefix and the namespace of the element where the content goes.
    context: Option<(String, String)>,
    /// The declarations in the content around what is being written, and those that were added to it.
    scope: Vec<(String, String)>,
    /// The prefixes that the content declares itself.
    local: Vec<&'p str>,
    xml: String,
}

/// What a start tag that is being written needs from outside.
#[derive(Default)]
struct Tag {
    /// The prefixes in its names that are declared around it. A new declaration must not hide them.
    used: Vec<String>,
    /// The declarations that are added to it.
    added: Vec<(String, String)>,
}

impl<'p> Prefixes<'p> {
    pub(super) fn new(
        patch: &'p Tree,
        operation: NodeId,
        document: &Tree,
        context: NodeId,
    ) -> Self {
        let owned =
            |(prefix, namespace): (&str, Cow<'_, str>)| (prefix.to_owned(), namespace.into_owned());
        let is_element = document.kind(context) == NodeKind::Element;
        Self {
            patch,
            operation,
            target: document.namespaces_in_scope(context).into_iter().map(owned).collect(),
            context: is_element.then(|| {
                let prefix = split_name(document.name(context)).0.to_owned();
                (prefix, document.namespace(context).into_owned())
            }),
            scope: Vec::new(),
            local: Vec::new(),
            xml: String::new(),
        }
    }

    /// The nodes as they are written in the document.
    pub(super) fn write(mut self, nodes: impl Iterator<Item = NodeId>) -> String {
        for node in nodes {
            self.node(node);
        }
        self.xml
    }

    /// The prefix for an attribute that is added to the context itself, and whether it has to be declared.
    pub(super) fn of_attribute(&self, prefix: &str) -> Option<(String, bool, String)> {
        let namespace = self.patch.namespace_of(self.operation, prefix)?.into_owned();
        if prefix == "xml" {
            return Some((prefix.to_owned(), false, namespace));
        }
        if let Some(known) = self.known(prefix, &namespace, true) {
            return Some((known, false, namespace));
        }
        let is_free = |prefix: &str| !self.target.iter().any(|(known, _)| known == prefix);
        Some((free_prefix(prefix, is_free), true, namespace))
    }

    fn node(&mut self, node: NodeId) {
        match self.patch.kind(node) {
            NodeKind::Element => self.element(node),
            _ => self.xml.push_str(&self.patch.raw(node)),
        }
    }

    /// The patch was read within a limit of depth, so this does not go deeper than that.
    fn element(&mut self, element: NodeId) {
        let patch = self.patch;
        let (scope, local) = (self.scope.len(), self.local.len());
        for attribute in patch.attributes(element) {
            if let Some(prefix) = attribute.declares() {
                self.local.push(prefix);
                self.scope.push((prefix.to_owned(), attribute.value().into_owned()));
            }
        }
        let mut tag = Tag::default();
        let name = self.name(patch.name(element), false, &mut tag);
        let written = self.start_tag(patch.start_tag(element), &name, tag);
        self.xml.push_str(&written);
        for child in patch.children(element) {
            self.node(child);
        }
        if !patch.is_empty_tag(element) {
            self.xml.push_str("</");
            self.xml.push_str(&name);
            self.xml.push('>');
        }
        self.scope.truncate(scope);
        self.local.truncate(local);
    }

    /// A start tag with other names.
    fn start_tag(&mut self, old: &str, name: &str, mut tag: Tag) -> String {
        let mut written = format!("<{name}");
        let mut end = 1 + old.get(1..).map_or(0, |rest| crate::tree::name_end(rest, 0));
        for attribute in Attributes::of(old) {
            let (start, rest) = (attribute.place.start, attribute.name_place.clone());
            written.push_str(old.get(start..rest.start).unwrap_or_default());
            match attribute.declares() {
                Some(_) => written.push_str(attribute.name),
                None => written.push_str(&self.name(attribute.name, true, &mut tag)),
            }
            written.push_str(old.get(rest.end..attribute.place.end).unwrap_or_default());
            end = attribute.place.end;
        }
        for (prefix, namespace) in &tag.added {
            written.push_str(&namespace_declaration(prefix, namespace));
        }
        written.push_str(old.get(end..).unwrap_or_default());
        written
    }

    /// A name with the prefix that its namespace has in the document. If it has none, a declaration is added.
    fn name(&mut self, name: &str, is_attribute: bool, tag: &mut Tag) -> String {
        let (prefix, local_name) = split_name(name);
        let is_plain = is_attribute && prefix.is_empty() || prefix == "xml";
        if is_plain || self.local.contains(&prefix) {
            return name.to_owned();
        }
        let namespace =
            self.patch.namespace_of(self.operation, prefix).unwrap_or_default().into_owned();
        let written = match self.known(prefix, &namespace, is_attribute) {
            Some(known) => known,
            None => self.declare(prefix, namespace, is_attribute, tag),
        };
        let name = if written.is_empty() {
            local_name.to_owned()
        } else {
            format!("{written}:{local_name}")
        };
        if !tag.used.contains(&written) {
            tag.used.push(written);
        }
        name
    }

    /// Adds a declaration to the start tag that is being written. Returns its prefix.
    fn declare(
        &mut self,
        prefix: &str,
        namespace: String,
        is_attribute: bool,
        tag: &mut Tag,
    ) -> String {
        let new = match prefix {
            "" if !is_attribute => String::new(),
            // The expanded names of the tag and of what is in it stay (RFC 5261 §4.2.3): the prefixes that the content
            // declares, and those that the tag has from the document, are not declared again.
            prefix => free_prefix(prefix, |free| {
                !self.local.contains(&free) && !tag.used.iter().any(|used| used == free)
            }),
        };
        tag.added.push((new.clone(), namespace.clone()));
        self.scope.push((new.clone(), namespace));
        new
    }

    /// What a prefix stands for where the content is being written.
    fn namespace_here(&self, prefix: &str) -> &str {
        let inner = self.scope.iter().rev().find(|(known, _)| known == prefix);
        let found = inner.or_else(|| self.target.iter().find(|(known, _)| known == prefix));
        found.map_or("", |(_, namespace)| namespace)
    }

    /// The prefix of the document for a namespace, by the three rules of RFC 5261 §4.2.3.
    fn known(&self, prefix: &str, namespace: &str, is_attribute: bool) -> Option<String> {
        if namespace.is_empty() {
            return self.namespace_here("").is_empty().then(String::new);
        }
        let is_usable = |candidate: &str| {
            !(is_attribute && candidate.is_empty()) && self.namespace_here(candidate) == namespace
        };
        if is_usable(prefix) {
            return Some(prefix.to_owned());
        }
        if let Some((own, _)) =
            self.context.as_ref().filter(|(own, uri)| uri == namespace && is_usable(own))
        {
            return Some(own.clone());
        }
        let same =
            self.target.iter().filter(|(candidate, uri)| uri == namespace && is_usable(candidate));
        let mut prefixes: Vec<&str> = same.map(|(candidate, _)| candidate.as_str()).collect();
        prefixes.sort_unstable();
        let before = prefixes.iter().rev().find(|candidate| **candidate < prefix);
        before.or_else(|| prefixes.first()).map(|found| (*found).to_owned())
    }
}
