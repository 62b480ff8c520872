//! Attributes that several types have.

use std::fmt::Debug;

use super::reader::TypeReader;
use super::writer::ElementWriter;
use crate::{Attribute, Error};

/// An attribute group of a schema: optional attributes that several types have. A field
/// `#[xml(group)]` holds it.
///
/// ```
/// use xml_app_core::{AttributeGroup, DateTime, Namespace, RawElement, Registry, XmlElement};
///
/// const PARTY: Namespace = Namespace::new("urn:example:party", "p");
///
/// /// From when until when.
/// #[derive(Debug, Clone, Default, PartialEq, AttributeGroup)]
/// struct Interval {
///     #[xml(attribute)]
///     from: Option<DateTime>,
///     #[xml(attribute)]
///     until: Option<DateTime>,
/// }
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = PARTY, name = "dance")]
/// struct Dance {
///     #[xml(group)]
///     interval: Interval,
/// }
///
/// let xml = "<dance xmlns='urn:example:party' until='2026-01-01T00:00:00Z'/>";
/// let dance: Dance = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(dance.interval.from, None);
/// assert_eq!(dance.interval.until, Some("2026-01-01T00:00:00Z".parse()?));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of XML attributes",
    label = "a `group` needs a type with `AttributeGroup`",
    note = "derive `AttributeGroup` for `{Self}`"
)]
pub trait AttributeGroup: Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// Whether no attribute of the group is required in a document.
    const IS_OPTIONAL: bool;

    /// Reads an attribute, if it belongs to the group. False: it does not.
    fn read_attribute(
        &mut self,
        reader: &mut TypeReader<'_, '_>,
        attribute: &Attribute<'_>,
    ) -> bool;

    /// Reports what is required and missing.
    fn check(&self, reader: &mut TypeReader<'_, '_>);

    /// Writes the attributes that are there.
    ///
    /// # Errors
    /// As [`ElementWriter::attribute`].
    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;
}
