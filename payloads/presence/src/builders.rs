//! Builder methods that presence, tuples, statuses, persons and devices have alike.

use xml_app_core::{DateTime, ExtensionOf};

use crate::{Device, Note, Person, Presence, Status, Tuple};

macro_rules! with_extensions {
    ($($host:ident)*) => {
        $(impl $host {
            /// The same with one more extension.
            #[must_use]
            pub fn with<T: ExtensionOf<Self>>(mut self, extension: T) -> Self {
                self.extensions.push(extension);
                self
            }
        })*
    };
}

with_extensions! { Presence Tuple Status Person Device }

macro_rules! with_notes {
    ($($host:ident)*) => {
        $(impl $host {
            /// The same with one more note.
            #[must_use]
            pub fn with_note(mut self, note: impl Into<Note>) -> Self {
                self.notes.push(note.into());
                self
            }
        })*
    };
}

with_notes! { Presence Tuple Person Device }

macro_rules! with_timestamp {
    ($($host:ident)*) => {
        $(impl $host {
            /// The same with a timestamp.
            #[must_use]
            pub fn with_timestamp(mut self, timestamp: DateTime) -> Self {
                self.timestamp = Some(timestamp);
                self
            }
        })*
    };
}

with_timestamp! { Tuple Person Device }
