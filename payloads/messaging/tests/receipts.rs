//! Receipts (RFC 5438): the rules for those who ask, those who answer, and those between them.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use proptest::prelude::*;
use sip_messaging::cpim::{Address, Content, Message};
use sip_messaging::imdn::{
    DeliveryOutcome, Disclosure, DisclosurePolicy, DisplayOutcome, Disposition, Imdn, Matched,
    Notification, Owed, ProcessingOutcome, SentMessages, aggregate,
};
use sip_messaging::ns;
use xml_app_core::{AnyUri, ReadOptions, Registry};

fn address(uri: &str) -> Address {
    format!("<{uri}>").parse().unwrap()
}

fn uri(uri: &str) -> AnyUri {
    uri.parse().unwrap()
}

/// Alice's message to Bob, with these headers.
fn message(headers: &str) -> Message {
    let body = format!(
        "From: Alice <im:alice@example.com>\r\nTo: Bob <im:bob@example.com>\r\n\
         NS: imdn <urn:ietf:params:imdn>\r\n{headers}\r\nContent-Type: text/plain\r\n\r\nHello World"
    );
    Message::read(body, &ReadOptions::strict()).unwrap().document
}

fn asking(dispositions: &str) -> Message {
    message(&format!(
        "imdn.Message-ID: 34jk324j\r\nDateTime: 2008-04-04T12:16:49-05:00\r\n\
         imdn.Disposition-Notification: {dispositions}\r\n"
    ))
}

fn bob(message: &Message) -> Option<Owed> {
    Owed::by_recipient(message, &"Bob <im:bob@example.com>".parse().unwrap())
}

fn text(message: &Message) -> String {
    String::from_utf8(message.to_bytes().unwrap()).unwrap()
}

#[test]
fn imdn_3_a_receipt_has_the_time_and_the_recipients_of_the_message() {
    let asks = "imdn.Message-ID: 34jk324j\r\nDateTime: 2008-04-04T12:16:49-05:00\r\n\
        Subject:;lang=en Lunch\r\nimdn.Original-To: <im:team@example.com>\r\n\
        imdn.Disposition-Notification: display\r\n";
    let receipt = bob(&message(asks)).unwrap().notify(DisplayOutcome::Displayed).unwrap();
    let imdn = receipt.document();
    assert_eq!(imdn.message_id.as_str(), "34jk324j");
    assert_eq!(imdn.datetime, "2008-04-04T12:16:49-05:00");
    assert_eq!(imdn.recipient_uri.as_ref().unwrap(), "im:bob@example.com");
    assert_eq!(imdn.original_recipient_uri.as_ref().unwrap(), "im:team@example.com");
    assert_eq!(imdn.subject.as_deref(), Some("Lunch"));

    // The schema groups the two, so without Original-To the recipient is in both, as in §7.2.1.1.
    let receipt = bob(&asking("display")).unwrap().notify(DisplayOutcome::Displayed).unwrap();
    assert_eq!(receipt.document().original_recipient_uri.as_ref().unwrap(), "im:bob@example.com");
}

#[test]
fn imdn_3_the_recipient_is_the_one_of_several_that_is_me() {
    let asks = "To: Carol <im:carol@example.com>\r\nimdn.Message-ID: 1\r\n\
        imdn.Disposition-Notification: display\r\n";
    let me = address("im:carol@EXAMPLE.com");
    let mut owed = Owed::by_recipient(&message(asks), &me).unwrap();
    let receipt = owed.notify(DisplayOutcome::Displayed).unwrap();
    assert_eq!(receipt.document().recipient_uri.as_ref().unwrap(), "im:carol@example.com");
    assert_eq!(receipt.document().datetime, "", "nothing is made up");
}

/// RFC 5438 §7.1: a receipt says which recipient it is from, also one in `cc`.
#[test]
fn imdn_3_the_recipient_may_be_in_cc() {
    let asks = "cc: Carol <im:carol@example.com>\r\nimdn.Message-ID: 1\r\n\
        imdn.Disposition-Notification: positive-delivery\r\n";
    let of = |me: &str| {
        let mut owed = Owed::by_recipient(&message(asks), &address(me)).unwrap();
        let document = owed.notify(DeliveryOutcome::Delivered).unwrap().document().clone();
        (document.recipient_uri.unwrap(), document.original_recipient_uri.unwrap())
    };
    let carol = uri("im:carol@example.com");
    assert_eq!(of("im:carol@example.com"), (carol.clone(), carol));
    // Who is neither in To nor in cc was reached by the first one in To.
    assert_eq!(of("im:dave@example.com").0, "im:bob@example.com");
}

