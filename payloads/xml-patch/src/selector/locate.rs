//! The node that a selector selects.

use std::fmt;

use super::{Predicate, Selector, Step, Target};
use crate::tree::{NameTest, NodeId, NodeKind, Tree};

/// Which attributes are ids for `id()`. A schema says so, which is not known here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum IdAttributes {
    /// `xml:id` alone.
    #[default]
    XmlId,
    /// `xml:id`, and the attributes of this name in no namespace.
    Named(Box<str>),
}

/// What was selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// A node.
    Node(NodeId),
    /// An attribute, by the name that is written.
    Attribute(NodeId, String),
    /// A namespace declaration in scope of an element, by its prefix.
    Namespace(NodeId, String),
    /// All declarations in scope of an element.
    Namespaces(NodeId),
}

/// Why nothing was selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLocated {
    /// Nothing is selected. With a hint if the selector has a common mistake.
    Nothing(Option<String>),
    /// Several nodes are selected: how many.
    Several(usize),
    /// No attribute is known to be an id.
    NoIds,
}

impl fmt::Display for NotLocated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(None) => f.write_str("nothing is selected"),
            Self::Nothing(Some(hint)) => write!(f, "nothing is selected: {hint}"),
            Self::Several(count) => write!(f, "{count} nodes are selected, and not one"),
            Self::NoIds => {
                f.write_str("id() selects nothing, because no attribute is known to be an id")
            }
        }
    }
}

impl Selector {
    /// The one node that is selected.
    ///
    /// # Errors
    /// Nothing or several are selected.
    pub fn locate(&self, tree: &mut Tree, ids: &IdAttributes) -> Result<Located, NotLocated> {
        let Found { elements, failed } = self.elements(tree, ids)?;
        let found = match &self.target {
            None => elements.into_iter().map(Located::Node).collect(),
            Some(target) => {
                let within = if self.steps.is_empty() && self.id.is_none() {
                    vec![tree.root()]
                } else {
                    elements
                };
                within.into_iter().flat_map(|element| target.of(element, tree)).collect::<Vec<_>>()
            }
        };
        match <[Located; 1]>::try_from(found) {
            Ok([one]) => Ok(one),
            Err(found) if found.is_empty() => Err(NotLocated::Nothing(self.hint(failed, tree))),
            Err(found) => Err(NotLocated::Several(found.len())),
        }
    }

    /// The element in which the steps but the last select exactly one, and how many steps led to it: for the closest
    /// ancestor that exists.
    pub fn locate_ancestor(&self, tree: &mut Tree) -> Option<(NodeId, usize)> {
        let mut here = vec![tree.root()];
        let mut last = None;
        for (count, step) in self.steps.iter().enumerate() {
            here = here.into_iter().flat_map(|parent| step.of(parent, tree).0).collect();
            let [one] = *here else { break };
            last = Some((one, count + 1));
        }
        last
    }

    /// The elements that the steps select.
    fn elements(&self, tree: &mut Tree, ids: &IdAttributes) -> Result<Found, NotLocated> {
        let mut here = match &self.id {
            Some(id) => ids.find(id, tree)?,
            None => vec![tree.root()],
        };
        for (index, step) in self.steps.iter().enumerate() {
            let parents = std::mem::take(&mut here);
            let mut most = 0;
            for parent in parents {
                let (found, held) = step.of(parent, tree);
                here.extend(found);
                most = most.max(held);
            }
            if here.is_empty() {
                return Ok(Found { elements: here, failed: Some((index, most)) });
            }
        }
        Ok(Found { elements: here, failed: None })
    }

    /// What is wrong with the selector, if it is one of the common mistakes. It gets the predicate that holds for nothing.
    fn hint(&self, failed: Option<(usize, usize)>, tree: &mut Tree) -> Option<String> {
        let mut predicates = self.steps.iter().flat_map(|step| &step.predicates);
        if predicates.any(|predicate| matches!(predicate, Predicate::Position(0))) {
            return Some("positions count from 1".to_owned());
        }
        // Only this one is tried, because each costs as much as the selector itself.
        let (step, place) = failed.filter(|_| self.id.is_none())?;
        let mut meant = self.clone();
        let predicate = meant.steps.get_mut(step)?.predicates.get_mut(place)?;
        let Predicate::Child { test: NameTest::Name { local, .. }, value } = predicate else {
            return None;
        };
        let local = local.clone();
        *predicate = Predicate::Attribute {
            namespace: "".into(),
            local: local.clone(),
            value: std::mem::take(value),
        };
        let found = meant.elements(tree, &IdAttributes::XmlId).ok()?;
        (!found.elements.is_empty()).then(|| {
            format!("[{local}=…] compares a child element; [@{local}=…] compares the attribute")
        })
    }
}

/// What the steps of a selector select.
struct Found {
    elements: Vec<NodeId>,
    /// If there are none: the predicate that holds for none of the elements that those before it left, by its step and
    /// its place there.
    failed: Option<(usize, usize)>,
}

impl Step {
    /// The children of an element that this step selects, and how many predicates left any.
    fn of(&self, parent: NodeId, tree: &mut Tree) -> (Vec<NodeId>, usize) {
        if tree.is_overworked() {
            return (Vec::new(), 0);
        }
        let (first, rest) = match self.predicates.split_first() {
            Some((first, rest)) => (Some(first), rest),
            None => (None, &self.predicates[..]),
        };
        let mut left = match first {
            None => tree.named(parent, &self.test).to_vec(),
            Some(Predicate::Position(position)) => {
                let all = tree.named(parent, &self.test);
                at_position(all, *position).into_iter().collect()
            }
            Some(predicate) => self.with_first(predicate, parent, tree),
        };
        tree.add_work(1 + left.len());
        for (held, predicate) in rest.iter().enumerate() {
            if left.is_empty() {
                return (left, held);
            }
            tree.add_work(left.len());
            match predicate {
                Predicate::Position(position) => {
                    left = at_position(&left, *position).into_iter().collect();
                }
                _ => left.retain(|element| predicate.holds(*element, tree)),
            }
        }
        let held = self.predicates.len() - usize::from(left.is_empty() && first.is_some());
        (left, held)
    }

