//! What OMA's conditions and permissions mean.

use sip_policy::common_policy::{Condition, Rule};
use sip_policy::{
    Evaluate, Failure, Governance, Governed, Level, Permission, Permissions, PolicyModule,
    Selector, Semantics, Situation, Verdict, Visibility,
};
use sip_presence::Tuple;
use xml_app_core::{GlobalElement, Name, Namespace, Token, XmlElement, XmlValue};

use crate::{
    AnonymousRequest, BarringState, ExternalList, NetworkAvailability, Oma, OtherIdentity,
    OverridingWillingness, ProvideGeopriv, ProvideGeoprivValue, ProvideOmaAttribute,
    RegistrationState, ServiceDescription, ServiceId, SessionParticipation, Willingness, ns,
};

impl Evaluate for AnonymousRequest {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        if self.extensions.has_misfits() {
            Err(Failure::Unreadable)
        } else if situation.request().is_authenticated() {
            Err(Failure::Other("the watcher has an identity".into()))
        } else {
            Ok(())
        }
    }
}

impl Evaluate for ExternalList {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        let request = situation.request();
        if self.extensions.has_misfits() {
            return Err(Failure::Unreadable);
        }
        if !request.is_authenticated() {
            return Err(Failure::Unauthenticated);
        }
        let mut failure = Failure::SomebodyElse;
        for entry in &self.entries {
            let Some(list) = &entry.anc else {
                failure = Failure::Other("a list is meant, and not which".into());
                continue;
            };
            match request.is_on_list(list) {
                Some(true) => return Ok(()),
                Some(false) => {}
                None => failure = Failure::Other(format!("the list {list} cannot be had").into()),
            }
        }
        Err(failure)
    }
}

/// Where it cannot be told whether a rule means the watcher, it may, and this is false.
impl Evaluate for OtherIdentity {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        if self.extensions.has_misfits() {
            return Err(Failure::Unreadable);
        }
        if !situation.request().is_authenticated() {
            return Err(Failure::Unauthenticated);
        }
        if !situation.knows_all_rules() {
            return Err(Failure::Other(
                "a document holds what may be a rule about the watcher".into(),
            ));
        }
        match situation.rules().find(|rule| may_mean_watcher(rule, situation)) {
            Some(rule) => {
                Err(Failure::Other(format!("the rule {} is about the watcher", rule.id).into()))
            }
            None => Ok(()),
        }
    }
}

fn may_mean_watcher(rule: &Rule, situation: &Situation<'_>) -> bool {
    if !situation.can_read(rule) {
        return true;
    }
    let Some(conditions) = &rule.conditions else { return false };
    let (mut others, mut unknown) = (false, false);
    for condition in &conditions.conditions {
        let verdict = match condition {
            Condition::Identity(identity) => situation.identity(identity),
            Condition::Extension(element) => match element.get::<ExternalList>() {
                Some(list) => list.evaluate(situation),
                None => {
                    unknown |= element.as_raw().is_some();
                    continue;
                }
            },
            Condition::Sphere(_) | Condition::Validity(_) => continue,
        };
        match verdict {
            Err(Failure::SomebodyElse | Failure::Excepted) => others = true,
            _ => return true,
        }
    }
    // What nobody knows may mean anybody, unless it is said who is meant.
    unknown && !others
}

impl Permission for ProvideOmaAttribute {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(self.name(), self.permission().value);
    }
}

impl Permission for ProvideGeopriv {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        let rank = match self.value {
            ProvideGeoprivValue::False => 0,
            ProvideGeoprivValue::Full => 10,
        };
        permissions.raise(Self::NAME, Level::new(rank, self.value.text()));
    }
}

impl Selector<Tuple> for ServiceId {
    const EVIDENCE: Name = ServiceDescription::NAME;

    fn value(&self) -> String {
        self.id.clone()
    }

    fn selects(value: &str, tuple: &Tuple) -> bool {
        let id = Token::new(value);
        tuple.extensions.get_all::<ServiceDescription>().any(|service| service.service_id == id)
    }
}

const PROVIDE_WILLINGNESS: Name = Name::new(ns::PRES_RULES, "provide-willingness");
const PROVIDE_NETWORK_AVAILABILITY: Name =
    Name::new(ns::PRES_RULES, "provide-network-availability");
const PROVIDE_SESSION_PARTICIPATION: Name =
    Name::new(ns::PRES_RULES, "provide-session-participation");
const PROVIDE_REGISTRATION_STATE: Name = Name::new(ns::PRES_RULES, "provide-registration-state");
const PROVIDE_BARRING_STATE: Name = Name::new(ns::PRES_RULES, "provide-barring-state");

/// RFC 4119: a location, which stands in the status of a service, or by RFC 5491 in a person or
/// device.
const GEOPRIV: Name =
    Name::new(Namespace::new("urn:ietf:params:xml:ns:pidf:geopriv10", "gp"), "geopriv");

impl Governed for Willingness {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_WILLINGNESS))
    }
}

impl Governed for OverridingWillingness {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_WILLINGNESS))
    }
}

impl Governed for NetworkAvailability {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_NETWORK_AVAILABILITY))
    }
}

impl Governed for SessionParticipation {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_SESSION_PARTICIPATION))
    }
}

impl Governed for RegistrationState {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_REGISTRATION_STATE))
    }
}

impl Governed for BarringState {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&PROVIDE_BARRING_STATE))
    }
}

impl PolicyModule for Oma {
    fn define(semantics: &mut Semantics) {
        semantics
            .condition::<AnonymousRequest>()
            .condition::<ExternalList>()
            .condition::<OtherIdentity>()
            .transformation::<ProvideOmaAttribute>()
            .transformation::<ProvideGeopriv>()
            .service_selector::<ServiceId>();
        semantics
            .services()
            .governs::<Willingness>()
            .governs::<SessionParticipation>()
            .governs::<RegistrationState>()
            .governs::<BarringState>();
        semantics.persons().governs::<OverridingWillingness>();
        semantics.devices().governs::<NetworkAvailability>();
        location(semantics.services());
        location(semantics.statuses());
        location(semantics.persons());
        location(semantics.devices());
    }
}

fn location<Host: 'static>(governance: &mut Governance<Host>) {
    governance.governs_name(GEOPRIV, |permissions| {
        let level = permissions.level(&ProvideGeopriv::NAME);
        Visibility::whole_if(level.is_some_and(|level| level.rank > 0.0))
    });
}
