//! The families of documents for the conformance tests.

use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{Error, ReadOptions, XmlApplication};
use sip_payloads_oracle::Vocabulary;

/// Documents of one type.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// The local name of the root element, and its namespace.
    pub(crate) root: (&'static str, &'static str),
    /// Where our own documents are, below the repository.
    pub(crate) documents: &'static str,
    /// How many documents the corpora have at least: fewer, and something is wrong with them.
    pub(crate) least: usize,
    /// The schema that imports all others.
    pub(crate) umbrella: &'static str,
    /// The vocabularies that this project knows: namespaces and schemas. Mutants use their names.
    pub(crate) known: &'static [(&'static str, &'static str)],
    /// Further schemas whose names mutants use.
    pub(crate) beside: &'static [&'static str],
    /// Reads strictly.
    pub(crate) strict: fn(&[u8]) -> Result<(), Error>,
    /// How many mutants of each document are judged from each seed, and how many there are then at
    /// least.
    pub(crate) mutants: (usize, usize),
    /// Names for mutants where there are no schemas to take them from: namespaces, prefixes, local
    /// names.
    pub(crate) elements: &'static [(&'static str, &'static str, &'static str)],
    pub(crate) attributes: &'static str,
    /// A document, with `...` where the examples of disagreements stand.
    pub(crate) example: &'static str,
}

pub(crate) static FAMILIES: [&Family; 2] = [&PRESENCE, &POLICY];

/// Presence documents.
pub(crate) static PRESENCE: Family = Family {
    name: "presence",
    root: ("presence", "urn:ietf:params:xml:ns:pidf"),
    documents: "tests/documents",
    least: 90,
    umbrella: "all-pidf.xsd",
    known: &[
        ("urn:ietf:params:xml:ns:pidf", "pidf.xsd"),
        ("urn:ietf:params:xml:ns:pidf:data-model", "data-model.xsd"),
        ("urn:ietf:params:xml:ns:pidf:rpid", "rpid.xsd"),
        ("urn:ietf:params:xml:ns:pidf:cipid", "cipid.xsd"),
        ("urn:ietf:params:xml:ns:pidf:caps", "caps.xsd"),
        ("urn:ietf:params:xml:ns:location-type", "location-type.xsd"),
        ("urn:ietf:params:xml:ns:pidf:timed-status", "timed-status.xsd"),
        ("urn:oma:xml:prs:pidf:oma-pres", "oma-pidf-pres.xsd"),
    ],
    beside: &["common-schema.xsd"],
    strict: strict::<Pidf>,
    mutants: (25, 4_000),
    elements: &[
        (
            "urn:ietf:params:xml:ns:pidf",
            "pidf",
            "presence tuple status basic contact note timestamp",
        ),
        ("urn:ietf:params:xml:ns:pidf:data-model", "dm", "person device deviceID note timestamp"),
        (
            "urn:ietf:params:xml:ns:pidf:rpid",
            "rpid",
            "activities away busy unknown other mood sad place-is audio text video ok place-type \
             privacy relationship self service-class sphere work status-icon time-offset \
             user-input",
        ),
        ("urn:ietf:params:xml:ns:pidf:cipid", "c", "card display-name homepage icon map sound"),
        ("urn:ietf:params:xml:ns:pidf:timed-status", "ts", "timed-status basic note"),
        (
            "urn:ietf:params:xml:ns:pidf:caps",
            "caps",
            "servcaps devcaps audio methods supported notsupported ACK priority range equals \
             schemes s languages l description type mobility fixed",
        ),
        (
            "urn:oma:xml:prs:pidf:oma-pres",
            "op",
            "willingness basic service-description service-id version session-participation \
             registration-state barring-state overriding-willingness network-availability network \
             active terminated",
        ),
    ],
    attributes: "id entity priority from until idle-threshold minvalue",
    example: "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:ida@example.com' \
        xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:x='urn:example:x' \
        xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>...</presence>",
};

/// Authorization documents.
pub(crate) static POLICY: Family = Family {
    name: "policy",
    root: ("ruleset", "urn:ietf:params:xml:ns:common-policy"),
    documents: "tests/documents/policy",
    least: 15,
    umbrella: "all-policy.xsd",
    known: &[
        ("urn:ietf:params:xml:ns:common-policy", "common-policy.xsd"),
        ("urn:ietf:params:xml:ns:pres-rules", "pres-rules.xsd"),
        ("urn:oma:xml:xdm:common-policy", "oma-common-policy.xsd"),
        ("urn:oma:xml:prs:pres-rules", "oma-pres-rules.xsd"),
        ("urn:ag-projects:xml:ns:dialog-rules", "ag-dialog-rules.xsd"),
    ],
    beside: &[],
    strict: strict::<CommonPolicy>,
    mutants: (60, 4_000),
    elements: &[
        (
            "urn:ietf:params:xml:ns:common-policy",
            "cp",
            "ruleset rule conditions identity one many except sphere validity from until actions \
             transformations",
        ),
        (
            "urn:ietf:params:xml:ns:pres-rules",
            "pr",
            "sub-handling provide-services all-services service-uri service-uri-scheme class \
             occurrence-id occurence-id provide-devices all-devices deviceID provide-persons \
             all-persons provide-mood provide-note provide-user-input provide-unknown-attribute \
             provide-all-attributes",
        ),
        (
            "urn:oma:xml:xdm:common-policy",
            "ocp",
            "other-identity anonymous-request external-list entry",
        ),
        ("urn:oma:xml:prs:pres-rules", "opr", "provide-willingness provide-geopriv service-id"),
        ("urn:ag-projects:xml:ns:dialog-rules", "dr", "sub-handling"),
        ("urn:ag-projects:xml:ns:common-policy", "agp-cp", "false-condition display-name"),
    ],
    attributes: "id domain value anc name ns",
    example: "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:x='urn:example:x' \
        xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><rule id='r'>...</rule></ruleset>",
};

fn strict<A: XmlApplication>(document: &[u8]) -> Result<(), Error> {
    sip_payloads::parse_with::<A>(document, &ReadOptions::strict()).map(drop)
}

impl Family {
    /// The family of a name.
    pub(crate) fn named(name: &str) -> &'static Self {
        FAMILIES.into_iter().find(|family| family.name == name).unwrap()
    }

    /// Names for mutants, where there are no schemas to take them from.
    pub(crate) fn vocabulary(&self) -> Vocabulary {
        let elements = self.elements.iter().flat_map(|&(namespace, prefix, names)| {
            names.split_whitespace().map(move |name| (namespace, prefix, name))
        });
        Vocabulary::new(elements, self.attributes.split_whitespace())
    }
}
