//! Normal forms: one spelling for all equivalent URIs of a scheme. SIP URIs have no such spelling: see
//! [`SipUri`](crate::sip::SipUri).

use crate::escapes::normalise_escapes;

/// What follows the scheme, in the spelling that all equivalent URIs share.
pub(crate) fn normalise(scheme: &str, rest: &str) -> String {
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("tel") {
        normalise_tel(rest)
    } else if ["mailto", "pres", "im", "xmpp"].into_iter().any(is) {
        normalise_mailbox(rest)
    } else if is("urn") {
        normalise_urn(rest)
    } else {
        normalise_generic(rest)
    }
}

/// The namespace of a URN (RFC 8141 §3.1) and a UUID (RFC 9562 §4) are not case-sensitive.
fn normalise_urn(rest: &str) -> String {
    let (namespace, name) = rest.split_once(':').unwrap_or((rest, ""));
    let (namespace, name) = (namespace.to_ascii_lowercase(), normalise_escapes(name));
    let name = if namespace == "uuid" { name.to_ascii_lowercase() } else { name };
    format!("{namespace}:{name}")
}

/// The comparison of telephone numbers ignores visual separators, case and the order of parameters
/// (RFC 3966 §3).
fn normalise_tel(rest: &str) -> String {
    let mut pieces = rest.split(';');
    let number = pieces.next().unwrap_or_default().to_ascii_lowercase();
    let without_separators = |text: &str| text.replace(['-', '.', '(', ')'], "");
    let mut parameters: Vec<_> = pieces
        .map(|parameter| {
            let parameter = normalise_escapes(parameter).to_ascii_lowercase();
            match parameter.split_once('=') {
                Some(("ext", digits)) => format!("ext={}", without_separators(digits)),
                Some(("phone-context", context)) if context.starts_with('+') => {
                    format!("phone-context={}", without_separators(context))
                }
                _ => parameter,
            }
        })
        .collect();
    parameters.sort_unstable();
    parameters.insert(0, without_separators(&number));
    parameters.join(";")
}

/// Addresses of the form `user@domain`: the domain is not case-sensitive (RFC 6068 §2, RFC 3859 §3,
/// RFC 3860 §3).
fn normalise_mailbox(rest: &str) -> String {
    let end = rest.find('?').unwrap_or(rest.len());
    let (address, query) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let address = match address.rsplit_once('@') {
        Some((user, domain)) => {
            format!("{}@{}", normalise_escapes(user), domain.to_ascii_lowercase())
        }
        None => normalise_escapes(address),
    };
    address + &normalise_escapes(query)
}

/// Case and percent-encoding normalisation (RFC 3986 §6.2.2.1, §6.2.2.2): unreserved characters are
/// decoded, other escapes upper-cased, the authority lower-cased up to the user part.
fn normalise_generic(rest: &str) -> String {
    let Some(after) = rest.strip_prefix("//") else {
        return normalise_escapes(rest);
    };
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, path) = after.split_at_checked(end).unwrap_or((after, ""));
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    let mut normal = String::from("//");
    if let Some(user) = user {
        normal.push_str(&normalise_escapes(user));
        normal.push('@');
    }
    normal.push_str(&host.to_ascii_lowercase());
    normal.push_str(&normalise_escapes(if path.is_empty() { "/" } else { path }));
    normal
}