#[test]
fn imdn_4_headers_are_found_by_their_namespace() {
    let body = "From: <im:alice@example.com>\r\nNS: r <urn:ietf:params:imdn>\r\n\
        NS: x <urn:example:other>\r\nx.Message-ID: 1\r\nr.message-id: 2\r\nr.Message-ID: 3\r\n\
        r.Disposition-Notification: Display, processing\r\n\r\nContent-Type: text/plain\r\n\r\n";
    let message = Message::read(body, &ReadOptions::strict()).unwrap().document;
    assert_eq!(message.message_id().unwrap(), "3");
    assert!(message.asks_for(&Disposition::Processing));
    assert!(!message.asks_for(&Disposition::Display), "upper and lower case differ");
}

#[test]
fn imdn_5_the_list_of_dispositions_may_be_empty_and_have_unknown_words_and_parameters() {
    assert_eq!(asking("").disposition_requests(), []);
    assert!(bob(&asking("")).is_none());
    assert_eq!(message("imdn.Message-ID: 1\r\n").disposition_requests(), []);

    let requests =
        asking("display;a=b ; c=\"d, e; f\" ,x-read,, negative-delivery").disposition_requests();
    let words: Vec<_> = requests.iter().map(|request| request.disposition.to_string()).collect();
    assert_eq!(words, ["display", "x-read", "negative-delivery"]);
    let parameter = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(requests[0].parameters, [parameter("a", "b"), parameter("c", "\"d, e; f\"")]);

    // Nobody understands x-read.
    let mut owed = bob(&asking("x-read")).unwrap();
    assert!(owed.notify(DisplayOutcome::Displayed).is_none());
}

#[test]
fn imdn_6_the_documents_of_7_2_1() {
    let mut owed = bob(&asking("positive-delivery, display")).unwrap();
    let delivered = owed.notify(DeliveryOutcome::Delivered).unwrap();
    let delivered = delivered.to_message(&"d834jied93rf".parse().unwrap()).unwrap();
    assert_eq!(
        text(&delivered),
        "From: Bob <im:bob@example.com>\r\nTo: Alice <im:alice@example.com>\r\n\
         NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: d834jied93rf\r\n\r\n\
         Content-Type: message/imdn+xml\r\nContent-Disposition: notification\r\n\r\n\
         <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\">\
         <message-id>34jk324j</message-id><datetime>2008-04-04T12:16:49-05:00</datetime>\
         <recipient-uri>im:bob@example.com</recipient-uri>\
         <original-recipient-uri>im:bob@example.com</original-recipient-uri>\
         <delivery-notification><status><delivered/></status></delivery-notification></imdn>\n"
    );
    let displayed = owed.notify(DisplayOutcome::Displayed).unwrap();
    let displayed = displayed.to_message(&"dfjkleriou432333".parse().unwrap()).unwrap();
    assert!(text(&displayed).contains("<display-notification><status><displayed/></status>"));
}

#[test]
fn imdn_6_one_notification_of_a_kind_and_never_processing_from_a_recipient() {
    let mut owed = bob(&asking("positive-delivery,negative-delivery,display,processing")).unwrap();
    assert!(owed.notify(ProcessingOutcome::Processed).is_none());
    assert!(owed.notify(DeliveryOutcome::Delivered).is_some());
    assert!(owed.notify(DeliveryOutcome::Failed).is_none());
    assert!(owed.notify(DisplayOutcome::Error).is_some());
    assert!(owed.notify(DisplayOutcome::Displayed).is_none());

    // Only failures are asked for: a delivery is not told, and a failure after it still is.
    let mut owed = bob(&asking("negative-delivery")).unwrap();
    assert!(owed.notify(DeliveryOutcome::Delivered).is_none());
    assert!(owed.notify(DeliveryOutcome::Failed).is_some());
}

#[test]
fn an_error_of_delivery_is_told_if_either_kind_of_delivery_is_asked_for() {
    for asked in ["positive-delivery", "negative-delivery"] {
        for outcome in [DeliveryOutcome::Error, DeliveryOutcome::Forbidden] {
            assert!(bob(&asking(asked)).unwrap().notify(outcome).is_some(), "{asked} {outcome:?}");
        }
    }
    assert!(bob(&asking("display")).unwrap().notify(DeliveryOutcome::Error).is_none());
}

