//! Conflicts in a registry, and independence of order.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use std::borrow::Cow;

use support::Doc;
use xml_app_core::ErrorKind::Conflict;
use xml_app_core::{
    Error, ErrorKind, ExtensionOf, Extensions, Name, Namespace, ReadOptions, Registration,
    Registry, RegistryBuilder, Vocabulary, VocabularyInfo, XmlApplication, XmlAttribute, XmlChoice,
    XmlElement, XmlValue,
};

const P: Namespace = Namespace::new("urn:example:party", "p");
const T: Namespace = Namespace::new("urn:example:things", "t");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "guest")]
struct Guest {
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "host")]
struct Host {
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

/// Two types of one name.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = T, name = "thing")]
struct Number(#[xml(text)] u8);
impl ExtensionOf<Guest> for Number {
    const REGISTRATION: Registration = Registration::ByHand;
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = T, name = "thing")]
struct Text(#[xml(text)] String);
impl ExtensionOf<Host> for Text {
    const REGISTRATION: Registration = Registration::ByHand;
}

#[derive(Debug, Clone, PartialEq)]
struct Weight(u8);
impl XmlValue for Weight {
    fn parse(text: &str) -> Result<Self, Error> {
        u8::parse(text).map(Self)
    }
    fn text(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}
impl XmlAttribute for Weight {
    const NAME: Name = Name::new(T, "weight");
}

#[derive(Debug, Clone, PartialEq)]
struct Remark(String);
impl XmlValue for Remark {
    fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self(text.to_owned()))
    }
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}
impl XmlAttribute for Remark {
    const NAME: Name = Name::new(T, "weight");
}

macro_rules! applications {
    ($($type:ident, $root:ty, $name:literal;)*) => {$(
        struct $type;
        impl XmlApplication for $type {
            type Root = $root;
            const NAME: &'static str = $name;
            const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
            const SPECIFICATION: &'static str = "these tests";
        }
    )*};
}

applications! {
    Parties, Party, "party";
    Guests, Guest, "guest";
    AlsoParties, Party, "another";
    CalledParty, Guest, "party";
}

#[test]
fn document_types_are_told_apart_by_name_and_root() {
    fn add<A: XmlApplication, B: XmlApplication>() -> Result<(), ErrorKind> {
        let mut builder = Registry::builder();
        builder.application::<A>().map(drop).map_err(|error| error.kind())?;
        builder.application::<A>().map(drop).map_err(|error| error.kind())?;
        builder.application::<B>().map(drop).map_err(|error| error.kind())
    }
    assert_eq!(add::<Parties, Guests>(), Ok(()));
    assert_eq!(add::<Parties, AlsoParties>(), Err(Conflict));
    assert_eq!(add::<AlsoParties, Parties>(), Err(Conflict));
    assert_eq!(add::<Parties, CalledParty>(), Err(Conflict));
    assert_eq!(add::<CalledParty, Parties>(), Err(Conflict));
}

#[test]
fn document_types_of_one_content_type_are_told_apart_by_the_root() {
    let both: [fn(&mut RegistryBuilder); 2] = [
        |builder| builder.application::<Parties>().map(|_| ()).unwrap(),
        |builder| builder.application::<Guests>().map(|_| ()).unwrap(),
    ];
    for order in [[0, 1], [1, 0]] {
        let mut builder = Registry::builder();
        order.iter().for_each(|index| both[*index](&mut builder));
        let registry = builder.build();
        for (xml, name) in [
            ("<p:party xmlns:p='urn:example:party'/>", Ok("party")),
            ("<p:guest xmlns:p='urn:example:party'/>", Ok("guest")),
            ("<guest/>", Ok("guest")),
            ("<p:host xmlns:p='urn:example:party'/>", Err(ErrorKind::UnknownDocument)),
        ] {
            let read = registry.read(
                Some("application/party+xml"),
                xml.as_bytes(),
                &ReadOptions::default(),
            );
            assert_eq!(
                read.map(|read| read.type_name()).map_err(|error| error.kind()),
                name,
                "{xml}"
            );
        }
    }
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = T, name = "party")]
struct OtherParty {
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

/// A root in no namespace that might be either is neither.
#[test]
fn an_ambiguous_root_is_refused() {
    let mut builder = Registry::builder();
    builder.application::<Doc<Guest>>().map(|_| ()).unwrap();
    builder.application::<Parties>().map(|_| ()).unwrap();
    let read = |registry: &Registry| {
        let read = registry.read(None, b"<party/>", &ReadOptions::default());
        read.map(|read| read.type_name()).map_err(|error| error.kind())
    };
    assert_eq!(read(&builder.build()), Ok("party"));
    builder.application::<Doc<OtherParty>>().map(|_| ()).unwrap();
    builder.application::<Parties>().map(|_| ()).unwrap();
    assert_eq!(read(&builder.build()), Err(ErrorKind::UnknownDocument));
}

#[test]
fn global_elements_and_attributes_have_one_type() {
    let mut builder = Registry::builder();
    let mut application = builder.application::<Doc<Party>>().unwrap();
    application.element::<Number>().unwrap().element::<Number>().unwrap();
    let error = application.element::<Text>().unwrap_err();
    assert_eq!(error.kind(), Conflict);
    assert!(error.message().contains("{urn:example:things}thing in document"), "{error}");
    application.attribute::<Weight>().unwrap().attribute::<Weight>().unwrap();
    assert_eq!(application.attribute::<Remark>().unwrap_err().kind(), Conflict);
}

/// A name with different types in guests and hosts has no type elsewhere.
#[test]
fn order_does_not_decide_what_is_known_everywhere() {
    let steps: [fn(&mut RegistryBuilder); 2] = [
        |builder| builder.extend::<Guest>().with::<Number>().map(|_| ()).unwrap(),
        |builder| builder.extend::<Host>().with::<Text>().map(|_| ()).unwrap(),
    ];
    let strict = |order: &[usize], xml: &str| {
        let mut builder = Registry::builder();
        builder.application::<Doc<Party>>().unwrap().namespace(T).unwrap();
        order.iter().for_each(|index| steps[*index](&mut builder));
        let registry = builder.build();
        let options = ReadOptions::strict();
        registry
            .parse_with::<Doc<Party>>(xml.as_bytes(), &options)
            .map(|_| ())
            .map_err(|error| error.kind())
    };
    let xml = "<p:party xmlns:p='urn:example:party'><x xmlns='urn:x'>\
               <thing xmlns='urn:example:things'>ten</thing></x></p:party>";
    assert_eq!(strict(&[0], xml), Err(ErrorKind::InvalidValue));
    assert_eq!(strict(&[1], xml), Ok(()));
    assert_eq!(strict(&[0, 1], xml), Ok(()));
    assert_eq!(strict(&[1, 0], xml), Ok(()));
}

/// A name of its own, and one that [`Number`] has.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = T, elements)]
enum Both {
    Whole,
    Thing,
}
impl ExtensionOf<Guest> for Both {
    const REGISTRATION: Registration = Registration::ByHand;
}

#[test]
fn a_type_is_registered_whole_or_not_at_all() {
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Number>().unwrap();
    assert_eq!(builder.extend::<Guest>().with::<Both>().unwrap_err().kind(), Conflict);
    let xml = "<p:guest xmlns:p='urn:example:party'><whole xmlns='urn:example:things'/></p:guest>";
    let registry = builder.build();
    let options = ReadOptions::default();
    let guest = registry.parse_with::<Doc<Guest>>(xml.as_bytes(), &options).unwrap().document;
    assert_eq!((guest.extensions.get::<Both>(), guest.extensions.raw().count()), (None, 1));
}

struct Things;
impl Vocabulary for Things {
    const NAME: &'static str = "things";
    const SPECIFICATION: &'static str = "these tests";
    const NAMESPACES: &'static [Namespace] = &[T];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.extend::<Guest>().with::<Number>()?;
        Ok(())
    }
}

