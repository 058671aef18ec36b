//! How fast signed lotes of 100 movements are verified, stored durably and answered, with 32 clients at once;
//! and how fast verifying and parsing alone are. Prints one line of JSON.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use credential::cms::{VerifyOptions, verify};
use idse::ClientOptions;
use imss::dispmag::Summary;
use jiff::Timestamp;
use serde_json::json;
use service::lotes;
use service::memory::FixedClock;
use tokio::sync::Mutex;

use crate::company::{Company, service};
use crate::support::{Signer, simulator};

const CLIENTS: usize = 32;
const LOTES: usize = 640;
const MOVEMENTS: usize = 100;
/// How often one message is verified and parsed.
const ALONE: u32 = 2_000;

#[expect(
    clippy::disallowed_methods,
    reason = "what is measured is the time that really passes"
)]
pub(crate) async fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(FixedClock::at("2026-01-15T18:00:00Z".parse::<Timestamp>()?));
    let signer = Signer::new()?;
    let (_simulator, url) = simulator(&signer.authority, &clock).await?;
    let path = folder.path().display().to_string();
    let service = service(&path, &url, ClientOptions::default(), clock).await?;
    let company = Arc::new(Company::enter(service).await?);
    company.connect().await?;
    // What a browser does is made before, and not measured.
    let mut signed = Vec::new();
    for at in 0..LOTES {
        let lote = company.prepare(at * MOVEMENTS, MOVEMENTS).await?;
        let cms = company.sign(&lote).await?;
        signed.push((lote.id, cms));
    }
    let (_, sample) = signed.last().context("no lote")?.clone();
    let waiting = Arc::new(Mutex::new(signed));
    let begun = Instant::now();
    let clients = (0..CLIENTS).map(|_| {
        let (company, waiting) = (Arc::clone(&company), Arc::clone(&waiting));
        tokio::spawn(async move {
            let mut times = Vec::new();
            loop {
                let next = waiting.lock().await.pop();
                let Some((id, cms)) = next else {
                    return anyhow::Ok(times);
                };
                let began = Instant::now();
                lotes::accept_signed(&company.service, &company.caller, id, cms).await?;
                times.push(began.elapsed());
            }
        })
    });
    let mut times = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        times.extend(client.await??);
    }
    let took = begun.elapsed();
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    let slow = times.get(last * 99 / 100).copied().unwrap_or(Duration::MAX);
    let alone = alone(&sample)?;
    println!(
        "{}",
        json!({
            "lotes-a-second": f64::from(u32::try_from(times.len())?) / took.as_secs_f64(),
            "p99-ms": slow.as_secs_f64() * 1_000.0,
            "verified-a-second": f64::from(ALONE) / alone.as_secs_f64(),
        })
    );
    Ok(())
}

/// Verifies one signature and reads its file, again and again, on this thread.
#[expect(
    clippy::disallowed_methods,
    reason = "what is measured is the time that really passes"
)]
fn alone(cms: &[u8]) -> Result<Duration> {
    let begun = Instant::now();
    for _ in 0..ALONE {
        let verified = verify(cms, None, &VerifyOptions::default())?;
        Summary::of(&verified.content)?;
    }
    Ok(begun.elapsed())
}
