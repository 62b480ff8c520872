#![doc = include_str!("../README.md")]

mod change;
mod document;
mod draft;
mod nested;
mod notifier;
mod outcome;
mod part;
mod rows;
mod rules;
mod state;
mod table;

pub use change::{Change, Changes, RowChange};
pub use document::StateDocument;
pub use nested::{changed_part, changed_rows, merged_part, merged_rows, settled_rows};
pub use notifier::{Notifier, Subscriber, UpdateError, VersionsUsedUp};
pub use outcome::Outcome;
pub use part::{Extent, Part, Whole};
pub use rules::Rules;
pub use state::Limits;
pub use table::{Options, StateTable};
