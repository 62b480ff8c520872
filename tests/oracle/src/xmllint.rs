//! Asking `xmllint` whether documents are valid.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::xmllint_output::{Findings, file_name};

const PROGRAM: &str = "xmllint";
const BATCH: usize = 200;
static DIRECTORIES: AtomicUsize = AtomicUsize::new(0);

/// What `xmllint` says of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The document is valid.
    Valid,
    /// The document breaks the schema; with the messages, each with its line number.
    Invalid(Vec<String>),
    /// The document breaks the rules of XML or of namespaces; with the messages.
    ///
    /// `xmllint` itself shrugs at unbound prefixes and the like; here they count.
    NotWellFormed(Vec<String>),
}

impl Verdict {
    /// Whether the document is valid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Valid)
    }

    /// Whether all that is wrong are numbers and times with white space around them. libxml2 refuses it around the
    /// unsigned types and times, and it collapses (XML Schema Part 2 §4.3.6).
    #[must_use]
    pub fn is_padded(&self) -> bool {
        let Self::Invalid(errors) = self else { return false };
        errors.iter().all(|error| {
            let before = error.split("' is not a valid value of the atomic type 'xs:").next();
            let value =
                before.and_then(|before| before.rsplit_once('\'')).map_or("", |(_, value)| value);
            let is_one = |byte: u8| byte.is_ascii_digit() || b"-+:.TZ".contains(&byte);
            value.trim() != value && value.trim().bytes().all(is_one)
        })
    }
}

/// The canonical form of a document, with comments (Canonical XML 1.0), as `xmllint` makes it.
///
/// # Errors
///
/// When `xmllint` cannot be run, or does not understand the document.
pub fn canonical(xml: &str) -> io::Result<String> {
    let number = DIRECTORIES.fetch_add(1, Ordering::Relaxed);
    let name = format!("sip-payloads-canonical-{}-{number}.xml", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, xml)?;
    let output = Command::new(PROGRAM).args(["--nonet", "--c14n"]).arg(&path).output();
    std::fs::remove_file(&path)?;
    let output = output?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(io::Error::other)
    } else {
        Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// The program `xmllint` with a schema.
#[derive(Debug, Clone)]
pub struct Xmllint {
    schema: PathBuf,
}

impl Xmllint {
    /// The oracle of this schema: XML Schema, or RELAX NG in a file `.rng`.
    ///
    /// # Errors
    ///
    /// When `xmllint` cannot be run, or the schema does not exist or does not compile.
    pub fn new(schema_path: impl AsRef<Path>) -> io::Result<Self> {
        let path = schema_path.as_ref();
        let schema = path.canonicalize().map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", path.display()))
        })?;
        let oracle = Self { schema };
        // Any document tells whether the schema compiles.
        oracle.verdicts(&[("probe".to_owned(), b"<probe/>".to_vec())])?;
        Ok(oracle)
    }

    /// The verdicts on the documents, in their order; the names appear in errors only.
    ///
    /// # Errors
    ///
    /// Files cannot be written, `xmllint` cannot be run, or it gives no verdict on a document.
    pub fn verdicts(&self, documents: &[(String, Vec<u8>)]) -> io::Result<Vec<Verdict>> {
        let mut verdicts = Vec::with_capacity(documents.len());
        for batch in documents.chunks(BATCH) {
            verdicts.extend(self.judge(batch)?);
        }
        Ok(verdicts)
    }

    fn judge(&self, documents: &[(String, Vec<u8>)]) -> io::Result<Vec<Verdict>> {
        let directory = TemporaryDirectory::new()?;
        let mut command = Command::new(PROGRAM);
        // Entities must be expanded for xmllint to validate a document that uses them.
        command.current_dir(&directory.path);
        let is_relax_ng = self.schema.extension().is_some_and(|extension| extension == "rng");
        let language = if is_relax_ng { "--relaxng" } else { "--schema" };
        command.args(["--nonet", "--noent", "--noout", language]);
        command.arg(&self.schema);
        for (index, (_, document)) in documents.iter().enumerate() {
            let name = file_name(index);
            std::fs::write(directory.path.join(&name), document)?;
            command.arg(name);
        }
        let output = command
            .output()
            .map_err(|error| io::Error::new(error.kind(), format!("{PROGRAM}: {error}")))?;
        let findings = Findings::read(&String::from_utf8_lossy(&output.stderr), documents.len());
        documents
            .iter()
            .enumerate()
            .map(|(index, (name, _))| {
                findings.verdict(index).ok_or_else(|| {
                    let reason = findings.complaint(index);
                    io::Error::other(format!("{PROGRAM}: no verdict on {name}: {reason}"))
                })
            })
            .collect()
    }
}

struct TemporaryDirectory {
    path: PathBuf,
}

