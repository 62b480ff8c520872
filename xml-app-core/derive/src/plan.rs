//! The code of `XmlType` and `XmlElement`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Path};

use crate::attributes::{Container, Multiplicity, Role};
use crate::structs::Field;

/// The input of code generation.
pub(crate) struct Plan<'p> {
    pub(crate) core: Path,
    pub(crate) container: &'p Container,
    pub(crate) fields: &'p [Field],
}

impl Plan<'_> {
    pub(crate) fn xml_element(&self, input: &DeriveInput) -> TokenStream {
        let (core, ident) = (&self.core, &input.ident);
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let (namespace, name) = (&self.container.namespace, &self.container.name);
        quote! {
            #[automatically_derived]
            impl #generics #core::XmlElement for #ident #arguments #bounds {
                const NAME: #core::Name = #core::Name::new(#namespace, #name);
            }
        }
    }

    pub(crate) fn xml_type(&self, input: &DeriveInput) -> TokenStream {
        let (core, ident) = (&self.core, &input.ident);
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let (names, read, write, placeholder) =
            (self.names(), self.read(), self.write(), self.placeholder());
        let (has_unexpected, remove_unexpected) = self.unexpected();
        let suits: Vec<_> = self.fields.iter().filter_map(Field::suits).collect();
        quote! {
            #[automatically_derived]
            const _: () = {
                use #core as __xml;
                #names
                impl #generics __xml::XmlType for #ident #arguments #bounds {
                    fn read(
                        __element: #core::Element<'_>,
                        __context: &mut #core::ReadContext<'_>,
                    ) -> ::core::result::Result<Self, #core::Error> {
                        #(#suits)*
                        #read
                    }

                    fn write(&self, __writer: &mut #core::ElementWriter<'_>) -> ::core::result::Result<(), #core::Error> {
                        #(#suits)*
                        #write
                        ::core::result::Result::Ok(())
                    }

                    #[allow(unused_variables, reason = "a type with defaults alone asks for nothing")]
                    fn placeholder(__context: &mut #core::ReadContext<'_>) -> ::core::option::Option<Self> {
                        #(#suits)*
                        #placeholder
                    }

                    fn has_unexpected(&self) -> bool {
                        #(#suits)*
                        #has_unexpected
                    }

                    fn remove_unexpected(&mut self) {
                        #(#suits)*
                        #remove_unexpected
                    }
                }
            };
        }
    }

    pub(crate) fn names(&self) -> TokenStream {
        let names = self.fields.iter().filter(|field| field.has_name()).map(|field| {
            let namespace = match (&field.role, &field.member.namespace) {
                (_, Some(namespace)) => quote! { #namespace },
                (Role::Attribute(_), None) => quote! { __xml::Namespace::NONE },
                _ => {
                    let namespace = &self.container.namespace;
                    quote! { #namespace }
                }
            };
            let aliases = field.member.aliases.iter().enumerate().map(|(index, alias)| {
                let constant = format_ident!("{}_ALIAS_{}", field.constant, index);
                quote! { const #constant: __xml::Name = __xml::Name::new(#namespace, #alias); }
            });
            let name = field.name_in(&namespace);
            let elsewhere = field.member.alias_namespace.as_ref().map(|namespace| {
                let constant = format_ident!("{}_ELSEWHERE", field.constant);
                let xml_name = &field.xml_name;
                quote! { const #constant: __xml::Name = __xml::Name::new(#namespace, #xml_name); }
            });
            quote! { #name #(#aliases)* #elsewhere }
        });
        quote! { #(#names)* }
    }

    pub(crate) fn extensions(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.role, Role::Extensions { .. }))
    }

    /// The field that keeps what no other field takes.
    pub(crate) fn rest(&self) -> Option<&Field> {
        let is_rest =
            |field: &&Field| matches!(field.role, Role::Extensions { .. } | Role::Unexpected);
        self.fields.iter().find(is_rest)
    }

    /// The implementation of `ExtensionPoint`.
    pub(crate) fn extension_point(&self, input: &DeriveInput) -> Option<TokenStream> {
        let name = &self.extensions()?.name;
        let (core, ident) = (&self.core, &input.ident);
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        Some(quote! {
            #[automatically_derived]
            impl #generics #core::ExtensionPoint for #ident #arguments #bounds {
                fn extensions(&self) -> &#core::Extensions<Self> {
                    &self.#name
                }

                fn extensions_mut(&mut self) -> &mut #core::Extensions<Self> {
                    &mut self.#name
                }
            }
        })
    }

    /// Whether the type is empty: its schema allows not even white space.
    pub(crate) fn is_empty(&self) -> bool {
        !self.fields.iter().any(|field| match &field.role {
            Role::Extensions { wildcard, .. } => wildcard != "None",
            Role::Text => true,
            _ => field.is_content(),
        })
    }

    /// The code of `has_unexpected` and `remove_unexpected`.
    fn unexpected(&self) -> (TokenStream, TokenStream) {
        let mut found = Vec::new();
        let mut remove = Vec::new();
        for field in self.fields {
            let (name, at) = (&field.name, field.at());
            let of = match &field.role {
                Role::Extensions { .. } | Role::Unexpected => {
                    found.push(quote! { self.#name.has_unexpected() });
                    remove.push(quote! { self.#name.remove_unexpected(); });
                    continue;
                }
                Role::Child(_) => quote_spanned! { at=> __xml::XmlType },
                Role::Choice => quote_spanned! { at=> __xml::XmlChoice },
                _ => continue,
            };
            match (&field.role, field.multiplicity) {
                (Role::Choice, Multiplicity::Repeated) => remove.push(quote_spanned! { at=>
                    self.#name.retain(|__one| !__xml::XmlChoice::is_unexpected(__one));
                }),
                (Role::Choice, Multiplicity::Optional) => remove.push(quote_spanned! { at=>
                    self.#name.take_if(|__one| __xml::XmlChoice::is_unexpected(__one));
                }),
                _ => {}
            }
            if field.multiplicity == Multiplicity::Required {
                found.push(quote_spanned! { at=> #of::has_unexpected(&self.#name) });
                remove.push(quote_spanned! { at=> #of::remove_unexpected(&mut self.#name); });
            } else {
                found.push(quote_spanned! { at=> self.#name.iter().any(#of::has_unexpected) });
                remove.push(
                    quote_spanned! { at=> self.#name.iter_mut().for_each(#of::remove_unexpected); },
                );
            }
        }
        if found.is_empty() {
            return (quote! { false }, TokenStream::new());
        }
        (quote! { #(#found)||* }, quote! { #(#remove)* })
    }

    fn placeholder(&self) -> TokenStream {
        let mut members = Vec::new();
        for field in self.fields {
            let (name, at) = (&field.name, field.at());
            let value = match (&field.role, field.multiplicity) {
                (
                    Role::Extensions { .. }
                    | Role::Unexpected
                    | Role::Keyword(_)
                    | Role::Keywords
                    | Role::Content
                    | Role::Group,
                    _,
                )
                | (_, Multiplicity::Optional | Multiplicity::Repeated) => {
                    quote_spanned! { at=> ::core::default::Default::default() }
                }
                (Role::Attribute(_) | Role::Value(_) | Role::Text, _) => {
                    quote_spanned! { at=> __context.placeholder()? }
                }
                (Role::Child(_), _) => {
                    quote_spanned! { at=> __xml::XmlType::placeholder(__context)? }
                }
                (Role::Choice | Role::Other, _) => return quote! { ::core::option::Option::None },
            };
            members.push(quote! { #name: #value });
        }
        quote! { ::core::option::Option::Some(Self { #(#members),* }) }
    }
}
