//! Authorization documents (RFC 4745, RFC 5025) in words: for each rule, when it applies, what it
//! allows, and what it shows.

use anstyle::Style;
use sip_payloads::policy::Failure;
use sip_payloads::policy::common_policy::RuleSet;
use sip_payloads::policy::ns::{COMMON_POLICY, DIALOG_RULES, PRES_RULES};
use sip_payloads::xml::ValueKind;
use sip_payloads::{ag_projects, oma};

use super::elements::{details, element, elements, known_as, unexpected_text};
use super::values::{one_line, value};
use super::words::own_text;
use super::{HEAD, Page, is};
use crate::findings::WARNING;
use sip_payloads::xml::outline::Outline;

/// Prints the rules of a document. `set` contains them as evaluation reads them, which shows rules
/// that never match.
pub(super) fn rules(root: &Outline, set: &RuleSet, page: &mut Page) {
    page.line(0, HEAD, "Rules", &details(root, &[]));
    unexpected_text(root, 1, page);
    let semantics = sip_payloads::semantics().unwrap_or_default();
    let mut rules = set.rules.iter();
    for child in &root.elements {
        if is_policy(child, "rule") {
            let typed = rules.next();
            let never = typed.and_then(|typed| semantics.never_matches(typed));
            let permits = typed.is_some_and(|typed| !semantics.permissions(typed).is_empty());
            rule(child, never.as_ref(), permits, page);
        } else {
            element(child, 1, page);
        }
    }
}

/// Rules that permit nothing or always apply are marked, because this is easily overlooked. An
/// unknown element in a rule may be meant as a condition.
fn rule(rule: &Outline, never: Option<&(&str, Failure)>, permits: bool, page: &mut Page) {
    let id = one_line(rule.attribute("id").unwrap_or_default());
    page.line(1, HEAD, &format!("Rule {id}"), &details(rule, &["id"]));
    unexpected_text(rule, 2, page);
    if let Some((condition, reason)) = never {
        let words = one_line(&format!("{condition}: {reason}"));
        page.line(2, WARNING, "never matches:", &format!(" {words}"));
    } else if !rule.elements.iter().any(|child| child.is_raw || is_policy(child, "conditions")) {
        line("always", page);
    }
    for child in &rule.elements {
        if is_policy(child, "conditions") {
            conditions(child, page);
        } else if is_policy(child, "actions") {
            misplaced(child, page);
            child.elements.iter().for_each(|action| self::action(action, page));
        } else if is_policy(child, "transformations") {
            misplaced(child, page);
            transformations(child, page);
        } else {
            element(child, 2, page);
        }
    }
    if !permits {
        line("permits nothing", page);
    }
}

/// Unexpected text, if there is any.
fn misplaced(node: &Outline, page: &mut Page) -> bool {
    let details = details(node, &[]);
    let is_there = !details.is_empty() || node.unexpected_text.is_some();
    if is_there {
        page.line(2, Style::new(), &node.name.local, &details);
        unexpected_text(node, 3, page);
    }
    is_there
}

fn conditions(conditions: &Outline, page: &mut Page) {
    if !misplaced(conditions, page) && conditions.elements.is_empty() {
        line("always", page);
    }
    for (place, child) in conditions.elements.iter().enumerate() {
        condition(if place == 0 { "when" } else { "and" }, child, page);
    }
}

fn condition(word: &str, node: &Outline, page: &mut Page) {
    if node.is_raw {
        line(&format!("{word} something unknown, which is never true"), page);
        element(node, 3, page);
        return;
    }
    match (node.name.namespace.as_str(), node.name.local.as_str()) {
        (POLICY_URI, "identity") => identity(word, node, page),
        (POLICY_URI, "sphere") => sphere(word, node, page),
        (POLICY_URI, "validity") => validity(word, node, page),
        (OMA_URI, "external-list") => external_list(word, node, page),
        (OMA_URI, "other-identity") => {
            known_as(&format!("{word} no other rule is about the watcher"), ": ", node, 2, page);
        }
        (OMA_URI, "anonymous-request") => {
            known_as(&format!("{word} the watcher is anonymous"), ": ", node, 2, page);
        }
        (AG_PROJECTS_URI, "false-condition") => {
            known_as(&format!("{word} never"), ": ", node, 2, page);
        }
        (_, local) => known_as(&format!("{word} {local}"), ": ", node, 2, page),
    }
}

