//! Message summaries (RFC 3842).

use serde_json::{Map, Value, json};
use sip_payloads::events::message_summary::{Counts, MessageSummary};
use sip_payloads::{Error, ReadOptions, Reading};

use super::{TextBody, TextType};

impl TextBody for MessageSummary {
    const TYPE: TextType = TextType {
        name: "message-summary",
        content_type: Self::CONTENT_TYPE,
        event_package: Some(Self::EVENT_PACKAGE),
        specification: "RFC 3842",
    };

    fn is_in(bytes: &[u8]) -> bool {
        let word = b"messages-waiting";
        bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    }

    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading<Self>, Error> {
        Self::read(bytes, options)
    }

    fn write(&self) -> Result<Vec<u8>, Error> {
        self.to_text().map(String::into_bytes)
    }

    fn lines(&self) -> Vec<String> {
        let whose = self.account.as_ref().map(|account| format!(" of {account}"));
        let waiting = if self.is_waiting { "waiting" } else { "none waiting" };
        let mut lines = vec![format!("Messages{}: {waiting}", whose.unwrap_or_default())];
        lines.extend(
            self.classes.iter().map(|(class, counts)| format!("  {class}: {}", words(*counts))),
        );
        lines.extend(self.other_lines.iter().map(|line| format!("  unknown: {line}")));
        for message in &self.messages {
            lines.push("  New message".to_owned());
            lines.extend(message.lines.iter().map(|line| format!("    {line}")));
        }
        lines
    }

    fn json(&self) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("waiting".to_owned(), self.is_waiting.into());
        if let Some(account) = &self.account {
            object.insert("account".to_owned(), account.as_str().into());
        }
        let classes = self.classes.iter();
        let classes: Map<_, _> =
            classes.map(|(class, counts)| (class.to_string(), counts_json(*counts))).collect();
        object.insert("classes".to_owned(), Value::Object(classes));
        let messages = self.messages.iter().map(|message| json!(message.lines));
        object.insert("messages".to_owned(), messages.collect());
        object.insert("unknown".to_owned(), json!(self.other_lines));
        object
    }
}

fn words(counts: Counts) -> String {
    let urgent = |number: Option<u32>| number.map(|number| format!(" ({number} urgent)"));
    let (new, old) = (counts.urgent.map(|one| one.new), counts.urgent.map(|one| one.old));
    let (new, old) = (urgent(new).unwrap_or_default(), urgent(old).unwrap_or_default());
    format!("{} new{new}, {} old{old}", counts.new, counts.old)
}

fn counts_json(counts: Counts) -> Value {
    let mut object = Map::new();
    object.insert("new".to_owned(), counts.new.into());
    object.insert("old".to_owned(), counts.old.into());
    if let Some(urgent) = counts.urgent {
        object.insert("urgent".to_owned(), json!({ "new": urgent.new, "old": urgent.old }));
    }
    Value::Object(object)
}
