//! RFC 4480 §3.1: the time for which a value is valid.

use xml_app_core::{DateTime, Element, ReadContext};

use crate::{Activities, Mood, PlaceIs, PlaceType, Privacy, Sphere, StatusIcon, TimeOffset};

/// What can be limited in time.
pub(crate) trait Timed {
    /// Since when, and until when.
    fn interval(&self) -> (Option<&DateTime>, Option<&DateTime>);
}

/// Warns of an interval that ends before it begins.
pub(crate) fn check_interval<T: Timed>(
    timed: &T,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    if let (Some(from), Some(until)) = timed.interval()
        && until < from
    {
        context.warn(element, format!("until {until} is before from {from} (RFC 4480 §3.1)"));
    }
}

macro_rules! timed {
    ($($type:ty),*) => {$(
        impl Timed for $type {
            fn interval(&self) -> (Option<&DateTime>, Option<&DateTime>) {
                (self.from.as_ref(), self.until.as_ref())
            }
        }
    )*};
}

timed!(Activities, Mood, PlaceIs, PlaceType, Privacy, Sphere, StatusIcon, TimeOffset);
