//! A large rule set, for the benchmark of reading it and the test of its memory.

/// Rules of the usual shape: one watcher, and what he may see. About 390 bytes each.
pub(crate) fn rule_set(count: usize) -> String {
    let rules: String = (0..count).map(rule).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\" \
         xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\n{rules}</ruleset>\n"
    )
}

fn rule(number: usize) -> String {
    format!(
        "<rule id=\"r{number}\">\n \
         <conditions>\n  <identity>\n   <one id=\"sip:user{number:06}@example.com\"/>\n  </identity>\n \
         </conditions>\n \
         <actions><pr:sub-handling>allow</pr:sub-handling></actions>\n \
         <transformations>\n  \
         <pr:provide-services><pr:all-services/></pr:provide-services>\n  \
         <pr:provide-persons><pr:all-persons/></pr:provide-persons>\n  \
         <pr:provide-all-attributes/>\n \
         </transformations>\n</rule>\n"
    )
}
