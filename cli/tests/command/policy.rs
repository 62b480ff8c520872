//! `evaluate` and `filter`, and what the other commands make of rules

use crate::{outcome, run, run_with_input};

/// The watcher is one of the crew.
const MATE: [&str; 3] = ["--rules", "rules.xml", "--watcher=sip:mate@boat.example"];
const FRIENDS: &str = "http://xcap.example/friends";

/// The permissions of the crew.
const CREW: &str = "\
rule crew
dr:sub-handling: confirm
provide-activities: true
provide-mood: false
provide-persons: all-persons
provide-services: class=radio service-uri-scheme=sip
provide-unknown-attribute: {urn:example:tide}tide
provide-user-input: bare
provide-willingness: true
sub-handling: allow
";

/// The warning about a list that was not given.
const NO_FRIENDS: &str = "warning: rules refer to a list that was not given, so it has no members: add --list http://xcap.example/friends=FILE\n";

const BLOCK: &str = "sub-handling: block\n";
const POLITE: &str = "rule friends\nsub-handling: polite-block\n";

/// The diagnostics of tolerant reading of `broken-rules.xml`.
const REPAIRS: &str = "broken-rules.xml:3:27: error: /ruleset/rule[1]/conditions/identity/id: \
                       unexpected element <id> in <identity>\n";

fn evaluate(arguments: &[&str]) -> crate::Outcome {
    run(&[&["evaluate"], arguments].concat())
}

fn filter(arguments: &[&str]) -> crate::Outcome {
    run(&[&["filter"], arguments].concat())
}

#[test]
fn rules_and_permissions_are_printed() {
    assert_eq!(evaluate(&MATE), outcome(0, CREW, NO_FRIENDS));
    let phone = evaluate(&["--rules", "rules.xml", "--watcher", "tel:+31205550100"]);
    assert_eq!(phone, outcome(0, CREW, NO_FRIENDS));
}

#[test]
fn no_match_is_not_a_failure() {
    let stranger = evaluate(&["--rules", "rules.xml", "--watcher", "sip:eve@sea.example"]);
    assert_eq!(stranger, outcome(0, BLOCK, NO_FRIENDS));
}

#[test]
fn several_identities_are_one_watcher() {
    let known = ["--watcher", "sip:eve@sea.example", "--watcher", "sip:mate@boat.example"];
    let known = evaluate(&[&["--rules", "rules.xml"][..], &known].concat());
    assert_eq!(known, outcome(0, CREW, NO_FRIENDS));
}

#[test]
fn rules_of_several_files_are_combined() {
    let watcher = "--watcher=sip:eve@sea.example";
    let out = "rule everybody\nprovide-note: true\nsub-handling: block\n";
    let together = evaluate(&["--rules", "rules.xml", "more-rules.xml", watcher]);
    assert_eq!(together, outcome(0, out, NO_FRIENDS));
    let apart = evaluate(&["--rules", "rules.xml", "--rules", "more-rules.xml", watcher]);
    assert_eq!(apart, outcome(0, out, NO_FRIENDS));
}

#[test]
fn rules_apply_to_anonymous_watchers() {
    let out = "rule strangers\nsub-handling: polite-block\n";
    assert_eq!(evaluate(&["--rules", "rules.xml", "--anonymous"]), outcome(0, out, ""));
}

#[test]
fn sphere_and_time_are_given() {
    let at = |time, sphere: &[&str]| {
        let officer =
            ["--rules", "rules.xml", "--watcher", "sip:officer@harbour.example", "--at", time];
        evaluate(&[&officer[..], sphere].concat())
    };
    let work = ["--sphere", "Work"];
    let confirm = outcome(0, "rule harbour\nsub-handling: confirm\n", NO_FRIENDS);
    assert_eq!(at("2026-01-15T08:00:00Z", &work), confirm);
    assert_eq!(at("2026-01-15T18:59:59.9+01:00", &work), confirm);
    assert_eq!(at("2026-01-16T08:00:00Z", &work), confirm);
    assert_eq!(at("2026-01-15T18:00:00Z", &work), outcome(0, BLOCK, NO_FRIENDS));
    assert_eq!(at("2026-01-15T08:00:00Z", &["--sphere=home"]), outcome(0, BLOCK, NO_FRIENDS));
    assert_eq!(at("2026-01-15T08:00:00Z", &[]), outcome(0, BLOCK, NO_FRIENDS));
}

