//! RFC 4662 §5: the document that notifications about lists begin with.

use super::*;

sip_payloads_testkit::reading!(List);

const LIST: &str = "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:friends@example.com\" version=\"7\" \
    fullState=\"true\" cid=\"a@b\" extra=\"x\"><name xml:lang=\"en\">Friends</name><name xml:lang=\"de\">Freunde</name>\
    <resource uri=\"sip:bob@example.com\"><name>Bob</name><instance id=\"1\" state=\"active\" cid=\"c@d\">\
    <any xmlns=\"urn:x\"/></instance><instance id=\"2\" state=\"terminated\" reason=\"rejected\"/></resource>\
    <resource uri=\"sip:dave@example.com\"/></list>";

#[test]
fn rlmi_3_a_list_is_read_field_by_field() {
    let list = strict(LIST).unwrap();
    assert_eq!(
        (list.uri.as_str(), list.version, list.full_state),
        ("sip:friends@example.com", 7, true)
    );
    assert_eq!(list.cid.as_deref(), Some("a@b"));
    assert_eq!(list.names[1].lang.as_ref().unwrap().as_str(), "de");
    let bob = &list.resources[0];
    assert_eq!(bob.names[0].text, "Bob");
    assert_eq!(bob.instances[0].cid.as_deref(), Some("c@d"));
    assert_eq!(bob.instances[1].state, InstanceState::Terminated);
    assert_eq!(bob.instances[1].reason.as_deref(), Some("rejected"));
    assert_eq!(bob.best_instance().unwrap().id, "1");
    assert!(list.resources[1].instances.is_empty());
    let written = list.to_xml().unwrap();
    assert!(written.contains("extra=\"x\""), "{written}");
    assert_eq!(strict(&written).unwrap(), list);
}

#[test]
fn rlmi_2_what_is_mandatory_is_demanded() {
    for part in [
        " uri=\"sip:friends@example.com\"",
        " version=\"7\"",
        " fullState=\"true\"",
        " state=\"active\"",
    ] {
        assert!(strict(&LIST.replacen(part, "", 1)).is_err(), "{part}");
    }
    // Case B09: an empty list is a list.
    let empty = "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:a@b\" version=\"0\" fullState=\"true\"></list>";
    assert!(strict(empty).unwrap().resources.is_empty());
}

#[test]
fn rlmi_3_what_the_text_demands_is_a_warning() {
    for (from, to) in [
        (" cid=\"c@d\"", ""),
        (" reason=\"rejected\"", ""),
        ("id=\"2\"", "id=\"1\""),
        ("sip:dave@example.com", "sip:bob@example.com"),
    ] {
        let xml = LIST.replacen(from, to, 1);
        let found = tolerant(&xml).diagnostics;
        assert_eq!(found.len(), 1, "{from}: {found:?}");
        assert!(strict(&xml).is_ok(), "{from}");
    }
}

/// The list of RFC 4662 §6 in our words: a notification in several parts.
mod notifications {
    use sip_event_state::{Change, Notifier, Outcome, Subscriber};
    use xml_app_core::{Diagnostic, Error, ReadOptions, Reading, Registry};

    use super::super::*;

    fn registry() -> Registry {
        super::registry()
    }

    /// A list with these resources, and a part for each of these bodies.
    fn body(version: u32, is_full: bool, resources: &str, parts: &[(&str, &str)]) -> String {
        let mut body = format!(
            "--b\r\nContent-ID: <list@x>\r\nContent-Type: application/rlmi+xml\r\n\r\n\
             <list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:friends@x' version='{version}' \
             fullState='{is_full}'>{resources}</list>\r\n"
        );
        for (cid, text) in parts {
            body += &format!(
                "--b\r\nContent-ID: <{cid}>\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
            );
        }
        body + "--b--\r\n"
    }

    const TYPE: &str =
        "multipart/related;type=\"application/rlmi+xml\";start=\"<list@x>\";boundary=b";
    const BOB: &str =
        "<resource uri='sip:bob@x'><instance id='1' state='active' cid='bob@x'/></resource>";
    const JOE: &str = "<resource uri='sip:joe@x'><instance id='1' state='pending'/></resource>";

    fn read(
        content_type: &str,
        body: &str,
        options: &ReadOptions,
    ) -> Result<Reading<ListNotification>, Error> {
        ListNotification::read(&registry(), content_type, body, options)
    }

