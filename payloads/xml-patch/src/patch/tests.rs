use super::*;

fn apply(document: &str, patch: &str) -> Result<String, PatchError> {
    Patch::parse(patch)?.apply(document)
}

fn refused(document: &str, operation: &str) -> PatchCondition {
    let patch = format!("<diff xmlns:p='urn:p'>{operation}</diff>");
    apply(document, &patch).unwrap_err().condition()
}

#[test]
fn each_condition_is_told() {
    use PatchCondition as C;
    let document = "<?xml version='1.0'?><d a='1' xmlns:q='urn:q'><q:e>t</q:e><f/> <g/></d>";
    for (operation, condition) in [
        ("<add sel='d' pos='middle'><x/></add>", C::InvalidAttributeValue),
        ("<add sel='d[' ><x/></add>", C::InvalidAttributeValue),
        ("<add sel='d' type='a'>x</add>", C::InvalidAttributeValue),
        ("<add sel='d' type='@b'><x/></add>", C::InvalidAttributeValue),
        ("<add sel='d/@a'>x</add>", C::InvalidAttributeValue),
        ("<remove sel='d/f'>x</remove>", C::InvalidDiffFormat),
        ("<remove/>", C::InvalidDiffFormat),
        ("<p:add sel='d'/>", C::InvalidDiffFormat),
        ("<add sel='x:d'/>", C::InvalidNamespacePrefix),
        ("<add sel='d' type='@x:b'>1</add>", C::InvalidNamespacePrefix),
        ("<add sel='d' type='namespace::q'>urn:x</add>", C::InvalidNamespacePrefix),
        ("<add sel='d' type='namespace::xml'>urn:x</add>", C::InvalidNamespacePrefix),
        ("<remove sel='d/namespace::q'/>", C::InvalidNamespacePrefix),
        ("<add sel='d/f' type='namespace::n'></add>", C::InvalidNamespaceUri),
        ("<replace sel='d/f/namespace::q'>urn:x</replace>", C::InvalidNamespaceUri),
        ("<remove sel='d/f/namespace::q'/>", C::InvalidNamespaceUri),
        ("<replace sel='d/f'>text</replace>", C::InvalidNodeTypes),
        ("<replace sel='d/f'><x/><y/></replace>", C::InvalidNodeTypes),
        ("<replace sel='d/f'><!-- c --></replace>", C::InvalidNodeTypes),
        ("<replace sel='d/@a'><x/></replace>", C::InvalidNodeTypes),
        ("<replace sel='d/*[1]/text()'><x/></replace>", C::InvalidNodeTypes),
        ("<move sel='d'/>", C::InvalidPatchDirective),
        ("<add sel='d' type='@a'>2</add>", C::InvalidPatchDirective),
        ("<remove sel='d/@a' ws='after'/>", C::InvalidPatchDirective),
        ("<remove sel='d/*[1]/text()' ws='after'/>", C::InvalidPatchDirective),
        ("<remove sel='d'/>", C::InvalidRootElementOperation),
        ("<add sel='d' pos='after'><x/></add>", C::InvalidRootElementOperation),
        ("<remove sel='processing-instruction(\"xml\")'/>", C::InvalidXmlPrologOperation),
        ("<remove sel='d/f' ws='before'/>", C::InvalidWhitespaceDirective),
        ("<remove sel='d/f' ws='both'/>", C::InvalidWhitespaceDirective),
        ("<remove sel='d/x'/>", C::UnlocatedNode),
        ("<remove sel='d/*'/>", C::UnlocatedNode),
        ("<remove sel='id(\"x\")'/>", C::UnsupportedIdFunction),
    ] {
        assert_eq!(refused(document, operation), condition, "{operation}");
    }
    assert_eq!(
        apply("<!DOCTYPE d><d/>", "<p/>").unwrap_err().condition(),
        C::InvalidEntityDeclaration
    );
    assert_eq!(Patch::parse("<diff>").unwrap_err().condition(), C::InvalidDiffFormat);
    assert_eq!(Patch::parse("<diff>&x;</diff>").unwrap_err().condition(), C::InvalidDiffFormat);
}

