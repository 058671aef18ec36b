//! The binary itself: what it says before it serves.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};

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
fn reports_a_missing_page_at_once() {
    let output = rubrica(&["serve"], &[]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("RUBRICA_SITE"), "{said}");
}

#[test]
fn a_server_answers_and_ends_on_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("dist")).unwrap();
    std::fs::write(folder.path().join("dist/index.html"), "<!doctype html>").unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_rubrica"))
        .arg("serve")
        .current_dir(folder.path())
        .env("RUBRICA_LISTEN", "127.0.0.1:0")
        .env("RUBRICA_METRICS_LISTEN", "off")
        .env("RUBRICA_IDSE_URL", "http://127.0.0.1:9/imss/")
        .env("RUBRICA_LOG_FORMAT", "json")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let listening = log.find(|line| line.contains("\"listening\"")).unwrap();
    let event: serde_json::Value = serde_json::from_str(&listening).unwrap();
    let mut connection = TcpStream::connect(event["address"].as_str().unwrap()).unwrap();
    connection
        .write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("\"database\":true"), "{answer}");

    let terminated = Command::new("kill")
        .args(["-TERM", &server.id().to_string()])
        .status();
    assert!(terminated.unwrap().success());
    assert!(log.any(|line| line.contains("\"stopped\"")));
    assert!(server.wait().unwrap().success());
}
