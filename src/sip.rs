//! What a SIP stack puts into header fields and responses for the documents of this library.

use crate::xml::Application;
use crate::{AnyDocument, Error, ErrorKind, ReadOptions};

/// The value of the header field `Accept` in a SUBSCRIBE for an event package, such as `presence` or
/// `dialog.winfo`: the MIME types of the documents of the package that the default
/// [`registry`](crate::registry) knows. Empty, if it knows none.
///
/// ```
/// use sip_payloads::sip;
///
/// assert_eq!(sip::accept("presence"), "application/pidf+xml");
/// # #[cfg(feature = "events")] {
/// assert_eq!(sip::accept("dialog"), "application/dialog-info+xml");
/// assert_eq!(sip::accept("dialog.winfo"), "application/watcherinfo+xml");
/// assert_eq!(sip::accept("message-summary"), "application/simple-message-summary");
/// # }
/// assert_eq!(sip::accept("refer"), "");
/// ```
pub fn accept(event_package: &str) -> String {
    let mut types: Vec<&str> = Vec::new();
    for application in crate::registry().applications_for_event_package(event_package) {
        types.extend(application.content_types());
    }
    #[cfg(feature = "events")]
    {
        use crate::events::message_summary::MessageSummary;
        if event_package == MessageSummary::EVENT_PACKAGE {
            types.push(MessageSummary::CONTENT_TYPE);
        }
    }
    types.join(", ")
}

/// Reads the XML body of a NOTIFY by its event package, for a message without a Content-Type.
///
/// ```
/// use sip_payloads::presence::Pidf;
/// use sip_payloads::{ReadOptions, sip};
///
/// let body = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:alice@example.com'/>";
/// let document = sip::read_notify("presence", body, &ReadOptions::tolerant())?;
/// assert_eq!(document.root::<Pidf>().unwrap().entity, "pres:alice@example.com");
/// assert!(sip::read_notify("refer", body, &ReadOptions::tolerant()).is_err());
/// # Ok::<(), sip_payloads::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::UnknownDocument`] for an event package without XML documents, and those of reading.
pub fn read_notify(
    event_package: &str,
    body: impl AsRef<[u8]>,
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    let mut known = crate::registry().applications_for_event_package(event_package);
    match known.find_map(|application| application.content_types().first()) {
        Some(content_type) => crate::read(Some(content_type), body, options),
        None => {
            let message =
                format!("no document type is known for the event package {event_package:?}");
            Err(Error::new(ErrorKind::UnknownDocument, message))
        }
    }
}

/// The value of the header field `Allow-Events`: the event packages whose documents the default
/// [`registry`](crate::registry) knows, in the order of the alphabet.
///
/// ```
/// # #[cfg(feature = "full")]
/// assert_eq!(
///     sip_payloads::sip::allow_events(),
///     "conference, consent-pending-additions, dialog, message-summary, presence, presence.winfo, reg, xcap-diff"
/// );
/// ```
pub fn allow_events() -> String {
    let mut packages: Vec<_> =
        crate::registry().applications().filter_map(Application::event_package).collect();
    #[cfg(feature = "events")]
    packages.push(crate::events::message_summary::MessageSummary::EVENT_PACKAGE);
    packages.sort_unstable();
    packages.dedup();
    packages.join(", ")
}

/// The status code of the response to a NOTIFY or PUBLISH whose body could not be read.
///
/// - 200 for an empty body, which every NOTIFY of a pending subscription has (RFC 6665 §4.1.3);
/// - 413 if a limit was exceeded;
/// - 415, with the header field [`Accept`](accept), for an unknown type or encoding;
/// - 500 if the fault is not in the body;
/// - 400 otherwise. The [message](Error::message) says what is wrong and where.
///
/// ```
/// use sip_payloads::presence::Pidf;
/// use sip_payloads::sip;
///
/// let status = |body: &str| sip::status(&sip_payloads::parse::<Pidf>(body).unwrap_err());
/// assert_eq!(status(""), 200);
/// assert_eq!(status("<presence"), 400);
/// let error = sip_payloads::read(Some("text/html"), "<p/>", &Default::default()).unwrap_err();
/// assert_eq!(sip::status(&error), 415);
/// ```
pub fn status(error: &Error) -> u16 {
    match error.kind() {
        ErrorKind::EmptyDocument => 200,
        ErrorKind::Limit => 413,
        ErrorKind::UnknownDocument | ErrorKind::Encoding => 415,
        ErrorKind::NotWritable | ErrorKind::Conflict => 500,
        _ => 400,
    }
}