#[test]
fn without_a_time_it_is_now() {
    let rule = |id, from, until| {
        format!(
            "<rule id='{id}'><conditions><validity><from>{from}-01-01T00:00:00Z</from>\
             <until>{until}-01-01T00:00:00Z</until></validity></conditions></rule>"
        )
    };
    let rules = format!(
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'>{}{}{}</ruleset>",
        rule("past", "1999", "2000"),
        rule("present", "2000", "9000"),
        rule("future", "9000", "9001")
    );
    let now = run_with_input(&["evaluate", "--rules", "-", "--anonymous"], rules.as_bytes());
    assert_eq!(now, outcome(0, "rule present\nsub-handling: block\n", ""));
}

#[test]
fn lists_come_out_of_files() {
    let friend = |watcher, file: &str| {
        let list = format!("--list={FRIENDS}={file}");
        evaluate(&["--rules", "rules.xml", "--watcher", watcher, &list])
    };
    assert_eq!(friend("sip:baker@town.example", "friends.xml"), outcome(0, POLITE, ""));
    // In a list inside the list.
    assert_eq!(friend("sip:butcher@town.example", "friends.xml"), outcome(0, POLITE, ""));
    assert_eq!(friend("sip:eve@sea.example", "friends.xml"), outcome(0, BLOCK, ""));
    assert_eq!(friend("sip:baker@town.example", "references.xml"), outcome(0, POLITE, ""));
    // Percent-encoded as a whole, it is not a URI.
    assert_eq!(friend("sip:butcher@town.example", "references.xml"), outcome(0, BLOCK, ""));
    assert_eq!(evaluate(&MATE), outcome(0, CREW, NO_FRIENDS), "other rules do without");
}

#[test]
fn the_last_equals_sign_ends_the_uri_of_a_list() {
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='friends'>\
                 <conditions><external-list xmlns='urn:oma:xml:xdm:common-policy'>\
                 <entry anc='http://xcap.example/list%5b@name=%22a%22%5d'/></external-list>\
                 </conditions></rule></ruleset>";
    let arguments = [
        "evaluate",
        "--rules=-",
        "--watcher=sip:baker@town.example",
        "--list=http://xcap.example/list%5b@name=%22a%22%5d=friends.xml",
    ];
    let out = "rule friends\nsub-handling: block\n";
    assert_eq!(run_with_input(&arguments, rules.as_bytes()), outcome(0, out, ""));
}

#[test]
fn reasons_of_rules_that_do_not_match_are_printed() {
    let err = |friends: &str| {
        format!(
            "\
crew: no match: identity: the watcher does not match
harbour: no match: identity: the watcher does not match; sphere: the presentity is in another \
sphere; validity: it does not hold at this time
strangers: no match: anonymous-request: the watcher has an identity
friends: {friends}
tide: no match: high: it is not understood
"
        )
    };
    let explained = |option, watcher, lists: &[&str]| {
        let options = ["--sphere=home", "--at=2026-01-17T00:00:00Z", option, watcher];
        evaluate(&[&["--rules", "rules.xml"], &options[..], lists].concat())
    };
    let (eve, baker) = ("--watcher=sip:eve@sea.example", "--watcher=sip:baker@town.example");
    let unknown = "no match: external-list: the list http://xcap.example/friends cannot be had";
    let err_and_list = err(unknown) + NO_FRIENDS;
    assert_eq!(explained("-v", eve, &[]), outcome(0, BLOCK, &err_and_list));
    let lists = ["--list=http://xcap.example/friends=references.xml"];
    assert_eq!(explained("-v", eve, &lists), outcome(0, BLOCK, &err(unknown)));
    let lists = ["--list=http://xcap.example/friends=friends.xml"];
    let somebody = "no match: external-list: the watcher does not match";
    assert_eq!(explained("--verbose", eve, &lists), outcome(0, BLOCK, &err(somebody)));
    assert_eq!(explained("-v", baker, &lists), outcome(0, POLITE, &err("match")));
}

