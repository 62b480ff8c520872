//! Values in words: times in the local zone, yes and no, one line each.

use chrono::{Datelike, Local, TimeZone};
use sip_payloads::xml::ValueKind;
use sip_payloads::{DateTime, xml::value};

use crate::findings::printable;
use sip_payloads::xml::outline::Text;

/// A value of whatever simple type.
pub(super) fn value(text: &Text) -> String {
    match (text.kind, text.text.as_str()) {
        (ValueKind::Boolean, "true") => "yes".to_owned(),
        (ValueKind::Boolean, "false") => "no".to_owned(),
        (_, text) => time(text).unwrap_or_else(|| one_line(text)),
    }
}

/// Text for people, on one line, with escapes for control characters.
pub(super) fn one_line(text: &str) -> String {
    printable(&value::collapse(text))
}

/// The same in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text))
}

/// A time in the local zone; a time without a zone is not changed. `None` if it is not a time.
pub(super) fn time(text: &str) -> Option<String> {
    const LAYOUT: &str = "%Y-%m-%d %H:%M:%S";
    let time: DateTime = text.parse().ok()?;
    if !(1..=9999).contains(&time.local().year()) {
        // Outside the range of time zone tables.
        return Some(one_line(text));
    }
    let Some(point) = time.to_chrono() else {
        return Some(format!("{} (no time zone)", time.local().format(LAYOUT)));
    };
    let local = Local.from_utc_datetime(&point.naive_utc());
    Some(local.format("%Y-%m-%d %H:%M:%S %:z").to_string())
}

/// The same point in time, spelt in the local zone.
pub(super) fn in_local_zone(time: DateTime) -> DateTime {
    let point = time.to_chrono().filter(|point| (1..=9999).contains(&point.year()));
    point.map_or(time, |point| {
        DateTime::from_chrono(Local.from_utc_datetime(&point.naive_utc()).fixed_offset())
    })
}

/// Minutes from UTC in the usual form: `UTC-05:00`.
pub(super) fn utc_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
