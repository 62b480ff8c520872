//! The code that writes a type.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::attributes::{Multiplicity, Role, item_type};
use crate::plan::Plan;
use crate::structs::Field;

impl Plan<'_> {
    /// The code that refuses to write an element without what its schema requires.
    fn check_expected(&self, field: &Field) -> TokenStream {
        let what = field.expectation();
        let alternatives = self.excluded_by(field).into_iter().chain([field]);
        let set = alternatives.map(|field| self.is_set(field));
        quote! { __writer.expect(#(#set)||*, #what)?; }
    }

    pub(crate) fn write(&self) -> TokenStream {
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
            .filter(|field| matches!(field.role, Role::Attribute(_) | Role::Group))
            .map(|field| {
                let (name, constant, at) = (&field.name, &field.constant, field.at());
                match field.multiplicity {
                    _ if matches!(field.role, Role::Group) => {
                        quote_spanned! { at=> __xml::AttributeGroup::write(&self.#name, __writer)?; }
                    }
                    Multiplicity::Optional => {
                        quote_spanned! { at=> __writer.optional_attribute(&#constant, self.#name.as_ref())?; }
                    }
                    _ => quote_spanned! { at=> __writer.attribute(&#constant, &self.#name)?; },
                }
            });
        let (other_attributes, unexpected) = match self.rest() {
            Some(Field { name, role: Role::Unexpected, .. }) => (
                quote! { __writer.unexpected_attributes(&self.#name)?; },
                quote! { __writer.unexpected(&self.#name)?; },
            ),
            Some(Field { name, .. }) => (
                quote! { __writer.extension_attributes(&self.#name)?; },
                quote! { __writer.unexpected_extensions(&self.#name)?; },
            ),
            None => Default::default(),
        };
        let content = self.fields.iter().map(|field| self.write_child(field));
        quote! { #(#expected)* #(#conflicts)* #(#attributes)* #other_attributes #(#content)* #unexpected }
    }

    fn is_set(&self, field: &Field) -> TokenStream {
        let name = &field.name;
        match (&field.role, field.multiplicity) {
            (Role::Extensions { .. }, _) => quote! { self.#name.is_extended() },
            (Role::Keyword(_), _) => quote! { self.#name },
            (Role::Keywords, _) | (_, Multiplicity::Repeated) => quote! { !self.#name.is_empty() },
            (_, Multiplicity::Optional) => quote! { self.#name.is_some() },
            (_, Multiplicity::Required) => quote! { true },
        }
    }

    fn write_child(&self, field: &Field) -> TokenStream {
        let (name, constant, ty) = (&field.name, &field.constant, item_type(&field.ty));
        let at = field.at();
        let xml_name = match &field.role {
            Role::Child(None) => quote_spanned! { at=> <#ty as __xml::XmlElement>::NAME },
            _ => quote! { #constant },
        };
        let in_children = match self.rest() {
            Some(Field { name, .. }) => quote! { self.#name.in_children() },
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
            Role::Attribute(_) | Role::Other | Role::Group | Role::Unexpected => TokenStream::new(),
            Role::Content => quote_spanned! { at=> __writer.content(&self.#name)?; },
            Role::Keywords => {
                quote_spanned! { at=> __writer.keywords(&self.#name, &mut #in_children)?; }
            }
            Role::Text => quote_spanned! { at=> __writer.text(&self.#name)?; },
            Role::Extensions { .. } => {
                quote_spanned! { at=> __writer.extension_elements(&self.#name)?; }
            }
            Role::Keyword(_) => {
                quote! { if self.#name { __writer.keyword(&#constant, &mut #in_children)?; } }
            }
            Role::Child(_) if repeated => {
                quote_spanned! { at=> __writer.children(&#xml_name, &self.#name)?; }
            }
            Role::Child(_) => single(quote_spanned! { at=> __writer.child(&#xml_name, __value)?; }),
            Role::Value(_) if repeated => {
                quote_spanned! { at=> __writer.values(&#constant, &self.#name, &mut #in_children)?; }
            }
            Role::Value(_) => single(
                quote_spanned! { at=> __writer.value(&#constant, __value, &mut #in_children)?; },
            ),
            Role::Choice if repeated => {
                quote_spanned! { at=> __writer.choices(&self.#name, &mut #in_children)?; }
            }
            Role::Choice => single(
                quote_spanned! { at=> __xml::XmlChoice::write(__value, __writer, &mut #in_children)?; },
            ),
        }
    }
}
