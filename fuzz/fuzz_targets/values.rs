//! Each value type reads back what it writes, as the same value. Equivalence of URIs is symmetric, and
//! equivalent URIs have the same key; for SIP URIs it is not transitive (RFC 3261 §19.1.4). The input is
//! up to three values, one a line.

#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use libfuzzer_sys::fuzz_target;
use sip_payloads::mime::{ContentType, PartNumber};
use sip_payloads::presence::QValue;
use sip_payloads::uri::UriExt as _;
use sip_payloads::xml::XmlValue;
use sip_payloads::{AnyUri, DateTime, Id, Language, PositiveInteger, Token};

fuzz_target!(|text: &str| {
    let lines: Vec<_> = text.splitn(3, '\n').collect();
    for line in &lines {
        values(line);
    }
    values(text);
    let uris: Vec<_> = lines.iter().filter_map(|line| AnyUri::new(line).ok()).collect();
    for a in &uris {
        assert!(a.is_equivalent(a) && a.is_equivalent_lenient(a), "{a}");
        for b in &uris {
            let same = a.is_equivalent(b);
            assert_eq!(same, b.is_equivalent(a), "{a} {b}");
            assert!(!same || a.equivalence_key() == b.equivalence_key(), "{a} {b}");
            assert!(!same || a.is_equivalent_lenient(b), "{a} {b}");
        }
    }
});

fn values(text: &str) {
    same::<AnyUri>(text);
    same::<QValue>(text);
    same::<Language>(text);
    same::<Id>(text);
    same::<Token>(text);
    same::<PositiveInteger>(text);
    same::<Id>(Id::from_any(text).as_str()).expect("an id of any text");
    if let Some(time) = same::<DateTime>(text) {
        let _ = (time.to_chrono(), time.to_utc(), time.assume_utc(), time.offset_seconds());
    }
    recovered::<AnyUri>(text);
    recovered::<QValue>(text);
    recovered::<Id>(text);
    recovered::<DateTime>(text);
    if let Ok(content_type) = text.parse::<ContentType>() {
        let written = content_type.to_string();
        let again: ContentType = written.parse().expect("what was written");
        assert_eq!(again.to_string(), written);
    }
    if let Ok(number) = text.parse::<PartNumber>() {
        assert_eq!(number.to_string().parse(), Ok(number));
    }
}

fn same<V: FromStr + Display + PartialEq + Debug>(text: &str) -> Option<V> {
    let value = V::from_str(text).ok()?;
    let written = value.to_string();
    let again = V::from_str(&written).ok().expect("what was written");
    assert_eq!(again, value, "{written}");
    assert_eq!(again.to_string(), written);
    Some(value)
}

/// A recovered value: if it can be written, it reads back the same.
fn recovered<V: XmlValue + PartialEq + Debug>(text: &str) {
    if let Some(value) = V::recover(text) {
        let written = value.text().into_owned();
        let again = V::parse(&written).ok().or_else(|| V::recover(&written));
        assert_eq!(again.as_ref(), Some(&value), "{written}");
    }
}
