//! Ids that are unique in the result (RFC 4479 §3.5), and the same in the next one.

use std::collections::{HashMap, HashSet};

use xml_app_core::Id;

use super::Ids;

/// Gives ids.
pub(super) struct Allocation {
    ids: Ids,
    taken: HashSet<String>,
    /// The last number behind each derived id.
    numbers: HashMap<String, u64>,
}

impl Allocation {
    pub(super) fn new(ids: Ids) -> Self {
        Self { ids, taken: HashSet::new(), numbers: HashMap::new() }
    }

    /// Gives an occurrence its id: its own if that is free, or else one that follows from the source and its own.
    pub(super) fn give(&mut self, id: &mut Id, source: &str) {
        if self.ids == Ids::KeepFirst && self.take(id) {
            return;
        }
        let derived = Id::from_any(&format!("{id}-{:08x}", number_of(source, id.as_str())));
        if self.take(&derived) {
            *id = derived;
            return;
        }
        let mut number = self.numbers.get(derived.as_str()).copied().unwrap_or(1);
        loop {
            number += 1;
            let numbered = Id::from_any(&format!("{derived}-{number}"));
            if self.take(&numbered) {
                self.numbers.insert(derived.as_str().to_owned(), number);
                *id = numbered;
                return;
            }
        }
    }

    fn take(&mut self, id: &Id) -> bool {
        self.taken.insert(id.as_str().to_owned())
    }
}

/// FNV-1a, folded to 32 bits: the same on every machine and in every version. An unlucky pair costs a longer id, so it need
/// not be stronger.
fn number_of(source: &str, id: &str) -> u32 {
    let bytes = source.bytes().chain([0]).chain(id.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    u32::from_be_bytes([a ^ e, b ^ f, c ^ g, d ^ h])
}
