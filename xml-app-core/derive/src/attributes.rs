//! What stands in `#[xml(...)]`. All mistakes of an input are reported together.

use std::iter;

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Ident, LitStr, Path, Token, Type};

use crate::name_chars::is_ncname;

/// Collects errors.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn add(&mut self, span: Span, message: impl std::fmt::Display) {
        self.push(Error::new(span, message));
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        self.0.map_or(Ok(()), Err)
    }
}

/// On a struct or enum.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) namespace: Option<Path>,
    pub(crate) name: Option<LitStr>,
    pub(crate) check: Option<Path>,
    pub(crate) krate: Option<Path>,
    pub(crate) collapse: bool,
    pub(crate) elements: bool,
    /// Something in it was wrong, so what seems to be missing may not be.
    pub(crate) failed: bool,
}

impl Container {
    pub(crate) fn parse(attributes: &[Attribute], allowed: &[&str], errors: &mut Errors) -> Self {
        let mut container = Self::default();
        let fine = for_each_meta(attributes, allowed, errors, |meta| {
            if meta.path.is_ident("namespace") {
                container.namespace = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("name") {
                container.name = Some(name_literal(&meta)?);
            } else if meta.path.is_ident("check") {
                container.check = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("crate") {
                container.krate = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("elements") {
                container.elements = true;
            } else {
                container.collapse = true;
            }
            Ok(())
        });
        container.failed = !fine;
        container
    }

    /// The path of `xml_app_core`.
    pub(crate) fn core(&self) -> Path {
        self.krate.clone().unwrap_or_else(|| syn::parse_quote!(::xml_app_core))
    }
}

/// What a field or variant is.
#[derive(Clone)]
pub(crate) enum Role {
    Attribute(Option<LitStr>),
    Child(Option<LitStr>),
    Value(Option<LitStr>),
    Keyword(Option<LitStr>),
    Choice,
    Text,
    Extensions {
        wildcard: Ident,
        attributes: AttributeWildcard,
        /// The first of what the parentheses say, if there are any.
        options: Option<Span>,
    },
    Other,
}

/// Which attributes the schema lets in beside its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttributeWildcard {
    None,
    /// Those of other namespaces than the schema's.
    Other,
    Any,
}

/// On a field or variant.
#[derive(Default)]
pub(crate) struct Member {
    pub(crate) role: Option<(Role, Span)>,
    pub(crate) namespace: Option<Path>,
    pub(crate) name: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    /// A namespace in which it stands too.
    pub(crate) alias_namespace: Option<Path>,
    pub(crate) excludes: Vec<Ident>,
    pub(crate) expected: bool,
    pub(crate) required: bool,
    pub(crate) alone: bool,
    /// It is a word of an enumeration: any text, and not an XML name.
    is_word: bool,
    /// Something in it was wrong, so what seems to be missing may not be.
    pub(crate) failed: bool,
}

impl Member {
    pub(crate) fn parse(attributes: &[Attribute], allowed: &[&str], errors: &mut Errors) -> Self {
        Self::default().parsed(attributes, allowed, errors)
    }

    /// The same for a word of an enumeration.
    pub(crate) fn parse_word(
        attributes: &[Attribute],
        allowed: &[&str],
        errors: &mut Errors,
    ) -> Self {
        Self { is_word: true, ..Self::default() }.parsed(attributes, allowed, errors)
    }

    fn parsed(mut self, attributes: &[Attribute], allowed: &[&str], errors: &mut Errors) -> Self {
        let fine = for_each_meta(attributes, allowed, errors, |meta| self.parse_one(&meta));
        self.failed = !fine;
        self
    }

    fn parse_one(&mut self, meta: &ParseNestedMeta<'_>) -> Result<(), Error> {
        let Some(key) = meta.path.get_ident() else {
            return Err(meta.error("expected a word"));
        };
        match key.to_string().as_str() {
            "namespace" => self.namespace = Some(meta.value()?.parse()?),
            "name" if self.is_word => self.name = Some(word_literal(meta)?),
            "alias" if self.is_word => self.aliases.push(word_literal(meta)?),
            "name" => self.name = Some(name_literal(meta)?),
            "alias" => self.aliases.push(name_literal(meta)?),
            "alias_namespace" => self.alias_namespace = Some(meta.value()?.parse()?),
            "expected" => self.expected = true,
            "required" => self.required = true,
            "alone" => self.alone = true,
            "excludes" => meta.parse_nested_meta(|field| {
                self.excludes.push(field.path.require_ident()?.clone());
                Ok(())
            })?,
            "attribute" => self.set(Role::Attribute(optional_name(meta)?), key)?,
            "child" => self.set(Role::Child(optional_name(meta)?), key)?,
            "value" => self.set(Role::Value(optional_name(meta)?), key)?,
            "keyword" => self.set(Role::Keyword(optional_name(meta)?), key)?,
            "choice" => self.set(Role::Choice, key)?,
            "text" => self.set(Role::Text, key)?,
            "other" => self.set(Role::Other, key)?,
            _ => {
                let role = extensions(meta)?;
                self.set(role, key)?;
            }
        }
        Ok(())
    }

    /// A name or alias that two members have, besides these names.
    pub(crate) fn shared_name(&self, name: &str, other: &Self, theirs: &str) -> Option<String> {
        let all = |member: &Self, name: &str| {
            let aliases = member.aliases.iter().map(LitStr::value);
            iter::once(name.to_owned()).chain(aliases).collect::<Vec<_>>()
        };
        let theirs = all(other, theirs);
        all(self, name).into_iter().find(|name| theirs.contains(name))
    }

    fn set(&mut self, role: Role, key: &Ident) -> Result<(), Error> {
        if self.role.is_some() {
            return Err(Error::new(
                key.span(),
                "a field is one thing only: remove this or the other",
            ));
        }
        self.role = Some((role, key.span()));
        Ok(())
    }
}

/// `extensions`, `extensions(any)`, `extensions(other, attributes)`.
fn extensions(meta: &ParseNestedMeta<'_>) -> Result<Role, Error> {
    let mut wildcard = Ident::new("Other", Span::call_site());
    let mut attributes = AttributeWildcard::None;
    let mut options = None;
    if meta.input.peek(syn::token::Paren) {
        meta.parse_nested_meta(|option| {
            let option = option.path.require_ident()?.clone();
            options.get_or_insert(option.span());
            match option.to_string().as_str() {
                "other" => wildcard = Ident::new("Other", option.span()),
                "any" => wildcard = Ident::new("Any", option.span()),
                "none" => wildcard = Ident::new("None", option.span()),
                "attributes" => attributes = AttributeWildcard::Any,
                "other_attributes" => attributes = AttributeWildcard::Other,
                _ => {
                    return Err(Error::new(
                        option.span(),
                        "expected `other`, `any`, `none`, `attributes` or `other_attributes`",
                    ));
                }
            }
            Ok(())
        })?;
    }
    Ok(Role::Extensions { wildcard, attributes, options })
}

/// Handles each key; false if one was wrong.
fn for_each_meta(
    attributes: &[Attribute],
    allowed: &[&str],
    errors: &mut Errors,
    mut handle: impl FnMut(ParseNestedMeta<'_>) -> Result<(), Error>,
) -> bool {
    let mut fine = true;
    let mut seen: Vec<String> = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("xml")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            if !allowed.contains(&key.as_str()) {
                return Err(meta.error(format!(
                    "unknown key `{key}`: expected one of {}",
                    allowed.join(", ")
                )));
            }
            if key != "alias" && seen.contains(&key) {
                return Err(meta.error(format!("`{key}` is given twice")));
            }
            seen.push(key);
            handle(meta)
        });
        if let Err(error) = parsed {
            errors.push(error);
            fine = false;
        }
    }
    fine
}

