//! Documents of partial presence as texts.

use sip_xml_patch::{NodeId, Tree, free_prefix};
use xml_app_core::{Error, ErrorKind};

use crate::ns;

/// Whether a body is a full state.
pub(crate) fn is_full(body: &str) -> bool {
    Partial::parse(body).is_ok_and(|partial| partial.is_full)
}

/// A document of type `application/pidf-diff+xml`.
pub(super) struct Partial {
    pub(super) tree: Tree,
    pub(super) is_full: bool,
    pub(super) version: Option<u32>,
    pub(super) entity: Option<String>,
}

impl Partial {
    pub(super) fn parse(body: &str) -> Result<Self, Error> {
        let tree = Tree::parse(body)?;
        let root = tree.root_element();
        let is_full = match (&*tree.namespace(root), tree.local(root)) {
            (namespace, "pidf-full") if namespace == ns::PIDF_DIFF.uri() => true,
            (namespace, "pidf-diff") if namespace == ns::PIDF_DIFF.uri() => false,
            _ => {
                let message = format!(
                    "the root element is <{}>, expected pidf-full or pidf-diff",
                    tree.name(root)
                );
                return Err(Error::new(ErrorKind::WrongRoot, message));
            }
        };
        let version = tree.value_of(root, "version");
        let version = version.and_then(|version| version.trim().parse().ok());
        let entity = tree.value_of(root, "entity").map(|entity| entity.trim().to_owned());
        Ok(Self { tree, is_full, version, entity })
    }

    /// A full state as a PIDF document.
    pub(super) fn into_presence(self) -> Result<String, Error> {
        let mut tree = self.tree;
        let root = tree.root_element();
        rename(&mut tree, root, ns::PIDF.uri(), "presence")?;
        tree.remove_attribute(root, "version")?;
        Ok(tree.to_xml())
    }
}

/// A PIDF document as a full state.
pub(super) fn full(presence: &str, version: Option<u32>) -> Result<String, Error> {
    let mut tree = Tree::parse(presence)?;
    let root = tree.root_element();
    if tree.namespace(root) != ns::PIDF.uri() || tree.local(root) != "presence" {
        let message = format!("the root element is <{}>, expected presence", tree.name(root));
        return Err(Error::new(ErrorKind::WrongRoot, message));
    }
    rename(&mut tree, root, ns::PIDF_DIFF.uri(), "pidf-full")?;
    if let Some(version) = version {
        tree.set_attribute(root, "version", &version.to_string())?;
    }
    Ok(tree.to_xml())
}

/// Gives the root a name in another namespace. What is in it keeps its names.
fn rename(tree: &mut Tree, root: NodeId, namespace: &str, local: &str) -> Result<(), Error> {
    let scope = tree.namespaces_in_scope(root);
    let known =
        scope.iter().find(|(_, uri)| uri == namespace).map(|(prefix, _)| (*prefix).to_owned());
    let prefix = match known {
        Some(prefix) => prefix,
        None => {
            let is_free = |prefix: &str| !scope.iter().any(|(known, _)| *known == prefix);
            let prefix = free_prefix("p", is_free);
            tree.declare(root, &prefix, namespace)?;
            prefix
        }
    };
    match prefix.as_str() {
        "" => tree.rename(root, local),
        prefix => tree.rename(root, &format!("{prefix}:{local}")),
    }
}
