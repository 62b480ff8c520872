//! The expansion of the derives is independent of the names in scope.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use xml_app_core::{Namespace, RawElement, Registry, XmlValue};

/// As in a crate that re-exports the core under another name.
mod facade {
    pub(crate) mod inner {
        pub(crate) use xml_app_core as core;
    }
}

const P: Namespace = Namespace::new("urn:example:party", "p");

/// Everything that the prelude and the core have, as something else.
#[allow(dead_code, non_snake_case, non_camel_case_types, reason = "hostile on purpose")]
mod hostile {
    use super::P;

    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Vec;
    pub(crate) struct Box;
    pub(crate) struct String;
    pub(crate) struct Name;
    pub(crate) struct Namespace;
    pub(crate) struct Element;
    pub(crate) struct ElementWriter;
    pub(crate) struct Error;
    pub(crate) struct ReadContext;
    pub(crate) struct TypeReader;
    pub(crate) struct Wildcard;
    pub(crate) struct Strays;
    pub(crate) struct Cow;
    pub(crate) struct Into;
    pub(crate) struct From;
    pub(crate) struct Default;
    pub(crate) struct GlobalElement;
    pub(crate) struct ExtensionElementOf;
    pub(crate) fn Some() {}
    pub(crate) fn None() {}
    pub(crate) fn Ok() {}
    pub(crate) fn Err() {}
    pub(crate) fn drop() {}
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod alloc {}
    pub(crate) mod xml_app_core {}

    /// Methods of the same names as those of the core's traits, on everything.
    pub(crate) trait Confusing {
        fn read(&self) {}
        fn write(&self) {}
        fn placeholder(&self) {}
        fn contains(&self) {}
        fn is_alone(&self) {}
        fn name(&self) {}
        fn parse(&self) {}
        fn recover(&self) {}
        fn as_ref(&self) {}
        fn is_some(&self) {}
        fn into(&self) {}
    }
    impl<T: ?Sized> Confusing for T {}

    #[derive(Debug, Clone, PartialEq, ::xml_app_core::XmlElement)]
    #[xml(namespace = P, name = "everything")]
    pub(crate) struct Everything {
        #[xml(attribute)]
        pub(crate) required: ::std::string::String,
        #[xml(attribute)]
        pub(crate) optional: ::std::option::Option<u8>,
        #[xml(value = "one", alias = "eins")]
        pub(crate) one: Word,
        #[xml(value = "two")]
        pub(crate) two: ::std::option::Option<Word>,
        #[xml(value = "three", excludes(two))]
        pub(crate) three: ::std::vec::Vec<Word>,
        #[xml(keyword = "flag")]
        pub(crate) flag: bool,
        #[xml(child)]
        pub(crate) inner: ::std::option::Option<Inner>,
        #[xml(child = "child", expected)]
        pub(crate) children: ::std::vec::Vec<Inner>,
        #[xml(choice)]
        pub(crate) choice: ::std::option::Option<Choice>,
        #[xml(extensions(any, attributes))]
        pub(crate) extensions: ::xml_app_core::Extensions<Self>,
    }

    #[derive(Debug, Clone, PartialEq, ::xml_app_core::XmlElement)]
    #[xml(namespace = P, name = "inner", check = check)]
    pub(crate) struct Inner {
        #[xml(text)]
        pub(crate) text: ::std::string::String,
        #[xml(extensions)]
        pub(crate) extensions: ::xml_app_core::Extensions<Self>,
    }

    fn check(_: &Inner, _: ::xml_app_core::Element<'_>, _: &mut ::xml_app_core::ReadContext<'_>) {}

    #[derive(Debug, Clone, PartialEq, ::xml_app_core::XmlChoice)]
    #[xml(namespace = P)]
    pub(crate) enum Choice {
        #[xml(alone, alias = "nothing")]
        None,
        Some,
        #[xml(value)]
        Ok(Word),
        #[xml(child = "err")]
        Err(Inner),
        #[xml(extensions)]
        Other(::xml_app_core::ExtensionElement<Everything>),
    }

    #[derive(Debug, Clone, PartialEq, ::xml_app_core::XmlChoice)]
    #[xml(namespace = P, elements)]
    pub(crate) enum Elements {
        First,
        #[xml(value = "second")]
        Second(Word),
        #[xml(child)]
        Third(Inner),
    }