#[test]
fn imdn_6_a_notification_never_asks_and_is_never_answered() {
    let mut imdn = Imdn::new("1".parse().unwrap(), String::new());
    imdn.notification = Some(DeliveryOutcome::Delivered.into());
    let single = aggregate(std::slice::from_ref(&imdn)).unwrap();
    let several = aggregate(&[imdn.clone(), imdn]).unwrap();
    let marked = Content::text("").with_header("content-disposition", "Notification; x=y");
    for content in [single, several, marked] {
        let notification = Message { content, ..asking("display") };
        assert!(notification.is_notification());
        assert_eq!(notification.disposition_requests(), []);
        assert!(bob(&notification).is_none());
        let id = "2".parse().unwrap();
        let time = "2008-04-04T12:16:49-05:00".parse().unwrap();
        let same =
            notification.clone().with_disposition_requests(&id, &time, &[Disposition::Display]);
        assert_eq!(same, notification);
        assert_eq!(notification.clone().with_imdn_record_route(&address("im:x@y")), notification);
    }
    assert!(!asking("display").is_notification());
}

#[test]
fn imdn_6_record_routes_become_routes_in_their_order() {
    let asks = "imdn.Message-ID: 1\r\nimdn.Disposition-Notification: display\r\n\
        imdn.IMDN-Record-Route: Two <im:two@example.com>\r\n\
        imdn.IMDN-Record-Route: <im:one@example.com>\r\n";
    let receipt = bob(&message(asks)).unwrap().notify(DisplayOutcome::Displayed).unwrap();
    assert_eq!(receipt.next_hop(), "im:two@example.com");
    let reply = receipt.to_message(&"2".parse().unwrap()).unwrap();
    let routes: Vec<_> = reply.headers_named(ns::IMDN_HEADERS, "IMDN-Route").collect();
    let routes: Vec<_> = routes.iter().map(|route| route.value.as_str()).collect();
    assert_eq!(routes, ["Two <im:two@example.com>", "<im:one@example.com>"]);
    assert!(reply.header(ns::IMDN_HEADERS, "IMDN-Record-Route").is_none());

    let receipt = bob(&asking("display")).unwrap().notify(DisplayOutcome::Displayed).unwrap();
    assert_eq!(receipt.next_hop(), "im:alice@example.com");
}

#[test]
fn imdn_6_nothing_is_owed_to_a_sender_that_cannot_be_reached_or_gave_no_id() {
    let of = |from: &str, id: &str| {
        let body = format!(
            "{from}{id}imdn.Disposition-Notification: display\r\n\r\nContent-Type: text/plain\r\n\r\n"
        );
        let message = Message::read(body, &ReadOptions::tolerant()).unwrap().document;
        bob(&message).is_some()
    };
    let (alice, id) = ("From: <im:alice@example.com>\r\n", "imdn.Message-ID: 1\r\n");
    assert!(of(alice, id));
    assert!(!of(alice, ""));
    assert!(!of("", id));
    assert!(!of("From: <sip:anonymous@Anonymous.invalid;x=y>\r\n", id));
}

/// A header can have control characters as escapes (RFC 3862 §2.3), XML cannot.
#[test]
fn nothing_is_told_that_xml_cannot_have() {
    assert!(
        bob(&message("imdn.Message-ID: a\\u0000b\r\nimdn.Disposition-Notification: display\r\n"))
            .is_none()
    );
    let asks =
        "imdn.Message-ID: 1\r\nSubject: a\\u0001b\r\nimdn.Disposition-Notification: display\r\n";
    let receipt = bob(&message(asks)).unwrap().notify(DisplayOutcome::Displayed).unwrap();
    assert_eq!(receipt.document().subject, None);
    assert!(receipt.to_message(&"2".parse().unwrap()).is_ok());
}

#[test]
fn imdn_7_original_to_is_set_once() {
    let list = asking("display").redirected_to(&address("im:carol@example.com"));
    assert_eq!(list.original_recipient().unwrap().to_string(), "Bob <im:bob@example.com>");
    let again = list.redirected_to(&address("im:carol@phone.example.com"));
    assert_eq!(again.original_recipient().unwrap().uri, "im:bob@example.com");
    assert_eq!(again.headers_named(ns::IMDN_HEADERS, "Original-To").count(), 1);
    assert_eq!(again.recipients().count(), 1);
}

