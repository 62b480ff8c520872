//! Extension points: registries, and their extensions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use std::borrow::Cow;

use support::{Doc, Finding, check_with, findings};
use xml_app_core::ErrorKind::{
    Conflict, Discouraged, InvalidValue, MissingAttribute, Misspelt, UnexpectedAttribute, WrongRoot,
};
use xml_app_core::{
    AttributeOf, Diagnostic, Error, ExtensionOf, ExtensionRef, Extensions, Name, Namespace,
    RawElement, ReadOptions, Reading, Registration, Registry, RegistryBuilder, Unexpected,
    Vocabulary, XmlApplication, XmlAttribute, XmlChoice, XmlElement, XmlValue,
};

const P: Namespace = Namespace::new("urn:example:party", "p");
const H: Namespace = Namespace::new("urn:example:hats", "hat");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "guest")]
struct Guest {
    #[xml(child)]
    partner: Option<Partner>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "partner")]
struct Partner {
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = H, name = "hat")]
struct Hat {
    #[xml(attribute)]
    size: u8,
    unexpected: Unexpected,
}
impl ExtensionOf<Guest> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;

    fn check_several(several: &[&Self]) -> Result<(), String> {
        let sizes: Vec<u8> = several.iter().map(|hat| hat.size).collect();
        match *sizes {
            [first, ref others @ ..] if others.contains(&first) => Err(format!("sizes {sizes:?}")),
            _ => Ok(()),
        }
    }
}
impl ExtensionOf<Partner> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}

fn hat(size: u8) -> Hat {
    Hat { size, unexpected: Unexpected::new() }
}

/// In the host's own namespace.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "gift")]
struct Gift(#[xml(text)] String);
impl ExtensionOf<Guest> for Gift {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// Claims the name of [`Hat`].
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = H, name = "hat")]
struct Cap;
impl ExtensionOf<Guest> for Cap {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Partner> for Cap {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// Several elements.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = H, elements)]
enum Shoes {
    Barefoot,
    #[xml(value = "boots", alias = "bots")]
    Boots(u8),
    #[xml(child)]
    Gift(Gift),
}
impl ExtensionOf<Partner> for Shoes {
    const REGISTRATION: Registration = Registration::ByHand;

