//! Documents: their types, the registry, and the ways in and out.

mod any_document;
mod application;
mod json;
mod options;
pub mod outline;
mod raw_element;
mod read;
mod registry;
mod write;

pub use any_document::AnyDocument;
pub use application::XmlApplication;
pub use json::Json;
pub use options::{ReadOptions, Reading};
pub use read::check_well_formed;
pub use registry::{
    Application, ApplicationBuilder, HostBuilder, Registry, RegistryBuilder, Vocabulary,
    VocabularyInfo,
};
pub use write::WriteOptions;
