//! The version and completeness of a document.

use sip_event_state::Extent;
use xml_app_core::value::NonNegativeInteger;
use xml_app_core::{AttributeGroup, XmlValue};

/// The attributes `version` and `state`, which the documents of several event packages have (RFC 3858 §3,
/// RFC 4235 §4.1, RFC 3680 §5.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, AttributeGroup)]
pub struct Versioned {
    /// Counts the documents of a subscription, from 0.
    #[xml(attribute, required)]
    pub version: Option<NonNegativeInteger>,
    /// Whether the document contains all of the state.
    #[xml(attribute, required)]
    pub state: Option<DocumentState>,
}

/// Whether a document contains all of the state, or only changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DocumentState {
    /// All of the state.
    Full,
    /// What changed.
    Partial,
}

impl Versioned {
    /// What a document says about the state; without the attribute, that it is partial, which is safer.
    pub(crate) fn extent(self) -> Extent {
        match self.state {
            Some(DocumentState::Full) => Extent::Full,
            Some(DocumentState::Partial) | None => Extent::Partial,
        }
    }

    /// The version.
    pub(crate) fn number(self) -> Option<u64> {
        self.version.map(NonNegativeInteger::get)
    }

    /// The attributes of a document. There are no deleted ones in these packages.
    pub(crate) fn of(version: u64, extent: Extent) -> Self {
        let state = match extent {
            Extent::Full => DocumentState::Full,
            Extent::Partial | Extent::Deleted => DocumentState::Partial,
        };
        Self { version: Some(version.into()), state: Some(state) }
    }
}

/// The methods of a part that an update replaces, but for elements of other vocabularies: those that the
/// update does not mention stay.
macro_rules! merges_extensions {
    () => {
        fn merged(&self, update: Self) -> Self {
            let mut merged = update.settled();
            let update = std::mem::replace(&mut merged.extensions, self.extensions.clone());
            merged.extensions.merge(update);
            merged
        }

        fn update_to(&self, newer: &Self) -> Option<Self> {
            let mut update = newer.clone();
            if update.extensions == self.extensions {
                update.extensions = xml_app_core::Extensions::new();
            }
            Some(update)
        }

        fn weight(&self) -> usize {
            1 + self.extensions.size()
        }
    };
}
pub(crate) use merges_extensions;

/// The methods of a document with [`Versioned`] as a [`Part`](sip_event_state::Part), but for its key.
macro_rules! versioned_head {
    () => {
        fn extent(&self) -> sip_event_state::Extent {
            self.versioned.extent()
        }

        $crate::versioned::merges_extensions!();

        fn changes_nothing(&self) -> bool {
            self.extensions.is_empty()
        }

        fn settled(self) -> Self {
            Self { versioned: $crate::Versioned::default(), ..self }
        }
    };
}
pub(crate) use versioned_head;

/// What a document with [`Versioned`] says about versions as a
/// [`StateDocument`](sip_event_state::StateDocument).
macro_rules! versioned_document {
    () => {
        const RULES: sip_event_state::Rules = sip_event_state::Rules::MERGING;

        fn version(&self) -> Option<u64> {
            self.versioned.number()
        }

        fn set_version(&mut self, version: u64, extent: sip_event_state::Extent) {
            self.versioned = $crate::Versioned::of(version, extent);
        }
    };
}
pub(crate) use versioned_document;
