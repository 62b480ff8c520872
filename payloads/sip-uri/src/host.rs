//! The position of the host in a URI.

/// The host in a URI, where its scheme has it. `None`: it cannot be read; `Some(None)`: URIs of this
/// kind have none.
#[allow(clippy::option_option, reason = "no host is not an unreadable host")]
pub(crate) fn host_of(uri: &str) -> Option<Option<&str>> {
    let (scheme, rest) = uri.split_once(':')?;
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let until = |ends: &[char], text| str::split(text, ends).next().unwrap_or_default();
    let address = if is("sip") || is("sips") {
        // The user part may contain the characters that end a host.
        rest
    } else if is("xmpp") {
        // An authority names the account to use, and not the one that is meant (RFC 5122 §2.3).
        until(&['/', '?', '#'], Some(rest).filter(|rest| !rest.starts_with('/'))?)
    } else if let Some(rest) = rest.strip_prefix("//") {
        until(&['/', '?', '#', '\\'], rest)
    } else if ["pres", "im", "mailto", "acct"].into_iter().any(is) {
        let address = until(&['?', '#'], rest);
        address.contains('@').then_some(address)?
    } else {
        // Nobody knows what `@` means in an unknown scheme.
        return (is("urn") || is("tel") || !rest.contains('@')).then_some(None);
    };
    let host = address.split_once('@').map_or(address, |(_, host)| host);
    // A URI cannot contain a second `@`, and nobody knows on which side of it the domain is.
    if host.contains('@') {
        return None;
    }
    let host = until(&[';', '?', '#', '/'], host);
    let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    Some(Some(port.map_or(host, |(host, _)| host)))
}

/// The text before and after a part of it. The part has to be a slice of the text.
pub(crate) fn around<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some((text.get(..start)?, text.get(start + part.len()..)?))
}
