//! The security headers of every answer, and who may keep it.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// The page: everything from here, nothing inline, no frame around it.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The signer worker: it may compile the module it is handed, and reach nothing. Not even `'self'`:
/// with it an `import()` with a query string would still leave the browser.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'";

/// Below this path lies the worker, and nothing else (docs/page-bundle.md).
const WORKER: &str = "/worker/";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// What the headers depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Headers {
    /// People come by https.
    pub(crate) https: bool,
}

/// Sets the headers of every answer, errors included.
pub(crate) async fn set(State(headers): State<Headers>, request: Request, next: Next) -> Response {
    let policy = if request.uri().path().starts_with(WORKER) {
        WORKER_POLICY
    } else {
        PAGE_POLICY
    };
    let mut response = next.run(request).await;
    headers.apply(response.headers_mut(), policy);
    response
}

impl Headers {
    fn apply(self, headers: &mut HeaderMap, policy: &'static str) {
        for (name, value) in ALWAYS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(policy),
        );
        if self.https {
            let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
        }
        // Files of the page say for themselves how long they hold; everything else is nobody's to keep.
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
}
