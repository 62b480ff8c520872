//! The arguments of the command line.

mod examples;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sip_payloads::xml::XmlValue as _;
use sip_payloads::{AnyUri, DateTime, Mode};

use examples::{
    CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, COMPOSE_EXAMPLES, DIFF_EXAMPLES, EVALUATE_EXAMPLES,
    EXAMPLES, FILTER_EXAMPLES, FORMAT_EXAMPLES, JSON_EXAMPLES, MERGE_EXAMPLES, PARTS_EXAMPLES,
    PATCH_EXAMPLES, SHOW_EXAMPLES, TYPES_EXAMPLES, XCAP_EXAMPLES,
};

/// Reads, checks and shows the XML documents of SIP presence and other SIP events.
#[derive(Debug, Parser)]
#[command(name = "sip-payloads", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The command.
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
    /// Checks documents, in strict mode by default, and prints every diagnostic.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Lists the parts of a body: number, content type, Content-ID, size, document type.
    #[command(after_help = PARTS_EXAMPLES)]
    Parts(PartsArgs),
    /// Reads a document and writes it.
    #[command(after_help = FORMAT_EXAMPLES)]
    Format(FormatArgs),
    /// Prints the content of a document in words.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Prints a document as JSON.
    #[command(after_help = JSON_EXAMPLES)]
    Json(JsonArgs),
    /// Prints which rules match a watcher, and the permissions that they grant together.
    #[command(after_help = EVALUATE_EXAMPLES)]
    Evaluate(EvaluateArgs),
    /// Prints the presence document for a watcher.
    #[command(after_help = FILTER_EXAMPLES)]
    Filter(FilterArgs),
    /// Prints the state that documents of an event package add up to.
    #[command(after_help = MERGE_EXAMPLES)]
    Merge(MergeArgs),
    /// Composes publications of one presentity, and prints the result.
    #[command(after_help = COMPOSE_EXAMPLES)]
    Compose(ComposeArgs),
    /// Prints the resources of resource lists, references followed, each once: URI, tab, name.
    Resolve(ResolveArgs),
    /// Applies an XML patch to a document.
    #[command(after_help = PATCH_EXAMPLES)]
    Patch(PatchArgs),
    /// Prints an XML patch that turns one document into another.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Reads or edits a node of a document, as an XCAP server does.
    #[command(after_help = XCAP_EXAMPLES)]
    Xcap(XcapArgs),
    /// Prints a completion script for a shell.
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

/// Arguments of `parts`.
#[derive(Debug, Args)]
pub(crate) struct PartsArgs {
    /// The body, or a whole SIP message; - is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The Content-Type header, with its parameters.
    #[arg(long, value_name = "VALUE")]
    pub(crate) content_type: Option<String>,
}

/// Arguments of `format`.
#[derive(Debug, Args)]
pub(crate) struct FormatArgs {
    /// The document; - is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Omit what the schema does not allow, and make ids unique, so that the result passes `check`.
    /// Each change is reported on standard error.
    #[arg(long)]
    pub(crate) valid: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Arguments of `json`.
#[derive(Debug, Args)]
pub(crate) struct JsonArgs {
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

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
}

/// Arguments of `filter`.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// The presence document; - is standard input.
    #[arg(value_name = "PRESENCE")]
    pub(crate) presence: PathBuf,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// The request that rules are evaluated for.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("watcher").args(["watchers", "anonymous"]).required(true))]
pub(crate) struct QuestionArgs {
    /// Documents with rules; the rules of all of them apply. - is standard input.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,

    /// The authenticated identity of the watcher. Repeat it for further identities of the same
    /// watcher.
    #[arg(long = "watcher", value_name = "URI", value_parser = identity)]
    pub(crate) watchers: Vec<AnyUri>,

    /// The watcher is not authenticated.
    #[arg(long)]
    pub(crate) anonymous: bool,

    /// The sphere of the presentity, such as work or home [default: that of the presence document,
    /// if it has one].
    #[arg(long, value_name = "SPHERE")]
    pub(crate) sphere: Option<String>,

    /// The time of the request, such as 2026-01-15T12:30:00Z [default: now].
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) at: Option<DateTime>,

    /// The content of a URI that rules refer to: a resource-lists document. The last = ends the
    /// URI.
    #[arg(long = "list", value_name = "URI=FILE", value_parser = list)]
    pub(crate) lists: Vec<ListArg>,

    /// Refuse invalid documents, or repair them.
    #[arg(long, value_name = "MODE", default_value = "tolerant")]
    pub(crate) mode: ModeArg,

