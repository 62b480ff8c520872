//! A presence client: it subscribes to Bob, reads the NOTIFY requests that come, and publishes its own
//! presence, over UDP on the loopback interface. `peer.rs` plays the presence server. `sip.rs` has as much
//! of SIP as the two need: a real program has a SIP stack for that. `presence.rs` uses the library.
#![allow(clippy::print_stdout, reason = "an example prints")]

mod peer;
mod presence;
mod sip;

use std::error::Error;
use std::io::Write as _;
use std::net::UdpSocket;
use std::thread;

use presence::Buddy;
use sip_payloads::presence::Pidf;
use sip_payloads::{DateTime, XmlApplication as _};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let socket = sip::socket()?;
    let server = sip::socket()?;
    socket.connect(server.local_addr()?)?;
    server.connect(socket.local_addr()?)?;
    let peer = thread::spawn(move || peer::run(&server));

    let accept = format!("Event: presence\r\nAccept: {}", Pidf::CONTENT_TYPE);
    sip::send(&socket, "SUBSCRIBE sip:bob@example.com SIP/2.0", 1, &accept, b"")?;
    println!("SUBSCRIBE: {}", sip::first_line(&sip::receive(&socket)?));
    follow(&socket)?;

    let body = presence::own("0b4d7c62-5f2e-4a9d-9d0e-7a3f6a6f1c11", &DateTime::now())?;
    let headers = format!("Event: presence\r\nContent-Type: {}", body.content_type);
    sip::send(&socket, "PUBLISH sip:alice@example.com SIP/2.0", 2, &headers, &body.bytes)?;
    println!("PUBLISH: {}", sip::first_line(&sip::receive(&socket)?));

    let read = peer.join().map_err(|_| "the peer panicked")??;
    println!("The server has read: {read}");
    Ok(())
}

/// Reads NOTIFY requests until the subscription ends.
fn follow(socket: &UdpSocket) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut bob = Buddy::default();
    loop {
        let request = sip::receive(socket)?;
        let findings = bob.update(&request);
        sip::answer(socket, &request, if findings.is_ok() { "200 OK" } else { "400 Bad Request" })?;
        println!("NOTIFY: {bob}");
        match findings {
            Ok(findings) => findings.iter().for_each(|finding| println!("  {finding}")),
            Err(error) => println!("  refused: {error}"),
        }
        if sip::header(&request, "Subscription-State").starts_with("terminated") {
            return Ok(());
        }
    }
}
