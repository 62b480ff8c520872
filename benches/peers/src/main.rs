//! Prints what each peer loses. With the argument `table`: also the times of the last benchmark, as
//! ratios to the time in which roxmltree parses the same document.

use sip_payloads_peers::documents;
use sip_payloads_peers::fidelity::Losses;
use sip_payloads_peers::peers::instant_xml::InstantXml;
use sip_payloads_peers::peers::minidom::Minidom;
use sip_payloads_peers::peers::quick_xml_events::KeptEvents;
use sip_payloads_peers::peers::quick_xml_serde::QuickXmlSerde;
use sip_payloads_peers::peers::roxmltree::Roxmltree;
use sip_payloads_peers::peers::sip_payloads::SipPayloads;
use sip_payloads_peers::peers::xso::Xso;
use sip_payloads_peers::peers::{Peer, Writer};
use sip_payloads_peers::timing::median;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("table") {
        print_times();
        println!();
    }
    print_losses();
}

fn print_losses() {
    println!("| peer | document | lost |\n|---|---|---|");
    print_losses_of::<SipPayloads>();
    print_losses_of::<InstantXml>();
    print_losses_of::<QuickXmlSerde>();
    print_losses_of::<Xso>();
    print_losses_of::<Minidom>();
    print_losses_of::<KeptEvents>();
}

fn print_losses_of<P: Writer>() {
    for (name, text) in documents::all() {
        println!("| {} | {name} | {} |", P::NAME, lost::<P>(&text));
    }
}

fn lost<P: Writer>(text: &str) -> String {
    match P::round_trip(text) {
        Ok(written) => match Losses::between(text, &written) {
            Ok(losses) => losses.to_string(),
            Err(error) => format!("all: it writes no XML ({error})"),
        },
        Err(error) => format!("all: {error}"),
    }
}

fn print_times() {
    println!(
        "| peer | read 2 KB | read 200 KB | write 2 KB | write 200 KB | lost of the extended |"
    );
    println!("|---|---|---|---|---|---|");
    print_row(Roxmltree::NAME, "does not write");
    let extended = documents::extended();
    print_row(SipPayloads::NAME, &lost::<SipPayloads>(&extended));
    print_row(InstantXml::NAME, &lost::<InstantXml>(&extended));
    print_row(QuickXmlSerde::NAME, &lost::<QuickXmlSerde>(&extended));
    print_row(Xso::NAME, &lost::<Xso>(&extended));
    print_row(Minidom::NAME, &lost::<Minidom>(&extended));
    print_row(KeptEvents::NAME, &lost::<KeptEvents>(&extended));
}

fn print_row(peer: &str, lost: &str) {
    let cells = ["read", "write"]
        .map(|action| ["2KB", "200KB"].map(|document| time(action, document, peer)).join(" | "));
    println!("| {peer} | {} | {lost} |", cells.join(" | "));
}

/// Microseconds, and the ratio to the bare tree.
fn time(action: &str, document: &str, peer: &str) -> String {
    let time = median(&format!("{action} {document}"), peer);
    let tree = median(&format!("read {document}"), Roxmltree::NAME);
    match (time, tree) {
        (Some(time), Some(tree)) => format!("{:.1} µs, {:.2}", time / 1000.0, time / tree),
        _ => "–".to_owned(),
    }
}
