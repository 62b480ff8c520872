//! What the elements of AG Projects say about a service.

use sip_presence::{Meanings, PresenceElement, PresenceModule, Subject};
use xml_app_core::XmlValue as _;

use crate::{AgProjects, DeviceInfo, Extended, StatusType};

impl PresenceModule for AgProjects {
    fn define(meanings: &mut Meanings) {
        meanings.element::<Extended>().element::<StatusType>().element::<DeviceInfo>();
    }
}

impl PresenceElement for Extended {
    const SUBJECT: Option<Subject> = Some(Subject::Availability);

    fn words(&self) -> Vec<String> {
        vec![self.value.text().into_owned()]
    }
}

impl PresenceElement for StatusType {}

impl PresenceElement for DeviceInfo {
    const SUBJECT: Option<Subject> = Some(Subject::Service);

    fn words(&self) -> Vec<String> {
        [&self.description, &self.user_agent].into_iter().flatten().cloned().collect()
    }
}
