use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::time::{Duration, SystemTime};

use chrono::{
    Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _,
};

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{XmlValue, lexical_traits};
use crate::Error;

/// An `xs:dateTime`: a point in time, or, where the zone is missing, a local date and time.
///
/// A received time is written with the same spelling: `24:00:00`, trailing zeros of a fraction, the
/// offset. Times are compared by value. A time in UTC that a program makes is written with `Z`.
///
/// ```
/// use xml_app_core::DateTime;
/// let seen: DateTime = "2005-10-27T16:49:29.50+02:00".parse().unwrap();
/// assert_eq!(seen, "2005-10-27T14:49:29.5Z".parse().unwrap());
/// assert_eq!(seen.to_string(), "2005-10-27T16:49:29.50+02:00");
/// assert_eq!(seen.to_utc().unwrap().to_string(), "2005-10-27T14:49:29.5Z");
/// assert_eq!("2005-10-27T16:49:29".parse::<DateTime>().unwrap().offset_seconds(), None);
/// ```
///
/// Conversions:
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use xml_app_core::DateTime;
///
/// let time = DateTime::from_unix(1_130_424_569).unwrap();
/// assert_eq!(time.to_string(), "2005-10-27T14:49:29Z");
/// assert_eq!(time.to_unix(), Some(1_130_424_569));
/// let system_time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_130_424_569);
/// assert_eq!(time.to_system_time(), Some(system_time));
/// assert_eq!(DateTime::from_system_time(system_time), Some(time.clone()));
/// let chrono = time.to_chrono().unwrap();
/// assert_eq!(DateTime::from_chrono(chrono), time);
/// // A time without a zone is no point in time. For sorting, it counts as UTC.
/// let local: DateTime = "2005-10-27T14:49:29".parse().unwrap();
/// assert_eq!(local.to_unix(), None);
/// assert_eq!(local.assume_utc(), time.assume_utc());
/// ```
#[derive(Debug, Clone)]
pub struct DateTime {
    local: NaiveDateTime,
    zone: Zone,
    /// As received, if we would write another spelling. It takes one word, because documents have many
    /// times and few of them have another spelling.
    #[allow(clippy::box_collection, reason = "one word instead of two")]
    spelling: Option<Box<String>>,
}

/// In a second.
const NANOSECONDS: u32 = 1_000_000_000;

/// Seconds from UTC, eastwards positive; [`NONE`](Self::NONE), which no zone has, if it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Zone(i32);

impl Zone {
    const NONE: Self = Self(i32::MAX);

    fn offset(self) -> Option<FixedOffset> {
        FixedOffset::east_opt(self.0)
    }
}

impl From<Option<FixedOffset>> for Zone {
    fn from(offset: Option<FixedOffset>) -> Self {
        offset.map_or(Self::NONE, |offset| Self(offset.local_minus_utc()))
    }
}

impl DateTime {
    /// A point in time, from chrono's type. An offset of zero is written `Z`. An offset that `xs:dateTime`
    /// does not allow, with seconds or of more than 14 hours, becomes the same point in time in UTC. A leap
    /// second, which it does not allow either, becomes the second after it.
    pub fn from_chrono(time: chrono::DateTime<FixedOffset>) -> Self {
        let utc = time.naive_utc();
        let utc = match utc.nanosecond().checked_sub(NANOSECONDS) {
            Some(rest) => {
                let second = utc.with_nanosecond(rest).unwrap_or(utc);
                second.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(second)
            }
            None => utc,
        };
        let offset = time.offset().local_minus_utc();
        let local = if offset % 60 == 0 && offset.abs() <= 14 * 60 * 60 {
            utc.checked_add_offset(*time.offset())
        } else {
            None
        };
        match local {
            Some(local) => Self { local, zone: Zone(offset), spelling: None },
            None => Self { local: utc, zone: Zone(0), spelling: None },
        }
    }

