//! Where our strict verdict differs from that of xmllint, and why; each class has an example.
//!
//! xmllint here is that of libxml2 2.9.14; later versions behave alike where it was tried.

use roxmltree::Node;
use sip_payloads::{DateTime, Diagnostic, Error, ErrorKind};
use sip_payloads_oracle::Verdict;

/// A document on which the verdicts differ.
pub(crate) struct Case<'a> {
    pub(crate) document: &'a str,
    /// The verdict of xmllint with the schemas of known vocabularies only.
    pub(crate) known_only: &'a Verdict,
    /// Why we refuse it, if we do.
    pub(crate) ours: Option<&'a Error>,
}

/// A reason for which verdicts may differ.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    /// Whether both verdicts are explained by this class.
    pub(crate) covers: fn(&Case<'_>) -> bool,
    /// The family of documents that has the example.
    pub(crate) family: &'static str,
    /// An example of the class, as content of the example of that family.
    pub(crate) example: &'static str,
}

/// The name of the class of known disagreements to which a case belongs, if any.
pub(crate) fn explain(case: &Case<'_>) -> Option<&'static str> {
    let mut classes = CLASSES.iter();
    classes.find(|class| (class.covers)(case)).map(|class| class.name)
}

pub(crate) const CLASSES: [Class; 13] = [
    // The umbrella schema imports vocabularies that this project does not have yet: location
    // objects, timed status, OMA publication rules. By the lax wildcards unknown elements are
    // valid. This is found by asking xmllint again with the schemas of the known vocabularies only.
    Class {
        name: "not yet: a vocabulary that this project does not know",
        covers: |case| case.ours.is_none() == case.known_only.is_valid(),
        family: "presence",
        example: "<g:geopriv xmlns:g='urn:ietf:params:xml:ns:pidf:geopriv10'/>",
    },
    // libxml2 forgets the order between a repeatable element and a repeatable wildcard that
    // follows it (`note*, any*`), or that stands beside it in a choice (`self | any+`). XML Schema
    // does not; neither do we. Tolerant reading does not mind the order.
    Class {
        name: "libxml2: order between a repeated element and a wildcard",
        covers: is_order,
        family: "presence",
        example: "<x:e/><note/>",
    },
    // White space around an xs:dateTime is to be collapsed (XML Schema Part 2 §4.3.6). libxml2
    // refuses it before the value, and behind a value without zone.
    Class {
        name: "libxml2: white space around xs:dateTime",
        covers: |case| {
            case.refused_values().is_some_and(|values| values.iter().all(is_padded_date))
        },
        family: "presence",
        example: "<tuple id='t'><status/><timestamp> 2005-10-27T16:49:29Z</timestamp></tuple>",
    },
    // XML Schema sees characters, and no CDATA sections: blank ones are white space, and empty ones
    // are nothing. libxml2 takes any section for text.
    Class {
        name: "libxml2: blank CDATA sections between elements",
        covers: is_blank_section,
        family: "presence",
        example: "<tuple id='t'><![CDATA[ ]]><status/></tuple>",
    },
    // libxml2 holds every URI against the generic syntax of RFC 3986, and that with brackets for
    // `//` authorities only and with ports that are neither empty nor above 2^31. The first refuses
    // every SIP URI of an IPv6 host (RFC 3261 §25.1), the rest is against RFC 3986 §3.2.3.
    Class {
        name: "libxml2: IPv6 hosts in SIP URIs, empty and large ports",
        covers: |case| case.refused_values().is_some_and(|values| values.iter().all(is_sound_uri)),
        family: "presence",
        example: "<tuple id='t'><status/><contact>sip:ida@[2001:db8::1]:5060</contact></tuple>",
    },
    // libxml2 stops at 24 digits. XML Schema lets a processor do that (Part 2 §5.4); ours ends
    // at 38.
    Class {
        name: "libxml2: integers of more than 24 digits",
        covers: |case| {
            case.refused_values().is_some_and(|values| values.iter().all(is_long_integer))
        },
        family: "presence",
        example: "<dm:person id='p'><rpid:time-offset>1234567890123456789012345</rpid:time-offset>\
                  </dm:person>",
    },
    // Names follow the fifth edition of XML 1.0, which lets in letters beyond U+FFFF; the first
    // version of XML Schema, and with it libxml2, refers to the second edition.
    Class {
        name: "deliberate: names as in the fifth edition of XML 1.0",
        covers: |case| {
            case.refused_values().is_some_and(|values| values.iter().all(is_astral_name))
        },
        family: "presence",
        example: "<dm:person id='\u{10400}'/>",
    },
    // The pattern of a qvalue has an unescaped dot: it takes `05` and `10` for priorities (RFC 3863
    // §4.4; erratum 1606). The prose and RFC 3261 mean a decimal point.
    Class {
        name: "deliberate: the unescaped dot of qvalue (erratum 1606)",
        covers: |case| case.our_errors().is_some_and(|mut errors| errors.all(is_qvalue)),
        family: "presence",
        example: "<tuple id='t'><status/><contact priority='05'>im:a</contact></tuple>",
    },
    // `xsi:type` is refused on known elements, even where it says what is so anyway, and is no more
    // than an attribute on unknown ones: typing by the document is nothing that presence uses, and
    // a way to have content checked as something else than what is read.
    Class {
        name: "deliberate: xsi:type",
        covers: is_xsi_type,
        family: "presence",
        example: "<note xsi:type='p:note' xmlns:p='urn:ietf:params:xml:ns:pidf' \
                  xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>x</note>",
    },
    // Years end where those of chrono end. XML Schema demands four digits of a processor (Part 2
    // §5.4).
    Class {
        name: "deliberate: no years beyond 262142",
        covers: |case| case.our_errors().is_some_and(|mut errors| errors.all(is_distant_year)),
        family: "presence",
        example: "<tuple id='t'><status/><timestamp>262143-01-01T00:00:00Z</timestamp></tuple>",
    },
    // RFC 4480 §3.2 describes `<lunch>`, and its schema forgets it (erratum 3121).
    Class {
        name: "deliberate: lunch is an activity (erratum 3121)",
        covers: is_lunch,
        family: "presence",
        example: "<dm:person id='p'><rpid:activities><rpid:lunch/></rpid:activities></dm:person>",
    },
    // AG Projects' clients name their rules; the schema of RFC 4745 has no place for that. Who
    // registers their vocabulary wants their documents to be read.
    Class {
        name: "deliberate: AG Projects' display-name of a rule",
        covers: is_display_name,
        family: "policy",
        example: "<n:display-name xmlns:n='urn:ag-projects:xml:ns:common-policy'>x\
                  </n:display-name>",
    },
    // Nobody has published a schema of AG Projects' conditions, so xmllint takes anything in them.
    Class {
        name: "no schema: AG Projects' conditions",
        covers: is_without_schema,
        family: "policy",
        example: "<conditions><n:false-condition xmlns:n='urn:ag-projects:xml:ns:common-policy'>x\
                  </n:false-condition></conditions>",
    },
];

/// A value that xmllint refuses, and the type that it is refused for.
struct RefusedValue<'a> {
    value: &'a str,
    type_name: &'a str,
}

