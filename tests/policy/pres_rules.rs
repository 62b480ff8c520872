//! RFC 5025, OMA and AG Projects: one test for each rule in section 11 of our list of processing
//! rules.

use sip_payloads::XmlApplication;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::pres_rules::SubHandlingValue::{
    self, Allow, Block, Confirm, PoliteBlock,
};
use sip_payloads::policy::{
    Delivery, PolicyEvent, Request, SubscriptionState as State, deliver, polite_block,
};
use sip_payloads::presence::{Presence, Tuple};
use sip_payloads::rpid::current_sphere;
use sip_payloads::xml;

use crate::{filtered, matches, permitted, policy, presence, watcher, written};

pub(crate) const ALL: &str = "<pr:provide-services><pr:all-services/></pr:provide-services>\
    <pr:provide-persons><pr:all-persons/></pr:provide-persons>\
    <pr:provide-devices><pr:all-devices/></pr:provide-devices>";

fn handled(values: &[&str]) -> SubHandlingValue {
    let rule = |(index, value): (usize, &&str)| {
        format!(
            "<rule id='r{index}'><actions><pr:sub-handling>{value}</pr:sub-handling></actions></rule>"
        )
    };
    let rules: String = values.iter().enumerate().map(rule).collect();
    policy(&rules).evaluate(&Request::anonymous()).permissions.sub_handling()
}

#[test]
fn pr_1_the_greatest_sub_handling_counts_and_absent_is_block() {
    assert_eq!(
        [Block, Confirm, PoliteBlock, Allow].map(SubHandlingValue::priority),
        [0, 10, 20, 30]
    );
    assert_eq!(handled(&[]), Block);
    assert_eq!(handled(&["block"]), Block);
    assert_eq!(handled(&["block", "confirm"]), Confirm);
    assert_eq!(handled(&["polite-block", "confirm"]), PoliteBlock);
    assert_eq!(handled(&["confirm", "allow", "block"]), Allow);
    // An invalid value permits nothing.
    assert_eq!(handled(&["30", "yes"]), Block);
}

#[test]
fn pr_2_the_answer_to_a_new_subscription() {
    assert_eq!(Block.answer(), (403, State::Terminated));
    assert_eq!(Confirm.answer(), (202, State::Pending));
    assert_eq!(PoliteBlock.answer(), (200, State::Active));
    assert_eq!(Allow.answer(), (200, State::Active));
}

#[test]
fn pr_2_the_document_for_each_sub_handling() {
    let document = presence("<tuple id='t'><status><basic>open</basic></status></tuple>");
    let deliver_when = |value: &str| {
        let rules = format!(
            "<rule id='r'><actions><pr:sub-handling>{value}</pr:sub-handling></actions>\
             <transformations>{ALL}</transformations></rule>"
        );
        let policy = policy(&rules);
        let permissions = policy.evaluate(&Request::anonymous()).permissions;
        deliver(&document, &permissions, policy.semantics())
    };
    assert_eq!(deliver_when("block"), Delivery::Rejected);
    assert_eq!(deliver_when("confirm"), Delivery::Pending);
    let Delivery::Document(polite) = deliver_when("polite-block") else { panic!() };
    assert_eq!(
        written(&polite),
        r#"<tuple id="service"><status><basic>closed</basic></status></tuple>"#
    );
    assert_eq!(polite, polite_block(&document.entity));
    assert_eq!(deliver_when("allow"), Delivery::Document(document));
}

