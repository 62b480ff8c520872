//! The patterns of the schema (RFC 5261 §8), followed in one pass.
//!
//! In them a value can have the quote that ends it, so a place in a text can be at several places of the pattern: each
//! place of the text has the set of them.

use xml_app_core::value::{is_name_char, is_name_start_char};

/// A place in the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum State {
    /// Where a step begins.
    Step,
    /// In the name of an element.
    Name,
    /// After `*` or a predicate.
    Test,
    /// After `[`.
    Predicate,
    /// In a name that is compared.
    Compared,
    /// After `[@`.
    ComparedAttribute,
    /// After `.`.
    Dot,
    /// After `=`.
    Equals,
    Apostrophes,
    ApostrophesEnd,
    Quotes,
    QuotesEnd,
    /// In the digits of a predicate.
    Digits,
    /// After `text()` and the like.
    Kind,
    /// After `[` there.
    KindPosition,
    KindDigits,
    /// After `processing-instruction(`.
    Target,
    /// After a quote there.
    TargetStart,
    TargetName,
    TargetEnd,
    /// After `@`, or after `namespace::`.
    Last,
    LastName,
    /// After `id(`.
    Id,
    IdStart,
    IdName,
    IdEnd,
    /// After `id(…)`.
    AfterId,
    /// After a text that has to be the end.
    End,
}

use State as S;

const ENDS: [State; 6] = [S::Name, S::Test, S::Kind, S::LastName, S::AfterId, S::End];

/// Whether a text is a selector of `<replace>` and `<remove>`.
pub(super) fn is_selector(text: &impl AsRef<str>) -> bool {
    follow(text.as_ref(), true)
}

/// Whether a text is a selector of `<add>`.
pub(super) fn is_add_selector(text: &impl AsRef<str>) -> bool {
    follow(text.as_ref(), false)
}

/// Whether a text is `@name` or `namespace::prefix`.
pub(super) fn is_type(text: &impl AsRef<str>) -> bool {
    let text = text.as_ref();
    let name = text.strip_prefix('@').or_else(|| text.strip_prefix("namespace::"));
    let mut characters = name.unwrap_or_default().chars();
    characters.next().is_some_and(is_start) && characters.all(is_part)
}

/// `\i` of XML Schema.
fn is_start(c: char) -> bool {
    c == ':' || is_name_start_char(c)
}

/// `\c` of XML Schema.
fn is_part(c: char) -> bool {
    c == ':' || is_name_char(c)
}

fn follow(text: &str, has_attributes: bool) -> bool {
    // The sets for each byte of the text, and one after it.
    let mut sets = vec![0_u32; text.len() + 1];
    let start = usize::from(text.starts_with('/'));
    add(&mut sets, start, S::Step);
    if text.get(start..).is_some_and(|rest| rest.starts_with("id(")) {
        add(&mut sets, start + 3, S::Id);
    }
    for (at, c) in text.char_indices() {
        let set = sets.get(at).copied().unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let next = at + c.len_utf8();
        if set & bit(S::Step) != 0 {
            literals(rest, at, &mut sets, has_attributes);
        }
        for state in STATES.into_iter().filter(|state| set & bit(*state) != 0) {
            for state in step(state, c, has_attributes) {
                add(&mut sets, next, state);
            }
        }
    }
    let last = sets.last().copied().unwrap_or_default();
    ENDS.iter().any(|end| last & bit(*end) != 0)
}

fn bit(state: State) -> u32 {
    1 << state as u32
}

fn add(sets: &mut [u32], at: usize, state: State) {
    if let Some(set) = sets.get_mut(at) {
        *set |= bit(state);
    }
}

/// The words with which a last step begins.
fn literals(rest: &str, at: usize, sets: &mut [u32], has_attributes: bool) {
    let words = [
        ("text()", S::Kind),
        ("comment()", S::Kind),
        ("processing-instruction(", S::Target),
        ("namespace::", S::Last),
    ];
    for (word, state) in words {
        if rest.starts_with(word) && (has_attributes || state != S::Last) {
            add(sets, at + word.len(), state);
        }
    }
}

