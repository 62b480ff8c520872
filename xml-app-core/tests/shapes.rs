//! The attributes of the derive: groups, sets of keywords, mixed content, defaults, restricted
//! values, prefixed values, constructors and conversions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{findings, strict, tolerant};
use xml_app_core::ErrorKind::{
    InvalidValue, MissingAttribute, OutOfOrder, TooMany, UnexpectedAttribute, UnexpectedElement,
};
use xml_app_core::value::{List, Prefixed};
use xml_app_core::{
    AttributeGroup, DateTime, Extensions, KeywordSet, Namespace, RawElement, RawNode, Registry,
    Unexpected, XmlChoice, XmlElement, XmlType, XmlValue,
};

const MENU: Namespace = Namespace::new("urn:example:menu", "m");

/// `version` and `state`, of which the first is required.
#[derive(Debug, Clone, Default, PartialEq, AttributeGroup)]
struct Versioned {
    #[xml(attribute, required)]
    version: Option<u32>,
    #[xml(attribute, default = State::Full)]
    state: Option<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
enum State {
    Full,
    Partial,
}

#[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
#[xml(range = 0..=3)]
struct Chilies(u8);

#[derive(Debug, Clone, PartialEq, XmlValue)]
#[xml(pattern = is_code, expected = "two capital letters")]
struct Code(String);

fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[derive(Debug, Clone, Copy, PartialEq, XmlChoice)]
#[xml(namespace = MENU, keywords)]
enum Diet {
    Vegan,
    #[xml(alias = "no-gluten")]
    GlutenFree,
    Halal,
}

#[derive(Debug, Clone, Copy, PartialEq, XmlChoice)]
#[xml(namespace = MENU, keywords(text))]
enum Mark {
    New,
    Best,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = MENU, name = "dish", new)]
struct Dish {
    #[xml(group)]
    versioned: Versioned,
    #[xml(attribute)]
    code: Code,
    #[xml(attribute, default = Chilies(1))]
    chilies: Option<Chilies>,
    #[xml(attribute)]
    sizes: Option<List<u8>>,
    #[xml(value = "price", default = 10)]
    price: Option<u32>,
    #[xml(keywords)]
    diets: KeywordSet<Diet>,
    #[xml(keywords)]
    marks: KeywordSet<Mark>,
    unexpected: Unexpected,
}

fn dish(attributes: &str, content: &str) -> String {
    format!("<dish xmlns='urn:example:menu' {attributes}>{content}</dish>")
}

#[test]
fn a_group_reads_and_writes_like_attributes_of_the_type() {
    let read = strict::<Dish>(&dish("state='partial' code='AB' version='3'", "")).unwrap();
    let versioned = &read.document.versioned;
    assert_eq!((versioned.version, versioned.state), (Some(3), Some(State::Partial)));
    let xml = RawElement::encode(&read.document).unwrap().to_string();
    let expected =
        "<m:dish xmlns:m=\"urn:example:menu\" version=\"3\" state=\"partial\" code=\"AB\"/>";
    assert_eq!(xml, expected);
    // A missing required attribute is an error, and tolerant reading continues.
    let xml = dish("code='AB'", "");
    assert_eq!(strict::<Dish>(&xml).unwrap_err().kind(), MissingAttribute);
    let read = tolerant::<Dish>(&xml);
    assert_eq!(findings(&read.diagnostics), [(MissingAttribute, "/dish", 1, 1)]);
    assert_eq!(read.document.versioned.version, None);
    // A value that cannot be read is kept.
    let read = tolerant::<Dish>(&dish("version='1' state='stale' code='AB'", ""));
    assert_eq!(findings(&read.diagnostics)[0].0, InvalidValue);
    assert_eq!(read.document.unexpected.attributes()[0].value, "stale".into());
}

