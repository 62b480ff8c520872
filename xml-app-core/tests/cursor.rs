//! The cursor that types written by hand read with.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{check, check_repaired, findings, tolerant};
use xml_app_core::{
    Content, Element, ElementWriter, Error, ErrorKind, Extensions, Mode, Name, Namespace,
    RawElement, ReadContext, Registry, Unexpected, XmlElement, XmlType,
};

const P: Namespace = Namespace::new("urn:example:party", "p");

/// Notes what the cursor shows.
#[derive(Debug, Clone, PartialEq)]
struct Seen(Vec<String>);

fn look(element: Element<'_>, seen: &mut Vec<String>) {
    let parent = element.parent().map(|parent| parent.local());
    seen.push(format!(
        "{:?}:{} in {:?} of {parent:?}",
        element.prefix(),
        element.local(),
        element.namespace()
    ));
    for attribute in element.attributes() {
        seen.push(format!(
            "@{:?}:{} in {:?} = {:?} of {}",
            attribute.prefix(),
            attribute.local(),
            attribute.namespace(),
            attribute.value(),
            attribute.element().local()
        ));
    }
    for content in element.content() {
        match content {
            Content::Element(child) => look(child, seen),
            Content::Text(text) => seen.push(format!("{text:?}")),
        }
    }
    seen.push(format!("{} elements, {:?}", element.elements().count(), element.text()));
}

impl XmlType for Seen {
    fn read(element: Element<'_>, _: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut seen = Vec::new();
        look(element, &mut seen);
        Ok(Self(seen))
    }

    fn write(&self, _: &mut ElementWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
}

impl XmlElement for Seen {
    const NAME: Name = Name::new(P, "seen");
}

#[test]
fn the_cursor_shows_names_attributes_and_content() {
    let xml = "<p:seen xmlns:p='urn:example:party' p:a = 'x:y' b='\n&amp;'\txml:lang='de'>\
               a<!-- x --><b\nxmlns='urn:b'/><?p p?><c>d<![CDATA[<e>]]></c >f</p:seen>";
    let p = "\"urn:example:party\"";
    assert_eq!(
        tolerant::<Seen>(xml).document.0,
        [
            format!("Some(\"p\"):seen in {p} of None"),
            format!("@Some(\"p\"):a in {p} = \"x:y\" of seen"),
            "@None:b in \"\" = \" &\" of seen".to_owned(),
            "@Some(\"xml\"):lang in \"http://www.w3.org/XML/1998/namespace\" = \"de\" of seen"
                .to_owned(),
            "\"a\"".to_owned(),
            "None:b in \"urn:b\" of Some(\"seen\")".to_owned(),
            "0 elements, \"\"".to_owned(),
            "None:c in \"\" of Some(\"seen\")".to_owned(),
            "\"d<e>\"".to_owned(),
            "0 elements, \"d<e>\"".to_owned(),
            "\"f\"".to_owned(),
            "2 elements, \"af\"".to_owned(),
        ]
    );
}

/// Reports by hand.
#[derive(Debug, Clone, PartialEq)]
struct Strict;

impl XmlType for Strict {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        const WHO: Name = Name::local_only("who");
        assert_eq!(element.attribute(&WHO), Some("me"));
        assert_eq!(element.attribute(&Name::new(P, "who")), Some("you"));
        assert_eq!(element.lookup_namespace(Some("q")), Some(P.uri()));
        assert_eq!(element.lookup_namespace(Some("r")), None);
        assert_eq!(element.lookup_namespace(None), None);
        context.warn(element, "be careful");
        if let Some(child) = element.elements().next() {
            context.report(child, Error::new(ErrorKind::UnexpectedElement, "not this one"));
        }
        if element.elements().count() > 1 && context.mode() == Mode::Tolerant {
            return Err(context.error(ErrorKind::TooMany, element, "too much"));
        }
        Ok(Self)
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.attribute(&Name::local_only("who"), &"me".to_owned())?;
        writer.attribute(&Name::new(P, "who"), &"you".to_owned())?;
        Ok(())
    }
}

impl XmlElement for Strict {
    const NAME: Name = Name::new(P, "strict");
}

#[test]
fn types_by_hand_report_at_any_place() {
    let root = "<q:strict xmlns:q='urn:example:party' q:who='you' who='me'>";
    let reading = tolerant::<Strict>(&format!("{root}\n é <a/></q:strict>"));
    assert_eq!(
        findings(&reading.diagnostics),
        [
            (ErrorKind::Discouraged, "/strict", 1, 1),
            (ErrorKind::UnexpectedElement, "/strict/a", 2, 4),
        ]
    );
    let shown: Vec<_> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["1:1: warning: /strict: be careful", "2:4: error: /strict/a: not this one"]);
    assert!(!reading.is_valid());
    let raw: RawElement = format!("{root}<a/><b/></q:strict>").parse().unwrap();
    let error = raw.decode::<Strict>(&Registry::empty());
    assert!(error.is_err(), "{error:?}");
}

/// Checks that are no part of the schema.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "range", check = Range::check)]
struct Range {
    #[xml(attribute)]
    from: Option<u8>,
    #[xml(attribute)]
    to: Option<u8>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

impl Range {
    fn check(&self, element: Element<'_>, context: &mut ReadContext<'_>) {
        if self.from > self.to {
            context.warn(element, "a range that begins after its end");
        }
    }
}

#[test]
fn prose_is_a_warning_in_both_modes() {
    check::<Range>("<p:range xmlns:p='urn:example:party' from='1' to='2'/>", &[]);
    check::<Range>(
        "\n<p:range xmlns:p='urn:example:party' from='2' to='1'/>",
        &[(ErrorKind::Discouraged, "/range", 2, 1)],
    );
    // Integers are read in all their spellings, and written in one.
    check_repaired::<Range>(
        "<p:range xmlns:p='urn:example:party' from='+01' to=' 2 '/>",
        &[(ErrorKind::Respelt, "/range/@from", 1, 38)],
    );
    check_repaired::<Weight>(
        "<p:weight xmlns:p='urn:example:party'>007</p:weight>",
        &[(ErrorKind::Respelt, "/weight", 1, 1)],
    );
}

/// A number and nothing else.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "weight")]
struct Weight {
    #[xml(text)]
    grams: u8,
    unexpected: Unexpected,
}

#[test]
fn white_space_beside_elements_is_no_text() {
    for (content, text) in
        [("\n <b/>\n", ""), ("\n<!-- -->\n", "\n\n"), (" a <b/> ", " a  "), (" ", " ")]
    {
        // Long and short documents are read in different ways, so both are tested.
        for lines in ["", "\n\n\n\n\n"] {
            let xml = format!("<p:seen xmlns:p='urn:example:party'>{content}</p:seen>{lines}");
            let seen = tolerant::<Seen>(&xml).document.0;
            let last = seen.last().unwrap();
            assert!(last.ends_with(&format!("elements, {text:?}")), "{content:?}: {last}");
        }
    }
}