    #[derive(Debug, Clone, PartialEq, ::xml_app_core::XmlValue)]
    #[xml(collapse)]
    pub(crate) enum Word {
        Ok,
        #[xml(alias = "nothing")]
        None,
        #[xml(other)]
        Other(::std::string::String),
    }
}

#[test]
fn hostile_names_do_not_disturb() {
    use hostile::{Choice, Everything, Word};
    let raw: RawElement = "<p:everything xmlns:p='urn:example:party' required='r' optional='1'>\
        <p:one>ok</p:one><p:three>x</p:three><p:flag/><p:inner>i</p:inner><p:child/>\
        <p:ok>none</p:ok><x/></p:everything>"
        .parse()
        .unwrap();
    let everything: Everything = raw.decode(&Registry::empty()).unwrap();
    assert_eq!(everything.required, "r");
    assert_eq!(everything.one, Word::Ok);
    assert_eq!(everything.three, [Word::Other("x".to_owned())]);
    assert_eq!(everything.choice, Some(Choice::Ok(Word::None)));
    assert_eq!(RawElement::encode(&everything).unwrap(), raw);
    let names: Vec<_> = <hostile::Elements as xml_app_core::GlobalElement>::NAMES
        .iter()
        .map(xml_app_core::Name::local)
        .collect();
    assert_eq!(names, ["first", "second", "inner"]);
}

/// The user's own types are called like those of the core.
mod namesakes {
    use super::P;
    use xml_app_core::{Extensions, XmlChoice, XmlElement, XmlValue};

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "name")]
    pub(crate) struct Name {
        #[xml(child)]
        pub(crate) namespace: Option<Namespace>,
        #[xml(choice)]
        pub(crate) elements: Vec<Element>,
        #[xml(extensions)]
        pub(crate) extensions: Extensions<Self>,
    }

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "namespace")]
    pub(crate) struct Namespace {
        #[xml(text)]
        pub(crate) error: Error,
    }

    #[derive(Debug, Clone, PartialEq, XmlChoice)]
    #[xml(namespace = P)]
    pub(crate) enum Element {
        #[xml(child)]
        Namespace(Namespace),
        Name,
    }

    #[derive(Debug, Clone, PartialEq, XmlValue)]
    pub(crate) enum Error {
        Element,
        #[xml(other)]
        Error(String),
    }
}

#[test]
fn types_may_be_called_like_those_of_the_core() {
    let raw: RawElement = "<p:name xmlns:p='urn:example:party'><p:namespace>element</p:namespace>\
        <p:name/></p:name>"
        .parse()
        .unwrap();
    let name: namesakes::Name = raw.decode(&Registry::empty()).unwrap();
    assert_eq!(name.namespace, Some(namesakes::Namespace { error: namesakes::Error::Element }));
    assert_eq!(name.elements, [namesakes::Element::Name]);
    assert_eq!(RawElement::encode(&name).unwrap(), raw);
}

/// The user's own values are called like what the derives might write.
#[allow(
    dead_code,
    non_upper_case_globals,
    non_snake_case,
    non_camel_case_types,
    reason = "hostile on purpose"
)]
mod values {
    use xml_app_core::{
        Element, ExtensionElement, Extensions, ReadContext, XmlChoice, XmlElement, XmlValue,
    };

    const NAME_0: xml_app_core::Namespace = super::P;
    const NAME_1: xml_app_core::Namespace = super::P;
    const NAME_0_ALIAS_0: xml_app_core::Namespace = super::P;
    const field_0: u8 = 0;
    static field_1: u8 = 0;
    const attribute: u8 = 0;
    const child: u8 = 0;
    const choice: u8 = 0;
    static element: u8 = 0;
    static foreign: u8 = 0;
    struct other;
    struct reader;
    struct strays;
    struct text;
    struct value;
    struct writer;

