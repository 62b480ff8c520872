//! RFC 5025: what presence rules show of RPID. Which permission governs which element is said by the
//! RFC, and so by `sip-policy`; here is what needs the types.

use sip_policy::pres_rules::ProvideUserInputValue;
use sip_policy::{
    Classifies, Governance, Governed, Permissions, PolicyModule, Semantics, Visibility,
};
use sip_presence::{Device, Person, Tuple};
use xml_app_core::{ExtensionOf, Extensions};

use crate::{Class, Rpid, UserInput};

/// RFC 5025 §3.3.2.12, with erratum 2544: of the attributes, bare leaves the id, and thresholds the
/// threshold. Those of other vocabularies go with both.
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
