//! The binary itself: what it says before it serves.

use std::process::{Command, Output};

fn rubrica(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rubrica"));
    command.args(arguments).current_dir(folder.path());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RUBRICA_")) {
        command.env_remove(name);
    }
    command.envs(settings.iter().copied()).output().unwrap()
}

#[test]
fn help_lists_every_setting() {
    let output = rubrica(&["--help"], &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for name in [
        "RUBRICA_LISTEN",
        "RUBRICA_DATABASE_URL",
        "RUBRICA_SECRET_FILE",
        "idse-simulator",
        "check",
    ] {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn an_unknown_or_bad_setting_is_named() {
    for (name, value) in [
        ("RUBRICA_LISTN", "127.0.0.1:3000"),
        ("RUBRICA_LISTEN", "everywhere"),
        ("RUBRICA_REGISTRATION", "everybody"),
    ] {
        let output = rubrica(&["serve"], &[(name, value)]);
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn other_machines_are_not_served_in_clear_text() {
    let output = rubrica(&["serve"], &[("RUBRICA_LISTEN", "0.0.0.0:0")]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("RUBRICA_TLS_CERT"), "{said}");
}

#[test]
fn a_page_that_was_not_built_is_said_at_once() {
    let output = rubrica(&["serve"], &[]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("RUBRICA_SITE"), "{said}");
}
