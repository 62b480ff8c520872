use super::*;

const INDEX: &str = "tests/users/sip:joe@example.com/index";
const OTHER: &str = "tests/users/sip:joe@example.com/another_document";

fn diff(content: &str) -> String {
    format!(
        "<d:xcap-diff xmlns:d='urn:ietf:params:xml:ns:xcap-diff' xcap-root='http://xcap.example.com/'>\
         {content}</d:xcap-diff>"
    )
}

fn outcomes(documents: &mut Documents, content: &str) -> Vec<Outcome> {
    documents.apply(&diff(content)).unwrap().into_iter().map(|change| change.outcome).collect()
}

/// RFC 5874 A.2: three patches, each of the version before.
#[test]
fn patches_follow_the_chain_of_entity_tags() {
    let mut documents = Documents::new();
    documents.insert(INDEX, "7ahggs", "<doc><note>This is a sample document</note></doc>");
    let patch = |previous: &str, new: &str, content: &str| {
        format!(
            "<d:document previous-etag='{previous}' sel='{INDEX}' new-etag='{new}'><d:add sel='*'>{content}</d:add></d:document>"
        )
    };
    let three = [
        patch("7ahggs", "fgherhryt3", "<foo>this is a new element</foo>"),
        patch("fgherhryt3", "dgdgdfgrrr", "<bar>this is a bar element\n</bar>"),
        patch("dgdgdfgrrr", "63hjjsll", "<foobar>this is a foobar element</foobar>"),
    ]
    .concat();
    assert_eq!(
        outcomes(&mut documents, &three),
        [Outcome::Applied, Outcome::Applied, Outcome::Applied]
    );
    assert_eq!(
        documents.get(INDEX).unwrap().text,
        "<doc><note>This is a sample document</note><foo>this is a new element</foo><bar>this is a bar \
         element\n</bar><foobar>this is a foobar element</foobar></doc>"
    );
    // The same again is current; one of another version breaks the chain.
    assert_eq!(
        outcomes(&mut documents, &patch("dgdgdfgrrr", "63hjjsll", "<x/>")),
        [Outcome::Current]
    );
    let before = documents.clone();
    assert_eq!(outcomes(&mut documents, &patch("7ahggs", "new", "<x/>")), [Outcome::ChainBroken]);
    assert_eq!(documents, before);
}

/// RFC 5874 §3, figure 1.
#[test]
fn entity_tags_say_what_became_of_a_document() {
    let mut documents = Documents::new();
    documents.insert(OTHER, "\"1\"", "<a/>");
    let part = |attributes: &str, content: &str| {
        format!("<d:document sel='{OTHER}' {attributes}>{content}</d:document>")
    };
    for (attributes, content, outcome) in [
        ("previous-etag='1' new-etag='2'", "<d:body-not-changed/>", Outcome::BodyNotChanged),
        ("previous-etag='2' new-etag='3'", "", Outcome::MustFetch),
        ("new-etag='2'", "", Outcome::Current),
        ("new-etag='4'", "", Outcome::MustFetch),
        ("", "", Outcome::Unclear),
        ("previous-etag='9'", "", Outcome::ChainBroken),
        ("previous-etag='2'", "", Outcome::Removed),
        ("previous-etag='2' new-etag='3'", "", Outcome::MustFetch),
        ("previous-etag='9'", "", Outcome::Removed),
    ] {
        assert_eq!(outcomes(&mut documents, &part(attributes, content)), [outcome], "{attributes}");
    }
    assert_eq!(documents.get(OTHER), None);
}

#[test]
fn a_patch_that_fails_changes_nothing() {
    let mut documents = Documents::new();
    documents.insert(INDEX, "1", "<a/>");
    let before = documents.clone();
    let part = format!(
        "<d:document sel='{INDEX}' previous-etag='1' new-etag='2'><d:add sel='a'><b/></d:add><d:remove sel='a/x'/></d:document>"
    );
    assert!(matches!(&*outcomes(&mut documents, &part), [Outcome::Failed(_)]));
    assert_eq!(documents, before);
    assert!(documents.apply("<a/>").is_err());
}

#[test]
fn elements_and_attributes_are_told() {
    let content = format!(
        "<d:element sel='{INDEX}/~~/a'><a b='1'/></d:element><d:element sel='{INDEX}/~~/c' exists='0'/>\
         <d:attribute sel='{INDEX}/~~/a/@b'>1 &lt; 2</d:attribute><d:attribute sel='{INDEX}/~~/a/@c' exists='false'/>"
    );
    assert_eq!(
        outcomes(&mut Documents::new(), &content),
        [
            Outcome::Node(Some("<a b='1'/>".to_owned())),
            Outcome::Node(None),
            Outcome::Node(Some("1 < 2".to_owned())),
            Outcome::Node(None),
        ]
    );
}

#[test]
fn a_document_is_known_by_any_spelling_of_its_address() {
    let mut documents = Documents::new();
    documents.insert(INDEX, "1", "<a/>");
    assert!(documents.get("tests/users/sip%3Ajoe%40example.com/index").is_some());
    assert!(
        documents.get("http://xcap.example.com/tests/users/sip:joe@example.com/index").is_some()
    );
}

#[test]
fn a_difference_leads_from_one_set_to_another() {
    let (mut before, mut after) = (Documents::new(), Documents::new());
    before.insert("t/global/changed", "1", "<a xmlns='urn:a'><b>one</b><c/></a>");
    after.insert("t/global/changed", "2", "<a xmlns='urn:a'><b>two</b><c/></a>");
    before.insert("t/global/same-body", "1", "<a/>");
    after.insert("t/global/same-body", "2", "<a/>");
    before.insert("t/global/same", "1", "<a/>");
    after.insert("t/global/same", "1", "<a/>");
    before.insert("t/global/removed", "1", "<a/>");
    after.insert("t/global/new", "1", "<a/>");
    let diff = difference(&before, &after, "http://x/").unwrap();
    let changes = before.apply(&diff).unwrap();
    let outcomes: Vec<_> =
        changes.iter().map(|change| (change.sel.as_str(), &change.outcome)).collect();
    assert_eq!(
        outcomes,
        [
            ("t/global/removed", &Outcome::Removed),
            ("t/global/changed", &Outcome::Applied),
            ("t/global/new", &Outcome::MustFetch),
            ("t/global/same-body", &Outcome::BodyNotChanged),
        ]
    );
    after.remove("t/global/new");
    assert_eq!(before, after);
    let registry = sip_payloads_testkit::RegistryOf::new::<XcapDiff>().build();
    assert!(sip_payloads_testkit::strict::<XcapDiff>(&registry, &diff).is_ok());
}
