//! Rust names as XML names.

use crate::name_chars::is_ncname;

/// `in_transit` and `InTransit` as `in-transit`, `r#type` and `type_` as `type`. The result can be no XML
/// name: `_x` is `-x`.
pub(crate) fn kebab_case(ident: &syn::Ident) -> String {
    let ident = ident.to_string();
    let ident = ident.strip_prefix("r#").unwrap_or(&ident);
    let ident = ident.strip_suffix('_').unwrap_or(ident);
    let mut name = String::with_capacity(ident.len() + 4);
    for (index, c) in ident.chars().enumerate() {
        if c == '_' {
            name.push('-');
        } else if c.is_uppercase() {
            if index > 0 {
                name.push('-');
            }
            name.extend(c.to_lowercase());
        } else {
            name.push(c);
        }
    }
    name
}

/// The message for a Rust name that makes no XML name. `key` is the key that takes another name.
pub(crate) fn misnamed(name: &str, key: &str) -> Option<String> {
    let example = format!("#[xml({key} = \"name\")]");
    (!is_ncname(name)).then(|| format!("`{name}` is not an XML name: give one, as in {example}"))
}