    fn tolerant(body: &str) -> (ListNotification, Vec<Diagnostic>) {
        let reading = read(TYPE, body, &ReadOptions::tolerant()).unwrap();
        (reading.document, reading.diagnostics)
    }

    fn text_of(notification: &ListNotification, place: usize) -> Option<String> {
        let instance = notification.list.resources.get(place)?.instances.first()?;
        let body = notification.body(instance)?;
        Some(String::from_utf8(body.bytes.to_vec()).unwrap())
    }

    #[test]
    fn rlmi_1_the_root_is_the_part_that_start_names_in_whatever_spelling() {
        let list = body(0, true, BOB, &[("bob@x", "at sea")]);
        for content_type in [
            TYPE,
            "multipart/related;start=list@x;boundary=b",
            "multipart/related;start=\"list@x\";boundary=b",
            "multipart/related;start=\"<nobody@x>\";boundary=b",
            "multipart/related;boundary=b",
        ] {
            let reading = read(content_type, &list, &ReadOptions::tolerant()).unwrap();
            assert_eq!(text_of(&reading.document, 0).as_deref(), Some("at sea"), "{content_type}");
        }
        // The root need not be the first part.
        let swapped = "--b\r\nContent-ID: <bob@x>\r\nContent-Type: text/plain\r\n\r\nat sea\r\n"
            .to_owned()
            + &body(0, true, BOB, &[]);
        assert_eq!(text_of(&tolerant(&swapped).0, 0).as_deref(), Some("at sea"));
    }

    /// RFC 2387 §3.2: `start` names a part of this multipart. A list inside can have a root of the same name.
    #[test]
    fn rlmi_1_the_root_of_a_list_inside_is_not_the_root() {
        let inner = body(3, true, JOE, &[]).replace("--b", "--i");
        let nested = format!(
            "--b\r\nContent-ID: <crew@x>\r\nContent-Type: multipart/related;boundary=i\r\n\r\n{inner}\r\n"
        );
        let outer = body(0, true, BOB, &[("bob@x", "at sea")]);
        let (notification, _) = tolerant(&[nested.as_str(), &outer].concat());
        assert_eq!(notification.list.version, 0);
        assert_eq!(text_of(&notification, 0).as_deref(), Some("at sea"));
        // Not even where no part of this multipart has that name.
        let other = [nested.as_str(), &outer.replace("<list@x>", "<other@x>")].concat();
        assert_eq!(tolerant(&other).0.list.version, 0);
    }

    #[test]
    fn rlmi_4_content_ids_match_with_brackets_and_escapes() {
        for cid in ["bob@x", "&lt;bob@x&gt;", "cid:bob@x", "bob%40x", " bob@x "] {
            let list =
                body(0, true, &BOB.replace("bob@x'/", &format!("{cid}'/")), &[("bob@x", "at sea")]);
            let (notification, diagnostics) = tolerant(&list);
            assert_eq!(text_of(&notification, 0).as_deref(), Some("at sea"), "{cid}");
            assert!(diagnostics.iter().all(|found| !found.is_error()), "{cid}: {diagnostics:?}");
        }
    }

