//! The router: every declared route, what may come in, what goes out with every answer.
//!
//! [`router`] is all that the commands and the tests call. Handlers hold no rule: they translate to
//! and from `service`.

mod failure;
mod functions;
mod guard;
mod headers;
mod health;
pub mod metrics;
mod observe;
mod refused;
mod relay;
pub mod site;

use std::net::SocketAddr;
use std::sync::{Arc, Once};
use std::time::Duration;

use api::host::{CookieKind, Host, Visit};
use api::routes::LINK_PREFIX;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Router, body::Body};
use service::Service;
use service::ports::Random;
use tokio::sync::Notify;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use url::Url;

use crate::config::network::{Network, client_address, counted_as, is_undeclared_proxy};
use crate::shutdown::Shutdown;
use metrics::Metrics;
use site::Site;

/// Longer than IDSE is given for one answer, so that its silence is reported as such.
const PATIENCE: Duration = Duration::from_secs(100);

/// Shorter answers gain nothing by being compressed.
const COMPRESSED_FROM_BYTES: u64 = 1024;

/// What every handler can reach.
pub struct Shared {
    /// The use cases.
    pub service: Arc<Service>,
    /// The server functions' side of it.
    pub host: Arc<Host>,
    /// The built page.
    pub site: Site,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// Chance, for the ids of requests.
    pub random: Arc<dyn Random>,
    /// The end of the process.
    pub shutdown: Shutdown,
    /// The address people use.
    pub public_url: Url,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// CA certificates, DER.
    pub trust: Vec<Vec<u8>>,
    /// Wakes the outbox's worker.
    pub jobs: Arc<Notify>,
}

impl Shared {
    /// Says that a job may have been written.
    fn wake_jobs(&self) {
        self.jobs.notify_one();
    }

    /// A request as a call of the contract: its session, and where it came from.
    fn visit(self: &Arc<Self>, extensions: &Extensions, headers: &HeaderMap) -> Visit {
        let address = self.client(extensions, headers);
        let cookie = cookie_kind(extensions);
        Visit::new(Arc::clone(&self.host), cookie, headers, address)
    }

    /// The network that a request's attempts are counted by, as far as it can be trusted.
    fn client(&self, extensions: &Extensions, headers: &HeaderMap) -> String {
        let Some(ConnectInfo(peer)) = extensions.get::<ConnectInfo<SocketAddr>>() else {
            return "unknown".to_owned();
        };
        let forwarded: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .map(|line| line.to_str().unwrap_or("not text"))
            .collect();
        if is_undeclared_proxy(peer.ip(), !forwarded.is_empty(), &self.trusted_proxies) {
            static WARNED: Once = Once::new();
            WARNED.call_once(|| {
                tracing::warn!(
                    peer = %peer.ip(),
                    "requests come through a proxy on this machine that RUBRICA_TRUSTED_PROXY does not declare: \
                     everybody counts as one address, and wrong passwords of one person slow all the others down"
                );
            });
        }
        let forwarded = forwarded.iter().copied();
        counted_as(client_address(peer.ip(), forwarded, &self.trusted_proxies))
    }
}

/// Returns the whole server but its listeners.
///
/// # Errors
/// The public URL's origin cannot be one.
pub fn router(shared: Arc<Shared>) -> anyhow::Result<Router> {
    let observer = observe::Observer {
        metrics: Arc::clone(&shared.metrics),
        random: Arc::clone(&shared.random),
    };
    let headers = headers::Headers {
        https: shared.public_url.scheme() == "https",
    };
    // A proxy may rewrite Host; the origin that people really come from is trusted by name.
    let csrf = CsrfLayer::new()
        .add_trusted_origin(shared.public_url.origin().ascii_serialization())
        .map_err(|error| anyhow::anyhow!("RUBRICA_PUBLIC_URL: {error:?}"))?
        .with_rejection_response(|_| failure::cross_site());

    let mut routes = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(relay::routes());
    for (path, _) in server_fn::axum::server_fn_paths() {
        routes = routes.route(path, post(functions::call));
    }
    Ok(Router::new()
        .nest(LINK_PREFIX, routes.clone().layer(from_fn(through_link)))
        .merge(routes)
        .method_not_allowed_fallback(wrong_method)
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(&shared), guard::guard))
        .layer(from_fn_with_state(
            Arc::clone(&shared),
            failure::describe_refusals,
        ))
        .layer(compression())
        .layer(csrf)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(
            // The panic hook has logged it.
            |_: Box<dyn std::any::Any + Send>| failure::panicked(),
        ))
        .layer(from_fn_with_state(headers, headers::set))
        .layer(from_fn_with_state(observer, observe::observe))
        .with_state(shared))
}

/// Compresses answers in JSON and text that are worth it. The event stream is not: each line must
/// leave at once. The files of the page are compressed when it is built.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(COMPRESSED_FROM_BYTES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("application/pkcs7-mime"))
        .and(NotForContentType::const_new("application/zip"));
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(worth_it)
}

/// Returns the private listener's one route.
pub fn metrics_router(metrics: Arc<Metrics>) -> Router {
    let expose = async |State(metrics): State<Arc<Metrics>>| {
        (
            [("content-type", "text/plain; version=0.0.4")],
            metrics.expose(),
        )
    };
    Router::new()
        .route("/metrics", get(expose))
        .with_state(metrics)
}

/// Marks a request below [`LINK_PREFIX`]: it belongs to the session of a consult link.
async fn through_link(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(CookieKind::Link);
    next.run(request).await
}

/// Which of the browser's two sessions a request belongs to.
fn cookie_kind(extensions: &Extensions) -> CookieKind {
    extensions.get().copied().unwrap_or(CookieKind::Login)
}

async fn page(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    shared.site.answer(&method, uri.path(), &headers)
}

async fn wrong_method() -> Response<Body> {
    failure::wrong_method()
}
