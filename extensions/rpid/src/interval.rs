//! RFC 4480 §3.1: the time for which a value is valid.

use xml_app_core::{AttributeGroup, DateTime, Element, ReadContext, XmlElement};

use crate::{Activities, Mood, PlaceIs, PlaceType, Privacy, Sphere, StatusIcon, TimeOffset};

/// The time for which a value is valid: the attribute group `fromUntil` (RFC 4480 §3.1).
///
/// ```
/// use sip_rpid::{Activities, Activity, Interval};
///
/// let mut activities = Activities::from(Activity::Meeting);
/// activities.interval.until = Some("2005-05-30T17:00:00+05:00".parse()?);
/// assert_eq!(activities.interval.from, None);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, AttributeGroup)]
pub struct Interval {
    /// The beginning.
    #[xml(attribute)]
    pub from: Option<DateTime>,
    /// The expected end.
    #[xml(attribute)]
    pub until: Option<DateTime>,
}

/// An element with an interval of validity.
pub(crate) trait Timed {
    fn interval(&self) -> &Interval;
}

macro_rules! timed {
    ($($element:ident)*) => {
        $(impl Timed for $element {
            fn interval(&self) -> &Interval {
                &self.interval
            }
        }

        impl $element {
            /// The same, valid from this time on.
            #[must_use]
            pub fn since(mut self, time: DateTime) -> Self {
                self.interval.from = Some(time);
                self
            }

            /// The same, valid until this time.
            #[must_use]
            pub fn until(mut self, time: DateTime) -> Self {
                self.interval.until = Some(time);
                self
            }
        })*
    };
}

timed! { Activities Mood PlaceIs PlaceType Privacy Sphere StatusIcon TimeOffset }

/// Warns of an interval that ends before it begins.
pub(crate) fn check_interval<T: Timed>(
    timed: &T,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    if let Interval { from: Some(from), until: Some(until) } = timed.interval()
        && until < from
    {
        context.warn(element, format!("until {until} is before from {from} (RFC 4480 §3.1)"));
    }
}

/// Elements with an interval may be repeated if their intervals do not overlap (RFC 4480 §3.1);
/// without an interval they occur once (§5).
pub(crate) fn one_at_a_time<T: Timed + XmlElement>(several: &[&T]) -> Result<(), String> {
    let name = T::NAME.local();
    let intervals = several.iter().map(|timed| timed.interval());
    let intervals = intervals.map(|interval| (interval.from.as_ref(), interval.until.as_ref()));
    let (unlimited, mut limited): (Vec<_>, Vec<_>) =
        intervals.partition(|interval| *interval == (None, None));
    if unlimited.len() > 1 {
        let count = unlimited.len();
        return Err(format!("{count} {name} elements without from and until (RFC 4480 §5)"));
    }
    // Sorted by beginning, then by end; an interval without an end is last.
    let time = |time: &DateTime| time.assume_utc();
    limited.sort_by_key(|(from, until)| (from.map(time), until.is_none(), until.map(time)));
    let mut limited = limited.into_iter();
    // The latest end so far; `None` if an interval has no end.
    let Some((_, mut end)) = limited.next() else { return Ok(()) };
    for (from, until) in limited {
        // Times without a zone cannot be compared with others within hours.
        if from.zip(end).is_none_or(|(from, end)| from < end) {
            return Err(format!("{name} elements for times that overlap (RFC 4480 §3.1)"));
        }
        let is_later = until.zip(end).is_none_or(|(until, end)| time(until) > time(end));
        end = if is_later { until } else { end };
    }
    Ok(())
}
