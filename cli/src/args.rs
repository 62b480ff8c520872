//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sip_payloads::Mode;

/// Reads, checks and shows the XML documents of SIP presence.
#[derive(Debug, Parser)]
#[command(name = "sip-payloads", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the document types and the extension vocabularies.
    #[command(after_help = TYPES_EXAMPLES)]
    Types(TypesArgs),
    /// Checks documents, strictly unless told otherwise, and reports every finding.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Reads a document and writes it again.
    #[command(after_help = FORMAT_EXAMPLES)]
    Format(FormatArgs),
    /// Tells what a document says, in words.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Prints a document as JSON.
    #[command(after_help = JSON_EXAMPLES)]
    Json(FormatArgs),
    /// Prints a script that lets a shell complete this command's arguments.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
}

/// Arguments of `types`.
#[derive(Debug, Args)]
pub(crate) struct TypesArgs {
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The documents; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Arguments of `format` and `json`.
#[derive(Debug, Args)]
pub(crate) struct FormatArgs {
    /// The document; - is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The document; - is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// How documents are read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// Refuse what its schema does not allow, or survive it [default: strict for check, tolerant
    /// for everything else].
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<ModeArg>,

    /// The type of the document, as `types` names it [default: told by the root element or by
    /// --content-type].
    #[arg(long = "type", value_name = "NAME", value_parser = type_names())]
    pub(crate) type_name: Option<String>,

    /// The Content-Type header that came with the body, with its parameters. A FILE that begins
    /// with MIME headers brings its own.
    #[arg(long, value_name = "VALUE")]
    pub(crate) content_type: Option<String>,
}

/// How results are laid out.
#[derive(Debug, Args)]
pub(crate) struct LayoutArgs {
    /// Do not indent.
    #[arg(long)]
    pub(crate) compact: bool,
}

/// How faults are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Only schema-valid documents are read.
    Strict,
    /// Every well-formed document of a known type is read.
    Tolerant,
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Strict => Self::Strict,
            ModeArg::Tolerant => Self::Tolerant,
        }
    }
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn type_names() -> PossibleValuesParser {
    let applications = sip_payloads::registry().applications();
    let names: Vec<_> = applications.map(sip_payloads::core::Application::name).collect();
    PossibleValuesParser::new(names)
}

const EXAMPLES: &str = "\
Wherever a FILE is asked for, - is standard input.

Exit status: 0 done and nothing wrong, 1 a document is wrong or was refused, 2 usage or I/O.

Examples:
  sip-payloads check notify.xml        is it valid, and if not, why?
  sip-payloads show notify.xml         what does it say?
  sip-payloads json - < notify.xml | jq -r .entity
  sip-payloads check --content-type 'multipart/related; boundary=b1' body.mime";

const TYPES_EXAMPLES: &str = "\
One line per document type, in five columns, tab-separated unless on a terminal:
  name, content types, root element, SIP event package (- for none), specification
then one per extension vocabulary:
  name, extends TYPES, namespaces, -, specification

Examples:
  sip-payloads types
  sip-payloads types --json | jq -r '.documents[].name'";

const CHECK_EXAMPLES: &str = "\
Each finding is a line  FILE:LINE:COL: error|warning: PATH: MESSAGE
and each file then one  FILE: valid TYPE, FILE: repaired TYPE or FILE: invalid
Repaired are documents whose errors --mode tolerant survived.

Exit status: 1 if any file is invalid, 2 if any cannot be read.

Examples:
  sip-payloads check captures/*.xml
  sip-payloads check --mode tolerant --type pidf -";

const FORMAT_EXAMPLES: &str = "\
What had to be repaired is reported on standard error, as check does.

Examples:
  sip-payloads format notify.xml
  sip-payloads format --compact --mode strict - < publish.xml";

const SHOW_EXAMPLES: &str = "\
Times are in the local zone (TZ is honoured). What nobody knows a type for is marked unknown.

Examples:
  sip-payloads show notify.xml
  TZ=UTC sip-payloads show - < notify.xml";

const JSON_EXAMPLES: &str = "\
How XML becomes JSON:
  - The root is an object with a member \"type\", the name of the document type.
  - Attributes and child elements are members, by local name. A child in another namespace
    than the root's, and an attribute in any, has its prefix as this program would write it:
    \"dm:person\", \"xml:lang\"; and its namespace where there is no prefix: \"{urn:x}a\".
  - An element that may stand more than once is an array, even if it is alone, and so is
    everything in an extension point. Others become arrays where they are repeated.
  - An element without attributes and child elements is its text. A keyword, which has no
    text either, is true.
  - Text beside attributes or children is the member \"value\".
  - Booleans and numbers are such, with the digits of the document; all else is text.
  - An element that nobody knows a type for is an object with \"raw\": true.
  - Where an attribute has the name of another member, it is \"@name\".

Examples:
  sip-payloads json notify.xml | jq -r '.tuple[] | \"\\(.id) \\(.status.basic)\"'
  sip-payloads json notify.xml | jq '.. | objects | has(\"rpid:meeting\") | select(.)'
  sip-payloads json --compact - < notify.xml";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  sip-payloads completions bash > ~/.local/share/bash-completion/completions/sip-payloads
  sip-payloads completions fish > ~/.config/fish/completions/sip-payloads.fish";
