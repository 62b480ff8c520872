//! What AG Projects' conference server adds to conference information.

use xml_app_core::{AnyUri, Unexpected, XmlElement};

use crate::ns;

/// `<resources>`: what a conference has beside its media.
///
/// ```
/// use sip_ag_projects::{File, Files, Resources};
/// use sip_events::conference_info::ConferenceDescription;
///
/// let file = File {
///     name: "minutes.pdf".to_owned(),
///     hash: "sha1:6F:3A".to_owned(),
///     size: 20_480,
///     sender: "sip:alice@example.com".to_owned(),
///     status: "OK".to_owned(),
///     unexpected: Default::default(),
/// };
/// let mut resources = Resources::default();
/// resources.files = Some(Files::from([file]));
/// let mut description = ConferenceDescription::new();
/// description.extensions.set(resources);
/// let files = &description.extensions.get::<Resources>().unwrap().files;
/// assert_eq!(files.as_ref().unwrap().files[0].name, "minutes.pdf");
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::CONFERENCE_INFO, name = "resources")]
pub struct Resources {
    /// The files that participants have sent.
    #[xml(child)]
    pub files: Option<Files>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<files>`: the files that participants have sent to a conference.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::CONFERENCE_INFO, name = "files")]
pub struct Files {
    /// The files.
    #[xml(child, from)]
    pub files: Vec<File>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<file>`: a file that a participant has sent to a conference.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CONFERENCE_INFO, name = "file")]
pub struct File {
    /// Its name.
    #[xml(attribute)]
    pub name: String,
    /// Its hash, which identifies it.
    #[xml(attribute)]
    pub hash: String,
    /// Its size in bytes.
    #[xml(attribute)]
    pub size: u64,
    /// Who sent it.
    #[xml(attribute)]
    pub sender: String,
    /// Whether the server has all of it.
    #[xml(attribute)]
    pub status: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<screen_image_url>`: where the screen that a user shares can be seen.
///
/// ```
/// use sip_ag_projects::ScreenImageUrl;
/// use sip_events::conference_info::User;
///
/// let mut user = User::new();
/// let url: ScreenImageUrl = "https://conference.example.com/screen?image=1".parse()?;
/// user.extensions.set(url);
/// assert!(user.extensions.get::<ScreenImageUrl>().is_some());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CONFERENCE_INFO, name = "screen_image_url")]
pub struct ScreenImageUrl {
    /// The address.
    #[xml(text, from)]
    pub url: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}
