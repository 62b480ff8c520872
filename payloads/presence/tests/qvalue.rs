//! Properties of qvalues, and how they are written.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use sip_presence::QValue;
use xml_app_core::XmlValue as _;

#[test]
fn qvalues_are_written_as_they_were_spelt() {
    for text in ["0", "0.", "0.5", "0.50", "0.500", "1", "1.000"] {
        assert_eq!(QValue::parse(text).unwrap().text(), text);
    }
}

#[test]
fn a_qvalue_of_thousandths_has_as_many_decimals_as_it_needs() {
    for (thousandths, text) in [
        (0, "0"),
        (5, "0.005"),
        (50, "0.05"),
        (500, "0.5"),
        (510, "0.51"),
        (999, "0.999"),
        (1000, "1"),
    ] {
        assert_eq!(QValue::from_thousandths(thousandths).unwrap().text(), text);
    }
    assert_eq!(QValue::from_thousandths(1001), None);
}

proptest! {
    // What fails becomes a test of its own; no file of seeds beside this one.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn qvalues_count_thousandths(thousandths in 0u16..=1000, zeros in 0usize..3) {
        let value = QValue::from_thousandths(thousandths).unwrap();
        prop_assert_eq!(value.thousandths(), thousandths);
        prop_assert_eq!(QValue::parse(&value.to_string()).unwrap(), value);
        let digits = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
        let spelling = &digits[..digits.len() - zeros.min(digits.len() - digits.trim_end_matches('0').len())];
        let spelt = QValue::parse(spelling).unwrap();
        prop_assert_eq!(spelt, value);
        prop_assert_eq!(&spelt.to_string(), spelling);
    }

    #[test]
    fn invalid_qvalues_are_refused(text in "[01]?\\.?[0-9]{0,5}|[-+]?[0-9.]{1,4}") {
        let valid = matches!(text.split_once('.'), Some(("0", decimals)) if decimals.len() <= 3)
            || matches!(text.split_once('.'), Some(("1", "" | "0" | "00" | "000")))
            || text == "0" || text == "1";
        prop_assert_eq!(QValue::parse(&text).is_ok(), valid && text.matches('.').count() <= 1);
    }
}
