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

#[test]
fn a_backup_is_restored_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |data: &str, arguments: &[&str]| {
        rubrica(
            arguments,
            &[
                ("RUBRICA_DATA", path(data).as_str()),
                ("RUBRICA_SECRET_FILE", path("secret").as_str()),
            ],
        )
    };
    assert!(run("one", &["init"]).status.success());
    let file = path("rubrica.backup");
    let output = run("one", &["backup", &file]);
    assert!(output.status.success(), "{output:?}");
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    let again = run("one", &["backup", &file]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("exists already"));

    let output = run("two", &["restore", &file]);
    assert!(output.status.success(), "{output:?}");
    std::fs::write(path("cut"), b"DEFINE TABLE x;").unwrap();
    let output = run("three", &["restore", &path("cut")]);
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("not a whole backup"),
        "{output:?}"
    );
}

/// A request in its own connection; the answer, whole.
fn post(address: &str, path: &str, body: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_operator_helps_with_and_without_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("dist")).unwrap();
    std::fs::write(folder.path().join("dist/index.html"), "<!doctype html>").unwrap();
    let command = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rubrica"));
        command
            .args(arguments)
            .current_dir(folder.path())
            .env("RUBRICA_LISTEN", "127.0.0.1:0")
            .env("RUBRICA_METRICS_LISTEN", "off")
            .env("RUBRICA_IDSE_URL", "http://127.0.0.1:9/imss/")
            .env("RUBRICA_LOG_FORMAT", "json");
        command
    };
    let run = |arguments: &[&str]| {
        let output = command(arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let why = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said, why)
    };
    let mut server = command(&["serve"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let listening = log.find(|line| line.contains("\"listening\"")).unwrap();
    let event: serde_json::Value = serde_json::from_str(&listening).unwrap();
    let address = event["address"].as_str().unwrap();
    let company = crate::app::registering().to_string();
    let registered = post(address, "/api/accounts/register", &company);
    assert!(registered.starts_with("HTTP/1.1 200 OK"), "{registered}");

    use std::os::unix::fs::PermissionsExt as _;
    let socket = std::fs::metadata(folder.path().join("data/operator.sock")).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);

    let luis = [
        "user",
        "create",
        "--username",
        "luis",
        "--name",
        "Luis",
        "--role",
        "firmante",
    ];
    let (made, link, why) = run(&luis);
    assert!(made, "{why}");
    let (page, token) = link.trim().split_once('#').unwrap();
    assert!(page.ends_with("/contrasena-nueva"), "{page}");
    let password = "otra frase, más larga";
    let reset = serde_json::json!({ "request": { "token": token, "password": password } });
    let answer = post(address, "/api/mailed/reset-password", &reset.to_string());
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    let entering = crate::app::entering("luis", password, false).to_string();
    let entered = post(address, "/api/accounts/log-in", &entering);
    assert!(entered.starts_with("HTTP/1.1 200 OK"), "{entered}");

    let (listed, all, _) = run(&["user", "list"]);
    assert!(listed && all.contains("luis\tfirmante\tactive"), "{all}");
    assert!(run(&["user", "disable", "luis"]).0);
    let entered = post(address, "/api/accounts/log-in", &entering);
    assert!(entered.starts_with("HTTP/1.1 401"), "{entered}");
    let eva = ["--username", "eva", "--name", "Eva"];
    let company = ["company", "create", "--company", "Otra Empresa SA"];
    let (made, link, why) = run(&[company, eva].concat());
    assert!(made && link.contains("/contrasena-nueva#"), "{why}");
    let (_, all, _) = run(&["user", "list"]);
    assert!(
        all.contains("eva\tadministrador\tactive\tEva\tOtra Empresa SA"),
        "{all}"
    );
    let (done, _, why) = run(&["user", "reset-link", "nadie"]);
    assert!(!done && why.contains("No hay un usuario"), "{why}");

    let terminated = Command::new("kill")
        .args(["-TERM", &server.id().to_string()])
        .status();
    assert!(terminated.unwrap().success());
    assert!(server.wait().unwrap().success());
    let (listed, all, why) = run(&["user", "list"]);
    assert!(
        listed && all.contains("luis\tfirmante\tdisabled"),
        "{all}{why}"
    );
}
