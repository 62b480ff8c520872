//! `XmlValue`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident, Type};

use crate::attributes::{Container, Errors, Member, Role, outer_type};
use crate::names::kebab_case;

const ENUM: &[&str] = &["collapse", "namespace", "name", "crate"];
const STRUCT: &[&str] = &["range", "pattern", "expected", "namespace", "name", "crate"];
const VARIANT: &[&str] = &["name", "alias", "other"];

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, Error> {
    let mut errors = Errors::default();
    let is_struct = matches!(input.data, Data::Struct(_));
    let allowed = if is_struct { STRUCT } else { ENUM };
    let container = Container::parse(&input.attrs, allowed, &mut errors);
    let value = match &input.data {
        Data::Enum(data) => enumeration(input, data, &container, &mut errors),
        Data::Struct(data) => restriction(input, data, &container, &mut errors),
        Data::Union(_) => {
            errors.add(input.ident.span(), "expected an enum, or a struct of one unnamed field");
            TokenStream::new()
        }
    };
    let attribute = attribute(input, &container, &mut errors);
    errors.finish()?;
    Ok(quote! { #value #attribute })
}

/// The implementation of `XmlAttribute` for a value with a name.
fn attribute(input: &DeriveInput, container: &Container, errors: &mut Errors) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    match (&container.namespace, &container.name) {
        (Some(namespace), Some(name)) => quote! {
            #[automatically_derived]
            impl #core::XmlAttribute for #ident {
                const NAME: #core::Name = #core::Name::new(#namespace, #name);
            }
        },
        (None, None) => TokenStream::new(),
        _ => {
            let message = "a global attribute has `namespace` and `name`";
            errors.add(ident.span(), message);
            TokenStream::new()
        }
    }
}

/// The implementation of `XmlValue` for a struct of one value: a restriction of another simple type.
fn restriction(
    input: &DeriveInput,
    data: &syn::DataStruct,
    container: &Container,
    errors: &mut Errors,
) -> TokenStream {
    let base = match &data.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    };
    let Some(base) = base.map(|field| &field.ty) else {
        errors.add(input.ident.span(), "expected a struct of one unnamed field");
        return TokenStream::new();
    };
    if container.pattern.is_some() && container.expected.is_none() {
        let message = "say what is expected where `pattern` does not hold: expected = \"...\"";
        errors.add(input.ident.span(), message);
    }
    let (check, conversions) = (
        restriction_check(&input.ident, container),
        restriction_conversions(&input.ident, base, container),
    );
    let value = restriction_value(&input.ident, base, container);
    quote! {
        #[automatically_derived]
        const _: () = {
            #check
            #value
            #conversions
        };
    }
}