/// The places after a character.
fn step(state: State, c: char, has_attributes: bool) -> impl Iterator<Item = State> {
    let not_line_end = !matches!(c, '\n' | '\r');
    let (one, other) = match (state, c) {
        (S::Step, '*') | (S::ApostrophesEnd | S::QuotesEnd | S::Digits, ']') => {
            (Some(S::Test), None)
        }
        (S::Step, '@') => (has_attributes.then_some(S::Last), None),
        (S::Step, c) => (is_start(c).then_some(S::Name), None),
        (S::Name | S::Test, '[') => (Some(S::Predicate), None),
        (S::Name | S::Test | S::AfterId, '/') => (Some(S::Step), None),
        (S::Name, c) => (is_part(c).then_some(S::Name), None),
        (S::Predicate, '@') => (Some(S::ComparedAttribute), None),
        (S::Predicate, '.') => (Some(S::Dot), None),
        (S::Predicate | S::Digits, '0'..='9') => (Some(S::Digits), None),
        (S::Predicate | S::ComparedAttribute, c) => (is_start(c).then_some(S::Compared), None),
        (S::Compared | S::Dot, '=') => (Some(S::Equals), None),
        (S::Compared, c) => (is_part(c).then_some(S::Compared), None),
        (S::Equals, '\'') => (Some(S::Apostrophes), None),
        (S::Equals, '"') => (Some(S::Quotes), None),
        (S::Apostrophes, '\'') => (Some(S::Apostrophes), Some(S::ApostrophesEnd)),
        (S::Apostrophes, _) => (not_line_end.then_some(S::Apostrophes), None),
        (S::Quotes, '"') => (Some(S::Quotes), Some(S::QuotesEnd)),
        (S::Quotes, _) => (not_line_end.then_some(S::Quotes), None),
        (S::Kind, '[') => (Some(S::KindPosition), None),
        (S::KindPosition | S::KindDigits, '0'..='9') => (Some(S::KindDigits), None),
        (S::KindDigits, ']') => (Some(S::End), None),
        (S::Target | S::TargetEnd, ')') => (Some(S::Kind), None),
        (S::Target, '\'' | '"') => (Some(S::TargetStart), None),
        (S::TargetStart, c) => (is_start(c).then_some(S::TargetName), None),
        (S::TargetName, '\'' | '"') => (Some(S::TargetEnd), None),
        (S::TargetName, c) => (is_part(c).then_some(S::TargetName), None),
        (S::Last, c) => (is_start(c).then_some(S::LastName), None),
        (S::LastName, c) => (is_part(c).then_some(S::LastName), None),
        (S::Id | S::IdEnd, ')') => (Some(S::AfterId), None),
        (S::Id, '\'' | '"') => (Some(S::IdStart), None),
        (S::IdStart, c) => (is_start(c).then_some(S::IdName), None),
        (S::IdName, '\'' | '"') => (Some(S::IdEnd), None),
        (S::IdName, c) => (is_part(c).then_some(S::IdName), None),
        _ => (None, None),
    };
    one.into_iter().chain(other)
}

const STATES: [State; 28] = [
    S::Step,
    S::Name,
    S::Test,
    S::Predicate,
    S::Compared,
    S::ComparedAttribute,
    S::Dot,
    S::Equals,
    S::Apostrophes,
    S::ApostrophesEnd,
    S::Quotes,
    S::QuotesEnd,
    S::Digits,
    S::Kind,
    S::KindPosition,
    S::KindDigits,
    S::Target,
    S::TargetStart,
    S::TargetName,
    S::TargetEnd,
    S::Last,
    S::LastName,
    S::Id,
    S::IdStart,
    S::IdName,
    S::IdEnd,
    S::AfterId,
    S::End,
];
