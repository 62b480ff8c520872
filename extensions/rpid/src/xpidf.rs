//! XPIDF in the words of RPID.

use sip_presence::xpidf::{Substatus, XpidfPresence};
use sip_presence::{Person, Presence};

use crate::{Activities, Activity};

/// XPIDF as PIDF with RPID.
pub trait XpidfExt {
    /// The same as PIDF: a tuple for each address, and a person who does what the substatus says.
    ///
    /// ```
    /// use sip_presence::xpidf::Xpidf;
    /// use sip_rpid::{Activity, PersonExt as _, XpidfExt as _};
    /// use xml_app_core::Registry;
    ///
    /// let xpidf = Registry::empty().parse::<Xpidf>(
    ///     r#"<presence><presentity uri="sip:101@192.0.2.1;method=SUBSCRIBE"/><atom id="101">
    ///        <address uri="sip:101@192.0.2.7;user=ip" priority="0.80000"><status status="inuse"/>
    ///        <msnsubstatus substatus="onthephone"/></address></atom></presence>"#,
    /// )?;
    /// let presence = xpidf.to_pidf();
    /// assert_eq!(presence.entity, "sip:101@192.0.2.1");
    /// assert_eq!(presence.tuples[0].contact.as_ref().unwrap().uri, "sip:101@192.0.2.7");
    /// assert_eq!(presence.tuples[0].priority(), 800);
    /// let activities = presence.person().unwrap().activities().unwrap();
    /// assert_eq!(activities.activities, [Activity::OnThePhone]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    fn to_pidf(&self) -> Presence;
}

impl XpidfExt for XpidfPresence {
    fn to_pidf(&self) -> Presence {
        let mut presence = self.to_presence();
        let addresses = self.atoms.iter().flat_map(|atom| &atom.addresses);
        let said = addresses.filter_map(|address| activity(&address.substatus.as_ref()?.substatus));
        let mut activities = Vec::new();
        for activity in said {
            if !activities.contains(&activity) {
                activities.push(activity);
            }
        }
        if !activities.is_empty() {
            let person = Person::new(presence.fresh_id("person"));
            presence.push_person(person.with(Activities::from_iter(activities)));
        }
        presence
    }
}

fn activity(substatus: &Substatus) -> Option<Activity> {
    match substatus {
        Substatus::OnThePhone => Some(Activity::OnThePhone),
        Substatus::Busy => Some(Activity::Busy),
        Substatus::Away | Substatus::BeRightBack | Substatus::Idle => Some(Activity::Away),
        Substatus::OutToLunch => Some(Activity::Lunch),
        Substatus::Online | Substatus::Offline | Substatus::Other(_) => None,
    }
}
