//! Constructors, conversions, the defaults of the schema, and the methods that write a document.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Type};

use crate::attributes::{Multiplicity, Role, item_type, outer_type};
use crate::plan::Plan;
use crate::structs::Field;

impl Plan<'_> {
    /// `new`, with the required fields, and the conversions for fields with `from`.
    pub(crate) fn constructors(&self, input: &DeriveInput) -> TokenStream {
        let new =
            self.container.constructor.as_ref().map(|doc| self.constructor(input, doc.as_ref()));
        let from = self.fields.iter().filter(|field| field.member.from);
        let from = from.map(|field| self.conversions(input, field));
        quote! { #new #(#from)* }
    }

    fn constructor(&self, input: &DeriveInput, doc: Option<&syn::LitStr>) -> TokenStream {
        let ident = &input.ident;
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let doc = doc.map_or_else(
            || "Creates it from what is required; everything else is empty.".to_owned(),
            syn::LitStr::value,
        );
        let required: Vec<_> = self.fields.iter().filter(|field| field.is_argument()).collect();
        let names = required.iter().map(|field| field.argument());
        let types = required.iter().map(|field| &field.ty);
        let members = self.fields.iter().map(|field| {
            let (name, argument) = (&field.name, field.argument());
            if field.is_argument() {
                return quote! { #name: #argument };
            }
            let empty = self.empty(field);
            quote! { #name: #empty }
        });
        // A group is made by `Default`, which cannot be called in a constant.
        let is_constant = !self.fields.iter().any(|field| matches!(field.role, Role::Group));
        let constant = is_constant.then(|| quote! { const });
        quote! {
            impl #generics #ident #arguments #bounds {
                #[doc = #doc]
                #[allow(clippy::too_many_arguments, reason = "as many as the schema requires")]
                #[must_use]
                pub #constant fn new(#(#names: #types),*) -> Self {
                    Self { #(#members),* }
                }
            }
        }
    }

    /// The empty value of a field.
    fn empty(&self, field: &Field) -> TokenStream {
        let core = &self.core;
        match (&field.role, field.multiplicity) {
            (Role::Extensions { .. }, _) => quote! { #core::Extensions::new() },
            (Role::Unexpected, _) => quote! { #core::Unexpected::new() },
            (Role::Keywords, _) => quote! { #core::KeywordSet::new() },
            (Role::Keyword(_), _) => quote! { false },
            (Role::Group, _) => quote! { ::core::default::Default::default() },
            (Role::Content, _) | (_, Multiplicity::Repeated) => quote! { ::std::vec::Vec::new() },
            _ => quote! { ::core::option::Option::None },
        }
    }

    /// The conversions of one field with `from`.
    fn conversions(&self, input: &DeriveInput, field: &Field) -> TokenStream {
        let (core, ident, item) = (&self.core, &input.ident, item_type(&field.ty));
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let name = &field.name;
        let others = || {
            self.fields.iter().filter(|other| other.slot != field.slot).map(|other| {
                let (name, empty) = (&other.name, self.empty(other));
                quote! { #name: #empty }
            })
        };
        let with = |value: TokenStream| {
            let others = others();
            quote! { Self { #name: #value, #(#others),* } }
        };
        let one = with(match field.multiplicity {
            Multiplicity::Required => quote! { __value },
            Multiplicity::Optional => quote! { ::core::option::Option::Some(__value) },
            Multiplicity::Repeated => quote! { ::std::vec![__value] },
        });
        // Every text is a value of these types. A String is the item itself, or has `From<&str>` only.
        let texts = match outer_type(item).as_deref() {
            Some("String") => vec![quote! { &str }],
            Some("Token") => vec![quote! { &str }, quote! { ::std::string::String }],
            _ => Vec::new(),
        };
        let strings = texts.iter().map(|text| {
            quote! {
                #[automatically_derived]
                impl #generics ::core::convert::From<#text> for #ident #arguments #bounds {
                    fn from(__value: #text) -> Self {
                        <Self as ::core::convert::From<#item>>::from(::core::convert::From::from(__value))
                    }
                }
            }
        });
        let parsed = (matches!(field.role, Role::Text) && texts.is_empty()).then(|| {
            quote! {
                #[automatically_derived]
                impl #generics ::core::str::FromStr for #ident #arguments #bounds {
                    type Err = #core::Error;

                    fn from_str(__text: &str) -> ::core::result::Result<Self, #core::Error> {
                        <#item as #core::XmlValue>::parse(__text).map(<Self as ::core::convert::From<#item>>::from)
                    }
                }
            }
        });
        let many = (field.multiplicity == Multiplicity::Repeated)
            .then(|| self.conversions_of_many(input, item, &with(quote! { __values })));
        quote! {
            #[automatically_derived]
            impl #generics ::core::convert::From<#item> for #ident #arguments #bounds {
                fn from(__value: #item) -> Self {
                    #one
                }
            }
            #(#strings)*
            #parsed
            #many
        }
    }

    /// The conversions from several values at once.
    fn conversions_of_many(
        &self,
        input: &DeriveInput,
        item: &Type,
        all: &TokenStream,
    ) -> TokenStream {
        let ident = &input.ident;
        let (_, arguments, bounds) = input.generics.split_for_impl();
        let mut generics = input.generics.clone();
        generics.params.push(syn::parse_quote!(const __N: usize));
        let (array_generics, ..) = generics.split_for_impl();
        let (own_generics, ..) = input.generics.split_for_impl();
        let array = if is_string(item) {
            quote! { &str }
        } else {
            quote! { #item }
        };
        quote! {
            #[automatically_derived]
            impl #own_generics ::core::iter::FromIterator<#item> for #ident #arguments #bounds {
                fn from_iter<__I: ::core::iter::IntoIterator<Item = #item>>(__values: __I) -> Self {
                    let __values = ::core::iter::Iterator::collect(::core::iter::IntoIterator::into_iter(__values));
                    #all
                }
            }

            #[automatically_derived]
            impl #array_generics ::core::convert::From<[#array; __N]> for #ident #arguments #bounds {
                fn from(__values: [#array; __N]) -> Self {
                    ::core::iter::Iterator::collect(::core::iter::Iterator::map(
                        ::core::iter::IntoIterator::into_iter(__values),
                        <#item as ::core::convert::From<#array>>::from,
                    ))
                }
            }
        }
    }

    /// The methods that write a document, on its root.
    pub(crate) fn writers(&self, input: &DeriveInput) -> Option<TokenStream> {
        let (core, ident) = (&self.core, &input.ident);
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let document = self.container.document.as_ref()?;
        Some(quote! {
            impl #generics #ident #arguments #bounds {
                /// Writes the document without indentation.
                ///
                /// # Errors
                #[doc = "`ErrorKind::NotWritable` if a value cannot be written."]
                pub fn to_xml(&self) -> ::core::result::Result<::std::string::String, #core::Error> {
                    <#document as #core::XmlApplication>::to_xml(self)
                }

                /// Writes the document with indentation, which never changes content.
                ///
                /// # Errors
                /// As `to_xml`.
                pub fn to_xml_pretty(&self) -> ::core::result::Result<::std::string::String, #core::Error> {
                    <#document as #core::XmlApplication>::to_xml_pretty(self)
                }

                /// Writes a document that strict mode accepts: without the unexpected content that tolerant
                /// reading keeps, and with unique ids. The content of unknown elements is written unchanged.
                ///
                /// # Errors
                /// As `to_xml`.
                pub fn to_valid_xml(
                    &self,
                    options: &#core::WriteOptions,
                ) -> ::core::result::Result<#core::ValidXml, #core::Error> {
                    <#document as #core::XmlApplication>::to_valid_xml(self, options)
                }
            }

            #core::__serialize_document! { #ident #arguments, #document }
        })
    }

    /// A method for each field with a default, which returns the value or the default.
    pub(crate) fn defaults(&self, input: &DeriveInput) -> TokenStream {
        let ident = &input.ident;
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let methods = self.fields.iter().filter_map(|field| {
            let default = field.member.default.as_ref()?;
            let (name, vis, item) = (&field.name, &field.vis, item_type(&field.ty));
            let method = match name {
                syn::Member::Named(name) => name.clone(),
                syn::Member::Unnamed(index) => format_ident!("default_{}", index.index),
            };
            let doc = format!(
                "The value of [`{method}`](#structfield.{method}), or what the schema says where it is absent."
            );
            Some(quote! {
                #[doc = #doc]
                #vis fn #method(&self) -> #item {
                    match &self.#name {
                        ::core::option::Option::Some(__value) => ::core::clone::Clone::clone(__value),
                        ::core::option::Option::None => #default,
                    }
                }
            })
        });
        let methods: Vec<_> = methods.collect();
        if methods.is_empty() {
            return TokenStream::new();
        }
        quote! { impl #generics #ident #arguments #bounds { #(#methods)* } }
    }
}

impl Field {
    /// The name of a constructor's argument.
    fn argument(&self) -> syn::Ident {
        match &self.name {
            syn::Member::Named(name) => name.clone(),
            syn::Member::Unnamed(index) => format_ident!("value_{}", index.index),
        }
    }
}

fn is_string(ty: &Type) -> bool {
    outer_type(ty).as_deref() == Some("String")
}
