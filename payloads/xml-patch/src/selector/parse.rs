//! From a text to a selector, in one pass.

use std::borrow::Cow;

use xml_app_core::XmlValue as _;
use xml_app_core::value::{NcName, Scope, is_name_start_char};

use super::{Grammar, Predicate, Selector, SelectorError, Step, Target};
use crate::tree::NameTest;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) fn parse(
    text: &str,
    grammar: Grammar,
    scope: &dyn Scope,
) -> Result<Selector, SelectorError> {
    let mut parser = Parser { rest: text, grammar, scope };
    // Paths begin at the root in any case.
    if grammar == Grammar::Patch {
        let _ = parser.eat("/");
    }
    let mut selector = Selector { id: None, steps: Vec::new(), target: None };
    if grammar == Grammar::Patch && parser.eat("id(") {
        selector.id = Some(parser.id()?);
        if parser.rest.is_empty() {
            return Ok(selector);
        }
        parser.need("/", "/")?;
    }
    loop {
        // Only after an element in XCAP (`element-selector`).
        let may_be_last = grammar == Grammar::Patch || !selector.steps.is_empty();
        if may_be_last && let Some(target) = parser.target()? {
            selector.target = Some(target);
            return parser.end(selector);
        }
        selector.steps.push(parser.step()?);
        if !parser.eat("/") {
            return parser.end(selector);
        }
    }
}

struct Parser<'t> {
    rest: &'t str,
    grammar: Grammar,
    scope: &'t dyn Scope,
}

