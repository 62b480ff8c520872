//! `XmlChoice`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident, Type};

use crate::attributes::{Container, Errors, Member, Role};
use crate::names::kebab_case;

const CONTAINER: &[&str] = &["namespace", "crate"];
const VARIANT: &[&str] = &[
    "name",
    "alias",
    "alone",
    "child",
    "value",
    "extensions",
    "namespace",
];

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, Error> {
    let mut errors = Errors::default();
    let container = Container::parse(&input.attrs, CONTAINER, &mut errors);
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(
            input.ident.span(),
            "expected an enum; structs derive XmlType or XmlElement",
        ));
    };
    let mut variants = Vec::new();
    for variant in &data.variants {
        if let Some(parsed) = Variant::parse(variant, &container, &mut errors) {
            variants.push(parsed);
        }
    }
    errors.finish()?;
    Ok(implementation(input, &container, &variants))
}

struct Variant {
    ident: Ident,
    constant: Ident,
    kind: Kind,
    member: Member,
    xml_name: String,
}

enum Kind {
    Keyword,
    Child(Type),
    OwnName(Type),
    Value,
    Extension,
}

impl Variant {
    fn parse(variant: &syn::Variant, container: &Container, errors: &mut Errors) -> Option<Self> {
        let member = Member::parse(&variant.attrs, VARIANT, errors);
        let span = variant.ident.span();
        let ty = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| field.ty.clone())
            }
            fields => {
                errors.add(
                    fields.span(),
                    "expected a variant without data or with one unnamed field",
                );
                return None;
            }
        };
        let (kind, given) = match (member.role.clone().map(|(role, _)| role), ty) {
            (None, None) => (Kind::Keyword, member.name.clone()),
            (Some(Role::Child(Some(name))), Some(ty)) => (Kind::Child(ty), Some(name)),
            (Some(Role::Child(None)), Some(ty)) => (Kind::OwnName(ty), None),
            (Some(Role::Value(name)), Some(_)) => (Kind::Value, name),
            (Some(Role::Extensions { .. }), Some(_)) => (Kind::Extension, None),
            (None, Some(_)) => {
                errors.add(span, "expected #[xml(child)], value or extensions");
                return None;
            }
            (Some(_), _) => {
                errors.add(
                    span,
                    "a variant without data is a keyword: only name, alias and alone apply",
                );
                return None;
            }
        };
        let named = !matches!(kind, Kind::OwnName(_) | Kind::Extension);
        if named && container.namespace.is_none() && member.namespace.is_none() {
            errors.add(
                span,
                "the namespace is missing: add #[xml(namespace = ...)] to the enum",
            );
        }
        Some(Self {
            constant: format_ident!("NAME_{}", variant.ident.to_string().to_uppercase()),
            ident: variant.ident.clone(),
            xml_name: given.map_or_else(|| kebab_case(&variant.ident), |name| name.value()),
            kind,
            member,
        })
    }

    fn names(&self, container: &Container) -> TokenStream {
        if matches!(self.kind, Kind::OwnName(_) | Kind::Extension) {
            return TokenStream::new();
        }
        let namespace = self
            .member
            .namespace
            .as_ref()
            .or(container.namespace.as_ref());
        let (constant, name) = (&self.constant, &self.xml_name);
        quote! { const #constant: Name = Name::new(#namespace, #name); }
    }

    /// The arm that reads it, for a local name that matches.
    fn read(&self) -> TokenStream {
        let (ident, constant) = (&self.ident, &self.constant);
        match &self.kind {
            Kind::Keyword => {
                quote! { reader.keyword(&#constant, element)?; return Ok(Some(Self::#ident)); }
            }
            Kind::Child(ty) | Kind::OwnName(ty) => quote! {
                return <#ty as XmlType>::read(element, reader.context()).map(|value| Some(Self::#ident(value)));
            },
            Kind::Value => quote! {
                return reader.simple(&#constant, element).map(|value| Some(Self::#ident(value)));
            },
            Kind::Extension => TokenStream::new(),
        }
    }

    fn write(&self) -> TokenStream {
        let (ident, constant) = (&self.ident, &self.constant);
        match &self.kind {
            Kind::Keyword => quote! { Self::#ident => writer.keyword(&#constant, strays) },
            Kind::Child(_) => quote! { Self::#ident(value) => writer.child(&#constant, value) },
            Kind::OwnName(_) => quote! { Self::#ident(value) => writer.element(value) },
            Kind::Value => {
                quote! { Self::#ident(value) => writer.value(&#constant, value, strays) }
            }
            Kind::Extension => quote! { Self::#ident(value) => value.write(writer) },
        }
    }
}

fn implementation(input: &DeriveInput, container: &Container, variants: &[Variant]) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    let names = variants.iter().map(|variant| variant.names(container));
    let read = variants
        .iter()
        .filter_map(|variant| read_arm(variant, container));
    let contains = variants.iter().map(|variant| contains(variant, container));
    let write = variants.iter().map(Variant::write);
    let extension = variants.iter().find_map(|variant| match &variant.kind {
        Kind::Extension => {
            let name = &variant.ident;
            Some(quote! {
                if let Some(foreign) = reader.foreign(element) {
                    return Ok(Some(Self::#name(foreign)));
                }
            })
        }
        _ => None,
    });
    let alone = variants
        .iter()
        .filter(|variant| variant.member.alone)
        .map(|variant| {
            let name = &variant.ident;
            quote! { Self::#name { .. } => true, }
        });
    quote! {
        #[automatically_derived]
        const _: () = {
            #[allow(unused_imports)]
            use #core::{Name, Namespace, TypeReader, XmlChoice, XmlElement, XmlType, XmlValue};
            use ::core::option::Option::{self, None, Some};
            use ::core::result::Result::{self, Err, Ok};
            #(#names)*
            impl XmlChoice for #ident {
                fn read(
                    element: #core::Element<'_>,
                    reader: &mut TypeReader<'_, '_>,
                ) -> Result<Option<Self>, #core::Error> {
                    #(#read)*
                    #extension
                    Ok(None)
                }

                fn contains(element: #core::Element<'_>) -> bool {
                    #(#contains)||*
                }

                fn write(
                    &self,
                    writer: &mut #core::ElementWriter<'_>,
                    strays: &mut #core::Strays<'_>,
                ) -> Result<(), #core::Error> {
                    match self { #(#write),* }
                }

                fn is_alone(&self) -> bool {
                    #[allow(unreachable_patterns)]
                    match self { #(#alone)* _ => false }
                }
            }
        };
    }
}

/// The name by which a variant is recognised.
fn own_name(variant: &Variant) -> Option<TokenStream> {
    let constant = &variant.constant;
    match &variant.kind {
        Kind::OwnName(ty) => Some(quote! { <#ty as XmlElement>::NAME }),
        Kind::Extension => None,
        _ => Some(quote! { #constant }),
    }
}

fn aliases(variant: &Variant, container: &Container) -> Vec<TokenStream> {
    let namespace = variant
        .member
        .namespace
        .as_ref()
        .or(container.namespace.as_ref());
    variant
        .member
        .aliases
        .iter()
        .map(|alias| quote! { Name::new(#namespace, #alias) })
        .collect()
}

fn contains(variant: &Variant, container: &Container) -> TokenStream {
    match own_name(variant) {
        Some(name) => {
            let aliases = aliases(variant, container);
            quote! { element.is(&#name) #(|| element.is(&#aliases))* }
        }
        None => quote! { false },
    }
}

fn read_arm(variant: &Variant, container: &Container) -> Option<TokenStream> {
    let name = own_name(variant)?;
    let read = variant.read();
    let aliases = aliases(variant, container);
    Some(quote! {
        if element.is(&#name) { #read }
        #(if element.is(&#aliases) {
            reader.misspelt(element, &#name);
            #read
        })*
    })
}
