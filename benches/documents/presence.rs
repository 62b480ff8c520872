//! The presence documents that benchmarks read and write.

/// Presence of one person with one device and one service: PIDF, data model, RPID and CIPID.
pub(crate) const SMALL: &str = include_str!("presence-2k.xml");

/// The content of the small document, repeated with different ids.
pub(crate) fn repeated(times: usize) -> String {
    let start = SMALL.find("  <tuple").unwrap_or_default();
    let end = SMALL.find("</presence>").unwrap_or(SMALL.len());
    let (head, rest) = SMALL.split_at(start);
    let (content, tail) = rest.split_at(end - start);
    let tuple_end = content.find("  <dm:device id").unwrap_or_default();
    let (tuple, others) = content.split_at(tuple_end);
    let number = |text: &str, i: usize| {
        ["id=\"t", "id=\"d", "id=\"p"].iter().fold(text.to_owned(), |text, id| {
            text.replace(&format!("{id}0\""), &format!("{id}{i}\""))
        })
    };
    // The schema requires all tuples first.
    let tuples: String = (0..times).map(|i| number(tuple, i)).collect();
    let others: String = (0..times).map(|i| number(others, i)).collect();
    [head, &tuples, &others, tail].concat()
}