    /// A point in time, in seconds since 1970-01-01T00:00:00Z, unless it is beyond the year 262142.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let utc = chrono::DateTime::from_timestamp(seconds, 0)?;
        Some(Self::from_chrono(utc.fixed_offset()))
    }

    /// The current time in UTC, by the clock of the system, in whole seconds. This is the only function
    /// that reads a clock.
    pub fn now() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        Self::from_unix(seconds).unwrap_or_else(Self::latest)
    }

    /// The time after a duration, in the same zone or without one: the latest time that there is, if it is
    /// beyond the year 262142.
    ///
    /// ```
    /// use std::time::Duration;
    /// use xml_app_core::DateTime;
    ///
    /// let start: DateTime = "2026-03-01T23:30:00+01:00".parse().unwrap();
    /// let end = start.plus(Duration::from_secs(3600));
    /// assert_eq!(end.to_string(), "2026-03-02T00:30:00+01:00");
    /// ```
    pub fn plus(&self, duration: Duration) -> Self {
        let delta = TimeDelta::from_std(duration).ok();
        match delta.and_then(|delta| self.local.checked_add_signed(delta)) {
            Some(local) => Self { local, zone: self.zone, spelling: None },
            None if self.offset_seconds().is_some() => Self::latest(),
            None => Self { local: NaiveDateTime::MAX, zone: self.zone, spelling: None },
        }
    }

    fn latest() -> Self {
        Self::from_chrono(chrono::DateTime::<chrono::Utc>::MAX_UTC.fixed_offset())
    }

    /// The number of whole seconds since 1970-01-01T00:00:00Z, unless the zone is missing.
    pub fn to_unix(&self) -> Option<i64> {
        Some(self.to_chrono()?.timestamp())
    }

    /// The point in time of the system's type, unless it is beyond the year 262142.
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => (i64::try_from(since.as_secs()).ok()?, since.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let seconds = -i64::try_from(before.as_secs()).ok()?;
                match before.subsec_nanos() {
                    0 => (seconds, 0),
                    rest => (seconds.checked_sub(1)?, NANOSECONDS - rest),
                }
            }
        };
        let utc = chrono::DateTime::from_timestamp(seconds, nanoseconds)?;
        Some(Self::from_chrono(utc.fixed_offset()))
    }

    /// The same point in time in the system's type, unless the zone is missing or the type does not reach
    /// that far.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let time = self.to_chrono()?;
        let nanoseconds = Duration::from_nanos(u64::from(time.timestamp_subsec_nanos()));
        let seconds = Duration::from_secs(time.timestamp().unsigned_abs());
        let whole = match time.timestamp() {
            0.. => SystemTime::UNIX_EPOCH.checked_add(seconds),
            _ => SystemTime::UNIX_EPOCH.checked_sub(seconds),
        };
        whole?.checked_add(nanoseconds)
    }

    /// The point in time, unless the zone is missing.
    pub fn to_chrono(&self) -> Option<chrono::DateTime<FixedOffset>> {
        self.local.and_local_timezone(self.zone.offset()?).single()
    }

    /// The same point in time, spelt in UTC, unless the zone is missing.
    pub fn to_utc(&self) -> Option<Self> {
        Some(Self::from_chrono(self.to_chrono()?.to_utc().fixed_offset()))
    }

    /// Date and time of day as written, without the zone; `24:00:00` is the next day's midnight.
    pub fn local(&self) -> NaiveDateTime {
        self.local
    }

    /// The distance of the zone from UTC in seconds, eastwards positive; `None` if no zone is given.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.zone.offset().map(|offset| offset.local_minus_utc())
    }

    fn has_zone(&self) -> bool {
        self.zone != Zone::NONE
    }

    /// The point in time, with UTC for a missing zone: for sorting.
    pub fn assume_utc(&self) -> NaiveDateTime {
        let offset = TimeDelta::seconds(i64::from(self.offset_seconds().unwrap_or(0)));
        self.local.checked_sub_signed(offset).unwrap_or(self.local)
    }

    /// The text, by hand: chrono's formatter takes a fifth of the time of writing a presence document.
    fn canonical(&self) -> String {
        let mut text = String::with_capacity(32);
        // XML Schema has no year 0: the one before 1 is -1 (Part 2 §3.2.7).
        let year = match self.local.year() {
            year if year > 0 => year.unsigned_abs(),
            year => {
                text.push('-');
                year.unsigned_abs() + 1
            }
        };
        if year < 10_000 {
            push_two(&mut text, year / 100);
            push_two(&mut text, year % 100);
        } else {
            text.push_str(&year.to_string());
        }
        let local = &self.local;
        for (mark, field) in [
            ('-', local.month()),
            ('-', local.day()),
            ('T', local.hour()),
            (':', local.minute()),
            (':', local.second()),
        ] {
            text.push(mark);
            push_two(&mut text, field);
        }
        let nanoseconds = local.and_utc().timestamp_subsec_nanos();
        if nanoseconds != 0 {
            text.push('.');
            text.push_str(format!("{nanoseconds:09}").trim_end_matches('0'));
        }
        match self.offset_seconds() {
            None => {}
            Some(0) => text.push('Z'),
            Some(offset) => {
                // Offsets are whole minutes.
                let minutes = offset.unsigned_abs() / 60;
                text.push(if offset < 0 { '-' } else { '+' });
                push_two(&mut text, minutes / 60);
                text.push(':');
                push_two(&mut text, minutes % 60);
            }
        }
        text
    }
}