impl<'t> Parser<'t> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn need(&mut self, token: &str, expected: &'static str) -> Result<(), SelectorError> {
        if self.eat(token) { Ok(()) } else { Err(self.expected(expected)) }
    }

    fn expected(&self, expected: &'static str) -> SelectorError {
        SelectorError::Syntax { expected, found: self.rest.chars().take(40).collect() }
    }

    fn end(&self, selector: Selector) -> Result<Selector, SelectorError> {
        if self.rest.is_empty() { Ok(selector) } else { Err(self.expected("/ or the end")) }
    }

    /// `'x')` after `id(`. An empty `id()` is allowed by the schema by mistake (erratum 3458).
    fn id(&mut self) -> Result<Box<str>, SelectorError> {
        let id = self.literal()?;
        self.need(")", ")")?;
        Ok(id.into())
    }

    /// The last step, if it is not a step to elements.
    fn target(&mut self) -> Result<Option<Target>, SelectorError> {
        if self.eat("@") {
            let (prefix, local) = self.qualified_name()?;
            let namespace = self.attribute_namespace(prefix)?;
            return Ok(Some(Target::Attribute { namespace, local: local.into() }));
        }
        if self.eat("namespace::") {
            return match self.grammar {
                Grammar::Patch => Ok(Some(Target::Namespace(self.name()?.into()))),
                Grammar::NodeSelector => {
                    self.need("*", "namespace::*")?;
                    Ok(Some(Target::Namespaces))
                }
            };
        }
        if self.grammar == Grammar::NodeSelector {
            return Ok(None);
        }
        if self.eat("text()") {
            return Ok(Some(Target::Text(self.optional_position()?)));
        }
        if self.eat("comment()") {
            return Ok(Some(Target::Comment(self.optional_position()?)));
        }
        if self.eat("processing-instruction(") {
            let target =
                if self.rest.starts_with(')') { None } else { Some(self.literal()?.into()) };
            self.need(")", ")")?;
            return Ok(Some(Target::Instruction(target, self.optional_position()?)));
        }
        Ok(None)
    }

    fn step(&mut self) -> Result<Step, SelectorError> {
        let test = self.test("the name of an element")?;
        let mut predicates = Vec::new();
        while self.may_follow(&predicates) && self.eat("[") {
            predicates.push(self.predicate()?);
            self.need("]", "]")?;
        }
        Ok(Step { test, predicates })
    }

    /// Whether there can be another predicate. In XCAP a step has a position, a test of an attribute, or both in this
    /// order (`by-pos`, `by-attr`, `by-pos-attr`).
    fn may_follow(&self, before: &[Predicate]) -> bool {
        match self.grammar {
            Grammar::Patch => true,
            Grammar::NodeSelector => match before {
                [] => true,
                [Predicate::Position(_)] => self.rest.starts_with("[@"),
                _ => false,
            },
        }
    }

    fn test(&mut self, expected: &'static str) -> Result<NameTest, SelectorError> {
        if self.eat("*") {
            return Ok(NameTest::Any);
        }
        if !self.rest.starts_with(is_name_start_char) {
            return Err(self.expected(expected));
        }
        let (prefix, local) = self.qualified_name()?;
        let namespace = match prefix {
            "" => self.scope.namespace_of(None).unwrap_or_default(),
            prefix => self.declared(prefix)?,
        };
        Ok(NameTest::Name { namespace: namespace.into(), local: local.into() })
    }

    fn predicate(&mut self) -> Result<Predicate, SelectorError> {
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(Predicate::Position(self.number()));
        }
        if self.eat("@") {
            let (prefix, local) = self.qualified_name()?;
            let namespace = self.attribute_namespace(prefix)?;
            let (local, value) = (local.into(), self.comparison()?);
            return Ok(Predicate::Attribute { namespace, local, value });
        }
        if self.grammar == Grammar::NodeSelector {
            return Err(self.expected("a position or @"));
        }
        if self.eat(".") {
            return Ok(Predicate::Text(self.comparison()?));
        }
        if self.rest.starts_with('*') {
            return Err(self.expected("a position, @, . or the name of a child"));
        }
        let test = self.test("a position, @, . or the name of a child")?;
        Ok(Predicate::Child { test, value: self.comparison()? })
    }

    fn optional_position(&mut self) -> Result<Option<u64>, SelectorError> {
        if !self.eat("[") {
            return Ok(None);
        }
        if !self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(self.expected("a position"));
        }
        let position = self.number();
        self.need("]", "]")?;
        Ok(Some(position))
    }

    /// Digits. Nothing has a position that is too large for a `u64`.
    fn number(&mut self) -> u64 {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().unwrap_or(u64::MAX)
    }

    fn comparison(&mut self) -> Result<Box<str>, SelectorError> {
        self.need("=", "=")?;
        let value = self.literal()?;
        match self.grammar {
            Grammar::Patch => Ok(value.into()),
            // It is an `AttValue` of XML.
            Grammar::NodeSelector => {
                if value.contains('<') {
                    return Err(self.expected("a value without <"));
                }
                match attribute_value(value) {
                    Some(value) => Ok(value.into()),
                    None => Err(self.expected("references of XML in the value")),
                }
            }
        }
    }

    fn literal(&mut self) -> Result<&'t str, SelectorError> {
        let quote = match self.rest.as_bytes().first() {
            Some(b'"') => '"',
            Some(b'\'') => '\'',
            _ => return Err(self.expected("a text in quotes")),
        };
        let inner = self.rest.get(1..).unwrap_or_default();
        let Some((literal, rest)) = inner.split_once(quote) else {
            self.rest = "";
            return Err(self.expected("the quote that ends a text"));
        };
        self.rest = rest;
        Ok(literal)
    }

    /// A name without a colon.
    fn name(&mut self) -> Result<&'t str, SelectorError> {
        let is_end =
            |c: char| c.is_ascii() && !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if NcName::parse(name).is_err() {
            return Err(self.expected("a name"));
        }
        self.rest = rest;
        Ok(name)
    }

    /// The prefix of a name, or nothing, and its local part.
    fn qualified_name(&mut self) -> Result<(&'t str, &'t str), SelectorError> {
        let name = self.name()?;
        // `namespace::` and other axes are not prefixes.
        if self.rest.starts_with(':') && !self.rest.starts_with("::") {
            self.rest = self.rest.get(1..).unwrap_or_default();
            return Ok((name, self.name()?));
        }
        Ok(("", name))
    }

    fn attribute_namespace(&self, prefix: &str) -> Result<Box<str>, SelectorError> {
        if prefix.is_empty() { Ok("".into()) } else { Ok(self.declared(prefix)?.into()) }
    }

    fn declared(&self, prefix: &str) -> Result<&'t str, SelectorError> {
        if prefix == "xml" {
            return Ok(XML);
        }
        self.scope
            .namespace_of(Some(prefix))
            .ok_or_else(|| SelectorError::Prefix(prefix.to_owned()))
    }
}

/// The value that an `AttValue` stands for, if its references are those of XML.
fn attribute_value(raw: &str) -> Option<Cow<'_, str>> {
    let mut references = raw.split('&').skip(1);
    references
        .all(|after| {
            let name = after.split_once(';').map(|(name, _)| name);
            name.is_some_and(|name| crate::tree::character(name).is_some())
        })
        .then(|| crate::tree::attribute_value(raw))
}
