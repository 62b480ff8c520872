use xml_app_core::Registry;

use super::*;

const FULL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<p:pidf-full xmlns="urn:ietf:params:xml:ns:pidf" xmlns:p="urn:ietf:params:xml:ns:pidf-diff"
    xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="pres:someone@example.com" version="567">
 <tuple id="cg231jcr"><status><basic>open</basic></status><contact priority="1.0">im:pep@example.com</contact></tuple>
 <tuple id="r1230d"><status><basic>closed</basic></status></tuple>
 <note xml:lang="en">Full state presence document</note>
 <dm:person id="p123"/>
</p:pidf-full>"#;

const DIFF: &str = r#"<p:pidf-diff xmlns="urn:ietf:params:xml:ns:pidf" xmlns:p="urn:ietf:params:xml:ns:pidf-diff"
    entity="pres:someone@example.com" version="568">
 <p:add sel="presence/note" pos="before"><tuple id="ert4773"><status><basic>open</basic></status></tuple>
 </p:add>
 <p:replace sel="*/tuple[@id='r1230d']/status/basic/text()">open</p:replace>
 <p:replace sel="*/tuple[@id='cg231jcr']/contact/@priority">0.7</p:replace>
</p:pidf-diff>"#;

fn registry() -> Registry {
    let mut builder = Registry::builder();
    builder.application::<PidfFull>().unwrap();
    builder.application::<PidfDiff>().unwrap();
    builder.application::<crate::Pidf>().unwrap();
    builder.add(crate::DataModel).unwrap();
    builder.build()
}

fn version(document: &str, version: u32) -> String {
    document.replace("567", &version.to_string()).replace("568", &version.to_string())
}

#[test]
fn both_documents_are_read_and_written() {
    let options = xml_app_core::ReadOptions::strict();
    let full = registry().parse_with::<PidfFull>(FULL, &options).unwrap().document;
    assert_eq!((full.version, full.tuples.len(), full.notes.len()), (Some(567), 2, 1));
    assert_eq!(full.extensions.get_all::<crate::Person>().count(), 1);
    let again = registry().parse_with::<PidfFull>(full.to_xml().unwrap(), &options).unwrap();
    assert_eq!(again.document, full);
    let diff = registry().parse_with::<PidfDiff>(DIFF, &options).unwrap().document;
    let [Operation::Add(add), Operation::Replace(_), Operation::Replace(_)] = &*diff.operations
    else {
        unreachable!()
    };
    assert_eq!(add.sel.to_string(), "presence/note");
    let again = registry().parse_with::<PidfDiff>(diff.to_xml().unwrap(), &options).unwrap();
    assert_eq!(again.document, diff);
    let with_attribute = DIFF.replace("<p:add ", "<p:add p:x='1' ");
    assert!(registry().parse_with::<PidfDiff>(&with_attribute, &options).is_err());
}

#[test]
fn versions_are_judged_as_the_rfc_says() {
    let mut presence = PartialPresence::new();
    let mut apply =
        |document: &str, number: u32| presence.apply(&version(document, number)).unwrap();
    assert_eq!(apply(DIFF, 5), PartialOutcome::Refused);
    assert_eq!(apply(FULL, 5), PartialOutcome::Applied);
    assert_eq!(apply(DIFF, 4), PartialOutcome::Stale);
    assert_eq!(apply(DIFF, 5), PartialOutcome::Repeated);
    assert_eq!(apply(DIFF, 7), PartialOutcome::Refused);
    assert_eq!(apply(DIFF, 6), PartialOutcome::Applied);
    assert_eq!(apply(FULL, 6), PartialOutcome::Repeated);
    assert_eq!(apply(FULL, 9), PartialOutcome::Applied);
    assert_eq!(apply(&DIFF.replace("someone", "somebody"), 10), PartialOutcome::Foreign);
    assert_eq!(apply(&DIFF.replace(" version=\"568\"", ""), 10), PartialOutcome::Unversioned);
    let failed = apply(&DIFF.replace("presence/note", "presence/none"), 10);
    assert!(matches!(failed, PartialOutcome::Failed(_)) && failed.needs_refresh());
    // Nothing of it was applied, so the same version can come again.
    assert_eq!(apply(DIFF, 10), PartialOutcome::Applied);
    assert!(
        presence.apply("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='a:b'/>").is_err()
    );
}

#[test]
fn the_state_is_a_pidf_document() {
    let mut presence = PartialPresence::new();
    let _ = presence.apply(FULL).unwrap();
    let _ = presence.apply(DIFF).unwrap();
    let read = presence.presence(&registry()).unwrap().unwrap();
    let ids: Vec<_> = read.tuples.iter().map(|tuple| tuple.id.as_str()).collect();
    assert_eq!(ids, ["cg231jcr", "r1230d", "ert4773"]);
    assert!(read.tuples.iter().all(|tuple| tuple.status.basic == Some(crate::Basic::Open)));
    assert_eq!(
        read.tuples[0].contact.as_ref().unwrap().priority.as_ref().unwrap().to_string(),
        "0.7"
    );
    assert_eq!(read.persons().count(), 1);
    presence.forget_document();
    assert_eq!(presence.apply(&version(DIFF, 569)).unwrap(), PartialOutcome::Refused);
    assert_eq!(presence.version(), Some(568));
}