#[test]
fn absent_and_default_are_told_apart() {
    let absent = strict::<Dish>(&dish("version='1' code='AB'", "")).unwrap().document;
    assert_eq!((absent.chilies, absent.chilies()), (None, Chilies(1)));
    assert_eq!((absent.price, absent.price()), (None, 10));
    assert_eq!(absent.versioned.state(), State::Full);
    let same = strict::<Dish>(&dish("version='1' code='AB' chilies='1'", "<price>10</price>"));
    let same = same.unwrap().document;
    assert_eq!((same.chilies, same.chilies()), (Some(Chilies(1)), Chilies(1)));
    assert!(RawElement::encode(&same).unwrap().to_string().contains("chilies=\"1\""));
    assert!(!RawElement::encode(&absent).unwrap().to_string().contains("chilies"));
}

#[test]
fn restricted_values_refuse_what_is_outside() {
    assert_eq!(Chilies::parse(" 3 ").unwrap(), Chilies(3));
    let error = Chilies::parse("4").unwrap_err();
    assert_eq!(error.message(), "\"4\" is not in range: expected 0..=3");
    assert_eq!("2".parse::<Chilies>().unwrap().to_string(), "2");
    assert_eq!(Chilies::try_from(4).unwrap_err().kind(), InvalidValue);
    assert_eq!(Chilies::try_from(0).unwrap(), Chilies(0));
    let error = Code::parse("abc").unwrap_err();
    assert_eq!(error.message(), "\"abc\" is not two capital letters");
    assert!(Code::parse("AB").is_ok());
}

#[test]
fn lists_are_values_too() {
    let read = strict::<Dish>(&dish("version='1' code='AB' sizes=' 1\t2 '", "")).unwrap();
    assert_eq!(read.document.sizes, Some(List(vec![1, 2])));
    assert!(strict::<Dish>(&dish("version='1' code='AB' sizes='1 x'", "")).is_err());
}

#[test]
fn a_set_of_keywords_is_a_sequence_of_optional_elements() {
    let head = "version='1' code='AB'";
    let fine = dish(head, "<vegan/><halal/><new>today</new><best/>");
    let read = strict::<Dish>(&fine).unwrap().document;
    assert_eq!(read.diets.iter().collect::<Vec<_>>(), [Diet::Vegan, Diet::Halal]);
    assert!(read.marks.contains(Mark::New));
    let xml = RawElement::encode(&read).unwrap().to_string();
    assert!(xml.ends_with("<m:vegan/><m:halal/><m:new>today</m:new><m:best/></m:dish>"), "{xml}");
    for (content, kind) in [
        ("<halal/><vegan/>", OutOfOrder),
        ("<vegan/><vegan/>", TooMany),
        ("<vegan>yes</vegan>", UnexpectedElement),
        ("<vegan a='1'/>", UnexpectedElement),
        ("<new/><vegan/>", OutOfOrder),
        ("<paleo/>", UnexpectedElement),
    ] {
        let xml = dish(head, content);
        assert_eq!(strict::<Dish>(&xml).unwrap_err().kind(), kind, "{content}");
        let read = tolerant::<Dish>(&xml).document;
        let written = RawElement::encode(&read).unwrap();
        assert_eq!(written.decode::<Dish>(&Registry::empty()).unwrap(), read, "{content}");
    }
    let alias = tolerant::<Dish>(&dish(head, "<no-gluten/>")).document;
    assert!(alias.diets.contains(Diet::GlutenFree));
}

/// Text, elements and white space, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = MENU, name = "recipe")]
struct Recipe {
    #[xml(attribute)]
    sel: Option<Prefixed<String>>,
    #[xml(content)]
    content: Vec<RawNode>,
    unexpected: Unexpected,
}

