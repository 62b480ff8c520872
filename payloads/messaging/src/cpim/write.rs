//! Writing of CPIM messages.

use std::io::Write as _;

use xml_app_core::{Error, ErrorKind};

use super::Message;
use super::content::is_field_name;

impl Message {
    /// Writes the message, with CRLF at the end of each line of its headers.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`], if a header has characters that its syntax does not allow (`Header::new`
    /// escapes those of its text), or if the content has no Content-Type (RFC 3862 §2.4). Prefixes without
    /// declaration are written, because an application may have such (RFC 3862 §6).
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let refused = |message| Err(Error::new(ErrorKind::NotWritable, message));
        let mut bytes = Vec::with_capacity(self.content.bytes.len() + 64 * self.headers.len() + 64);
        for header in &self.headers {
            let name = &header.name;
            if !header.is_writable() {
                return refused(format!("header {name:?} has characters that are not allowed"));
            }
            _ = write!(bytes, "{header}\r\n");
        }
        if self.content.header("Content-Type").is_none() {
            return refused("the content has no Content-Type".to_owned());
        }
        bytes.extend_from_slice(b"\r\n");
        for (name, value) in &self.content.headers {
            let is_value = value.trim_matches(' ') == value
                && !value.contains(|character: char| character.is_ascii_control());
            if !is_field_name(name) || !is_value {
                let message = format!("header field {name:?} of the content is not allowed");
                return refused(message);
            }
            _ = write!(bytes, "{name}: {value}\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.content.bytes);
        Ok(bytes)
    }
}