/// Adds a number of two digits.
fn push_two(text: &mut String, number: u32) {
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    text.push(digit(number / 10));
    text.push(digit(number));
}

lexical_traits!(DateTime);

impl XmlValue for DateTime {
    fn parse(text: &str) -> Result<Self, Error> {
        Lexer::date_time(trim(text)).ok_or_else(|| {
            invalid_value(text, "an xs:dateTime: expected one such as 2005-10-27T16:49:29Z")
        })
    }

    /// Repairs lower-case `t` and `z`, a space for `T`, and offsets such as `+0200`.
    fn recover(text: &str) -> Option<Self> {
        let mut text = trim(text).to_ascii_uppercase();
        if text.as_bytes().get(10) == Some(&b' ') {
            text.replace_range(10..11, "T");
        }
        let zone = text.len().checked_sub(5)?;
        let digits = text.get(zone..).and_then(|zone| zone.strip_prefix(['+', '-']));
        if digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
            text.insert(zone + 3, ':');
        }
        Self::parse(&text).ok()
    }

    fn placeholder() -> Option<Self> {
        None
    }

    fn text(&self) -> Cow<'_, str> {
        match &self.spelling {
            Some(spelling) => Cow::Borrowed(spelling),
            None => Cow::Owned(self.canonical()),
        }
    }
}

/// Parses an `xs:dateTime` (XML Schema Part 2 §3.2.7.1).
struct Lexer<'a> {
    rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    fn date_time(text: &'a str) -> Option<DateTime> {
        let mut lexer = Self { rest: text.as_bytes() };
        let negative = lexer.eat(b'-');
        let year_digits = lexer.digits();
        let year = std::str::from_utf8(year_digits).ok()?.parse::<u32>().ok()?;
        if year_digits.len() < 4
            || (year_digits.len() > 4 && year_digits.starts_with(b"0"))
            || year == 0
        {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        let (fields, rest) = lexer.rest.split_first_chunk()?;
        lexer.rest = rest;
        let &[b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = fields else {
            return None;
        };
        let (month, day) = (two_digits(m1, m2)?, two_digits(d1, d2)?);
        let (hour, minute, second) =
            (two_digits(h1, h2)?, two_digits(n1, n2)?, two_digits(s1, s2)?);
        let (nanoseconds, fraction_is_canonical, has_fraction) = lexer.fraction()?;
        let zone = lexer.zone()?;
        let date = NaiveDate::from_ymd_opt(if negative { 1 - year } else { year }, month, day)?;
        let midnight = hour == 24 && minute == 0 && second == 0 && !has_fraction;
        let local = if midnight {
            date.succ_opt()?.and_time(NaiveTime::MIN)
        } else {
            date.and_hms_nano_opt(hour, minute, second, nanoseconds)?
        };
        let zone_is_canonical = zone != Zone(0) || text.ends_with('Z');
        let canonical = fraction_is_canonical
            && zone_is_canonical
            && !midnight
            && !negative
            && year_digits.len() == 4;
        let spelling = (!canonical).then(|| Box::new(text.into()));
        Some(DateTime { local, zone, spelling })
    }

    fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn digits(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !byte.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        digits
    }

    /// Nanoseconds; whether they have our spelling; and whether there is a fraction of a second, even one
    /// smaller than a nanosecond.
    fn fraction(&mut self) -> Option<(u32, bool, bool)> {
        if !self.eat(b'.') {
            return Some((0, true, false));
        }
        let digits = self.digits();
        let (last, _) = digits.split_last()?;
        let nine = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
        let nanoseconds = nine.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let has_fraction = digits.iter().any(|digit| *digit != b'0');
        Some((nanoseconds, digits.len() <= 9 && *last != b'0', has_fraction))
    }

    /// The zone, up to the end of the text.
    fn zone(&self) -> Option<Zone> {
        let &[sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = self.rest else {
            return match self.rest {
                [] => Some(Zone::NONE),
                b"Z" => Some(Zone(0)),
                _ => None,
            };
        };
        let (hours, minutes) = (two_digits(h1, h2)?, two_digits(m1, m2)?);
        if minutes > 59 || hours * 60 + minutes > 14 * 60 {
            return None;
        }
        let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
        Some(Zone(if sign == b'-' { -seconds } else { seconds }))
    }
}

#[inline]
fn two_digits(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| u32::from(tens) * 10 + u32::from(ones))
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.has_zone() == other.has_zone() && self.assume_utc() == other.assume_utc()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.assume_utc().hash(state);
    }
}

