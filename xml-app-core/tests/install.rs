//! The default registry of the process. Alone in its process: there is only one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use xml_app_core::{
    ErrorKind, ExtensionOf, Extensions, Namespace, RawElement, Registration, Registry, XmlElement,
};

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "guest")]
struct Guest {
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "hat")]
struct Hat;
impl ExtensionOf<Guest> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}

const XML: &str = "<p:guest xmlns:p='urn:example:party'><p:hat/></p:guest>";

#[test]
fn the_default_registry_is_chosen_once() {
    let hats = || {
        let mut builder = Registry::builder();
        builder.extend::<Guest>().with::<Hat>().unwrap();
        builder.build()
    };
    let wears_hat = |registry: &Registry| {
        let raw: RawElement = XML.parse().unwrap();
        raw.decode::<Guest>(registry).unwrap().extensions.get::<Hat>().is_some()
    };
    assert!(!wears_hat(&Registry::empty()));
    hats().install().unwrap();
    assert!(wears_hat(Registry::default_or_init(Registry::empty)));

    let error = Registry::empty().install().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(error.message(), "the process has a default registry already");
    assert!(wears_hat(Registry::default_or_init(Registry::empty)));
}
