//! The code that reads a type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use crate::attributes::{AttributeWildcard, Multiplicity, Role, item_type};
use crate::plan::Plan;
use crate::structs::Field;

impl Plan<'_> {
    pub(crate) fn read(&self) -> TokenStream {
        let core = &self.core;
        let slots = self.fields.iter().filter_map(|field| {
            let (slot, ty, at) = (&field.slot, &field.ty, field.at());
            match (&field.role, field.multiplicity) {
                (
                    Role::Text | Role::Content | Role::Extensions { .. } | Role::Unexpected,
                    _,
                ) => None,
                (Role::Group | Role::Keywords, _) => {
                    Some(quote_spanned! { at=> let mut #slot: #ty = ::core::default::Default::default(); })
                }
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
        let rest = match self.rest() {
            Some(Field { slot, role: Role::Unexpected, .. }) => {
                quote! { let #slot = __reader.unexpected(); }
            }
            Some(Field { slot, .. }) => {
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

    /// Most elements of simple content have text only, which can be read without a reader.
    fn read_only_text(&self) -> Option<TokenStream> {
        let optional = |field: &Field| match field.role {
            Role::Text | Role::Extensions { .. } | Role::Unexpected | Role::Group => true,
            _ => field.multiplicity == Multiplicity::Optional && !field.member.required,
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
        let at = text.at();
        let groups = self.fields.iter().filter(|field| matches!(field.role, Role::Group));
        let groups = groups.map(|field| {
            let (ty, at) = (&field.ty, field.at());
            quote_spanned! { at=> __xml::__suits::is_optional(::core::option::Option::None::<&#ty>) && }
        });
        let only_text = quote_spanned! { at=> __context.only_text(__element) };
        Some(quote! {
            if #(#groups)* let ::core::option::Option::Some(__text) = #only_text {
                return ::core::result::Result::Ok(Self { #(#members),* });
            }
        })
    }

    fn read_attributes(&self) -> TokenStream {
        let is_one = |field: &&Field| matches!(field.role, Role::Attribute(_) | Role::Group);
        let arms = self.fields.iter().filter(is_one).map(|field| {
            let at = field.at();
            if matches!(field.role, Role::Group) {
                let slot = &field.slot;
                return quote_spanned! { at=>
                    if __xml::AttributeGroup::read_attribute(&mut #slot, &mut __reader, &__attribute) {
                        continue;
                    }
                };
            }
            let (slot, constant) = (&field.slot, &field.constant);
            let read = match field.multiplicity {
                Multiplicity::Required => {
                    quote_spanned! { at=> __reader.needed_attribute(&__attribute, &#constant, &mut #slot); }
                }
                _ => quote_spanned! { at=> __reader.attribute(&__attribute, &mut #slot); },
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
        let otherwise = match self.extensions() {
            Some(_) => {
                let wildcard = self.attribute_wildcard();
                quote! { __reader.other_attribute::<Self>(&__attribute, #wildcard); }
            }
            None => quote! { __reader.unexpected_attribute(&__attribute); },
        };
        quote! {
            while let ::core::option::Option::Some(__attribute) = __reader.next_attribute() {
                #(#arms)*
                #otherwise
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
            let (slot, at) = (&text.slot, text.at());
            return quote_spanned! { at=> let #slot = __reader.text()?; };
        }
        if let Some(content) = self.fields.iter().find(|field| matches!(field.role, Role::Content))
        {
            let slot = &content.slot;
            return quote! { let #slot = __reader.mixed_content(); };
        }
        let arms = self
            .fields
            .iter()
            .filter(|field| field.is_content())
            .map(|field| self.read_child(field));
        let empty = self.is_empty().then(|| quote! { __reader.no_text(); });
        let otherwise = self.read_other_child();
        quote! {
            #empty
            while let ::core::option::Option::Some(__child) = __reader.next_element() {
                #(#arms)*
                #otherwise
            }
        }
    }

    /// The code for a child that no field takes.
    fn read_other_child(&self) -> TokenStream {
        let Some(field) = self.extensions() else {
            return quote! { __reader.unexpected_element(__child); };
        };
        let Role::Extensions { wildcard, skip, .. } = &field.role else {
            return TokenStream::new();
        };
        let rank = field.rank;
        let namespace = self.container.namespace.as_ref();
        let wildcard = match namespace.filter(|_| wildcard == "Other") {
            Some(namespace) => quote! { OtherThan(#namespace) },
            None => quote! { #wildcard },
        };
        let excluded = self.exclusion(field);
        let keep = if *skip {
            quote! { skipped_extension }
        } else {
            quote! { extension }
        };
        quote! {
            #excluded
            __reader.#keep::<Self>(#rank, __child, __xml::Wildcard::#wildcard);
        }
    }

    /// The code that refuses a child if an alternative to it has been read.
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

    /// The fields that a field excludes, or that exclude it.
    pub(crate) fn excluded_by(&self, field: &Field) -> Vec<&Field> {
        let names = |field: &Field, other: &Field| {
            field.member.excludes.iter().any(|name| other.is_called(name))
        };
        self.fields.iter().filter(|other| names(field, other) || names(other, field)).collect()
    }

    fn read_child(&self, field: &Field) -> TokenStream {
        let (slot, rank, constant, at) = (&field.slot, field.rank, &field.constant, field.at());
        let name = match &field.role {
            Role::Child(None) => {
                let ty = item_type(&field.ty);
                quote_spanned! { at=> <#ty as __xml::XmlElement>::NAME }
            }
            _ => quote! { #constant },
        };
        let take = self.take_child(field);
        let excluded = self.exclusion(field);
        if matches!(field.role, Role::Keywords) {
            return quote_spanned! { at=>
                if __reader.keywords(#rank, __child, &mut #slot) { continue; }
            };
        }
        if matches!(field.role, Role::Choice) {
            // Only elements of the choice can be excluded, and the reader finds out which they are.
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

    /// The code that gives a child to its field.
    fn take_child(&self, field: &Field) -> TokenStream {
        let (slot, rank, constant, at) = (&field.slot, field.rank, &field.constant, field.at());
        let repeated = field.multiplicity == Multiplicity::Repeated;
        match (&field.role, repeated) {
            (Role::Value(_), false) => {
                let read = match field.multiplicity {
                    Multiplicity::Required => quote! { needed_value },
                    _ => quote! { value },
                };
                quote_spanned! { at=> __reader.#read(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Value(_), true) => {
                quote_spanned! { at=> __reader.values(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Keyword(_), _) => {
                quote_spanned! { at=> __reader.flag(#rank, &#constant, __child, &mut #slot); }
            }
            (Role::Choice, false) => {
                let rank = self.rank_of_choice(field);
                quote_spanned! { at=> __reader.choice(#rank, __child, &mut #slot) }
            }
            (Role::Choice, true) => {
                let rank = self.rank_of_choice(field);
                quote_spanned! { at=> __reader.choices(#rank, __child, &mut #slot) }
            }
            (_, false) => quote_spanned! { at=> __reader.child(#rank, __child, &mut #slot); },
            (_, true) => quote_spanned! { at=> __reader.children(#rank, __child, &mut #slot); },
        }
    }

    /// The place of an element of a choice. One that is in another namespace by mistake is among the extensions.
    fn rank_of_choice(&self, field: &Field) -> TokenStream {
        let (rank, ty) = (field.rank, item_type(&field.ty));
        match self.extensions() {
            Some(Field { rank: last, .. }) => quote! {
                if <#ty as __xml::XmlChoice>::is_elsewhere(__child) { #last } else { #rank }
            },
            None => quote! { #rank },
        }
    }

    /// The code that reads a child under its alternative spellings.
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

    /// The code that reads a value in another namespace.
    fn read_from_elsewhere(&self, field: &Field, name: &TokenStream) -> Option<TokenStream> {
        field.member.alias_namespace.as_ref()?;
        let rank = self.extensions().map_or(0, |field| field.rank);
        let constant = format_ident!("{}_ELSEWHERE", field.constant);
        let slot = &field.slot;
        if matches!(field.role, Role::Child(_)) {
            return Some(quote! {
                if __child.is(&#constant) && #slot.is_none() {
                    __reader.respelt(__child, &#name);
                    __reader.child(#rank, __child, &mut #slot);
                    continue;
                }
            });
        }
        Some(quote! {
            if __child.is(&#constant)
                && __reader.value_from_elsewhere(#rank, &#constant, &#name, __child, &mut #slot)
            {
                continue;
            }
        })
    }

    /// Whether a repeated field is a list of children.
    fn is_list(field: &Field) -> bool {
        matches!(field.role, Role::Child(_) | Role::Value(_) | Role::Choice)
    }

    /// The code for a field after all attributes and children.
    pub(crate) fn finish(&self, field: &Field) -> Option<TokenStream> {
        let (slot, constant, what) = (&field.slot, &field.constant, field.expectation());
        let (ty, at) = (&field.ty, field.at());
        let name = match &field.role {
            Role::Child(None) => quote_spanned! { at=> <#ty as __xml::XmlElement>::NAME },
            _ => quote! { #constant },
        };
        if field.member.expected {
            let absent = match field.multiplicity {
                _ if matches!(field.role, Role::Keywords) => quote! { #slot.is_empty() },
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
        if matches!(field.role, Role::Group) {
            return Some(
                quote_spanned! { at=> __xml::AttributeGroup::check(&#slot, &mut __reader); },
            );
        }
        if field.member.required {
            return Some(quote_spanned! { at=> __reader.expect_attribute(&#slot, &#name); });
        }
        if field.multiplicity == Multiplicity::Repeated && Self::is_list(field) {
            return Some(quote! { __xml::TypeReader::tighten(&mut #slot); });
        }
        if field.multiplicity != Multiplicity::Required {
            return None;
        }
        match field.role {
            Role::Attribute(_) => Some(
                quote_spanned! { at=> let #slot = __reader.required_attribute(#slot, &#name)?; },
            ),
            Role::Value(_) => {
                Some(quote_spanned! { at=> let #slot = __reader.required_value(#slot, &#name)?; })
            }
            Role::Child(_) => {
                Some(quote_spanned! { at=> let #slot = __reader.required_child(#slot, &#name)?; })
            }
            Role::Choice => {
                Some(quote_spanned! { at=> let #slot = __reader.required_choice(#slot, #what)?; })
            }
            _ => None,
        }
    }
}