#[test]
fn imdn_7_the_aggregate_of_8_3() {
    let of = |notification: Notification| {
        let mut imdn =
            Imdn::new("34jk324j".parse().unwrap(), "2008-04-04T12:16:49-05:00".to_owned());
        imdn.notification = Some(notification);
        imdn
    };
    let both = [of(DeliveryOutcome::Delivered.into()), of(DisplayOutcome::Displayed.into())];
    let message = Message::new(aggregate(&both).unwrap());
    let written = Message::read(message.to_bytes().unwrap(), &ReadOptions::strict()).unwrap();
    let read = written.document.notifications(&Registry::empty(), &ReadOptions::strict());
    let read: Vec<_> = read.into_iter().map(|imdn| imdn.unwrap().document).collect();
    assert_eq!(read, both);
    assert_eq!(message.content.content_type().unwrap().essence(), "multipart/mixed");
}

#[test]
fn imdn_7_a_broken_part_is_an_error_at_its_place() {
    let body = "NS: imdn <urn:ietf:params:imdn>\r\n\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n\
        --b\r\nContent-Type: message/imdn+xml\r\n\r\n<imdn\r\n\
        --b\r\nContent-Type: text/plain\r\n\r\nnot one\r\n\
        --b\r\nContent-Type: message/imdn+xml\r\n\r\n<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\">\
        <message-id>1</message-id><datetime/></imdn>\r\n--b--\r\n";
    let message = Message::read(body, &ReadOptions::tolerant()).unwrap().document;
    let read = message.notifications(&Registry::empty(), &ReadOptions::tolerant());
    assert_eq!(read.len(), 2);
    assert!(read[0].is_err());
    assert_eq!(read[1].as_ref().unwrap().document.message_id.as_str(), "1");
}

#[test]
fn imdn_8_after_an_error_response_nothing_is_owed() {
    let mut owed = bob(&asking("positive-delivery, negative-delivery, display")).unwrap();
    owed.answered(603);
    assert!(owed.notify(DeliveryOutcome::Failed).is_none());
    let mut owed = bob(&asking("negative-delivery")).unwrap();
    owed.answered(202);
    assert!(owed.notify(DeliveryOutcome::Failed).is_some(), "a gateway learns it later");
    for status in [100, 199] {
        let mut owed = bob(&asking("positive-delivery")).unwrap();
        owed.answered(status);
        assert!(owed.notify(DeliveryOutcome::Delivered).is_some(), "{status} is no final response");
        let mut owed = bob(&asking("positive-delivery")).unwrap();
        owed.answered(486);
        owed.answered(status);
        assert!(owed.notify(DeliveryOutcome::Delivered).is_none(), "the final response stays");
    }
}

#[test]
fn imdn_8_an_intermediary_tells_failures_and_never_deliveries() {
    let list = address("im:list@example.com");
    let message = asking("positive-delivery, negative-delivery, display, processing");
    let mut owed = Owed::by_intermediary(&message, &list).unwrap();
    assert!(owed.next_hop_answered(200).is_none());
    assert!(owed.next_hop_answered(302).is_none());
    assert!(owed.notify(DeliveryOutcome::Delivered).is_none());
    assert!(owed.notify(DisplayOutcome::Displayed).is_none());
    let receipt = owed.next_hop_answered(486).unwrap();
    assert_eq!(receipt.document().notification, Some(DeliveryOutcome::Failed.into()));
    // §12.2: the URI of the recipient, not of the intermediary.
    assert_eq!(receipt.document().recipient_uri.as_ref().unwrap(), "im:bob@example.com");
    assert!(owed.next_hop_answered(500).is_none());
    assert!(owed.notify(ProcessingOutcome::Stored).is_some());
    assert!(owed.notify(ProcessingOutcome::Processed).is_none());
    let mut owed = Owed::by_intermediary(&asking("positive-delivery"), &list).unwrap();
    assert!(owed.next_hop_answered(404).is_none(), "not asked for");
}

#[test]
fn a_policy_forbids_or_is_silent() {
    let policy = DisclosurePolicy {
        delivery: Disclosure::Forbid,
        display: Disclosure::Silent,
        processing: Disclosure::Tell,
    };
    let mut owed = bob(&asking("positive-delivery, display")).unwrap().with_policy(policy);
    let receipt = owed.notify(DeliveryOutcome::Delivered).unwrap();
    assert_eq!(receipt.document().notification, Some(DeliveryOutcome::Forbidden.into()));
    assert!(owed.notify(DisplayOutcome::Displayed).is_none());
}

