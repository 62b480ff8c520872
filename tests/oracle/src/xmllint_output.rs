//! Reading what `xmllint` writes about a batch of files.

use crate::xmllint::Verdict;

/// The name of a file of the batch; no other line of the output starts like this.
pub(crate) fn file_name(index: usize) -> String {
    format!("oracle-document-{index}.xml")
}

/// The index of the file that a line is about, and what the line says of it.
fn split_line(line: &str) -> Option<(usize, &str)> {
    let (index, rest) = line.strip_prefix("oracle-document-")?.split_once(".xml")?;
    Some((index.parse().ok()?, rest))
}

#[derive(Debug, Clone, Default)]
struct Finding {
    validates: Option<bool>,
    fatal: bool,
    namespaces: bool,
    messages: Vec<String>,
}

/// What the output says, file by file.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    files: Vec<Finding>,
    general: Vec<String>,
}

impl Findings {
    pub(crate) fn read(output: &str, count: usize) -> Self {
        let mut findings = Self { files: vec![Finding::default(); count], general: Vec::new() };
        // The file whose last message may go on in the next line.
        let mut open = None;
        for line in output.lines() {
            if let Some((index, rest)) = split_line(line) {
                open = findings.note(index, rest).then_some(index);
            } else if let Some(message) = open
                .and_then(|index: usize| findings.files.get_mut(index))
                .and_then(|file| file.messages.last_mut())
            {
                message.push('\n');
                message.push_str(line);
            } else if line.contains("failed to compile") || line.contains("error :") {
                findings.general.push(line.to_owned());
            }
        }
        findings
    }

    /// Takes in a line about a file; tells whether the message may go on in the next line.
    fn note(&mut self, index: usize, rest: &str) -> bool {
        let Some(file) = self.files.get_mut(index) else {
            return false;
        };
        match rest {
            " validates" => file.validates = Some(true),
            " fails to validate" => file.validates = Some(false),
            _ => {
                file.fatal |= rest.contains(": parser error : ");
                let namespaces = rest.contains(": namespace error : ");
                // A namespace name that is no URI is bad style, but the document means something.
                let harmless = namespaces && rest.ends_with(" is not a valid URI");
                file.namespaces |= namespaces && !harmless;
                if !harmless && !rest.contains(" warning : ") {
                    let message = rest.trim_start_matches([':', ' ']);
                    file.messages.push(message.to_owned());
                    return rest.contains("Schemas validity error : ");
                }
            }
        }
        false
    }

    /// The verdict on a file, if there is one.
    pub(crate) fn verdict(&self, index: usize) -> Option<Verdict> {
        let file = self.files.get(index)?;
        let failed = self.general.iter().any(|line| line.contains("failed to compile"));
        match file.validates {
            _ if failed => None,
            Some(_) if file.namespaces => Some(Verdict::NotWellFormed(file.messages.clone())),
            Some(true) => Some(Verdict::Valid),
            Some(false) => Some(Verdict::Invalid(file.messages.clone())),
            None if file.fatal || file.namespaces => {
                Some(Verdict::NotWellFormed(file.messages.clone()))
            }
            None => None,
        }
    }

    /// Why there is no verdict on a file.
    pub(crate) fn complaint(&self, index: usize) -> String {
        let messages = self.files.get(index).map(|file| file.messages.as_slice());
        let all = self.general.iter().chain(messages.unwrap_or_default());
        let all: Vec<_> = all.map(String::as_str).collect();
        all.join("; ")
    }
}
