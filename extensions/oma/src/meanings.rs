//! What OMA's presence attributes say about a person and about services.

use sip_presence::{Basic, Identifies, Meanings, Occurs, PresenceElement, PresenceModule, Subject};

use crate::{
    BarringState, NetworkAvailability, Oma, OverridingWillingness, RegistrationState,
    ServiceDescription, SessionParticipation, Willingness,
};

impl PresenceModule for Oma {
    fn define(meanings: &mut Meanings) {
        meanings
            .element::<ServiceDescription>()
            .element::<Willingness>()
            .element::<SessionParticipation>()
            .element::<RegistrationState>()
            .element::<BarringState>()
            .element::<OverridingWillingness>()
            .element::<NetworkAvailability>();
    }
}

/// A service is told from others by its id and version.
impl PresenceElement for ServiceDescription {
    const OCCURS: Occurs = Occurs::Repeatedly;
    const IDENTIFIES: Identifies = Identifies::Service;
    const SUBJECT: Option<Subject> = Some(Subject::Service);

    fn words(&self) -> Vec<String> {
        vec![self.service_id.to_string(), self.version.to_string()]
    }
}

/// Who is not willing is not available. Willingness by itself says nothing new.
fn unwilling(basic: Option<Basic>) -> Vec<String> {
    let is_unwilling = basic == Some(Basic::Closed);
    is_unwilling.then(|| "unwilling".to_owned()).into_iter().collect()
}

impl PresenceElement for Willingness {
    const SUBJECT: Option<Subject> = Some(Subject::Availability);

    fn words(&self) -> Vec<String> {
        unwilling(self.basic)
    }
}

impl PresenceElement for OverridingWillingness {
    const SUBJECT: Option<Subject> = Some(Subject::Availability);

    fn words(&self) -> Vec<String> {
        unwilling(self.basic)
    }
}

impl PresenceElement for SessionParticipation {}

impl PresenceElement for RegistrationState {}

impl PresenceElement for BarringState {}

impl PresenceElement for NetworkAvailability {}
