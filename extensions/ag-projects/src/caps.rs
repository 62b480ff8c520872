//! Capabilities that RFC 5196 does not have.

use xml_app_core::{Unexpected, XmlElement};

use crate::ns;

/// Boolean capabilities.
macro_rules! flags {
    ($($(#[$doc:meta])* $type:ident, $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, XmlElement)]
        #[xml(namespace = ns::CAPS, name = $name)]
        pub struct $type {
            /// Whether the service has the capability.
            #[xml(text, from)]
            pub supported: bool,
            /// Unexpected content.
            pub unexpected: Unexpected,
        }
    )*};
}

flags! {
    /// `<file-transfer>`: can receive files.
    ///
    /// ```
    /// use sip_ag_projects::FileTransfer;
    /// use sip_caps::ServCaps;
    /// use xml_app_core::RawElement;
    ///
    /// let mut servcaps = ServCaps { audio: Some(true), ..ServCaps::default() };
    /// servcaps.extensions.set(FileTransfer::from(true));
    /// assert_eq!(
    ///     RawElement::encode(&servcaps)?.to_string(),
    ///     "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\" \
    ///      xmlns:agp-caps=\"urn:ag-projects:xml:ns:pidf:caps\"><caps:audio>true</caps:audio>\
    ///      <agp-caps:file-transfer>true</agp-caps:file-transfer></caps:servcaps>"
    /// );
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    FileTransfer, "file-transfer";
    /// `<screen-sharing-server>`: can show its screen.
    ScreenSharingServer, "screen-sharing-server";
    /// `<screen-sharing-client>`: can watch another's screen.
    ///
    /// ```
    /// use sip_ag_projects::{ScreenSharingClient, ScreenSharingServer};
    /// use sip_caps::ServCaps;
    ///
    /// let mut servcaps = ServCaps::default();
    /// servcaps.extensions.set(ScreenSharingServer::from(false));
    /// servcaps.extensions.set(ScreenSharingClient::from(true));
    /// let watches = servcaps.extensions.get::<ScreenSharingClient>();
    /// assert_eq!(watches.map(|client| client.supported), Some(true));
    /// ```
    ScreenSharingClient, "screen-sharing-client";
}
