//! `rubrica serve`

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use api::host::{Cookies, Host};
use service::ports::Portal as _;

use tokio::sync::Notify;

use super::assemble::{self, Assembly};
use crate::config::{MetricsListen, ServerConfig};
use crate::http::metrics::Metrics;
use crate::http::site::Site;
use crate::http::{self, Shared};
use crate::shutdown::{self, Shutdown, Signals};
use crate::system::SystemRandom;
use crate::{jobs, listen, operator, secret, trust};

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Whatever keeps the server from starting, or makes a listener fail.
pub(super) async fn run(settings: ServerConfig) -> anyhow::Result<ExitCode> {
    let site = Site::read(&settings.site)?;
    let trust = settings
        .trust_dir
        .as_deref()
        .map(trust::read)
        .transpose()?
        .unwrap_or_default();
    let tls = match &settings.tls {
        Some(files) => Some(listen::tls(files).await?),
        None => None,
    };
    let signals = Signals::catch().context("signals")?;
    let listener = listen::bind(settings.listen, "RUBRICA_LISTEN")?;
    let address = listener.local_addr().context("RUBRICA_LISTEN")?;
    let secret = read_secret(&settings)?;
    let store = assemble::store(&settings).await?;
    let Assembly {
        service,
        portal,
        random,
    } = assemble::service(&settings, store, &secret)?;
    drop(secret);

    let (announcer, shutdown) = shutdown::channel();
    let metrics = Arc::new(Metrics::default());
    let wake = Arc::new(Notify::new());
    let shared = Arc::new(Shared {
        host: Arc::new(Host {
            service: Arc::clone(&service),
            cookies: Cookies {
                secure: settings.https(),
            },
            trust_configured: !trust.is_empty(),
        }),
        service: Arc::clone(&service),
        site,
        metrics: Arc::clone(&metrics),
        random,
        shutdown: shutdown.clone(),
        public_url: settings.public_url.clone(),
        trusted_proxies: settings.trusted_proxies.clone(),
        trust,
        jobs: Arc::clone(&wake),
    });
    let router = http::router(shared)?;
    let operator_task = operator::listen(
        &settings.data,
        Arc::clone(&service),
        settings.public_origin().to_owned(),
        shutdown.clone(),
    );
    // Somebody else's folder, say: the page is served all the same.
    let operator_task = operator_task
        .inspect_err(|error| tracing::warn!(error = %format!("{error:#}"), "no operator's socket"))
        .ok();
    let metrics_task = serve_metrics(settings.metrics_listen, &metrics, &shutdown)?;
    let jobs_task = tokio::spawn(jobs::run(service, metrics, wake, shutdown.clone()));
    tokio::spawn(async move {
        // Says at once whether the portal answers and whether it is what the settings call it.
        match portal.look().await {
            Ok(()) => tracing::info!(simulated = portal.simulated(), "the portal answers"),
            Err(error) => tracing::warn!(%error, "the portal does not answer as it should"),
        }
    });
    tokio::spawn(async move {
        signals.received().await;
        tracing::info!("stopping: requests in flight may finish");
        announcer.announce();
    });

    tracing::info!(%address, public_url = %settings.public_url, "listening");
    let served = listen::serve(listener, tls, router, shutdown).await;
    jobs_task.await.context("the jobs ended badly")?;
    if let Some(task) = metrics_task {
        task.await.context("the metrics ended badly")??;
    }
    if let Some(task) = operator_task {
        task.await.context("the operator's socket ended badly")?;
    }
    tracing::info!("stopped");
    served.map(|()| ExitCode::SUCCESS)
}

/// On this machine alone the secret is made on the first start; beyond it somebody must have run
/// `rubrica init`, so that two servers of one database do not each make their own.
fn read_secret(settings: &ServerConfig) -> Result<secret::Secret, secret::SecretError> {
    if settings.listen.ip().is_loopback() && settings.embedded {
        secret::read_or_create(&settings.secret_file, &SystemRandom)
    } else {
        secret::read(&settings.secret_file)
    }
}

type Task = tokio::task::JoinHandle<anyhow::Result<()>>;

fn serve_metrics(
    wanted: Option<MetricsListen>,
    metrics: &Arc<Metrics>,
    shutdown: &Shutdown,
) -> anyhow::Result<Option<Task>> {
    let Some(MetricsListen { address, asked_for }) = wanted else {
        return Ok(None);
    };
    let listener = match listen::bind(address, "RUBRICA_METRICS_LISTEN") {
        Ok(listener) => listener,
        Err(error) if !asked_for => {
            tracing::warn!(%error, "no metrics: their default address is taken");
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let address = listener.local_addr().context("RUBRICA_METRICS_LISTEN")?;
    tracing::info!(%address, "metrics");
    let router = http::metrics_router(Arc::clone(metrics));
    Ok(Some(tokio::spawn(listen::serve(
        listener,
        None,
        router,
        shutdown.clone(),
    ))))
}