/// A receipt about the message `1`.
fn receipt(from: &str, original: &str, notification: impl Into<Notification>) -> Imdn {
    let mut imdn = Imdn::new("1".parse().unwrap(), String::new());
    imdn.recipient_uri = (!from.is_empty()).then(|| uri(from));
    imdn.original_recipient_uri = (!original.is_empty()).then(|| uri(original));
    imdn.notification = Some(notification.into());
    imdn
}

fn sent_to(recipients: &[&str]) -> SentMessages {
    let mut sent = SentMessages::new();
    sent.sent("1", recipients.iter().map(|recipient| uri(recipient)));
    sent
}

fn progress(sent: &SentMessages) -> String {
    sent.get("1").unwrap().progress().to_string()
}

#[test]
fn receipts_are_counted_over_recipients() {
    let five = ["im:a@x", "im:b@x", "im:c@x", "im:d@x", "im:e@x"];
    let mut sent = sent_to(&five);
    assert_eq!(progress(&sent), "sent to 5");
    for from in ["im:a@x", "im:b@X"] {
        let imdn = receipt(from, from, DisplayOutcome::Displayed);
        assert_eq!(sent.received(&imdn), Matched::Noted);
    }
    for from in ["im:a@x", "im:c@x"] {
        let imdn = receipt(from, from, DeliveryOutcome::Delivered);
        assert_eq!(sent.received(&imdn), Matched::Noted);
    }
    assert_eq!(
        sent.received(&receipt("im:c@x", "im:c@x", DeliveryOutcome::Delivered)),
        Matched::Repeated
    );
    // What is displayed was delivered, also where no receipt says so.
    assert_eq!(progress(&sent), "delivered to 3 of 5, displayed by 2");
    let failed = receipt("im:d@x", "im:d@x", DeliveryOutcome::Failed);
    assert_eq!(sent.received(&failed), Matched::Noted);
    let stored = receipt("im:e@x", "im:e@x", ProcessingOutcome::Stored);
    assert_eq!(sent.received(&stored), Matched::Noted);
    assert_eq!(
        progress(&sent),
        "delivered to 3 of 5, displayed by 2, not delivered to 1, processed for 1"
    );
}

#[test]
fn the_members_of_a_list_take_its_place() {
    let mut sent = sent_to(&["im:team@x"]);
    for from in ["im:a@x", "im:b@x"] {
        let imdn = receipt(from, "im:team@x", DeliveryOutcome::Delivered);
        assert_eq!(sent.received(&imdn), Matched::Noted);
    }
    assert_eq!(progress(&sent), "delivered to 2 of 2");
    let recipients: Vec<_> =
        sent.get("1").unwrap().recipients().map(|one| one.uri.as_str()).collect();
    assert_eq!(recipients, ["im:a@x", "im:b@x"]);
}

/// A later receipt of another address does not take back what an address got itself.
#[test]
fn who_got_the_message_stays_a_recipient() {
    let own = receipt("im:bob@x", "im:bob@x", DeliveryOutcome::Delivered);
    let other = receipt("im:bob2@x", "im:bob@x", DeliveryOutcome::Failed);
    for order in [[&own, &other], [&other, &own]] {
        let mut sent = sent_to(&["im:bob@x"]);
        for imdn in order {
            assert_eq!(sent.received(imdn), Matched::Noted);
        }
        assert_eq!(progress(&sent), "delivered to 1 of 2, not delivered to 1");
    }
    // The server of a list says that it processed the message (§8.1), and is no recipient.
    let mut sent = sent_to(&["im:team@x"]);
    let processed = receipt("im:team@x", "im:team@x", ProcessingOutcome::Processed);
    assert_eq!(sent.received(&processed), Matched::Noted);
    assert_eq!(progress(&sent), "processed for 1 of 1");
    let member = receipt("im:a@x", "im:team@x", DeliveryOutcome::Delivered);
    assert_eq!(sent.received(&member), Matched::Noted);
    assert_eq!(progress(&sent), "delivered to 1 of 1");
}

#[test]
fn receipts_that_do_not_say_from_whom_they_are() {
    // From the only recipient, or counted, but never more of them than recipients.
    let hidden = receipt("", "", DeliveryOutcome::Delivered);
    let mut sent = sent_to(&["im:a@x"]);
    assert_eq!(sent.received(&hidden), Matched::Noted);
    assert_eq!(sent.received(&hidden), Matched::Repeated);
    assert_eq!(progress(&sent), "delivered to 1 of 1");
    let mut sent = sent_to(&["im:a@x", "im:b@x"]);
    for _ in 0..3 {
        assert_eq!(sent.received(&hidden), Matched::Noted);
    }
    assert_eq!(progress(&sent), "delivered to 2 of 2");
}

