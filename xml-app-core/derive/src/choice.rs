//! `XmlChoice`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident, Type};

use crate::attributes::{Container, Errors, Keywords, Member, Role, first_argument, outer_type};
use crate::names::{kebab_case, misnamed};

const CONTAINER: &[&str] =
    &["namespace", "alias_namespace", "elements", "keywords", "display", "crate"];
const VARIANT: &[&str] =
    &["name", "alias", "alone", "child", "value", "extensions", "namespace", "from"];

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
    for (index, variant) in data.variants.iter().enumerate() {
        if let Some(parsed) = Variant::parse(index, variant, &container, &mut errors) {
            variants.push(parsed);
        }
    }
    check(input, &container, &variants, &mut errors);
    errors.finish()?;
    let choice = implementation(input, &container, &variants);
    let elements = container.elements.then(|| global_elements(input, &container, &variants));
    let keywords = container.keywords.map(|kind| keywords(input, &container, &variants, kind));
    let conversions = variants.iter().map(|variant| variant.conversion(input));
    let (display, extension) =
        (display(input, &container, &variants), extension(input, &container, &variants));
    Ok(quote! { #choice #elements #keywords #(#conversions)* #display #extension })
}

fn check(input: &DeriveInput, container: &Container, variants: &[Variant], errors: &mut Errors) {
    if variants.is_empty() {
        errors.add(input.ident.span(), "expected at least one variant");
    }
    if !input.generics.params.is_empty() {
        errors
            .add(input.generics.span(), "a choice cannot be generic: implement XmlChoice by hand");
    }
    if container.keywords.is_some() {
        for variant in variants.iter().filter(|variant| !matches!(variant.kind, Kind::Keyword)) {
            errors.add(variant.ident.span(), "`keywords` have no data");
        }
    }
    let foreign = variants.iter().filter(|variant| matches!(variant.kind, Kind::Extension));
    for (index, variant) in foreign.enumerate() {
        if container.elements {
            let message = "`elements` are known elements: there can be no foreign one among them";
            errors.add(variant.ident.span(), message);
        } else if index > 0 {
            errors.add(variant.ident.span(), "there is an `extensions` already");
        }
    }
    for (index, variant) in variants.iter().enumerate() {
        check_variant(variant, errors);
        let mut before = variants.iter().take(index);
        if let Some(name) = before.find_map(|before| variant.shared_name(before, container)) {
            errors.add(variant.ident.span(), format!("`{name}` is another variant already"));
        }
    }
}

fn check_variant(variant: &Variant, errors: &mut Errors) {
    if variant.member.from && matches!(variant.kind, Kind::Keyword | Kind::Extension) {
        errors.add(variant.ident.span(), "`from` is for variants with `child` or `value`");
    }
    if !variant.has_local_name() {
        if let Some(alias) = variant.member.aliases.first() {
            errors.add(alias.span(), "only elements bound by name have aliases");
        }
        if let Some((Role::Extensions { options: Some(option), .. }, _)) = &variant.member.role {
            let message = "a variant takes any foreign element: `extensions` stands alone here";
            errors.add(*option, message);
        }
    } else if !variant.member.failed {
        let key = if matches!(variant.kind, Kind::Value(_)) { "value" } else { "name" };
        if let Some(message) = misnamed(&variant.xml_name, key) {
            errors.add(variant.ident.span(), message);
        }
    }
}

struct Variant {
    ident: Ident,
    constant: Ident,
    kind: Kind,
    member: Member,
    xml_name: String,
    /// The host of the elements of other vocabularies.
    host: Option<Type>,
}

enum Kind {
    Keyword,
    Child(Type),
    OwnName(Type),
    Value(Type),
    Extension,
}

impl Variant {
    fn parse(
        index: usize,
        variant: &syn::Variant,
        container: &Container,
        errors: &mut Errors,
    ) -> Option<Self> {
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
        let host = ty.as_ref().and_then(first_argument).cloned();
        let (kind, given) = match (member.role.clone().map(|(role, _)| role), ty) {
            (None, None) => (Kind::Keyword, member.name.clone()),
            (Some(Role::Child(Some(name))), Some(ty)) => (Kind::Child(ty), Some(name)),
            (Some(Role::Child(None)), Some(ty)) => (Kind::OwnName(ty), None),
            (Some(Role::Value(name)), Some(ty)) => (Kind::Value(ty), name),
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
        if let (Some(name), Some(_)) = (&member.name, &member.role) {
            errors.add(name.span(), "the name goes into the parentheses: child = \"...\"");
        }
        let named = !matches!(kind, Kind::OwnName(_) | Kind::Extension) && !member.failed;
        if named && container.namespace.is_none() && member.namespace.is_none() {
            errors.add(span, "the namespace is missing: add #[xml(namespace = ...)] to the enum");
        }
        Some(Self {
            constant: format_ident!("__NAME_{}", index),
            ident: variant.ident.clone(),
            xml_name: given.map_or_else(|| kebab_case(&variant.ident), |name| name.value()),
            kind,
            member,
            host,
        })
    }

    /// The conversion from the value of the variant.
    fn conversion(&self, input: &DeriveInput) -> TokenStream {
        let (choice, ident) = (&input.ident, &self.ident);
        match &self.kind {
            Kind::Child(ty) | Kind::OwnName(ty) | Kind::Value(ty) if self.member.from => quote! {
                #[automatically_derived]
                impl ::core::convert::From<#ty> for #choice {
                    fn from(__value: #ty) -> Self {
                        Self::#ident(__value)
                    }
                }
            },
            _ => TokenStream::new(),
        }
    }

    fn has_local_name(&self) -> bool {
        !matches!(self.kind, Kind::OwnName(_) | Kind::Extension)
    }

    /// The name by which two variants would be read from the same element.
    fn shared_name(&self, other: &Self, container: &Container) -> Option<String> {
        if let (Kind::OwnName(ours), Kind::OwnName(theirs)) = (&self.kind, &other.kind) {
            return outer_type(ours).filter(|_| ours == theirs);
        }
        let namespace = |variant: &Self| {
            variant.member.namespace.as_ref().or(container.namespace.as_ref()).cloned()
        };
        let is_near =
            self.has_local_name() && other.has_local_name() && namespace(self) == namespace(other);
        let shared = || self.member.shared_name(&self.xml_name, &other.member, &other.xml_name);
        is_near.then(shared).flatten()
    }

    fn names(&self, container: &Container) -> TokenStream {
        if matches!(self.kind, Kind::OwnName(_) | Kind::Extension) {
            return TokenStream::new();
        }
        let namespace = self.member.namespace.as_ref().or(container.namespace.as_ref());
        let (constant, name) = (&self.constant, &self.xml_name);
        quote! { const #constant: __xml::Name = __xml::Name::new(#namespace, #name); }
    }

    /// The code that reads it, for an element with the right name.
    fn read(&self) -> TokenStream {
        let (ident, constant) = (&self.ident, &self.constant);
        match &self.kind {
            Kind::Keyword => {
                quote! { __reader.keyword(&#constant, __element)?; return ::core::result::Result::Ok(::core::option::Option::Some(Self::#ident)); }
            }
            Kind::Child(ty) | Kind::OwnName(ty) => quote! {
                return <#ty as __xml::XmlType>::read(__element, __reader.context()).map(|__value| ::core::option::Option::Some(Self::#ident(__value)));
            },
            Kind::Value(_) => quote! {
                return __reader.simple(&#constant, __element).map(|__value| ::core::option::Option::Some(Self::#ident(__value)));
            },
            Kind::Extension => TokenStream::new(),
        }
    }

    fn local(&self) -> TokenStream {
        let (ident, name) = (&self.ident, &self.xml_name);
        match &self.kind {
            Kind::OwnName(ty) => {
                quote! { Self::#ident(_) => <#ty as __xml::XmlElement>::NAME.local() }
            }
            Kind::Extension => quote! { Self::#ident(__value) => __value.local() },
            _ => quote! { Self::#ident { .. } => #name },
        }
    }

    fn has_unexpected(&self) -> TokenStream {
        let ident = &self.ident;
        match &self.kind {
            Kind::Keyword | Kind::Value(_) => quote! { Self::#ident { .. } => false },
            Kind::Child(_) | Kind::OwnName(_) => {
                quote! { Self::#ident(__value) => __xml::XmlType::has_unexpected(__value) }
            }
            Kind::Extension => quote! { Self::#ident(__value) => __value.has_unexpected() },
        }
    }

    fn remove_unexpected(&self) -> TokenStream {
        let ident = &self.ident;
        match &self.kind {
            Kind::Keyword | Kind::Value(_) => quote! { Self::#ident { .. } => {} },
            Kind::Child(_) | Kind::OwnName(_) => {
                quote! { Self::#ident(__value) => __xml::XmlType::remove_unexpected(__value) }
            }
            Kind::Extension => quote! { Self::#ident(__value) => __value.remove_unexpected() },
        }
    }

    fn write(&self) -> TokenStream {
        let (ident, constant) = (&self.ident, &self.constant);
        match &self.kind {
            Kind::Keyword => quote! { Self::#ident => __writer.keyword(&#constant, __in_children) },
            Kind::Child(_) => {
                quote! { Self::#ident(__value) => __writer.child(&#constant, __value) }
            }
            Kind::OwnName(_) => quote! { Self::#ident(__value) => __writer.element(__value) },
            Kind::Value(_) => {
                quote! { Self::#ident(__value) => __writer.value(&#constant, __value, __in_children) }
            }
            Kind::Extension => quote! { Self::#ident(__value) => __value.write(__writer) },
        }
    }
}

fn implementation(input: &DeriveInput, container: &Container, variants: &[Variant]) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    let names = variants.iter().map(|variant| variant.names(container));
    let read = variants.iter().filter_map(|variant| read_arm(variant, container));
    let contains = variants.iter().map(|variant| contains(variant, container));
    let is_elsewhere = is_elsewhere(container, variants);
    let write = variants.iter().map(Variant::write);
    let local = variants.iter().map(Variant::local);
    let has_unexpected = variants.iter().map(Variant::has_unexpected);
    let remove_unexpected = variants.iter().map(Variant::remove_unexpected);
    let extension = variants.iter().find(|variant| matches!(variant.kind, Kind::Extension));
    let (other, is_unexpected) = foreign(extension);
    let is_alone = is_alone(variants);
    quote! {
        #[automatically_derived]
        const _: () = {
                use #core as __xml;
            #(#names)*
            impl __xml::XmlChoice for #ident {
                fn read(
                    __element: #core::Element<'_>,
                    __reader: &mut __xml::TypeReader<'_, '_>,
                ) -> ::core::result::Result<::core::option::Option<Self>, #core::Error> {
                    match __element.local() { #(#read)* _ => {} }
                    ::core::result::Result::Ok(#other)
                }

                fn contains(__element: #core::Element<'_>) -> bool {
                    #(#contains)||*
                }

                #is_elsewhere

                fn local(&self) -> &str {
                    match self { #(#local),* }
                }

                fn write(
                    &self,
                    __writer: &mut #core::ElementWriter<'_>,
                    __in_children: &mut #core::UnexpectedInChildren<'_>,
                ) -> ::core::result::Result<(), #core::Error> {
                    match self { #(#write),* }
                }

                fn is_alone(&self) -> bool {
                    #is_alone
                }

                fn has_unexpected(&self) -> bool {
                    match self { #(#has_unexpected),* }
                }

                fn is_unexpected(&self) -> bool {
                    #is_unexpected
                }

                fn remove_unexpected(&mut self) {
                    match self { #(#remove_unexpected),* }
                }
            }
        };
    }
}

/// The code for an element that no other variant takes, and for whether a value is unexpected.
fn foreign(extension: Option<&Variant>) -> (TokenStream, TokenStream) {
    let Some(Variant { ident, .. }) = extension else {
        return (quote! { ::core::option::Option::None }, quote! { false });
    };
    (
        quote! { ::core::option::Option::Some(Self::#ident(__reader.foreign(__element))) },
        quote! { ::core::matches!(self, Self::#ident(__value) if __value.is_unexpected()) },
    )
}

/// Whether an alternative excludes all others.
fn is_alone(variants: &[Variant]) -> TokenStream {
    let alone = variants.iter().filter(|variant| variant.member.alone);
    let alone: Vec<_> = alone.map(|variant| &variant.ident).collect();
    match alone.as_slice() {
        [] => quote! { false },
        alone => quote! { ::core::matches!(self, #(Self::#alone { .. })|*) },
    }
}

/// The implementation of `Display`: a keyword is its name. A choice with other elements has it on request.
fn display(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant],
) -> Option<TokenStream> {
    let is_plain = |variant: &Variant| matches!(variant.kind, Kind::Keyword | Kind::Extension);
    if !container.display && !variants.iter().all(is_plain) {
        return None;
    }
    let (core, ident) = (container.core(), &input.ident);
    let arms = variants.iter().map(|Variant { ident, kind, .. }| match kind {
        Kind::Child(_) | Kind::OwnName(_) => {
            quote! { Self::#ident(__value) => ::core::fmt::Display::fmt(__value, __f) }
        }
        Kind::Value(_) => {
            quote! { Self::#ident(__value) => __f.write_str(&#core::XmlValue::text(__value)) }
        }
        Kind::Keyword | Kind::Extension => {
            quote! { Self::#ident { .. } => __f.write_str(#core::XmlChoice::local(self)) }
        }
    });
    Some(quote! {
        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { #(#arms),* }
            }
        }
    })
}

/// The constructor of the variant for elements of other vocabularies.
fn extension(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant],
) -> Option<TokenStream> {
    let (core, ident) = (container.core(), &input.ident);
    let variant = variants.iter().find(|variant| matches!(variant.kind, Kind::Extension))?;
    let (name, host) = (&variant.ident, variant.host.as_ref()?);
    Some(quote! {
        impl #ident {
            /// An element of another vocabulary.
            pub fn extension<__T: #core::ExtensionOf<#host>>(__element: __T) -> Self {
                Self::#name(#core::ExtensionElement::new(__element))
            }
        }
    })
}

/// The implementation of `XmlKeyword`.
fn keywords(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant],
    kind: Keywords,
) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    let allows_text = kind == Keywords::WithText;
    let constants = variants.iter().map(|variant| variant.names(container));
    let all = variants.iter().map(|Variant { ident, constant, .. }| {
        quote! { (Self::#ident, #constant) }
    });
    let all_aliases = variants.iter().flat_map(|variant| {
        let ident = &variant.ident;
        let aliases = aliases(variant, container).into_iter();
        aliases.map(move |alias| quote! { (Self::#ident, #alias) })
    });
    quote! {
        #[automatically_derived]
        const _: () = {
            use #core as __xml;
            #(#constants)*
            impl __xml::XmlKeyword for #ident {
                const ALL: &'static [(Self, __xml::Name)] = &[#(#all),*];
                const ALIASES: &'static [(Self, __xml::Name)] = &[#(#all_aliases),*];
                const ALLOWS_TEXT: bool = #allows_text;
            }
        };
    }
}

/// The implementation of `GlobalElement`.
fn global_elements(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant],
) -> TokenStream {
    let (core, ident) = (container.core(), &input.ident);
    let constants = variants.iter().map(|variant| variant.names(container));
    let names: Vec<_> = variants.iter().filter_map(own_name).collect();
    let all_aliases = variants.iter().flat_map(|variant| aliases(variant, container));
    let patterns =
        variants.iter().filter(|variant| own_name(variant).is_some()).map(|variant| &variant.ident);
    quote! {
        #[automatically_derived]
        const _: () = {
                use #core as __xml;
            #(#constants)*
            impl #core::GlobalElement for #ident {
                const NAMES: &'static [__xml::Name] = &[#(#names,)* #(#all_aliases),*];

                fn name(&self) -> __xml::Name {
                    match self { #(Self::#patterns { .. } => #names),* }
                }

                fn read_element(
                    __element: #core::Element<'_>,
                    __context: &mut #core::ReadContext<'_>,
                ) -> ::core::result::Result<Self, #core::Error> {
                    let mut __reader = __xml::TypeReader::new(__element, __context);
                    let __choice = <Self as __xml::XmlChoice>::read(__element, &mut __reader)?;
                    let __choice = __reader.required_choice(__choice, __element.local())?;
                    __reader.nothing_left()?;
                    ::core::result::Result::Ok(__choice)
                }

                fn write_element(&self, __writer: &mut #core::ElementWriter<'_>) -> ::core::result::Result<(), #core::Error> {
                    __xml::XmlChoice::write(self, __writer, &mut ::core::default::Default::default())
                }

                fn element_has_unexpected(&self) -> bool {
                    __xml::XmlChoice::has_unexpected(self)
                }

                fn remove_unexpected_of_element(&mut self) {
                    __xml::XmlChoice::remove_unexpected(self);
                }
            }
        };
    }
}

/// The name by which a variant is recognised.
fn own_name(variant: &Variant) -> Option<TokenStream> {
    let constant = &variant.constant;
    match &variant.kind {
        Kind::OwnName(ty) => Some(quote! { <#ty as __xml::XmlElement>::NAME }),
        Kind::Extension => None,
        _ => Some(quote! { #constant }),
    }
}

fn aliases(variant: &Variant, container: &Container) -> Vec<TokenStream> {
    let namespace = variant.member.namespace.as_ref().or(container.namespace.as_ref());
    variant
        .member
        .aliases
        .iter()
        .map(|alias| quote! { __xml::Name::new(#namespace, #alias) })
        .collect()
}

fn contains(variant: &Variant, container: &Container) -> TokenStream {
    match own_name(variant) {
        Some(name) => {
            let aliases = aliases(variant, container);
            let elsewhere = elsewhere(variant, container);
            let elsewhere = elsewhere.iter();
            quote! { __element.is(&#name) #(|| __element.is(&#aliases))* #(|| __element.is(&#elsewhere))* }
        }
        // Foreign elements are of the choice, too.
        None => quote! { true },
    }
}

/// The name of a variant in the namespace in which senders put it by mistake.
fn elsewhere(variant: &Variant, container: &Container) -> Option<TokenStream> {
    let namespace = container.alias_namespace.as_ref().filter(|_| variant.has_local_name())?;
    let local = &variant.xml_name;
    Some(quote! { __xml::Name::new(#namespace, #local) })
}

fn is_elsewhere(container: &Container, variants: &[Variant]) -> Option<TokenStream> {
    container.alias_namespace.as_ref()?;
    let core = container.core();
    let names = variants.iter().filter_map(|variant| elsewhere(variant, container));
    Some(quote! {
        fn is_elsewhere(__element: #core::Element<'_>) -> bool {
            false #(|| __element.is(&#names))*
        }
    })
}

/// The match arm that reads a variant: by its local name if that is known, else by a guard.
fn read_arm(variant: &Variant, container: &Container) -> Option<TokenStream> {
    let name = own_name(variant)?;
    let read = variant.read();
    if matches!(variant.kind, Kind::OwnName(_)) {
        return Some(quote! { _ if __element.is(&#name) => { #read } });
    }
    let local = &variant.xml_name;
    // In an extension point, a schema allows an element of unknown name, so that is not an error.
    let misspelt = if container.elements {
        quote! { respelt }
    } else {
        quote! { misspelt }
    };
    let aliases = aliases(variant, container);
    let alias_locals = &variant.member.aliases;
    let elsewhere = elsewhere(variant, container).map(|elsewhere| {
        quote! {
            #local if __element.is(&#elsewhere) => {
                __reader.respelt(__element, &#name);
                #read
            }
        }
    });
    Some(quote! {
        #local if __element.is(&#name) => { #read }
        #elsewhere
        #(#alias_locals if __element.is(&#aliases) => {
            __reader.#misspelt(__element, &#name);
            #read
        })*
    })
}
