//! RFC 5196 §3.2.15: the call priorities that a service handles.

use xml_app_core::{Extensions, Unexpected, XmlType};

use crate::ns;

/// Sets of priority values, and elements of other vocabularies.
///
/// ```
/// use sip_caps::{Capability, LowerThan, Priorities, Range, ServCaps};
/// use xml_app_core::RawElement;
///
/// let mut priorities = Priorities::from(LowerThan::new(10));
/// priorities.ranges.push(Range::new(20, 30));
/// let priority = Some(Capability::supported(priorities));
/// assert_eq!(
///     RawElement::encode(&ServCaps { priority, ..ServCaps::default() })?.to_string(),
///     "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\"><caps:priority>\
///      <caps:supported><caps:lowerthan maxvalue=\"10\"/>\
///      <caps:range minvalue=\"20\" maxvalue=\"30\"/></caps:supported>\
///      </caps:priority></caps:servcaps>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CAPS)]
pub struct Priorities {
    /// `<equals>`: these values.
    #[xml(child = "equals", from)]
    pub equals: Vec<Equals>,
    /// `<higherthan>`: these values and all above. The schema of the RFC misspells it as
    /// `higherhan`, which is written.
    #[xml(child = "higherhan", alias = "higherthan", from)]
    pub higher_than: Vec<HigherThan>,
    /// `<lowerthan>`: these values and all below.
    #[xml(child = "lowerthan", from)]
    pub lower_than: Vec<LowerThan>,
    /// `<range>`: these values and all between.
    #[xml(child = "range", from)]
    pub ranges: Vec<Range>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// One value (RFC 5196 §3.2.15.3).
///
/// ```
/// use sip_caps::{Equals, Priorities};
///
/// let priorities = Priorities::from_iter([Equals::new(5), Equals::new(7)]);
/// assert!(priorities.contains(7) && !priorities.contains(6));
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new = "One value.")]
pub struct Equals {
    /// The value.
    #[xml(attribute)]
    pub value: i128,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A value and all above (RFC 5196 §3.2.15.2).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new = "A value and all above.")]
pub struct HigherThan {
    /// The lowest value.
    #[xml(attribute = "minvalue")]
    pub min: i128,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A value and all below (RFC 5196 §3.2.15.1).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new = "A value and all below.")]
pub struct LowerThan {
    /// The highest value.
    #[xml(attribute = "maxvalue")]
    pub max: i128,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Two values and all between (RFC 5196 §3.2.15.4).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new = "Two values and all between.")]
pub struct Range {
    /// The lowest value.
    #[xml(attribute = "minvalue")]
    pub min: i128,
    /// The highest value.
    #[xml(attribute = "maxvalue")]
    pub max: i128,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Priorities {
    /// Whether a priority is in one of the sets.
    ///
    /// ```
    /// use sip_caps::{LowerThan, Priorities};
    /// let priorities = Priorities::from(LowerThan::new(10));
    /// assert!(priorities.contains(10));
    /// assert!(!priorities.contains(11));
    /// ```
    pub fn contains(&self, priority: i128) -> bool {
        self.equals.iter().any(|equals| equals.value == priority)
            || self.higher_than.iter().any(|higher| priority >= higher.min)
            || self.lower_than.iter().any(|lower| priority <= lower.max)
            || self.ranges.iter().any(|range| (range.min..=range.max).contains(&priority))
    }
}