#[test]
fn an_added_element_gets_the_prefix_of_the_document() {
    for (document, patch, result) in [
        // The prefix of the patch, if the document has it for the namespace, too.
        (
            "<d xmlns:a='u' xmlns:b='u'/>",
            "<p xmlns:b='u'><add sel='d'><b:x/></add></p>",
            "<d xmlns:a='u' xmlns:b='u'><b:x/></d>",
        ),
        // The prefix of the context.
        (
            "<z:d xmlns:a='u' xmlns:z='u'/>",
            "<p xmlns:b='u'><add sel='b:d'><b:x/></add></p>",
            "<z:d xmlns:a='u' xmlns:z='u'><z:x/></z:d>",
        ),
        // The prefix before it in the alphabet, or else the first.
        (
            "<d xmlns:x='u' xmlns:y='u'/>",
            "<p xmlns:xx='u'><add sel='d'><xx:e/></add></p>",
            "<d xmlns:x='u' xmlns:y='u'><x:e/></d>",
        ),
        (
            "<d xmlns:x='u' xmlns:y='u'/>",
            "<p xmlns:a='u'><add sel='d'><a:e/></add></p>",
            "<d xmlns:x='u' xmlns:y='u'><x:e/></d>",
        ),
        // The default namespace is the first, but not for attributes.
        (
            "<o:d xmlns:o='o' xmlns='u' xmlns:y='u'/>",
            "<p xmlns:a='u' xmlns:o='o'><add sel='o:d'><a:e a:k='1'/></add></p>",
            "<o:d xmlns:o='o' xmlns='u' xmlns:y='u'><e y:k='1'/></o:d>",
        ),
        // Declarations in the content are copied.
        (
            "<d xmlns:a='u'/>",
            "<p><add sel='d'><b:x xmlns:b='u'><b:y/></b:x></add></p>",
            "<d xmlns:a='u'><b:x xmlns:b='u'><b:y/></b:x></d>",
        ),
        // What the document does not declare is declared.
        (
            "<d/>",
            "<p xmlns:b='u'><add sel='d'><b:x><b:y b:k='1'/></b:x></add></p>",
            "<d><b:x xmlns:b=\"u\"><b:y b:k='1'/></b:x></d>",
        ),
        (
            "<d xmlns='u'/>",
            "<q:p xmlns:q='q' xmlns:u='u'><q:add sel='u:d'><x/></q:add></q:p>",
            "<d xmlns='u'><x xmlns=\"\"/></d>",
        ),
        // A prefix that the content declares hides that of the document.
        (
            "<d xmlns:a='u'/>",
            "<p xmlns:b='u'><add sel='d'><x xmlns:a='o'><b:y/></x></add></p>",
            "<d xmlns:a='u'><x xmlns:a='o'><b:y xmlns:b=\"u\"/></x></d>",
        ),
        (
            "<d xmlns:a='u'/>",
            "<p xmlns:b='u'><add sel='d' type='@b:k'>1</add></p>",
            "<d xmlns:a='u' a:k=\"1\"/>",
        ),
        (
            "<d xmlns:b='o'/>",
            "<p xmlns:b='u'><add sel='d' type='@b:k'>1</add></p>",
            "<d xmlns:b='o' xmlns:b1=\"u\" b1:k=\"1\"/>",
        ),
    ] {
        assert_eq!(apply(document, patch).unwrap(), result, "{patch}");
    }
}

/// RFC 5261 §4.2.3: the namespace URIs determine the references.
#[test]
fn a_new_declaration_hides_no_prefix_that_is_used() {
    for (content, result) in [
        ("<r:x p:z='1'/>", "<p:x p1:z='1' xmlns:p1=\"urn:new\"/>"),
        ("<r:x r:w='0' p:w='1'/>", "<p:x p:w='0' p1:w='1' xmlns:p1=\"urn:new\"/>"),
        ("<x r:w='0' p:w='1'/>", "<x p:w='0' p1:w='1' xmlns:p1=\"urn:new\"/>"),
        ("<x p:w='1' r:w='0'/>", "<x p:w='1' r:w='0' xmlns:p=\"urn:new\" xmlns:r=\"urn:2\"/>"),
        // A prefix that the content declares further out stays what it is, in the tag and below it.
        (
            "<x xmlns:p1='urn:c'><r:x p:z='1'><p1:y/></r:x></x>",
            "<x xmlns:p1='urn:c'><p:x p2:z='1' xmlns:p2=\"urn:new\"><p1:y/></p:x></x>",
        ),
    ] {
        let patch =
            format!("<d><add sel='a' xmlns:r='urn:2' xmlns:p='urn:new'>{content}</add></d>");
        let expected = format!("<a xmlns:p='urn:2'>{result}</a>");
        assert_eq!(apply("<a xmlns:p='urn:2'/>", &patch).unwrap(), expected, "{content}");
    }
}

