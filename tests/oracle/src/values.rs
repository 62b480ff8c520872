//! Values that schemas accept or refuse.

use crate::rng::Rng;

const BAD: [&str; 26] = [
    "",
    "  ",
    "maybe",
    "OPEN",
    " open ",
    "-1",
    "2.0",
    "0.1234",
    "1 2",
    "2005-13-45T00:00:00Z",
    "2005-10-27",
    "24:00",
    "12abc",
    "not an id",
    "a:b",
    "sip:some one@example.com",
    "http://example.com/%zz",
    "%zz",
    "4294967296",
    "123456789012345678901234567890",
    "token  with  inner   blanks",
    "en_US",
    " true",
    "1e",
    "\n2005-10-27T16:49:29Z ",
    "<&>\"'",
];

const GOOD: [&str; 19] = [
    "open",
    "closed",
    "true",
    "0",
    "1",
    "600",
    "0.5",
    "1.0",
    "en",
    "2005-10-27T16:49:29Z",
    "2005-10-27T16:49:29",
    "2005-10-27T24:00:00Z",
    "2005-10-27T16:49:29.5+02:00",
    "sip:bob@example.com",
    "http://example.com/a%20b",
    "newId1",
    "some text",
    "allow",
    "bare",
];

/// A value in place of the present one: another one altogether, or a variation.
pub(crate) fn instead_of(present: &str, rng: &mut Rng) -> String {
    match rng.below(10) {
        0 => format!(" {present} "),
        1 => match rng.below(4) {
            0 => present.to_uppercase(),
            1 => present.replace(' ', "  "),
            2 => format!("{present}\n"),
            _ => format!("{present}x"),
        },
        2 | 3 => any_of(&GOOD, rng),
        _ => any_of(&BAD, rng),
    }
}

/// A value that suits what the name suggests, mostly.
pub(crate) fn for_name(name: &str, rng: &mut Rng) -> String {
    if rng.one_in(3) {
        return instead_of("", rng);
    }
    match name {
        "id" => any_of(&["newId1", "a", "b"], rng),
        "from" | "until" | "timestamp" | "last-input" => {
            any_of(&["2005-10-27T16:49:29Z", "2005-10-27T16:49:29"], rng)
        }
        "priority" => any_of(&["0.8", "1", "0."], rng),
        "lang" => any_of(&["en", "de-AT", ""], rng),
        "sub-handling" => any_of(&["block", "polite-block", " allow ", "Allow"], rng),
        "provide-user-input" => any_of(&["bare", "thresholds", " full ", "none"], rng),
        "provide-geopriv" => any_of(&["false", "full", " full", "bare"], rng),
        name if name.starts_with("provide-") => boolean(rng),
        "domain" | "value" => any_of(&["example.com", "work home", ""], rng),
        "mustUnderstand" => any_of(&["true", "0"], rng),
        _ => any_of(&GOOD, rng),
    }
}

pub(crate) fn good(rng: &mut Rng) -> String {
    any_of(&GOOD, rng)
}

/// A value for `xml:lang`, good and bad ones in equal shares.
pub(crate) fn language(rng: &mut Rng) -> String {
    any_of(&["en", "de-AT", "", " fr ", "e_n", "en-", "overlongtag", "en us"], rng)
}

/// A value for a boolean, good and bad ones in equal shares.
pub(crate) fn boolean(rng: &mut Rng) -> String {
    any_of(&["true", "0", " 1 ", "false", "maybe", "", "TRUE", "yes"], rng)
}

fn any_of(values: &[&str], rng: &mut Rng) -> String {
    rng.pick(values).copied().unwrap_or_default().to_owned()
}
