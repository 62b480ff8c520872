//! Writing: every XML parser reads back the same value.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Doc, tolerant};
use xml_app_core::{
    Element, ElementWriter, Error, ErrorKind, Extensions, Limits, Name, Namespace, RawAttribute,
    RawElement, RawName, RawNode, ReadContext, WriteOptions, XmlApplication, XmlElement, XmlType,
};

const S: Namespace = Namespace::new("urn:example:sheet", "s");

#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(namespace = S, name = "sheet")]
struct Sheet {
    #[xml(attribute)]
    title: Option<String>,
    #[xml(attribute, namespace = S)]
    colour: Option<String>,
    #[xml(value = "line")]
    lines: Vec<String>,
    #[xml(child)]
    sheets: Vec<Self>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

/// Sheets without a prefix.
struct Plain;

impl XmlApplication for Plain {
    type Root = Sheet;
    const NAME: &'static str = "sheet";
    const CONTENT_TYPES: &'static [&'static str] = &[];
    const SPECIFICATION: &'static str = "these tests";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(S);
}

fn holding(raw: &[&str]) -> Sheet {
    let mut sheet = Sheet::default();
    raw.iter().for_each(|raw| sheet.extensions.push_raw(raw.parse().unwrap()));
    sheet
}

/// Without the declaration, whose form is always the same.
#[track_caller]
fn body(xml: Result<String, Error>) -> String {
    let xml = xml.unwrap();
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap();
    assert_eq!(tolerant::<Sheet>(&xml).diagnostics, []);
    body.strip_suffix('\n').unwrap().to_owned()
}

const AWKWARD: &[&str] = &[
    "",
    " ",
    "  a  ",
    "&<>\"'",
    "&amp;&#13;&lt;",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- -- -->",
    "<?xml?>",
    "a\rb\r\nc\nd\te",
    "\r",
    "\n",
    "\t",
    "\u{85}\u{2028}\u{a0}\u{feff}",
    "\u{d7ff}\u{e000}\u{fffd}\u{10000}\u{10ffff}",
    "\u{7f}\u{80}",
    "Grüße, 日本",
    "=xmlns:p='' xmlns='a' xmlns='b'",
    "&#xD800;",
];

#[test]
#[allow(clippy::disallowed_methods, reason = "another reader is asked on purpose")]
fn every_text_comes_back() {
    for text in AWKWARD {
        let sheet = Sheet {
            title: Some((*text).to_owned()),
            colour: Some((*text).to_owned()),
            lines: vec![(*text).to_owned()],
            ..Sheet::default()
        };
        for xml in [
            Doc::<Sheet>::to_xml(&sheet).unwrap(),
            Doc::<Sheet>::to_xml_pretty(&sheet).unwrap(),
            Plain::to_xml(&sheet).unwrap(),
            Plain::to_xml_pretty(&sheet).unwrap(),
        ] {
            let document = roxmltree::Document::parse(&xml).unwrap();
            let root = document.root_element();
            assert_eq!(root.attribute("title"), Some(*text), "{xml}");
            assert_eq!(root.attribute((S.uri(), "colour")), Some(*text), "{xml}");
            let line = root.first_element_child().unwrap();
            assert_eq!(line.text().unwrap_or_default(), *text, "{xml}");
            assert_eq!(tolerant::<Sheet>(&xml).document, sheet, "{xml}");
        }
    }
}

#[test]
fn every_raw_text_comes_back() {
    for text in AWKWARD {
        let mut raw = RawElement::new(RawName::new("urn:x", "raw").unwrap());
        raw.attributes.push(RawAttribute::new(RawName::new("", "a").unwrap(), text));
        raw.attributes.push(RawAttribute::new(RawName::new("urn:y", "a").unwrap(), text));
        if !text.is_empty() {
            raw.children.push(RawNode::Text((*text).to_owned()));
        }
        assert_eq!(raw.to_xml().unwrap().parse::<RawElement>().unwrap(), raw, "{raw}");
    }
}

