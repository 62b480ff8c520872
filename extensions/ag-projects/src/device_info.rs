//! The device and the software behind a service.

use std::borrow::Cow;

use xml_app_core::{Error, Extensions, Unexpected, ValueKind, XmlElement, XmlType, XmlValue};

use crate::ns;

/// `<device-info>`: the device and the software behind a tuple.
///
/// ```
/// use sip_ag_projects::DeviceInfo;
/// use sip_presence::{Basic, Status, Tuple};
/// use xml_app_core::RawElement;
///
/// let mut info = DeviceInfo::from("0a1b-2c3d");
/// info.description = Some("alice-laptop".to_owned());
/// info.user_agent = Some("Blink 6.0".to_owned());
/// assert_eq!(
///     RawElement::encode(&info)?.to_string(),
///     "<agp-pidf:device-info xmlns:agp-pidf=\"urn:ag-projects:xml:ns:pidf\" id=\"0a1b-2c3d\">\
///      <agp-pidf:description>alice-laptop</agp-pidf:description>\
///      <agp-pidf:user-agent>Blink 6.0</agp-pidf:user-agent></agp-pidf:device-info>"
/// );
/// let mut tuple = Tuple::new("SID-1".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set(info);
/// assert_eq!(tuple.extensions.get::<DeviceInfo>().unwrap().id, "0a1b-2c3d");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "device-info")]
pub struct DeviceInfo {
    /// Which device: any text.
    #[xml(attribute, from)]
    pub id: String,
    /// The description of the device, such as the name of the computer.
    #[xml(value = "description")]
    pub description: Option<String>,
    /// The software.
    #[xml(value = "user-agent")]
    pub user_agent: Option<String>,
    /// The time zone of the device.
    #[xml(child = "time-offset")]
    pub time_offset: Option<TimeOffset>,
    /// Unexpected content.
    #[xml(extensions(any, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<time-offset>`: minutes from UTC, eastwards positive.
///
/// ```
/// use sip_ag_projects::{DeviceInfo, Minutes, TimeOffset};
///
/// let mut info = DeviceInfo::from("0a1b-2c3d");
/// info.time_offset = Some(TimeOffset {
///     description: Some("America/New_York".to_owned()),
///     ..TimeOffset::from(Minutes::new(-300))
/// });
/// assert_eq!(info.time_offset.map(|offset| offset.minutes.east()), Some(-300));
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct TimeOffset {
    /// The description of the time zone.
    #[xml(attribute)]
    pub description: Option<String>,
    /// The offset.
    #[xml(text, from)]
    pub minutes: Minutes,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Minutes from UTC. Some clients write `120.0`, and some add a day west of Greenwich: `1140` for
/// UTC-5.
///
/// ```
/// use sip_ag_projects::Minutes;
/// use xml_app_core::XmlValue as _;
/// assert_eq!(Minutes::parse("1140.0")?.east(), -300);
/// assert_eq!(Minutes::parse("120")?.east(), 120);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Minutes {
    east: i32,
    spelling: Option<Box<str>>,
}

impl Minutes {
    /// An offset, positive to the east.
    pub const fn new(east: i16) -> Self {
        Self { east: east as i32, spelling: None }
    }

    /// The offset, positive to the east: from -720 to 840 for every real time zone.
    pub const fn east(&self) -> i32 {
        const DAY: i32 = 24 * 60;
        const EASTERNMOST: i32 = 14 * 60;
        if self.east > EASTERNMOST && self.east <= DAY { self.east - DAY } else { self.east }
    }
}

/// Compares the offset, not the spelling.
impl PartialEq for Minutes {
    fn eq(&self, other: &Self) -> bool {
        self.east() == other.east()
    }
}

impl Eq for Minutes {}

impl XmlValue for Minutes {
    const KIND: ValueKind = ValueKind::Number;

    fn parse(text: &str) -> Result<Self, Error> {
        let trimmed = xml_app_core::value::trim(text);
        let whole = trimmed.strip_suffix(".0").unwrap_or(trimmed);
        let east = i32::parse(whole).map_err(|_| {
            xml_app_core::value::invalid_value(text, "an offset: expected minutes from UTC")
        })?;
        let spelling = (east.to_string() != trimmed).then(|| trimmed.into());
        Ok(Self { east, spelling })
    }

    fn text(&self) -> Cow<'_, str> {
        match &self.spelling {
            Some(spelling) => Cow::Borrowed(spelling),
            None => Cow::Owned(self.east.to_string()),
        }
    }
}
