//! Which sources count.

use xml_app_core::{AnyUri, DateTime};

use super::prepare::NextChange;
use super::report::{LeftOut, Reason, Report, What};
use super::sources::{Kind, Source};
use super::{Composer, Expired, HardState, Policy, Scope};
use sip_uri::UriExt as _;

/// The sources that count, newest first, and whether only that they are closed counts.
pub(super) fn collect<'c, 's>(
    composer: &Composer,
    entity: &AnyUri,
    sources: &'c [Source<'s>],
    now: &DateTime,
    next: &mut NextChange,
    report: &mut Report,
) -> Vec<(&'c Source<'s>, bool)> {
    let composition = composer.composition();
    let mut live = Vec::new();
    let mut sources: Vec<_> = sources.iter().collect();
    sources.sort_by(|one, two| one.newer_first(two));
    for source in sources {
        let state = state_of(composer, entity, source, now, next);
        match state {
            Ok(is_closed) => live.push((source, is_closed)),
            Err(reason) => leave_out(source, reason, report),
        }
    }
    let is_soft = |source: &Source<'_>| source.kind != Kind::Hard;
    let has_soft = live.iter().any(|(source, is_closed)| is_soft(source) && !is_closed);
    if composition.hard_state == HardState::Fallback && has_soft {
        live.retain(|(source, _)| {
            if !is_soft(source) {
                leave_out(source, Reason::HardState, report);
            }
            is_soft(source)
        });
    }
    if composition.policy == Policy::Newest && composition.scope == Scope::Document {
        // What lies over or under the newest document is not superseded by it.
        let is_overlaid = matches!(composition.hard_state, HardState::Override | HardState::Base);
        let is_beside = |source: &Source<'_>| is_overlaid && !is_soft(source);
        // Closed ones last. The sort is stable: of equal ranks the newest comes first.
        live.sort_by_key(|(source, is_closed)| (*is_closed, std::cmp::Reverse(source.rank)));
        let newest = live.iter().position(|(source, _)| !is_beside(source));
        let mut index = 0;
        live.retain(|(source, _)| {
            let is_kept = is_beside(source) || Some(index) == newest;
            index += 1;
            if !is_kept {
                leave_out(source, Reason::Superseded, report);
            }
            is_kept
        });
    }
    live
}

fn leave_out(source: &Source<'_>, reason: Reason, report: &mut Report) {
    report.left_out.push(LeftOut { source: source.key.to_owned(), what: What::Source, reason });
}

/// Whether a source counts, and whether only as closed; or why not.
fn state_of(
    composer: &Composer,
    entity: &AnyUri,
    source: &Source<'_>,
    now: &DateTime,
    next: &mut NextChange,
) -> Result<bool, Reason> {
    if !composer.is_about(entity, source.document) {
        return Err(Reason::OtherEntity);
    }
    let composition = composer.composition();
    if source.kind == Kind::Hard && composition.hard_state == HardState::Ignore {
        return Err(Reason::HardState);
    }
    let Some(expires) = &source.expires else { return Ok(false) };
    next.at(expires);
    let is_over = |end: &DateTime| end.assume_utc() <= now.assume_utc();
    match composition.expired {
        _ if !is_over(expires) => {
            if let Expired::Closed(grace) = composition.expired {
                next.at(&expires.plus(grace));
            }
            Ok(false)
        }
        Expired::Closed(grace) if !is_over(&expires.plus(grace)) => {
            next.at(&expires.plus(grace));
            Ok(true)
        }
        Expired::Closed(_) | Expired::Gone => Err(Reason::Expired),
    }
}

/// Whether two addresses are of one presentity: by the rules of their scheme, and `pres:` is the same as `sip:`.
pub(super) fn is_same_presentity(one: &AnyUri, other: &AnyUri) -> bool {
    let as_sip = |uri: &AnyUri| {
        let text = uri.as_str();
        let (scheme, rest) = text.split_once(':')?;
        if !scheme.eq_ignore_ascii_case("pres") {
            return None;
        }
        AnyUri::new(&format!("sip:{rest}")).ok()
    };
    let (one_as_sip, other_as_sip) = (as_sip(one), as_sip(other));
    let (one, other) = (one_as_sip.as_ref().unwrap_or(one), other_as_sip.as_ref().unwrap_or(other));
    one.is_equivalent(other)
}
