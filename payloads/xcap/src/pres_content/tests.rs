use super::*;

sip_payloads_testkit::reading!(PresContent);

const EXAMPLE: &str = r#"<content xmlns="urn:oma:xml:prs:pres-content"><mime-type>image/png</mime-type>
    <encoding>base64</encoding><description xml:lang="en">My icon</description>
    <description xml:lang="de">Mein Bild</description><data>iVBO
    Rw==</data></content>"#;

#[test]
fn a_document_is_read_and_written() {
    let content = strict(EXAMPLE).unwrap();
    assert_eq!(content.bytes().unwrap(), b"\x89PNG");
    assert_eq!(content.description("DE"), Some("Mein Bild"));
    assert_eq!(content.description("fr"), Some("My icon"));
    assert_eq!(strict(&content.to_xml().unwrap()).unwrap(), content);
}

#[test]
fn data_that_cannot_be_decoded_is_an_error() {
    let bytes = |from: &str, to: &str| strict(&EXAMPLE.replace(from, to)).unwrap().bytes();
    assert_eq!(bytes("iVBO", "iVB!").unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(bytes(">base64<", ">uuencode<").unwrap_err().kind(), ErrorKind::Encoding);
    assert_eq!(bytes("<encoding>base64</encoding>", "").unwrap()[..4], *b"iVBO");
    assert!(strict(&EXAMPLE.replace("data>", "dat>")).is_err());
}
