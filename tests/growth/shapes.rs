//! Inputs whose cost was more than linear before, and an operation on each.

use sip_payloads::event_state::{Extent, Notifier, StateDocument, Subscriber};
use sip_payloads::events::conference_info::{Conference, ConferenceInfo};
use sip_payloads::events::dialog_info::{Dialog, DialogInfo, DialogState, Dialogs, State};
use sip_payloads::lists::rlmi::{ListNotification, ListTable};
use sip_payloads::messaging::cpim::Message;
use sip_payloads::messaging::imdn::{DeliveryOutcome, Imdn, SentMessages};
use sip_payloads::mime;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Policy, Request, filter};
use sip_payloads::presence::Pidf;
use sip_payloads::presence::composition::{Composer, Composition, Scope, Source};
use sip_payloads::xcap::uri::XcapUri;
use sip_payloads::xml_patch::{Patch, Tree, diff};
use sip_payloads::{AnyUri, DateTime, ErrorKind, ReadOptions, WriteOptions, XmlApplication};

pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// Enough pieces to show the growth in a short time.
    pub(crate) pieces: usize,
    pub(crate) run: fn(usize),
}

pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "strays after a sphere", pieces: 400, run: strays_after_a_sphere },
    Shape { name: "strays after activities", pieces: 400, run: strays_after_activities },
    Shape { name: "strays after a mood", pieces: 400, run: strays_after_a_mood },
    Shape { name: "stray text", pieces: 400, run: stray_text },
    Shape { name: "ids that are none", pieces: 400, run: ids_that_are_none },
    Shape { name: "bare ampersands", pieces: 1000, run: bare_ampersands },
    Shape { name: "line ends beside references", pieces: 2000, run: line_ends },
    Shape { name: "tags that are not closed", pieces: 1000, run: tags_that_are_not_closed },
    Shape { name: "namespaces in scope", pieces: 200, run: namespaces_in_scope },
    Shape { name: "namespaces one after the other", pieces: 400, run: namespaces_in_a_row },
    Shape { name: "long namespaces", pieces: 200, run: long_namespaces },
    Shape { name: "selectors and services", pieces: 200, run: selectors_and_services },
    Shape { name: "tuples of publications", pieces: 100, run: tuples_of_publications },
    Shape { name: "parts of a body", pieces: 200, run: parts_of_a_body },
    Shape { name: "instructions in a comment", pieces: 2000, run: instructions_in_a_comment },
    Shape { name: "dialogs that come and go", pieces: 100, run: dialogs_that_come_and_go },
    Shape { name: "dialogs of one id", pieces: 300, run: dialogs_of_one_id },
    Shape { name: "users that change", pieces: 100, run: users_that_change },
    Shape { name: "sidebars and updates", pieces: 50, run: sidebars_and_updates },
    Shape { name: "lines of message headers", pieces: 4000, run: lines_of_message_headers },
    Shape { name: "resources of a list", pieces: 200, run: resources_of_a_list },
    Shape { name: "receipts of one user", pieces: 400, run: receipts_of_one_user },
    Shape { name: "operations of a patch", pieces: 400, run: operations_of_a_patch },
    Shape { name: "steps of a selector", pieces: 2000, run: steps_of_a_selector },
    Shape { name: "changes of a list", pieces: 400, run: changes_of_a_list },
];

fn read_and_write(xml: &str) {
    let reading = sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::tolerant());
    let reading = reading.unwrap_or_else(|error| panic!("{error}"));
    let written = Pidf::to_xml_with(
        &reading.document,
        &WriteOptions { indent: true, allow_duplicate_ids: true },
    );
    assert!(written.is_ok_and(|written| written.len() > 100));
}

fn presence(content: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>{content}</presence>"
    )
}

fn person(content: &str) -> String {
    presence(&format!("<dm:person id='p'>{content}</dm:person>"))
}

/// A keyword in an element of RPID, followed by keywords with an unexpected attribute.
fn strays(element: &str, first: &str, keyword: &str, pieces: usize) {
    let strays = format!("<rpid:{keyword} x='1'/>").repeat(pieces);
    let content = format!("<rpid:{element}><rpid:{first}/>{strays}</rpid:{element}>");
    read_and_write(&person(&content));
}

fn strays_after_a_sphere(pieces: usize) {
    strays("sphere", "home", "home", pieces);
}

fn strays_after_activities(pieces: usize) {
    strays("activities", "away", "away", pieces);
    strays("activities", "unknown", "away", pieces);
}