    fn context(_: &Place, _: Element<'_>, _: &mut ReadContext<'_>) {}

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = NAME_1, name = "place", check = context)]
    pub(crate) struct Place {
        #[xml(value, alias = "twon", namespace = NAME_0_ALIAS_0)]
        pub(crate) town: Option<String>,
        #[xml(value, namespace = NAME_0)]
        pub(crate) street: Street,
        #[xml(child)]
        pub(crate) sign: Option<Sign>,
        #[xml(choice)]
        pub(crate) houses: Vec<House>,
        #[xml(attribute)]
        pub(crate) size: Option<u8>,
        #[xml(extensions)]
        pub(crate) extensions: Extensions<Self>,
    }

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = NAME_0, name = "sign")]
    pub(crate) struct Sign {
        #[xml(text)]
        pub(crate) words: String,
    }

    #[derive(Debug, Clone, PartialEq, XmlChoice)]
    #[xml(namespace = NAME_0)]
    pub(crate) enum House {
        #[xml(alias = "cottage", namespace = NAME_0_ALIAS_0)]
        Hut,
        #[xml(value)]
        Number(u8),
        #[xml(extensions)]
        Unknown(ExtensionElement<Place>),
    }

    #[derive(Debug, Clone, PartialEq, XmlChoice)]
    #[xml(namespace = NAME_0, elements)]
    pub(crate) enum Elements {
        Hill,
        #[xml(value)]
        Height(u8),
    }

    #[derive(Debug, Clone, PartialEq, XmlValue)]
    pub(crate) enum Street {
        High,
        #[xml(other)]
        Other(String),
    }
}

#[test]
fn values_may_be_called_like_what_is_written() {
    use values::{House, Place, Sign, Street};
    let mut place = Place {
        town: Some("Ayr".to_owned()),
        street: Street::High,
        sign: Some(Sign { words: "s".to_owned() }),
        houses: vec![House::Hut, House::Number(3)],
        size: Some(1),
        extensions: xml_app_core::Extensions::new(),
    };
    let inside = ">high</p:street><p:sign>s</p:sign><p:hut/><p:number>3</p:number></p:place>";
    round_trip(&place, &format!(" size=\"1\"><p:town>Ayr</p:town><p:street{inside}"));
    place.street = Street::Other("low".to_owned());
    assert_eq!(
        RawElement::encode(&place).unwrap().decode::<Place>(&Registry::empty()).unwrap(),
        place
    );
}

/// Through a re-export.
mod elsewhere {
    use super::facade::inner::core::{self, Extensions, XmlChoice, XmlElement, XmlValue};

    const P: core::Namespace = core::Namespace::new("urn:example:party", "p");

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "hat", crate = super::facade::inner::core)]
    pub(crate) struct Hat {
        #[xml(attribute)]
        pub(crate) size: Size,
        #[xml(choice)]
        pub(crate) trim: Option<Trim>,
        #[xml(extensions)]
        pub(crate) extensions: Extensions<Self>,
    }

    #[derive(Debug, Clone, PartialEq, XmlChoice)]
    #[xml(namespace = P, elements, crate = super::facade::inner::core)]
    pub(crate) enum Trim {
        Feather,
    }

    #[derive(Debug, Clone, PartialEq, XmlValue)]
    #[xml(crate = super::facade::inner::core, collapse)]
    pub(crate) enum Size {
        Large,
    }
}

#[test]
fn the_core_may_be_somewhere_else() {
    let raw: RawElement =
        "<p:hat xmlns:p='urn:example:party' size=' large'><p:feather/></p:hat>".parse().unwrap();
    let hat: elsewhere::Hat = raw.decode(&Registry::empty()).unwrap();
    assert_eq!((hat.size, hat.trim), (elsewhere::Size::Large, Some(elsewhere::Trim::Feather)));
}