#[test]
fn characters_that_xml_does_not_have_are_errors() {
    for c in ['\0', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
        let text = format!("a{c}b");
        let mut raw = RawElement::new(RawName::new("", "raw").unwrap());
        raw.children.push(RawNode::Text(text.clone()));
        let mut with_raw = Sheet::default();
        with_raw.extensions.push_raw(raw);
        let sheets = [
            Sheet { title: Some(text.clone()), ..Sheet::default() },
            Sheet { lines: vec![text.clone()], ..Sheet::default() },
            Sheet {
                sheets: vec![Sheet { colour: Some(text), ..Sheet::default() }],
                ..Sheet::default()
            },
            with_raw,
        ];
        for sheet in sheets {
            let error = Doc::<Sheet>::to_xml(&sheet).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotWritable);
            let code = format!("U+{:04X}", u32::from(c));
            assert!(error.message().contains(&code), "{error}");
            assert!(error.path().is_some_and(|path| path.starts_with("/sheet")), "{error}");
        }
    }
}

#[test]
fn the_preferred_prefix_is_taken_and_declared_on_the_root() {
    let sheet = Sheet { lines: vec!["l".to_owned()], ..Sheet::default() };
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&sheet)),
        "<s:sheet xmlns:s=\"urn:example:sheet\"><s:line>l</s:line></s:sheet>"
    );
    assert_eq!(
        body(Plain::to_xml(&sheet)),
        "<sheet xmlns=\"urn:example:sheet\"><line>l</line></sheet>"
    );
}

#[test]
fn a_default_namespace_is_not_for_attributes() {
    let sheet = Sheet { colour: Some("red".to_owned()), ..Sheet::default() };
    let xml = body(Plain::to_xml(&sheet));
    assert_eq!(
        xml,
        "<sheet xmlns=\"urn:example:sheet\" xmlns:s=\"urn:example:sheet\" s:colour=\"red\"/>"
    );
}

#[test]
fn a_prefix_is_generated_if_none_is_free() {
    for (wish, prefix) in [
        ("x", "x"),
        ("s", "ns1"),
        ("", "ns1"),
        ("1a", "ns1"),
        ("a:b", "ns1"),
        ("xml", "ns1"),
        ("XMLa", "ns1"),
        ("xmlns", "ns1"),
        ("ns1", "ns1"),
        ("é", "é"),
    ] {
        let name = Name::new(Namespace::new("urn:x", Box::leak(wish.to_owned().into())), "a");
        let mut sheet = Sheet::default();
        sheet.extensions.push_raw(RawElement::new(name.into()));
        assert_eq!(
            body(Doc::<Sheet>::to_xml(&sheet)),
            format!(
                "<s:sheet xmlns:s=\"urn:example:sheet\" xmlns:{prefix}=\"urn:x\"><{prefix}:a/></s:sheet>"
            ),
            "{wish:?}"
        );
    }
}

#[test]
fn made_up_prefixes_do_not_meet_those_that_are_there() {
    let sheet =
        holding(&["<ns1:a xmlns:ns1='urn:1'/>", "<a xmlns='urn:2'/>", "<a xmlns='urn:3'/>"]);
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&sheet)),
        "<s:sheet xmlns:s=\"urn:example:sheet\" xmlns:ns1=\"urn:1\" xmlns:ns2=\"urn:2\" \
         xmlns:ns3=\"urn:3\"><ns1:a/><ns2:a/><ns3:a/></s:sheet>"
    );
}

#[test]
fn raw_prefixes_are_kept_where_they_are_free() {
    let sheet = holding(&[
        "<x:a xmlns:x='urn:x' x:b='1'/>",
        "<x:a xmlns:x='urn:other'/>",
        "<y:a xmlns:y='urn:x'/>",
        "<s:a xmlns:s='urn:s'/>",
    ]);
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&sheet)),
        "<s:sheet xmlns:s=\"urn:example:sheet\" xmlns:x=\"urn:x\" xmlns:ns1=\"urn:other\" \
         xmlns:ns2=\"urn:s\"><x:a x:b=\"1\"/><ns1:a/><x:a/><ns2:a/></s:sheet>"
    );
}

#[test]
fn unused_namespaces_are_not_declared() {
    let xml = "<s:sheet xmlns:s='urn:example:sheet' xmlns:u='urn:u'><s:line xmlns:v='urn:v'/>\
               <x:x xmlns:x='urn:x' xmlns:w='urn:w'/></s:sheet>";
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&tolerant::<Sheet>(xml).document)),
        "<s:sheet xmlns:s=\"urn:example:sheet\" xmlns:x=\"urn:x\"><s:line/><x:x/></s:sheet>"
    );
}

