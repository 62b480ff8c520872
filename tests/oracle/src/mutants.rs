//! Mutants: documents that differ from a known one in one respect.

use std::collections::HashSet;

use crate::rng::Rng;
use crate::{
    Tree, Vocabulary, attribute_mutations as attributes, insert_mutations as insert,
    rename_mutations as rename, structure_mutations as structure, text_mutations as text,
};

/// How often a mutation may fail to apply before its turn is over.
const ATTEMPTS: usize = 12;

/// A document made from another one by a mutation, rarely by two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The kind of the mutation (one of [`MUTATION_KINDS`]), a colon, and what was done where;
    /// a second mutation follows after `; then `.
    pub description: String,
    /// The document: namespace-well-formed and different from the original.
    pub document: String,
}

/// A mutation: changes the tree and says how, or does not apply.
type Mutation = fn(&mut Tree, &mut Chance<'_>) -> Option<String>;

/// What a mutation may draw on.
#[derive(Debug)]
pub(crate) struct Chance<'a> {
    pub(crate) rng: Rng,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) namespaces: Vec<(&'a str, &'a str)>,
}

const KIND_COUNT: usize = 30;

const MUTATIONS: [Mutation; KIND_COUNT] = [
    structure::delete_element,
    structure::duplicate_adjacent,
    structure::duplicate_elsewhere,
    structure::swap_siblings,
    structure::move_element,
    rename::to_known_name,
    rename::to_unknown_name,
    rename::to_other_namespace,
    rename::attribute,
    insert::own_element,
    insert::foreign_element,
    insert::no_namespace_element,
    insert::foreign_with_own_inside,
    attributes::delete,
    attributes::change,
    attributes::empty,
    attributes::duplicate_id,
    attributes::insert_unknown,
    attributes::insert_known,
    attributes::insert_own_qualified,
    attributes::insert_foreign,
    attributes::insert_xml_lang,
    attributes::insert_must_understand,
    text::delete,
    text::change,
    text::insert,
    text::stray,
    text::stray_blank,
    text::comment_inside,
    text::wrap_in_cdata,
];

/// The kinds of mutations, as the descriptions of mutants name them.
pub const MUTATION_KINDS: [&str; KIND_COUNT] = [
    "delete element",
    "duplicate element next to itself",
    "duplicate element elsewhere",
    "swap siblings",
    "move element",
    "rename element to a known name",
    "rename element to an unknown name",
    "rename element to another namespace",
    "rename attribute",
    "insert own element",
    "insert foreign element",
    "insert element in no namespace",
    "insert foreign element around own",
    "delete attribute",
    "change attribute",
    "empty attribute",
    "duplicate id",
    "insert unknown attribute",
    "insert known attribute",
    "insert own qualified attribute",
    "insert foreign attribute",
    "insert xml:lang",
    "insert mustUnderstand",
    "delete text",
    "change text",
    "insert text",
    "stray text",
    "stray blanks",
    "comment inside text",
    "wrap text in CDATA",
];

/// Makes up to `count` different mutants of a document; the same arguments give the same mutants.
///
/// The kinds take turns, those that do not apply are skipped, and a tenth of the mutants gets a
/// second mutation. There are fewer than `count` when nothing new comes up any more, and none of
/// a document that [`Tree::parse`] refuses.
#[must_use]
pub fn mutants(document: &str, vocabulary: &Vocabulary, count: usize, seed: u64) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let Ok(original) = Tree::parse(document) else {
        return mutants;
    };
    let mut chance =
        Chance { rng: Rng::new(seed), vocabulary, namespaces: vocabulary.namespaces() };
    let mut seen = HashSet::from([document.to_owned(), original.to_xml()]);
    // Small counts should not always see the same kinds.
    let first = chance.rng.below(KIND_COUNT);
    let (mut fruitless, mut second) = (0, 0);
    let kinds = MUTATIONS.iter().zip(MUTATION_KINDS).cycle().skip(first);
    for (&mutation, kind) in kinds {
        if mutants.len() >= count || fruitless > 2 * KIND_COUNT {
            break;
        }
        // Decided once per turn: retrying would favour second mutations, which are always new.
        let twice = chance.rng.one_in(9) && second * 10 <= mutants.len();
        let made = (0..ATTEMPTS).find_map(|_| {
            let mutant = attempt(&original, mutation, kind, twice, &mut chance)?;
            seen.insert(mutant.document.clone()).then_some(mutant)
        });
        second += usize::from(twice && made.is_some());
        fruitless = if made.is_some() { 0 } else { fruitless + 1 };
        mutants.extend(made);
    }
    mutants
}