fn strays_after_a_mood(pieces: usize) {
    strays("mood", "unknown", "happy", pieces);
}

fn stray_text(pieces: usize) {
    let text = "t<a/>".repeat(pieces);
    read_and_write(&presence(&format!("{text}<tuple id='t'><status>{text}</status></tuple>")));
}

fn ids_that_are_none(pieces: usize) {
    read_and_write(&presence(&"<tuple id='a:b'><status/></tuple>".repeat(pieces)));
}

fn bare_ampersands(pieces: usize) {
    read_and_write(&presence(&format!("<note>{}</note>", "&amp; & ".repeat(pieces))));
}

fn line_ends(pieces: usize) {
    read_and_write(&presence(&format!("<note>{}</note>", "\r&amp;\r\n".repeat(pieces))));
}

fn tags_that_are_not_closed(pieces: usize) {
    let xml = presence(&("<a><b x='>'/></a>".repeat(pieces) + "<a>"));
    let error = sip_payloads::parse::<Pidf>(xml.as_bytes()).map(drop);
    assert!(error.is_err_and(|error| error.kind() == ErrorKind::NotWellFormed));
}

fn namespaces_in_scope(pieces: usize) {
    let scope: String = (0..100).map(|n| format!(" xmlns:n{n}='urn:n:{n}'")).collect();
    let declaring: String =
        (0..pieces).map(|n| format!("<x:a xmlns:x='urn:x:{}'/>", n % 50)).collect();
    read_and_write(&presence(&format!("<n0:a{scope}>{declaring}</n0:a>")));
}

fn namespaces_in_a_row(pieces: usize) {
    let declaring: String = (0..pieces).map(|n| format!("<a xmlns='urn:x:{n}'/>")).collect();
    read_and_write(&presence(&declaring));
}

/// As many uses of a namespace as there are namespaces of some length.
fn long_namespaces(pieces: usize) {
    let namespaces: String = (0..pieces)
        .map(|n| {
            let uses = "<x:b/>".repeat(20);
            format!("<x:a xmlns:x='urn:{}:{n}'>{uses}</x:a>", "x".repeat(200))
        })
        .collect();
    read_and_write(&presence(&namespaces));
}

/// As many selectors as services. All URIs have the same equivalence key.
fn selectors_and_services(pieces: usize) {
    let select = |n| format!("<pr:service-uri>sip:a@example.com;p={n}</pr:service-uri>");
    let selectors: String = (0..pieces).map(select).collect();
    let rules = format!(
        "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><cp:rule id='r'><cp:transformations>\
         <pr:provide-services>{selectors}</pr:provide-services></cp:transformations></cp:rule>\
         </cp:ruleset>"
    );
    let service = |n| {
        format!("<tuple id='t{n}'><status/><contact>sip:a@example.com;p=x{n}</contact></tuple>")
    };
    let services: String = (0..pieces).map(service).collect();
    let rules = sip_payloads::parse::<CommonPolicy>(rules.as_bytes());
    let presence = sip_payloads::parse::<Pidf>(presence(&services).as_bytes());
    let (Ok(rules), Ok(presence)) = (rules, presence) else { panic!("readable") };
    let policy = Policy::new(sip_payloads::semantics().unwrap(), [rules]);
    let permissions = policy.evaluate(&Request::anonymous()).permissions;
    assert!(permissions.includes(&permissions));
    assert!(filter(&presence, &permissions, policy.semantics()).tuples.is_empty());
}

fn parts_of_a_body(pieces: usize) {
    let part = "--b\r\nContent-Type: application/pidf+xml\r\n\r\n<x/>\r\n";
    let body = part.repeat(pieces) + "--b--";
    let parts = mime::read_parts(
        sip_payloads::registry(),
        Some("multipart/mixed;boundary=b"),
        body.as_bytes(),
        &ReadOptions::tolerant(),
    );
    assert!(pieces == 0 || parts.is_ok_and(|body| body.parts.len() == pieces));
}

fn instructions_in_a_comment(pieces: usize) {
    read_and_write(&presence(&format!("<!-- {} -->", "<?a <?xml &#0; xmlns=' ".repeat(pieces))));
}

fn dialog_info(
    version: u64,
    extent: Extent,
    dialogs: impl Iterator<Item = (usize, bool)>,
) -> DialogInfo {
    let mut info = DialogInfo::new("sip:a@example.com".parse().unwrap_or_else(|_| unreachable!()));
    let dialog = |(id, is_over): (usize, bool)| {
        let state = if is_over { DialogState::Terminated } else { DialogState::Early };
        Dialog::new(id.to_string(), State::from(state))
    };
    info.dialogs = dialogs.map(dialog).collect();
    info.set_version(version, extent);
    info
}

