//! The default registry of the process. Alone in its process: there is only one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::tolerant;
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
fn a_second_default_registry_is_refused() {
    assert!(Registry::installed().is_none());
    assert!(tolerant::<Guest>(XML).document.extensions.get::<Hat>().is_none());
    let mut builder = Registry::builder();
    builder.extend::<Guest>().with::<Hat>().unwrap();
    builder.build().install().unwrap();
    assert!(tolerant::<Guest>(XML).document.extensions.get::<Hat>().is_some());
    let raw: RawElement = XML.parse().unwrap();
    assert!(raw.decode::<Guest>().unwrap().extensions.get::<Hat>().is_some());

    let error = Registry::default().install().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(error.message(), "the process has a default registry already");
    assert_eq!(Registry::installed().unwrap().applications().count(), 0);
    assert!(tolerant::<Guest>(XML).document.extensions.get::<Hat>().is_some());
}