impl Case<'_> {
    /// The messages of xmllint about a document that is valid to us.
    fn messages(&self) -> Option<&[String]> {
        match self.known_only {
            Verdict::Invalid(messages) if self.ours.is_none() => Some(messages),
            _ => None,
        }
    }

    /// The values that xmllint refuses, if they are all that it complains of.
    fn refused_values(&self) -> Option<Vec<RefusedValue<'_>>> {
        const REFUSED: &str = "' is not a valid value of the atomic type '";
        let values = self.messages()?.iter().map(|message| {
            let (_, complaint) = message.split_once("': '")?;
            let (value, type_name) = complaint.split_once(REFUSED)?;
            let type_name = type_name.strip_suffix("'.")?;
            Some(RefusedValue { value, type_name })
        });
        values.collect()
    }

    /// What we refuse in a document that is valid to xmllint.
    fn our_errors(&self) -> Option<impl Iterator<Item = &Diagnostic>> {
        let ours = self.ours.filter(|_| self.known_only.is_valid())?;
        Some(ours.diagnostics().iter().filter(|finding| finding.is_error()))
    }
}

/// Where libxml2 does not see the order: parents, and the children that come too late.
const UNORDERED: [(&str, &str); 8] = [
    ("presence", "note"),
    ("supported", "range"),
    ("notsupported", "range"),
    ("network-availability", "network"),
    ("relationship", ""),
    ("service-class", ""),
    ("sphere", ""),
    ("place-type", ""),
];