#[test]
fn selectors_may_begin_with_the_root_that_the_document_has() {
    let mut presence = PartialPresence::new();
    let _ = presence.apply(FULL).unwrap();
    let diff = DIFF.replace("presence/note", "p:pidf-full/note");
    assert_eq!(presence.apply(&diff).unwrap(), PartialOutcome::Applied);
    let by_id = version(DIFF, 569).replace("*/tuple[@id='r1230d']", "id('r1230d')");
    assert_eq!(presence.apply(&by_id).unwrap(), PartialOutcome::Applied);
}

/// RFC 5263 §4.5: the local copy is the presence document of the subscription.
#[test]
fn a_patch_leaves_presence_of_the_same_presentity() {
    let with = |operation: &str| {
        let start = DIFF.split_once("<p:add").unwrap().0;
        format!("{start}{operation}</p:pidf-diff>")
    };
    let mut watcher = PartialPresence::new();
    let _ = watcher.apply(FULL).unwrap();
    let mut published = PartialPresence::new();
    assert_eq!(published.publish(FULL), Ok(()));
    let before = (watcher.clone(), published.clone());
    for (operation, phrase) in [
        ("<p:replace sel='*'><x/></p:replace>", "the root element becomes <x>, expected presence"),
        (
            "<p:replace sel='*'><presence xmlns='urn:x'/></p:replace>",
            "the root element becomes <presence>, expected presence",
        ),
        (
            "<p:replace sel='*/@entity'>pres:evil@x</p:replace>",
            "the entity becomes \"pres:evil@x\", expected \"pres:someone@example.com\"",
        ),
        (
            "<p:remove sel='p:pidf-full/@entity'/>",
            "the entity becomes \"\", expected \"pres:someone@example.com\"",
        ),
    ] {
        let PartialOutcome::Failed(error) = watcher.apply(&with(operation)).unwrap() else {
            unreachable!("{operation}")
        };
        assert_eq!(error.phrase(), phrase, "{operation}");
        let refused = published.publish(&with(operation));
        assert!(matches!(refused, Err(PublishError::Patch(_))), "{operation}");
        assert_eq!((watcher.clone(), published.clone()), before, "{operation}");
    }
    let same = "<p:replace sel='*'><presence entity='pres:someone@example.com'/></p:replace>";
    assert_eq!(watcher.apply(&with(same)).unwrap(), PartialOutcome::Applied);
}

#[test]
fn a_publication_begins_with_a_full_state_and_has_no_version() {
    let mut published = PartialPresence::new();
    let (full, diff) = (FULL.replace(" version=\"567\"", ""), DIFF.replace(" version=\"568\"", ""));
    assert_eq!(published.publish(&diff), Err(PublishError::NotFull));
    assert_eq!(published.publish(&full), Ok(()));
    assert_eq!(published.publish(&diff), Ok(()));
    let before = published.clone();
    let wrong = diff.replace("presence/note", "presence/none");
    assert!(matches!(published.publish(&wrong), Err(PublishError::Patch(_))));
    assert!(matches!(published.publish("<a/>"), Err(PublishError::Unreadable(_))));
    assert_eq!(published, before);
}

#[test]
fn a_watcher_follows_a_notifier() {
    let presence = |count: usize, note: &str| {
        let tuples: String = (0..count)
            .map(|n| format!("\n <tuple id='t{n}'><status><basic>open</basic></status></tuple>"))
            .collect();
        format!(
            "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='a:b'>{tuples}\n <note>{note}</note>\n</presence>"
        )
    };
    let mut notifier = PartialNotifier::new();
    let mut watcher = PartialPresence::new();
    for (number, (count, note)) in
        (1_u32..).zip([(1, "a"), (5, "a"), (4, "b"), (4, "c"), (0, ""), (9, "x")])
    {
        let document = presence(count, note);
        let body = notifier.update(&document).unwrap().unwrap();
        assert_eq!(watcher.apply(&body).unwrap(), PartialOutcome::Applied);
        assert_eq!(watcher.version(), Some(number));
        assert_eq!(
            watcher.presence(&registry()).unwrap(),
            Some(registry().parse::<crate::Pidf>(&document).unwrap())
        );
    }
    let refreshed = notifier.full(&presence(2, "y")).unwrap();
    assert!(refreshed.contains("pidf-full"));
    assert_eq!(watcher.apply(&refreshed).unwrap(), PartialOutcome::Applied);
}
