//! SurrealDB's server, as its makers ship it as a library: `surreal-server start --bind ADDRESS memory`.

use std::process::ExitCode;

fn main() -> ExitCode {
    surrealdb_server::init(surrealdb_core::CommunityComposer())
}