fn is_order(case: &Case<'_>) -> bool {
    let Ok(tree) = roxmltree::Document::parse(case.document) else {
        return false;
    };
    let Some(mut errors) = case.our_errors() else {
        return false;
    };
    errors.all(|error| {
        let late = element_at(&tree, error.path());
        matches!(error.kind(), ErrorKind::OutOfOrder | ErrorKind::UnexpectedElement)
            && late.is_some_and(comes_after_foreign)
    })
}

fn comes_after_foreign(late: Node<'_, '_>) -> bool {
    let name = late.tag_name();
    let parent = late.parent().map_or("", |parent| parent.tag_name().name());
    let known = UNORDERED
        .iter()
        .any(|&(host, child)| host == parent && (child == name.name() || child.is_empty()));
    let foreign = |before: &Node<'_, '_>| {
        before.is_element() && before.tag_name().namespace() != name.namespace()
    };
    known && late.prev_siblings().skip(1).any(|before| foreign(&before))
}

/// The element at the path of a diagnostic.
fn element_at<'d>(tree: &'d roxmltree::Document<'d>, path: &str) -> Option<Node<'d, 'd>> {
    path.split('/').skip(1).try_fold(tree.root(), |parent, step| {
        let step = without_prefix(step);
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse().ok()?),
            None => (step, 1),
        };
        let mut children = parent.children();
        children.by_ref().filter(|child| child.tag_name().name() == name).nth(index - 1)
    })
}

/// A step of a path without the prefix of what is in another namespace than its parent.
fn without_prefix(step: &str) -> &str {
    step.split_once(':').map_or(step, |(_, local)| local)
}

fn is_padded_date(refused: &RefusedValue<'_>) -> bool {
    let trimmed = trim(refused.value);
    let types = ["xs:dateTime", "{urn:ietf:params:xml:ns:pidf:data-model}Timestamp_t"];
    types.contains(&refused.type_name)
        && trimmed != refused.value
        && trimmed.parse::<DateTime>().is_ok()
}

fn is_blank_section(case: &Case<'_>) -> bool {
    let Some(messages) = case.messages() else {
        return false;
    };
    let mut sections = case.document.split("<![CDATA[").skip(1);
    let blank = sections.any(|tail| tail.split("]]>").next().is_some_and(|s| trim(s).is_empty()));
    blank && messages.iter().all(|message| message.contains(": Character content "))
}

fn is_sound_uri(refused: &RefusedValue<'_>) -> bool {
    let types = ["xs:anyURI", "{urn:ietf:params:xml:ns:pidf:data-model}deviceID_t"];
    let uri = trim(refused.value);
    let in_brackets = |uri: &str| {
        let address = uri.split_once('[').and_then(|(_, tail)| tail.split_once(']'));
        address.is_some_and(|(address, _)| address.parse::<std::net::Ipv6Addr>().is_ok())
    };
    let sip = uri.starts_with("sip:") || uri.starts_with("sips:");
    let port = uri.split_once("//").and_then(|(_, tail)| {
        let authority = tail.split(['/', '?', '#']).next()?;
        authority.rsplit_once(':').map(|(_, port)| port)
    });
    let odd_port = port.is_some_and(|port| {
        port.bytes().all(|b| b.is_ascii_digit()) && (port.is_empty() || port.len() > 9)
    });
    types.contains(&refused.type_name) && ((sip && in_brackets(uri)) || odd_port)
}

