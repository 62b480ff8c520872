//! Hard state over or under soft state (RFC 4827).

use super::Policy;
use super::arrange::{Arranged, Arrangement, Item, report_lost};
use super::identity::{Identities, by_identity};
use super::merge::{MergedNotes, Merging};
use super::report::{Reason, Report};

impl Arrangement<'_, '_> {
    /// Puts the hard state of a service, person or device over each soft one of the same thing, or under it. Where there is no
    /// soft one, the hard one is there by itself.
    pub(super) fn overlay<P: Arranged>(
        &self,
        soft: &mut Vec<Item<P>>,
        hard: Vec<Item<P>>,
        is_over: bool,
        report: &mut Report,
    ) {
        let mut identities = Identities::new(self.composer, self.digests, Policy::Newest);
        soft.iter().chain(&hard).for_each(|item| identities.learn(&item.part));
        let known = by_identity(soft.iter().map(|item| &item.part), &identities);
        let merging = Merging::new(self.composer, self.digests);
        for hard in hard {
            let Some(same) = known.get(&hard.part.identity(&identities)) else {
                soft.push(hard);
                continue;
            };
            for index in same {
                let Some(soft) = soft.get_mut(*index) else { continue };
                let id = soft.part.id().clone();
                let (first, second) = if is_over {
                    (hard.part.clone(), soft.part.clone())
                } else {
                    (soft.part.clone(), hard.part.clone())
                };
                let (merged, lost) = merging.merge(first, vec![second], MergedNotes::First);
                soft.part = merged;
                *soft.part.id_mut() = id;
                let mut members = [hard.members.clone(), soft.members.clone()];
                if !is_over {
                    members.reverse();
                }
                let order: Vec<_> = members.iter().filter_map(|of| of.first().cloned()).collect();
                let reason = if is_over { Reason::Overridden } else { Reason::Superseded };
                report_lost(lost, &order, reason, report);
                soft.members = members.concat();
            }
        }
    }
}
