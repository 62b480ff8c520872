//! How documents combine to the registrations of addresses of record (RFC 3680 §5.2).

use sip_event_state::{Extent, Part, StateDocument};

use super::{Contact, ContactState, Registration, RegistrationInfo, RegistrationState};
use crate::versioned::{merges_extensions, versioned_document, versioned_head};

impl Part for RegistrationInfo {
    type Key<'k> = ();

    fn key(&self) -> Option<()> {
        Some(())
    }

    versioned_head!();
}

impl StateDocument for RegistrationInfo {
    type Group = Registration;
    type Row = Contact;

    versioned_document!();

    fn take_rows(&mut self) -> Vec<(Registration, Vec<Contact>)> {
        let registrations = std::mem::take(&mut self.registrations).into_iter();
        registrations
            .map(|mut registration| {
                let contacts = std::mem::take(&mut registration.contacts);
                (registration, contacts)
            })
            .collect()
    }

    fn put_rows(&mut self, groups: Vec<(Registration, Vec<Contact>)>) {
        let groups = groups.into_iter();
        let whole = |(registration, contacts)| Registration { contacts, ..registration };
        self.registrations = groups.map(whole).collect();
    }
}

impl Part for Registration {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn extent(&self) -> Extent {
        Extent::Partial
    }

    merges_extensions!();

    /// The last contact is gone.
    fn is_ended(&self) -> bool {
        self.state == RegistrationState::Terminated
    }
}

impl Part for Contact {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn is_ended(&self) -> bool {
        self.state == ContactState::Terminated
    }
}