fn is_long_integer(refused: &RefusedValue<'_>) -> bool {
    let digits = trim(refused.value).trim_start_matches(['+', '-']);
    let types = ["xs:integer", "xs:positiveInteger"];
    types.contains(&refused.type_name)
        && digits.len() > 24
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_astral_name(refused: &RefusedValue<'_>) -> bool {
    refused.type_name == "xs:ID" && refused.value.chars().any(|c| c > '\u{ffff}')
}

fn is_qvalue(error: &Diagnostic) -> bool {
    let value = error.message().split('"').nth(1).map(trim);
    let digits = value.and_then(|value| value.strip_prefix(['0', '1']));
    error.kind() == ErrorKind::InvalidValue
        && error.path().ends_with("/contact/@priority")
        && digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

fn is_xsi_type(case: &Case<'_>) -> bool {
    const XSI_TYPE: (&str, &str) = ("http://www.w3.org/2001/XMLSchema-instance", "type");
    let Ok(tree) = roxmltree::Document::parse(case.document) else {
        return false;
    };
    let typed = |node: &Node<'_, '_>| {
        node.attributes().any(|a| (a.namespace().unwrap_or_default(), a.name()) == XSI_TYPE)
    };
    if let Some(mut errors) = case.our_errors() {
        let refused = |error: &Diagnostic| {
            let attribute = error.path().split_once("/@");
            let element = attribute.filter(|(_, name)| without_prefix(name) == "type");
            error.kind() == ErrorKind::UnexpectedAttribute
                && element.and_then(|(path, _)| element_at(&tree, path)).is_some_and(|e| typed(&e))
        };
        return errors.all(refused);
    }
    let typed: Vec<_> = tree.descendants().filter(typed).map(|node| node.tag_name()).collect();
    case.messages().is_some_and(|messages| {
        messages.iter().all(|message| {
            let mut names = typed.iter().map(|name| {
                format!("Element '{{{}}}{}'", name.namespace().unwrap_or_default(), name.name())
            });
            names.any(|name| message.contains(&name))
        })
    })
}

fn is_distant_year(error: &Diagnostic) -> bool {
    let value = error.message().split('"').nth(1).map(trim);
    let year = value.and_then(|value| value.trim_start_matches('-').split('-').next());
    error.kind() == ErrorKind::InvalidValue
        && error.message().contains("xs:dateTime")
        && year.and_then(|year| year.parse::<u128>().ok()).is_some_and(|year| year > 262_142)
}

fn is_lunch(case: &Case<'_>) -> bool {
    const LUNCH: &str =
        "Element '{urn:ietf:params:xml:ns:pidf:rpid}lunch': This element is not expected";
    let messages = case.messages();
    messages.is_some_and(|messages| messages.iter().all(|message| message.contains(LUNCH)))
}

fn is_display_name(case: &Case<'_>) -> bool {
    const DISPLAY_NAME: &str = "Element '{urn:ag-projects:xml:ns:common-policy}display-name': \
                                This element is not expected";
    let messages = case.messages();
    messages.is_some_and(|messages| messages.iter().all(|message| message.contains(DISPLAY_NAME)))
}

fn is_without_schema(case: &Case<'_>) -> bool {
    const WITHOUT: &str = "urn:ag-projects:xml:ns:common-policy";
    let Ok(tree) = roxmltree::Document::parse(case.document) else {
        return false;
    };
    let Some(mut errors) = case.our_errors() else {
        return false;
    };
    errors.all(|error| {
        let path = error.path().split("/@").next().unwrap_or_default();
        let place = element_at(&tree, path);
        place.is_some_and(|e| e.ancestors().any(|e| e.tag_name().namespace() == Some(WITHOUT)))
    })
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}
