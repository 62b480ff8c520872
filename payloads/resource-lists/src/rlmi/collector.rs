//! Bodies of several notifications in one.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::ResourceBody;
use super::notification::plain;

/// Collects bodies that came in different notifications, under Content-IDs that differ.
///
/// A Content-ID names a part of one notification only (RFC 4662 §5.5): in the next one, the server can give it to
/// another body. A body whose Content-ID is taken gets a new one, with a number before it: `2.bob@example.com`.
/// It depends only on the bodies and their order.
pub(super) struct Collector<'b> {
    bodies: &'b mut BTreeMap<String, ResourceBody>,
    /// The bodies whose Content-IDs were taken, with the Content-IDs that they have now. They are found by the old
    /// one and the address of the bytes, so that a body of many instances stays one part.
    moved: HashMap<(String, *const u8), (ResourceBody, String)>,
    /// The last number before each Content-ID.
    numbers: HashMap<String, u64>,
}

impl<'b> Collector<'b> {
    /// Adds to these bodies, which keep their Content-IDs.
    pub(super) fn new(bodies: &'b mut BTreeMap<String, ResourceBody>) -> Self {
        Self { bodies, moved: HashMap::new(), numbers: HashMap::new() }
    }

    /// Adds a body that had this Content-ID. Answers the Content-ID under which it is found now.
    pub(super) fn add(&mut self, cid: &str, body: &ResourceBody) -> String {
        let is_plain = plain(cid) == cid;
        match self.bodies.get(cid).filter(|_| is_plain) {
            None if is_plain => {
                self.bodies.insert(cid.to_owned(), body.clone());
                return cid.to_owned();
            }
            Some(known) if is_shared(known, body) => return cid.to_owned(),
            _ => {}
        }
        let key = (cid.to_owned(), Arc::as_ptr(&body.bytes).cast());
        let moved = self.moved.get(&key).filter(|(known, _)| is_shared(known, body));
        if let Some((_, now)) = moved {
            return now.clone();
        }
        let now = match self.bodies.get(cid) {
            Some(known) if is_plain && known == body => cid.to_owned(),
            _ => self.add_under_new(cid, body),
        };
        // The clone keeps the address from being used again.
        self.moved.insert(key, (body.clone(), now.clone()));
        now
    }

    fn add_under_new(&mut self, cid: &str, body: &ResourceBody) -> String {
        let last = self.numbers.entry(cid.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let free = format!("{last}.{}", plain(cid).trim());
            if !self.bodies.contains_key(&free) {
                self.bodies.insert(free.clone(), body.clone());
                return free;
            }
        }
    }
}

/// Whether the bodies surely are the same, without looking at the bytes.
fn is_shared(one: &ResourceBody, other: &ResourceBody) -> bool {
    Arc::ptr_eq(&one.bytes, &other.bytes) && one.content_type == other.content_type
}