impl TemporaryDirectory {
    fn new() -> io::Result<Self> {
        loop {
            let number = DIRECTORIES.fetch_add(1, Ordering::Relaxed);
            let name = format!("sip-payloads-oracle-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            match std::fs::create_dir(&path) {
                Ok(()) => return Ok(Self { path }),
                // Left behind by a process that had the same id and was killed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for TemporaryDirectory {
    fn drop(&mut self) {
        // Nothing can be done about a failure here, and the directory is a temporary one.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::{TemporaryDirectory, Verdict, Xmllint};

    const SCHEMA: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' \
        targetNamespace='urn:t' elementFormDefault='qualified'><xs:element name='r'>\
        <xs:complexType><xs:sequence><xs:element name='i' type='xs:integer' maxOccurs='9'/>\
        </xs:sequence></xs:complexType></xs:element></xs:schema>";

    /// Comparing with the corpora requires xmllint; running the other tests does not.
    fn is_wanted() -> bool {
        let installed = std::process::Command::new("xmllint").arg("--version").output().is_ok();
        installed || std::env::var_os("SIP_PAYLOADS_CORPUS").is_some()
    }

    fn oracle(schema: &str) -> std::io::Result<Xmllint> {
        let directory = TemporaryDirectory::new().unwrap();
        let path = directory.path.join("t.xsd");
        std::fs::write(&path, schema).unwrap();
        let mut oracle = Xmllint::new(&path)?;
        // Keep the schema after the directory is gone.
        let kept = std::env::temp_dir().join(directory.path.file_name().unwrap());
        oracle.schema = kept.with_extension("xsd");
        std::fs::copy(&path, &oracle.schema).unwrap();
        Ok(oracle)
    }

    fn judge(documents: &[&str]) -> Vec<Verdict> {
        let oracle = oracle(SCHEMA).unwrap();
        let documents: Vec<_> = documents
            .iter()
            .map(|text| ("document".to_owned(), text.as_bytes().to_vec()))
            .collect();
        let verdicts = oracle.verdicts(&documents).unwrap();
        std::fs::remove_file(&oracle.schema).unwrap();
        verdicts
    }

    #[test]
    fn valid_invalid_and_ill_formed_documents_are_told_apart() {
        if !is_wanted() {
            return;
        }
        let verdicts = judge(&[
            "<r xmlns='urn:t'><i>1</i></r>",
            "<r xmlns='urn:t'><i>x</i><i>y\nz</i></r>",
            "<r xmlns='urn:t'><i></r>",
            "",
            "<r xmlns='urn:t'><i>2</i></r>",
            "<other/>",
        ]);
        assert_eq!(verdicts.len(), 6);
        assert_eq!((&verdicts[0], &verdicts[4]), (&Verdict::Valid, &Verdict::Valid));
        let Verdict::Invalid(messages) = &verdicts[1] else {
            panic!("{:?}", verdicts[1]);
        };
        assert_eq!(messages.len(), 2);
        assert!(messages[0].starts_with("1: ") && messages[0].contains("'x'"));
        assert!(messages[1].contains("'y\nz' is not a valid value"));
        let Verdict::NotWellFormed(messages) = &verdicts[2] else {
            panic!("{:?}", verdicts[2]);
        };
        assert!(messages[0].contains("mismatch"));
        assert!(matches!(verdicts[3], Verdict::NotWellFormed(_)));
        assert!(matches!(verdicts[5], Verdict::Invalid(_)));
    }

    #[test]
    fn breaches_of_the_namespace_rules_count_as_ill_formed() {
        if !is_wanted() {
            return;
        }
        let verdicts = judge(&[
            "<r xmlns='urn:t' xmlns:p=''><i>1</i></r>",
            "<r xmlns='urn:t'><p:i>1</p:i></r>",
            "<r xmlns='urn:t' xmlns:p=' urn:odd'><i>1</i></r>",
            "<!DOCTYPE r [<!ENTITY one '1'>]><r xmlns='urn:t'><i>&one;</i></r>",
        ]);
        assert!(matches!(verdicts[0], Verdict::NotWellFormed(_)));
        assert!(matches!(verdicts[1], Verdict::NotWellFormed(_)));
        assert_eq!(verdicts[2], Verdict::Valid);
        assert_eq!(verdicts[3], Verdict::Valid);
    }

    #[test]
    fn many_documents_go_in_batches() {
        if !is_wanted() {
            return;
        }
        let document = |index: usize| format!("<r xmlns='urn:t'><i>{}</i></r>", index % 3);
        let bad = "<r xmlns='urn:t'/>".to_owned();
        let texts: Vec<_> = (0..450)
            .map(|index| if index % 7 == 0 { bad.clone() } else { document(index) })
            .collect();
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        for (index, verdict) in judge(&texts).iter().enumerate() {
            assert_eq!(verdict.is_valid(), index % 7 != 0, "{index}: {verdict:?}");
        }
    }

    #[test]
    fn missing_and_broken_schemas_are_errors() {
        if !is_wanted() {
            return;
        }
        assert!(Xmllint::new("/nonexistent/schema.xsd").is_err());
        let error = oracle(&SCHEMA.replace("xs:integer", "xs:nothing")).unwrap_err();
        assert!(error.to_string().contains("failed to compile"), "{error}");
    }
}
