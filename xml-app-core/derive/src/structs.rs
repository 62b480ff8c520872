//! `XmlType` and `XmlElement`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident, Member as FieldName, Type};

use crate::attributes::{
    AttributeWildcard, Container, Errors, Member, Multiplicity, Role, item_type, outer_type,
};
use crate::names::{kebab_case, misnamed};
use crate::plan::Plan;

const CONTAINER: &[&str] = &["namespace", "name", "check", "new", "document", "crate"];
const FIELD: &[&str] = &[
    "attribute",
    "child",
    "value",
    "keyword",
    "choice",
    "keywords",
    "text",
    "content",
    "group",
    "extensions",
    "namespace",
    "alias",
    "alias_namespace",
    "excludes",
    "expected",
    "required",
    "default",
    "from",
];

pub(crate) fn expand(input: &DeriveInput, is_element: bool) -> Result<TokenStream, Error> {
    let mut errors = Errors::default();
    let container = Container::parse(&input.attrs, CONTAINER, &mut errors);
    let fields = parse_fields(input, &mut errors);
    check_container(input, &container, is_element, &mut errors);
    check_fields(&fields, &container, &mut errors);
    errors.finish()?;
    let plan = Plan { core: container.core(), container: &container, fields: &fields };
    let xml_type = plan.xml_type(input);
    let xml_element = is_element.then(|| plan.xml_element(input));
    let extension_point = plan.extension_point(input);
    let (constructors, defaults) = (plan.constructors(input), plan.defaults(input));
    let writers = plan.writers(input);
    Ok(quote! { #xml_type #xml_element #extension_point #constructors #defaults #writers })
}

/// A field.
pub(crate) struct Field {
    pub(crate) name: FieldName,
    /// The local variable for its value.
    pub(crate) slot: Ident,
    /// The constant with its XML name.
    pub(crate) constant: Ident,
    pub(crate) xml_name: String,
    pub(crate) ty: Type,
    pub(crate) vis: syn::Visibility,
    pub(crate) multiplicity: Multiplicity,
    pub(crate) member: Member,
    pub(crate) role: Role,
    pub(crate) span: Span,
    /// Its place in the sequence.
    pub(crate) rank: u16,
}

impl Field {
    /// The place of its type, for generated code that depends on the type: then the compiler reports a
    /// type that does not suit the role there, and once.
    pub(crate) fn at(&self) -> Span {
        place(&self.ty)
    }

    /// The question whether the type suits the role.
    pub(crate) fn suits(&self) -> Option<TokenStream> {
        let (at, ty) = (self.at(), item_type(&self.ty));
        let trait_ = match self.role {
            Role::Attribute(_) | Role::Value(_) | Role::Text => "is_value",
            Role::Child(_) => "is_type",
            Role::Choice => "is_choice",
            Role::Group => "is_group",
            _ => return None,
        };
        let trait_ = Ident::new(trait_, at);
        Some(quote_spanned! { at=>
            __xml::__suits::#trait_(::core::option::Option::None::<&#ty>);
        })
    }

    pub(crate) fn is_content(&self) -> bool {
        !matches!(
            self.role,
            Role::Attribute(_)
                | Role::Group
                | Role::Text
                | Role::Unexpected
                | Role::Extensions { .. }
        )
    }

    /// Whether it has an XML name of its own, and not that of its type.
    pub(crate) fn has_name(&self) -> bool {
        matches!(
            self.role,
            Role::Attribute(_) | Role::Child(Some(_)) | Role::Value(_) | Role::Keyword(_)
        )
    }

    /// The condition that it has been read, while the element is being read.
    pub(crate) fn is_set_while_reading(&self) -> TokenStream {
        let slot = &self.slot;
        match (&self.role, self.multiplicity) {
            (Role::Extensions { .. }, _) => quote! { __reader.has_extension() },
            (Role::Keyword(_), _) => quote! { #slot },
            (Role::Keywords, _) | (_, Multiplicity::Repeated) => quote! { !#slot.is_empty() },
            _ => quote! { #slot.is_some() },
        }
    }

    /// Whether it is an argument of the constructor.
    pub(crate) fn is_argument(&self) -> bool {
        self.multiplicity == Multiplicity::Required
            && matches!(
                self.role,
                Role::Attribute(_) | Role::Child(_) | Role::Value(_) | Role::Choice | Role::Text
            )
    }

    fn role_is_not_content(&self) -> bool {
        !matches!(self.role, Role::Content)
    }

    pub(crate) fn is_called(&self, ident: &Ident) -> bool {
        matches!(&self.name, FieldName::Named(name) if name == ident)
    }

    /// A name that two fields share, so that both would read the same attribute or element.
    fn shared_name(&self, other: &Self, container: &Container) -> Option<String> {
        if matches!((&self.role, &other.role), (Role::Child(None), Role::Child(None))) {
            let ty = item_type(&self.ty);
            return outer_type(ty).filter(|_| ty == item_type(&other.ty));
        }
        let is_attribute = |field: &Self| matches!(field.role, Role::Attribute(_));
        let namespace = |field: &Self| {
            let inherited = container.namespace.as_ref().filter(|_| !is_attribute(field));
            field.member.namespace.as_ref().or(inherited).cloned()
        };
        let is_near = self.has_name()
            && other.has_name()
            && is_attribute(self) == is_attribute(other)
            && namespace(self) == namespace(other);
        let shared = || self.member.shared_name(&self.xml_name, &other.member, &other.xml_name);
        is_near.then(shared).flatten()
    }

    /// What is expected in an empty element, in words.
    pub(crate) fn expectation(&self) -> String {
        match self.role {
            Role::Choice | Role::Keywords => "one of its elements".to_owned(),
            _ => format!("at least one <{}>", self.xml_name),
        }
    }

    pub(crate) fn name_in(&self, namespace: &TokenStream) -> TokenStream {
        let (constant, name) = (&self.constant, &self.xml_name);
        quote! { const #constant: __xml::Name = __xml::Name::new(#namespace, #name); }
    }
}

pub(crate) fn parse_fields(input: &DeriveInput, errors: &mut Errors) -> Vec<Field> {
    let Data::Struct(data) = &input.data else {
        errors.add(input.ident.span(), "expected a struct; enums derive XmlChoice or XmlValue");
        return Vec::new();
    };
    let mut fields = Vec::new();
    for (index, field) in data.fields.iter().enumerate() {
        let member = Member::parse(&field.attrs, FIELD, errors);
        let name = match &field.ident {
            Some(ident) => FieldName::Named(ident.clone()),
            None => FieldName::Unnamed(index.into()),
        };
        let Some((role, span)) = member.role.clone().or_else(|| told_by_type(&field.ty)) else {
            if !member.failed {
                let message = "expected #[xml(attribute)], group, child, value, keyword, keywords, \
                               choice, text, content or extensions";
                let span = field.ident.as_ref().map_or(field.ty.span(), Ident::span);
                errors.add(span, message);
            }
            continue;
        };
        let default_name = field.ident.as_ref().map(kebab_case);
        let given = match &role {
            Role::Attribute(name) | Role::Child(name) | Role::Value(name) | Role::Keyword(name) => {
                name.as_ref()
            }
            _ => None,
        };
        let Some(xml_name) = given.map(syn::LitStr::value).or(default_name).or_else(|| {
            (!matches!(
                role,
                Role::Attribute(_) | Role::Child(Some(_)) | Role::Value(_) | Role::Keyword(_)
            ))
            .then(String::new)
        }) else {
            errors
                .add(span, "a field without a name needs one here, as in #[xml(value = \"name\")]");
            continue;
        };
        let at = place(&field.ty);
        fields.push(Field {
            name,
            slot: format_ident!("__field_{}", index, span = at),
            constant: format_ident!("__NAME_{}", index, span = at),
            xml_name,
            ty: field.ty.clone(),
            vis: field.vis.clone(),
            multiplicity: Multiplicity::of(&field.ty),
            member,
            role,
            span,
            rank: u16::try_from(index).unwrap_or(u16::MAX),
        });
    }
    if matches!(data.fields, Fields::Unit) && !fields.is_empty() {
        errors.add(input.ident.span(), "a unit struct has no fields");
    }
    fields
}

fn place(ty: &Type) -> Span {
    Span::call_site().located_at(item_type(ty).span())
}

/// The role of a field without one, if its type decides it.
fn told_by_type(ty: &Type) -> Option<(Role, Span)> {
    let role = match outer_type(ty)?.as_str() {
        "Unexpected" => Role::Unexpected,
        "Extensions" => Role::Extensions {
            wildcard: Ident::new("Other", ty.span()),
            skip: false,
            attributes: AttributeWildcard::None,
            options: None,
        },
        _ => return None,
    };
    Some((role, ty.span()))
}

fn check_container(
    input: &DeriveInput,
    container: &Container,
    is_element: bool,
    errors: &mut Errors,
) {
    let span = input.ident.span();
    if is_element {
        if container.failed {
            return;
        }
        if container.namespace.is_none() {
            errors.add(span, "an element needs a namespace: #[xml(namespace = ...)]");
        }
        if container.name.is_none() {
            errors.add(span, "an element needs a name: #[xml(name = \"...\")]");
        }
        return;
    }
    if let Some(document) = &container.document {
        errors.add(document.span(), "the root of a document is an element: derive XmlElement");
    }
    if let Some(name) = &container.name {
        errors.add(
            name.span(),
            "an XmlType has no name of its own: derive XmlElement, or name it in its parent",
        );
    }
}

fn check_fields(fields: &[Field], container: &Container, errors: &mut Errors) {
    let mut texts = fields.iter().filter(|field| matches!(field.role, Role::Text));
    if let (Some(text), Some(content)) =
        (texts.next(), fields.iter().find(|field| field.is_content()))
    {
        errors.add(content.span, "an element has text or child elements; `text` is taken");
        let _ = text;
    }
    if let Some(second) = texts.next() {
        errors.add(second.span, "there is a `text` already");
    }
    let is_rest = |field: &&Field| matches!(field.role, Role::Extensions { .. } | Role::Unexpected);
    if let Some(second) = fields.iter().filter(is_rest).nth(1) {
        errors.add(second.span, "there is an `extensions` or `Unexpected` already");
    }
    check_mixed_content(fields, errors);
    for (index, field) in fields.iter().enumerate() {
        check_field(field, fields, container, errors);
        let mut before = fields.iter().take(index);
        if let Some(name) = before.find_map(|before| field.shared_name(before, container)) {
            errors.add(field.span, format!("`{name}` is another field already"));
        }
    }
}

/// Mixed content takes all children and all text.
fn check_mixed_content(fields: &[Field], errors: &mut Errors) {
    if !fields.iter().any(|field| matches!(field.role, Role::Content)) {
        return;
    }
    let takes_content = |field: &&Field| {
        matches!(field.role, Role::Text) || (field.is_content() && field.role_is_not_content())
    };
    if let Some(other) = fields.iter().find(takes_content) {
        errors.add(other.span, "`content` takes all children and texts: nothing is left for this");
    }
    let is_content = |field: &&Field| matches!(field.role, Role::Content);
    if let Some(second) = fields.iter().filter(is_content).nth(1) {
        errors.add(second.span, "there is a `content` already");
    }
}

/// Checks alternative spellings, `required` and `alias_namespace`.
fn check_spellings(field: &Field, fields: &[Field], named_element: bool, errors: &mut Errors) {
    let span = field.span;
    let has_spellings = named_element || matches!(field.role, Role::Attribute(_));
    if !field.member.aliases.is_empty() && !has_spellings {
        errors.add(span, "only attributes and elements bound by name have aliases");
    }
    let is_optional = field.multiplicity == Multiplicity::Optional;
    if field.member.required && !(is_optional && matches!(field.role, Role::Attribute(_))) {
        errors
            .add(span, "`required` is for optional attributes: others are required by their type");
    }
    if field.member.alias_namespace.is_some() {
        let is_value = matches!(field.role, Role::Value(_) | Role::Child(Some(_)));
        let extensible = fields.iter().any(|f| matches!(f.role, Role::Extensions { .. }));
        if !is_value || field.multiplicity != Multiplicity::Optional || !extensible {
            let message =
                "`alias_namespace` is for optional values and children beside `extensions`";
            errors.add(span, message);
        }
    }
}

fn check_field(field: &Field, fields: &[Field], container: &Container, errors: &mut Errors) {
    let span = field.span;
    check_type(field, errors);
    let named_element =
        matches!(field.role, Role::Child(Some(_)) | Role::Value(_) | Role::Keyword(_));
    if named_element && field.member.namespace.is_none() && container.namespace.is_none() {
        errors.add(
            span,
            "the namespace is missing: add #[xml(namespace = ...)] to the struct or here",
        );
    }
    if field.has_name() {
        let key = match field.role {
            Role::Attribute(_) => "attribute",
            Role::Keyword(_) => "keyword",
            _ => "value",
        };
        if let Some(message) = misnamed(&field.xml_name, key) {
            errors.add(span, message);
        }
    }
    check_spellings(field, fields, named_element, errors);
    if field.member.expected
        && (field.multiplicity == Multiplicity::Required || !field.is_content())
    {
        errors.add(span, "`expected` is for optional and repeated children");
    }
    let has_default = matches!(field.role, Role::Attribute(_) | Role::Value(_))
        && field.multiplicity == Multiplicity::Optional;
    if field.member.default.is_some() && !has_default {
        errors.add(span, "`default` is for optional attributes and values");
    }
    check_from(field, fields, errors);
    for other in &field.member.excludes {
        if field.is_called(other) {
            errors.add(other.span(), "a field cannot exclude itself");
        } else if !fields.iter().any(|field| field.is_called(other)) {
            errors.add(other.span(), format!("there is no field {other}"));
        }
    }
}

/// Checks that the type of a field suits its role.
fn check_type(field: &Field, errors: &mut Errors) {
    let span = field.span;
    match field.role {
        Role::Attribute(_) if field.multiplicity == Multiplicity::Repeated => {
            errors.add(span, "an attribute cannot be repeated");
        }
        Role::Text if field.multiplicity != Multiplicity::Required => {
            errors.add(span, "text is always there, if only empty: expected a value type");
        }
        Role::Keyword(_) if outer_type(&field.ty).as_deref() != Some("bool") => {
            errors.add(span, "a keyword is there or not: expected bool");
        }
        Role::Extensions { .. } if outer_type(&field.ty).as_deref() != Some("Extensions") => {
            errors.add(span, "expected Extensions<Self>");
        }
        Role::Keywords if outer_type(&field.ty).as_deref() != Some("KeywordSet") => {
            errors.add(span, "expected KeywordSet<...>");
        }
        Role::Content if outer_type(&field.ty).as_deref() != Some("Vec") => {
            errors.add(span, "mixed content is a list: expected Vec<RawNode>");
        }
        Role::Group if field.multiplicity != Multiplicity::Required => {
            errors.add(span, "a group is always there, if only empty: expected its type");
        }
        _ => {}
    }
}

/// Checks `from`: everything else can be absent.
fn check_from(field: &Field, fields: &[Field], errors: &mut Errors) {
    if !field.member.from {
        return;
    }
    let is_possible = matches!(
        field.role,
        Role::Attribute(_) | Role::Child(_) | Role::Value(_) | Role::Choice | Role::Text
    );
    if !is_possible {
        errors.add(field.span, "`from` is for attributes, children, values, choices and texts");
    }
    let other = fields.iter().find(|other| other.slot != field.slot && other.is_argument());
    if let Some(other) = other {
        errors.add(other.span, "a value that says it all leaves nothing else required: see `from`");
    }
}