    /// The children for which the first predicate holds, with the index of attributes if that helps.
    fn with_first(&self, predicate: &Predicate, parent: NodeId, tree: &mut Tree) -> Vec<NodeId> {
        if let Predicate::Attribute { namespace, local, value } = predicate
            && namespace.is_empty()
            && let Some(found) = tree.with_value(parent, local, value)
        {
            let found: Vec<_> =
                found.into_iter().filter(|one| tree.is_named(*one, &self.test)).collect();
            tree.add_work(found.len());
            // The index has no order.
            if found.len() < 2 {
                return found;
            }
        }
        let mut left = tree.named(parent, &self.test).to_vec();
        tree.add_work(left.len());
        left.retain(|element| predicate.holds(*element, tree));
        left
    }
}

/// The element at a position from 1.
fn at_position(elements: &[NodeId], position: u64) -> Option<NodeId> {
    let index = usize::try_from(position.checked_sub(1)?).ok()?;
    elements.get(index).copied()
}

impl Predicate {
    fn holds(&self, element: NodeId, tree: &mut Tree) -> bool {
        if tree.is_overworked() {
            return false;
        }
        match self {
            Self::Position(position) => *position == 1,
            Self::Attribute { namespace, local, value } => {
                tree.add_work(tree.head_length(element));
                tree.attribute(element, namespace, local)
                    .is_some_and(|attribute| attribute.value() == **value)
            }
            Self::Text(value) => has_text(element, value, tree),
            Self::Child { test, value } => {
                let children: Vec<_> = tree
                    .child_elements(element)
                    .filter(|child| tree.is_named(*child, test))
                    .collect();
                tree.add_work(children.len());
                children.into_iter().any(|child| has_text(child, value, tree))
            }
        }
    }
}

fn has_text(element: NodeId, value: &str, tree: &mut Tree) -> bool {
    let mut rest = Some(value);
    let mut looked_at = 0;
    for node in tree.descendants(element) {
        looked_at += 1;
        if tree.kind(node) == NodeKind::Text {
            looked_at += tree.head_length(node);
            rest = rest.and_then(|rest| rest.strip_prefix(&*tree.string_value(node)));
        }
        if rest.is_none() {
            break;
        }
    }
    tree.add_work(looked_at);
    rest == Some("")
}

impl Target {
    /// What this selects in an element.
    fn of(&self, element: NodeId, tree: &mut Tree) -> Vec<Located> {
        if tree.is_overworked() {
            return Vec::new();
        }
        match self {
            Self::Text(position) => {
                let mut looked_at = 0;
                let found = nodes(element, *position, tree, |node, tree| {
                    tree.kind(node) == NodeKind::Text && {
                        let (is_empty, bytes) = tree.is_empty_text(node);
                        looked_at += bytes;
                        !is_empty
                    }
                });
                tree.add_work(looked_at);
                found
            }
            Self::Comment(position) => {
                nodes(element, *position, tree, |node, tree| tree.kind(node) == NodeKind::Comment)
            }
            Self::Instruction(target, position) => nodes(element, *position, tree, |node, tree| {
                tree.kind(node) == NodeKind::Instruction
                    && target.as_ref().is_none_or(|target| tree.target(node) == &**target)
            }),
            Self::Attribute { namespace, local } => {
                tree.add_work(tree.head_length(element));
                let found = tree.attribute(element, namespace, local);
                found
                    .map(|found| Located::Attribute(element, found.name.to_owned()))
                    .into_iter()
                    .collect()
            }
            Self::Namespace(prefix) => {
                let is_there = tree.namespace_of(element, prefix).is_some();
                is_there
                    .then(|| Located::Namespace(element, prefix.to_string()))
                    .into_iter()
                    .collect()
            }
            Self::Namespaces => vec![Located::Namespaces(element)],
        }
    }
}

fn nodes(
    element: NodeId,
    position: Option<u64>,
    tree: &mut Tree,
    mut is_meant: impl FnMut(NodeId, &Tree) -> bool,
) -> Vec<Located> {
    let found: Vec<_> = tree.children(element).filter(|child| is_meant(*child, tree)).collect();
    tree.add_work(tree.children(element).count());
    match position {
        Some(position) => at_position(&found, position).map(Located::Node).into_iter().collect(),
        None => found.into_iter().map(Located::Node).collect(),
    }
}

impl IdAttributes {
    /// The elements with an id.
    fn find(&self, id: &str, tree: &mut Tree) -> Result<Vec<NodeId>, NotLocated> {
        let mut has_ids = matches!(self, Self::Named(_));
        let mut found = Vec::new();
        let mut looked_at = 0;
        for node in tree.descendants(tree.root()) {
            looked_at += 1;
            if tree.kind(node) == NodeKind::Element {
                looked_at += tree.head_length(node);
            }
            for attribute in tree.attributes(node) {
                let is_id = match self {
                    _ if attribute.name == "xml:id" => true,
                    Self::Named(name) => attribute.name == &**name,
                    Self::XmlId => false,
                };
                has_ids |= is_id;
                if is_id && attribute.value() == id {
                    found.push(node);
                }
            }
        }
        tree.add_work(looked_at);
        if has_ids { Ok(found) } else { Err(NotLocated::NoIds) }
    }
}
