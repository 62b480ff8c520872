//! The comparison is fair only if the structs of each peer have everything that is measured.

use sip_payloads_peers::documents;
use sip_payloads_peers::fidelity::Losses;
use sip_payloads_peers::peers::Writer;
use sip_payloads_peers::peers::instant_xml::InstantXml;
use sip_payloads_peers::peers::minidom::Minidom;
use sip_payloads_peers::peers::quick_xml_events::KeptEvents;
use sip_payloads_peers::peers::quick_xml_serde::QuickXmlSerde;
use sip_payloads_peers::peers::sip_payloads::SipPayloads;
use sip_payloads_peers::peers::xso::Xso;

fn assert_lossless<P: Writer>(text: &str) {
    let written = P::round_trip(text).unwrap_or_else(|error| panic!("{}: {error}", P::NAME));
    let losses = Losses::between(text, &written);
    let losses = losses.unwrap_or_else(|error| panic!("{}: {error}\n{written}", P::NAME));
    assert!(losses.is_lossless(), "{}: {losses}\n{written}", P::NAME);
}

#[test]
fn every_peer_keeps_what_is_measured() {
    for text in [documents::SMALL, &documents::large()] {
        assert_lossless::<SipPayloads>(text);
        assert_lossless::<InstantXml>(text);
        assert_lossless::<QuickXmlSerde>(text);
        assert_lossless::<Xso>(text);
        assert_lossless::<Minidom>(text);
        assert_lossless::<KeptEvents>(text);
    }
}

#[test]
fn the_library_keeps_extensions() {
    assert_lossless::<SipPayloads>(&documents::extended());
}

#[test]
fn losses_are_seen() {
    let original = "<a xmlns='n'><b c='1'>d</b><!--e--><f/><g/></a>";
    let shown = |written| Losses::between(original, written).map(|losses| losses.to_string());
    assert_eq!(shown(original).as_deref(), Ok("nothing"));
    assert_eq!(
        shown("<p:a xmlns:p='n'><p:b>D</p:b><p:g/></p:a>").as_deref(),
        Ok("elements 1 (f); attributes 1 (c); text 1 (b); comments 1 (e); prefixes 3 (a, b, g)")
    );
    assert_eq!(
        shown("<a xmlns='n'><b c='1'>d</b><!--e--><g/><f/></a>").as_deref(),
        Ok("order of elements")
    );
}
