//! The derive macros of `xml-app-core`, and its `vocabulary!`. Declarations read like a schema, and
//! expand to the calls that one would write by hand. Use them through `xml-app-core`, which documents
//! the attributes.
//!
//! Constants and local variables of the generated code begin with two underscores. They are looked up
//! among the names of the user's module, where a constant of the same name would become a pattern.

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

/// Derives `XmlType`: a complex type, from a struct with one field for each attribute and child, in
/// schema order. The reference is `xml_app_core::derives`.
#[proc_macro_derive(XmlType, attributes(xml))]
pub fn derive_xml_type(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    structs::expand(&input, false).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlType` and `XmlElement`: a complex type with a name. The reference is
/// `xml_app_core::derives`.
#[proc_macro_derive(XmlElement, attributes(xml))]
pub fn derive_xml_element(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    structs::expand(&input, true).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlChoice`: one of several elements, from an enum with a variant for each. The reference is
/// `xml_app_core::derives`.
#[proc_macro_derive(XmlChoice, attributes(xml))]
pub fn derive_xml_choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `XmlValue`: a simple type, from an enum of words or a struct of one value. The reference is
/// `xml_app_core::derives`.
#[proc_macro_derive(XmlValue, attributes(xml))]
pub fn derive_xml_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    value::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `AttributeGroup`: optional attributes that several types have. The reference is
/// `xml_app_core::derives`.
#[proc_macro_derive(AttributeGroup, attributes(xml))]
pub fn derive_attribute_group(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    group::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The implementation of `xml_app_core::vocabulary!`, which passes the path of the framework in front.
#[doc(hidden)]
#[proc_macro]
pub fn __vocabulary(input: TokenStream) -> TokenStream {
    vocabulary::expand(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The derives for crates that depend on the facade: they look for the framework there. The facade exports
/// them under the names of the others.
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
