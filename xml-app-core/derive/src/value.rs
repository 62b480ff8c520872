//! `XmlValue`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident};

use crate::attributes::{Container, Errors, Member, Role};
use crate::names::kebab_case;

const CONTAINER: &[&str] = &["collapse", "crate"];
const VARIANT: &[&str] = &["name", "alias", "other"];

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, Error> {
    let mut errors = Errors::default();
    let container = Container::parse(&input.attrs, CONTAINER, &mut errors);
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), "expected an enum: implement XmlValue by hand"));
    };
    let mut words = Vec::new();
    let mut other = None;
    for variant in &data.variants {
        let member = Member::parse_word(&variant.attrs, VARIANT, &mut errors);
        let open = matches!(member.role, Some((Role::Other, _)));
        match &variant.fields {
            Fields::Unit if open => errors.add(variant.ident.span(), "expected Other(String)"),
            Fields::Unit => words.push(Word::new(variant, member)),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 && open => {
                if other.replace(variant.ident.clone()).is_some() {
                    errors.add(variant.ident.span(), "there is an `other` already");
                }
            }
            fields => errors.add(
                fields.span(),
                "expected a variant without data, or #[xml(other)] Other(String)",
            ),
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
    errors.finish()?;
    Ok(implementation(input, &container, &words, other.as_ref()))
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
            }
        };
    }
}
