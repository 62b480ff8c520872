//! The registrations of addresses of record, put together from documents.

use sip_event_state::StateTable;

use super::{Contact, RegistrationInfo};

/// The registrations of addresses of record, put together from documents.
pub type Registrations = StateTable<RegistrationInfo>;

/// Questions about [`Registrations`].
pub trait RegistrationsExt {
    /// The contacts that are bound to an address of record, which is compared as text.
    ///
    /// ```
    /// use sip_event_state::Outcome;
    /// use sip_events::registration_info::{RegistrationInfo, Registrations, RegistrationsExt};
    /// use xml_app_core::Registry;
    ///
    /// let mut registrations = Registrations::new();
    /// let info = Registry::empty().parse::<RegistrationInfo>(
    ///     "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>
    ///        <registration aor='sip:joe@example.com' id='a7' state='active'>
    ///          <contact id='76' state='active' event='registered' expires='3600'>
    ///            <uri>sip:joe@192.0.2.1</uri></contact></registration></reginfo>",
    /// )?;
    /// assert!(matches!(registrations.apply(info), Outcome::Applied(_)));
    /// let contacts: Vec<_> = registrations.contacts("sip:joe@example.com").collect();
    /// assert_eq!(contacts[0].uri, "sip:joe@192.0.2.1");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    fn contacts(&self, aor: &str) -> impl Iterator<Item = &Contact>;
}

impl RegistrationsExt for Registrations {
    fn contacts(&self, aor: &str) -> impl Iterator<Item = &Contact> {
        let registrations = self.groups().filter(move |(registration, _)| registration.aor == aor);
        registrations.flat_map(|(_, contacts)| contacts)
    }
}
