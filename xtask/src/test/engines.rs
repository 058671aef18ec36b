//! The storage suite on a SurrealDB server: what passes in a folder passes over a WebSocket too.
use std::process::Command;

use anyhow::Result;

use super::report::Outcome;
use super::rust;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::run::{Build, Builder, Children, Port};

/// Who the suite logs in as, on a server that lives as long as the suite.
const LOGIN: &str = "root";

/// Builds the server, starts it in memory, and runs the suite against it.
pub(crate) fn on_a_server(paths: &Paths) -> Result<Outcome> {
    let target = paths.target.join("surreal-server");
    say("compiling a SurrealDB server for the suite (the first time takes a quarter of an hour)");
    process::run(
        process::cargo()
            .args(["build", "--quiet", "--locked"])
            .current_dir(paths.root.join("crates/surreal-server"))
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let held = Port::hold(0)?;
    let address = held.address()?;
    drop(held);
    let mut server = Command::new(target.join("debug/surreal-server"));
    server
        .args(["start", "--log", "warn", "--allow-all"])
        .args(["--user", LOGIN, "--pass", LOGIN])
        .arg("--bind")
        .arg(address.to_string())
        .arg("memory");
    let mut children = Children::new()?;
    children.start("SurrealDB", server)?;
    children.wait_until_listening(address)?;
    let builder = Builder::new(paths, Build::Development)?;
    let mut cargo = builder.cargo("test");
    cargo
        .args(["--quiet", "--package", "storage"])
        .args(["--features", "storage/server-suite", "--test", "server"])
        .env(
            "RUBRICA_TEST_DATABASE_URL",
            format!("ws://{LOGIN}:{LOGIN}@{address}"),
        );
    rust::counted(&mut cargo)
}
