//! A server to test, put together like the real one out of other ports.

use std::net::SocketAddr;
use std::sync::Arc;

use api::host::{Cookies, Host};
use api::routes::LINK_PREFIX;
use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::Timestamp;
use model::Role;
use serde_json::{Value, json};
use server::http::metrics::Metrics;
use server::http::site::Site;
use server::http::{Shared, router};
use server::shutdown::{Announcer, channel};
use service::accounts::{Credentials, NewUser, create_user, log_in};
use service::caller::{FullCaller, Stranger};
use service::links::{self, NewLink};
use service::memory::{FixedClock, MemoryStore, NoMail, SeededRandom};
use service::ports::{
    Clock, Mailer, Portal, PortalAccess, PortalCookie, PortalError, PortalLote, Random, Received,
    Recibo, Shipment,
};
use service::records::Shown;
use service::seal::SealKey;
use service::store::SharedStore;
use service::values::Password;
use service::{Parts, Registration, Service, ServiceConfig};
use tower::ServiceExt as _;
use url::Url;
use zeroize::Zeroizing;

/// The password of every user of these tests.
pub(crate) const PASSWORD: &str = "una contraseña de prueba";

const LOOPBACK: &str = "http://127.0.0.1:3000";

/// A server, with what a test looks at from behind.
pub(crate) struct TestApp {
    pub(crate) service: Arc<Service>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) announcer: Announcer,
    pub(crate) metrics: Arc<Metrics>,
    store: SharedStore,
    router: Router,
    https: bool,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl TestApp {
    /// Serves this machine, by http.
    pub(crate) fn new() -> Self {
        Self::at(LOOPBACK)
    }

    /// Serves people at this address.
    pub(crate) fn at(public_url: &str) -> Self {
        Self::built(
            public_url,
            clock(),
            Arc::new(OutOfReach),
            Arc::new(MemoryStore::new()),
            Arc::new(NoMail::default()),
        )
    }

    /// Serves this machine, where anybody may register a company.
    pub(crate) fn open_to_all() -> Self {
        Self::registering(
            LOOPBACK,
            clock(),
            Arc::new(OutOfReach),
            Arc::new(MemoryStore::new()),
            Arc::new(NoMail::default()),
            Registration::Open,
        )
    }

    /// Serves this machine, and mails.
    pub(crate) fn mailing(mailer: Arc<dyn Mailer>) -> Self {
        let store = Arc::new(MemoryStore::new());
        Self::built(LOOPBACK, clock(), Arc::new(OutOfReach), store, mailer)
    }

    /// Serves this machine, with a portal and the clock it goes by.
    pub(crate) fn before(portal: Arc<dyn Portal>, clock: Arc<FixedClock>) -> Self {
        let store = Arc::new(MemoryStore::new());
        Self::built(LOOPBACK, clock, portal, store, Arc::new(NoMail::default()))
    }

    /// Another server over the same records, as after a kill.
    pub(crate) fn restarted(&self, portal: Arc<dyn Portal>) -> Self {
        Self::built(
            LOOPBACK,
            Arc::clone(&self.clock),
            portal,
            Arc::clone(&self.store),
            Arc::new(NoMail::default()),
        )
    }

    fn built(
        public_url: &str,
        clock: Arc<FixedClock>,
        portal: Arc<dyn Portal>,
        store: SharedStore,
        mailer: Arc<dyn Mailer>,
    ) -> Self {
        Self::registering(
            public_url,
            clock,
            portal,
            store,
            mailer,
            Registration::First,
        )
    }

    fn registering(
        public_url: &str,
        clock: Arc<FixedClock>,
        portal: Arc<dyn Portal>,
        store: SharedStore,
        mailer: Arc<dyn Mailer>,
        registration: Registration,
    ) -> Self {
        let public_url = Url::parse(public_url).unwrap();
        let https = public_url.scheme() == "https";
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(1));
        let service = Arc::new(Service::new(Parts {
            store: Arc::clone(&store),
            clock: Arc::<FixedClock>::clone(&clock) as Arc<dyn Clock>,
            random: Arc::clone(&random),
            portal,
            mailer,
            secret: SealKey::new(Zeroizing::new([7; 32])),
            settings: ServiceConfig {
                registration,
                owner: "test".to_owned(),
                public_url: "https://rubrica.example".to_owned(),
                hashing_at_once: 2,
                disclose_accounts: false,
            },
        }));
        let (announcer, shutdown) = channel();
        let metrics = Arc::new(Metrics::default());
        let router = router(Arc::new(Shared {
            host: Arc::new(Host {
                service: Arc::clone(&service),
                cookies: Cookies { secure: https },
                trust_configured: true,
            }),
            service: Arc::clone(&service),
            site: site(),
            metrics: Arc::clone(&metrics),
            random,
            shutdown,
            public_url,
            trusted_proxies: Vec::new(),
            trust: vec![vec![1, 2, 3]],
            jobs: Arc::new(tokio::sync::Notify::new()),
        }))
        .unwrap();
        Self {
            service,
            clock,
            announcer,
            metrics,
            store,
            router,
            https,
        }
    }

    /// The same, with a company whose administrator is `ana`.
    pub(crate) async fn with_company() -> Self {
        let app = Self::new();
        let answer = app.post("/api/accounts/register", &registering(), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        app
    }

    /// Carries out a request as it stands.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> axum::response::Response {
        let peer: SocketAddr = "127.0.0.1:50000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Carries out a request and reads its answer.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.send(request).await.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// `GET`, with this cookie (or none, if empty).
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask(
            request(Method::GET, path, cookie)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// `POST` of JSON, with this cookie (or none, if empty).
    pub(crate) async fn post(&self, path: &str, body: &Value, cookie: &str) -> Answer {
        self.post_bytes(
            path,
            "application/json",
            body.to_string().into_bytes(),
            cookie,
        )
        .await
    }

    /// `POST` of bytes of a type.
    pub(crate) async fn post_bytes(
        &self,
        path: &str,
        media_type: &str,
        body: Vec<u8>,
        cookie: &str,
    ) -> Answer {
        let request = request(Method::POST, path, cookie).header(header::CONTENT_TYPE, media_type);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Logs in as the page does and gives the cookie to send from then on.
    pub(crate) async fn cookie_of(&self, username: &str, read_only: bool) -> String {
        let answer = self
            .post(
                "/api/accounts/log-in",
                &entering(username, PASSWORD, read_only),
                "",
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.cookie()
    }

    /// The administrator as the use cases know her.
    pub(crate) async fn administrator(&self) -> FullCaller {
        let stranger = Stranger {
            address: "test".to_owned(),
            device: None,
        };
        let credentials = Credentials {
            username: "ana".to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            read_only: false,
        };
        let entered = log_in(&self.service, &stranger, &credentials, None)
            .await
            .unwrap();
        entered.caller.full().unwrap().clone()
    }

    /// Adds a user and gives her cookie.
    pub(crate) async fn cookie_of_new(&self, username: &str, role: Role) -> String {
        let new = NewUser {
            username: username.to_owned(),
            nombre: username.to_owned(),
            email: String::new(),
            role,
            password: Password::new(PASSWORD.to_owned()),
        };
        create_user(&self.service, &self.administrator().await, &new)
            .await
            .unwrap();
        self.cookie_of(username, false).await
    }

    /// Makes a consult link and opens it.
    pub(crate) async fn cookie_of_link(&self) -> String {
        self.cookie_of_link_showing(Shown::EVERYTHING).await
    }

    /// Makes a consult link that shows so much of the movements, and opens it.
    pub(crate) async fn cookie_of_link_showing(&self, shown: Shown) -> String {
        let new = NewLink {
            nombre: "Contadora".to_owned(),
            registros: Vec::new(),
            lotes: false,
            shown,
            days: 30,
            pin: None,
            max_uses: None,
            notify: false,
            email: String::new(),
        };
        let made = links::create(&self.service, &self.administrator().await, &new).await;
        let (token, _) = made.unwrap();
        let body = json!({ "request": { "token": token.reveal(), "pin": null } });
        let answer = self.post("/api/accounts/open-link", &body, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.cookie()
    }

    /// The name of the session's cookie.
    pub(crate) fn cookie_name(&self) -> &'static str {
        if self.https { "__Host-sid" } else { "sid" }
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie that was set, as it is sent back.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        set.split(';').next().unwrap().to_owned()
    }

    /// The code of an error.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// The clock of these tests: noon of a Thursday in Mexico City.
pub(crate) fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::at(
        "2026-01-15T18:00:00Z".parse::<Timestamp>().unwrap(),
    ))
}

/// A request with a cookie (or none, if empty); a link's cookie is sent where a browser sends it.
pub(crate) fn request(method: Method, path: &str, cookie: &str) -> axum::http::request::Builder {
    let prefix = if cookie.starts_with("enlace=") {
        LINK_PREFIX
    } else {
        ""
    };
    let request = Request::builder()
        .method(method)
        .uri(format!("{prefix}{path}"))
        .header(header::HOST, "127.0.0.1:3000");
    if cookie.is_empty() {
        request
    } else {
        request.header(header::COOKIE, cookie)
    }
}

/// The first company, as the page sends it.
pub(crate) fn registering() -> Value {
    json!({ "request": {
        "razon_social": "Empresa de Prueba SA de CV",
        "rfc": "EKU9003173C9",
        "name": "Ana Ruiz",
        "email": "ana@empresa.example",
        "username": "ana",
        "password": PASSWORD,
    }})
}

/// User and password, as the page sends them.
pub(crate) fn entering(username: &str, password: &str, read_only: bool) -> Value {
    json!({ "request": { "username": username, "password": password, "read_only": read_only } })
}

fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("index.html", "<!doctype html><title>Rúbrica</title>");
    write("assets/app-0a1b2c3d.js", "export {}");
    write("worker/signer-0a1b2c3d.js", "postMessage(0)");
    Site::read(folder.path()).unwrap()
}

/// IDSE on a bad day.
struct OutOfReach;

fn out_of_reach<T>() -> Result<T, PortalError> {
    Err(PortalError::NotSent("out of reach".to_owned()))
}

#[async_trait]
impl Portal for OutOfReach {
    async fn challenge(&self) -> Result<String, PortalError> {
        out_of_reach()
    }
    async fn log_in(&self, _: &[u8], _: &str) -> Result<PortalAccess, PortalError> {
        out_of_reach()
    }
    async fn log_out(&self, _: &PortalCookie) -> Result<(), PortalError> {
        out_of_reach()
    }
    async fn send_lote(&self, _: &PortalCookie, _: &Shipment) -> Result<Recibo, PortalError> {
        out_of_reach()
    }
    async fn received(&self, _: &PortalCookie, _: &Shipment) -> Result<Received, PortalError> {
        out_of_reach()
    }
    async fn results(&self, _: &PortalCookie, _: &str) -> Result<PortalLote, PortalError> {
        out_of_reach()
    }
    async fn reachable(&self) -> bool {
        false
    }
    fn simulated(&self) -> bool {
        true
    }
}
