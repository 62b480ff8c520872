//! The documents of RFC 5438.

use super::*;

sip_payloads_testkit::reading!(Imdn);

const DOCUMENT: &str = "<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>34jk324j</message-id>\
    <datetime>2008-04-04T12:16:49-05:00</datetime><recipient-uri>im:bob@example.com</recipient-uri>\
    <original-recipient-uri>im:b@example.com</original-recipient-uri><subject>tide</subject>\
    <delivery-notification><status><delivered/></status></delivery-notification></imdn>";

#[test]
fn imdn_1_a_notification_is_read_field_by_field() {
    let imdn = strict(DOCUMENT).unwrap();
    assert_eq!(imdn.message_id.as_str(), "34jk324j");
    assert_eq!(imdn.datetime, "2008-04-04T12:16:49-05:00");
    assert_eq!(imdn.recipient_uri.as_ref().unwrap(), "im:bob@example.com");
    assert_eq!(imdn.original_recipient_uri.as_ref().unwrap(), "im:b@example.com");
    assert_eq!(imdn.subject.as_deref(), Some("tide"));
    assert_eq!(imdn.notification, Some(DeliveryOutcome::Delivered.into()));
    assert_eq!(strict(&imdn.to_xml().unwrap()).unwrap(), imdn);
}

#[test]
fn imdn_1_what_belongs_together_is_demanded() {
    for (from, to, kind) in [
        ("<message-id>34jk324j</message-id>", "", ErrorKind::MissingElement),
        ("<datetime>2008-04-04T12:16:49-05:00</datetime>", "", ErrorKind::MissingElement),
        ("<recipient-uri>im:bob@example.com</recipient-uri>", "", ErrorKind::MissingElement),
        (
            "<original-recipient-uri>im:b@example.com</original-recipient-uri>",
            "",
            ErrorKind::MissingElement,
        ),
        ("<delivered/>", "", ErrorKind::MissingElement),
        ("<delivered/>", "<displayed/>", ErrorKind::MissingElement),
        ("<delivered/>", "<delivered/><failed/>", ErrorKind::TooMany),
    ] {
        let xml = DOCUMENT.replacen(from, to, 1);
        assert_eq!(strict(&xml).unwrap_err().kind(), kind, "{xml}");
        let kept = tolerant(&xml).document;
        assert_eq!(tolerant(&kept.to_xml().unwrap()).document, kept, "{xml}");
    }
    // The schema allows a notification that says nothing; the text does not.
    let xml = DOCUMENT.replace(
        "<delivery-notification><status><delivered/></status></delivery-notification>",
        "",
    );
    assert_eq!(tolerant(&xml).diagnostics.len(), 1);
    assert!(strict(&xml).is_ok());
}

#[test]
fn imdn_2_every_status_is_read() {
    let read = |element: &str, status: &str| {
        let xml = DOCUMENT
            .replace("delivery-notification", element)
            .replace("<delivered/>", &format!("<{status}/>"));
        strict(&xml).map(|imdn| imdn.notification)
    };
    for (element, status, notification) in [
        ("delivery-notification", "failed", DeliveryOutcome::Failed.into()),
        ("delivery-notification", "forbidden", DeliveryOutcome::Forbidden.into()),
        ("delivery-notification", "error", DeliveryOutcome::Error.into()),
        ("display-notification", "displayed", DisplayOutcome::Displayed.into()),
        ("display-notification", "forbidden", DisplayOutcome::Forbidden.into()),
        ("display-notification", "error", DisplayOutcome::Error.into()),
        ("processing-notification", "processed", ProcessingOutcome::Processed.into()),
        ("processing-notification", "stored", ProcessingOutcome::Stored.into()),
        ("processing-notification", "forbidden", ProcessingOutcome::Forbidden.into()),
        ("processing-notification", "error", ProcessingOutcome::Error.into()),
    ] {
        let notification: Notification = notification;
        assert_eq!(read(element, status).unwrap(), Some(notification), "{element} {status}");
    }
    assert!(read("display-notification", "delivered").is_err());
    assert!(read("processing-notification", "displayed").is_err());
}