#[test]
fn what_is_not_touched_stays() {
    let document = "\u{feff}<?xml version='1.0'?>\r\n<d  a = '&#x31;'>\r\n<b/><![CDATA[<]]><c ></c ></d>\n<!-- z -->";
    let patch = "<p><add sel='d' type='@n'>\"</add><add sel='d/b'><x/>y</add><add sel='d/c' pos='prepend'>z</add></p>";
    assert_eq!(
        apply(document, patch).unwrap(),
        "\u{feff}<?xml version='1.0'?>\r\n<d  a = '&#x31;' n=\"&quot;\">\r\n<b><x/>y</b><![CDATA[<]]><c >z</c ></d>\n<!-- z -->"
    );
}

#[test]
fn namespaces_change_the_names_that_use_them() {
    let document = "<d xmlns:q='urn:q'><q:e/></d>";
    let renamed = apply(
        document,
        "<p xmlns:n='urn:n'><replace sel='d/namespace::q'>urn:n</replace><remove sel='d/n:e'/></p>",
    );
    assert_eq!(renamed.unwrap(), "<d xmlns:q=\"urn:n\"></d>");
    let twice = "<d xmlns:q='urn:q' xmlns:r='urn:r' q:a='1' r:a='2'/>";
    assert_eq!(
        refused(twice, "<replace sel='d/namespace::q'>urn:r</replace>"),
        PatchCondition::InvalidNamespaceUri
    );
}

#[test]
fn comments_can_be_beside_the_root_element() {
    let patch = "<p><add sel='d' pos='before'>\n<!-- a --></add><add sel='d' pos='after'><?b?></add>\
                 <replace sel='d'> <e/> </replace><remove sel='comment()' ws='before'/></p>";
    assert_eq!(
        apply("<?xml version='1.0'?><d/>", patch).unwrap(),
        "<?xml version='1.0'?><e/><?b?>"
    );
}

#[test]
fn work_is_limited() {
    let patch = Patch::parse("<p><remove sel='d/*[.=\"x\"]'/></p>").unwrap();
    let document = format!("<d>{}<e>x</e></d>", "<e/>".repeat(100));
    assert!(patch.apply(&document).is_ok());
    let options = PatchOptions { work: 100, ..PatchOptions::default() };
    let error = patch.apply_with(&document, &options).unwrap_err();
    assert_eq!(error.phrase(), "more than 100 nodes and bytes of work");
}

/// What a selector compares is counted by its length, and what it only passes is not.
#[test]
fn work_counts_the_bytes_that_are_looked_at() {
    let text = "&amp;".repeat(1000);
    let document = format!("<a><c q='1' r='{text}'>{text}</c></a>");
    for selector in ["a/c[.='x0']/@q", "a[c='x0']/c", "a/c[@q='2']", "a/c/@n", "id('x')"] {
        let patch = Patch::parse(&format!("<p><remove sel=\"{selector}\"/></p>")).unwrap();
        let options = PatchOptions { work: 5000, ..PatchOptions::default() };
        let error = patch.apply_with(&document, &options).unwrap_err();
        assert_eq!(error.phrase(), "more than 5000 nodes and bytes of work", "{selector}");
    }
    let document = format!("<a>{text}<!-- c --><![CDATA[]]><b/>y</a>");
    let patch = Patch::parse("<p><replace sel='a/text()[2]'>z</replace></p>").unwrap();
    let options = PatchOptions { work: 100, ..PatchOptions::default() };
    assert_eq!(patch.apply_with(&document, &options).unwrap(), document.replace("y</a>", "z</a>"));
}
