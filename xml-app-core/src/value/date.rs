use std::borrow::Cow;

use chrono::NaiveDate;

use super::date_time::DateTime;
use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{XmlValue, lexical_traits};
use crate::Error;

/// An `xs:date` (XML Schema Part 2 §3.2.9), as it was spelt: a day, perhaps with a time zone.
///
/// ```
/// use xml_app_core::value::Date;
/// let date: Date = "2002-10-10+13:00".parse()?;
/// assert_eq!(date.day().map(|day| day.to_string()).as_deref(), Some("2002-10-10"));
/// assert_eq!(date.offset_seconds(), Some(13 * 60 * 60));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date(Box<str>);

impl Date {
    /// The day by itself. `None` for a year that chrono does not have.
    pub fn day(&self) -> Option<NaiveDate> {
        self.midnight().map(|midnight| midnight.local().date())
    }

    /// Seconds east of UTC; `None` if there is no time zone.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.midnight()?.offset_seconds()
    }

    /// The moment at which the day begins.
    ///
    /// ```
    /// use xml_app_core::value::Date;
    ///
    /// let day: Date = "2026-03-01+01:00".parse()?;
    /// assert_eq!(day.midnight().unwrap().to_string(), "2026-03-01T00:00:00+01:00");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn midnight(&self) -> Option<DateTime> {
        DateTime::parse(&midnight_of(&self.0)?).ok()
    }
}

/// The `xs:dateTime` of the beginning of an `xs:date`.
fn midnight_of(date: &str) -> Option<String> {
    // A year can begin with a hyphen, and the next hyphen ends it.
    let year_end = date.get(1..)?.find('-')? + 1;
    let (day, zone) = date.split_at_checked(year_end + "-MM-DD".len())?;
    Some(format!("{day}T00:00:00{zone}"))
}

lexical_traits!(Date);

impl XmlValue for Date {
    fn parse(text: &str) -> Result<Self, Error> {
        let date = trim(text);
        match midnight_of(date).is_some_and(|midnight| DateTime::parse(&midnight).is_ok()) {
            true => Ok(Self(date.into())),
            false => Err(invalid_value(text, "an xs:date: expected YYYY-MM-DD")),
        }
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_with_or_without_a_zone() {
        for text in ["2002-10-10", "2002-10-10Z", "2002-10-10+13:00", "2000-02-29", " 2002-10-10 "]
        {
            assert!(Date::parse(text).is_ok(), "{text:?}");
        }
        for text in ["", "2002-10", "2001-02-29", "2002-10-10T00:00:00", "10-10-2002", "2002-1-1"] {
            assert!(Date::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(Date::parse("2002-10-10").unwrap().offset_seconds(), None);
    }
}