fn optional_name(meta: &ParseNestedMeta<'_>) -> Result<Option<LitStr>, Error> {
    if meta.input.peek(Token![=]) { name_literal(meta).map(Some) } else { Ok(None) }
}

/// A literal that a value can be equal to after white space around it has gone.
fn word_literal(meta: &ParseNestedMeta<'_>) -> Result<LitStr, Error> {
    let literal: LitStr = meta.value()?.parse()?;
    let word = literal.value();
    if word.is_empty() || word.trim() != word || word.contains(char::is_control) {
        return Err(Error::new(
            literal.span(),
            "not a word: expected text without blanks around it",
        ));
    }
    Ok(literal)
}

/// A literal that is an XML name.
fn name_literal(meta: &ParseNestedMeta<'_>) -> Result<LitStr, Error> {
    let literal: LitStr = meta.value()?.parse()?;
    if is_ncname(&literal.value()) {
        Ok(literal)
    } else {
        Err(Error::new(literal.span(), "not an XML name without prefix"))
    }
}

/// How often a field may stand, by its type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Multiplicity {
    Required,
    Optional,
    Repeated,
}

impl Multiplicity {
    pub(crate) fn of(field: &Type) -> Self {
        match outer_type(field).as_deref() {
            Some("Option") => Self::Optional,
            Some("Vec") => Self::Repeated,
            _ => Self::Required,
        }
    }
}

/// The last segment of a type's path.
pub(crate) fn outer_type(field: &Type) -> Option<String> {
    match field {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// `T` of `Option<T>` and `Vec<T>`, else the type itself.
pub(crate) fn item_type(field: &Type) -> &Type {
    if Multiplicity::of(field) == Multiplicity::Required {
        return field;
    }
    let Type::Path(path) = field else {
        return field;
    };
    let arguments = path.path.segments.last().map(|segment| &segment.arguments);
    match arguments {
        Some(syn::PathArguments::AngleBracketed(arguments)) => match arguments.args.first() {
            Some(syn::GenericArgument::Type(item)) => item,
            _ => field,
        },
        _ => field,
    }
}
