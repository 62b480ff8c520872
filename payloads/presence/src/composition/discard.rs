//! What is left out if the program wants it.

use std::collections::HashSet;

use sip_uri::UriSet;
use xml_app_core::DateTime;

use super::Discard;
use super::arrange::{Arrangement, Item};
use super::compose::{Halves, Joined};
use super::identity::device_key;
use super::part::Part;
use super::prepare::NextChange;
use super::report::{LeftOut, Reason, Report, What};
use crate::{Basic, Contact, DeviceId, Tuple};

impl Joined {
    /// Leaves out what the composition says.
    pub(super) fn discard(
        &mut self,
        arrangement: &Arrangement<'_, '_>,
        now: &DateTime,
        next: &mut NextChange,
        report: &mut Report,
    ) {
        let Discard { closed_beside_open, older_than, devices_without_service } =
            arrangement.composer.composition().discard;
        if let Some(age) = older_than {
            let mut is_young = |time: Option<&DateTime>, source: usize| {
                let modified = arrangement.sources.get(source).map(|source| &source.modified);
                let end = time.or(modified).map(|time| time.plus(age));
                end.iter().for_each(|end| next.at(end));
                end.is_none_or(|end| end.assume_utc() > now.assume_utc())
            };
            self.tuples.retain(arrangement, Reason::TooOld, report, |item| {
                is_young(item.part.timestamp(), item.source)
            });
            self.persons.retain(arrangement, Reason::TooOld, report, |item| {
                is_young(item.part.timestamp(), item.source)
            });
        }
        if closed_beside_open {
            let open = self.tuples.all().filter(|item| item.part.status.basic == Some(Basic::Open));
            let open: UriSet =
                open.filter_map(contact).map(|contact| contact.uri.clone()).collect();
            self.tuples.retain(arrangement, Reason::ClosedBesideOpen, report, |item| {
                item.part.status.basic != Some(Basic::Closed)
                    || contact(item).is_none_or(|contact| open.contains(&contact.uri) != Some(true))
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