fn identity(word: &str, node: &Outline, page: &mut Page) {
    let details = details(node, &[]);
    match node.elements.as_slice() {
        [] => line(&format!("{word} the watcher is nobody{details}"), page),
        [only] if !only.is_raw && details.is_empty() => {
            entity(&format!("{word} the watcher is "), only, 2, page);
        }
        several => {
            line(&format!("{word} the watcher is one of{details}"), page);
            several.iter().for_each(|child| entity("", child, 3, page));
        }
    }
    unexpected_text(node, 3, page);
}

/// One, many, or an exception of many; children that narrow them are below.
fn entity(lead: &str, node: &Outline, depth: usize, page: &mut Page) {
    let id = node.attribute("id").map(one_line);
    let domain = node.attribute("domain").map(one_line);
    let domain = domain.map(|domain| format!("anybody of {domain}"));
    let words = if is_policy(node, "one") {
        format!("{}{}", id.unwrap_or_default(), details(node, &["id"]))
    } else if is_policy(node, "many") {
        let domain = domain.unwrap_or_else(|| "anybody authenticated".to_owned());
        format!("{domain}{}", details(node, &["domain"]))
    } else if is_policy(node, "except") {
        let excepted: Vec<_> = id.into_iter().chain(domain).collect();
        format!("except {}{}", excepted.join(" and "), details(node, &["id", "domain"]))
    } else if lead.is_empty() {
        return element(node, depth, page);
    } else {
        return known_as(&format!("{lead}{}", node.name.local), ": ", node, depth, page);
    };
    page.line(depth, Style::new(), &format!("{lead}{words}"), "");
    unexpected_text(node, depth + 1, page);
    node.elements.iter().for_each(|child| entity("", child, depth + 1, page));
}

fn sphere(word: &str, node: &Outline, page: &mut Page) {
    let states: Vec<_> = node.attribute("value").unwrap_or_default().split_whitespace().collect();
    let states = one_line(&states.join(" or "));
    line(&format!("{word} the sphere is {states}{}", details(node, &["value"])), page);
    unexpected_text(node, 3, page);
    elements(&node.elements, 3, page);
}

fn validity(word: &str, node: &Outline, page: &mut Page) {
    let mut words = String::new();
    let mut below = Vec::new();
    for child in &node.elements {
        let is_first = words.is_empty();
        match own_text(child).filter(|_| !child.is_raw && child.attributes.is_empty()) {
            Some(time) if child.name.local == "from" && !is_first => {
                words.push_str(&format!(", or from {time}"));
            }
            Some(time) => words.push_str(&format!(" {} {time}", child.name.local)),
            None => below.push(child),
        }
    }
    line(&format!("{word} the time is{words}{}", details(node, &[])), page);
    unexpected_text(node, 3, page);
    elements(below, 3, page);
}

fn external_list(word: &str, node: &Outline, page: &mut Page) {
    let list = |entry: &Outline| {
        let list = entry.attribute("anc").map_or_else(|| "nowhere".to_owned(), one_line);
        format!("{list}{}", details(entry, &["anc"]))
    };
    let is_bare = |entry: &Outline| !entry.is_raw && entry.elements.is_empty();
    let head = format!("{word} the watcher is on");
    match node.elements.as_slice() {
        [only] if is_bare(only) && node.attributes.is_empty() => {
            line(&format!("{head} the list {}", list(only)), page);
        }
        several => {
            line(&format!("{head} one of the lists{}", details(node, &[])), page);
            for entry in several {
                if is_bare(entry) {
                    page.line(3, Style::new(), "", &list(entry));
                } else {
                    element(entry, 3, page);
                }
            }
        }
    }
    unexpected_text(node, 3, page);
}

