//! The semantics of OMA's conditions and permissions.

use sip_policy::common_policy::{Condition, Rule, RuleSet, Transformations};
use sip_policy::pres_rules::permission::PROVIDE_UNKNOWN_ATTRIBUTE;
use sip_policy::pres_rules::{ProvideServices, ServiceSelector};
use sip_policy::{
    Evaluate, Failure, Governance, Level, Member, Permission, Permissions, PolicyModule, Selector,
    Semantics, Situation, Verdict,
};
use sip_presence::Tuple;
use xml_app_core::{ExtensionRef, GlobalElement, Name, Namespace, Token, XmlElement, XmlValue};

use crate::permission::{
    PROVIDE_BARRING_STATE, PROVIDE_GEOPRIV, PROVIDE_NETWORK_AVAILABILITY,
    PROVIDE_REGISTRATION_STATE, PROVIDE_SERVICE_DESCRIPTION, PROVIDE_SESSION_PARTICIPATION,
    PROVIDE_WILLINGNESS,
};
use crate::{
    AnonymousRequest, BarringState, ExternalList, NetworkAvailability, Oma, OtherIdentity,
    OverridingWillingness, ProvideGeopriv, ProvideGeoprivValue, ProvideOmaAttribute,
    RegistrationState, ServiceDescription, ServiceId, SessionParticipation, Willingness, ns,
};

impl Evaluate for AnonymousRequest {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        if situation.request().is_authenticated() {
            Err(Failure::Other("the watcher has an identity".into()))
        } else {
            Ok(())
        }
    }
}

impl Evaluate for ExternalList {
    fn can_be_true(&self) -> Verdict {
        match self.entries.iter().any(|entry| entry.anc.is_some()) {
            true => Ok(()),
            false => Err(Failure::Other("no list is named".into())),
        }
    }

    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        let request = situation.request();
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

/// If it is uncertain whether a rule matches the watcher, it may match, so this is false.
impl Evaluate for OtherIdentity {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        situation.once::<Self>(|| no_rule_is_about_the_watcher(situation))
    }
}

/// Whether no rule names the watcher.
fn no_rule_is_about_the_watcher(situation: &Situation<'_>) -> Verdict {
    if !situation.request().is_authenticated() {
        return Err(Failure::Unauthenticated);
    }
    if !situation.knows_all_rules() {
        return Err(Failure::Other("a document holds what may be a rule about the watcher".into()));
    }
    situation.rules().try_for_each(|rule| {
        let id = &rule.id;
        let reason = match means_watcher(rule, situation) {
            Ok(false) => return Ok(()),
            Ok(true) => format!("the rule {id} is about the watcher"),
            Err(doubt) => format!("the rule {id} may be about the watcher: {doubt}"),
        };
        Err(Failure::Other(reason.into()))
    })
}

/// Whether a rule names the watcher; an error if this is uncertain.
fn means_watcher(rule: &Rule, situation: &Situation<'_>) -> Result<bool, Failure> {
    if !rule.is_readable() {
        return Err(Failure::Unreadable);
    }
    let Some(conditions) = &rule.conditions else { return Ok(false) };
    let (mut others, mut unknown) = (false, false);
    for condition in &conditions.conditions {
        let verdict = match condition {
            Condition::Identity(identity) => situation.identity(identity),
            Condition::Extension(element) => match element.get::<ExternalList>() {
                Some(_) => situation.condition(condition),
                None => {
                    unknown |= !situation.understands(condition);
                    continue;
                }
            },
            Condition::Sphere(_) | Condition::Validity(_) => continue,
        };
        match verdict {
            Err(Failure::SomebodyElse | Failure::Excepted) => others = true,
            Err(doubt) => return Err(doubt),
            Ok(()) => return Ok(true),
        }
    }
    // An unknown condition may name any watcher, unless the rule has an identity too.
    if unknown && !others { Err(Failure::Unknown) } else { Ok(false) }
}

impl Permission for ProvideOmaAttribute {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(self.name(), self.permission().is_given());
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
    fn value(&self) -> String {
        self.id.clone()
    }