fn attempt(
    original: &Tree,
    mutation: Mutation,
    kind: &str,
    twice: bool,
    chance: &mut Chance<'_>,
) -> Option<Mutant> {
    let mut tree = original.clone();
    let details = mutation(&mut tree, chance)?;
    let mut description = format!("{kind}: {details}");
    if twice {
        let index = chance.rng.below(KIND_COUNT);
        let (second, kind) = MUTATIONS.get(index).zip(MUTATION_KINDS.get(index))?;
        let details = second(&mut tree, chance)?;
        description = format!("{description}; then {kind}: {details}");
    }
    let document = tree.to_xml();
    roxmltree::Document::parse(&document).ok()?;
    Some(Mutant { description, document })
}

impl Chance<'_> {
    /// The path of some element that satisfies the condition.
    pub(crate) fn path(
        &mut self,
        tree: &Tree,
        condition: impl Fn(&crate::Element) -> bool,
    ) -> Option<Vec<usize>> {
        let mut paths = tree.paths();
        paths.retain(|path| tree.element(path).is_some_and(&condition));
        self.rng.pick(&paths).cloned()
    }

    /// The path of some element other than the root.
    pub(crate) fn path_below_root(&mut self, tree: &Tree) -> Option<Vec<usize>> {
        let mut paths = tree.paths();
        paths.retain(|path| !path.is_empty());
        self.rng.pick(&paths).cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::{MUTATION_KINDS, Mutant, mutants};
    use crate::{Tree, Vocabulary};

    const DOCUMENT: &str = "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:r='urn:r' \
        entity='pres:a@example.com'>\n <tuple id='t1'><status><basic>open</basic></status>\
        <r:mood from='2005-10-27T16:49:29Z'><r:happy/></r:mood><contact priority='0.8'>\
        sip:a@example.com</contact></tuple>\n <tuple id='t2'><status/></tuple>\n \
        <note xml:lang='en'>one &amp; two</note></presence>";

    fn made(count: usize, seed: u64) -> Vec<Mutant> {
        let vocabulary = Vocabulary::new(
            [
                ("urn:ietf:params:xml:ns:pidf", "pidf", "note"),
                ("urn:ietf:params:xml:ns:pidf", "pidf", "basic"),
                ("urn:r", "r", "mood"),
                ("urn:s", "s", "thing"),
            ],
            ["id", "until"],
        );
        mutants(DOCUMENT, &vocabulary, count, seed)
    }

    #[test]
    fn every_kind_occurs_about_equally_often() {
        let mut counts = BTreeMap::new();
        for mutant in made(300, 1) {
            let kind = mutant.description.split(": ").next().unwrap().to_owned();
            *counts.entry(kind).or_insert(0) += 1;
        }
        for kind in MUTATION_KINDS {
            let count = counts.get(kind).copied().unwrap_or(0);
            assert!((2..20).contains(&count), "{kind}: {count} in {counts:?}");
        }
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(made(100, 5), made(100, 5));
        assert_ne!(made(100, 5), made(100, 6));
    }

    #[test]
    fn mutants_are_well_formed_different_and_distinct() {
        let original = Tree::parse(DOCUMENT).unwrap().to_xml();
        let mutants = made(600, 2);
        assert_eq!(mutants.len(), 600);
        let mut seen = HashSet::new();
        for mutant in &mutants {
            roxmltree::Document::parse(&mutant.document).unwrap();
            assert!(mutant.document != DOCUMENT && mutant.document != original);
            assert!(seen.insert(&mutant.document), "{}", mutant.description);
        }
        let twice = mutants.iter().filter(|m| m.description.contains("; then "));
        assert!((30..=60).contains(&twice.count()));
    }

    #[test]
    fn small_documents_run_dry_and_ill_formed_ones_have_no_mutants() {
        let none = Vocabulary::default();
        let few = mutants("<a/>", &none, 100_000, 3);
        assert!(few.len() > 50 && few.len() < 100_000, "{}", few.len());
        assert_eq!(mutants("<a>", &none, 10, 3), []);
    }

    #[test]
    fn debug_output_of_elements_has_their_path() {
        let deleted = made(300, 4)
            .into_iter()
            .find(|mutant| mutant.description == "delete element: /presence/tuple[2]/status")
            .unwrap();
        assert!(deleted.document.contains("<tuple id=\"t2\"/>"));
    }
}
