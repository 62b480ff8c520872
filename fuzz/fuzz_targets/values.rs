//! What a value type takes, it writes as something that it takes as the same value.

#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use libfuzzer_sys::fuzz_target;
use sip_payloads::{AnyUri, DateTime, Id, Language, QValue};

fuzz_target!(|text: &str| {
    same::<DateTime>(text);
    same::<AnyUri>(text);
    same::<QValue>(text);
    same::<Language>(text);
    same::<Id>(text);
    same::<Id>(Id::from_any(text).as_str()).expect("an id of any text");
    if let Some(time) = same::<DateTime>(text) {
        let _ = (time.to_chrono(), time.to_utc(), time.assume_utc(), time.offset_seconds());
    }
    if let Some(uri) = same::<AnyUri>(text) {
        assert!(uri.is_equivalent(&uri), "{uri}");
        assert!(uri.is_equivalent_lenient(&uri), "{uri}");
        let _ = uri.scheme();
    }
});

fn same<V: FromStr + Display + PartialEq + Debug>(text: &str) -> Option<V> {
    let value = V::from_str(text).ok()?;
    let written = value.to_string();
    let again = V::from_str(&written).ok().expect("what was written");
    assert_eq!(again, value, "{written}");
    assert_eq!(again.to_string(), written);
    Some(value)
}