#[test]
fn the_sub_handling_of_dialogs_is_never_taken_for_that_of_presence() {
    let dispatch = "--watcher=sip:dispatch@harbour.example";
    let out = "rule dispatcher\ndr:sub-handling: allow\nsub-handling: block\n";
    assert_eq!(evaluate(&["--rules", "dialogs.xml", dispatch]), outcome(0, out, ""));
    let officer = ["--sphere=deck", "--at=2026-01-15T12:00:00Z"];
    let both =
        evaluate(&[&["--rules", "rules.xml", "dialogs.xml", dispatch], &officer[..]].concat());
    let out = "\
rule harbour
rule dispatcher
dr:sub-handling: allow
sub-handling: confirm
";
    assert_eq!(both, outcome(0, out, NO_FRIENDS));
}

#[test]
fn broken_rules_are_reported_and_grant_nothing() {
    let visit = |mode: &[&str]| {
        let rules = ["--rules", "broken-rules.xml", "--watcher=sip:mate@boat.example"];
        evaluate(&[&rules[..], mode].concat())
    };
    let out = "rule visitors\nsub-handling: confirm\n";
    assert_eq!(visit(&[]), outcome(0, out, REPAIRS));
    assert_eq!(visit(&["--mode", "tolerant"]), outcome(0, out, REPAIRS));
    assert_eq!(visit(&["--mode", "strict"]), outcome(1, "", REPAIRS));
}

