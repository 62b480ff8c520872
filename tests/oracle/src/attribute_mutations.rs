//! Mutations of attributes and their values.

use crate::mutants::Chance;
use crate::rename_mutations::{FOREIGN, has_attributes};
use crate::scope::Scope;
use crate::tree::{split_name, unescape};
use crate::{Attribute, Tree, values};

pub(crate) const PIDF: &str = "urn:ietf:params:xml:ns:pidf";
const COMMON: [&str; 5] = ["id", "from", "until", "priority", "lang"];

pub(crate) fn delete(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, has_attributes)?;
    let place = tree.describe(&path);
    let index = chance.attribute_index(tree.element(&path)?)?;
    let attribute = tree.element_mut(&path)?.attributes.remove(index);
    Some(format!("{place}/@{}", attribute.name))
}

pub(crate) fn change(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, has_attributes)?;
    let place = tree.describe(&path);
    let element = tree.element_mut(&path)?;
    let index = chance.attribute_index(element)?;
    let attribute = element.attributes.get_mut(index)?;
    let value = values::instead_of(&unescape(&attribute.raw), &mut chance.rng);
    let name = attribute.name.clone();
    *attribute = Attribute::new(&name, &value);
    Some(format!("{place}/@{name} = {value:?}"))
}

pub(crate) fn empty(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, has_attributes)?;
    let place = tree.describe(&path);
    let element = tree.element_mut(&path)?;
    let index = chance.attribute_index(element)?;
    let attribute = element.attributes.get_mut(index)?;
    attribute.raw.clear();
    Some(format!("{place}/@{}", attribute.name))
}

pub(crate) fn duplicate_id(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let is_id = |attribute: &&Attribute| split_name(&attribute.name).1 == "id";
    let source = chance.path(tree, |element| element.attributes.iter().any(|a| is_id(&a)))?;
    let id = tree.element(&source)?.attributes.iter().find(is_id)?;
    let raw = id.raw.clone();
    // Mostly onto an element that has an id as well.
    let anywhere = chance.rng.one_in(4);
    let target =
        chance.path(tree, |element| anywhere || element.attributes.iter().any(|a| is_id(&a)))?;
    let description = format!("{raw} from {}", tree.describe(&source));
    let description = format!("{description} on {}", tree.describe(&target));
    let attributes = &mut tree.element_mut(&target)?.attributes;
    if let Some(present) = attributes.iter_mut().find(|a| is_id(&&**a)) {
        present.raw = raw;
    } else {
        let name = if chance.rng.one_in(4) { "xml:id" } else { "id" }.to_owned();
        attributes.push(Attribute { name, raw });
    }
    Some(description)
}

pub(crate) fn insert_unknown(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = holder(tree, chance)?;
    let value = values::good(&mut chance.rng);
    insert(tree, &path, ("unknown".to_owned(), None), &value)
}

pub(crate) fn insert_known(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = holder(tree, chance)?;
    let name = if chance.rng.one_in(2) {
        (*chance.rng.pick(&COMMON)?).to_owned()
    } else {
        chance.rng.pick(&chance.vocabulary.attributes)?.clone()
    };
    let value = values::for_name(&name, &mut chance.rng);
    insert(tree, &path, (name, None), &value)
}

pub(crate) fn insert_own_qualified(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = holder(tree, chance)?;
    let (namespace, wish) = *chance.rng.pick(&chance.namespaces)?;
    let local = chance.rng.pick(&chance.vocabulary.attributes)?;
    let name = Scope::at(tree, &path).qualify_attribute(namespace, wish, local);
    let value = values::for_name(local, &mut chance.rng);
    insert(tree, &path, name, &value)
}

pub(crate) fn insert_foreign(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = holder(tree, chance)?;
    let local = *chance.rng.pick(&["x", "id", "lang", "entity"])?;
    let name = Scope::at(tree, &path).qualify_attribute(FOREIGN, "foreign", local);
    let value = values::instead_of("1", &mut chance.rng);
    insert(tree, &path, name, &value)
}

pub(crate) fn insert_xml_lang(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = if chance.rng.one_in(2) {
        chance.path(tree, |element| element.local() == "note")
    } else {
        holder(tree, chance)
    }?;
    let value = values::language(&mut chance.rng);
    insert(tree, &path, ("xml:lang".to_owned(), None), &value)
}

pub(crate) fn insert_must_understand(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = holder(tree, chance)?;
    let name = Scope::at(tree, &path).qualify_attribute(PIDF, "pidf", "mustUnderstand");
    let value = values::boolean(&mut chance.rng);
    insert(tree, &path, name, &value)
}

/// The path of some element to put an attribute on.
///
/// Extension elements are the more interesting ones: most others refuse whatever is new.
fn holder(tree: &Tree, chance: &mut Chance<'_>) -> Option<Vec<usize>> {
    let base = tree.root.prefix();
    let extension = (!chance.rng.one_in(3))
        .then(|| chance.path(tree, |element| element.prefix() != base))
        .flatten();
    extension.or_else(|| chance.path(tree, |_| true))
}

/// Puts an attribute, and the declaration its name needs, onto an element.
fn insert(
    tree: &mut Tree,
    path: &[usize],
    (name, declaration): (String, Option<Attribute>),
    value: &str,
) -> Option<String> {
    let place = tree.describe(path);
    let attributes = &mut tree.element_mut(path)?.attributes;
    attributes.extend(declaration);
    let description = format!("{place}/@{name} = {value:?}");
    // One that is there already takes the value: it cannot be there twice.
    match attributes.iter_mut().find(|known| known.name == name) {
        Some(present) => *present = Attribute::new(name, value),
        None => attributes.push(Attribute::new(name, value)),
    }
    Some(description)
}
