use super::*;

sip_payloads_testkit::reading!(XcapError);

fn error(content: &str) -> String {
    format!("<xcap-error xmlns=\"urn:ietf:params:xml:ns:xcap-error\">{content}</xcap-error>")
}

#[test]
fn each_error_is_read_with_a_message_for_people() {
    for (content, message) in [
        ("<schema-validation-error/>", "the result would not be valid"),
        ("<not-xml-frag/>", "the body is not one element"),
        (
            "<no-parent><ancestor>http://a/b</ancestor></no-parent>",
            "the parent does not exist; http://a/b does",
        ),
        ("<no-parent/>", "the parent does not exist"),
        ("<cannot-insert/>", "the address would not select what was put there"),
        ("<not-xml-att-value/>", "the body is not the value of an attribute"),
        ("<uniqueness-failure><exists field='a/@b'/></uniqueness-failure>", "not unique: a/@b"),
        ("<not-well-formed/>", "the body is not well-formed"),
        ("<constraint-failure phrase='No.'/>", "No."),
        ("<cannot-delete/>", "the address would select something else afterwards"),
        ("<not-utf-8/>", "the body is not UTF-8"),
        ("<extension><x xmlns='urn:x'/></extension>", "the server refused the change"),
    ] {
        let read = strict(&error(content)).unwrap();
        assert_eq!(read.message(), message);
        assert_eq!(strict(&read.to_xml().unwrap()).unwrap(), read);
    }
}

#[test]
fn the_example_of_the_rfc_is_read() {
    // RFC 4825 §11.1.
    let content = r#"<uniqueness-failure><exists field="rls-services/service/@uri">
        <alt-value>sip:mybuddies@example.com</alt-value></exists></uniqueness-failure>"#;
    let read = strict(&error(content)).unwrap();
    let Condition::UniquenessFailure(failure) = &read.condition else { unreachable!() };
    assert_eq!(failure.exists[0].field, "rls-services/service/@uri");
    assert_eq!(failure.exists[0].alternatives, ["sip:mybuddies@example.com"]);
}

#[test]
fn an_error_has_one_reason() {
    assert!(strict(&error("")).is_err());
    assert!(strict(&error("<no-parent/><not-utf-8/>")).is_err());
    assert!(strict(&error("<uniqueness-failure/>")).is_err());
}