#[test]
fn one_refused_file_stops_the_evaluation() {
    let err = "harbour.xml:2:1: error: /presence: the root element is \
               {urn:ietf:params:xml:ns:pidf}presence, expected \
               {urn:ietf:params:xml:ns:common-policy}ruleset\n";
    let other = evaluate(&["--rules", "rules.xml", "harbour.xml", "--anonymous", "-v"]);
    assert_eq!(other, outcome(1, "", err));
    let (code, out, err) = evaluate(&["--rules", "unfinished.xml", "rules.xml", "--anonymous"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml:2:26: error: /: "), "{err}");
}

#[test]
fn a_list_has_to_be_one() {
    let list = |file| evaluate(&[&MATE[..], &["--list", &format!("{FRIENDS}={file}")]].concat());
    let err = "rules.xml:2:1: error: /ruleset: the root element is \
               {urn:ietf:params:xml:ns:common-policy}ruleset, expected \
               {urn:ietf:params:xml:ns:resource-lists}resource-lists\n";
    assert_eq!(list("rules.xml"), outcome(1, "", err));
    let err = "latin1.xml:2:1: error: /presence: the root element is \
               {urn:ietf:params:xml:ns:pidf}presence, expected \
               {urn:ietf:params:xml:ns:resource-lists}resource-lists\n";
    assert_eq!(list("latin1.xml"), outcome(1, "", err));
    let (code, out, err) = list("unfinished.xml");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml:2:26: error: /: "), "{err}");
}

#[test]
fn files_that_are_not_there_are_2() {
    let list = format!("--list={FRIENDS}=nowhere.xml");
    for arguments in [
        &["evaluate", "--rules", "nowhere.xml", "--anonymous"][..],
        &["evaluate", "--rules", "rules.xml", "--anonymous", &list],
        &["filter", "--rules", "nowhere.xml", "--anonymous", "harbour.xml"],
        &["filter", "--rules", "rules.xml", "--anonymous", "nowhere.xml"],
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.starts_with("sip-payloads: nowhere.xml: "), "{err}");
    }
}

#[test]
fn a_watcher_has_a_scheme_and_a_time_has_a_zone() {
    for (argument, reason) in [
        ("--watcher=mate", "expected a URI with a scheme, such as sip:bob@example.com"),
        ("--watcher=", "expected a URI with a scheme, such as sip:bob@example.com"),
        (
            "--at=2026-01-15T08:00:00",
            "expected a time with a zone, such as 2026-01-15T12:30:00+01:00",
        ),
        ("--at=noon", "expected a time with a zone, such as 2026-01-15T12:30:00+01:00"),
        ("--list=friends.xml", "expected a URI, = and a file name"),
        ("--list==friends.xml", "expected a URI, = and a file name"),
        ("--list=http://xcap.example/friends=", "expected a URI, = and a file name"),
    ] {
        let (code, out, err) = evaluate(&[&MATE[..], &[argument]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{argument}");
        assert!(err.contains(&format!(": {reason}\n")), "{err}");
    }
}

#[test]
fn standard_input_is_read_once() {
    let rules = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/rules.xml"));
    let rules = rules.unwrap();
    let mate = "--watcher=sip:mate@boat.example";
    let read = run_with_input(&["evaluate", "--rules", "-", mate], &rules);
    assert_eq!(read, outcome(0, CREW, NO_FRIENDS));
    let err = "sip-payloads: only one of the files can be standard input\n";
    let twice = run_with_input(&["evaluate", "--rules", "-", "-", mate], &rules);
    assert_eq!(twice, outcome(2, "", err));
    let twice = run_with_input(&["evaluate", "--rules=-", mate, "--list=urn:a=-"], &rules);
    assert_eq!(twice, outcome(2, "", err));
    let twice = run_with_input(&["filter", "--rules=-", mate, "-"], &rules);
    assert_eq!(twice, outcome(2, "", err));
}

#[test]
fn text_of_rules_has_no_control_characters_or_line_breaks() {
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
                 xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><rule id='a'><transformations>\
                 <pr:provide-unknown-attribute ns='urn:x&#10;sub-handling: allow' \
                 name='\u{9b}2J'>true</pr:provide-unknown-attribute>\
                 </transformations></rule></ruleset>";
    let out = "rule a\nprovide-unknown-attribute: \
               \"{urn:x\\nsub-handling: allow}\\u{9b}2J\"\nsub-handling: block\n";
    let told = run_with_input(&["evaluate", "--rules=-", "--anonymous"], rules.as_bytes());
    assert_eq!(told, outcome(0, out, ""));
}

#[test]
fn a_watcher_gets_what_the_rules_show() {
    let out = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:pilot@harbour.example">
  <tuple id="radio">
    <status>
      <basic>open</basic>
    </status>
    <contact priority="0.80">sip:pilot@boat.example</contact>
    <timestamp>2026-01-15T12:30:00Z</timestamp>
  </tuple>
  <dm:person id="p1">
    <rpid:activities until="2026-01-15T18:00:00+01:00">
      <rpid:steering/>
      <rpid:other>mooring</rpid:other>
    </rpid:activities>
    <dm:timestamp>2026-01-15T12:00:00</dm:timestamp>
  </dm:person>
</presence>
"#;
    assert_eq!(filter(&[&MATE[..], &["harbour.xml"]].concat()), outcome(0, out, NO_FRIENDS));
}

#[test]
fn a_politely_blocked_watcher_gets_a_closed_service() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" \
               entity=\"sip:pilot@harbour.example\"><tuple id=\"service\"><status>\
               <basic>closed</basic></status></tuple></presence>\n";
    let polite = filter(&["--rules=rules.xml", "--anonymous", "--compact", "harbour.xml"]);
    assert_eq!(polite, outcome(0, out, ""));
}

#[test]
fn without_a_document_the_reason_is_printed() {
    let blocked = filter(&["--rules", "more-rules.xml", "--anonymous", "harbour.xml"]);
    let err = "block: no document, the subscription is rejected\n";
    assert_eq!(blocked, outcome(1, "", err));
    let officer = ["--rules=rules.xml", "--watcher=sip:officer@harbour.example", "--sphere=deck"];
    let waiting = [&officer[..], &["--at=2026-01-15T12:00:00Z", "harbour.xml"]].concat();
    let err = "confirm: no document until the presentity decides\n";
    assert_eq!(filter(&waiting), outcome(1, "", &[NO_FRIENDS, err].concat()));
    let explained = filter(&["--rules=more-rules.xml", "--anonymous", "-v", "harbour.xml"]);
    let err = "everybody: match\nblock: no document, the subscription is rejected\n";
    assert_eq!(explained, outcome(1, "", err));
    // A permission for dialogs is not one for presence.
    let dispatch = "--watcher=sip:dispatch@harbour.example";
    let err = "block: no document, the subscription is rejected\n";
    assert_eq!(filter(&["--rules=dialogs.xml", dispatch, "harbour.xml"]), outcome(1, "", err));
}

#[test]
fn both_documents_of_filter_have_to_be_right() {
    let rules = "rules.xml:2:1: error: /ruleset: the root element is \
                 {urn:ietf:params:xml:ns:common-policy}ruleset, expected \
                 {urn:ietf:params:xml:ns:pidf}presence\n";
    assert_eq!(
        filter(&[&MATE[..], &["rules.xml"]].concat()),
        outcome(1, "", &[rules, NO_FRIENDS].concat())
    );
    let faults = crate::check::FAULTS;
    let strict = filter(&[&MATE[..], &["--mode=strict", "broken.xml"]].concat());
    assert_eq!(strict, outcome(1, "", &[faults, NO_FRIENDS].concat()));
    let presence = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'/>";
    let refused = ["filter", "--rules=harbour.xml", "--anonymous", "-"];
    let (code, out, err) = run_with_input(&refused, presence.as_bytes());
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("harbour.xml:2:1: error: /presence: "), "{err}");
}

#[test]
fn rules_may_come_in_a_mime_body() {
    let rules = "Content-Type: application/auth-policy+xml\r\n\r\n\
                 <ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='a'/></ruleset>";
    let read = run_with_input(&["evaluate", "--rules=-", "--anonymous"], rules.as_bytes());
    assert_eq!(read, outcome(0, "rule a\nsub-handling: block\n", ""));
}

#[test]
fn rules_in_words() {
    let out = "\
Rules
  Rule crew
    when the watcher is one of
      sip:mate@boat.example
      tel:+31-20-555-0100
    allows the subscription (allow)
    allows the subscription to dialogs when it is confirmed (confirm)
    shows services: service-uri-scheme sip, class radio
    shows persons: all-persons
    shows something unknown
      unknown: {urn:example:tide}gangway
    shows activities, user-input (bare), {urn:example:tide}tide, willingness
    does not show mood
    display-name: The crew (en)
  Rule harbour
    when the watcher is anybody of harbour.example
      except sip:thief@harbour.example
      except anybody of pub.example
    and the sphere is work or deck
    and the time is from 2026-01-15 03:00:00 -05:00 until 2026-01-15 13:00:00 -05:00, \
or from 2026-01-16 03:00:00 -05:00 until 2026-01-16 13:00:00 -05:00
    allows the subscription when it is confirmed (confirm)
  Rule strangers
    when the watcher is anonymous
    allows the subscription, but shows the presentity as unavailable (polite-block)
  Rule friends
    when the watcher is on the list http://xcap.example/friends
    allows the subscription, but shows the presentity as unavailable (polite-block)
  Rule tide
    never matches: high: it is not understood
    when something unknown, which is never true
      unknown: {urn:example:tide}high
    allows the subscription (allow)
    shows all attributes
";
    assert_eq!(run(&["show", "rules.xml"]), outcome(0, out, ""));
    let out = "\
Rules
  Rule crew
    never matches: identity: it is not understood
    when the watcher is one of
      unknown: {urn:ietf:params:xml:ns:common-policy}id: sip:mate@boat.example
    allows the subscription (allow)
  Rule visitors
    when the watcher is anybody authenticated
    allows the subscription when it is confirmed (confirm)
";
    assert_eq!(run(&["show", "broken-rules.xml"]), outcome(0, out, REPAIRS));
}

#[test]
fn unusual_rules_in_words() {
    let input = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules' xmlns:opr='urn:oma:xml:prs:pres-rules' \
         xmlns:ocp='urn:oma:xml:xdm:common-policy' xmlns:x='urn:x' \
         xmlns:agp='urn:ag-projects:xml:ns:common-policy'>\
         <rule id='a'><conditions><identity><one id='sip:a@b.example'><x:if/></one></identity>\
         <agp:false-condition/><ocp:other-identity/><ocp:external-list>\
         <ocp:entry anc='http://a'/><ocp:entry/></ocp:external-list></conditions>\
         <actions><x:ring/><pr:sub-handling>block</pr:sub-handling></actions><transformations>\
         <pr:provide-services/><pr:provide-persons><x:y/><pr:class>a</pr:class>\
         </pr:provide-persons><opr:provide-geopriv>full</opr:provide-geopriv>\
         <pr:provide-user-input>false</pr:provide-user-input></transformations></rule>\
         <rule id='b'><conditions/></rule></ruleset>";
    let out = "\
Rules
  Rule a
    never matches: identity: it is not understood
    when the watcher is sip:a@b.example
      unknown: {urn:x}if
    and never
    and no other rule is about the watcher
    and the watcher is on one of the lists
      http://a
      nowhere
    allows something unknown
      unknown: {urn:x}ring
    allows no subscription (block)
    shows no services
    shows persons: class a
      unknown: {urn:x}y
    shows geopriv (full)
    does not show user-input
  Rule b
    always
    permits nothing
";
    let shown = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(shown, outcome(0, out, ""));
}

#[test]
fn unexpected_text_in_rules_is_marked() {
    let input = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>\
         <rule id='a'><conditions>one</conditions><actions>two</actions><transformations>\
         <pr:provide-all-attributes>three</pr:provide-all-attributes></transformations></rule>\
         </ruleset>";
    let out = "\
Rules
  Rule a
    never matches: conditions: it has unexpected content or lacks a part
    conditions
      unknown: text \"one\"
    actions
      unknown: text \"two\"
    shows all-attributes
      unknown: text \"three\"
    permits nothing
";
    let (code, shown, err) = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!((code, shown.as_str()), (0, out));
    assert_eq!(err.lines().count(), 3, "{err}");
}

#[test]
fn rules_as_json_and_xml() {
    let out = concat!(
        r#"{"type":"common-policy","rule":[{"id":"everybody","#,
        r#""transformations":{"pr:provide-note":[true]}}]}"#,
        "\n"
    );
    assert_eq!(run(&["json", "--compact", "more-rules.xml"]), outcome(0, out, ""));
    let (code, out, err) = run(&["format", "rules.xml"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let again = run_with_input(&["evaluate", "--rules=-", MATE[2]], out.as_bytes());
    assert_eq!(again, outcome(0, CREW, NO_FRIENDS));
}

/// RFC 5025 §3.1.2: the sphere is that of the published documents.
#[test]
fn the_sphere_is_in_the_presence_document() {
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
                 xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><rule id='a'>\
                 <conditions><sphere value='home'/></conditions>\
                 <actions><pr:sub-handling>allow</pr:sub-handling></actions></rule></ruleset>";
    let filtered = |options: &[&str]| {
        let arguments = ["filter", "--rules=-", "--anonymous", "sphere.xml"];
        run_with_input(&[&arguments[..], options].concat(), rules.as_bytes()).0
    };
    assert_eq!(filtered(&[]), 0);
    assert_eq!(filtered(&["--sphere=home"]), 0);
    assert_eq!(filtered(&["--sphere=work"]), 1);
}
