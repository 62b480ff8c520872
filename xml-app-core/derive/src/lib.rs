//! The derive macros of `xml-app-core`: declarations that read like a schema, expanded to the calls
//! that one would write by hand. Use them through `xml-app-core`; its `docs` explain the attributes.
//!
//! What they name themselves, constants and local variables, begins with two underscores: it is looked
//! up where the user's names are, and a constant of the user's would be taken for a pattern.

mod attributes;
mod choice;
mod constructors;
mod group;
mod name_chars;
mod names;
mod plan;
mod read;
mod structs;
mod value;
mod vocabulary;
mod write;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Derives `XmlType`: a complex type, from a struct with one field per attribute and child, in
/// schema order.
///
/// On the struct:
/// - `#[xml(namespace = PATH)]`: the namespace of the children that are bound by name.
/// - `#[xml(check = PATH)]`: a `fn(&Self, Element<'_>, &mut ReadContext<'_>)` that is called after
///   reading, to warn of what the schema cannot say.
/// - `#[xml(crate = PATH)]`: where `xml_app_core` is found, if not under its own name.
///
/// On each field one of these. `Option` makes it optional, `Vec` repeated:
/// - `#[xml(attribute)]`, `#[xml(attribute = "name")]`: an attribute; its name is the field's in
///   kebab-case, where `type_` and `r#type` are `type`.
/// - `#[xml(child)]`: an element by its type's own name. `#[xml(child = "name")]`: an element of a
///   type that has none, or another.
/// - `#[xml(value = "name")]`: an element of simple type.
/// - `#[xml(keyword = "name")]`: an empty element, for a `bool`: whether it is there.
/// - `#[xml(choice)]`: elements of an enum that derives `XmlChoice`.
/// - `#[xml(text)]`: the text of an element of simple content.
/// - `#[xml(extensions)]`: everything else. `extensions(other)`, the default, `(any)` or `(none)`
///   says what the schema's wildcard lets in; `attributes` after it says that it has `anyAttribute`, `other_attributes` that this lets in other
///   namespaces only.
///
/// Beside these: `namespace = PATH` for a name in another namespace, `alias = "name"` for a spelling
/// that is read and not written, `required` for an optional attribute that the schema requires and that
/// has no honest placeholder (`None` is an error in a document), `alias_namespace = PATH` for a value that senders put into the wrong
/// namespace, `excludes(field, ...)` for alternatives, `expected` for an optional field or a list that
/// the schema wants not to be empty.
#[proc_macro_derive(XmlType, attributes(xml))]
pub fn derive_xml_type(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    structs::expand(&input, false).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlType` and `XmlElement`: a type with a name, given by
/// `#[xml(namespace = PATH, name = "name")]`. Everything else is as in `XmlType`.
#[proc_macro_derive(XmlElement, attributes(xml))]
pub fn derive_xml_element(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    structs::expand(&input, true).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlChoice`: one of several elements, from an enum with a variant per element.
///
/// On the enum `#[xml(namespace = PATH)]`. A variant without data is a keyword: an empty element,
/// named like the variant in kebab-case or by `#[xml(name = "name")]`. `alone`: it excludes all
/// others. With one field: `#[xml(child)]`, `#[xml(child = "name")]` and `#[xml(value = "name")]` as
/// in `XmlType`, and `#[xml(extensions)]` for an `ExtensionElement`: any foreign element.
#[proc_macro_derive(XmlChoice, attributes(xml))]
pub fn derive_xml_choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlValue`: an enumeration of words, from an enum with a variant per word.
///
/// The word is the variant's name in kebab-case, or `#[xml(name = "word")]`: any text, `+` for example. A variant
/// `#[xml(other)] Other(String)` makes the enumeration open: it takes any other word. On the enum
/// `#[xml(collapse)]` if the schema's base type collapses white space.
#[proc_macro_derive(XmlValue, attributes(xml))]
pub fn derive_xml_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    value::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `AttributeGroup`: optional attributes that several types have.
#[proc_macro_derive(AttributeGroup, attributes(xml))]
pub fn derive_attribute_group(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    group::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// What `xml_app_core::vocabulary!` expands to; it puts the path of the framework in front.
#[doc(hidden)]
#[proc_macro]
pub fn __vocabulary(input: TokenStream) -> TokenStream {
    vocabulary::expand(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The derives for crates that have the framework by way of the facade: the same, but for where they
/// look for it. The facade exports them under the names of the others.
macro_rules! by_way_of_the_facade {
    ($($derive:ident $function:ident: $expand:expr;)*) => {$(
        #[doc(hidden)]
        #[proc_macro_derive($derive, attributes(xml))]
        pub fn $function(input: TokenStream) -> TokenStream {
            let mut input = parse_macro_input!(input as DeriveInput);
            attributes::default_to_facade(&mut input);
            let expand: fn(&DeriveInput) -> Result<proc_macro2::TokenStream, syn::Error> = $expand;
            expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
        }
    )*};
}

by_way_of_the_facade! {
    FacadeXmlType facade_xml_type: |input| structs::expand(input, false);
    FacadeXmlElement facade_xml_element: |input| structs::expand(input, true);
    FacadeXmlChoice facade_xml_choice: choice::expand;
    FacadeXmlValue facade_xml_value: value::expand;
    FacadeAttributeGroup facade_attribute_group: group::expand;
}
