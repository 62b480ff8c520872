use super::*;
use crate::tree::Tree;

struct Declared;

impl Scope for Declared {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        match prefix {
            None => Some("urn:d"),
            Some("p") => Some("urn:p"),
            _ => None,
        }
    }
}

fn patch(text: &str) -> Result<Selector, SelectorError> {
    Selector::parse(text, Grammar::Patch, &Declared)
}

fn raw(xml: &str, selector: &str) -> Result<String, NotLocated> {
    let mut tree = Tree::parse(xml).unwrap();
    match patch(selector).unwrap().locate(&mut tree, &IdAttributes::XmlId)? {
        Located::Node(node) => Ok(tree.raw(node)),
        Located::Attribute(element, name) => {
            Ok(tree.attribute_written(element, &name).unwrap().value().into_owned())
        }
        Located::Namespace(_, prefix) => Ok(format!("xmlns:{prefix}")),
        Located::Namespaces(_) => unreachable!(),
    }
}

const DOCUMENT: &str = "<!--first--><d xmlns='urn:d' xmlns:q='urn:p'><?i a?><q:e i='1'>one</q:e>\
    <q:e i='2' q:j='x'>two<f>three</f>four</q:e><e xml:id='k'>5</e></d>";

#[test]
fn each_form_of_the_grammar_selects() {
    for (selector, expected) in [
        ("d/p:e[1]", "<q:e i='1'>one</q:e>"),
        ("/d/p:e[@i='1']", "<q:e i='1'>one</q:e>"),
        ("*/*[2][@i=\"2\"]/f", "<f>three</f>"),
        ("d/*[@i='2'][1]/text()[2]", "four"),
        ("d/p:e[@p:j='x']/@i", "2"),
        ("d/p:e[@i='2']/@p:j", "x"),
        ("d/p:e[.='twothreefour']/@i", "2"),
        ("d/p:e[f='three']/@i", "2"),
        ("d/e", "<e xml:id='k'>5</e>"),
        ("id('k')", "<e xml:id='k'>5</e>"),
        ("id(\"k\")/text()", "5"),
        ("d/processing-instruction('i')", "<?i a?>"),
        ("d/processing-instruction()[1]", "<?i a?>"),
        ("comment()", "<!--first-->"),
        ("/comment()[1]", "<!--first-->"),
        ("d/namespace::q", "xmlns:q"),
        ("d/p:e/namespace::q", "several"),
    ] {
        match raw(DOCUMENT, selector) {
            Ok(found) => assert_eq!(found, expected, "{selector}"),
            Err(error) => {
                assert_eq!((error, expected), (NotLocated::Several(2), "several"), "{selector}");
            }
        }
    }
}

#[test]
fn what_selects_nothing_or_too_much_is_said() {
    let message = |selector: &str| raw(DOCUMENT, selector).unwrap_err().to_string();
    assert_eq!(message("d/p:e"), "2 nodes are selected, and not one");
    assert_eq!(message("d/e[2]"), "nothing is selected");
    assert_eq!(message("d/p:e[0]"), "nothing is selected: positions count from 1");
    assert_eq!(
        message("d/p:e[i='1']"),
        "nothing is selected: [i=…] compares a child element; [@i=…] compares the attribute"
    );
    // Of several, the one that holds for nothing is the mistake.
    assert_eq!(
        message("d/p:e[f='three'][i='2']/f"),
        "nothing is selected: [i=…] compares a child element; [@i=…] compares the attribute"
    );
    assert_eq!(message("d/p:e[i='1'][f='three']"), "nothing is selected");
    assert_eq!(raw("<d xmlns='urn:d' id='k'/>", "id('k')"), Err(NotLocated::NoIds));
}

/// Each predicate was tried as an attribute, in a selector of its own: for this one, that took a minute.
#[test]
fn a_hint_for_many_predicates_takes_linear_time() {
    let selector = format!("d{}", "[b='1']".repeat(16_000));
    assert_eq!(raw("<d xmlns='urn:d'/>", &selector), Err(NotLocated::Nothing(None)));
}

