//! `types`

use serde_json::Value;

use crate::run;

#[test]
fn one_line_for_each() {
    let (code, out, err) = run(&["types"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<_> = out.lines().collect();
    for line in [
        "pidf\tapplication/pidf+xml\t{urn:ietf:params:xml:ns:pidf}presence\tpresence\tRFC 3863",
        "data-model\textends Presence,PidfFull,Tuple\turn:ietf:params:xml:ns:pidf:data-model\t-\tRFC 4479",
        "rpid\textends Person,Tuple,Device\turn:ietf:params:xml:ns:pidf:rpid\t-\tRFC 4480",
        "cipid\textends Person,Tuple\turn:ietf:params:xml:ns:pidf:cipid\t-\tRFC 4482",
        "caps\textends Tuple,Device\turn:ietf:params:xml:ns:pidf:caps\t-\tRFC 5196",
    ] {
        assert!(lines.contains(&line), "{line}\n{out}");
    }
    assert!(lines.iter().all(|line| line.split('\t').count() == 5), "{out}");
}

#[test]
fn the_same_as_json() {
    let (code, out, err) = run(&["types", "--json", "--compact"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&out).unwrap();
    let pidf = json["documents"].as_array().unwrap();
    let pidf = pidf.iter().find(|known| known["name"] == "pidf").unwrap();
    assert_eq!(pidf["contentTypes"][0], "application/pidf+xml");
    assert_eq!(pidf["root"], "{urn:ietf:params:xml:ns:pidf}presence");
    assert_eq!(pidf["eventPackage"], "presence");
    assert_eq!(pidf["specification"], "RFC 3863");
    assert_eq!(pidf["namespaces"]["rpid"], "urn:ietf:params:xml:ns:pidf:rpid");
    let model = json["extensions"].as_array().unwrap();
    let model = model.iter().find(|known| known["name"] == "data-model");
    let extends = &model.unwrap()["extends"][0];
    assert_eq!(extends["type"], "Presence");
    assert_eq!(extends["name"], "{urn:ietf:params:xml:ns:pidf:data-model}person");
}