#[test]
fn pr_3_a_change_of_policy_changes_subscriptions() {
    use PolicyEvent::{Approved, Rejected};
    let states = [State::Pending, State::Active, State::Waiting, State::Terminated];
    for from in [Confirm, PoliteBlock, Allow] {
        for state in states {
            assert_eq!(from.change(Block, state), (Some(Rejected), State::Terminated));
        }
    }
    for (state, next) in [
        (State::Active, State::Pending),
        (State::Pending, State::Pending),
        (State::Waiting, State::Waiting),
        (State::Terminated, State::Terminated),
    ] {
        assert_eq!(Allow.change(Confirm, state), (None, next));
    }
    for (state, next) in [
        (State::Pending, State::Active),
        (State::Active, State::Active),
        (State::Waiting, State::Terminated),
        (State::Terminated, State::Terminated),
    ] {
        for to in [PoliteBlock, Allow] {
            assert_eq!(Confirm.change(to, state), (Some(Approved), next));
            assert_eq!(Block.change(to, state), (Some(Approved), next));
        }
    }
    assert_eq!(Allow.change(PoliteBlock, State::Active), (None, State::Active));
    assert_eq!(PoliteBlock.change(Allow, State::Active), (None, State::Active));
    for value in [Block, Confirm, PoliteBlock, Allow] {
        for state in states {
            assert_eq!(value.change(value, state), (None, state), "{value:?}");
        }
    }
}

#[test]
fn pr_4_sets_are_united_by_type_and_value() {
    // RFC 5025 §3.3.1.1
    let union = permitted(&[
        "<pr:provide-devices><pr:deviceID>urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6</pr:deviceID>\
         <pr:class>biz</pr:class></pr:provide-devices>",
        "<pr:provide-devices><pr:class>home</pr:class><pr:class>biz</pr:class></pr:provide-devices>",
    ]);
    let (name, value) = union.iter().next().unwrap();
    assert_eq!(name.local(), "provide-devices");
    assert_eq!(
        value.to_string(),
        "class=biz class=home deviceID=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
    );
    let whole = permitted(&["<pr:provide-persons><pr:all-persons/></pr:provide-persons>"]);
    assert_eq!(whole.iter().next().unwrap().1.to_string(), "all-persons");
    // The same value of another type is another member.
    let two = permitted(&[
        "<pr:provide-persons><pr:class>a</pr:class><pr:occurrence-id>a</pr:occurrence-id></pr:provide-persons>",
    ]);
    assert_eq!(two.iter().next().unwrap().1.to_string(), "class=a occurrence-id=a");
}

const COMPONENTS: &str = "\
    <tuple id='t1'><status/><rpid:class>work</rpid:class><contact>sip:alice@example.com</contact></tuple>\
    <tuple id='t2'><status/><contact>mailto:alice@example.com</contact></tuple>\
    <tuple id='t3'><status/></tuple>\
    <dm:person id='p1'><rpid:class>work</rpid:class></dm:person><dm:person id='p2'/>\
    <dm:device id='d1'><rpid:class>work</rpid:class><dm:deviceID>urn:uuid:A%7e</dm:deviceID></dm:device>\
    <dm:device id='d2'><dm:deviceID>urn:x:2</dm:deviceID></dm:device>";

