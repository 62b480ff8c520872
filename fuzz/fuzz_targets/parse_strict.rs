//! What is strictly valid is so without a remark in tolerant mode, and still is when it was written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::ReadOptions;
use sip_payloads::XmlApplication;
use sip_payloads::presence::Pidf;

fuzz_target!(|bytes: &[u8]| {
    let strict = sip_payloads::parse_with::<Pidf>(bytes, &ReadOptions::strict());
    let tolerant = sip_payloads::parse_with::<Pidf>(bytes, &ReadOptions::tolerant());
    match (strict, tolerant) {
        (Ok(strict), Ok(tolerant)) => {
            assert_eq!(strict.document, tolerant.document);
            assert!(tolerant.is_valid(), "{:?}", tolerant.diagnostics);
            let written = Pidf::to_xml(&strict.document).expect("what was read can be written");
            let again =
                sip_payloads::parse_with::<Pidf>(written.as_bytes(), &ReadOptions::strict());
            assert_eq!(again.expect("still valid").document, strict.document);
        }
        (Ok(_), Err(error)) => panic!("refused in tolerant mode only: {error:?}"),
        (Err(_), _) => {}
    }
});
