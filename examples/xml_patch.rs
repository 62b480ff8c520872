//! XML patches: RFC 5261 A.18 applied, a patch made from two documents, and an error as a document.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::xml_patch::patch_ops_error::PatchOpsError;
use sip_payloads::xml_patch::{Patch, diff};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<doc xmlns="urn:ietf:params:xml:ns:xxx" xmlns:z="urn:ietf:params:xml:ns:yyy">
  <note>This is a sample document</note>
  <elem a="foo">
    <child/>
  </elem>
  <elem a="bar">
    <z:child/>
  </elem>
</doc>
"#;

const PATCH: &str = r#"<p:diff xmlns="urn:ietf:params:xml:ns:xxx" xmlns:y="urn:ietf:params:xml:ns:yyy"
    xmlns:p="urn:ietf:params:xml:ns:diff">
<p:add sel="doc/elem[@a='foo']">  <!-- This is a new child -->
    <child id="ert4773">
      <y:node/>
    </child>
  </p:add>
<p:replace sel="doc/note/text()">Patched doc</p:replace>
<p:remove sel="*/elem[@a='bar']/y:child" ws="both"/>
<p:add sel="*/elem[@a='bar']" type="@b">new attr</p:add>
</p:diff>
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let patched = Patch::parse(PATCH)?.apply(DOCUMENT)?;
    println!("{patched}");

    // The other direction.
    let patch = diff(DOCUMENT, &patched)?;
    println!("{} operations:\n{}\n", patch.len(), patch.to_xml());

    // A patch is applied as a whole or not at all, and says what people mistake.
    let mistaken = Patch::parse(
        "<diff xmlns='urn:ietf:params:xml:ns:xxx'><remove sel='doc/elem[a=\"foo\"]'/></diff>",
    )?;
    if let Err(error) = mistaken.apply(DOCUMENT) {
        println!("{error}\n\n{}", PatchOpsError::from(&error).to_xml_pretty()?);
    }
    Ok(())
}