#[test]
fn elements_in_no_namespace_are_written_beside_the_default_namespace() {
    let sheet =
        holding(&["<a><b><s:sheet xmlns:s='urn:example:sheet'><c/></s:sheet></b></a>", "<d/>"]);
    assert_eq!(
        body(Plain::to_xml(&sheet)),
        "<sheet xmlns=\"urn:example:sheet\"><a xmlns=\"\"><b><sheet xmlns=\"urn:example:sheet\">\
         <c xmlns=\"\"/></sheet></b></a><d xmlns=\"\"/></sheet>"
    );
}

/// What a prefix means at each element whose text or attribute `v` uses it.
fn meanings(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let uses = document.descendants().filter_map(|node| {
        let value = node.attributes().find(|a| a.name() == "v")?.value();
        let prefix = value.split(':').next()?;
        Some(format!("{value} {:?}", node.lookup_namespace_uri(Some(prefix))))
    });
    uses.collect()
}

#[test]
fn a_qname_in_content_keeps_its_declaration() {
    for raw in [
        &["<a xmlns:q='urn:q' v='q:name'/>"][..],
        &["<a xmlns:q='urn:q'><b><c v='q:name'/></b></a>"],
        // The same prefix for different namespaces in two elements.
        &["<a xmlns:q='urn:1' v='q:x'/>", "<a xmlns:q='urn:2' v='q:y'/>"],
        &["<a xmlns:q='urn:1' v='q:x'/>", "<a xmlns:q='urn:2' v='q:y'/>", "<q:a xmlns:q='urn:3'/>"],
        // The prefix that the document itself would like to have.
        &["<a xmlns:s='urn:q' v='s:name'/>"],
        &["<a xmlns:s='urn:q' v='s:name'/>", "<a xmlns:s='urn:r' v='s:name'/>"],
        // The namespace of the document by another prefix.
        &["<a xmlns:t='urn:example:sheet' v='t:name'/>"],
        // The same prefix for different namespaces in one element.
        &["<a xmlns:q='urn:1' v='q:x'><b xmlns:q='urn:2' v='q:y'/></a>"],
        &["<a><b xmlns:q='urn:1' v='q:x'/><b xmlns:q='urn:2' v='q:y'/></a>"],
    ] {
        let expected: Vec<_> = raw.iter().flat_map(|raw| meanings(raw)).collect();
        let sheet = holding(raw);
        for xml in [Doc::<Sheet>::to_xml(&sheet), Plain::to_xml(&sheet)] {
            let xml = xml.unwrap();
            assert_eq!(meanings(&xml), expected, "{xml}");
            let again = tolerant::<Sheet>(&xml).document;
            assert_eq!(again, sheet);
            assert_eq!(meanings(&Doc::<Sheet>::to_xml(&again).unwrap()), expected, "{xml}");
        }
    }
}

#[test]
fn a_qname_in_text_keeps_its_declaration() {
    let sheet = holding(&["<a xmlns:q='urn:q' xmlns:r='urn:r'>q:name</a>"]);
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&sheet)),
        "<s:sheet xmlns:s=\"urn:example:sheet\" xmlns:q=\"urn:q\"><a>q:name</a></s:sheet>"
    );
}

#[test]
fn indentation_is_two_blanks_per_level_of_elements() {
    let mut sheet = Sheet { lines: vec!["a".to_owned(), String::new()], ..Sheet::default() };
    sheet.sheets.push(Sheet { lines: vec![" b ".to_owned()], ..Sheet::default() });
    sheet.extensions.push_raw("<x:x xmlns:x='urn:x'><x:y>z</x:y><x:e/></x:x>".parse().unwrap());
    assert_eq!(
        body(Plain::to_xml_pretty(&sheet)),
        "<sheet xmlns=\"urn:example:sheet\" xmlns:x=\"urn:x\">
  <line>a</line>
  <line/>
  <sheet>
    <line> b </line>
  </sheet>
  <x:x>
    <x:y>z</x:y>
    <x:e/>
  </x:x>
</sheet>"
    );
}

#[test]
fn indentation_does_not_touch_mixed_content() {
    for raw in [
        "<x:x xmlns:x='urn:x'>a<x:y><x:z/></x:y><x:y/>b</x:x>",
        "<x:x xmlns:x='urn:x'><x:y><x:z/></x:y> b</x:x>",
        "<x:x xmlns:x='urn:x' xml:space='preserve'> <x:y> <x:z/> </x:y></x:x>",
        "<x:x xmlns:x='urn:x' xml:space='preserve'><x:y><x:z/></x:y></x:x>",
        "<x:x xmlns:x='urn:x'> </x:x>",
    ] {
        let sheet = holding(&[raw, "<x:after xmlns:x='urn:x'/>"]);
        let pretty = body(Doc::<Sheet>::to_xml_pretty(&sheet));
        let inside = raw.replace(" xmlns:x='urn:x'", "").replace('\'', "\"");
        assert!(pretty.contains(&format!("\n  {inside}\n  <x:after/>\n")), "{pretty}");
        assert_eq!(tolerant::<Sheet>(&pretty).document, sheet, "{pretty}");
    }
}