/// Each in a document of its own, and its end too.
fn dialogs_that_come_and_go(pieces: usize) {
    let mut notifier = Notifier::new(dialog_info(0, Extent::Full, std::iter::empty()));
    let (mut subscriber, mut table) = (Subscriber::default(), Dialogs::new());
    for is_over in [false, true] {
        for id in 0..pieces {
            let news = dialog_info(0, Extent::Partial, std::iter::once((id, is_over)));
            assert!(notifier.update(news).is_ok());
            if let Ok(Some(document)) = notifier.notify(&mut subscriber) {
                let _ = table.apply(document);
            }
        }
    }
    assert!(table.is_empty());
}

fn dialogs_of_one_id(pieces: usize) {
    let mut table = Dialogs::new();
    let _ = table.apply(dialog_info(0, Extent::Full, (0..pieces).map(|_| (1, false))));
    let _ = table.apply(dialog_info(1, Extent::Partial, (0..pieces).map(|n| (1, n % 2 == 1))));
    assert!(table.is_empty() || pieces == 0 || pieces % 2 == 1);
}

fn conference(version: usize, state: &str, content: &str) -> ConferenceInfo {
    let xml = format!(
        "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' version='{version}' \
         state='{state}' entity='sip:room@example.com'>{content}</conference-info>"
    );
    sip_payloads::parse::<ConferenceInfo>(xml).unwrap_or_else(|error| panic!("{error}"))
}

/// A room of users, each of whom is renamed by a document of its own.
fn users_that_change(pieces: usize) {
    let mut table = Conference::new();
    let users: String =
        (0..pieces).map(|id| format!("<user entity='sip:{id}@example.com'/>")).collect();
    let _ = table.apply(conference(0, "full", &format!("<users>{users}</users>")));
    for id in 0..pieces {
        let user = format!(
            "<users state='partial'><user entity='sip:{id}@example.com' state='partial'>\
             <display-text>Bob</display-text></user></users>"
        );
        let _ = table.apply(conference(id + 1, "partial", &user));
    }
    assert!(table.rows().all(|user| user.display_text.is_some()));
}

/// Documents that say nothing about the sidebars do not touch them.
fn sidebars_and_updates(pieces: usize) {
    let mut table = Conference::new();
    let sidebars: String =
        (0..pieces).map(|id| format!("<entry entity='sip:{id}@example.com'/>")).collect();
    let content = format!("<users/><sidebars-by-val>{sidebars}</sidebars-by-val>");
    let _ = table.apply(conference(0, "full", &content));
    for id in 0..pieces {
        let user = format!("<users state='partial'><user entity='sip:{id}@example.com'/></users>");
        let _ = table.apply(conference(id + 1, "partial", &user));
    }
    assert_eq!(table.len(), pieces);
}

/// A long namespace, a header that goes on for many lines, and many headers.
fn lines_of_message_headers(pieces: usize) {
    let namespace = "n".repeat(pieces);
    let (more, headers) = (" b\r\n".repeat(pieces), "Y: 1\r\n".repeat(pieces));
    let body = format!(
        "NS: <urn:{namespace}\\\\>\r\nX: a\r\n{more}{headers}\r\nContent-Type: text/plain\r\n\r\nx"
    );
    let mut options = ReadOptions::tolerant();
    options.limits.diagnostics = usize::MAX;
    let message = Message::read(body, &options).unwrap().document;
    assert_eq!(message.headers.len(), pieces + 2);
    message.to_bytes().unwrap();
}

/// A part for each resource, of which the half are missing, and a list with all of them.
fn resources_of_a_list(pieces: usize) {
    let resources: String = (0..pieces)
        .map(|id| {
            format!(
                "<resource uri='sip:{id}@x'><instance id='1' state='active' cid='{id}@x'/></resource>"
            )
        })
        .collect();
    let parts: String = (0..pieces)
        .step_by(2)
        .map(|id| format!("--b\r\nContent-ID: <{id}@x>\r\nContent-Type: text/plain\r\n\r\nx\r\n"))
        .collect();
    let body = format!(
        "--b\r\nContent-Type: application/rlmi+xml\r\n\r\n<list xmlns='urn:ietf:params:xml:ns:rlmi' \
         uri='sip:l@x' version='0' fullState='true'>{resources}</list>\r\n{parts}--b--\r\n"
    );
    let (registry, options) = (sip_payloads::registry(), ReadOptions::tolerant());
    let content_type = "multipart/related;boundary=b";
    let read = ListNotification::read(registry, content_type, body, &options);
    let notification = read.unwrap_or_else(|error| panic!("{error}")).document;
    let mut table = ListTable::new();
    let _ = table.apply(notification);
    assert_eq!(table.len(), pieces);
}

