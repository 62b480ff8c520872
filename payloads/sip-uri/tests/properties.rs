//! Properties of equivalence, for whatever URI.

use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use sip_uri::UriExt as _;
use xml_app_core::{AnyUri, XmlValue as _};

proptest! {
    // What fails becomes a test of its own; no file of seeds beside this one.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_uri_is_equivalent_to_itself(uri in "[a-z]{1,5}:[-a-zA-Z0-9@;=?&./+%é\u{10ffff} ]{0,20}") {
        if let Ok(parsed) = AnyUri::parse(&uri) {
            prop_assert!(parsed.is_equivalent(&parsed.clone()));
        }
    }
}