/// The partial order of XML Schema Part 2 §3.2.7.4: times with and without zone can be compared
/// only if they are more than 14 hours apart.
impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (ours, theirs) = (self.assume_utc(), other.assume_utc());
        if self.has_zone() == other.has_zone() {
            return Some(ours.cmp(&theirs));
        }
        let distance = ours.signed_duration_since(theirs).abs();
        (distance > TimeDelta::hours(14)).then(|| ours.cmp(&theirs))
    }
}

impl From<chrono::DateTime<FixedOffset>> for DateTime {
    fn from(time: chrono::DateTime<FixedOffset>) -> Self {
        Self::from_chrono(time)
    }
}

impl From<chrono::DateTime<chrono::Utc>> for DateTime {
    fn from(time: chrono::DateTime<chrono::Utc>) -> Self {
        Self::from_chrono(time.fixed_offset())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_received_is_written_back() {
        for text in [
            "2005-10-27T16:49:29Z",
            "2005-10-27T16:49:29",
            "2005-10-27T16:49:29.450Z",
            "2005-10-27T16:49:29+00:00",
            "2005-10-27T16:49:29-05:30",
            "2005-10-27T24:00:00Z",
            "-0044-03-15T12:00:00Z",
            "12005-10-27T16:49:29Z",
            "2005-10-27T16:49:29.1234567891234+14:00",
        ] {
            assert_eq!(DateTime::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            DateTime::parse(" 2005-10-27T16:49:29Z\n").unwrap().to_string(),
            "2005-10-27T16:49:29Z"
        );
    }

    #[test]
    fn what_is_no_date_time_is_refused() {
        for text in [
            "",
            "2005-10-27",
            "2005-10-27T16:49:29z",
            "2005-10-27t16:49:29Z",
            "2005-10-27 16:49:29Z",
            "2005-13-27T16:49:29Z",
            "2005-02-29T16:49:29Z",
            "2005-10-27T24:00:01Z",
            "2005-10-27T16:60:29Z",
            "2005-10-27T16:49:60Z",
            "2005-10-27T16:49:29.Z",
            "2005-10-27T16:49:29+0200",
            "2005-10-27T16:49:29+15:00",
            "2005-10-27T16:49:29+14:01",
            "205-10-27T16:49:29Z",
            "02005-10-27T16:49:29Z",
            "0000-10-27T16:49:29Z",
            "2005-1-27T16:49:29Z",
            "2005-10-27T16:49Z",
            "+2005-10-27T16:49:29Z",
            "2005-10-27T16:49:29ZZ",
            "2005-10-27Tとけ:49:29Z",
        ] {
            assert!(DateTime::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn comparison_goes_by_the_time_that_is_meant() {
        let time = |text| DateTime::parse(text).unwrap();
        assert_eq!(time("2005-10-27T24:00:00Z"), time("2005-10-28T00:00:00Z"));
        assert_eq!(time("2005-10-27T16:00:00+02:00"), time("2005-10-27T14:00:00Z"));
        assert_ne!(time("2005-10-27T14:00:00"), time("2005-10-27T14:00:00Z"));
        assert!(time("2005-10-27T14:00:00Z") < time("2005-10-27T14:00:00.001Z"));
        assert_eq!(time("2005-10-27T14:00:00").partial_cmp(&time("2005-10-27T15:00:00Z")), None);
        assert!(time("2005-10-27T14:00:00") < time("2005-10-29T15:00:00Z"));
    }

    #[test]
    fn what_chrono_has_and_xml_schema_has_not_is_the_same_time_in_utc() {
        let leap = NaiveDate::from_ymd_opt(2016, 12, 31).unwrap();
        let leap = leap.and_hms_milli_opt(23, 59, 59, 1_500).unwrap().and_utc();
        let new_year = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let in_zone = |seconds: i32| {
            let zone = FixedOffset::east_opt(seconds).unwrap();
            new_year.and_local_timezone(zone).unwrap()
        };
        for (time, text) in [
            (in_zone(14 * 3600), "2020-01-01T00:00:00+14:00"),
            (in_zone(-14 * 3600), "2020-01-01T00:00:00-14:00"),
            (in_zone(15 * 3600), "2019-12-31T09:00:00Z"),
            (in_zone(3630), "2019-12-31T22:59:30Z"),
            (leap.fixed_offset(), "2017-01-01T00:00:00.5Z"),
            (leap.with_timezone(in_zone(3600).offset()), "2017-01-01T01:00:00.5+01:00"),
        ] {
            let time = DateTime::from_chrono(time);
            assert_eq!(time.to_string(), text);
            assert_eq!(DateTime::parse(text).unwrap(), time);
        }
        let last = NaiveDate::MAX.and_hms_nano_opt(23, 59, 59, 1_999_999_999).unwrap().and_utc();
        let written = DateTime::from_chrono(last.fixed_offset()).to_string();
        assert!(DateTime::parse(&written).is_ok(), "{written}");
        let last = chrono::DateTime::<chrono::Utc>::MAX_UTC;
        let last = DateTime::from_chrono(last.with_timezone(in_zone(3600).offset()));
        assert!(last.to_string().ends_with('Z'));
    }

    #[test]
    fn midnight_is_exact() {
        assert!(DateTime::parse("2005-10-27T24:00:00.000Z").is_ok());
        assert!(DateTime::parse("2005-10-27T24:00:00.0000000001Z").is_err());
    }

    #[test]
    fn common_slips_are_understood() {
        for text in ["2005-10-27t16:49:29z", "2005-10-27 16:49:29Z", "2005-10-27T18:49:29+0200"] {
            let time = DateTime::recover(text).unwrap();
            assert_eq!(time, DateTime::parse("2005-10-27T16:49:29Z").unwrap(), "{text}");
        }
        for text in ["", "-0éT", "yesterday", "1130431769", "ÄÖ"] {
            assert_eq!(DateTime::recover(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_beyond_the_last_is_the_last() {
        for text in ["2005-10-27T16:49:29Z", "2005-10-27T16:49:29-14:00", "2005-10-27T16:49:29"] {
            let time: DateTime = text.parse().unwrap();
            let last = time.plus(Duration::MAX);
            assert_eq!(last, last.plus(Duration::from_secs(1)), "{text}");
            assert_eq!(last.offset_seconds().is_some(), text.len() > 19, "{text}");
            assert_eq!(time.plus(Duration::ZERO), time);
        }
    }

    #[test]
    fn programs_write_utc_with_z() {
        assert_eq!(DateTime::from_unix(1_130_431_769).unwrap().to_string(), "2005-10-27T16:49:29Z");
    }
}
