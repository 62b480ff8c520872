//! The parts of a document that have to survive: expanded names, attributes, text; not order,
//! prefixes, ignorable space, comments.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::family::Family;

type Name = (String, String);

/// An element with all that matters in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    name: Name,
    attributes: BTreeMap<Name, String>,
    text: String,
    children: Vec<Self>,
}

/// A difference: its path in the first document, as in diagnostics, and its kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    pub(crate) path: String,
    pub(crate) what: String,
    /// The text that a diagnostic about it has to contain: the added or missing name, or the new
    /// value.
    pub(crate) mention: String,
}

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const PIDF: &str = "urn:ietf:params:xml:ns:pidf";
const DATA_MODEL: &str = "urn:ietf:params:xml:ns:pidf:data-model";
const RPID: &str = "urn:ietf:params:xml:ns:pidf:rpid";
const TIMED_STATUS: &str = "urn:ietf:params:xml:ns:pidf:timed-status";
const CIPID: &str = "urn:ietf:params:xml:ns:pidf:cipid";
const CAPS: &str = "urn:ietf:params:xml:ns:pidf:caps";
const OMA_PIDF: &str = "urn:oma:xml:prs:pidf:oma-pres";
const POLICY: &str = "urn:ietf:params:xml:ns:common-policy";
const PRES_RULES: &str = "urn:ietf:params:xml:ns:pres-rules";
const DIALOG_RULES: &str = "urn:ag-projects:xml:ns:dialog-rules";
const OMA_POLICY: &str = "urn:oma:xml:xdm:common-policy";
const OMA_PRES_RULES: &str = "urn:oma:xml:prs:pres-rules";
const AG_POLICY: &str = "urn:ag-projects:xml:ns:common-policy";

/// Known elements whose white space has no meaning: containers that happen to be empty, and types
/// that collapse it (XML Schema Part 2 §4.3.6).
const COLLAPSED: [(&str, &str); 14] = [
    (PIDF, "presence tuple status contact timestamp"),
    (DATA_MODEL, "person device deviceID timestamp"),
    (
        RPID,
        "activities class mood place-is place-type privacy relationship service-class sphere \
            status-icon time-offset",
    ),
    (CIPID, "card homepage icon map sound"),
    (TIMED_STATUS, "timed-status"),
    (
        CAPS,
        "servcaps devcaps actor application audio automata class control data duplex \
            event-packages extensions isfocus languages message methods mobility \
            priority schemes supported notsupported text video",
    ),
    (
        OMA_PIDF,
        "willingness session-participation overriding-willingness service-description service-id \
            version description network-availability network active terminated",
    ),
    (
        POLICY,
        "ruleset rule conditions identity one many except sphere validity from until actions \
            transformations",
    ),
    (
        PRES_RULES,
        "sub-handling all-devices all-persons all-services class deviceID occurrence-id \
            service-uri service-uri-scheme provide-all-attributes provide-devices \
            provide-persons provide-services",
    ),
    (PRES_RULES, PROVIDE),
    (OMA_POLICY, "other-identity anonymous-request external-list entry"),
    (OMA_PRES_RULES, PROVIDE_OMA),
    (DIALOG_RULES, "sub-handling"),
    (AG_POLICY, "false-condition"),
];

/// Attributes that collapse white space; all those of PIDF and its extensions but a description do,
/// too.
const COLLAPSED_ATTRIBUTES: [(&str, &str); 3] =
    [(OMA_PIDF, "id"), (POLICY, "id"), (OMA_POLICY, "anc")];

/// Permissions that are given or not.
const PROVIDE: &str = "provide-activities provide-class provide-deviceID provide-mood \
    provide-place-is provide-place-type provide-privacy provide-relationship provide-sphere \
    provide-status-icon provide-time-offset provide-note provide-unknown-attribute";
const PROVIDE_OMA: &str = "provide-willingness provide-network-availability \
    provide-session-participation provide-registration-state provide-barring-state";

/// Known elements and attributes that are booleans or integers: the canonical spelling is as good.
const CANONICAL: [(&str, &str); 4] = [
    (RPID, "time-offset idle-threshold"),
    (
        CAPS,
        "application audio automata control data isfocus message text video minvalue maxvalue \
            value",
    ),
    (PRES_RULES, PROVIDE),
    (OMA_PRES_RULES, PROVIDE_OMA),
];

fn lists(lists: &[(&str, &str)], namespace: &str, local: &str) -> bool {
    let mut lists = lists.iter();
    lists.any(|(ns, locals)| *ns == namespace && locals.split(' ').any(|name| name == local))
}

/// The canonical spelling of a boolean or an integer.
fn canonical(value: &str) -> &str {
    match value {
        "1" => "true",
        "0" => "false",
        value => value.trim_start_matches(['+', '0']),
    }
}

/// The namespace of the root element; empty for none.
pub(crate) fn root_namespace(xml: &str) -> String {
    let document = Document::parse(xml).unwrap();
    document.root_element().tag_name().namespace().unwrap_or_default().to_owned()
}

