//! An answer in one line.

use std::fmt;

use super::{Answer, Availability, Conflict, Reason, Said, Service};
use crate::meanings::Subject;

impl fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.availability.as_str())?;
        if let Some(since) = &self.since {
            write!(f, " since {since}")?;
        }
        let availability = self.availability.as_str();
        let said = self.activities.iter().chain(&self.moods).map(|said| said.word.as_str());
        let mut words: Vec<_> = said.filter(|word| *word != availability).map(one_line).collect();
        words.extend(self.note(&[]).map(|said| format!("{:?}", one_line(&said.note.text))));
        if !words.is_empty() {
            write!(f, ": {}", words.join(", "))?;
        }
        if let Some(contact) = self.best_service().and_then(Service::contact) {
            write!(f, "; at {contact}")?;
        }
        if !self.conflicts.is_empty() {
            write!(f, "; contradictory")?;
        }
        Ok(())
    }
}

/// Without control characters, which a line must not have.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Availability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingSaid => f.write_str("nothing is said about it"),
            Self::Open(tuple) => write!(f, "the service {} is open", tuple.id),
            Self::Closed(tuple) => write!(f, "no service is open, {} is closed", tuple.id),
            Self::Said(said) => write!(f, "{} says {}", said.by, one_line(&said.word)),
        }
    }
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.word))
    }
}

impl fmt::Display for Conflict<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.subject)?;
        for (index, (id, words)) in self.sides.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{id} says {}", one_line(&words.join(" and ")))?;
        }
        Ok(())
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Activity => "activity",
            Self::Availability => "availability",
            Self::Capability => "capability",
            Self::DisplayName => "display name",
            Self::Icon => "icon",
            Self::Idle => "idle",
            Self::Mood => "mood",
            Self::Place => "place",
            Self::Relationship => "relationship",
            Self::Service => "service",
            Self::Sphere => "sphere",
        })
    }
}
