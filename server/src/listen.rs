//! Listeners: bound first, so that a taken port is an error before anything else has begun; then
//! served until the end is announced, with requests in flight let finish.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;

use crate::config::TlsFiles;
use crate::shutdown::Shutdown;

/// How long requests in flight may take to finish once the end is announced.
const GRACE: Duration = Duration::from_secs(20);

/// Binds an address; `setting` is named where that fails.
///
/// # Errors
/// The address cannot be bound.
pub(crate) fn bind(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| format!("{setting}={address}"))?;
    listener
        .set_nonblocking(true)
        .with_context(|| format!("{setting}={address}"))?;
    Ok(listener)
}

/// Reads certificate and key of the listener.
///
/// # Errors
/// A file cannot be read or used.
pub(crate) async fn tls(files: &TlsFiles) -> anyhow::Result<RustlsConfig> {
    RustlsConfig::from_pem_file(&files.certificate, &files.key)
        .await
        .context("RUBRICA_TLS_CERT, RUBRICA_TLS_KEY")
}

/// Serves until the end is announced.
///
/// # Errors
/// The listener fails.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    router: Router,
    mut shutdown: Shutdown,
) -> anyhow::Result<()> {
    let handle = Handle::new();
    let stopper = handle.clone();
    let stop = tokio::spawn(async move {
        shutdown.announced().await;
        stopper.graceful_shutdown(Some(GRACE));
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = match tls {
        Some(tls) => {
            let server = axum_server::from_tcp_rustls(listener, tls)?;
            server.handle(handle).serve(service).await
        }
        None => {
            axum_server::from_tcp(listener)?
                .handle(handle)
                .serve(service)
                .await
        }
    };
    stop.abort();
    served.context("the listener failed")
}