    fn check_several(several: &[&Self]) -> Result<(), String> {
        match several.len() {
            2 => Ok(()),
            pairs => Err(format!("{pairs} pairs")),
        }
    }
}

/// `hat:mood`, on guests.
#[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
enum Mood {
    Happy,
    Sad,
}
impl XmlAttribute for Mood {
    const NAME: Name = Name::new(H, "mood");
}
impl AttributeOf<Guest> for Mood {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// Claims the name of [`Mood`].
#[derive(Debug, Clone, PartialEq)]
struct Humour(u8);
impl XmlValue for Humour {
    fn parse(text: &str) -> Result<Self, Error> {
        u8::parse(text).map(Self)
    }
    fn text(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}
impl XmlAttribute for Humour {
    const NAME: Name = Name::new(H, "mood");
}
impl AttributeOf<Guest> for Humour {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// Everything of the hats.
struct Hats;
impl Vocabulary for Hats {
    const NAME: &'static str = "hats";
    const SPECIFICATION: &'static str = "the milliner";
    const NAMESPACES: &'static [Namespace] = &[H];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Doc<Guest>>().unwrap().namespace(H)?;
        registry.extend::<Guest>().with::<Hat>()?.with_attribute::<Mood>()?;
        registry.extend::<Partner>().with::<Shoes>()?;
        Ok(())
    }
}

fn hats() -> Registry {
    let mut builder = Registry::builder();
    builder.add(Hats).unwrap();
    builder.build()
}

fn read(registry: &Registry, xml: &str) -> Guest {
    let options = ReadOptions::tolerant();
    registry.parse_with::<Doc<Guest>>(xml.as_bytes(), &options).unwrap().document
}

fn guest(content: &str) -> String {
    format!(
        "<p:guest xmlns:p='urn:example:party' xmlns:h='urn:example:hats' xmlns:x='urn:x'>\n\
         {content}</p:guest>"
    )
}

#[test]
fn the_same_type_may_be_registered_again() {
    let mut builder = Registry::builder();
    builder.add(Hats).unwrap().add(Hats).unwrap();
    builder.extend::<Guest>().with::<Hat>().unwrap().with::<Hat>().unwrap();
    builder.extend::<Guest>().with_attribute::<Mood>().unwrap();
    let mut application = builder.application::<Doc<Guest>>().unwrap();
    application.namespace(H).unwrap().namespace(H).unwrap();
    let registry = builder.build();
    assert_eq!(registry.applications().count(), 1);
    assert_eq!(registry.applications().next().unwrap().namespaces(), [P, H]);
    assert_eq!(registry.vocabularies().len(), 1);
    let module = &registry.vocabularies()[0];
    assert_eq!((module.name(), module.specification()), ("hats", "the milliner"));
    assert_eq!(module.namespaces(), [H]);
    assert!(module.extends().contains(&("Guest", Hat::NAME)));
    assert!(module.extends().contains(&("Guest", <Mood as XmlAttribute>::NAME)));
    assert!(module.extends().contains(&("Partner", Name::new(H, "boots"))));
}

#[track_caller]
fn assert_conflict(error: &Error, parties: &[&str]) {
    assert_eq!(error.kind(), Conflict);
    for party in parties {
        assert!(error.message().contains(party), "{party} is missing: {error}");
    }
}

#[test]
fn two_types_for_one_name_in_one_host_are_a_conflict_that_names_both() {
    let parties = ["{urn:example:hats}hat", "extensions::Hat", "extensions::Cap", "Guest"];
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Hat>().unwrap();
    assert_conflict(&builder.extend::<Guest>().with::<Cap>().unwrap_err(), &parties);
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Cap>().unwrap();
    assert_conflict(&builder.extend::<Guest>().with::<Hat>().unwrap_err(), &parties);

    let parties = ["{urn:example:hats}mood", "extensions::Mood", "extensions::Humour", "Guest"];
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with_attribute::<Mood>().unwrap();
    assert_conflict(&builder.extend::<Guest>().with_attribute::<Humour>().unwrap_err(), &parties);
}

#[test]
fn one_name_may_have_different_types_in_different_hosts() {
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Hat>().unwrap();
    builder.extend::<Partner>().with::<Cap>().unwrap();
    let xml = guest("<p:partner><h:hat/></p:partner><h:hat size='1'/>");
    let guest = read(&builder.build(), &xml);
    assert_eq!(guest.extensions.get::<Hat>(), Some(&hat(1)));
    assert_eq!(guest.partner.unwrap().extensions.get::<Cap>(), Some(&Cap));
}

/// A check of several elements in one host reports a warning there.
#[test]
fn several_elements_of_a_type_are_checked_together() {
    let warned = |content: &str, place: Option<Finding<'_>>| {
        let xml = guest(content);
        check_with::<Guest>(&hats(), &xml, place.as_slice());
        let reading = hats().parse_with::<Doc<Guest>>(xml.as_bytes(), &ReadOptions::strict());
        let message = |found: &Diagnostic| found.message().to_owned();
        reading.unwrap().diagnostics.first().map(message)
    };
    let on_guest = Some((Discouraged, "/guest", 1, 1));
    let on_partner = Some((Discouraged, "/guest/partner", 2, 1));
    assert_eq!(warned("<h:hat size='1'/>", None), None);
    assert_eq!(warned("<h:hat size='1'/><h:hat size='2'/>", None), None);
    let sizes = warned("<h:hat size='1'/><x:y/><h:hat size='2'/><h:hat size='1'/>", on_guest);
    assert_eq!(sizes.as_deref(), Some("sizes [1, 2, 1]"));
    // One type of several names.
    let boots = "<h:boots>41</h:boots>";
    let partner = |shoes: &str| format!("<p:partner>{shoes}</p:partner>");
    assert_eq!(warned(&partner(&format!("{boots}<h:barefoot/>")), None), None);
    let pairs = warned(&partner(&format!("{boots}<h:barefoot/>{boots}")), on_partner);
    assert_eq!(pairs.as_deref(), Some("3 pairs"));
    // Each host for itself.
    let couple = format!("{}<h:hat size='1'/>", partner(boots));
    assert_eq!(warned(&couple, None), None);
}

/// An unreadable element takes no part in the check.
#[test]
fn only_typed_elements_are_checked_together() {
    let guest = guest("<h:hat size='1'/><h:hat size='1 m'/>");
    let options = ReadOptions::tolerant();
    let diagnostics =
        hats().parse_with::<Doc<Guest>>(guest.as_bytes(), &options).unwrap().diagnostics;
    assert_eq!(findings(&diagnostics), [(InvalidValue, "/guest/h:hat[2]/@size", 2, 25)]);
}

#[test]
fn a_prefix_and_a_namespace_belong_together() {
    let same_prefix = Namespace::new("urn:example:caps", "hat");
    let same_uri = Namespace::new("urn:example:hats", "h");
    for (first, second) in [(H, same_prefix), (same_prefix, H), (H, same_uri), (same_uri, H)] {
        let mut builder = Registry::builder();
        let mut application = builder.application::<Doc<Guest>>().unwrap();
        application.namespace(first).unwrap();
        let error = application.namespace(second).unwrap_err();
        assert_conflict(
            &error,
            &["document", first.uri(), first.prefix(), second.uri(), second.prefix()],
        );
    }
    // The namespace of the document type itself belongs to it too.
    let mut builder = Registry::builder();
    let mut application = builder.application::<Doc<Guest>>().unwrap();
    assert_conflict(
        &application.namespace(Namespace::new("urn:example:pubs", "p")).unwrap_err(),
        &["urn:example:party", "urn:example:pubs"],
    );
}

#[test]
fn a_refused_vocabulary_is_not_registered() {
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Cap>().unwrap();
    assert_conflict(&builder.add(Hats).unwrap_err(), &["Cap", "Hat"]);
    assert!(builder.build().vocabularies().is_empty());
}

type Step<'s> = &'s dyn Fn(&mut RegistryBuilder);

#[test]
fn the_order_of_registration_has_no_effect() {
    let namespace = |builder: &mut RegistryBuilder| {
        builder.application::<Doc<Guest>>().unwrap().namespace(H).map(drop).unwrap();
    };
    let hats = |builder: &mut RegistryBuilder| {
        builder.extend::<Guest>().with::<Hat>().map(drop).unwrap();
    };
    let others = |builder: &mut RegistryBuilder| {
        builder.extend::<Partner>().with::<Shoes>().map(drop).unwrap();
        builder.extend::<Guest>().with::<Gift>().unwrap().with_attribute::<Mood>().unwrap();
    };
    let orders: [[Step<'_>; 3]; 4] = [
        [&namespace, &hats, &others],
        [&others, &hats, &namespace],
        [&hats, &namespace, &others],
        [&others, &namespace, &hats],
    ];
    let xml = guest(
        "<p:partner><h:boots>44</h:boots></p:partner><p:gift>g</p:gift><h:hat size='1'/>\
         <x:x><h:hat/></x:x>",
    );
    let results = orders.map(|order| {
        let mut builder = Registry::builder();
        order.iter().for_each(|step| step(&mut builder));
        let registry = builder.build();
        let guest = read(&registry, &xml);
        let strict = ReadOptions::strict();
        let error = registry.parse_with::<Doc<Guest>>(xml.as_bytes(), &strict).unwrap_err();
        (Doc::<Guest>::to_xml(&guest).unwrap(), guest, error, error_findings(&registry, &xml))
    });
    for result in &results[1..] {
        assert_eq!(*result, results[0]);
    }
}

fn error_findings(registry: &Registry, xml: &str) -> Vec<String> {
    let strict = ReadOptions::strict();
    match registry.parse_with::<Doc<Guest>>(xml.as_bytes(), &strict) {
        Ok(_) => Vec::new(),
        Err(error) => error.diagnostics().iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn elements_are_found_changed_and_removed_by_type() {
    let mut extensions = Extensions::<Guest>::new();
    assert!(extensions.is_empty() && extensions.get::<Hat>().is_none());
    assert_eq!(extensions.set(hat(1)), None);
    extensions.push(Gift("a".to_owned()));
    extensions.push(hat(2));
    extensions.push_raw("<x/>".parse().unwrap());
    assert_eq!(extensions.set(hat(3)), Some(hat(1)));
    assert_eq!(extensions.get::<Hat>(), Some(&hat(3)));
    assert_eq!(extensions.get_all::<Hat>().map(|hat| hat.size).collect::<Vec<_>>(), [3, 2]);
    extensions.get_mut::<Hat>().unwrap().size = 4;
    extensions.get_all_mut::<Hat>().for_each(|hat| hat.size += 10);
    assert_eq!(extensions.len(), 4);
    let order: Vec<_> =
        extensions.iter().map(|e| format!("{}{}", e.namespace(), e.local())).collect();
    assert_eq!(order, ["urn:example:hatshat", "urn:example:partygift", "urn:example:hatshat", "x"]);
    assert!(
        matches!(extensions.iter().nth(3), Some(ExtensionRef::Raw(raw)) if raw.name.local() == "x")
    );
    extensions.retain::<Hat>(|hat| hat.size != 12);
    assert_eq!(extensions.len(), 3);
    extensions.push(hat(5));
    assert_eq!(extensions.remove::<Hat>(), Some(hat(14)));
    assert_eq!(extensions.remove::<Hat>(), None);
    assert_eq!(extensions.get::<Gift>(), Some(&Gift("a".to_owned())));
    extensions.retain_raw(|raw| raw.name.local() != "x");
    assert_eq!((extensions.len(), extensions.raw().count()), (1, 0));
}

fn assert_value<T: Send + Sync + Clone + PartialEq + std::fmt::Debug + Default + 'static>(_: &T) {}

#[test]
fn extension_points_are_values() {
    let mut one = Extensions::<Guest>::new();
    assert_value(&one);
    one.push(hat(1));
    one.push_raw("<x:x xmlns:x='urn:x'/>".parse().unwrap());
    one.set_attribute(&Mood::Sad);
    let mut two = one.clone();
    assert_eq!(one, two);
    two.get_mut::<Hat>().unwrap().size = 2;
    assert_ne!(one, two);
    assert_eq!(one.get::<Hat>(), Some(&hat(1)));
    let mut three = Extensions::<Guest>::new();
    three.set_attribute(&Mood::Sad);
    three.push_raw("<y:x xmlns:y='urn:x'/>".parse().unwrap());
    assert_ne!(one, three);
    three.push(hat(1));
    assert_ne!(one, three, "order counts");
    let debug = format!("{one:?}");
    assert!(debug.contains("Hat { size: 1") && debug.contains("urn:x") && debug.contains("mood"));
}

#[test]
fn attribute_order_does_not_count() {
    let one = read(&Registry::default(), "<p:guest xmlns:p='urn:example:party' a='1' b='2'/>");
    let two = read(&Registry::default(), "<p:guest xmlns:p='urn:example:party' b='2' a='1'/>");
    assert_eq!(one, two);
}

#[test]
fn an_enum_of_elements_is_an_extension() {
    let xml = guest("<p:partner><h:boots>44</h:boots>\n<h:barefoot/></p:partner>");
    let guest: Guest = check_with(&hats(), &xml, &[]);
    let shoes: Vec<_> =
        guest.partner.as_ref().unwrap().extensions.get_all::<Shoes>().cloned().collect();
    assert_eq!(shoes, [Shoes::Boots(44), Shoes::Barefoot]);
    let mut partner = guest.partner.unwrap();
    assert_eq!(partner.extensions.set(Shoes::Barefoot), Some(Shoes::Boots(44)));
    partner.extensions.push(Shoes::Gift(Gift("g".to_owned())));
    assert_eq!(
        RawElement::encode(&partner).unwrap().to_string(),
        "<p:partner xmlns:p=\"urn:example:party\" xmlns:hat=\"urn:example:hats\"><hat:barefoot/>\
         <hat:barefoot/><p:gift>g</p:gift></p:partner>"
    );
}

#[test]
fn an_unreadable_element_of_an_enum_is_kept_raw() {
    let xml = guest("<p:partner><h:boots>x</h:boots></p:partner>");
    let guest: Guest =
        check_with(&hats(), &xml, &[(InvalidValue, "/guest/partner/h:boots", 2, 12)]);
    assert_eq!(guest.partner.unwrap().extensions.unexpected_elements().count(), 1);
}

/// For a schema it is any foreign element, so this is not an error.
#[test]
fn an_alias_of_an_extension_is_a_warning() {
    let xml = guest("<p:partner><h:bots>44</h:bots></p:partner>");
    let guest: Guest = check_with(&hats(), &xml, &[(Misspelt, "/guest/partner/h:bots", 2, 12)]);
    assert_eq!(guest.partner.unwrap().extensions.get::<Shoes>(), Some(&Shoes::Boots(44)));
}

#[test]
fn extension_attributes_have_types() {
    let xml =
        "<p:guest xmlns:p='urn:example:party' xmlns:h='urn:example:hats' h:mood='sad' mood='x'/>";
    let mut guest: Guest = check_with(&hats(), xml, &[]);
    assert_eq!(guest.extensions.attribute::<Mood>(), Some(Mood::Sad));
    guest.extensions.set_attribute(&Mood::Happy);
    assert_eq!(guest.extensions.attribute::<Mood>(), Some(Mood::Happy));
    assert_eq!(guest.extensions.raw_attribute(&Name::new(H, "mood")), Some("happy"));
    assert_eq!(guest.extensions.attributes().len(), 2);
    guest.extensions.remove_attribute(&Name::new(H, "mood"));
    assert_eq!(guest.extensions.attribute::<Mood>(), None);
    assert_eq!(guest.extensions.raw_attribute(&Name::local_only("mood")), Some("x"));
}

#[test]
fn a_bad_extension_attribute_is_reported_and_kept() {
    let xml = "<p:guest xmlns:p='urn:example:party' xmlns:h='urn:example:hats'\n h:mood='so-so'/>";
    let guest: Guest = check_with(&hats(), xml, &[(InvalidValue, "/guest/@h:mood", 2, 2)]);
    assert_eq!(guest.extensions.attribute::<Mood>(), None);
    assert_eq!(guest.extensions.raw_attribute(&Name::new(H, "mood")), Some("so-so"));
    // It is unknown there.
    check_with::<Guest>(&Registry::default(), xml, &[]);
}

#[test]
fn raw_content_is_typed_on_demand() {
    let guest = read(&Registry::default(), &guest("<h:hat size='7'/>"));
    assert!(guest.extensions.get::<Hat>().is_none());
    let raw = guest.extensions.raw().next().unwrap();
    assert_eq!(raw.decode::<Hat>(&Registry::empty()).unwrap(), hat(7));
    assert_eq!(raw.decode::<Gift>(&Registry::empty()).unwrap_err().kind(), WrongRoot);
    let bad: RawElement = "<hat xmlns='urn:example:hats'/>".parse().unwrap();
    assert_eq!(bad.decode::<Hat>(&Registry::empty()).unwrap_err().kind(), MissingAttribute);
}

#[test]
fn registries_exist_beside_each_other() {
    let (with, without) = (hats(), Registry::builder().build());
    let xml = guest("<h:hat size='1'/>");
    let typed = std::thread::scope(|scope| {
        let threads: Vec<_> = [&with, &without, &with, &without]
            .map(|registry| scope.spawn(|| read(registry, &xml).extensions.get::<Hat>().is_some()))
            .into_iter()
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(typed, [true, false, true, false]);
    let (typed, raw) = (read(&with, &xml), read(&without, &xml));
    let written = [typed, raw].map(|guest| read(&without, &Doc::<Guest>::to_xml(&guest).unwrap()));
    assert_eq!(written[0], written[1]);
}

#[track_caller]
fn assert_modes(xml: &str, tolerant: &[Finding<'_>], strict: &[Finding<'_>]) {
    let options = ReadOptions::tolerant();
    let Reading { document, diagnostics, .. } =
        hats().parse_with::<Doc<Guest>>(xml.as_bytes(), &options).unwrap();
    assert_eq!(findings(&diagnostics), tolerant, "tolerant");
    support::assert_nothing_is_lost(xml, &Doc::<Guest>::to_xml(&document).unwrap());
    let options = ReadOptions::strict();
    let diagnostics = match hats().parse_with::<Doc<Guest>>(xml.as_bytes(), &options) {
        Ok(reading) => reading.diagnostics,
        Err(error) => error.diagnostics().to_vec(),
    };
    assert_eq!(findings(&diagnostics), strict, "strict");
}

#[test]
fn a_known_element_deep_in_unknown_content_is_checked_in_strict_mode_only() {
    assert_modes(
        &guest("<x:x><x:y>\n<h:hat/></x:y></x:x>"),
        &[],
        &[
            (Discouraged, "/guest/x:x/y/h:hat", 3, 1),
            (MissingAttribute, "/guest/x:x/y/h:hat", 3, 1),
        ],
    );
    assert_modes(
        &guest("<x:x><x:y>\n<h:hat size='1'/></x:y></x:x>"),
        &[],
        &[(Discouraged, "/guest/x:x/y/h:hat", 3, 1)],
    );
}

#[test]
fn a_known_element_in_another_extension_point_is_a_warning() {
    // Boots are for partners.
    assert_modes(
        &guest("<h:boots>x</h:boots>"),
        &[(Discouraged, "/guest/h:boots", 2, 1)],
        &[(Discouraged, "/guest/h:boots", 2, 1), (InvalidValue, "/guest/h:boots", 2, 1)],
    );
}

#[test]
fn an_element_of_a_namespace_that_does_not_belong_is_not_checked_elsewhere() {
    let mut builder = Registry::builder();
    builder.application::<Doc<Guest>>().unwrap();
    builder.extend::<Guest>().with::<Hat>().unwrap();
    let registry = builder.build();
    check_with::<Guest>(&registry, &guest("<x:x><h:hat/></x:x>"), &[]);
    check_with::<Guest>(&registry, &guest("<h:hat/>"), &[(MissingAttribute, "/guest/h:hat", 2, 1)]);
}

#[test]
fn a_global_attribute_is_checked_wherever_it_is_allowed() {
    let bad = "xmlns:h='urn:example:hats' h:mood='x'";
    assert_modes(
        &guest(&format!("<x:x>\n<x:y {bad}/></x:x>")),
        &[],
        &[(InvalidValue, "/guest/x:x/y/@h:mood", 3, 33)],
    );
    // Where attributes are not allowed, the value does not matter any more.
    assert_modes(
        &guest(&format!("<p:partner {bad}/>")),
        &[(UnexpectedAttribute, "/guest/partner/@h:mood", 2, 39)],
        &[(UnexpectedAttribute, "/guest/partner/@h:mood", 2, 39)],
    );
}

#[test]
fn a_global_attribute_may_belong_to_the_document_type() {
    let mut builder = Registry::builder();
    builder
        .application::<Doc<Guest>>()
        .unwrap()
        .attribute::<Mood>()
        .unwrap()
        .attribute::<Mood>()
        .unwrap();
    let xml = "<p:guest xmlns:p='urn:example:party' xmlns:h='urn:example:hats'\n h:mood='x'/>";
    check_with::<Guest>(&builder.build(), xml, &[(InvalidValue, "/guest/@h:mood", 2, 2)]);
}