/// The methods that say whether a value is allowed, and what is wrong otherwise.
fn restriction_check(ident: &Ident, container: &Container) -> TokenStream {
    let core = container.core();
    let expected = match (&container.expected, &container.range) {
        (Some(expected), _) => quote! { #expected },
        (None, Some(range)) => quote! { ::std::format!("in range: expected {:?}", #range) },
        (None, None) => quote! { "" },
    };
    let range = container.range.as_ref().map(|range| quote! { && (#range).contains(__value) });
    let pattern = container.pattern.as_ref().map(|pattern| quote! { && #pattern(__value) });
    quote! {
        impl #ident {
            #[allow(unused_variables, reason = "a type may have no restriction")]
            fn __is_allowed(&self) -> bool {
                let __value = &self.0;
                true #range #pattern
            }

            fn __refusal(&self) -> #core::Error {
                #core::value::invalid_value(&#core::XmlValue::text(&self.0), #expected)
            }
        }
    }
}

/// `TryFrom` the value, or `From` it where there is no restriction; `FromStr` and `Display`.
fn restriction_conversions(ident: &Ident, base: &Type, container: &Container) -> TokenStream {
    let core = container.core();
    let is_restricted = container.range.is_some() || container.pattern.is_some();
    let from = if is_restricted {
        quote! {
            #[automatically_derived]
            impl ::core::convert::TryFrom<#base> for #ident {
                type Error = #core::Error;

                fn try_from(__value: #base) -> ::core::result::Result<Self, #core::Error> {
                    let __value = Self(__value);
                    match __value.__is_allowed() {
                        true => ::core::result::Result::Ok(__value),
                        false => ::core::result::Result::Err(__value.__refusal()),
                    }
                }
            }
        }
    } else {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#base> for #ident {
                fn from(__value: #base) -> Self {
                    Self(__value)
                }
            }
        }
    };
    let text_traits = text_traits(&core, ident);
    quote! { #from #text_traits }
}

/// The implementation of `XmlValue`: that of the value inside, and the restriction.
fn restriction_value(ident: &Ident, base: &Type, container: &Container) -> TokenStream {
    let core = container.core();
    quote! {
        impl #core::XmlValue for #ident {
            const KIND: #core::ValueKind = <#base as #core::XmlValue>::KIND;

            fn parse(__text: &str) -> ::core::result::Result<Self, #core::Error> {
                let __value = Self(<#base as #core::XmlValue>::parse(__text)?);
                match __value.__is_allowed() {
                    true => ::core::result::Result::Ok(__value),
                    false => ::core::result::Result::Err(__value.__refusal()),
                }
            }

            fn recover(__text: &str) -> ::core::option::Option<Self> {
                <#base as #core::XmlValue>::recover(__text).map(Self).filter(Self::__is_allowed)
            }

            fn placeholder() -> ::core::option::Option<Self> {
                <#base as #core::XmlValue>::placeholder().map(Self).filter(Self::__is_allowed)
            }

            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                #core::XmlValue::text(&self.0)
            }

            fn valid_text(&self) -> ::std::borrow::Cow<'_, str> {
                #core::XmlValue::valid_text(&self.0)
            }

            fn is_spelt(&self, __text: &str) -> bool {
                #core::XmlValue::is_spelt(&self.0, __text)
            }
        }
    }
}

fn enumeration(
    input: &DeriveInput,
    data: &syn::DataEnum,
    container: &Container,
    errors: &mut Errors,
) -> TokenStream {
    let mut words = Vec::new();
    let mut other = None;
    for variant in &data.variants {
        let member = Member::parse_word(&variant.attrs, VARIANT, errors);
        let says_other = matches!(member.role, Some((Role::Other, _)));
        // A variant with a text is the one for other words.
        let open = says_other || holds_text(&variant.fields);
        match &variant.fields {
            Fields::Unit if open => errors.add(variant.ident.span(), "expected Other(String)"),
            Fields::Unit => words.push(Word::new(variant, member)),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 && open => {
                if other.replace(variant.ident.clone()).is_some() {
                    errors.add(variant.ident.span(), "there is an `other` already");
                }
            }
            fields => {
                errors.add(fields.span(), "expected a variant without data, or Other(String)");
            }
        }
    }
    if words.is_empty() {
        errors.add(input.ident.span(), "expected at least one word");
    }
    let all = words.iter().flat_map(|word| word.aliases.iter().chain([&word.word]));
    let mut all: Vec<_> = all.collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    if all.len() < count {
        errors.add(input.ident.span(), "two variants have the same word");
    }
    if !input.generics.params.is_empty() {
        errors.add(input.generics.span(), "an enumeration cannot be generic");
    }
    implementation(input, container, &words, other.as_ref())
}

/// Whether a variant is like `Other(String)`.
fn holds_text(fields: &Fields) -> bool {
    let is_string = |field: &syn::Field| outer_type(&field.ty).as_deref() == Some("String");
    matches!(fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1)
        && fields.iter().all(is_string)
}

struct Word {
    ident: Ident,
    word: String,
    aliases: Vec<String>,
}

impl Word {
    fn new(variant: &syn::Variant, member: Member) -> Self {
        Self {
            ident: variant.ident.clone(),
            word: member.name.map_or_else(|| kebab_case(&variant.ident), |name| name.value()),
            aliases: member.aliases.iter().map(syn::LitStr::value).collect(),
        }
    }
}

/// `open or closed`, `a, b or c`.
fn enumerate(words: &[Word]) -> String {
    let words: Vec<_> = words.iter().map(|word| word.word.as_str()).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// `FromStr` and `Display` by the lexical form.
fn text_traits(core: &syn::Path, ident: &Ident) -> TokenStream {
    quote! {
            impl ::core::str::FromStr for #ident {
                type Err = #core::Error;

                fn from_str(__text: &str) -> ::core::result::Result<Self, #core::Error> {
                    <Self as #core::XmlValue>::parse(__text)
                }
            }

            impl ::core::fmt::Display for #ident {
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __f.write_str(&#core::XmlValue::text(self))
                }
            }
    }
}

/// The method that recognises a word that the enumeration does not list.
fn unknown_word(other: &Ident) -> TokenStream {
    quote! {
        fn is_unknown_word(&self) -> bool {
            ::core::matches!(self, Self::#other(_))
        }
    }
}

fn implementation(
    input: &DeriveInput,
    container: &Container,
    words: &[Word],
    other: Option<&Ident>,
) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    let expected = format!("allowed: expected {}", enumerate(words));
    let names: Vec<_> = words.iter().map(|word| &word.word).collect();
    let idents: Vec<_> = words.iter().map(|word| &word.ident).collect();
    let facet = if container.collapse {
        quote! { &*#core::value::collapse(__text) }
    } else {
        quote! { __text }
    };
    let otherwise = match other {
        Some(other) => {
            quote! { __other => ::core::result::Result::Ok(Self::#other(::core::convert::From::from(__other))) }
        }
        None => {
            quote! { _ => ::core::result::Result::Err(#core::value::invalid_value(__text, #expected)) }
        }
    };
    let other_text =
        other.map(|other| quote! { Self::#other(__text) => ::std::borrow::Cow::Borrowed(__text), });
    let unknown_word = other.map(unknown_word);
    let text_traits = text_traits(&core, ident);
    let core = &core;
    let aliases = words.iter().flat_map(|word| {
        let ident = &word.ident;
        word.aliases.iter().map(move |alias| {
            quote! {
                if #core::value::is_same_word(__text, #alias) { return ::core::option::Option::Some(Self::#ident); }
            }
        })
    });
    quote! {
        #[automatically_derived]
        const _: () = {
            impl #core::XmlValue for #ident {
                fn parse(__text: &str) -> ::core::result::Result<Self, #core::Error> {
                    match #facet {
                        #(#names => ::core::result::Result::Ok(Self::#idents),)*
                        #otherwise,
                    }
                }

                fn recover(__text: &str) -> ::core::option::Option<Self> {
                    #(if #core::value::is_same_word(__text, #names) { return ::core::option::Option::Some(Self::#idents); })*
                    #(#aliases)*
                    ::core::option::Option::None
                }

                fn text(&self) -> ::std::borrow::Cow<'_, str> {
                    match self {
                        #(Self::#idents => ::std::borrow::Cow::Borrowed(#names),)*
                        #other_text
                    }
                }

                #unknown_word
            }

            #text_traits
        };
    }
}