#[test]
fn of_several_devices_the_best_outcome_counts() {
    let mut sent = sent_to(&["im:a@x"]);
    for (outcome, matched) in [
        (DeliveryOutcome::Failed, Matched::Noted),
        (DeliveryOutcome::Delivered, Matched::Noted),
        (DeliveryOutcome::Failed, Matched::Repeated),
    ] {
        assert_eq!(sent.received(&receipt("im:a@x", "im:a@x", outcome)), matched);
    }
    assert_eq!(progress(&sent), "delivered to 1 of 1");
}

#[test]
fn unknown_and_empty_receipts_and_limits() {
    let mut sent = SentMessages::new().with_most(2);
    for id in ["0", "1", "2"] {
        sent.sent(id, [uri("im:a@x")]);
    }
    assert_eq!(sent.iter().map(|(id, _)| id).collect::<Vec<_>>(), ["1", "2"]);
    let mut imdn = receipt("im:a@x", "im:a@x", DeliveryOutcome::Delivered);
    imdn.notification = None;
    assert_eq!(sent.received(&imdn), Matched::Empty);
    imdn.message_id = "0".parse().unwrap();
    assert_eq!(sent.received(&imdn), Matched::Unknown);
    sent.forget("1");
    assert!(sent.get("1").is_none());

    let mut sent = sent_to(&["im:team@x"]);
    let member =
        |number: usize| receipt(&format!("im:{number}@x"), "im:team@x", DeliveryOutcome::Delivered);
    let most = sip_messaging::imdn::SentMessage::MOST_RECIPIENTS;
    let noted = (0..most + 5).filter(|number| sent.received(&member(*number)) == Matched::Noted);
    assert_eq!(noted.count(), most - 1);
    assert_eq!(sent.received(&member(most)), Matched::TooMany);
}

fn outcomes() -> impl Strategy<Value = Notification> {
    prop::sample::select(vec![
        Notification::from(DeliveryOutcome::Delivered),
        DeliveryOutcome::Failed.into(),
        DeliveryOutcome::Forbidden.into(),
        DeliveryOutcome::Error.into(),
        DisplayOutcome::Displayed.into(),
        DisplayOutcome::Forbidden.into(),
        DisplayOutcome::Error.into(),
        ProcessingOutcome::Processed.into(),
        ProcessingOutcome::Stored.into(),
        ProcessingOutcome::Forbidden.into(),
        ProcessingOutcome::Error.into(),
    ])
}

fn disclosures() -> impl Strategy<Value = Disclosure> {
    prop::sample::select(vec![Disclosure::Tell, Disclosure::Forbid, Disclosure::Silent])
}

proptest! {
    #[test]
    fn a_message_gets_at_most_one_receipt_of_a_kind_and_only_those_it_asks_for(
        asked in prop::sample::subsequence(
            vec!["positive-delivery", "negative-delivery", "display", "processing", "x-other"], 1..5,
        ),
        policy in (disclosures(), disclosures(), disclosures()),
        is_recipient in any::<bool>(),
        happened in prop::collection::vec(outcomes(), 0..20),
    ) {
        let message = asking(&asked.join(", "));
        let me = address("im:bob@example.com");
        let owed = match is_recipient {
            true => Owed::by_recipient(&message, &me),
            false => Owed::by_intermediary(&message, &me),
        };
        let (delivery, display, processing) = policy;
        let mut owed = owed.unwrap().with_policy(DisclosurePolicy { delivery, display, processing });
        let mut told = Vec::new();
        for notification in happened {
            if let Some(receipt) = owed.notify(notification) {
                let message = receipt.to_message(&"2".parse().unwrap()).unwrap();
                prop_assert!(bob(&message).is_none());
                let document = receipt.document();
                prop_assert!(Registry::empty().validate::<Imdn>(document).is_ok());
                let (kind, words) = match document.notification.as_ref().unwrap() {
                    Notification::Delivery(_) => ("delivery", ["positive-delivery", "negative-delivery"]),
                    Notification::Display(_) => ("display", ["display"; 2]),
                    Notification::Processing(_) => ("processing", ["processing"; 2]),
                };
                prop_assert!(words.iter().any(|word| asked.contains(word)));
                prop_assert!(!told.contains(&kind));
                told.push(kind);
            }
        }
    }
}
