//! Rules that were read wrongly before: the cases H2, H3, A14, A15 and A26.

use crate::run_with_input;

/// Case H2: `show` marks a rule that never matches.
#[test]
fn h2_rules_that_never_match_are_marked() {
    let input = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>\
         <rule id='a'><conditions>stray<identity><one id='sip:ana@example.org'/></identity></conditions>\
         <actions><pr:sub-handling>allow</pr:sub-handling></actions></rule>\
         <rule id='b'><identity><one id='sip:ana@example.org'/></identity>\
         <actions><pr:sub-handling>allow</pr:sub-handling></actions></rule>\
         <rule id='c'><conditions><identity><one id='ana@example.org'/></identity></conditions>\
         <actions><pr:sub-handling>allow</pr:sub-handling></actions></rule>\
         <rule id='d'><conditions><identity><one id='ana@example.org'/><one id='sip:ana@example.org'/>\
         </identity></conditions><actions><pr:sub-handling x='1'>allow</pr:sub-handling></actions></rule>\
         </ruleset>";
    let out = "\
Rules
  Rule a
    never matches: conditions: it has unexpected content or lacks a part
    conditions
      unknown: text \"stray\"
    when the watcher is sip:ana@example.org
    allows the subscription (allow)
  Rule b
    never matches: conditions: it has unexpected content or lacks a part
    allows the subscription (allow)
    unknown: {urn:ietf:params:xml:ns:common-policy}identity
      one (id sip:ana@example.org)
  Rule c
    never matches: identity: \"ana@example.org\" is not an identity: expected an absolute URI
    when the watcher is ana@example.org
    allows the subscription (allow)
  Rule d
    when the watcher is one of
      ana@example.org
      sip:ana@example.org
    allows sub-handling allow (x 1)
    permits nothing
";
    let (_, shown, _) = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(shown, out);
    let ana = ["evaluate", "--rules=-", "--watcher=sip:ana@example.org"];
    let (_, evaluated, _) = run_with_input(&ana, input.as_bytes());
    assert_eq!(evaluated, "rule d\nsub-handling: block\n");
}

/// Cases H3 and A26: rules that match no watcher are valid, with a warning.
#[test]
fn h3_a26_rules_that_match_nobody_are_warned_about() {
    let warnings = |rule: &str| {
        let rules = format!(
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
             xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><rule id='r'>{rule}</rule></ruleset>"
        );
        let (code, out, _) = run_with_input(&["check", "-"], rules.as_bytes());
        assert_eq!(code, 0, "{out}");
        let mut lines: Vec<_> = out.lines().map(str::to_owned).collect();
        assert_eq!(lines.pop().as_deref(), Some("-: valid common-policy"));
        let message = |line: String| {
            line.split_once(": warning: ").unwrap().1.split_once(": ").unwrap().1.to_owned()
        };
        lines.into_iter().map(message).collect::<Vec<_>>()
    };
    let identity =
        |inside: &str| warnings(&format!("<conditions><identity>{inside}</identity></conditions>"));
    let no_identity = |id: &str| format!("{id:?} is not an identity: expected an absolute URI");
    for id in ["bob", "bob@example.org", "", "sip:dan@"] {
        assert_eq!(identity(&format!("<one id='{id}'/>")), [no_identity(id)]);
    }
    assert!(identity("<one id='sip:carol@example.com '/><one id='tel:1'/>").is_empty());
    for domain in ["@example.org", "sip:example.com", "*.example.com"] {
        let many = format!("<many domain='{domain}'/>");
        assert_eq!(identity(&many), [format!("{domain:?} is not a domain")]);
    }
    assert_eq!(
        identity("<many><except/></many>"),
        ["the exception has neither an id nor a domain, so this <many> matches no watcher"]
    );
    let except = "<many><except id='bob'/></many>";
    assert_eq!(identity(except), [no_identity("bob") + ", so this <many> matches no watcher"]);
    let sphere = warnings("<conditions><sphere value=' '/></conditions>");
    assert_eq!(sphere, ["no sphere is named, so this is never true"]);
    let validity = "<conditions><validity><from>2026-03-02T00:00:00Z</from>\
                    <until>2026-03-01T00:00:00Z</until></validity></conditions>";
    let never = "no moment is from 2026-03-02T00:00:00Z until 2026-03-01T00:00:00Z: that never is";
    assert_eq!(warnings(validity), [never]);
    let unknown = |ns: &str, name: &str| {
        warnings(&format!(
            "<transformations><pr:provide-unknown-attribute ns='{ns}' name='{name}'>true\
             </pr:provide-unknown-attribute></transformations>"
        ))
    };
    let prefixed = ["\"x:foo\" is no name without prefix: this is about no element"];
    assert_eq!(unknown("urn:example:x", "x:foo"), prefixed);
    assert!(unknown("urn:example:x", "foo").is_empty());
    let rpid = unknown("urn:ietf:params:xml:ns:pidf:rpid", "mood");
    assert_eq!(rpid, ["the elements of RPID have permissions of their own: this is about none"]);
}

