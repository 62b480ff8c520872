//! Parsing `#[xml(...)]`. All mistakes of an input are reported together.

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
    /// A namespace in which senders put the elements by mistake.
    pub(crate) alias_namespace: Option<Path>,
    pub(crate) name: Option<LitStr>,
    pub(crate) check: Option<Path>,
    pub(crate) krate: Option<Path>,
    /// The document type of which it is the root.
    pub(crate) document: Option<Path>,
    pub(crate) collapse: bool,
    pub(crate) elements: bool,
    /// `Display` is wanted although not all variants are keywords.
    pub(crate) display: bool,
    /// The variants are keywords of a set, with or without text in them.
    pub(crate) keywords: Option<Keywords>,
    /// A constructor, with its documentation.
    pub(crate) constructor: Option<Option<LitStr>>,
    /// The range of a number.
    pub(crate) range: Option<syn::Expr>,
    /// A function that accepts or refuses a value.
    pub(crate) pattern: Option<Path>,
    /// What the message for a refused value says to be expected.
    pub(crate) expected: Option<LitStr>,
    /// It has a mistake, so nothing is reported as missing.
    pub(crate) failed: bool,
}

impl Container {
    pub(crate) fn parse(attributes: &[Attribute], allowed: &[&str], errors: &mut Errors) -> Self {
        let mut container = Self::default();
        let fine = for_each_meta(attributes, allowed, errors, |meta| {
            if meta.path.is_ident("namespace") {
                container.namespace = Some(namespace(&meta)?);
            } else if meta.path.is_ident("alias_namespace") {
                container.alias_namespace = Some(namespace(&meta)?);
            } else if meta.path.is_ident("name") {
                container.name = Some(name_literal(&meta)?);
            } else if meta.path.is_ident("check") {
                container.check = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("crate") {
                container.krate = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("document") {
                container.document = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("display") {
                container.display = true;
            } else if meta.path.is_ident("elements") {
                container.elements = true;
            } else if meta.path.is_ident("keywords") {
                container.keywords = Some(Keywords::parse(&meta)?);
            } else if meta.path.is_ident("new") {
                let has_text = meta.input.peek(Token![=]);
                container.constructor =
                    Some(if has_text { Some(meta.value()?.parse()?) } else { None });
            } else if meta.path.is_ident("range") {
                container.range = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("pattern") {
                container.pattern = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("expected") {
                container.expected = Some(meta.value()?.parse()?);
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

/// Whether the schema allows text in the keywords of an enumeration.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keywords {
    Empty,
    WithText,
}

impl Keywords {
    /// `keywords` or `keywords(text)`.
    fn parse(meta: &ParseNestedMeta<'_>) -> Result<Self, Error> {
        let mut keywords = Self::Empty;
        if meta.input.peek(syn::token::Paren) {
            meta.parse_nested_meta(|option| {
                if !option.path.is_ident("text") {
                    return Err(option.error("expected `text`"));
                }
                keywords = Self::WithText;
                Ok(())
            })?;
        }
        Ok(keywords)
    }
}

/// Makes the derives look for the framework in the facade, unless the input says where it is.
pub(crate) fn default_to_facade(input: &mut syn::DeriveInput) {
    let says_crate = |attribute: &Attribute| {
        let mut found = false;
        // Mistakes are reported later.
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident("crate");
            if meta.input.peek(Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            } else if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<proc_macro2::TokenStream>()?;
            }
            Ok(())
        });
        found
    };
    let is_xml = |attribute: &&Attribute| attribute.path().is_ident("xml");
    if !input.attrs.iter().filter(is_xml).any(says_crate) {
        input.attrs.push(syn::parse_quote!(#[xml(crate = ::sip_payloads::xml)]));
    }
}

/// The role of a field or variant.
#[derive(Clone)]
pub(crate) enum Role {
    Attribute(Option<LitStr>),
    Child(Option<LitStr>),
    Value(Option<LitStr>),
    Keyword(Option<LitStr>),
    Choice,
    /// A set of keywords, each of which is allowed once.
    Keywords,
    Text,
    /// Mixed content, as raw nodes.
    Content,
    /// A group of attributes.
    Group,
    /// What the schema does not allow.
    Unexpected,
    Extensions {
        wildcard: Ident,
        /// Elements of unknown type are not checked (`processContents="skip"`).
        skip: bool,
        attributes: AttributeWildcard,
        /// The place of the first option, if there are any.
        options: Option<Span>,
    },
    Other,
}

/// The attribute wildcard of the schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttributeWildcard {
    None,
    /// Attributes of other namespaces than that of the schema.
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
    /// A namespace in which senders put it by mistake.
    pub(crate) alias_namespace: Option<Path>,
    pub(crate) excludes: Vec<Ident>,
    pub(crate) expected: bool,
    pub(crate) required: bool,
    pub(crate) alone: bool,
    /// The default of an optional attribute or value.
    pub(crate) default: Option<syn::Expr>,
    /// One value of this field says it all.
    pub(crate) from: bool,
    /// It is a word of an enumeration: any text, and not an XML name.
    is_word: bool,
    /// It has a mistake, so nothing is reported as missing.
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
            "namespace" => self.namespace = Some(namespace(meta)?),
            "name" if self.is_word => self.name = Some(word_literal(meta)?),
            "alias" if self.is_word => self.aliases.push(word_literal(meta)?),
            "name" => self.name = Some(name_literal(meta)?),
            "alias" => self.aliases.push(name_literal(meta)?),
            "alias_namespace" => self.alias_namespace = Some(namespace(meta)?),
            "expected" => self.expected = true,
            "required" => self.required = true,
            "alone" => self.alone = true,
            "default" => self.default = Some(meta.value()?.parse()?),
            "from" => self.from = true,
            "excludes" => meta.parse_nested_meta(|field| {
                self.excludes.push(field.path.require_ident()?.clone());
                Ok(())
            })?,
            "attribute" => self.set(Role::Attribute(optional_name(meta)?), key)?,
            "child" => self.set(Role::Child(optional_name(meta)?), key)?,
            "value" => self.set(Role::Value(optional_name(meta)?), key)?,
            "keyword" => self.set(Role::Keyword(optional_name(meta)?), key)?,
            "choice" => self.set(Role::Choice, key)?,
            "keywords" => self.set(Role::Keywords, key)?,
            "content" => self.set(Role::Content, key)?,
            "group" => self.set(Role::Group, key)?,
            "text" => self.set(Role::Text, key)?,
            "other" => self.set(Role::Other, key)?,
            _ => {
                let role = extensions(meta)?;
                self.set(role, key)?;
            }
        }
        Ok(())
    }

    /// A name or alternative spelling that two members share.
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
    let mut skip = false;
    if meta.input.peek(syn::token::Paren) {
        meta.parse_nested_meta(|option| {
            let option = option.path.require_ident()?.clone();
            options.get_or_insert(option.span());
            match option.to_string().as_str() {
                "other" => wildcard = Ident::new("Other", option.span()),
                "any" => wildcard = Ident::new("Any", option.span()),
                "none" => wildcard = Ident::new("None", option.span()),
                "skip" => skip = true,
                "attributes" => attributes = AttributeWildcard::Any,
                "other_attributes" => attributes = AttributeWildcard::Other,
                _ => {
                    return Err(Error::new(
                        option.span(),
                        "expected `other`, `any`, `none`, `skip`, `attributes` or \
                         `other_attributes`",
                    ));
                }
            }
            Ok(())
        })?;
    }
    Ok(Role::Extensions { wildcard, skip, attributes, options })
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

/// The constant of a namespace. A URI alone has no prefix.
fn namespace(meta: &ParseNestedMeta<'_>) -> Result<Path, Error> {
    let value = meta.value()?;
    if let Ok(uri) = value.fork().parse::<LitStr>() {
        let message = format!(
            "expected a constant, as in `const NS: Namespace = Namespace::new({:?}, \"prefix\")`",
            uri.value()
        );
        return Err(Error::new(uri.span(), message));
    }
    value.parse()
}

fn optional_name(meta: &ParseNestedMeta<'_>) -> Result<Option<LitStr>, Error> {
    if meta.input.peek(Token![=]) { name_literal(meta).map(Some) } else { Ok(None) }
}

/// A literal without white space around it, which a trimmed value can be equal to.
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

/// How often a child or attribute is allowed, by the type of its field.
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
    first_argument(field).unwrap_or(field)
}

/// `T` of `Anything<T>`.
pub(crate) fn first_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}
