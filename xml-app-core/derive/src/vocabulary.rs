//! `vocabulary!`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, LitStr, Path, Token, Type, Visibility, braced, bracketed};

mod kw {
    syn::custom_keyword!(document);
    syn::custom_keyword!(obsolete);
    syn::custom_keyword!(extend);
    syn::custom_keyword!(also);
}

pub(crate) fn expand(input: TokenStream) -> Result<TokenStream, Error> {
    let vocabulary: Vocabulary = syn::parse2(input)?;
    Ok(vocabulary.code())
}

/// The whole declaration.
struct Vocabulary {
    /// Where the framework is.
    core: Path,
    attributes: Vec<Attribute>,
    vis: Visibility,
    ident: Ident,
    name: LitStr,
    specification: LitStr,
    documents: Vec<Document>,
    obsolete: Vec<Obsolete>,
    hosts: Vec<Host>,
    also: Vec<Path>,
}

/// `document Pidf: NS, OTHER;`
struct Document {
    ty: Type,
    namespaces: Punctuated<Path, Token![,]>,
}

/// `obsolete "urn:draft" => NS;`
struct Obsolete {
    namespace: LitStr,
    became: Path,
}

/// `extend Person { ... }`, or `extend Person as pub trait PersonExt { ... }`
struct Host {
    attributes: Vec<Attribute>,
    ty: Type,
    accessors: Option<(Visibility, Ident)>,
    members: Punctuated<Member, Token![,]>,
}

/// An element or attribute that extends a host.
struct Member {
    /// Its documentation.
    attributes: Vec<Attribute>,
    is_attribute: bool,
    /// The check of several of them in one host.
    several: Option<Path>,
    accessor: Option<Ident>,
    is_list: bool,
    ty: Type,
}

impl Parse for Vocabulary {
    fn parse(input: ParseStream<'_>) -> Result<Self, Error> {
        let core = input.parse()?;
        input.parse::<Token![;]>()?;
        let attributes = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        input.parse::<Token![struct]>()?;
        let ident = input.parse()?;
        input.parse::<Token![:]>()?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        let specification = input.parse()?;
        input.parse::<Token![;]>()?;
        let mut vocabulary = Self {
            core,
            attributes,
            vis,
            ident,
            name,
            specification,
            documents: Vec::new(),
            obsolete: Vec::new(),
            hosts: Vec::new(),
            also: Vec::new(),
        };
        while !input.is_empty() {
            vocabulary.statement(input)?;
        }
        if vocabulary.documents.is_empty() {
            let message = "a vocabulary belongs to a document type: document Pidf: NAMESPACE;";
            return Err(Error::new(vocabulary.ident.span(), message));
        }
        Ok(vocabulary)
    }
}

impl Vocabulary {
    fn statement(&mut self, input: ParseStream<'_>) -> Result<(), Error> {
        let attributes = input.call(Attribute::parse_outer)?;
        let next = input.lookahead1();
        if next.peek(kw::extend) {
            self.hosts.push(Host::parse(attributes, input)?);
            return Ok(());
        }
        if let Some(attribute) = attributes.first() {
            return Err(Error::new_spanned(attribute, "expected `extend` behind this"));
        }
        if next.peek(kw::document) {
            input.parse::<kw::document>()?;
            let ty = input.parse()?;
            input.parse::<Token![:]>()?;
            let namespaces = Punctuated::parse_separated_nonempty(input)?;
            self.documents.push(Document { ty, namespaces });
        } else if next.peek(kw::obsolete) {
            input.parse::<kw::obsolete>()?;
            let namespace = input.parse()?;
            input.parse::<Token![=>]>()?;
            self.obsolete.push(Obsolete { namespace, became: input.parse()? });
        } else if next.peek(kw::also) {
            input.parse::<kw::also>()?;
            self.also.push(input.parse()?);
        } else {
            return Err(next.error());
        }
        input.parse::<Token![;]>().map(drop)
    }

    fn code(&self) -> TokenStream {
        let Self { core, attributes, vis, ident, name, specification, also, .. } = self;
        // Several documents can have the same.
        let mut namespaces: Vec<&Path> = Vec::new();
        for namespace in self.documents.iter().flat_map(|document| &document.namespaces) {
            if !namespaces.contains(&namespace) {
                namespaces.push(namespace);
            }
        }
        let documents = self.documents.iter().map(|Document { ty, namespaces }| {
            let namespaces = namespaces.iter();
            quote! { __registry.application::<#ty>()? #(.namespace(#namespaces)?)*; }
        });
        let obsolete = self.obsolete.iter().map(|Obsolete { namespace, became }| {
            quote! { __registry.obsolete_namespace(#namespace, #became)?; }
        });
        let register = self.hosts.iter().map(Host::register);
        let promises = self.hosts.iter().map(|host| host.promises(core));
        let accessors = self.hosts.iter().map(|host| host.accessors(core));
        quote! {
            #(#attributes)*
            #[derive(Debug, Clone, Copy)]
            #vis struct #ident;

            impl #core::Vocabulary for #ident {
                const NAME: &'static str = #name;
                const SPECIFICATION: &'static str = #specification;
                const NAMESPACES: &'static [#core::Namespace] = &[#(#namespaces),*];

                fn register(
                    __registry: &mut #core::RegistryBuilder,
                ) -> ::core::result::Result<(), #core::Error> {
                    #(#documents)*
                    #(#obsolete)*
                    #(#register)*
                    #(#also(__registry)?;)*
                    ::core::result::Result::Ok(())
                }
            }
            #(#promises)*
            #(#accessors)*
        }
    }
}

impl Host {
    fn parse(attributes: Vec<Attribute>, input: ParseStream<'_>) -> Result<Self, Error> {
        input.parse::<kw::extend>()?;
        let ty = input.parse()?;
        let accessors = if input.parse::<Option<Token![as]>>()?.is_some() {
            let vis = input.parse()?;
            input.parse::<Token![trait]>()?;
            Some((vis, input.parse()?))
        } else {
            None
        };
        let content;
        braced!(content in input);
        let members = Punctuated::<Member, Token![,]>::parse_terminated(&content)?;
        for member in &members {
            match (&member.accessor, &accessors) {
                (Some(name), None) => {
                    let message = "an accessor needs a trait: extend Host as pub trait HostExt";
                    return Err(Error::new(name.span(), message));
                }
                (None, _) if member.attributes.iter().any(|a| a.path().is_ident("doc")) => {
                    let message = "documentation is for accessors: give it a name, as in hat: Hat";
                    return Err(Error::new_spanned(&member.ty, message));
                }
                _ => {}
            }
        }
        Ok(Self { attributes, ty, accessors, members })
    }

