//! Shared by the fuzz targets: a mutator for XML, and the content of a document.

pub mod content;
pub mod dictionary;
pub mod mutator;

/// The mutator of a target whose input is XML.
#[macro_export]
macro_rules! xml_mutator {
    () => {
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutator::mutate(data, size, max_size, seed)
        });
    };
}
