//! `rubrica`: see the library beside it.

use std::process::ExitCode;

use server::cli::Cli;

/// SurrealDB's own advice: its queries recurse deeply.
const STACK: usize = 10 * 1024 * 1024;

fn main() -> ExitCode {
    let cli = Cli::read();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build();
    // The first future runs on the main thread, whose stack is not ours to choose.
    let ended = runtime.map_err(anyhow::Error::from).and_then(|runtime| {
        let work = runtime.spawn(server::commands::run(cli));
        runtime
            .block_on(work)
            .map_err(anyhow::Error::from)
            .flatten()
    });
    match ended {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rubrica: {error:#}");
            ExitCode::FAILURE
        }
    }
}
