//! As much of SIP as two programs need that trust each other. Not a SIP stack: no transactions, no dialogs.

use std::io;
use std::net::UdpSocket;
use std::time::Duration;

/// A socket on the loopback interface.
pub(crate) fn socket() -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.set_read_timeout(Some(Duration::from_secs(10)))?;
    Ok(socket)
}

/// Sends a request. `headers` are those of this request.
pub(crate) fn send(
    socket: &UdpSocket,
    line: &str,
    number: u32,
    headers: &str,
    body: &[u8],
) -> io::Result<()> {
    let method = line.split(' ').next().unwrap_or_default();
    let (address, length) = (socket.local_addr()?, body.len());
    let message = format!(
        "{line}\r\nVia: SIP/2.0/UDP {address};branch=z9hG4bK{number}\r\nMax-Forwards: 70\r\n\
         From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>\r\nCall-ID: c@{address}\r\n\
         CSeq: {number} {method}\r\nContact: <sip:{address}>\r\n{headers}\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    socket.send(&[message.as_bytes(), body].concat()).map(|_| ())
}

/// The next message.
pub(crate) fn receive(socket: &UdpSocket) -> io::Result<Vec<u8>> {
    let mut datagram = vec![0; 65_535];
    let length = socket.recv(&mut datagram)?;
    datagram.truncate(length);
    Ok(datagram)
}

/// Answers a request.
pub(crate) fn answer(socket: &UdpSocket, request: &[u8], status: &str) -> io::Result<()> {
    let copied = ["Via", "From", "To", "Call-ID", "CSeq"];
    let copied = copied.map(|name| format!("{name}: {}\r\n", header(request, name))).concat();
    let message = format!("SIP/2.0 {status}\r\n{copied}Content-Length: 0\r\n\r\n");
    socket.send(message.as_bytes()).map(|_| ())
}

/// The request line or status line.
pub(crate) fn first_line(message: &[u8]) -> String {
    String::from_utf8_lossy(message).lines().next().unwrap_or_default().to_owned()
}

/// The value of a header field; empty, if there is none.
pub(crate) fn header(message: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(message);
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.unwrap_or_default().to_owned()
}