#[test]
fn mixed_content_is_kept_as_received() {
    let content = "Take <q:salt xmlns:q=\"urn:q\">some q:grains</q:salt> and\n wait.\n";
    let xml = format!("<m:recipe xmlns:m=\"urn:example:menu\">{content}</m:recipe>");
    let recipe = strict::<Recipe>(&xml).unwrap().document;
    assert_eq!(recipe.content.len(), 3);
    assert_eq!(recipe.content[0], RawNode::Text("Take ".to_owned()));
    let written = RawElement::encode(&recipe).unwrap();
    assert_eq!(written.decode::<Recipe>(&Registry::empty()).unwrap(), recipe);
    assert!(written.to_string().contains(" and\n wait.\n"));
    // Also what looks like indentation.
    let content = "\n  <a/>\n  <a/>\n  <a/>\n  <a/>\n  <a/>\n";
    let xml = format!("<recipe xmlns='urn:example:menu'>{content}</recipe>");
    let indented = strict::<Recipe>(&xml).unwrap().document;
    assert_eq!(indented.content.len(), 11);
    assert_eq!(indented.content[0], RawNode::Text("\n  ".to_owned()));
    // White space alone is content, too.
    let blank = strict::<Recipe>("<recipe xmlns='urn:example:menu'> </recipe>").unwrap().document;
    assert_eq!(blank.content, [RawNode::Text(" ".to_owned())]);
    let surplus = tolerant::<Recipe>("<recipe xmlns='urn:example:menu' x='1'/>");
    assert_eq!(findings(&surplus.diagnostics), [(UnexpectedAttribute, "/recipe/@x", 1, 34)]);
}

#[test]
fn prefixes_of_values_mean_the_same_elsewhere() {
    let xml = "<recipe xmlns='urn:example:menu' xmlns:p='urn:p' sel='p:a/b[p:c=\"x:y\"]'/>";
    let recipe = strict::<Recipe>(xml).unwrap().document;
    let sel = recipe.sel.as_ref().unwrap();
    assert_eq!((sel.namespace_of("p"), sel.namespace_of("x")), (Some("urn:p"), None));
    assert_eq!(sel.default_namespace(), Some("urn:example:menu"));
    let written = RawElement::encode(&recipe).unwrap();
    assert!(written.to_string().contains("xmlns:p=\"urn:p\""), "{written}");
    // Where two values mean different things by one prefix, each has its own.
    let made = Prefixed::new("p:z".to_owned()).with_prefix("p", "urn:other");
    let made = Recipe { sel: Some(made), ..Recipe::default() };
    let mut both = RawElement::encode(&recipe).unwrap();
    both.children.push(RawNode::Element(RawElement::encode(&made).unwrap()));
    let again: RawElement = both.to_xml().unwrap().parse().unwrap();
    let inner = again.elements().next().unwrap().decode::<Recipe>(&Registry::empty()).unwrap();
    assert_eq!(inner.sel.unwrap().namespace_of("p"), Some("urn:other"));
}

/// The content is not checked.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = MENU, name = "provided-by")]
struct ProvidedBy {
    #[xml(extensions(any, skip))]
    extensions: Extensions<Self>,
}

#[test]
fn skipped_content_is_not_checked() {
    // `<dish>` is known, and wrong.
    let xml = "<provided-by xmlns='urn:example:menu'><dish chilies='9'/></provided-by>";
    let read = strict::<ProvidedBy>(xml).unwrap();
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.document.extensions.raw().count(), 1);
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = MENU)]
struct Tags {
    #[xml(value = "tag", from)]
    tags: Vec<String>,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = MENU, name = "opened")]
struct Opened {
    #[xml(text, from)]
    at: DateTime,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = MENU)]
enum Served {
    #[xml(child = "tags", from)]
    Tags(Tags),
    Nothing,
}

#[test]
fn conversions_from_a_single_value() {
    assert_eq!(Tags::from(["a", "b"]).tags, ["a", "b"]);
    assert_eq!(Tags::from("a".to_owned()).tags, ["a"]);
    assert_eq!(["x".to_owned()].into_iter().collect::<Tags>().tags, ["x"]);
    let opened: Opened = "2026-11-27T09:00:00Z".parse().unwrap();
    assert_eq!(opened, Opened::from("2026-11-27T09:00:00Z".parse::<DateTime>().unwrap()));
    assert!("today".parse::<Opened>().is_err());
    assert_eq!(Served::from(Tags::from("a")), Served::Tags(Tags::from("a")));
    assert_eq!(Served::Nothing.local(), "nothing");
    let dish = Dish::new(Code("AB".to_owned()));
    assert_eq!((dish.price, dish.diets.is_empty()), (None, true));
}
