//! How documents combine to the dialogs of a user (RFC 4235 §4.3).

use sip_event_state::{Part, StateDocument, Whole};

use super::{Dialog, DialogInfo, DialogState, Participant};
use crate::versioned::{versioned_document, versioned_head};

impl Part for DialogInfo {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(self.entity.as_str())
    }

    versioned_head!();
}

impl StateDocument for DialogInfo {
    type Group = Whole;
    type Row = Dialog;

    versioned_document!();

    fn take_rows(&mut self) -> Vec<(Whole, Vec<Dialog>)> {
        vec![(Whole, std::mem::take(&mut self.dialogs))]
    }

    fn put_rows(&mut self, groups: Vec<(Whole, Vec<Dialog>)>) {
        self.dialogs = groups.into_iter().flat_map(|(_, dialogs)| dialogs).collect();
    }
}

/// A later element replaces the whole dialog (§4.3), but for the identity, target and session description of
/// its parties: if they are omitted, they are "the same as in previous notifications" (§4.1.6.1 to §4.1.6.3).
impl Part for Dialog {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn merged(&self, mut update: Self) -> Self {
        update.local = with_earlier(self.local.as_ref(), update.local);
        update.remote = with_earlier(self.remote.as_ref(), update.remote);
        update
    }

    fn is_ended(&self) -> bool {
        self.state.value == DialogState::Terminated
    }
}

/// A party with what an update omits.
fn with_earlier(earlier: Option<&Participant>, update: Option<Participant>) -> Option<Participant> {
    let Some(earlier) = earlier else { return update };
    let mut party = update.unwrap_or_default();
    party.identity = party.identity.or_else(|| earlier.identity.clone());
    party.target = party.target.or_else(|| earlier.target.clone());
    party.session_description =
        party.session_description.or_else(|| earlier.session_description.clone());
    Some(party).filter(|party| *party != Participant::default())
}
