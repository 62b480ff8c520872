//! Help, usage, completions, and closed pipes.

use std::process::Command;

use crate::{PROGRAM, run};

const COMMANDS: [&str; 8] =
    ["types", "check", "format", "show", "json", "evaluate", "filter", "completions"];

#[test]
fn help_has_examples() {
    let (code, out, err) = run(&["--help"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Examples:\n  sip-payloads "), "{out}");
    for command in COMMANDS {
        assert!(out.contains(&format!("\n  {command} ")), "{out}");
        let (code, out, _) = run(&[command, "--help"]);
        assert_eq!(code, 0, "{command}");
        assert!(out.contains("Examples:\n  sip-payloads "), "{out}");
    }
}

#[test]
fn the_version_is_printed() {
    let version = concat!("sip-payloads ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(run(&["--version"]), (0, version.to_owned(), String::new()));
}

#[test]
fn usage_errors_exit_with_2_and_a_message() {
    for arguments in [
        &[][..],
        &["conquer"],
        &["check"],
        &["format"],
        &["check", "-", "-"],
        &["check", "--mode", "lenient", "harbour.xml"],
        &["check", "--type", "recipe", "harbour.xml"],
        &["show", "harbour.xml", "latin1.xml"],
        &["completions", "abacus"],
        &["evaluate", "--anonymous"],
        &["evaluate", "--rules", "rules.xml"],
        &["evaluate", "--rules", "rules.xml", "--anonymous", "--watcher", "sip:a@b.example"],
        &["filter", "--rules", "rules.xml", "--anonymous"],
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn completions_are_printed_for_each_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, err) = run(&["completions", shell]);
        assert_eq!((code, err.as_str()), (0, ""), "{shell}");
        assert!(out.contains("sip-payloads") && out.contains("tolerant"), "{shell}");
    }
}

/// What is printed into a pipe that nobody reads.
#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let documents = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents");
    for arguments in [
        "types",
        "check broken.xml harbour.xml",
        "format harbour.xml",
        "show harbour.xml",
        "json harbour.xml",
        "evaluate --rules rules.xml --anonymous",
        "filter --rules rules.xml --anonymous harbour.xml",
        "completions bash",
        "--help",
    ] {
        // The reader has closed the pipe before the command starts.
        let script = format!(
            "{{ sleep 0.2; '{PROGRAM}' {arguments}; echo \"status $?\" >&2; }} | head -c 0"
        );
        let output =
            Command::new("sh").args(["-c", &script]).current_dir(documents).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, "status 0\n", "{arguments}");
    }
}