/// Shapes of types.
mod shapes {
    use super::P;
    use xml_app_core::{Extensions, XmlChoice, XmlElement, XmlType, XmlValue};

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "unit")]
    pub(crate) struct Unit;

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "braces")]
    pub(crate) struct Braces {}

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "tuple")]
    pub(crate) struct Tuple(
        #[xml(attribute = "id")] pub(crate) u8,
        #[xml(child)] pub(crate) Option<Unit>,
        #[xml(value = "v")] pub(crate) Vec<u8>,
        #[xml(extensions)] pub(crate) Extensions<Self>,
    );

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "newtype")]
    pub(crate) struct Newtype(#[xml(text)] pub(crate) String);

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "raw")]
    pub(crate) struct Raw {
        #[xml(attribute)]
        pub(crate) r#type: String,
        #[xml(value, excludes(r#loop))]
        pub(crate) r#for: Option<String>,
        #[xml(keyword)]
        pub(crate) r#loop: bool,
        #[xml(attribute)]
        pub(crate) self_: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "pair")]
    pub(crate) struct Pair<S: XmlType, V = u8>
    where
        V: XmlValue,
    {
        #[xml(child = "left")]
        pub(crate) left: S,
        #[xml(child = "right")]
        pub(crate) right: Vec<S>,
        #[xml(attribute)]
        pub(crate) weight: Option<V>,
        #[xml(extensions)]
        pub(crate) extensions: Extensions<Self>,
    }

    #[derive(Debug, Clone, PartialEq, XmlChoice)]
    #[xml(namespace = P)]
    pub(crate) enum Case {
        #[allow(clippy::upper_case_acronyms, reason = "to see what becomes of it")]
        ABC,
        HTTPProxy,
        #[xml(name = "x.y_z")]
        XY,
        #[xml(name = "a·b")]
        AB,
        Abc,
        #[allow(non_camel_case_types, reason = "a raw identifier")]
        r#try,
        Self_,
    }

    #[derive(Debug, Clone, PartialEq, XmlValue)]
    pub(crate) enum Words {
        #[allow(non_camel_case_types, reason = "a raw identifier")]
        r#try,
        Self_,
        Again,
    }

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = P, name = "cases")]
    pub(crate) struct Cases {
        #[xml(choice)]
        pub(crate) cases: Vec<Case>,
    }
}

fn round_trip<T: xml_app_core::XmlElement>(value: &T, inside: &str) {
    let raw = RawElement::encode(value).unwrap();
    assert_eq!(raw.decode::<T>(&Registry::empty()).unwrap(), *value);
    let local = T::NAME.local();
    let xml = format!("<p:{local} xmlns:p=\"urn:example:party\"{inside}");
    assert_eq!(raw.to_string(), xml);
}

#[test]
fn structs_of_all_shapes_are_types() {
    use xml_app_core::Extensions;
    round_trip(&shapes::Unit, "/>");
    round_trip(&shapes::Braces {}, "/>");
    round_trip(&shapes::Newtype("a b".to_owned()), ">a b</p:newtype>");
    round_trip(
        &shapes::Tuple(7, Some(shapes::Unit), vec![1, 2], Extensions::new()),
        " id=\"7\"><p:unit/><p:v>1</p:v><p:v>2</p:v></p:tuple>",
    );
}

#[test]
fn ways_around_keywords_are_no_part_of_names() {
    let (r#type, self_) = ("t".to_owned(), Some("s".to_owned()));
    let raw = shapes::Raw { r#type, r#for: Some("f".to_owned()), r#loop: false, self_ };
    round_trip(&raw, " type=\"t\" self=\"s\"><p:for>f</p:for></p:raw>");
    let raw = shapes::Raw { r#for: None, r#loop: true, self_: None, ..raw };
    round_trip(&raw, " type=\"t\"><p:loop/></p:raw>");
}

#[test]
fn generic_structs_are_types() {
    let pair = shapes::Pair::<_, u16> {
        left: shapes::Newtype("l".to_owned()),
        right: vec![shapes::Newtype("r".to_owned())],
        weight: Some(1000),
        extensions: xml_app_core::Extensions::new(),
    };
    round_trip(&pair, " weight=\"1000\"><p:left>l</p:left><p:right>r</p:right></p:pair>");
}

#[test]
fn names_are_made_from_identifiers() {
    use shapes::Case;
    let mut cases = vec![Case::ABC, Case::HTTPProxy, Case::XY, Case::AB, Case::Abc];
    cases.extend([Case::r#try, Case::Self_]);
    round_trip(
        &shapes::Cases { cases },
        "><p:a-b-c/><p:h-t-t-p-proxy/><p:x.y_z/><p:a·b/><p:abc/><p:try/><p:self/></p:cases>",
    );
    assert_eq!(shapes::Words::parse("try").unwrap(), shapes::Words::r#try);
    assert_eq!(shapes::Words::Self_.text(), "self");
    assert_eq!(shapes::Words::Again.text(), "again");
}