fn action(node: &Outline, page: &mut Page) {
    let local = &node.name.local;
    if node.is_raw {
        line("allows something unknown", page);
        element(node, 3, page);
        return;
    }
    match subscription(node) {
        Some(words) => line(&format!("allows {words}"), page),
        None => known_as(&format!("allows {local}"), " ", node, 2, page),
    }
}

/// `<sub-handling>` of presence or dialog rules.
fn subscription(node: &Outline) -> Option<String> {
    let to = match node.name.namespace.as_str() {
        PRES_RULES_URI => "",
        DIALOG_RULES_URI => " to dialogs",
        _ => return None,
    };
    if node.name.local != "sub-handling" || has_more_than_text(node) {
        return None;
    }
    match node.text()?.text.as_str() {
        "allow" => Some(format!("the subscription{to} (allow)")),
        "polite-block" => Some(format!(
            "the subscription{to}, but shows the presentity as unavailable (polite-block)"
        )),
        "confirm" => Some(format!("the subscription{to} when it is confirmed (confirm)")),
        "block" => Some(format!("no subscription{to} (block)")),
        _ => None,
    }
}

/// Permissions for attributes are printed together, at the end.
fn transformations(node: &Outline, page: &mut Page) {
    let (mut shown, mut not_shown) = (Vec::new(), Vec::new());
    for child in &node.elements {
        let local = child.name.local.as_str();
        let what = local.strip_prefix("provide-").unwrap_or(local);
        if child.is_raw {
            line("shows something unknown", page);
            element(child, 3, page);
        } else if let Some((words, is_shown)) = attribute(child, what) {
            if is_shown { shown.push(words) } else { not_shown.push(words) }
        } else if !has_more_than_text(child) {
            let is_empty = own_text(child).is_none();
            line(&format!("shows {}{what}", if is_empty { "no " } else { "" }), page);
            unexpected_text(child, 3, page);
        } else {
            known_as(&format!("shows {what}"), ": ", child, 2, page);
        }
    }
    for (verb, words) in [("shows", shown), ("does not show", not_shown)] {
        if !words.is_empty() {
            line(&format!("{verb} {}", words.join(", ")), page);
        }
    }
}

/// The attribute of a permission and whether it is granted; also for other boolean permissions.
fn attribute(node: &Outline, what: &str) -> Option<(String, bool)> {
    if node.is(PRES_RULES_URI, "provide-all-attributes") {
        let is_bare = !has_more_than_text(node) && own_text(node).is_none();
        return is_bare.then(|| ("all attributes".to_owned(), true));
    }
    let text = node.text().filter(|text| !text.text.is_empty())?;
    let is_shown = text.text != "false" && text.text != "0";
    if node.is(PRES_RULES_URI, "provide-unknown-attribute") {
        let name = format!("{{{}}}{}", node.attribute("ns")?, node.attribute("name")?);
        let is_all = node.elements.is_empty() && details(node, &["ns", "name"]).is_empty();
        return is_all.then(|| (one_line(&name), is_shown));
    }
    if has_more_than_text(node) {
        return None;
    }
    let is_level = is_shown && text.kind != ValueKind::Boolean;
    let level = if is_level { format!(" ({})", value(text)) } else { String::new() };
    Some((format!("{what}{level}"), is_shown))
}

fn has_more_than_text(node: &Outline) -> bool {
    !node.attributes.is_empty() || !node.elements.is_empty() || node.unexpected_text.is_some()
}

fn is_policy(node: &Outline, local: &str) -> bool {
    is(node, POLICY_URI, local)
}

/// A line of a rule.
fn line(words: &str, page: &mut Page) {
    page.line(2, Style::new(), words, "");
}

const POLICY_URI: &str = COMMON_POLICY.uri();
const PRES_RULES_URI: &str = PRES_RULES.uri();
const DIALOG_RULES_URI: &str = DIALOG_RULES.uri();
const OMA_URI: &str = oma::ns::COMMON_POLICY.uri();
const AG_PROJECTS_URI: &str = ag_projects::ns::COMMON_POLICY.uri();