    /// Report for every rule, on standard error, whether it matches, and why it does not.
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

/// A list, and the file with its content.
#[derive(Debug, Clone)]
pub(crate) struct ListArg {
    /// The URI by which rules refer to it.
    pub(crate) uri: AnyUri,
    /// The file.
    pub(crate) file: PathBuf,
}

/// Arguments of `resolve`.
#[derive(Debug, Args)]
pub(crate) struct ResolveArgs {
    /// The document with the lists; - is standard input.
    #[arg(value_name = "LISTS")]
    pub(crate) file: PathBuf,
    /// The name of the list at the top. Without it, all lists.
    #[arg(long, value_name = "NAME")]
    pub(crate) list: Option<String>,
    /// The XCAP root, to which references to entries are relative.
    #[arg(long, value_name = "URI", default_value = "")]
    pub(crate) root: String,
    /// Another document that references lead to: its URI, = and a file. May be repeated.
    #[arg(long = "document", value_name = "URI=FILE", value_parser = list)]
    pub(crate) documents: Vec<ListArg>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// The documents, in the order in which they arrived; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Arguments of `compose`.
#[derive(Debug, Args)]
pub(crate) struct ComposeArgs {
    /// The publications, the oldest first; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Which tuples, persons and devices become one.
    #[arg(long, value_name = "POLICY", default_value = "union")]
    pub(crate) policy: CompositionArg,
    /// The time at which they are composed, such as 2026-01-15T12:30:00Z [default: now].
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) at: Option<DateTime>,
    /// Report on standard error where each part comes from, what was left out, and why.
    #[arg(long)]
    pub(crate) report: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// How publications become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompositionArg {
    /// Everything, and equal tuples, persons and devices once.
    Union,
    /// Those that describe the same thing and do not contradict each other become one.
    Oma,
    /// Those that describe the same thing and have no kind of child in common become one.
    NonOverlapping,
    /// The newest of each service, device, and the person.
    Newest,
}

/// Arguments of `patch`.
#[derive(Debug, Args)]
pub(crate) struct PatchArgs {
    /// The document; - is standard input.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// The patch: a document with add, replace and remove, or an xcap-diff with patches of one
    /// document.
    #[arg(value_name = "PATCH")]
    pub(crate) patch: PathBuf,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The document before; - is standard input.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The document after.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
}

/// Arguments of `xcap`.
#[derive(Debug, Args)]
pub(crate) struct XcapArgs {
    /// The method.
    #[command(subcommand)]
    pub(crate) method: XcapMethod,
}

/// The methods of XCAP.
#[derive(Debug, Subcommand)]
pub(crate) enum XcapMethod {
    /// Prints an element, the value of an attribute, or namespace bindings.
    Get(XcapNodeArgs),
    /// Puts an element or the value of an attribute into the document, and prints it.
    Put {
        #[command(flatten)]
        node: XcapNodeArgs,
        /// The element or the value; - is standard input.
        #[arg(value_name = "BODY")]
        body: PathBuf,
    },
    /// Takes an element or attribute out of the document, and prints it.
    Delete(XcapNodeArgs),
}

/// A node of a document.
#[derive(Debug, Args)]
pub(crate) struct XcapNodeArgs {
    /// The document; - is standard input.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// The node selector. It may be percent-encoded. The default namespace is that of --auid, or else that of the
    /// root element.
    #[arg(value_name = "SELECTOR")]
    pub(crate) selector: String,
    /// The application usage, whose rules the result has to follow.
    #[arg(long, value_name = "AUID")]
    pub(crate) auid: Option<String>,
    /// What a prefix in the selector stands for. May be repeated.
    #[arg(long = "namespace", value_name = "PREFIX=URI", value_parser = binding)]
    pub(crate) namespaces: Vec<(String, String)>,
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
    /// Refuse invalid documents, or repair them [default: strict for check, tolerant for all other
    /// commands].
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<ModeArg>,

    /// The type of the document, as listed by `types` [default: found by the root element or by
    /// --content-type].
    #[arg(long = "type", value_name = "NAME", value_parser = type_names())]
    pub(crate) type_name: Option<String>,

    /// The Content-Type header field of the body, with its parameters. A FILE that begins with MIME
    /// header fields has its own.
    #[arg(long, value_name = "VALUE")]
    pub(crate) content_type: Option<String>,

    /// One part of a multipart body: its number, as listed by `parts`, or its Content-ID.
    #[arg(long, value_name = "N|CONTENT-ID", conflicts_with = "type_name")]
    pub(crate) part: Option<String>,
}

/// The layout of results.
#[derive(Debug, Args)]
pub(crate) struct LayoutArgs {
    /// Do not indent.
    #[arg(long)]
    pub(crate) compact: bool,
}

/// How faults are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Read only schema-valid documents.
    Strict,
    /// Read every well-formed document of a known type.
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
    let names = applications.map(sip_payloads::xml::Application::name);
    let names: Vec<_> = names.chain(crate::text::TYPES.map(|one| one.name)).collect();
    PossibleValuesParser::new(names)
}

/// The URI of a watcher. It needs a scheme.
fn identity(text: &str) -> Result<AnyUri, String> {
    let uri = AnyUri::new(text).map_err(|error| error.message().to_owned())?;
    if uri.scheme().is_none() {
        return Err("expected a URI with a scheme, such as sip:bob@example.com".to_owned());
    }
    Ok(uri)
}

fn time(text: &str) -> Result<DateTime, String> {
    let time = chrono::DateTime::parse_from_rfc3339(text);
    time.map(DateTime::from_chrono)
        .map_err(|_| "expected a time with a zone, such as 2026-01-15T12:30:00+01:00".to_owned())
}

fn binding(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(prefix, uri)| !prefix.is_empty() && !uri.is_empty());
    let (prefix, uri) = parts.ok_or("expected a prefix, = and a namespace")?;
    Ok((prefix.to_owned(), uri.to_owned()))
}

/// XCAP URIs contain = more often than file names do.
fn list(text: &str) -> Result<ListArg, String> {
    let parts = text.rsplit_once('=').filter(|(uri, file)| !uri.is_empty() && !file.is_empty());
    let (uri, file) = parts.ok_or("expected a URI, = and a file name")?;
    // As in tolerant reading, which keeps the brackets of an XCAP node selector.
    let uri = AnyUri::new(uri).ok().or_else(|| AnyUri::recover(uri));
    let uri = uri.ok_or("expected a URI, = and a file name")?;
    Ok(ListArg { uri, file: file.into() })
}