/// Case A26: the value that is not an identity is in the message.
#[test]
fn a26_the_offending_value_is_named() {
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='r'><conditions>\
                 <identity><one id='bob'/></identity></conditions></rule></ruleset>";
    let ask = ["evaluate", "-v", "--rules=-", "--watcher=sip:bob@example.org"];
    let (_, _, err) = run_with_input(&ask, rules.as_bytes());
    let warning = "-:1:90: warning: /ruleset/rule/conditions/identity/one: ";
    let reason = "\"bob\" is not an identity: expected an absolute URI";
    assert_eq!(err, format!("{warning}{reason}\nr: no match: identity: {reason}\n"));
}

/// Cases A15 and A15b: the reason why `other-identity` is false is the missing list. Brackets in the
/// URI of a list may be encoded or not, in the document and on the command line.
#[test]
fn a15_lists_that_are_missing_and_brackets_in_their_uris() {
    const RAW: &str = "http://xcap.example/~~/resource-lists/list[@name=%22friends%22]";
    const ENCODED: &str = "http://xcap.example/~~/resource-lists/list%5B@name=%22friends%22%5D";
    for anchor in [RAW, ENCODED] {
        let rules = format!(
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' \
             xmlns:ocp='urn:oma:xml:xdm:common-policy'><rule id='granted'><conditions>\
             <ocp:external-list><ocp:entry anc='{anchor}'/></ocp:external-list></conditions></rule>\
             <rule id='others'><conditions><ocp:other-identity/></conditions></rule></ruleset>"
        );
        let ask = ["evaluate", "-v", "--rules=-", "--watcher=sip:baker@town.example"];
        let (_, _, err) = run_with_input(&ask, rules.as_bytes());
        let others = format!(
            "others: no match: other-identity: the rule granted may be about the watcher: the list \
             {anchor} cannot be had"
        );
        assert!(err.lines().any(|line| line == others), "{err}");
        let warning = format!(
            "warning: rules refer to a list that was not given, so it has no members: add --list {anchor}=FILE"
        );
        assert!(err.lines().any(|line| line == warning), "{err}");
        for given in [RAW, ENCODED] {
            let list = format!("--list={given}=friends.xml");
            let (code, out, _) = run_with_input(&[&ask[..], &[&list]].concat(), rules.as_bytes());
            assert_eq!((code, out.as_str()), (0, "rule granted\nsub-handling: block\n"));
        }
    }
}

/// Case A14: an extracted element keeps the language that it inherits.
#[test]
fn a14_notes_keep_the_language_that_they_inherit() {
    let presence = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.org' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xml:lang='de' xml:base='http://a/'>\
         <tuple id='t1'><status/><note>gleich</note></tuple><note xml:lang='en'>soon</note>\
         <dm:person id='p' xml:lang='fr' x='1'><dm:note>bonjour</dm:note></dm:person></presence>";
    let (_, shown, _) = run_with_input(&["show", "-"], presence.as_bytes());
    for line in ["    note (de): gleich", "  note (en): soon", "    note (fr): bonjour"] {
        assert!(shown.lines().any(|shown| shown == line), "{shown}");
    }
    let rules = "--rules=all-rules.xml";
    let filter = ["filter", "--compact", rules, "--anonymous", "-"];
    let (_, seen, _) = run_with_input(&filter, presence.as_bytes());
    let root = "entity=\"sip:a@example.org\" xml:lang=\"de\" xml:base=\"http://a/\">";
    assert!(seen.contains(root), "{seen}");
    assert!(seen.contains("<dm:person id=\"p\" xml:lang=\"fr\"><dm:note>bonjour"), "{seen}");
}
