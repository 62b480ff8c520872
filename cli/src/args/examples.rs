//! What the help of each command ends with: how its results are to be read, and examples.

pub(super) const EXAMPLES: &str = "\
Wherever a FILE is asked for, - is standard input.

Exit status: 0 done and nothing wrong, 1 a document is wrong or was refused, 2 usage or I/O.

Examples:
  sip-payloads check notify.xml        is it valid, and if not, why?
  sip-payloads show notify.xml         what does it say?
  sip-payloads json - < notify.xml | jq -r .entity
  sip-payloads check --content-type 'multipart/related; boundary=b1' body.mime
  sip-payloads filter --rules pres-rules.xml --watcher sip:bob@example.com notify.xml
  sip-payloads merge notify-1.xml notify-2.xml notify-3.xml";

pub(super) const TYPES_EXAMPLES: &str = "\
One line per document type, in five columns, tab-separated unless on a terminal:
  name, content types, root element, SIP event package (- for none), specification
then one per extension vocabulary:
  name, extends TYPES, namespaces, -, specification

Examples:
  sip-payloads types
  sip-payloads types --json | jq -r '.documents[].name'";

pub(super) const CHECK_EXAMPLES: &str = "\
Each finding is a line  FILE:LINE:COL: error|warning: PATH: MESSAGE
and each file then one  FILE: valid TYPE, FILE: repaired TYPE or FILE: invalid
Repaired are documents whose errors --mode tolerant survived.

Exit status: 1 if any file is invalid, 2 if any cannot be read.

Examples:
  sip-payloads check captures/*.xml
  sip-payloads check --mode tolerant --type pidf -";

pub(super) const PARTS_EXAMPLES: &str = "\
Examples:
  sip-payloads parts notify.txt
  sip-payloads parts --content-type 'multipart/related;boundary=cut' notify.body";

pub(super) const FORMAT_EXAMPLES: &str = "\
What had to be repaired is reported on standard error, as check does.

Examples:
  sip-payloads format notify.xml
  sip-payloads format --valid notify.xml > valid.xml
  sip-payloads format --compact --mode strict - < publish.xml";

pub(super) const SHOW_EXAMPLES: &str = "\
Times are in the local zone (TZ is honoured). Elements of unknown type are marked unknown.

Examples:
  sip-payloads show notify.xml
  sip-payloads show --part 2 notify.txt
  TZ=UTC sip-payloads show - < notify.xml";

pub(super) const JSON_EXAMPLES: &str = "\
How XML becomes JSON:
  - The root is an object with a member \"type\", the name of the document type.
  - Attributes and child elements are members, by local name. A child in another namespace
    than the root's, and an attribute in any, has the prefix of its vocabulary: \"dm:person\",
    \"xml:lang\"; and its namespace where no vocabulary is known: \"{urn:x}a\".
  - A repeatable element is an array, even if it occurs once, and so is everything in an
    extension point and in an unknown element. Other elements become arrays where they are
    repeated.
  - An element without attributes and child elements is its text. A keyword is true; any
    other that has no place for text is an object, which may be empty.
  - Text beside attributes or children is the member \"value\"; text where only elements are
    allowed is in the array \"unexpected\".
  - Booleans and numbers stay so, with the digits of the document; all else is text.
  - An element of unknown type is an object with \"raw\": true.
  - Where an attribute has the name of another member, it is \"@name\".

Examples:
  sip-payloads json notify.xml | jq -r '.tuple[] | \"\\(.id) \\(.status.basic)\"'
  sip-payloads json notify.xml | jq '.. | objects | has(\"rpid:meeting\") | select(.)'
  sip-payloads json --compact - < notify.xml";

pub(super) const EVALUATE_EXAMPLES: &str = "\
One line  rule ID  for each rule that matches, then one line  PERMISSION: VALUE  for each
permission, sorted. Where two permissions have the same name, that of another vocabulary than
presence rules has a prefix; the sub-handling of dialogs always has. No sub-handling of presence
from any rule means block, which is printed.

--list gives a list that rules refer to. Its members are the entries of all lists in the
document; references to other lists are not followed.

Exit status: 0 even if no rule matches, 1 if a document is wrong and nothing was evaluated.

Examples:
  sip-payloads evaluate --rules pres-rules.xml --watcher sip:bob@example.com
  sip-payloads evaluate -v --rules a.xml b.xml --anonymous --at 2026-01-15T12:30:00Z
  sip-payloads evaluate --rules - --watcher tel:+12125551234 --sphere work < pres-rules.xml
  sip-payloads evaluate --rules r.xml --watcher sip:bob@example.com --list http://x/l=l.xml";

pub(super) const FILTER_EXAMPLES: &str = "\
For block and confirm there is no document: nothing is printed, and the reason is on standard
error. For polite-block the document shows the presentity as unavailable.

--list gives a list that rules refer to. Its members are the entries of all lists in the
document; references to other lists are not followed.

Exit status: 0 if the watcher gets a document, 1 if not, or if a document is wrong.

Examples:
  sip-payloads filter --rules pres-rules.xml --watcher sip:bob@example.com presence.xml
  sip-payloads filter -v --rules pres-rules.xml --anonymous - < presence.xml
  sip-payloads filter --rules a.xml b.xml --watcher sip:bob@example.com --compact presence.xml";

pub(super) const COMPOSE_EXAMPLES: &str = "\
The entity of the first document is that of the result; documents about another presentity are
left out. Elements whose time is over at --at are left out, too.

Exit status: 1 if any document was wrong.

Examples:
  sip-payloads compose phone.xml laptop.xml
  sip-payloads compose --policy newest --report phone.xml laptop.xml | sip-payloads show -";

pub(super) const PATCH_EXAMPLES: &str = "\
The patch is applied as a whole or not at all. What it does not touch stays byte for byte.

Exit status: 1 if it cannot be applied; standard error has the error condition of RFC 5261.

Examples:
  sip-payloads patch presence.xml pidf-diff.xml
  sip-payloads diff old.xml new.xml | sip-payloads patch old.xml -";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  sip-payloads diff old.xml new.xml > patch.xml";

pub(super) const XCAP_EXAMPLES: &str = "\
Exit status: 1 if the server would refuse it; an xcap-error document is printed if it would answer
with one.

Examples:
  sip-payloads xcap get index.xml 'resource-lists/list[@name=\"friends\"]'
  sip-payloads xcap put --auid resource-lists index.xml 'resource-lists/list[1]/entry[2]' entry.xml
  sip-payloads xcap delete index.xml 'resource-lists/list[1]/@name'";

pub(super) const MERGE_EXAMPLES: &str = "\
For dialog-info, watcherinfo, reginfo, conference-info, notifications about lists, and partial
presence. For each document there is a line on
standard error, FILE and then one of
  applied  it was the next one
  stale    it is the last one or an older one again, and changed nothing
  gap      others before it are missing: it was applied or refused, as its package says
  reset    it is full and replaced the state after a gap, or says that there is none any more
or the reason why it cannot be merged. What has ended, such as a terminated dialog, is dropped.

Exit status: 1 if any document was wrong or refused.

Examples:
  sip-payloads merge notify-*.txt
  sip-payloads merge full.xml partial.xml | sip-payloads show -";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  sip-payloads completions bash > ~/.local/share/bash-completion/completions/sip-payloads
  sip-payloads completions fish > ~/.config/fish/completions/sip-payloads.fish";