    fn register(&self) -> TokenStream {
        let ty = &self.ty;
        let members = self.members.iter().map(|member| {
            let member_ty = &member.ty;
            if member.is_attribute {
                quote! { .with_attribute::<#member_ty>()? }
            } else {
                quote! { .with::<#member_ty>()? }
            }
        });
        quote! { __registry.extend::<#ty>() #(#members)*; }
    }

    /// The implementations of `ExtensionOf` and `AttributeOf`.
    fn promises(&self, core: &Path) -> TokenStream {
        let host = &self.ty;
        let promises = self.members.iter().map(|Member { ty, several, is_attribute, .. }| {
            if *is_attribute {
                return quote! {
                    impl #core::AttributeOf<#host> for #ty {
                        const REGISTRATION: #core::Registration = #core::Registration::ByVocabulary;
                    }
                };
            }
            let check = several.as_ref().map(|check| {
                quote! {
                    fn check_several(
                        __several: &[&Self],
                    ) -> ::core::result::Result<(), ::std::string::String> {
                        #check(__several)
                    }
                }
            });
            quote! {
                impl #core::ExtensionOf<#host> for #ty {
                    const REGISTRATION: #core::Registration = #core::Registration::ByVocabulary;
                    #check
                }
            }
        });
        quote! { #(#promises)* }
    }

    /// The trait with the accessors.
    fn accessors(&self, core: &Path) -> TokenStream {
        let Some((vis, ident)) = &self.accessors else { return TokenStream::new() };
        let (host, attributes) = (&self.ty, &self.attributes);
        let named =
            || self.members.iter().filter_map(|m| m.accessor.as_ref().map(|name| (m, name)));
        let declarations = named().map(|(member, name)| {
            let (docs, answer) = (&member.attributes, member.answer());
            quote! { #(#docs)* fn #name(&self) -> #answer; }
        });
        let definitions = named().map(|(member, name)| {
            let answer = member.answer();
            let call = match (member.is_attribute, member.is_list) {
                (true, _) => quote! { attribute() },
                (false, true) => quote! { get_all() },
                (false, false) => quote! { get() },
            };
            quote! {
                fn #name(&self) -> #answer {
                    #core::ExtensionPoint::extensions(self).#call
                }
            }
        });
        quote! {
            #(#attributes)*
            #vis trait #ident {
                #(#declarations)*
            }

            impl #ident for #host {
                #(#definitions)*
            }
        }
    }
}

impl Parse for Member {
    /// `hat: Hat`, `hats: [Hat]`, `attribute dress: Dress`, or a type alone.
    fn parse(input: ParseStream<'_>) -> Result<Self, Error> {
        let mut attributes = input.call(Attribute::parse_outer)?;
        let several = attributes.iter().position(|attribute| attribute.path().is_ident("several"));
        let several = several.map(|index| attributes.remove(index).parse_args()).transpose()?;
        // `attribute` is a keyword unless what follows makes it the name of an accessor or a type.
        let is_attribute = input.peek(Ident)
            && input.fork().parse::<Ident>().is_ok_and(|word| word == "attribute")
            && !input.peek2(Token![:])
            && !input.peek2(Token![,])
            && !input.peek2(Token![::]);
        if is_attribute {
            input.parse::<Ident>()?;
            if several.is_some() {
                return Err(input.error("an attribute stands once: `several` is for elements"));
            }
        }
        let accessor = if input.peek(Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
            let name = input.parse()?;
            input.parse::<Token![:]>()?;
            Some(name)
        } else {
            None
        };
        let is_list = input.peek(syn::token::Bracket);
        let ty = if is_list {
            let content;
            bracketed!(content in input);
            content.parse()?
        } else {
            input.parse()?
        };
        Ok(Self { attributes, is_attribute, several, accessor, is_list, ty })
    }
}

impl Member {
    /// The return type of an accessor.
    fn answer(&self) -> TokenStream {
        let ty = &self.ty;
        match (self.is_attribute, self.is_list) {
            (true, _) => quote! { ::core::option::Option<#ty> },
            (false, true) => quote! { impl ::core::iter::Iterator<Item = &#ty> },
            (false, false) => quote! { ::core::option::Option<&#ty> },
        }
    }
}
