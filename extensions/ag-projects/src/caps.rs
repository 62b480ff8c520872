//! Capabilities beside those of RFC 5196.

use sip_caps::ServCaps;
use xml_app_core::{ExtensionOf, Extensions, XmlElement};

use crate::ns;

/// Capabilities that are there or not.
macro_rules! flags {
    ($($(#[$doc:meta])* $type:ident, $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, XmlElement)]
        #[xml(namespace = ns::CAPS, name = $name)]
        pub struct $type {
            /// Whether the service can.
            #[xml(text)]
            pub supported: bool,
            /// What else was found on it.
            #[xml(extensions(none))]
            pub extensions: Extensions<Self>,
        }

        impl From<bool> for $type {
            fn from(supported: bool) -> Self {
                Self { supported, extensions: Extensions::new() }
            }
        }

        impl ExtensionOf<ServCaps> for $type {}
    )*};
}

flags! {
    /// `<file-transfer>`: can receive files.
    FileTransfer, "file-transfer";
    /// `<screen-sharing-server>`: can show its screen.
    ScreenSharingServer, "screen-sharing-server";
    /// `<screen-sharing-client>`: can watch another's screen.
    ScreenSharingClient, "screen-sharing-client";
}
