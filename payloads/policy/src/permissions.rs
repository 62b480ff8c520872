//! RFC 4745 §10.2: combined permissions.

mod intersection;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::{Hash, Hasher};

use xml_app_core::Name;

/// Permissions, each combined over all matching rules by disjunction, maximum or union, depending
/// on its type (RFC 4745 §10.2). An absent permission is not granted.
///
/// ```
/// use sip_policy::pres_rules::{SubHandlingValue, permission};
/// use sip_policy::Permissions;
///
/// let mut permissions = Permissions::new();
/// permissions.grant(permission::PROVIDE_MOOD, true);
/// permissions.grant(permission::PROVIDE_MOOD, false);
/// assert!(permissions.is_granted(&permission::PROVIDE_MOOD));
/// assert_eq!(permissions.sub_handling(), SubHandlingValue::Block);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Sorted, so that the order of rules has no effect. Values of different types under one name
    /// are separate.
    values: BTreeMap<Key, (Name, PermissionValue)>,
    /// Permissions that the vocabulary of the rules implies. They are not listed.
    implied: Vec<Name>,
}

/// The value of a permission (RFC 4745 §10.2).
///
/// ```
/// use sip_policy::pres_rules::permission::{PROVIDE_MOOD, PROVIDE_PERSONS, SUB_HANDLING};
/// use sip_policy::pres_rules::{SubHandlingValue, selector};
/// use sip_policy::{Member, Permissions};
///
/// let mut permissions = Permissions::new();
/// permissions.raise(SUB_HANDLING, SubHandlingValue::Allow.into());
/// permissions.grant(PROVIDE_MOOD, true);
/// permissions.add(PROVIDE_PERSONS, Member::new(selector::ALL_PERSONS, ""));
/// permissions.add(PROVIDE_PERSONS, Member::new(selector::CLASS, "friends"));
/// let list = permissions.iter().map(|(name, value)| format!("{}: {value}", name.local()));
/// assert_eq!(
///     list.collect::<Vec<_>>(),
///     ["provide-mood: true", "provide-persons: all-persons class=friends", "sub-handling: allow"]
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PermissionValue {
    /// A boolean.
    Boolean(bool),
    /// An ordered value: a number, a time, a word with a rank.
    Level(Level),
    /// A set of members.
    Set(BTreeSet<Member>),
}

/// An ordered value: the greatest applies. A rank of 0 is the least, and the same as none.
///
/// ```
/// use sip_policy::{Level, Permissions};
/// use xml_app_core::{Name, Namespace};
///
/// const RING: Name = Name::new(Namespace::new("urn:example:policy", "x"), "ring");
///
/// let mut permissions = Permissions::new();
/// permissions.raise(RING, Level::new(20, "aloud"));
/// permissions.raise(RING, Level::new(10, "softly"));
/// assert_eq!(permissions.level(&RING).map(|level| level.word()), Some("aloud"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    rank: f64,
    word: String,
}

/// A member of a set. Two members are the same if their kind and value are (RFC 5025 §3.3.1.1).
///
/// ```
/// use sip_policy::{Member, Permissions};
/// use xml_app_core::{Name, Namespace};
///
/// const NS: Namespace = Namespace::new("urn:example:policy", "x");
/// const ROOMS: Name = Name::new(NS, "rooms");
/// const ROOM: Name = Name::new(NS, "room");
///
/// let mut permissions = Permissions::new();
/// permissions.add(ROOMS, Member::new(ROOM, "kitchen"));
/// permissions.add(ROOMS, Member::new(ROOM, "cellar"));
/// assert!(permissions.has_member(&ROOMS, &Member::new(ROOM, "cellar")));
/// assert_eq!(permissions.members(&ROOMS).count(), 2);
/// ```
#[derive(Debug, Clone, Eq)]
pub struct Member {
    /// The name of the element from which it was made; empty if all members are of one kind.
    pub kind: Name,
    /// Its text.
    pub value: String,
}

/// Local names tell permissions apart well enough; namespaces are long, and a server hashes for each watcher.
impl Hash for Permissions {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_usize(self.values.len());
        for ((local, _, _), (_, value)) in &self.values {
            local.hash(hasher);
            match value {
                PermissionValue::Boolean(value) => value.hash(hasher),
                PermissionValue::Level(level) => hasher.write_u64(level.rank.to_bits()),
                PermissionValue::Set(members) => {
                    hasher.write_usize(members.len());
                    members.iter().for_each(|member| member.hash(hasher));
                }
            }
        }
    }
}

impl Permissions {
    /// No permissions.
    pub const fn new() -> Self {
        Self { values: BTreeMap::new(), implied: Vec::new() }
    }

    /// Whether no rule granted anything.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Grants a permission that the vocabulary of the rules implies.
    pub(crate) fn imply(&mut self, name: Name) {
        if !self.implied.contains(&name) {
            self.implied.push(name);
        }
    }

    /// Grants a permission if `value` is true. It never revokes one.
    pub fn grant(&mut self, name: Name, value: bool) {
        let given = self.entry(name, PermissionValue::Boolean(false));
        if let PermissionValue::Boolean(given) = given {
            *given |= value;
        }
    }

    /// Raises a permission to at least this level.
    pub fn raise(&mut self, name: Name, level: Level) {
        let given = self.entry(name, PermissionValue::Level(level.clone()));
        if let PermissionValue::Level(given) = given
            && (given.rank, &given.word) < (level.rank, &level.word)
        {
            *given = level;
        }
    }

    /// Adds a member to a set.
    pub fn add(&mut self, name: Name, member: Member) {
        let given = self.entry(name, PermissionValue::Set(BTreeSet::new()));
        if let PermissionValue::Set(given) = given {
            given.insert(member);
        }
    }