/// The ids of the components that are shown.
fn shown(transformation: &str) -> String {
    let left = filtered(COMPONENTS, &[transformation]);
    let ids = left.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn pr_4_pr_5_components_are_selected_by_class_ids_contact_and_scheme() {
    for (member, ids) in [
        ("<pr:all-services/>", "t1 t2 t3"),
        ("<pr:class>work</pr:class>", "t1"),
        ("<pr:class>Work</pr:class>", ""),
        ("<pr:occurrence-id>t3</pr:occurrence-id>", "t3"),
        ("<pr:occurrence-id>T3</pr:occurrence-id>", ""),
        // As python3-sipsimple writes it.
        ("<pr:occurence-id>t3</pr:occurence-id>", "t3"),
        ("<pr:service-uri>sip:alice@EXAMPLE.com</pr:service-uri>", "t1"),
        ("<pr:service-uri>sip:Alice@example.com</pr:service-uri>", ""),
        ("<pr:service-uri>pres:alice@example.com</pr:service-uri>", ""),
        ("<pr:service-uri-scheme>mailto</pr:service-uri-scheme>", "t2"),
        ("<pr:service-uri-scheme>Mailto</pr:service-uri-scheme>", ""),
        ("<pr:service-uri-scheme>sip</pr:service-uri-scheme><pr:class>x</pr:class>", "t1"),
        ("<pr:service-uri-scheme/>", ""),
        ("<pr:class/>", ""),
        ("<x:somehow/>", ""),
        ("", ""),
    ] {
        assert_eq!(
            shown(&format!("<pr:provide-services>{member}</pr:provide-services>")),
            ids,
            "{member}"
        );
    }
    for (member, ids) in [
        ("<pr:all-persons/>", "p1 p2"),
        ("<pr:class>work</pr:class>", "p1"),
        ("<pr:class>WORK</pr:class>", ""),
        ("<pr:occurrence-id>p2</pr:occurrence-id>", "p2"),
        ("<pr:occurence-id>p2</pr:occurence-id>", "p2"),
    ] {
        assert_eq!(
            shown(&format!("<pr:provide-persons>{member}</pr:provide-persons>")),
            ids,
            "{member}"
        );
    }
    for (member, ids) in [
        ("<pr:all-devices/>", "d1 d2"),
        ("<pr:class>work</pr:class>", "d1"),
        ("<pr:deviceID>URN:uuid:A~</pr:deviceID>", "d1"),
        ("<pr:deviceID>urn:uuid:b~</pr:deviceID>", ""),
        // RFC 8141: a UUID in capitals is equivalent.
        ("<pr:deviceID>urn:UUID:a~</pr:deviceID>", "d1"),
        ("<pr:deviceID/>", ""),
        ("<pr:occurrence-id>d2</pr:occurrence-id>", "d2"),
    ] {
        assert_eq!(
            shown(&format!("<pr:provide-devices>{member}</pr:provide-devices>")),
            ids,
            "{member}"
        );
    }
}

#[test]
fn pr_4_all_services_with_content_selects_nothing() {
    let all = "<pr:provide-services><pr:all-services>false</pr:all-services></pr:provide-services>";
    assert_eq!(shown(all), "");
    let attributes = "<pr:provide-all-attributes>false</pr:provide-all-attributes>";
    let left = filtered("<dm:person id='p'><dm:note>x</dm:note></dm:person>", &[ALL, attributes]);
    assert_eq!(left, r#"<dm:person id="p"/>"#);
}

#[test]
fn permissions_with_unexpected_content_permit_nothing() {
    for (given, permission) in [
        ("<pr:provide-mood x:unless='1'>true</pr:provide-mood>", "provide-mood"),
        ("<pr:provide-mood>true<x:unless/></pr:provide-mood>", "provide-mood"),
        ("<pr:provide-user-input from='1'>full</pr:provide-user-input>", "provide-user-input"),
        (
            "<pr:provide-unknown-attribute ns='a' name='b' x:unless='1'>true</pr:provide-unknown-attribute>",
            "provide-unknown-attribute",
        ),
        (
            "<pr:provide-persons><pr:class x:unless='1'>a</pr:class></pr:provide-persons>",
            "provide-persons",
        ),
        (
            "<pr:provide-services>not<pr:class>a</pr:class></pr:provide-services>",
            "provide-services",
        ),
        ("<pr:provide-devices not='1'><pr:all-devices/></pr:provide-devices>", "provide-devices"),
    ] {
        let permissions = permitted(&[given]);
        let given = permissions
            .iter()
            .any(|(name, value)| name.local() == permission && value.to_string() != "false");
        assert!(!given, "{permissions:?}");
    }
    assert_eq!(handled(&["allow<x:unless/>"]), Block);
}

#[test]
fn pr_10_a_person_inside_a_service_is_no_attribute_of_it() {
    let document = "<tuple id='t'><status/><dm:person id='p'/><x:foo/></tuple>";
    let given =
        "<pr:provide-services><pr:all-services/></pr:provide-services><pr:provide-all-attributes/>";
    assert_eq!(filtered(document, &[given]), "<tuple id=\"t\"><status/><x:foo/></tuple>");
}

#[test]
fn pr_6_elements_that_are_always_shown() {
    let document = "<tuple id='t'><status><basic>open</basic></status>\
        <rpid:service-class><rpid:electronic/></rpid:service-class><rpid:privacy><rpid:audio/></rpid:privacy>\
        <contact priority='0.5'>sip:a@b</contact><note>n</note>\
        <timestamp>2005-10-27T16:49:29Z</timestamp></tuple>\
        <dm:person id='p'><rpid:mood><rpid:happy/></rpid:mood><dm:note>n</dm:note>\
        <dm:timestamp>2005-10-27T16:49:29Z</dm:timestamp></dm:person>\
        <dm:device id='d'><rpid:user-input>idle</rpid:user-input><dm:deviceID>urn:x:1</dm:deviceID>\
        <dm:timestamp>2005-10-27T16:49:29Z</dm:timestamp></dm:device>";
    assert_eq!(
        filtered(document, &[ALL]),
        "<tuple id=\"t\"><status><basic>open</basic></status>\
         <rpid:service-class><rpid:electronic/></rpid:service-class>\
         <contact priority=\"0.5\">sip:a@b</contact><timestamp>2005-10-27T16:49:29Z</timestamp></tuple>\
         <dm:person id=\"p\"><dm:timestamp>2005-10-27T16:49:29Z</dm:timestamp></dm:person>\
         <dm:device id=\"d\"><dm:deviceID>urn:x:1</dm:deviceID>\
         <dm:timestamp>2005-10-27T16:49:29Z</dm:timestamp></dm:device>"
    );
}

/// The attribute in a person, service or device, and the permission that shows it.
#[test]
fn pr_7_every_attribute_needs_its_own_permission() {
    let person = [
        ("<rpid:activities><rpid:away/></rpid:activities>", "provide-activities"),
        ("<rpid:class>c</rpid:class>", "provide-class"),
        ("<rpid:mood><rpid:happy/></rpid:mood>", "provide-mood"),
        (
            "<rpid:place-is><rpid:audio><rpid:noisy/></rpid:audio></rpid:place-is>",
            "provide-place-is",
        ),
        ("<rpid:place-type><rpid:other>x</rpid:other></rpid:place-type>", "provide-place-type"),
        ("<rpid:privacy><rpid:audio/></rpid:privacy>", "provide-privacy"),
        ("<rpid:sphere><rpid:work/></rpid:sphere>", "provide-sphere"),
        ("<rpid:status-icon>http://x/y</rpid:status-icon>", "provide-status-icon"),
        ("<rpid:time-offset>60</rpid:time-offset>", "provide-time-offset"),
        ("<dm:note>n</dm:note>", "provide-note"),
    ];
    let service = [
        ("<rpid:class>c</rpid:class>", "provide-class"),
        ("<dm:deviceID>urn:x:1</dm:deviceID>", "provide-deviceID"),
        ("<rpid:privacy><rpid:audio/></rpid:privacy>", "provide-privacy"),
        ("<rpid:relationship><rpid:self/></rpid:relationship>", "provide-relationship"),
        ("<rpid:status-icon>http://x/y</rpid:status-icon>", "provide-status-icon"),
        ("<note>n</note>", "provide-note"),
    ];
    let permissions: Vec<_> = person.iter().chain(&service).map(|(_, name)| *name).collect();
    let in_person = |inside: &str| format!("<dm:person id='p'>{inside}</dm:person>");
    let in_tuple = |inside: &str| format!("<tuple id='t'><status/>{inside}</tuple>");
    for (attributes, wrap) in
        [(&person[..], &in_person as &dyn Fn(&str) -> String), (&service[..], &in_tuple)]
    {
        for (attribute, own) in attributes {
            for permission in &permissions {
                for value in ["true", "false", "1", "0"] {
                    let given = format!("<pr:{permission}>{value}</pr:{permission}>");
                    let left = filtered(&wrap(attribute), &[ALL, &given]);
                    let expected = own == permission && matches!(value, "true" | "1");
                    assert_eq!(left.contains(attribute), expected, "{attribute} {given}: {left}");
                }
            }
        }
    }
    let device = "<dm:device id='d'><rpid:class>c</rpid:class><dm:deviceID>urn:x:1</dm:deviceID>\
        <dm:note>n</dm:note></dm:device>";
    let left = filtered(device, &[ALL, "<pr:provide-class>true</pr:provide-class>"]);
    assert!(left.contains("<rpid:class>c</rpid:class>") && !left.contains("note"), "{left}");
    let left = filtered(device, &[ALL, "<pr:provide-note>true</pr:provide-note>"]);
    assert!(left.contains("<dm:note>n</dm:note>") && !left.contains("class"), "{left}");
}

#[test]
fn pr_7_notes_inside_of_attributes_follow_them() {
    let document = "<dm:person id='p'><rpid:mood><rpid:note>inside</rpid:note><rpid:happy/></rpid:mood>\
        <dm:note>outside</dm:note></dm:person><note>of the document</note>";
    let mood = filtered(document, &[ALL, "<pr:provide-mood>true</pr:provide-mood>"]);
    assert!(
        mood.contains("inside") && !mood.contains("outside") && !mood.contains("of the"),
        "{mood}"
    );
    let note = filtered(document, &[ALL, "<pr:provide-note>true</pr:provide-note>"]);
    assert!(
        !note.contains("inside") && note.contains("outside") && note.contains("of the"),
        "{note}"
    );
}

/// They describe the person (RFC 4479 §5), and there is no permission for them.
#[test]
fn pr_7_notes_of_the_document_are_shown_with_any_component() {
    let note = "<pr:provide-note>true</pr:provide-note>";
    let document = "<tuple id='t'><status/></tuple><note>n</note>";
    assert_eq!(filtered(document, &[note]), "");
    assert_eq!(filtered(document, &[note, ALL]), "<tuple id=\"t\"><status/></tuple><note>n</note>");
    assert_eq!(filtered("<note>n</note>", &[note, ALL]), "<note>n</note>");
    assert_eq!(filtered("<note>n</note>", &[ALL]), "");
}

#[test]
fn pr_8_user_input_has_four_levels() {
    let whole = "<rpid:user-input idle-threshold=\"600\" last-input=\"2004-10-21T13:20:00-05:00\" \
        id=\"u\">idle</rpid:user-input>";
    for (values, expected) in [
        (&[][..], ""),
        (&["false"], ""),
        // Erratum 2544: "last-input", not "since".
        (&["bare"], "<rpid:user-input id=\"u\">idle</rpid:user-input>"),
        (&["thresholds"], "<rpid:user-input idle-threshold=\"600\">idle</rpid:user-input>"),
        (&["full"], whole),
        (&["bare", "full", "false"], whole),
        (&["bare", "thresholds"], "<rpid:user-input idle-threshold=\"600\">idle</rpid:user-input>"),
    ] {
        let mut given = vec![ALL.to_owned()];
        given.extend(
            values
                .iter()
                .map(|value| format!("<pr:provide-user-input>{value}</pr:provide-user-input>")),
        );
        let given: Vec<_> = given.iter().map(String::as_str).collect();
        for (head, tail) in [
            ("<tuple id=\"t\"><status/>", "</tuple>"),
            ("<dm:person id=\"p\">", "</dm:person>"),
            ("<dm:device id=\"d\">", "<dm:deviceID>urn:x:1</dm:deviceID></dm:device>"),
        ] {
            let left = filtered(&format!("{head}{whole}{tail}"), &given);
            let empty = format!("{}/>", head.trim_end_matches('>'));
            let expected = if expected.is_empty() && head.contains("person") {
                empty
            } else {
                format!("{head}{expected}{tail}")
            };
            assert_eq!(left, expected, "{given:?}");
        }
    }
}

#[test]
fn pr_9_unknown_attributes_are_shown_by_name_and_namespace() {
    let unknown = |ns: &str, name: &str, value: &str| {
        format!(
            "<pr:provide-unknown-attribute ns='{ns}' name='{name}'>{value}</pr:provide-unknown-attribute>"
        )
    };
    let document = "<tuple id='t'><status><x:foo>s</x:foo></status><x:foo>t</x:foo></tuple>\
        <dm:person id='p'><x:foo>p</x:foo><x:bar/><c:card>http://x/y</c:card></dm:person>\
        <dm:device id='d'><x:foo>d</x:foo><dm:deviceID>urn:x:1</dm:deviceID></dm:device><x:foo>doc</x:foo>";
    let left = filtered(document, &[ALL, &unknown("urn:example:x", "foo", "true")]);
    for text in ["<x:foo>t</x:foo>", "<x:foo>p</x:foo>", "<x:foo>d</x:foo>"] {
        assert!(left.contains(text), "{text} {left}");
    }
    // It applies to children of tuple, person and device only.
    for text in ["bar", "card", "<x:foo>s</x:foo>", "<x:foo>doc</x:foo>"] {
        assert!(!left.contains(text), "{text} {left}");
    }
    // Elements with a Rust type but without a permission are unknown attributes.
    let card = unknown("urn:ietf:params:xml:ns:pidf:cipid", "card", "true");
    assert!(filtered(document, &[ALL, &card]).contains("<c:card>http://x/y</c:card>"));
    for given in [
        unknown("urn:example:x", "foo", "false"),
        unknown("urn:example:X", "foo", "true"),
        unknown("urn:example:x", "Foo", "true"),
        unknown("", "foo", "true"),
    ] {
        assert!(!filtered(document, &[ALL, &given]).contains("x:foo"), "{given}");
    }
}

#[test]
fn pr_9_rpid_is_never_unknown() {
    let document = "<dm:person id='p'><rpid:mood><rpid:happy/></rpid:mood><rpid:new/>\
        <rpid:user-input last-input='2004-10-21T13:20:00Z'>idle</rpid:user-input></dm:person>";
    for name in ["mood", "user-input", "new"] {
        let given = format!(
            "<pr:provide-unknown-attribute ns='urn:ietf:params:xml:ns:pidf:rpid' name='{name}'>\
             true</pr:provide-unknown-attribute>"
        );
        assert_eq!(filtered(document, &[ALL, &given]), "<dm:person id=\"p\"/>", "{name}");
    }
}

#[test]
fn pr_10_all_attributes_are_those_of_shown_components() {
    let document = "<tuple id='t'><status><basic>open</basic><x:foo/></status><x:bar/><note>n</note></tuple>\
        <dm:person id='p'><rpid:mood><rpid:happy/></rpid:mood>\
        <rpid:user-input idle-threshold='6' last-input='2004-10-21T13:20:00Z'>idle</rpid:user-input></dm:person>";
    let all = "<pr:provide-all-attributes/>";
    assert_eq!(filtered(document, &[all]), "");
    let services = "<pr:provide-services><pr:all-services/></pr:provide-services>";
    let left = filtered(document, &[services, all]);
    assert_eq!(
        left,
        "<tuple id=\"t\"><status><basic>open</basic><x:foo/></status><x:bar/><note>n</note></tuple>"
    );
    let left = filtered(document, &[ALL, all]);
    assert!(left.contains("last-input") && left.contains("<rpid:happy/>"), "{left}");
}

/// RFC 5025 §4 says that filtering twice changes nothing, and §3.3.2.2 that a class needs its
/// permission. If a component is shown for its class alone, both cannot hold: the class is shown.
#[test]
fn pr_11_the_child_that_selects_a_component_is_shown() {
    let document =
        "<dm:person id='p'><rpid:class>work</rpid:class><dm:note>n</dm:note></dm:person>";
    let by_class = "<pr:provide-persons><pr:class>work</pr:class></pr:provide-persons>";
    assert_eq!(
        filtered(document, &[by_class]),
        "<dm:person id=\"p\"><rpid:class>work</rpid:class></dm:person>"
    );
    // But no other class.
    let two = document.replace("<dm:note>", "<rpid:class>secret</rpid:class><dm:note>");
    assert_eq!(
        filtered(&two, &[by_class]),
        "<dm:person id=\"p\"><rpid:class>work</rpid:class></dm:person>"
    );
    assert_eq!(filtered(document, &[by_class, ALL]), "<dm:person id=\"p\"/>");
    let by_id = "<pr:provide-persons><pr:occurrence-id>p</pr:occurrence-id></pr:provide-persons>";
    assert_eq!(filtered(document, &[by_class, by_id]), "<dm:person id=\"p\"/>");
}

#[test]
fn pr_12_presence_rules_are_auth_policy_documents_and_combine() {
    assert_eq!(CommonPolicy::CONTENT_TYPES, ["application/auth-policy+xml"]);
    let read = sip_payloads::read(
        Some("application/auth-policy+xml"),
        b"<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'/>",
        &sip_payloads::ReadOptions::strict(),
    );
    assert!(read.is_ok());
}

#[test]
fn pr_13_any_of_several_asserted_identities_matches() {
    let both = watcher("sip:bob@example.com").also_known_as("tel:+12125551234".parse().unwrap());
    for (identity, met) in [
        ("<one id='sip:bob@example.com'/>", true),
        ("<one id='tel:+1-212-555-1234'/>", true),
        ("<many domain='example.com'/>", true),
        ("<many domain='example.org'/>", false),
        // An exception of either excepts the watcher.
        ("<many domain='example.com'><except id='tel:+12125551234'/></many>", false),
        ("<many><except domain='example.com'/></many>", false),
    ] {
        let conditions = format!("<conditions><identity>{identity}</identity></conditions>");
        assert_eq!(matches(&conditions, &both), met, "{identity}");
    }
    // The schema forbids an empty identity. It matches no watcher.
    let empty = "<conditions><identity/></conditions>";
    assert!(!matches(empty, &Request::anonymous()));
    assert!(!matches(empty, &both));
}

/// RFC 5025 §3.1.2.
#[test]
fn the_sphere_is_that_of_all_documents() {
    let person = |sphere: &str| {
        presence(&format!("<dm:person id='p'><rpid:sphere>{sphere}</rpid:sphere></dm:person>"))
    };
    let (work, home) = (person("<rpid:work/>"), person("<rpid:home/>"));
    let none = presence("<dm:person id='p'/>");
    assert_eq!(current_sphere([&work, &none, &work]), Some("work"));
    assert_eq!(current_sphere([&work, &home]), None);
    assert_eq!(current_sphere([&none]), None);
    assert_eq!(current_sphere([&person("<x:pub/>")]), Some("pub"));
    assert_eq!(current_sphere([&person("<rpid:unknown/>")]), None);
    assert_eq!(current_sphere([&work, &person("<rpid:unknown/>")]), None);
}

/// RFC 5025 §6.
#[test]
fn the_example_of_rfc_5025_shows_what_it_says() {
    let given = "<pr:provide-services><pr:service-uri-scheme>sip</pr:service-uri-scheme>\
        <pr:service-uri-scheme>mailto</pr:service-uri-scheme></pr:provide-services>\
        <pr:provide-persons><pr:all-persons/></pr:provide-persons>\
        <pr:provide-activities>true</pr:provide-activities>\
        <pr:provide-user-input>bare</pr:provide-user-input>\
        <pr:provide-unknown-attribute ns='urn:vendor-specific:foo-namespace' name='foo'>true\
        </pr:provide-unknown-attribute>";
    let document = "<tuple id='sip'><status><basic>open</basic></status>\
          <v:foo xmlns:v='urn:vendor-specific:foo-namespace'>7</v:foo><contact>sip:a@example.com</contact>\
          <note>n</note></tuple>\
        <tuple id='tel'><status><basic>open</basic></status><contact>tel:+1</contact></tuple>\
        <dm:person id='p'><rpid:activities><rpid:away/></rpid:activities><rpid:mood><rpid:happy/></rpid:mood>\
          <rpid:user-input idle-threshold='6'>idle</rpid:user-input></dm:person>\
        <dm:device id='d'><dm:deviceID>urn:x:1</dm:deviceID></dm:device>";
    assert_eq!(
        filtered(document, &[given]),
        "<tuple id=\"sip\"><status><basic>open</basic></status>\
         <v:foo>7</v:foo><contact>sip:a@example.com</contact>\
         </tuple><dm:person id=\"p\"><rpid:activities><rpid:away/></rpid:activities>\
         <rpid:user-input>idle</rpid:user-input></dm:person>"
    );
}

/// Extension attributes and unexpected content are shown with all attributes or not at all.
#[test]
fn unexpected_content_is_not_shown() {
    let document = "<tuple id='t' x:secret='1'><status x:secret='2'><basic x:secret='3'>open</basic></status>\
        <contact x:secret='4'>sip:a@b</contact><contact>sip:c@d</contact></tuple>\
        <dm:person x:secret='5' id='p'/>secret";
    let left = filtered(document, &[ALL]);
    assert!(!left.contains("secret") && !left.contains("sip:c@d"), "{left}");
}

/// An attribute that a program has set.
#[derive(Debug, Clone, Copy, PartialEq, xml::XmlValue)]
enum Mark {
    Secret,
}
impl xml::XmlAttribute for Mark {
    const NAME: xml::Name = xml::Name::new(xml::Namespace::new("urn:example:x", "x"), "mark");
}
impl xml::AttributeOf<Presence> for Mark {
    const REGISTRATION: xml::Registration = xml::Registration::ByHand;
}
impl xml::AttributeOf<Tuple> for Mark {
    const REGISTRATION: xml::Registration = xml::Registration::ByHand;
}

/// Neither received attributes nor those of a program; the language of a note belongs to the note.
#[test]
fn no_extension_attribute_is_shown() {
    let mut document = presence(
        "<tuple id='t' x:secret='1'><status/><note xml:lang='en'>n</note></tuple><dm:person id='p'/>",
    );
    document.extensions.set_attribute(&Mark::Secret);
    document.tuples[0].extensions.set_attribute(&Mark::Secret);
    let given = permitted(&[ALL, "<pr:provide-note>true</pr:provide-note>"]);
    let seen = sip_payloads::policy::filter(&document, &given, &sip_payloads::semantics().unwrap());
    assert_eq!(
        written(&seen),
        "<tuple id=\"t\"><status/><note xml:lang=\"en\">n</note></tuple><dm:person id=\"p\"/>"
    );
}

/// A component without class, device id or scheme is not selected by an empty member.
#[test]
fn pr_4_an_empty_member_selects_nothing() {
    let document = presence(
        "<tuple id='t'><status/><rpid:class/><contact>:foo</contact></tuple>\
         <dm:person id='p'><rpid:class/></dm:person><dm:device id='d'><rpid:class/></dm:device>",
    );
    assert_eq!((document.persons().count(), document.devices().count()), (1, 1));
    let given = permitted(&[
        "<pr:provide-services><pr:class/><pr:service-uri-scheme/><pr:service-uri/></pr:provide-services>\
         <pr:provide-persons><pr:class/></pr:provide-persons>\
         <pr:provide-devices><pr:class/><pr:deviceID/></pr:provide-devices>",
    ]);
    let seen = sip_payloads::policy::filter(&document, &given, &sip_payloads::semantics().unwrap());
    assert_eq!(seen, Presence::new(document.entity));
}
