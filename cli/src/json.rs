//! `json`: the document as JSON, in the shape of [`Json`].

use serde_json::{Number, Value};
use sip_payloads::xml::Json;

use crate::args::JsonArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{input, text};

/// Prints the document as JSON.
pub(crate) fn run(args: &JsonArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let bytes = input::read_bytes(&args.file)?;
    if let Some(found) = text::find(&bytes, &args.reading) {
        let input = text::Input { file: &args.file, reading: &args.reading };
        return found.json(&input, args.layout.compact, console);
    }
    let Some(document) = input::document_in(&args.file, &bytes, &args.reading, console) else {
        return Ok(Outcome::Wrong);
    };
    write(&value(document.to_json()?), args.layout.compact, console)?;
    Ok(Outcome::Fine)
}

/// Prints a value.
pub(crate) fn write(value: &Value, compact: bool, console: &mut Console) -> Result<(), Failure> {
    let text =
        if compact { serde_json::to_string(value) } else { serde_json::to_string_pretty(value) };
    let text = text.map_err(|error| Failure::Internal(error.to_string()))?;
    console.line(text)
}

/// The value with all digits of its numbers, which the serialization of [`Json`] does not keep.
pub(crate) fn value(json: Json) -> Value {
    match json {
        Json::Boolean(value) => Value::Bool(value),
        Json::Number(digits) => match digits.parse::<Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(digits),
        },
        Json::Text(text) => Value::String(text),
        Json::Array(values) => values.into_iter().map(value).collect(),
        Json::Object(members) => {
            members.into_iter().map(|(key, member)| (key, value(member))).collect()
        }
    }
}