/// Members of a list whose URIs differ in a parameter only.
fn receipts_of_one_user(pieces: usize) {
    let uri = |text: &str| AnyUri::new(text).unwrap_or_else(|error| panic!("{error}"));
    let mut sent = SentMessages::new();
    sent.sent("1", [uri("sip:team@x")]);
    for number in 0..pieces {
        let mut imdn = Imdn::new("1".into(), String::new());
        imdn.recipient_uri = Some(uri(&format!("sip:bob@x;p={number}")));
        imdn.original_recipient_uri = Some(uri("sip:team@x"));
        imdn.notification = Some(DeliveryOutcome::Delivered.into());
        let _ = sent.received(&imdn);
    }
    assert!(sent.get("1").is_some_and(|message| message.progress().delivered == pieces));
}

fn operations_of_a_patch(count: usize) {
    let entries: String = (0..count).map(|n| format!("<e id='{n}'>{n}</e>")).collect();
    let operations: String = (0..count)
        .map(|n| match n % 3 {
            0 => format!("<remove sel='l/e[@id=\"{n}\"]'/>"),
            1 => format!("<add sel='l/e[@id=\"{n}\"]' pos='after'><e id='n{n}'/></add>"),
            _ => format!("<replace sel='l/e[@id=\"{n}\"]/text()'>x</replace>"),
        })
        .collect();
    let patch =
        Patch::parse(&format!("<d>{operations}</d>")).unwrap_or_else(|error| panic!("{error}"));
    let patched = patch.apply(&format!("<l>{entries}</l>"));
    assert!(patched.is_ok_and(|patched| Tree::parse(&patched).is_ok()));
}

/// Tuples of services that are all different, of one service that contradict each other, and many elements of one name.
fn tuples_of_publications(count: usize) {
    let tuples: String = (0..count)
        .map(|n| {
            format!(
                "<tuple id='t{n}'><status><basic>open</basic></status><x xmlns='urn:x'>{n}</x>\
                 <contact>sip:a{}@x</contact></tuple>",
                if n % 2 == 0 { n } else { 0 }
            )
        })
        .collect();
    let repeated: String = (0..count).map(|n| format!("<x xmlns='urn:x'>{n}</x>")).collect();
    let document = |more: &str| {
        let xml = format!(
            "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@x'>{tuples}\
             <tuple id='r'><status/>{repeated}{more}</tuple></presence>"
        );
        sip_payloads::parse::<Pidf>(xml).unwrap_or_else(|error| panic!("{error}"))
    };
    let documents = [document(""), document("<y xmlns='urn:x'/>")];
    let entity = AnyUri::new("sip:a@x").unwrap_or_else(|error| panic!("{error}"));
    let time = DateTime::from_unix(0).unwrap_or_else(DateTime::now);
    for composition in [
        Composition::union(),
        Composition::oma(),
        Composition::non_overlapping(),
        Composition { scope: Scope::Element, ..Composition::newest() },
    ] {
        let composer = Composer::new(sip_payloads::meanings(), composition);
        let sources = [
            Source::soft("a", &documents[0], time.clone()),
            Source::soft("b", &documents[1], time.clone()),
        ];
        assert!(composer.compose(&entity, &sources, &time).presence.is_open() == (count > 0));
    }
}

fn steps_of_a_selector(count: usize) {
    let address = format!("a/global/b/~~/{}", "a[@b='~~/']/".repeat(count));
    let uri = address.parse::<XcapUri>().unwrap_or_else(|error| panic!("{error}"));
    let node = uri.node.unwrap_or_default();
    assert!(node.parse(None).is_err());
    let all = node.selector.strip_suffix('/').unwrap_or_default();
    assert_eq!(node.first_steps(count).selector, all);
}

fn changes_of_a_list(count: usize) {
    let list = |every: usize| {
        let entries = (0..count).map(|n| format!("<e id='{n}'>{}</e>", n * every));
        format!("<l>{}</l>", entries.collect::<String>())
    };
    let (old, new) = (list(1), list(2));
    let patch = diff(&old, &new).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(patch.len(), count.saturating_sub(1));
}
