//! Dialogs (RFC 4235): what a lamp shows, before the elements.

use sip_payloads::events::dialog_info::{DialogInfo, Direction};

use super::values::one_line;
use super::{HEAD, Page};

/// Prints what a lamp shows for the user, and why.
pub(super) fn lamp(info: &DialogInfo, page: &mut Page) {
    let lamp = info.lamp();
    let mut rest = lamp.state.to_string();
    if let Some(dialog) = lamp.dialog {
        rest.push_str(&format!(", because dialog {} is {}", dialog.id, dialog.state.value));
        if let Some(remote) = lamp.remote() {
            let preposition = match lamp.direction() {
                Some(Direction::Initiator) => "to",
                Some(Direction::Recipient) => "from",
                None => "with",
            };
            rest.push_str(&format!(", {preposition} {remote}"));
        }
        if let Some(seconds) = lamp.duration() {
            rest.push_str(&format!(", for {seconds} s"));
        }
    }
    page.line(0, HEAD, "The lamp shows:", &format!(" {}", one_line(&rest)));
}
