//! Helpers that the tests of several crates share.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests"
)]

mod corpus;
mod verdicts;

pub use corpus::{Document, corpus, documents, files};
pub use verdicts::Family;
use xml_app_core::{
    Diagnostic, Error, ErrorKind, ReadOptions, Reading, Registry, Vocabulary, XmlApplication,
};

/// Declares `registry()`, `tolerant()` and `strict()` for documents of one type, with a registry of
/// these vocabularies.
///
/// ```
/// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat;
/// # struct HatDocument;
/// # impl XmlApplication for HatDocument {
/// #     type Root = Hat;
/// #     const NAME: &'static str = "hat";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/hat+xml"];
/// #     const SPECIFICATION: &'static str = "the hatters' handbook";
/// # }
/// sip_payloads_testkit::reading!(HatDocument);
///
/// # fn main() {
/// assert_eq!(strict("<hat xmlns='urn:example:hats'/>").unwrap(), Hat);
/// assert!(tolerant("<hat xmlns='urn:example:hats'/>").is_valid());
/// # }
/// ```
#[macro_export]
macro_rules! reading {
    ($application:ty $(, $vocabulary:expr)*) => {
        fn registry() -> ::xml_app_core::Registry {
            let registry = $crate::RegistryOf::new::<$application>();
            $(let registry = registry.with($vocabulary);)*
            registry.build()
        }

        #[allow(dead_code, reason = "not every test module needs both modes")]
        fn tolerant(
            xml: &str,
        ) -> ::xml_app_core::Reading<<$application as ::xml_app_core::XmlApplication>::Root> {
            $crate::tolerant::<$application>(&registry(), xml)
        }

        #[allow(dead_code, reason = "not every test module needs both modes")]
        fn strict(
            xml: &str,
        ) -> ::core::result::Result<
            <$application as ::xml_app_core::XmlApplication>::Root,
            ::xml_app_core::Error,
        > {
            $crate::strict::<$application>(&registry(), xml)
        }
    };
}

/// A registry with document types and vocabularies.
#[derive(Debug)]
pub struct RegistryOf(xml_app_core::RegistryBuilder);

impl RegistryOf {
    /// A registry with a document type.
    pub fn new<A: XmlApplication>() -> Self {
        Self(Registry::builder()).and::<A>()
    }

    /// The same with another document type.
    #[must_use]
    pub fn and<A: XmlApplication>(mut self) -> Self {
        self.0.application::<A>().unwrap();
        self
    }

    /// The same with a vocabulary.
    #[must_use]
    pub fn with<V: Vocabulary>(mut self, vocabulary: V) -> Self {
        self.0.add(vocabulary).unwrap();
        self
    }

    /// The registry.
    pub fn build(mut self) -> Registry {
        self.0.build()
    }
}

/// Reads a document in tolerant mode. It has to be readable.
pub fn tolerant<A: XmlApplication>(registry: &Registry, xml: &str) -> Reading<A::Root> {
    registry.parse_with::<A>(xml, &ReadOptions::tolerant()).unwrap()
}

/// Reads a document in strict mode.
///
/// # Errors
/// Those of reading.
pub fn strict<A: XmlApplication>(registry: &Registry, xml: &str) -> Result<A::Root, Error> {
    registry.parse_with::<A>(xml, &ReadOptions::strict()).map(|reading| reading.document)
}

/// The kinds and paths of diagnostics.
pub fn found(diagnostics: &[Diagnostic]) -> Vec<(ErrorKind, &str)> {
    diagnostics.iter().map(|found| (found.kind(), found.path())).collect()
}

/// A presence document with namespace declarations, such as `xmlns:c='...'`, and content. The prefix `dm`
/// is that of the data model, and `x` that of an unknown namespace.
pub fn presence(declarations: &str, content: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:x='urn:x' {declarations} \
         entity='pres:a@example.com'>{content}</presence>"
    )
}

/// A person for [`presence`], with id `p`.
pub fn person(content: &str) -> String {
    format!("<dm:person id='p'>{content}</dm:person>")
}

/// An open tuple for [`presence`], with id `t`.
pub fn tuple(content: &str) -> String {
    format!("<tuple id='t'><status><basic>open</basic></status>{content}</tuple>")
}

/// Compiles only for types that can be cloned and shared between threads.
pub fn is_shared<T: Send + Sync + Clone + 'static>() {}