    /// Whether a permission is granted.
    pub fn is_granted(&self, name: &Name) -> bool {
        self.values_of(name).any(|value| *value == PermissionValue::Boolean(true))
            || self.implied.contains(name)
    }

    /// The level of a permission; `None`, the least, if no rule granted one.
    pub fn level(&self, name: &Name) -> Option<&Level> {
        self.values_of(name).find_map(|value| match value {
            PermissionValue::Level(level) => Some(level),
            _ => None,
        })
    }

    /// The members of a set; none, if no rule granted any.
    pub fn members(&self, name: &Name) -> impl Iterator<Item = &Member> {
        self.values_of(name)
            .filter_map(|value| match value {
                PermissionValue::Set(members) => Some(members),
                _ => None,
            })
            .flatten()
    }

    /// Whether a set has a member.
    pub fn has_member(&self, name: &Name, member: &Member) -> bool {
        self.values_of(name).any(|value| match value {
            PermissionValue::Set(members) => members.contains(member),
            _ => false,
        })
    }

    /// All permissions that matching rules granted, sorted by local name, without
    /// [implied](crate::Semantics::implied) ones.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &PermissionValue)> {
        self.values.values().map(|(name, value)| (name, value))
    }

    fn values_of(&self, name: &Name) -> impl Iterator<Item = &PermissionValue> {
        let (local, namespace) = order(name);
        let places = (local, namespace, u8::MIN)..=(local, namespace, u8::MAX);
        self.values.range(places).map(|(_, (_, value))| value)
    }

    fn entry(&mut self, name: Name, value: PermissionValue) -> &mut PermissionValue {
        let (local, namespace) = order(&name);
        let place = self.values.entry((local, namespace, value.type_rank()));
        &mut place.or_insert((name, value)).1
    }
}

/// Local name, namespace, type of the value.
type Key = (&'static str, &'static str, u8);

fn order(name: &Name) -> (&'static str, &'static str) {
    (name.local(), name.namespace().uri())
}

impl PermissionValue {
    fn type_rank(&self) -> u8 {
        match self {
            Self::Boolean(_) => 0,
            Self::Level(_) => 1,
            Self::Set(_) => 2,
        }
    }
}

impl Level {
    /// The rank of a word; the least if it is not a number.
    pub fn new(rank: impl Into<f64>, word: impl Into<String>) -> Self {
        let rank = rank.into();
        // There is one zero, so that equal ranks have equal bits.
        Self { rank: if rank.is_nan() || rank == 0.0 { 0.0 } else { rank }, word: word.into() }
    }

    /// The value that is compared.
    ///
    /// ```
    /// use sip_policy::Level;
    ///
    /// assert_eq!(Level::from(30).rank(), 30.0);
    /// assert_eq!(Level::new(f64::NAN, "odd").rank(), 0.0);
    /// ```
    pub fn rank(&self) -> f64 {
        self.rank
    }

    /// Its name.
    pub fn word(&self) -> &str {
        &self.word
    }
}

/// A rank is a number.
impl Eq for Level {}

impl Hash for Level {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.rank.to_bits().hash(hasher);
        self.word.hash(hasher);
    }
}

/// A number.
impl From<i32> for Level {
    fn from(number: i32) -> Self {
        Self::new(number, number.to_string())
    }
}

impl Member {
    /// A name in the set of [unknown attributes](crate::pres_rules::ProvideUnknownAttribute). All
    /// members are of one kind.
    ///
    /// ```
    /// use sip_policy::pres_rules::permission::PROVIDE_UNKNOWN_ATTRIBUTE;
    /// use sip_policy::{Member, Permissions};
    ///
    /// let mut permissions = Permissions::new();
    /// let hat = Member::unknown_attribute("urn:example:hats", "hat");
    /// permissions.add(PROVIDE_UNKNOWN_ATTRIBUTE, hat.clone());
    /// assert!(permissions.has_member(&PROVIDE_UNKNOWN_ATTRIBUTE, &hat));
    /// assert_eq!(hat.to_string(), "{urn:example:hats}hat");
    /// ```
    pub fn unknown_attribute(namespace: &str, local: &str) -> Self {
        Self::new(Name::local_only(""), format!("{{{namespace}}}{local}"))
    }

    /// A member of a set.
    pub fn new(kind: Name, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        // Most values are empty, and the pointer of an empty text is dangling: `memcmp` can be slow there.
        let is_same = self.value.len() == other.value.len()
            && (self.value.is_empty() || self.value == other.value);
        is_same && self.kind == other.kind
    }
}

impl Hash for Member {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.kind.local().hash(hasher);
        self.value.hash(hasher);
    }
}

impl PartialOrd for Member {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Member {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (order(&self.kind), &self.value).cmp(&(order(&other.kind), &other.value))
    }
}

/// As text: `true`, `allow`, `class=friends all-persons`.
impl fmt::Display for PermissionValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Level(level) => f.write_str(&level.word),
            Self::Set(members) => {
                for (index, member) in members.iter().enumerate() {
                    let blank = if index == 0 { "" } else { " " };
                    write!(f, "{blank}{member}")?;
                }
                Ok(())
            }
        }
    }
}

/// A value with white space is quoted, because white space separates members.
impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.local();
        let quote = if self.value.contains([' ', '"']) { "\"" } else { "" };
        match &*self.value {
            "" => f.write_str(kind),
            value if kind.is_empty() => write!(f, "{quote}{value}{quote}"),
            value => write!(f, "{kind}={quote}{value}{quote}"),
        }
    }
}
