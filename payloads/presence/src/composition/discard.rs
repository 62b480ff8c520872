//! What is left out if the program wants it.

use std::collections::HashSet;

use super::Discard;
use super::arrange::{Arrangement, Item};
use super::compose::{Halves, Joined};
use super::identity::device_key;
use super::part::Part;
use super::report::{LeftOut, Reason, Report, What};
use crate::contacts::Contacts;
use crate::{Basic, Contact, DeviceId, Tuple};

impl Joined {
    /// Leaves out what the composition says.
    pub(super) fn discard(&mut self, arrangement: &Arrangement<'_, '_>, report: &mut Report) {
        // What is too old was left out before, because notes must not go into it.
        let Discard { closed_beside_open, older_than: _, devices_without_service } =
            arrangement.composer.composition().discard;
        if closed_beside_open {
            let mut contacts = Contacts::default();
            let all = self.tuples.all().filter_map(contact);
            all.for_each(|contact| contacts.add(&contact.uri));
            let open = self.tuples.all().filter(|item| item.part.status.basic == Some(Basic::Open));
            let open = open.filter_map(contact).filter_map(|contact| contacts.group(&contact.uri));
            let open: HashSet<_> = open.collect();
            self.tuples.retain(arrangement, Reason::ClosedBesideOpen, report, |item| {
                let group = contact(item).and_then(|contact| contacts.group(&contact.uri));
                item.part.status.basic != Some(Basic::Closed)
                    || group.is_none_or(|group| !open.contains(&group))
            });
        }
        if devices_without_service {
            let tuples = self.tuples.all();
            let named = tuples.flat_map(|item| item.part.extensions.get_all::<DeviceId>());
            let named: HashSet<_> = named.map(|id| device_key(&id.uri)).collect();
            self.devices.retain(arrangement, Reason::WithoutService, report, |item| {
                named.contains(&device_key(&item.part.device_id.uri))
            });
        }
    }
}

fn contact(item: &Item<Tuple>) -> Option<&Contact> {
    item.part.contact.as_ref()
}

impl<P: Part> Halves<P> {
    /// Removes occurrences for a reason.
    fn retain(
        &mut self,
        arrangement: &Arrangement<'_, '_>,
        reason: Reason,
        report: &mut Report,
        mut keep: impl FnMut(&Item<P>) -> bool,
    ) {
        for half in [&mut self.soft, &mut self.hard] {
            half.retain(|item| {
                let is_kept = keep(item);
                if !is_kept {
                    let source = arrangement.key(item.source);
                    let what = What::Occurrence(item.part.id().clone());
                    report.left_out.push(LeftOut { source, what, reason });
                }
                is_kept
            });
        }
    }
}
