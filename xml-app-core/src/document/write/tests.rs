use super::*;
use crate::RawElement;

const MENU: Namespace = Namespace::new("urn:example:menu", "menu");

/// The output is the same in one pass and in two; where one is not enough, it gives up.
#[test]
fn one_pass_gives_what_two_passes_give() {
    for (xml, is_one_pass) in [
        ("<menu xmlns='urn:example:menu'><dish n='1'>soup &amp; <b>x</b></dish></menu>", true),
        (
            "<m:menu xmlns:m='urn:example:menu' xmlns:w='urn:w'><w:wine w:year='9'/><m:dish w:x='1' xml:lang='en'/></m:menu>",
            true,
        ),
        ("<w:list xmlns:w='urn:w'><menu xmlns='urn:example:menu'/> <w:a>\n</w:a></w:list>", true),
        ("<w:list xmlns:w='urn:w' w:x='&#10;&quot;&lt;'/>", true),
        // The default namespace has an attribute.
        ("<m:menu xmlns:m='urn:example:menu' m:x='1'/>", false),
        // An element is in no namespace.
        ("<menu xmlns='urn:example:menu'><a xmlns=''/></menu>", false),
        // A prefix stands for two namespaces.
        ("<w:a xmlns:w='urn:w'><w:b xmlns:w='urn:v'/></w:a>", false),
        // A value uses a prefix.
        ("<w:a xmlns:w='urn:w' sel='w:b'/>", false),
        // A prefix is missing.
        ("<a xmlns='urn:w'/>", false),
    ] {
        let element: RawElement = xml.parse().unwrap();
        let write = |sink: &mut dyn Sink| ElementWriter::new(sink).raw_element(&element);
        for indent in [false, true] {
            let options = WriteOptions { indent, ..WriteOptions::default() };
            let two = in_two_passes(Some(MENU), &options, DECLARATION, write).unwrap();
            assert_eq!(to_xml_by(Some(MENU), &options, DECLARATION, write).unwrap(), two);
            let mut one_pass = OnePass::new(Some(MENU), &options);
            let written = write(&mut one_pass);
            assert_eq!(!one_pass.has_given_up(), is_one_pass, "{xml}");
            if is_one_pass {
                written.unwrap();
                let one = one_pass.finish(DECLARATION).unwrap();
                assert_eq!(ended(one, DECLARATION), two);
            }
        }
    }
}

#[test]
fn many_namespaces_need_two_passes() {
    let children: String = (0..200).map(|n| format!("<p{n}:a xmlns:p{n}='urn:{n}'/>")).collect();
    let element: RawElement = format!("<w:a xmlns:w='urn:w'>{children}</w:a>").parse().unwrap();
    let write = |sink: &mut dyn Sink| ElementWriter::new(sink).raw_element(&element);
    let options = WriteOptions::default();
    let two = in_two_passes(None, &options, "", write).unwrap();
    assert_eq!(to_xml_by(None, &options, "", write).unwrap(), two);
    assert_eq!(two.parse::<RawElement>().unwrap(), element);
}
