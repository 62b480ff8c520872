//! Names and values that applications add: to entries of lists, and to what is in an address book.

use xml_app_core::{Unexpected, XmlElement, XmlType, XmlValue};

use crate::ns;

/// `<attribute>`: a name and a value. Each application has them in an `<attributes>` element of its own namespace:
///
/// ```
/// use sip_ag_projects::{ApplicationAttribute, Contact};
/// use xml_app_core::{Namespace, Unexpected, XmlElement, vocabulary};
///
/// const NS: Namespace = Namespace::new("urn:example:phone:xml:ns:addressbook", "phone");
///
/// /// `<attributes>` of this application.
/// #[derive(Debug, Clone, Default, PartialEq, XmlElement)]
/// #[xml(namespace = NS, name = "attributes")]
/// pub struct Attributes {
///     #[xml(child = "attribute", from)]
///     pub attributes: Vec<ApplicationAttribute>,
///     pub unexpected: Unexpected,
/// }
///
/// vocabulary! {
///     pub struct PhoneAttributes: "phone-attributes", "the phone";
///     document sip_resource_lists::resource_lists::ResourceLists: NS;
///     extend Contact { Attributes }
/// }
/// # fn main() {
/// let ringtone = ApplicationAttribute::new("ringtone".to_owned(), "bell".to_owned());
/// assert_eq!(ringtone.value(), Some("bell"));
/// assert_eq!(Attributes::from([ringtone]).attributes.len(), 1);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct ApplicationAttribute {
    /// The name.
    #[xml(attribute)]
    pub name: String,
    /// That there is no value, whatever the text says.
    #[xml(attribute)]
    pub nil: Option<Nil>,
    /// The text.
    #[xml(text)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `nil`: that there is no value. The attribute says so with any text.
#[derive(Debug, Clone, PartialEq, Eq, XmlValue)]
pub struct Nil(String);

impl ApplicationAttribute {
    /// An attribute without a value, which is another thing than an empty one.
    pub fn without_value(name: String) -> Self {
        Self { nil: Some(Nil("true".to_owned())), ..Self::new(name, String::new()) }
    }

    /// The value, if it has one.
    pub fn value(&self) -> Option<&str> {
        self.nil.is_none().then_some(self.text.as_str())
    }
}

/// Declares an `<attributes>` element in a namespace.
macro_rules! attributes {
    ($(#[$documentation:meta])* $name:ident: $namespace:path) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Default, PartialEq, XmlElement)]
        #[xml(namespace = $namespace, name = "attributes")]
        pub struct $name {
            /// The attributes.
            #[xml(child = "attribute", from)]
            pub attributes: Vec<ApplicationAttribute>,
            /// Unexpected content.
            pub unexpected: Unexpected,
        }
    };
}

attributes! {
    /// `<attributes>` of an entry in a list.
    ///
    /// ```
    /// use sip_ag_projects::{ApplicationAttribute, EntryAttributes};
    /// use sip_resource_lists::resource_lists::Entry;
    ///
    /// let mut bill = Entry::new("sip:bill@example.com".parse()?);
    /// let icon = ApplicationAttribute::without_value("icon".to_owned());
    /// bill.extensions.set(EntryAttributes::from([icon]));
    /// let attributes = bill.extensions.get::<EntryAttributes>().unwrap();
    /// assert_eq!(attributes.attributes[0].value(), None);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    EntryAttributes: ns::RESOURCE_LISTS
}

attributes! {
    /// `<attributes>` of the SIP SIMPLE client SDK in an address book.
    SipsimpleAttributes: ns::SIPSIMPLE
}

attributes! {
    /// `<attributes>` of Blink in an address book.
    BlinkAttributes: ns::BLINK
}
