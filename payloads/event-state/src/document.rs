//! What a document type says about its state.

use crate::part::{Extent, Part};
use crate::rules::Rules;

/// A document that contains a state, or changes of one.
///
/// It consists of a head and rows, in groups. The head is everything but the rows. As a [`Part`], a document
/// stands for its head: the key is the resource that the document is about.
pub trait StateDocument: Part {
    /// A group of rows: the watchers of a resource, the contacts of an address of record.
    /// [`Whole`](crate::Whole) if there are no groups.
    type Group: Part;
    /// A row: a dialog, a watcher, a contact, a user.
    type Row: Part;
    /// What the package says about versions.
    const RULES: Rules;

    /// The version. `None` if the document has none, or one that cannot be compared.
    fn version(&self) -> Option<u64>;

    /// Sets the version and the extent.
    fn set_version(&mut self, version: u64, extent: Extent);

    /// Takes the rows out, in their groups. What is left is the head.
    fn take_rows(&mut self) -> Vec<(Self::Group, Vec<Self::Row>)>;

    /// Puts rows in, where there are none.
    fn put_rows(&mut self, groups: Vec<(Self::Group, Vec<Self::Row>)>);
}
