//! Values whose texts have prefixes.

use std::borrow::Cow;

use super::xml_value::{ValueKind, XmlValue};
use crate::Error;
use crate::name_chars::{is_name_char, is_ncname};

/// The meaning of prefixes at a place in a document.
///
/// ```
/// use xml_app_core::value::{Prefixed, Scope};
/// use xml_app_core::XmlValue;
///
/// /// A place where `m` is declared.
/// struct Place;
///
/// impl Scope for Place {
///     fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
///         (prefix == Some("m")).then_some("urn:example:menu")
///     }
/// }
///
/// let path = Prefixed::<String>::parse_in("m:menu", &Place)?;
/// assert_eq!(path.namespace_of("m"), Some("urn:example:menu"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait Scope {
    /// The namespace of a prefix; the default namespace for `None`.
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str>;
}

/// A prefix, and the namespace that it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prefix {
    /// The prefix.
    pub prefix: Box<str>,
    /// The namespace URI.
    pub namespace: Box<str>,
}

/// A value whose text has namespace prefixes: a path to an element, or a qualified name. It knows what
/// they meant where it was read, and they are declared with the same meaning where it is written.
///
/// ```
/// use xml_app_core::value::Prefixed;
/// use xml_app_core::{Namespace, RawElement, Registry, XmlElement};
///
/// const DIFF: Namespace = Namespace::new("urn:example:diff", "d");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = DIFF, name = "remove")]
/// struct Remove {
///     #[xml(attribute)]
///     sel: Prefixed<String>,
/// }
///
/// let xml = "<remove xmlns='urn:example:diff' xmlns:m='urn:example:menu' sel='m:menu/m:dish[2]'/>";
/// let remove: Remove = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(remove.sel.value, "m:menu/m:dish[2]");
/// assert_eq!(remove.sel.namespace_of("m"), Some("urn:example:menu"));
/// assert_eq!(
///     RawElement::encode(&remove)?.to_string(),
///     "<d:remove xmlns:d=\"urn:example:diff\" xmlns:m=\"urn:example:menu\" sel=\"m:menu/m:dish[2]\"/>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// Two are equal if their values are, and the meaning of their prefixes.
#[derive(Debug, Clone)]
pub struct Prefixed<T> {
    /// The value.
    pub value: T,
    /// The meaning of its prefixes.
    prefixes: Vec<Prefix>,
    /// The default namespace where it was read.
    default_namespace: Option<Box<str>>,
}

impl<T: PartialEq> PartialEq for Prefixed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.prefixes == other.prefixes
    }
}

impl<T> Prefixed<T> {
    /// A value without prefixes.
    pub const fn new(value: T) -> Self {
        Self { value, prefixes: Vec::new(), default_namespace: None }
    }

    /// The same with the meaning of a prefix added or changed.
    ///
    /// ```
    /// use xml_app_core::value::{Prefix, Prefixed};
    /// use xml_app_core::XmlValue;
    ///
    /// let path = Prefixed::new("m:menu".to_owned()).with_prefix("m", "urn:example:menu");
    /// let [Prefix { prefix, namespace }] = path.prefixes() else { unreachable!() };
    /// assert_eq!((&**prefix, &**namespace), ("m", "urn:example:menu"));
    /// assert_eq!(path.default_namespace(), None); // It was not read.
    /// ```
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str, namespace: &str) -> Self {
        self.prefixes.retain(|known| *known.prefix != *prefix);
        self.prefixes.push(Prefix { prefix: prefix.into(), namespace: namespace.into() });
        self
    }

    /// The namespace that a prefix in the text stands for.
    pub fn namespace_of(&self, prefix: &str) -> Option<&str> {
        let known = self.prefixes.iter().find(|known| *known.prefix == *prefix)?;
        Some(&known.namespace)
    }

    /// The default namespace where the value was read. Where it is written, there may be another.
    pub fn default_namespace(&self) -> Option<&str> {
        self.default_namespace.as_deref()
    }
}

impl<T: XmlValue> XmlValue for Prefixed<T> {
    const KIND: ValueKind = T::KIND;

    fn parse(text: &str) -> Result<Self, Error> {
        T::parse(text).map(Self::new)
    }

    fn parse_in(text: &str, scope: &dyn Scope) -> Result<Self, Error> {
        let mut prefixed = Self::new(T::parse_in(text, scope)?);
        for prefix in prefixes_in(text) {
            if prefixed.namespace_of(prefix).is_none()
                && let Some(namespace) = scope.namespace_of(Some(prefix))
            {
                let (prefix, namespace) = (prefix.into(), namespace.into());
                prefixed.prefixes.push(Prefix { prefix, namespace });
            }
        }
        prefixed.default_namespace = scope.namespace_of(None).map(Into::into);
        Ok(prefixed)
    }

    fn prefixes(&self) -> &[Prefix] {
        &self.prefixes
    }

    fn recover(text: &str) -> Option<Self> {
        T::recover(text).map(Self::new)
    }

    fn placeholder() -> Option<Self> {
        T::placeholder().map(Self::new)
    }

    fn text(&self) -> Cow<'_, str> {
        self.value.text()
    }

    fn valid_text(&self) -> Cow<'_, str> {
        self.value.valid_text()
    }

    fn is_spelt(&self, text: &str) -> bool {
        self.value.is_spelt(text)
    }
}

/// The names before a colon that can be prefixes, in the order of the text.
pub(crate) fn prefixes_in(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let colon = memchr::memchr(b':', rest.as_bytes())?;
            let (before, after) = rest.split_at_checked(colon)?;
            rest = after.get(1..).unwrap_or_default();
            // Most values are ASCII, such as times and URIs.
            let ends = |byte: u8| byte.is_ascii() && !is_name_char(char::from(byte));
            let start = before.bytes().rposition(ends).map_or(0, |at| at + 1);
            let word = before.get(start..).unwrap_or_default();
            let prefix = match word.is_ascii() {
                true => word,
                false => word.get(word.trim_end_matches(is_name_char).len()..).unwrap_or_default(),
            };
            if is_ncname(prefix) && prefix != "xml" {
                return Some(prefix);
            }
        }
    })
}