#[test]
fn the_same_value_gives_the_same_bytes() {
    let make = || {
        let mut sheet =
            holding(&["<b:x xmlns:b='urn:b' b:z='1' a='2'/>", "<a:x xmlns:a='urn:a'/>"]);
        sheet.colour = Some("red".to_owned());
        sheet
    };
    for _ in 0..10 {
        assert_eq!(Doc::<Sheet>::to_xml(&make()), Doc::<Sheet>::to_xml(&make().clone()));
    }
    let xml = Doc::<Sheet>::to_xml(&make()).unwrap();
    assert_eq!(Doc::<Sheet>::to_xml(&tolerant::<Sheet>(&xml).document).unwrap(), xml);
}

fn nested(depth: usize) -> RawElement {
    let name = RawName::new("", "a").unwrap();
    let mut raw = RawElement::new(name.clone());
    for _ in 1..depth {
        let mut outer = RawElement::new(name.clone());
        outer.children.push(RawNode::Element(raw));
        raw = outer;
    }
    raw
}

#[test]
fn depth_is_limited() {
    assert!(nested(Limits::DEEPEST).to_xml().is_ok());
    let error = nested(Limits::DEEPEST + 1).to_xml().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotWritable);
    assert!(error.message().contains("256"), "{error}");
    let mut sheet = Sheet::default();
    sheet.extensions.push_raw(nested(Limits::DEEPEST));
    assert_eq!(Doc::<Sheet>::to_xml(&sheet).unwrap_err().kind(), ErrorKind::NotWritable);
}

#[track_caller]
fn assert_not_writable(raw: &RawElement) {
    match raw.to_xml() {
        Ok(xml) => panic!("written: {xml}"),
        Err(error) => assert_eq!(error.kind(), ErrorKind::NotWritable),
    }
}

#[test]
fn a_duplicate_attribute_is_refused() {
    for namespace in ["", "urn:x", Namespace::XML.uri()] {
        let mut raw = RawElement::new(RawName::new("urn:x", "a").unwrap());
        raw.attributes.push(RawAttribute::new(RawName::new(namespace, "b").unwrap(), "1"));
        assert!(raw.to_xml().is_ok());
        raw.attributes.push(RawAttribute::new(RawName::new(namespace, "b").unwrap(), "2"));
        assert_not_writable(&raw);
    }
}

#[test]
fn names_are_checked() {
    for local in ["", "a b", "1", "a:b", "-a", "a\u{d7}", "<"] {
        assert!(RawName::new("", local).is_err(), "{local:?}");
    }
    assert_not_writable(&RawElement::new(Name::local_only("a b").into()));
    assert_not_writable(&RawElement::new(RawName::new("urn:\u{1}", "a").unwrap()));
}

/// Namespaces in XML §3: nobody may bind these, and `xmlns` is no attribute.
#[test]
fn reserved_names_cannot_be_written() {
    let xmlns = "http://www.w3.org/2000/xmlns/";
    assert_not_writable(&RawElement::new(RawName::new(xmlns, "a").unwrap()));
    for (namespace, local) in [("", "xmlns"), (xmlns, "a")] {
        let mut raw = RawElement::new(RawName::new("urn:x", "a").unwrap());
        raw.attributes.push(RawAttribute::new(RawName::new(namespace, local).unwrap(), "urn:y"));
        assert_not_writable(&raw);
    }
}

#[test]
fn attributes_of_the_xml_namespace_need_no_declaration() {
    let raw: RawElement = "<a xml:b='1' xml:lang='en'/>".parse().unwrap();
    assert_eq!(raw.to_xml().unwrap(), "<a xml:b=\"1\" xml:lang=\"en\"/>");
}

