#![doc = include_str!("../README.md")]

use sip_events::dialog_info::{Dialog, DialogInfo};
use xml_app_core::{Unexpected, XmlElement, vocabulary};

/// The namespace of shared appearances.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 7463: shared appearances.
    pub const SHARED_APPEARANCE: Namespace =
        Namespace::new("urn:ietf:params:xml:ns:sa-dialog-info", "sa");
}

/// `<appearance>`: the number by which the phones of a group know a call (RFC 7463 §5.2.1).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::SHARED_APPEARANCE, name = "appearance")]
pub struct Appearance {
    /// The number.
    #[xml(text, from)]
    pub number: i128,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<exclusive>`: whether the phone refuses other phones that want to join or take the call (RFC 7463
/// §5.2.2). A hint; false without the element.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::SHARED_APPEARANCE, name = "exclusive")]
pub struct Exclusive {
    /// True if it refuses them.
    #[xml(text, from)]
    pub value: bool,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<joined-dialog>`: another dialog that is mixed with this one (RFC 7463 §5.2.3).
///
/// ```
/// use sip_shared_appearance::JoinedDialog;
/// use xml_app_core::RawElement;
///
/// let joined = JoinedDialog::new("14-1541707345".into(), "44BAD75D".into(), "71".into());
/// assert_eq!(
///     RawElement::encode(&joined)?.to_string(),
///     "<sa:joined-dialog xmlns:sa=\"urn:ietf:params:xml:ns:sa-dialog-info\" \
///      call-id=\"14-1541707345\" local-tag=\"44BAD75D\" remote-tag=\"71\"/>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::SHARED_APPEARANCE, name = "joined-dialog")]
#[xml(new = "The dialog with this Call-ID, local and remote tag.")]
pub struct JoinedDialog {
    /// Its Call-ID.
    #[xml(attribute)]
    pub call_id: String,
    /// Its tag of the phone.
    #[xml(attribute)]
    pub local_tag: String,
    /// Its tag of the other side.
    #[xml(attribute)]
    pub remote_tag: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<replaced-dialog>`: a dialog that this one replaces or has replaced (RFC 7463 §5.2.4).
///
/// ```
/// use sip_events::dialog_info::{Dialog, DialogState, State};
/// use sip_shared_appearance::ReplacedDialog;
///
/// let mut dialog = Dialog::new("pickup".into(), State::from(DialogState::Trying));
/// let replaced = ReplacedDialog::new("f3b3cbd0".into(), "4ed6".into(), "77a1".into());
/// dialog.extensions.push(replaced);
/// assert_eq!(dialog.extensions.get::<ReplacedDialog>().unwrap().call_id, "f3b3cbd0");
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::SHARED_APPEARANCE, name = "replaced-dialog")]
#[xml(new = "The dialog with this Call-ID, local and remote tag.")]
pub struct ReplacedDialog {
    /// Its Call-ID.
    #[xml(attribute)]
    pub call_id: String,
    /// Its tag of the phone.
    #[xml(attribute)]
    pub local_tag: String,
    /// Its tag of the other side.
    #[xml(attribute)]
    pub remote_tag: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

vocabulary! {
    /// Shared appearances, to be added to a registry.
    ///
    /// ```
    /// use sip_events::dialog_info::DialogInfo;
    /// use sip_shared_appearance::{Appearance, SharedAppearance};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(SharedAppearance)?;
    /// // All examples of RFC 7463 have the appearance before the state; RFC 4235 wants it after.
    /// let xml = "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='10'
    ///     state='partial' entity='sip:HelpDesk@example.com'><dialog id='id3d4f9c83'>
    ///     <appearance xmlns='urn:ietf:params:xml:ns:sa-dialog-info'>1</appearance>
    ///     <state>trying</state></dialog></dialog-info>";
    /// let reading =
    ///     builder.build().parse_with::<DialogInfo>(xml, &ReadOptions::tolerant())?;
    /// let dialog = &reading.document.dialogs[0];
    /// assert_eq!(dialog.extensions.get::<Appearance>().unwrap().number, 1);
    /// assert_eq!(reading.diagnostics.len(), 1);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct SharedAppearance: "shared-appearance", "RFC 7463";
    document DialogInfo: ns::SHARED_APPEARANCE;
    extend Dialog { Appearance, Exclusive, JoinedDialog, ReplacedDialog }
}

#[cfg(test)]
mod tests;
