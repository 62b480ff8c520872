//! SIP and SIPS URIs.

use std::collections::BTreeMap;

use crate::escapes::unescape;

/// Whether RFC 3261 says how URIs of the scheme are compared.
pub(crate) fn is_sip(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips")
}

/// A SIP or SIPS URI, taken apart for comparison (RFC 3261 §19.1.1).
pub(crate) struct SipUri {
    user: Option<Vec<u8>>,
    host_port: String,
    parameters: BTreeMap<String, String>,
    headers: BTreeMap<String, Vec<u8>>,
}

impl SipUri {
    /// Takes apart what follows the scheme.
    pub(crate) fn split(rest: &str) -> Self {
        // The user part may contain a question mark, so it is split off first.
        let (user, rest) = match rest.rsplit_once('@') {
            Some((user, rest)) => (Some(user), rest),
            None => (None, rest),
        };
        let (host, headers) = rest.split_once('?').unwrap_or((rest, ""));
        let mut pieces = host.split(';');
        let host_port = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let parameters = pieces
            .map(|piece| {
                let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
                let decode = |text| String::from_utf8_lossy(&sip_decode(text)).to_ascii_lowercase();
                (decode(name), decode(value))
            })
            .collect();
        let headers = headers
            .split('&')
            .filter(|header| !header.is_empty())
            .map(|header| {
                let (name, value) = header.split_once('=').unwrap_or((header, ""));
                (name.to_ascii_lowercase(), sip_decode(value))
            })
            .collect();
        Self { user: user.map(sip_decode), host_port, parameters, headers }
    }

    /// User, host and port: equivalent URIs agree in all of them.
    pub(crate) fn key(&self) -> String {
        let user = self.user.as_deref().map(String::from_utf8_lossy);
        format!("{}@{}", user.unwrap_or_default(), self.host_port)
    }

    /// RFC 3261 §19.1.4.
    pub(crate) fn equivalent(&self, other: &Self) -> bool {
        const ALWAYS_COMPARED: [&str; 5] = ["user", "ttl", "method", "maddr", "transport"];
        self.user == other.user
            && self.host_port == other.host_port
            && self.headers == other.headers
            && ALWAYS_COMPARED
                .iter()
                .all(|name| self.parameters.get(*name) == other.parameters.get(*name))
            && self.parameters.iter().all(|(name, value)| {
                other.parameters.get(name).is_none_or(|theirs| theirs == value)
            })
    }
}

/// Undoes percent-encoding, except that of reserved characters (RFC 3261 §19.1.4) and of the percent
/// sign: for these the encoding changes the meaning.
fn sip_decode(text: &str) -> Vec<u8> {
    unescape(text, |byte| b";/?:@&=+$,%".contains(&byte))
}
