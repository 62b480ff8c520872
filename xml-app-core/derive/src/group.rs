//! `AttributeGroup`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use crate::attributes::{Container, Errors, Multiplicity, Role};
use crate::plan::Plan;
use crate::structs::{Field, parse_fields};

const CONTAINER: &[&str] = &["crate"];

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, Error> {
    let mut errors = Errors::default();
    let container = Container::parse(&input.attrs, CONTAINER, &mut errors);
    let fields = parse_fields(input, &mut errors);
    for field in &fields {
        if !matches!(field.role, Role::Attribute(_)) {
            errors.add(field.span, "a group has attributes and nothing else");
        } else if field.multiplicity != Multiplicity::Optional {
            let message = "an attribute of a group is optional: `required` says that it has to be \
                           in the document";
            errors.add(field.span, message);
        }
    }
    errors.finish()?;
    let plan = Plan { core: container.core(), container: &container, fields: &fields };
    let (implementation, defaults) = (implementation(&plan, input), plan.defaults(input));
    Ok(quote! { #implementation #defaults })
}

fn implementation(plan: &Plan<'_>, input: &DeriveInput) -> TokenStream {
    let (core, ident) = (&plan.core, &input.ident);
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    let names = plan.names();
    let read = plan.fields.iter().map(read_attribute);
    let required: Vec<_> = plan.fields.iter().filter(|field| field.member.required).collect();
    let is_optional = required.is_empty();
    let checks = required.iter().map(|field| {
        let (name, constant) = (&field.name, &field.constant);
        quote! { __reader.expect_attribute(&self.#name, &#constant); }
    });
    let write = plan.fields.iter().map(|field| {
        let (name, constant) = (&field.name, &field.constant);
        quote! { __writer.optional_attribute(&#constant, self.#name.as_ref())?; }
    });
    quote! {
        #[automatically_derived]
        const _: () = {
            use #core as __xml;
            #names
            impl #generics __xml::AttributeGroup for #ident #arguments #bounds {
                const IS_OPTIONAL: bool = #is_optional;

                fn read_attribute(
                    &mut self,
                    __reader: &mut #core::TypeReader<'_, '_>,
                    __attribute: &#core::Attribute<'_>,
                ) -> bool {
                    #(#read)*
                    false
                }

                #[allow(unused_variables, reason = "nothing may be required")]
                fn check(&self, __reader: &mut #core::TypeReader<'_, '_>) {
                    #(#checks)*
                }

                fn write(
                    &self,
                    __writer: &mut #core::ElementWriter<'_>,
                ) -> ::core::result::Result<(), #core::Error> {
                    #(#write)*
                    ::core::result::Result::Ok(())
                }
            }
        };
    }
}

/// Takes an attribute under its name, or under an alternative spelling.
fn read_attribute(field: &Field) -> TokenStream {
    let (name, constant) = (&field.name, &field.constant);
    let aliases = (0..field.member.aliases.len()).map(|index| {
        let alias = quote::format_ident!("{}_ALIAS_{}", constant, index);
        quote! {
            if __attribute.is(&#alias) && __reader.takes_alias(__attribute, &#constant, self.#name.is_some()) {
                __reader.attribute(__attribute, &mut self.#name);
                return true;
            }
        }
    });
    quote! {
        if __attribute.is(&#constant) {
            __reader.attribute(__attribute, &mut self.#name);
            return true;
        }
        #(#aliases)*
    }
}
