//! Rust names as XML names.

/// `in_transit` and `InTransit` as `in-transit`.
pub(crate) fn kebab_case(ident: &syn::Ident) -> String {
    let ident = ident.to_string();
    let ident = ident.strip_prefix("r#").unwrap_or(&ident);
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