impl Element {
    /// Puts the children of wrappers in the place of these.
    pub(crate) fn unwrap(&mut self, parent: &str, wrapper: &str) {
        if self.name.1 == parent {
            let is_wrapper = |child: &Self| child.name.1 == wrapper && child.attributes.is_empty();
            let unwrap = |child: Self| match is_wrapper(&child) {
                true => child.children,
                false => vec![child],
            };
            self.children =
                std::mem::take(&mut self.children).into_iter().flat_map(unwrap).collect();
        }
        self.children.iter_mut().for_each(|child| child.unwrap(parent, wrapper));
    }

    /// The root element of a document of a family. `taken` is a namespace that is as good as
    /// that of the family.
    pub(crate) fn root(xml: &str, family: &Family, taken: &str) -> Self {
        let document = Document::parse(xml).unwrap();
        Self::of(document.root_element(), family, taken)
    }

    fn of(node: Node<'_, '_>, family: &Family, taken: &str) -> Self {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        let namespace = if namespace == taken { family.root.1 } else { namespace };
        let name = (namespace.to_owned(), node.tag_name().name().to_owned());
        let attributes = node.attributes().map(|attribute| {
            let namespace = attribute.namespace().unwrap_or_default().to_owned();
            let local = attribute.name().to_owned();
            let collapse = namespace == XML && local == "lang"
                || namespace.is_empty() && name.0.starts_with(PIDF) && local != "description"
                || namespace.is_empty() && lists(&COLLAPSED_ATTRIBUTES, &name.0, &local);
            let mut value = attribute.value().to_owned();
            if collapse {
                value = collapsed(&value);
            }
            if lists(&CANONICAL, &name.0, &local) {
                value = canonical(&value).to_owned();
            }
            ((namespace, local), value)
        });
        let elements = node.children().filter(Node::is_element);
        let children: Vec<_> = elements.map(|child| Self::of(child, family, taken)).collect();
        let texts = node.children().filter(Node::is_text);
        let mut text: String = texts.filter_map(text_of).collect();
        if !children.is_empty() || lists(&COLLAPSED, &name.0, &name.1) {
            text = collapsed(&text);
        }
        if lists(&CANONICAL, &name.0, &name.1) {
            text = canonical(&text).to_owned();
        }
        Self { attributes: attributes.collect(), text, children, name }
    }

    /// What the other element lacks, and what it has too much. Order does not count.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        self.compare(other, &format!("/{}", self.name.1), &mut differences);
        differences
    }

    fn compare(&self, other: &Self, path: &str, differences: &mut Vec<Difference>) {
        let mut differ = |path: String, what: String, mention: &str| {
            let mention = mention.to_owned();
            differences.push(Difference { path, what, mention });
        };
        for (name, value) in &self.attributes {
            let path = format!("{path}/@{}", name.1);
            match other.attributes.get(name) {
                Some(now) if now == value => {}
                Some(now) => differ(path, format!("{value:?} became {now:?}"), &format!("{now:?}")),
                None => differ(path, format!("{value:?} was lost"), &name.1),
            }
        }
        for (name, value) in &other.attributes {
            if !self.attributes.contains_key(name) {
                let what = format!("the attribute {name:?} = {value:?} was added");
                differ(path.to_owned(), what, &name.1);
            }
        }
        if self.text != other.text {
            let what = format!("the text {:?} became {:?}", self.text, other.text);
            let quoted = format!("{:?}", other.text);
            let mention = if other.text.is_empty() { &self.name.1 } else { &quoted };
            differ(path.to_owned(), what, mention);
        }
        let mut rest: Vec<_> = other.children.iter().collect();
        let mut children = self.paths(path);
        // What is surplus is written last: of equal children the last ones are those kept as they are.
        children.reverse();
        children.retain(|(child, _)| {
            let equal = rest.iter().rposition(|candidate| candidate == child);
            equal.map(|index| rest.remove(index)).is_none()
        });
        children.reverse();
        let mut pairs = Vec::new();
        for (child, path) in children {
            match rest.iter().position(|candidate| candidate.name == child.name) {
                Some(index) => pairs.push((child, rest.remove(index), path)),
                None => differ(path, "was lost".to_owned(), &child.name.1),
            }
        }
        for surplus in rest {
            let what = format!("{:?} was added", surplus.name);
            differ(path.to_owned(), what, &surplus.name.1);
        }
        for (child, other, path) in pairs {
            child.compare(other, &path, differences);
        }
    }

    /// The children with their paths, numbered as in diagnostics.
    fn paths(&self, parent: &str) -> Vec<(&Self, String)> {
        let mut seen: BTreeMap<&Name, usize> = BTreeMap::new();
        let total = |name: &Name| self.children.iter().filter(|child| child.name == *name).count();
        let children = self.children.iter().map(|child| {
            let index = seen.entry(&child.name).or_default();
            *index += 1;
            let path = match total(&child.name) {
                1 => format!("{parent}/{}", child.name.1),
                _ => format!("{parent}/{}[{index}]", child.name.1),
            };
            (child, path)
        });
        children.collect()
    }
}

#[allow(clippy::disallowed_methods, reason = "of a text node it is the whole text")]
fn text_of<'a>(text: Node<'a, '_>) -> Option<&'a str> {
    text.text()
}

fn collapsed(text: &str) -> String {
    let words = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
