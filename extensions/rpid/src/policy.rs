//! RFC 5025: RPID in presence rules. `sip-policy` knows which permission governs which element.
//! This module has the part that needs the types of RPID.

use sip_policy::pres_rules::ProvideUserInputValue;
use sip_policy::{
    Classifies, Governance, Governed, Permissions, PolicyModule, Semantics, Visibility,
};
use sip_presence::{Device, Person, Tuple};
use xml_app_core::{ExtensionOf, Extensions};

use crate::{Class, Rpid, UserInput};

/// RFC 5025 §3.3.2.12, erratum 2544: `bare` shows only the id of the attributes, and `thresholds`
/// only the threshold. Both hide attributes of other vocabularies.
impl Governed for UserInput {
    fn visibility(permissions: &Permissions) -> Visibility {
        match permissions.user_input() {
            ProvideUserInputValue::False => Visibility::Hidden,
            ProvideUserInputValue::Bare | ProvideUserInputValue::Thresholds => Visibility::Reduced,
            ProvideUserInputValue::Full => Visibility::Whole,
        }
    }

    fn reduce(&mut self, permissions: &Permissions) {
        self.last_input = None;
        self.extensions = Extensions::new();
        if permissions.user_input() == ProvideUserInputValue::Thresholds {
            self.id = None;
        } else {
            self.idle_threshold = None;
        }
    }
}

impl Classifies for Class {
    fn class(&self) -> Option<&str> {
        (!self.unexpected.has_unexpected()).then(|| self.name.as_str())
    }
}

impl PolicyModule for Rpid {
    fn define(semantics: &mut Semantics) {
        define::<Tuple>(semantics.services());
        define::<Person>(semantics.persons());
        define::<Device>(semantics.devices());
    }
}

fn define<Host: 'static>(governance: &mut Governance<Host>)
where
    UserInput: ExtensionOf<Host>,
    Class: ExtensionOf<Host>,
{
    governance.governs::<UserInput>().class::<Class>();
}
