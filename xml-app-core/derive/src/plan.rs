//! The code of `XmlType` and `XmlElement`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Path};

use crate::attributes::{AttributeWildcard, Container, Multiplicity, Role, item_type};
use crate::structs::Field;

/// Everything that code is made from.
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
                        #read
                    }

                    fn write(&self, __writer: &mut #core::ElementWriter<'_>) -> ::core::result::Result<(), #core::Error> {
                        #write
                        ::core::result::Result::Ok(())
                    }

                    #[allow(unused_variables, reason = "a type with defaults alone asks for nothing")]
                    fn placeholder(__context: &mut #core::ReadContext<'_>) -> ::core::option::Option<Self> {
                        #placeholder
                    }

                    fn has_unexpected(&self) -> bool {
                        #has_unexpected
                    }

                    fn remove_unexpected(&mut self) {
                        #remove_unexpected
                    }
                }
            };
        }
    }

    fn names(&self) -> TokenStream {
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

    fn extensions(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.role, Role::Extensions { .. }))
    }

    /// Whether the schema lets nothing in, not even white space.
    fn is_empty(&self) -> bool {
        !self.fields.iter().any(|field| match &field.role {
            Role::Extensions { wildcard, .. } => wildcard != "None",
            Role::Text => true,
            _ => field.is_content(),
        })
    }

    fn read(&self) -> TokenStream {
        let core = &self.core;
        let slots = self.fields.iter().filter_map(|field| {
            let slot = &field.slot;
            let ty = &field.ty;
            match (&field.role, field.multiplicity) {
                (Role::Text | Role::Extensions { .. }, _) => None,
                (Role::Keyword(_), _) => Some(quote! { let mut #slot = false; }),
                (_, Multiplicity::Required) => Some(quote! { let mut #slot: ::core::option::Option<#ty> = ::core::option::Option::None; }),
                (_, Multiplicity::Optional) => Some(quote! { let mut #slot: #ty = ::core::option::Option::None; }),
                (_, Multiplicity::Repeated) => {
                    Some(quote! { let mut #slot: #ty = ::std::vec::Vec::new(); })
                }
            }
        });
        let (attributes, content) = (self.read_attributes(), self.read_content());
        let finish = self.fields.iter().filter_map(|field| self.finish(field));
        let rest = match self.extensions() {
            Some(field) => {
                let slot = &field.slot;
                quote! { let #slot: #core::Extensions<Self> = __reader.extensions(); }
            }
            None => quote! { __reader.nothing_left()?; },
        };
        let members = self.fields.iter().map(|field| {
            let (name, slot) = (&field.name, &field.slot);
            quote! { #name: #slot }
        });
        let check = self
            .container
            .check
            .as_ref()
            .map(|check| quote! { #check(&__value, __element, __context); });
        let only_text = self.read_only_text();
        quote! {
            #only_text
            #(#slots)*
            let mut __reader = __xml::TypeReader::new(__element, __context);
            #attributes
            #content
            #(#finish)*
            #rest
            let __value = Self { #(#members),* };
            #check
            ::core::result::Result::Ok(__value)
        }
    }

    /// Most elements of simple content are a text and nothing else, for which no reader is needed.
    fn read_only_text(&self) -> Option<TokenStream> {
        let optional = |field: &Field| match field.role {
            Role::Text | Role::Extensions { .. } => true,
            _ => field.multiplicity == Multiplicity::Optional,
        };
        let text = self.fields.iter().find(|field| matches!(field.role, Role::Text))?;
        if self.container.check.is_some() || !self.fields.iter().all(optional) {
            return None;
        }
        let members = self.fields.iter().map(|field| match field.role {
            Role::Text => {
                let name = &field.name;
                quote! { #name: __text }
            }
            _ => {
                let name = &field.name;
                quote! { #name: ::core::default::Default::default() }
            }
        });
        let ty = &text.ty;
        Some(quote! {
            if let ::core::option::Option::Some(__text) = __context.only_text::<#ty>(__element) {
                return ::core::result::Result::Ok(Self { #(#members),* });
            }
        })
    }

    fn read_attributes(&self) -> TokenStream {
        let attributes = self.fields.iter().filter(|f| matches!(f.role, Role::Attribute(_)));
        let arms = attributes.map(|field| {
            let (slot, constant) = (&field.slot, &field.constant);
            let read = match field.multiplicity {
                Multiplicity::Required => {
                    quote! { __reader.needed_attribute(&__attribute, &#constant, &mut #slot); }
                }
                _ => quote! { __reader.attribute(&__attribute, &mut #slot); },
            };
            let aliases = (0..field.member.aliases.len()).map(|index| {
                let alias = format_ident!("{}_ALIAS_{}", constant, index);
                quote! {
                    if __attribute.is(&#alias) && __reader.takes_alias(&__attribute, &#constant, #slot.is_some()) {
                        #read
                        continue;
                    }
                }
            });
            quote! {
                if __attribute.is(&#constant) {
                    #read
                    continue;
                }
                #(#aliases)*
            }
        });
        let wildcard = self.attribute_wildcard();
        quote! {
            while let ::core::option::Option::Some(__attribute) = __reader.next_attribute() {
                #(#arms)*
                __reader.other_attribute::<Self>(&__attribute, #wildcard);
            }
        }
    }

    fn attribute_wildcard(&self) -> TokenStream {
        let attributes = match self.extensions().map(|field| &field.role) {
            Some(Role::Extensions { attributes, .. }) => *attributes,
            _ => AttributeWildcard::None,
        };
        match (attributes, &self.container.namespace) {
            (AttributeWildcard::None, _) => quote! { __xml::Wildcard::None },
            (AttributeWildcard::Any, _) => quote! { __xml::Wildcard::Any },
            (AttributeWildcard::Other, None) => quote! { __xml::Wildcard::Other },
            (AttributeWildcard::Other, Some(namespace)) => {
                quote! { __xml::Wildcard::OtherThan(#namespace) }
            }
        }
    }

    fn read_content(&self) -> TokenStream {
        if let Some(text) = self.fields.iter().find(|field| matches!(field.role, Role::Text)) {
            let (slot, ty) = (&text.slot, &text.ty);
            return quote! { let #slot = __reader.text::<#ty>()?; };
        }
        let arms = self
            .fields
            .iter()
            .filter(|field| field.is_content())
            .map(|field| self.read_child(field));
        let (rank, wildcard, excluded) = match self.extensions() {
            Some(field) => match &field.role {
                Role::Extensions { wildcard, .. } => {
                    let namespace = self.container.namespace.as_ref();
                    let wildcard = match namespace.filter(|_| wildcard == "Other") {
                        Some(namespace) => quote! { OtherThan(#namespace) },
                        None => quote! { #wildcard },
                    };
                    (field.rank, wildcard, self.exclusion(field))
                }
                _ => (0, quote! { None }, None),
            },
            None => (0, quote! { None }, None),
        };
        let empty = self.is_empty().then(|| quote! { __reader.no_text(); });
        quote! {
            #empty
            while let ::core::option::Option::Some(__child) = __reader.next_element() {
                #(#arms)*
                #excluded
                __reader.extension::<Self>(#rank, __child, __xml::Wildcard::#wildcard);
            }
        }
    }

    /// Refuses a child if an alternative to it has been there.
    fn exclusion(&self, field: &Field) -> Option<TokenStream> {
        let excluding = self.excluded_by(field);
        let set: Vec<_> = excluding.iter().map(|other| other.is_set_while_reading()).collect();
        if set.is_empty() {
            return None;
        }
        Some(quote! {
            if #(#set)||* {
                __reader.excluded(__child);
                continue;
            }
        })
    }

    /// The fields that this one excludes or that exclude it.
    fn excluded_by(&self, field: &Field) -> Vec<&Field> {
        let names = |field: &Field, other: &Field| {
            field.member.excludes.iter().any(|name| other.is_called(name))
        };
        self.fields.iter().filter(|other| names(field, other) || names(other, field)).collect()
    }

    fn read_child(&self, field: &Field) -> TokenStream {
        let (slot, rank, constant) = (&field.slot, field.rank, &field.constant);
        let repeated = field.multiplicity == Multiplicity::Repeated;
        let name = match &field.role {
            Role::Child(None) => {
                let ty = item_type(&field.ty);
                quote! { <#ty as __xml::XmlElement>::NAME }
            }
            _ => quote! { #constant },
        };
        let take = match (&field.role, repeated) {
            (Role::Value(_), false) => {
                let read = match field.multiplicity {
                    Multiplicity::Required => quote! { needed_value },
                    _ => quote! { value },
                };
                quote! { __reader.#read(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Value(_), true) => {
                quote! { __reader.values(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Keyword(_), _) => {
                quote! { __reader.flag(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Choice, false) => quote! { __reader.choice(#rank, __child, &mut #slot) },
            (Role::Choice, true) => quote! { __reader.choices(#rank, __child, &mut #slot) },
            (_, false) => quote! { __reader.child(#rank, __child, &mut #slot); },
            (_, true) => quote! { __reader.children(#rank, __child, &mut #slot); },
        };
        let excluded = self.exclusion(field);
        if matches!(field.role, Role::Choice) {
            // Only what belongs to the choice can be excluded; the reader sorts that out.
            return match excluded {
                None => quote! { if #take { continue; } },
                Some(excluded) => {
                    let ty = item_type(&field.ty);
                    quote! {
                        if <#ty as __xml::XmlChoice>::contains(__child) { #excluded }
                        if #take { continue; }
                    }
                }
            };
        }
        let aliases = Self::read_aliases(field, &name, excluded.as_ref(), &take);
        let elsewhere = self.read_from_elsewhere(field, &name);
        quote! {
            if __child.is(&#name) {
                #excluded
                #take
                continue;
            }
            #(#aliases)*
            #elsewhere
        }
    }

    /// Reads a child under its other spellings.
    fn read_aliases(
        field: &Field,
        name: &TokenStream,
        excluded: Option<&TokenStream>,
        take: &TokenStream,
    ) -> Vec<TokenStream> {
        let alias = |index| {
            let constant = format_ident!("{}_ALIAS_{}", field.constant, index);
            quote! {
                if __child.is(&#constant) {
                    __reader.misspelt(__child, &#name);
                    #excluded
                    #take
                    continue;
                }
            }
        };
        (0..field.member.aliases.len()).map(alias).collect()
    }

    /// Reads a value that has the right name in another namespace.
    fn read_from_elsewhere(&self, field: &Field, name: &TokenStream) -> Option<TokenStream> {
        field.member.alias_namespace.as_ref()?;
        let rank = self.extensions().map_or(0, |field| field.rank);
        let constant = format_ident!("{}_ELSEWHERE", field.constant);
        let slot = &field.slot;
        Some(quote! {
            if __child.is(&#constant)
                && __reader.value_from_elsewhere(#rank, &#constant, &#name, __child, &mut #slot)
            {
                continue;
            }
        })
    }

    /// Whether something in the fields is unexpected, and dropping that.
    fn unexpected(&self) -> (TokenStream, TokenStream) {
        let mut found = Vec::new();
        let mut remove = Vec::new();
        for field in self.fields {
            let name = &field.name;
            let of = match &field.role {
                Role::Extensions { .. } => {
                    found.push(quote! { self.#name.has_unexpected() });
                    remove.push(quote! { self.#name.remove_unexpected(); });
                    continue;
                }
                Role::Child(_) => quote! { __xml::XmlType },
                Role::Choice => quote! { __xml::XmlChoice },
                _ => continue,
            };
            match (&field.role, field.multiplicity) {
                (Role::Choice, Multiplicity::Repeated) => remove.push(quote! {
                    self.#name.retain(|__one| !__xml::XmlChoice::is_unexpected(__one));
                }),
                (Role::Choice, Multiplicity::Optional) => remove.push(quote! {
                    self.#name.take_if(|__one| __xml::XmlChoice::is_unexpected(__one));
                }),
                _ => {}
            }
            if field.multiplicity == Multiplicity::Required {
                found.push(quote! { #of::has_unexpected(&self.#name) });
                remove.push(quote! { #of::remove_unexpected(&mut self.#name); });
            } else {
                found.push(quote! { self.#name.iter().any(#of::has_unexpected) });
                remove.push(quote! { self.#name.iter_mut().for_each(#of::remove_unexpected); });
            }
        }
        if found.is_empty() {
            return (quote! { false }, TokenStream::new());
        }
        (quote! { #(#found)||* }, quote! { #(#remove)* })
    }

    /// What happens to a field after the loops.
    fn finish(&self, field: &Field) -> Option<TokenStream> {
        let (slot, constant, what) = (&field.slot, &field.constant, field.expectation());
        let ty = &field.ty;
        let name = match &field.role {
            Role::Child(None) => quote! { <#ty as __xml::XmlElement>::NAME },
            _ => quote! { #constant },
        };
        if field.member.expected {
            let absent = match field.multiplicity {
                Multiplicity::Repeated => quote! { #slot.is_empty() },
                _ => quote! { #slot.is_none() },
            };
            let others = self.excluded_by(field);
            let others: Vec<_> = others.iter().map(|other| other.is_set_while_reading()).collect();
            return Some(quote! {
                if #absent #(&& !(#others))* {
                    return ::core::result::Result::Err(__reader.nothing_in(#what));
                }
            });
        }
        if field.member.required {
            return Some(quote! { __reader.expect_attribute(&#slot, &#name); });
        }
        if field.multiplicity != Multiplicity::Required {
            return None;
        }
        match field.role {
            Role::Attribute(_) => {
                Some(quote! { let #slot = __reader.required_attribute(#slot, &#name)?; })
            }
            Role::Value(_) => Some(quote! { let #slot = __reader.required_value(#slot, &#name)?; }),
            Role::Child(_) => Some(quote! { let #slot = __reader.required_child(#slot, &#name)?; }),
            Role::Choice => Some(quote! { let #slot = __reader.required_choice(#slot, #what)?; }),
            _ => None,
        }
    }

    /// Refuses to write an element without what its schema expects in it.
    fn check_expected(&self, field: &Field) -> TokenStream {
        let what = field.expectation();
        let alternatives = self.excluded_by(field).into_iter().chain([field]);
        let set = alternatives.map(|field| self.is_set(field));
        quote! { __writer.expect(#(#set)||*, #what)?; }
    }

    fn write(&self) -> TokenStream {
        let expected = self.fields.iter().filter(|field| field.member.expected);
        let expected = expected.map(|field| self.check_expected(field));
        let conflicts =
            self.fields.iter().filter(|field| !field.member.excludes.is_empty()).flat_map(
                |field| {
                    let ours = self.is_set(field);
                    field.member.excludes.iter().filter_map(move |name| {
                        let other = self.fields.iter().find(|field| field.is_called(name))?;
                        let theirs = self.is_set(other);
                        let what = name.to_string();
                        Some(quote! { __writer.either(#ours, #theirs, #what)?; })
                    })
                },
            );
        let attributes = self
            .fields
            .iter()
            .filter(|field| matches!(field.role, Role::Attribute(_)))
            .map(|field| {
                let (name, constant) = (&field.name, &field.constant);
                match field.multiplicity {
                    Multiplicity::Optional => {
                        quote! { __writer.optional_attribute(&#constant, self.#name.as_ref())?; }
                    }
                    _ => quote! { __writer.attribute(&#constant, &self.#name)?; },
                }
            });
        let other_attributes = self.extensions().map(|field| {
            let name = &field.name;
            quote! { __writer.extension_attributes(&self.#name)?; }
        });
        let content = self.fields.iter().map(|field| self.write_child(field));
        let misfits = self.extensions().map(|field| {
            let name = &field.name;
            quote! { __writer.misfits(&self.#name)?; }
        });
        quote! { #(#expected)* #(#conflicts)* #(#attributes)* #other_attributes #(#content)* #misfits }
    }

    fn is_set(&self, field: &Field) -> TokenStream {
        let name = &field.name;
        match (&field.role, field.multiplicity) {
            (Role::Extensions { .. }, _) => quote! { self.#name.is_extended() },
            (Role::Keyword(_), _) => quote! { self.#name },
            (_, Multiplicity::Repeated) => quote! { !self.#name.is_empty() },
            (_, Multiplicity::Optional) => quote! { self.#name.is_some() },
            (_, Multiplicity::Required) => quote! { true },
        }
    }

    fn write_child(&self, field: &Field) -> TokenStream {
        let (name, constant, ty) = (&field.name, &field.constant, item_type(&field.ty));
        let xml_name = match &field.role {
            Role::Child(None) => quote! { <#ty as __xml::XmlElement>::NAME },
            _ => quote! { #constant },
        };
        let strays = match self.extensions() {
            Some(extensions) => {
                let extensions = &extensions.name;
                quote! { self.#extensions.strays() }
            }
            None => quote! { ::core::default::Default::default() },
        };
        let single = |write: TokenStream| match field.multiplicity {
            Multiplicity::Optional => {
                quote! { if let ::core::option::Option::Some(__value) = &self.#name { #write } }
            }
            _ => quote! { { let __value = &self.#name; #write } },
        };
        let repeated = field.multiplicity == Multiplicity::Repeated;
        match &field.role {
            Role::Attribute(_) | Role::Other => TokenStream::new(),
            Role::Text => quote! { __writer.text(&self.#name)?; },
            Role::Extensions { .. } => quote! { __writer.extension_elements(&self.#name)?; },
            Role::Keyword(_) => {
                quote! { if self.#name { __writer.keyword(&#constant, &mut #strays)?; } }
            }
            Role::Child(_) if repeated => quote! { __writer.children(&#xml_name, &self.#name)?; },
            Role::Child(_) => single(quote! { __writer.child(&#xml_name, __value)?; }),
            Role::Value(_) if repeated => {
                quote! { __writer.values(&#constant, &self.#name, &mut #strays)?; }
            }
            Role::Value(_) => {
                single(quote! { __writer.value(&#constant, __value, &mut #strays)?; })
            }
            Role::Choice if repeated => quote! { __writer.choices(&self.#name, &mut #strays)?; },
            Role::Choice => {
                single(quote! { __xml::XmlChoice::write(__value, __writer, &mut #strays)?; })
            }
        }
    }

    fn placeholder(&self) -> TokenStream {
        let mut members = Vec::new();
        for field in self.fields {
            let name = &field.name;
            let value = match (&field.role, field.multiplicity) {
                (Role::Extensions { .. } | Role::Keyword(_), _)
                | (_, Multiplicity::Optional | Multiplicity::Repeated) => {
                    quote! { ::core::default::Default::default() }
                }
                (Role::Attribute(_) | Role::Value(_) | Role::Text, _) => {
                    quote! { __context.placeholder()? }
                }
                (Role::Child(_), _) => quote! { __xml::XmlType::placeholder(__context)? },
                (Role::Choice | Role::Other, _) => return quote! { ::core::option::Option::None },
            };
            members.push(quote! { #name: #value });
        }
        quote! { ::core::option::Option::Some(Self { #(#members),* }) }
    }
}
