//! The documents that all peers read.

#[path = "../../documents/presence.rs"]
mod presence;

/// One person, device and service.
pub const SMALL: &str = presence::SMALL;

/// The small document, a hundred times.
#[must_use]
pub fn large() -> String {
    presence::repeated(100)
}

/// The small document with an element and an attribute of a vendor, where the schema allows them. One
/// time has a fraction and an offset.
#[must_use]
pub fn extended() -> String {
    let element = "<v:desk v:floor=\"3\">\n      <v:room>Atlas</v:room>\n    </v:desk>\n    ";
    SMALL
        .replace("    entity=", "    xmlns:v=\"urn:example:vendor\"\n    entity=")
        .replace("<contact ", &format!("{element}<contact "))
        .replace("<rpid:activities ", "<rpid:activities v:source=\"calendar\" ")
        .replacen("T11:42:07Z", "T12:42:07.250+01:00", 1)
}

/// The extended document with a comment. By itself, because some peers refuse comments.
#[must_use]
pub fn commented() -> String {
    extended().replace("  <dm:device ", "  <!-- at the office -->\n  <dm:device ")
}

/// Each document with its name.
#[must_use]
pub fn all() -> [(&'static str, String); 4] {
    [
        ("2KB", SMALL.to_owned()),
        ("200KB", large()),
        ("extended", extended()),
        ("commented", commented()),
    ]
}
