//! The process that is killed: it captures, signs and hands over lotes as fast as it can, and says of each
//! when the relay has acknowledged it. With `settle` it makes none, and waits until nothing is left to do.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use idse::ClientOptions;
use model::LoteStatus;
use server::http::metrics::Metrics;
use server::shutdown::channel;
use service::ids::LoteId;
use service::lotes;
use service::ports::Clock;
use service::store::LoteQuery;
use tokio::sync::Notify;
use tokio::time::interval;

use crate::clock::FastClock;
use crate::company::{Company, service};

/// Lotes on their way at once, and the movements of each.
const AT_ONCE: usize = 3;
const MOVEMENTS: usize = 4;
/// A session is opened again this often: the portal's ends after twenty minutes without use.
const CONNECT_EVERY: Duration = Duration::from_secs(5);
/// The longest that settling may take; an hour and a half at IMSS.
const SETTLES_WITHIN: u32 = 90;

/// The patience of a portal whose hours pass in minutes: below [`service::jobs::SENDING`] on the fast clock.
fn patience() -> ClientOptions {
    ClientOptions {
        connect_timeout: Duration::from_millis(500),
        request_timeout: Duration::from_secs(2),
        step_timeout: Duration::from_millis(700),
        send_timeout: Duration::from_secs(2),
        ..ClientOptions::default()
    }
}

pub(crate) async fn run(folder: &str, url: &str, clock: FastClock, settle: bool) -> Result<()> {
    let service = service(folder, url, patience(), Arc::new(clock)).await?;
    let (_announcer, shutdown) = channel();
    let wake = Arc::new(Notify::new());
    tokio::spawn(server::jobs::run(
        Arc::clone(&service),
        Arc::new(Metrics::default()),
        Arc::clone(&wake),
        shutdown,
    ));
    let company = Arc::new(Company::enter(service).await?);
    company.connect().await?;
    say("READY");
    if settle {
        return settled(&company, &wake).await;
    }
    // The process is killed before this number repeats within its time.
    let begin = usize::try_from(clock.now().as_second())?.wrapping_mul(200);
    let flows = (0..AT_ONCE).map(|flow| {
        let (company, wake) = (Arc::clone(&company), Arc::clone(&wake));
        tokio::spawn(async move { flow_on(&company, &wake, begin, flow).await })
    });
    for flow in flows.collect::<Vec<_>>() {
        flow.await?;
    }
    Ok(())
}

/// One lote after the other, until the end of the process.
async fn flow_on(company: &Company, wake: &Notify, begin: usize, flow: usize) {
    let mut at = begin + flow * 1_000;
    loop {
        let first = at;
        at += MOVEMENTS;
        match one(company, first).await {
            // From here on nothing may be lost.
            Ok(id) => say(&format!("ACK {id}")),
            // Others wrote at the same moment: a person would try again.
            Err(error) => eprintln!("not acknowledged: {error:#}"),
        }
        wake.notify_one();
    }
}

/// A lote, until the relay has acknowledged it.
async fn one(company: &Company, first: usize) -> Result<LoteId> {
    let lote = company.prepare(first, MOVEMENTS).await?;
    let cms = company.sign(&lote).await?;
    lotes::accept_signed(&company.service, &company.caller, lote.id, cms).await?;
    Ok(lote.id)
}

/// Waits until every lote has its end, and says what became of each.
async fn settled(company: &Company, wake: &Notify) -> Result<()> {
    let mut ticks = interval(Duration::from_secs(1));
    let mut connected = interval(CONNECT_EVERY);
    for _ in 0..SETTLES_WITHIN {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = connected.tick() => company.connect().await?,
        }
        wake.notify_one();
        let open = lotes::open(&company.service, &company.caller).await?;
        let moving = open.iter().any(|lote| {
            let status = lote.state.status();
            !matches!(status, LoteStatus::Preparado | LoteStatus::Dudoso)
        });
        if !moving {
            break;
        }
    }
    let mut query = LoteQuery {
        empresa: company.caller.empresa(),
        registros: vec![company.registro.id],
        below: None,
        limit: 100,
    };
    let store = company.service.store();
    loop {
        let page = store.lotes(&query).await?;
        for lote in &page.lotes {
            let evidence = store.evidence(lote.empresa, lote.id, lote.attempt).await?;
            let huella = evidence.map_or_else(|| "-".to_owned(), |e| e.cms_sha256.to_string());
            let contents = store
                .lote_contents(lote.empresa, lote.id, lote.attempt)
                .await?;
            let ids = contents
                .map(|contents| contents.movements)
                .unwrap_or_default();
            let found = store.movements(lote.empresa, &ids).await?;
            let open = found
                .iter()
                .filter(|m| !m.state.status().is_final())
                .count();
            say(&format!(
                "LOTE {} {:?} {huella} {} {open}",
                lote.id,
                lote.state.status(),
                ids.len() - found.len(),
            ));
        }
        query.below = page.next;
        if query.below.is_none() {
            say("END");
            return Ok(());
        }
    }
}

/// To the process that kills this one; whole lines, at once.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Where nobody listens any more there is nobody to be sorry for.
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}
