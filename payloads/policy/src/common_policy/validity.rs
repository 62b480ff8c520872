//! RFC 4745 §7.4: the time of the request.

use xml_app_core::{
    DateTime, Element, ElementWriter, Error, ErrorKind, ReadContext, TypeReader, Unexpected,
    XmlChoice, XmlType,
};

use crate::ns;

/// `<validity>`: the time is in one of these intervals (RFC 4745 §7.4).
///
/// ```
/// use sip_policy::common_policy::{Rule, RuleSet, Validity};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let evening =
///     Validity::new("2003-12-24T17:00:00+01:00".parse()?, "2003-12-24T19:00:00+01:00".parse()?);
/// let rule = Rule::new("f3g44r1".parse()?).when(evening);
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
/// let request = Request::anonymous().at("2003-12-24T17:15:00Z".parse()?);
/// assert_eq!(policy.evaluate(&request).rules.len(), 1);
/// assert_eq!(policy.evaluate(&request.at("2003-12-24T18:00:00Z".parse()?)).rules.len(), 0);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Validity {
    /// The condition is true if any of them contains the time.
    pub intervals: Vec<Interval>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// An interval of time: it includes `<from>` and excludes `<until>` (RFC 4745 §7.4).
///
/// Both need a time zone (erratum 1455). Without one the times are uncertain, and the interval
/// contains no time.
///
/// ```
/// use sip_policy::common_policy::Interval;
///
/// let interval = Interval {
///     from: "2003-12-24T17:00:00+01:00".parse()?,
///     until: "2003-12-24T19:00:00+01:00".parse()?,
/// };
/// assert!(interval.contains(&interval.from));
/// assert!(!interval.contains(&interval.until));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The first time of the interval.
    pub from: DateTime,
    /// The first time after the interval.
    pub until: DateTime,
}

impl Validity {
    /// One interval.
    pub fn new(from: DateTime, until: DateTime) -> Self {
        Interval { from, until }.into()
    }
}

impl From<Interval> for Validity {
    fn from(interval: Interval) -> Self {
        Self { intervals: vec![interval], unexpected: Unexpected::new() }
    }
}

impl Interval {
    /// Whether the interval contains a time; never, if a time zone is missing on either side.
    pub fn contains(&self, time: &DateTime) -> bool {
        let (Some(from), Some(until), Some(time)) =
            (self.from.to_chrono(), self.until.to_chrono(), time.to_chrono())
        else {
            return false;
        };
        from <= time && time < until
    }
}

/// One end of an interval. In the document the ends of all intervals are siblings.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::COMMON_POLICY)]
enum Bound {
    #[xml(value = "from")]
    From(DateTime),
    #[xml(value = "until")]
    Until(DateTime),
}

/// By hand, because one field stands for two elements.
impl XmlType for Validity {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            reader.unexpected_attribute(&attribute);
        }
        let mut bounds = Vec::new();
        while let Some(child) = reader.next_element() {
            if !reader.choices(0, child, &mut bounds) {
                reader.unexpected_element(child);
            }
        }
        if bounds.is_empty() {
            return Err(reader.nothing_in("from and until"));
        }
        let mut intervals = Vec::new();
        for pair in bounds.chunks(2) {
            let [Bound::From(from), Bound::Until(until)] = pair else {
                let message = "from and until do not come in pairs (RFC 4745 §7.4)";
                return Err(reader.context().error(ErrorKind::MissingElement, element, message));
            };
            let interval = Interval { from: from.clone(), until: until.clone() };
            if from.offset_seconds().is_none() || until.offset_seconds().is_none() {
                let message = "a time without its zone, so this interval never is (erratum 1455)";
                reader.context().warn(element, message);
            } else if interval.is_empty() {
                let message = format!("no moment is from {from} until {until}: that never is");
                reader.context().warn(element, message);
            }
            intervals.push(interval);
        }
        Ok(Self { intervals, unexpected: reader.unexpected() })
    }

    fn has_unexpected(&self) -> bool {
        self.unexpected.has_unexpected()
    }

    fn remove_unexpected(&mut self) {
        self.unexpected.remove_unexpected();
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.unexpected_attributes(&self.unexpected)?;
        writer.expect(!self.intervals.is_empty(), "from and until")?;
        let bounds = self.intervals.iter().flat_map(|interval| {
            [Bound::From(interval.from.clone()), Bound::Until(interval.until.clone())]
        });
        let bounds: Vec<_> = bounds.collect();
        writer.choices(&bounds, &mut self.unexpected.in_children())?;
        writer.unexpected(&self.unexpected)
    }
}
