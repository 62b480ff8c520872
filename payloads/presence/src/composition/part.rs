//! What tuples, persons and devices have in common.

use xml_app_core::{DateTime, Extensions, Id, XmlType};

use crate::{Device, Note, Person, QValue, Status, Tuple};

/// A tuple, a person or a device.
pub(super) trait Part: XmlType {
    fn id(&self) -> &Id;
    fn id_mut(&mut self) -> &mut Id;
    fn extensions(&self) -> &Extensions<Self>;
    fn extensions_mut(&mut self) -> &mut Extensions<Self>;
    fn notes(&self) -> &[Note];
    fn notes_mut(&mut self) -> &mut Vec<Note>;
    fn timestamp(&self) -> Option<&DateTime>;
    fn set_timestamp(&mut self, timestamp: Option<DateTime>);

    /// Of a tuple.
    fn status(&self) -> Option<&Status> {
        None
    }

    /// Of a tuple.
    fn status_mut(&mut self) -> Option<&mut Status> {
        None
    }

    /// The priority of the contact, of a tuple.
    fn priority(&self) -> Option<QValue> {
        None
    }

    /// Raises the priority of the contact.
    fn raise_priority(&mut self, _priority: Option<QValue>) {}

    /// Whether the notes of an older one say nothing about the newer one: a note of a person explains the activity beside it.
    const HAS_NOTES_OF_WINNER: bool = false;

    /// The later of the two timestamps.
    fn take_later_timestamp(&mut self, other: &Self) {
        let time = |part: &Self| part.timestamp().map(DateTime::assume_utc);
        if time(other) > time(self) {
            self.set_timestamp(other.timestamp().cloned());
        }
    }
}

macro_rules! parts {
    ($($part:ident { $($more:item)* })*) => {
        $(impl Part for $part {
            fn id(&self) -> &Id {
                &self.id
            }

            fn id_mut(&mut self) -> &mut Id {
                &mut self.id
            }

            fn extensions(&self) -> &Extensions<Self> {
                &self.extensions
            }

            fn extensions_mut(&mut self) -> &mut Extensions<Self> {
                &mut self.extensions
            }

            fn notes(&self) -> &[Note] {
                &self.notes
            }

            fn notes_mut(&mut self) -> &mut Vec<Note> {
                &mut self.notes
            }

            fn timestamp(&self) -> Option<&DateTime> {
                self.timestamp.as_ref()
            }

            fn set_timestamp(&mut self, timestamp: Option<DateTime>) {
                self.timestamp = timestamp;
            }

            $($more)*
        })*
    };
}

parts! {
    Tuple {
        fn status(&self) -> Option<&Status> {
            Some(&self.status)
        }

        fn status_mut(&mut self) -> Option<&mut Status> {
            Some(&mut self.status)
        }

        fn priority(&self) -> Option<QValue> {
            self.contact.as_ref()?.priority
        }

        fn raise_priority(&mut self, priority: Option<QValue>) {
            if let Some(contact) = &mut self.contact {
                contact.priority = contact.priority.max(priority);
            }
        }
    }
    Person {
        const HAS_NOTES_OF_WINNER: bool = true;
    }
    Device {}
}
