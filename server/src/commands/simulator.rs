//! `rubrica idse-simulator`

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use idse_simulator::{PORTAL_PATH, Seed, Simulator, SimulatorConfig};
use jiff::SignedDuration;
use service::ports::{Clock as _, Random as _};

use crate::shutdown::Signals;
use crate::system::{SystemClock, SystemRandom};

/// Serves a portal to test and show against, until SIGTERM or SIGINT.
///
/// # Errors
/// The seed or the state file cannot be used, or the address cannot be bound.
pub(super) async fn run(
    listen: SocketAddr,
    seed: &Path,
    state_file: Option<PathBuf>,
    processing_seconds: u32,
) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        listen.ip().is_loopback(),
        "--listen {listen}: the simulator is served on this machine alone"
    );
    let text =
        std::fs::read_to_string(seed).with_context(|| format!("--seed {}", seed.display()))?;
    let seed: Seed =
        serde_json::from_str(&text).with_context(|| format!("--seed {}", seed.display()))?;
    let simulator = Simulator::new(SimulatorConfig {
        seed,
        state_file,
        clock: Arc::new(|| SystemClock.now()),
        random: Arc::new(|| {
            let mut bytes = [0; 32];
            SystemRandom.fill(&mut bytes);
            bytes
        }),
        processing_delay: SignedDuration::from_secs(i64::from(processing_seconds)),
    })?;
    let signals = Signals::catch().context("signals")?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("--listen {listen}"))?;
    let address = listener.local_addr().context("--listen")?;
    tracing::info!(url = %format!("http://{address}{PORTAL_PATH}"), "the simulator listens; nothing sent to it reaches IMSS");
    idse_simulator::serve(listener, simulator, signals.received())
        .await
        .context("the listener failed")?;
    Ok(ExitCode::SUCCESS)
}
