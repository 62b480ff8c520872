//! What CIPID says about a person.

use sip_presence::{Meanings, Occurs, PresenceElement, PresenceModule, Subject};

use crate::{Card, Cipid, DisplayName, Homepage, Icon, Map, Sound};

impl PresenceModule for Cipid {
    fn define(meanings: &mut Meanings) {
        meanings
            .element::<Card>()
            .element::<DisplayName>()
            .element::<Homepage>()
            .element::<Icon>()
            .element::<Map>()
            .element::<Sound>();
    }
}

/// RFC 4482 §3.2: there can be one for each language. Where sources give several without one, the answer takes the first.
impl PresenceElement for DisplayName {
    const OCCURS: Occurs = Occurs::Once;
    const SUBJECT: Option<Subject> = Some(Subject::DisplayName);

    fn words(&self) -> Vec<String> {
        vec![self.text.clone()]
    }
}

impl PresenceElement for Icon {
    const SUBJECT: Option<Subject> = Some(Subject::Icon);

    fn words(&self) -> Vec<String> {
        vec![self.uri.to_string()]
    }
}

impl PresenceElement for Card {}

impl PresenceElement for Homepage {}

impl PresenceElement for Map {}

impl PresenceElement for Sound {}