/// One operation cannot cost many times what a patch may.
#[test]
fn looking_ends_when_the_work_is_used_up() {
    let document = format!("<d xmlns='urn:d'>{}</d>", "<e><f>x</f></e>".repeat(1000));
    let mut tree = Tree::parse(&document).unwrap();
    tree.limit_work(2000);
    let selector = format!("d/e{}", "[f='x']".repeat(100));
    assert!(patch(&selector).unwrap().locate(&mut tree, &IdAttributes::XmlId).is_err());
    assert!(tree.is_overworked());
    let work = tree.take_work();
    assert!(work < 10_000, "{work}");
}

#[test]
fn what_is_no_selector_is_said() {
    for (text, message) in [
        ("", "the selector ends where the name of an element is expected"),
        ("//d", "expected the name of an element in the selector, found \"/d\""),
        ("ª", "expected the name of an element in the selector, found \"ª\""),
        ("d/", "the selector ends where the name of an element is expected"),
        ("d[", "the selector ends where a position, @, . or the name of a child is expected"),
        ("d[@a=b]", "expected a text in quotes in the selector, found \"b]\""),
        ("d[@a='b]", "the selector ends where the quote that ends a text is expected"),
        ("d/@a/b", "expected / or the end in the selector, found \"/b\""),
        ("x:d", "the prefix \"x\" is not declared"),
        ("id()", "expected a text in quotes in the selector, found \")\""),
        ("d/descendant::e", "expected / or the end in the selector, found \"::e\""),
        (
            "d[*='1']",
            "expected a position, @, . or the name of a child in the selector, found \"*='1']\"",
        ),
    ] {
        assert_eq!(patch(text).unwrap_err().to_string(), message, "{text}");
    }
}

#[test]
fn node_selectors_of_xcap_are_stricter() {
    let parse = |text: &str| Selector::parse(text, Grammar::NodeSelector, &Declared);
    let quoted = parse("d/e[@a=\"&quot;&#x41;&lt;\"]").unwrap();
    let Predicate::Attribute { value, .. } = &quoted.steps[1].predicates[0] else { unreachable!() };
    assert_eq!(&**value, "\"A<");
    assert_eq!(parse("d/namespace::*").unwrap().target, Some(Target::Namespaces));
    for wrong in ["d/text()", "d[.='1']", "id('a')", "d/namespace::p", "d[@a='&x;']", "d[@a='<']"] {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

/// RFC 4825 §6.3: `by-name`, `by-pos`, `by-attr` and `by-pos-attr`, and a terminal selector after them.
#[test]
fn node_selectors_of_xcap_follow_their_grammar() {
    let parse = |text: &str| Selector::parse(text, Grammar::NodeSelector, &Declared);
    for right in ["d", "*", "d/e[2]", "d/*[@a='1']", "d[1]/p:e[2][@p:a='1']/@a", "d/namespace::*"] {
        assert!(parse(right).is_ok(), "{right}");
    }
    for (wrong, message) in [
        ("/d", "expected the name of an element in the selector, found \"/d\""),
        ("@a", "expected the name of an element in the selector, found \"@a\""),
        ("namespace::*", "expected / or the end in the selector, found \"::*\""),
        ("d/e[1][2]", "expected / or the end in the selector, found \"[2]\""),
        ("d/e[@x='1'][1]", "expected / or the end in the selector, found \"[1]\""),
        ("d/e[@x='1'][@y='2']", "expected / or the end in the selector, found \"[@y='2']\""),
        ("d[1][@x='1'][1]", "expected / or the end in the selector, found \"[1]\""),
    ] {
        assert_eq!(parse(wrong).unwrap_err().to_string(), message, "{wrong}");
        if wrong != "namespace::*" {
            assert!(patch(wrong).is_ok(), "{wrong}");
        }
    }
}