/// Fails after half of it.
struct Half;
impl Vocabulary for Half {
    const NAME: &'static str = "half";
    const SPECIFICATION: &'static str = "these tests";
    const NAMESPACES: &'static [Namespace] = &[T];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.extend::<Host>().with::<Text>()?;
        registry.application::<AlsoParties>()?;
        Ok(())
    }
}

struct OtherThings;
impl Vocabulary for OtherThings {
    const NAME: &'static str = "things";
    const SPECIFICATION: &'static str = "these tests";
    const NAMESPACES: &'static [Namespace] = &[T];

    fn register(_registry: &mut RegistryBuilder) -> Result<(), Error> {
        Ok(())
    }
}

#[test]
fn modules_have_names_of_their_own_and_are_added_whole() {
    let mut builder = Registry::builder();
    builder.application::<Parties>().unwrap();
    builder.add(Things).unwrap().add(Things).unwrap();
    assert_eq!(builder.add(OtherThings).unwrap_err().kind(), Conflict);
    assert_eq!(builder.add(Half).unwrap_err().kind(), Conflict);
    let registry = builder.build();
    let names: Vec<_> = registry.vocabularies().iter().map(VocabularyInfo::name).collect();
    assert_eq!(names, ["things"]);
    let xml = "<p:host xmlns:p='urn:example:party'><thing xmlns='urn:example:things'/></p:host>";
    let options = ReadOptions::default();
    let host = registry.parse_with::<Doc<Host>>(xml.as_bytes(), &options).unwrap().document;
    assert_eq!(host.extensions.get::<Text>(), None);
}
