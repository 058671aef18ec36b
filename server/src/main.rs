//! `rubrica`: see the library beside it.

use std::process::ExitCode;
use std::time::Duration;

use server::cli::Cli;
use tokio::runtime::Runtime;

/// SurrealDB's own advice: its queries recurse deeply.
const STACK: usize = 10 * 1024 * 1024;

/// How long the end of the process may wait for tasks to end by themselves.
const PATIENCE: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    let cli = Cli::read();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build();
    // The first future runs on the main thread, whose stack is not ours to choose.
    let ended = runtime.map_err(anyhow::Error::from).and_then(|runtime| {
        let work = runtime.spawn(server::commands::run(cli));
        let ended = runtime.block_on(work);
        runtime.block_on(wind_down(&runtime));
        ended.map_err(anyhow::Error::from).flatten()
    });
    match ended {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rubrica: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Lets the embedded database end its own tasks, which it begins once its last handle is gone; a runtime
/// that is dropped before would cancel them in the middle of their work. A task that does not end, such as
/// a connection kept open, is not waited for beyond [`PATIENCE`].
#[expect(
    clippy::disallowed_methods,
    reason = "the process is ending: there is no event to wait for, and no clock to hand in"
)]
async fn wind_down(runtime: &Runtime) {
    let quiet = async {
        while runtime.metrics().num_alive_tasks() > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    // Whatever is still alive then is cancelled with the runtime.
    let _ = tokio::time::timeout(PATIENCE, quiet).await;
}