    #[test]
    fn a_part_that_is_missing_is_said_of_its_instance_and_loses_no_resource() {
        let list = body(0, true, &[BOB, JOE].concat(), &[]);
        let (notification, diagnostics) = tolerant(&list);
        assert_eq!(notification.list.resources.len(), 2);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].path(), "/list/resource[1]/instance[1]");
        assert!(read(TYPE, &list, &ReadOptions::strict()).is_err());
        // One that nobody refers to, and one that nobody can refer to.
        let (_, unused) = tolerant(&body(0, true, JOE, &[("bob@x", "at sea")]));
        assert_eq!(unused.len(), 1);
        let nameless =
            body(0, true, JOE, &[("bob@x", "at sea")]).replace("Content-ID: <bob@x>\r\n", "");
        assert_eq!(tolerant(&nameless).1.len(), 1);
    }

    #[test]
    fn rlmi_7_a_signature_is_taken_off() {
        let inner = body(0, true, BOB, &[("bob@x", "at sea")]);
        let signed = format!(
            "--s\r\nContent-Type: {TYPE}\r\n\r\n{inner}\r\n\
             --s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--\r\n"
        );
        let reading =
            read("multipart/signed;boundary=s", &signed, &ReadOptions::tolerant()).unwrap();
        assert_eq!(text_of(&reading.document, 0).as_deref(), Some("at sea"));
    }

    #[test]
    fn rlmi_4_a_list_in_a_list_is_a_notification_of_its_own() {
        let inner = body(3, true, BOB, &[("bob@x", "at sea")]).replace("--b", "--i");
        let outer = body(
            0,
            true,
            "<resource uri='sip:crew@x'><instance id='1' state='active' cid='crew@x'/></resource>",
            &[],
        );
        let nested = format!(
            "--b\r\nContent-ID: <crew@x>\r\nContent-Type: multipart/related;boundary=i\r\n\r\n{inner}\r\n--b--\r\n"
        );
        let (notification, _) = tolerant(&outer.replace("--b--\r\n", &nested));
        let instance = &notification.list.resources[0].instances[0];
        let crew = notification.body(instance).unwrap();
        let crew = crew.list(&registry(), &ReadOptions::tolerant()).unwrap().document;
        assert_eq!((crew.list.version, text_of(&crew, 0).as_deref()), (3, Some("at sea")));
    }

    /// More parts than other bodies may have.
    #[test]
    fn a_list_can_have_thousands_of_resources() {
        let resources: String = (0..3_000)
            .map(|n| format!("<resource uri='sip:{n}@x'><instance id='1' state='active' cid='{n}@x'/></resource>"))
            .collect();
        let mut notification = tolerant(&body(0, true, &resources, &[])).0;
        for n in 0..3_000 {
            let body = ResourceBody::new("text/plain".parse().unwrap(), *b"at sea");
            notification.bodies.insert(format!("{n}@x"), body);
        }
        let written = notification.to_body("root@x").unwrap();
        let content_type = written.content_type.to_string();
        let options = ReadOptions::strict();
        let again = ListNotification::read(&registry(), &content_type, &written.bytes, &options);
        assert_eq!(again.unwrap().document, notification);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let (notification, _) =
            tolerant(&body(0, true, &[BOB, JOE].concat(), &[("bob@x", "at sea")]));
        let written = notification.to_body("root@x").unwrap();
        let content_type = written.content_type.to_string();
        let again = ListNotification::read(
            &registry(),
            &content_type,
            &written.bytes,
            &ReadOptions::strict(),
        );
        assert_eq!(again.unwrap().document, notification);
        assert!(notification.to_body("bob@x").is_err());
    }

    #[test]
    fn rlmi_5_full_and_partial_notifications_make_the_table() {
        let at_sea = [("bob@x", "at sea")];
        let mut table = ListTable::new();
        let mut apply = |xml: String| table.apply(tolerant(&xml).0);
        assert!(matches!(apply(body(1, true, &[BOB, JOE].concat(), &at_sea)), Outcome::Applied(_)));
        assert!(matches!(apply(body(1, true, "", &[])), Outcome::Repeated));
        assert!(matches!(apply(body(0, true, "", &[])), Outcome::Stale));
        let joe = JOE.replace("state='pending'", "state='active' cid='joe@x'");
        let Outcome::Applied(changes) = apply(body(2, false, &joe, &[("joe@x", "asleep")])) else {
            panic!()
        };
        let [row] = changes.rows.as_slice() else { panic!() };
        let Change::Changed { new, .. } = &row.change else { panic!() };
        assert_eq!(&*new.best_body().unwrap().bytes, b"asleep");
        // After a gap it is applied, and the subscriber should refresh.
        let ashore = body(4, false, BOB, &[("bob@x", "ashore")]);
        assert!(matches!(apply(ashore), Outcome::AppliedAfterGap(_)));
        let bob = table.get((), "sip:bob@x").unwrap();
        assert_eq!(&*bob.best_body().unwrap().bytes, b"ashore");
        assert_eq!(table.version(), Some(4));
        // A full one has all of it.
        let _ = table.apply(tolerant(&body(5, true, JOE, &[])).0);
        assert_eq!(
            table.rows().map(|row| row.resource.uri.as_str()).collect::<Vec<_>>(),
            ["sip:joe@x"]
        );
    }

    #[test]
    fn of_two_parts_with_one_content_id_the_later_counts() {
        let (notification, diagnostics) =
            tolerant(&body(0, true, BOB, &[("bob@x", "at sea"), ("bob@x", "ashore")]));
        assert_eq!(text_of(&notification, 0).as_deref(), Some("ashore"));
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn a_partial_notification_without_names_of_the_list_keeps_them() {
        let mut table = ListTable::new();
        let named = ["<name>Friends</name>", BOB].concat();
        let _ = table.apply(tolerant(&body(1, true, &named, &[("bob@x", "at sea")])).0);
        let _ = table.apply(tolerant(&body(2, false, JOE, &[])).0);
        assert_eq!(table.head().unwrap().list.names[0].text, "Friends");
        let renamed = ["<name>Crew</name>", JOE].concat();
        let _ = table.apply(tolerant(&body(3, false, &renamed, &[])).0);
        assert_eq!(table.head().unwrap().list.names[0].text, "Crew");
    }

    #[test]
    fn what_a_partial_notification_does_not_say_about_the_list_stays() {
        let of_the_list = |xml: String| xml.replace(" fullState", " cid='own@x' fullState");
        let mut table = ListTable::new();
        let named = body(0, true, "<name>Friends</name>", &[("own@x", "four")]);
        let _ = table.apply(tolerant(&of_the_list(named)).0);
        // A part to which nothing refers, a body about the list, an attribute of another vocabulary.
        let _ = table.apply(tolerant(&body(1, false, "", &[("stray@x", "x")])).0);
        let _ = table.apply(tolerant(&of_the_list(body(2, false, "", &[("own@x", "five")]))).0);
        let _ =
            table.apply(tolerant(&body(3, false, "", &[]).replace(" uri", " colour='red' uri")).0);
        let state = table.document().unwrap();
        assert_eq!(state.list.names, ["Friends".to_owned().into()]);
        assert_eq!(state.list.cid.as_deref(), Some("own@x"));
        let bodies: Vec<_> =
            state.bodies.iter().map(|(cid, body)| (cid.as_str(), &*body.bytes)).collect();
        assert_eq!(bodies, [("own@x", &b"five"[..])]);
        assert!(state.list.to_xml().unwrap().contains(" colour=\"red\""));
    }

    #[test]
    fn an_active_instance_without_a_body_keeps_the_one_that_it_had() {
        let mut table = ListTable::new();
        let _ = table.apply(tolerant(&body(1, true, BOB, &[("bob@x", "at sea")])).0);
        let named =
            BOB.replace(" cid='bob@x'", "").replace("<instance", "<name>Bob</name><instance");
        let _ = table.apply(tolerant(&body(2, false, &named, &[])).0);
        let bob = table.get((), "sip:bob@x").unwrap();
        assert_eq!(bob.resource.names[0].text, "Bob");
        assert_eq!(&*bob.best_body().unwrap().bytes, b"at sea");
    }

    fn active(uri: &str, instances: &[(&str, &str)]) -> String {
        let instance =
            |(id, cid): &(&str, &str)| format!("<instance id='{id}' state='active'{cid}/>");
        let instances: String = instances.iter().map(instance).collect();
        format!("<resource uri='sip:{uri}@x'>{instances}</resource>")
    }

    /// The texts of the bodies of all instances, in their order.
    fn texts(notification: &ListNotification) -> Vec<String> {
        let text = |body: Option<&ResourceBody>| {
            body.map_or_else(String::new, |body| String::from_utf8_lossy(&body.bytes).into_owned())
        };
        let bodies = notification.resources().flat_map(|(_, instances)| instances);
        bodies.map(|(_, body)| text(body)).collect()
    }

    /// RFC 4662 §5.5: a cid refers to a part of the notification in which it is. A later one can give the
    /// Content-ID to another body.
    #[test]
    fn rlmi_5_a_content_id_that_is_used_again_leaves_other_resources_their_bodies() {
        let all = active("bob", &[("1", " cid='1@x'")])
            + &active("alice", &[("1", " cid='2@x'")])
            + &active("joe", &[("1", " cid='3@x'")])
            + &active("ann", &[("1", " cid='1@x'")]);
        let first = body(0, true, &all, &[("1@x", "open"), ("2@x", "away")]);
        let second = body(1, false, &active("alice", &[("1", " cid='1@x'")]), &[("1@x", "closed")]);
        let third = body(2, false, &active("tom", &[("1", " cid='3@x'")]), &[("3@x", "busy")]);
        let mut table = ListTable::new();
        let mut notifier = Notifier::new(tolerant(&first).0);
        for (number, xml) in [&first, &second, &third].into_iter().enumerate() {
            let _ = table.apply(tolerant(xml).0);
            if number > 0 {
                notifier.update(tolerant(xml).0).unwrap();
            }
        }
        // The part of Joe was missing: he gets no body when a later part has its Content-ID.
        let (state, served) = (table.document().unwrap(), notifier.document().unwrap());
        assert_eq!(texts(&state), ["open", "closed", "", "open", "busy"]);
        assert_eq!(texts(&served), ["open", "closed", "", "open", "busy"]);
        let cids: Vec<_> = state.bodies.keys().map(String::as_str).collect();
        assert_eq!(cids, ["1@x", "2.1@x", "3@x"], "a body of two resources is one part");
        let written = state.to_body("root@x").unwrap();
        let content_type = written.content_type.to_string();
        let again = ListNotification::read(
            &registry(),
            &content_type,
            &written.bytes,
            &ReadOptions::strict(),
        );
        assert_eq!(again.unwrap().document, state);
    }

    #[test]
    fn a_notifier_sends_each_resource_its_own_body() {
        let all = active("bob", &[("1", " cid='1@x'")]) + &active("alice", &[("1", " cid='2@x'")]);
        let parts = [("1@x", "open"), ("2@x", "away")];
        let mut notifier = Notifier::new(tolerant(&body(0, true, &all, &parts)).0);
        let mut subscriber = Subscriber::default();
        notifier.notify(&mut subscriber).unwrap();
        for (who, text) in [("alice", "closed"), ("bob", "busy")] {
            let one = active(who, &[("1", " cid='1@x'")]);
            notifier.update(tolerant(&body(0, false, &one, &[("1@x", text)])).0).unwrap();
        }
        let sent = notifier.notify(&mut subscriber).unwrap().unwrap();
        let uris: Vec<_> = sent.list.resources.iter().map(|one| one.uri.as_str()).collect();
        assert_eq!(uris, ["sip:alice@x", "sip:bob@x"]);
        assert_eq!(texts(&sent), ["closed", "busy"]);
    }

    #[test]
    fn a_body_that_an_instance_keeps_stays_apart_from_a_new_one_of_the_same_content_id() {
        let mut table = ListTable::new();
        let two = active("bob", &[("1", " cid='1@x'"), ("2", " cid='2@x'")]);
        let _ = table.apply(tolerant(&body(0, true, &two, &[("1@x", "open"), ("2@x", "away")])).0);
        let update = active("bob", &[("1", ""), ("2", " cid='1@x'")]);
        let _ = table.apply(tolerant(&body(1, false, &update, &[("1@x", "closed")])).0);
        let row = table.get((), "sip:bob@x").unwrap();
        let text = |instance| &*row.body(instance).unwrap().bytes;
        assert_eq!(text(&row.resource.instances[0]), b"open");
        assert_eq!(text(&row.resource.instances[1]), b"closed");
        assert_eq!(texts(&table.document().unwrap()), ["open", "closed"]);
    }

    #[test]
    fn rlmi_6_a_servers_notifications_give_the_subscriber_its_state() {
        let (first, _) = tolerant(&body(0, true, &[BOB, JOE].concat(), &[("bob@x", "at sea")]));
        let (second, _) = tolerant(&body(0, true, &[BOB, JOE].concat(), &[("bob@x", "ashore")]));
        let (third, _) = tolerant(&body(0, true, BOB, &[("bob@x", "ashore")]));
        let mut table = ListTable::new();
        let mut notifier = Notifier::new(first);
        let mut subscriber = Subscriber::default();
        for state in [None, Some(second), Some(third)] {
            if let Some(state) = state {
                let _ = notifier.replace(state).unwrap();
            }
            let document = notifier.notify(&mut subscriber).unwrap().unwrap();
            let written = document.to_body("root@x").unwrap();
            let content_type = written.content_type.to_string();
            let options = ReadOptions::strict();
            let read = ListNotification::read(&registry(), &content_type, &written.bytes, &options);
            assert!(matches!(table.apply(read.unwrap().document), Outcome::Applied(_)));
            let (ours, theirs) = (table.document().unwrap(), notifier.document().unwrap());
            assert_eq!(ours.list.resources, theirs.list.resources);
            assert_eq!(ours.bodies, theirs.bodies);
        }
        assert_eq!(table.len(), 1);
    }
}