/// A type that writes given content.
#[derive(Debug, Clone, PartialEq)]
struct Unruly(&'static str);

impl XmlType for Unruly {
    fn read(_: Element<'_>, _: &mut ReadContext<'_>) -> Result<Self, Error> {
        Ok(Self(""))
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        let (attribute, text) = (Name::local_only("a"), String::from("t"));
        for step in self.0.split(' ') {
            match step {
                "attribute" => writer.attribute(&attribute, &text)?,
                "text" => writer.text(&text)?,
                "child" => writer.child(&Name::local_only("c"), &Self("child-less"))?,
                "empty-text" => writer.text(&String::new())?,
                "bad-name" => writer.attribute(&Name::local_only("<"), &text)?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl XmlElement for Unruly {
    const NAME: Name = Name::new(S, "unruly");
}

#[test]
fn misuse_of_the_writer_is_an_error() {
    for steps in [
        "text attribute",
        "child attribute",
        "attribute attribute",
        "bad-name",
        "attribute text child attribute",
    ] {
        let error = RawElement::encode(&Unruly(steps)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotWritable, "{steps}");
        assert!(Doc::<Unruly>::to_xml_pretty(&Unruly(steps)).is_err(), "{steps}");
    }
    for (steps, xml) in [
        ("attribute text child text", " a=\"t\">t<c/>t</s:unruly>"),
        ("empty-text", "/>"),
        ("text text", ">tt</s:unruly>"),
    ] {
        let xml = format!("<s:unruly xmlns:s=\"urn:example:sheet\"{xml}");
        assert_eq!(RawElement::encode(&Unruly(steps)).unwrap().to_string(), xml);
    }
}

#[test]
fn a_typed_attribute_hides_a_raw_one_of_the_same_name() {
    let mut sheet: Sheet = tolerant("<s:sheet xmlns:s='urn:example:sheet' title='a'/>").document;
    let other: Sheet = tolerant("<s:sheet xmlns:s='urn:example:sheet' other='b'/>").document;
    sheet.extensions = other.extensions;
    assert_eq!(
        body(Doc::<Sheet>::to_xml(&sheet)),
        "<s:sheet xmlns:s=\"urn:example:sheet\" title=\"a\" other=\"b\"/>"
    );
}

#[test]
fn a_prefix_in_a_value_does_not_change_the_order_of_declarations() {
    // The value mentions `p`, which is used after `q`.
    let xml = "<q:a xmlns:q=\"urn:b\" xmlns:p=\"urn:a\" p:b=\"\">p:</q:a>";
    let raw: RawElement = xml.parse().unwrap();
    assert_eq!(raw.to_xml().unwrap(), xml);
}

/// Two namespaces under one prefix of values, in turns: each element would declare it again.
#[test]
fn namespaces_are_not_repeated_without_bound() {
    let sheet = |elements: usize| {
        let mut inside = String::new();
        for index in 0..elements {
            let namespace = format!("urn:{}{}", index % 2, "x".repeat(4_000));
            inside += &format!("<a xmlns:p='{namespace}' b='p:c'/>");
        }
        holding(&[&format!("<r>{inside}</r>")])
    };
    let written = Doc::<Sheet>::to_xml(&sheet(200)).unwrap();
    assert!(written.len() < (1 << 20) + 20_000, "{}", written.len());
    let error = Doc::<Sheet>::to_xml(&sheet(800)).map(|xml| xml.len()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    // What fits on the root is written there once.
    let sheets = vec![holding(&["<x:a xmlns:x='urn:x'/>"]); 10_000];
    let many = Sheet { sheets, ..Sheet::default() };
    let written = Doc::<Sheet>::to_xml(&many).unwrap();
    assert_eq!(written.matches("urn:x").count(), 1);
}

#[test]
fn only_the_outer_levels_are_indented() {
    let depth = WriteOptions::DEEPEST_INDENTED;
    let sheet = |levels: usize| {
        (1..levels)
            .fold(Sheet::default(), |inner, _| Sheet { sheets: vec![inner], ..Sheet::default() })
    };
    let lines = |levels: usize| {
        let written = Doc::<Sheet>::to_xml_pretty(&sheet(levels)).unwrap();
        assert_eq!(tolerant::<Sheet>(&written).document, sheet(levels));
        let longest = written.lines().map(|line| line.len() - line.trim_start().len()).max();
        (written.lines().count(), longest.unwrap())
    };
    // The declaration, and for each level but the innermost a line before and one after.
    assert_eq!(lines(depth), (2 * depth, 2 * (depth - 1)));
    assert_eq!(lines(depth + 1), (2 * depth, 2 * (depth - 1)));
    assert_eq!(lines(depth + 100), (2 * depth, 2 * (depth - 1)));
}