    fn selects(value: &str, tuple: &Tuple) -> bool {
        tuple.extensions.iter().any(|child| Self::is_evidence(value, child))
    }

    fn is_evidence(value: &str, child: ExtensionRef<'_>) -> bool {
        let service = child.get::<ServiceDescription>();
        service.is_some_and(|service| service.service_id == Token::new(value))
    }
}

/// RFC 4119: a location. It is in the status of a service or, by RFC 5491, in a person or device.
const GEOPRIV: Name =
    Name::new(Namespace::new("urn:ietf:params:xml:ns:pidf:geopriv10", "gp"), "geopriv");

type Shown = fn(&Permissions) -> bool;

/// Which permission governs which of OMA's attributes. They are never unknown attributes, also in
/// places where OMA does not have them.
const GOVERNED: [(Name, Shown); 7] = [
    (Willingness::NAME, |permissions| permissions.is_granted(&PROVIDE_WILLINGNESS)),
    (OverridingWillingness::NAME, |permissions| permissions.is_granted(&PROVIDE_WILLINGNESS)),
    (NetworkAvailability::NAME, |permissions| {
        permissions.is_granted(&PROVIDE_NETWORK_AVAILABILITY)
    }),
    (SessionParticipation::NAME, |permissions| {
        permissions.is_granted(&PROVIDE_SESSION_PARTICIPATION)
    }),
    (RegistrationState::NAME, |permissions| permissions.is_granted(&PROVIDE_REGISTRATION_STATE)),
    (BarringState::NAME, |permissions| permissions.is_granted(&PROVIDE_BARRING_STATE)),
    (GEOPRIV, |permissions| {
        permissions.level(&PROVIDE_GEOPRIV).is_some_and(|level| level.rank() > 0.0)
    }),
];

fn govern<Host: 'static>(governance: &mut Governance<Host>) {
    for (name, is_shown) in GOVERNED {
        governance.governs_name(name, is_shown);
    }
}

/// Governed by OMA's permission, or by its name as an unknown attribute in other rules.
fn shows_service_description(permissions: &Permissions) -> bool {
    let name = ServiceDescription::NAME;
    let unknown = Member::unknown_attribute(name.namespace().uri(), name.local());
    permissions.is_granted(&PROVIDE_SERVICE_DESCRIPTION)
        || permissions.has_member(&PROVIDE_UNKNOWN_ATTRIBUTE, &unknown)
}

/// Whether a document has OMA's conditions, permissions or selectors.
fn uses_oma(rules: &RuleSet) -> bool {
    rules.rules.iter().any(|rule| {
        let conditions = rule.conditions.iter().flat_map(|conditions| &conditions.conditions);
        let mut conditions = conditions.filter_map(|condition| match condition {
            Condition::Extension(element) => Some(element.element()),
            _ => None,
        });
        conditions.any(|element| element.namespace() == ns::COMMON_POLICY.uri())
            || rule.transformations.as_ref().is_some_and(shows_by_oma)
    })
}

fn shows_by_oma(transformations: &Transformations) -> bool {
    let is_ours = |element: ExtensionRef<'_>| element.namespace() == ns::PRES_RULES.uri();
    let selectors = transformations.extensions.get_all::<ProvideServices>();
    let mut selectors = selectors.flat_map(|provided| &provided.services);
    transformations.extensions.iter().any(is_ours)
        || selectors.any(|selector| match selector {
            ServiceSelector::Extension(element) => is_ours(element.element()),
            _ => false,
        })
}

impl PolicyModule for Oma {
    fn define(semantics: &mut Semantics) {
        semantics
            .condition::<AnonymousRequest>()
            .condition::<ExternalList>()
            .condition::<OtherIdentity>()
            .transformation::<ProvideOmaAttribute>()
            .transformation::<ProvideGeopriv>()
            .service_selector::<ServiceId>()
            .implied(PROVIDE_SERVICE_DESCRIPTION, uses_oma);
        semantics.services().governs_name(ServiceDescription::NAME, shows_service_description);
        govern(semantics.services());
        govern(semantics.statuses());
        govern(semantics.persons());
        govern(semantics.devices());
    }
}
