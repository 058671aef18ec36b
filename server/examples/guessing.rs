//! Bursts of guesses against the whole server, and the time of logins. `cargo xtask bench guessing` and
//! `cargo xtask bench login` run it.
//!
//! The router and the database on disk are the real ones; the clock is fixed and moved on by hand, so that a
//! quarter of an hour takes seconds. Prints one line of JSON.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use api::host::{Cookies, Host};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use futures::future::join_all;
use idse::{Client, ClientOptions};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use server::http::metrics::Metrics;
use server::http::site::Site;
use server::http::{Shared, router};
use server::portal::IdsePortal;
use server::shutdown::{Announcer, channel};
use service::memory::{FixedClock, NoMail, SeededRandom};
use service::ports::{Clock, Random};
use service::seal::SealKey;
use service::{Parts, Registration, Service, ServiceConfig};
use tokio::sync::Notify;
use tower::ServiceExt as _;
use zeroize::Zeroizing;

const PASSWORD: &str = "una contraseña de prueba";
/// Guesses of one burst.
const BURST: usize = 1_000;
/// Addresses they come from.
const ADDRESSES: usize = 200;
/// Logins of each kind that are timed.
const TIMED: usize = 200;
/// Minutes between two of them, so that no count slows any down.
const APART: i64 = 16;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(10 * 1024 * 1024)
        .build()?;
    let mode = std::env::args().nth(1);
    let figures = runtime.block_on(async {
        match mode.as_deref() {
            Some("login") => Bench::begin().await?.login_times().await,
            Some("guessing") => Bench::begin().await?.bursts().await,
            _ => bail!("guessing or login"),
        }
    })?;
    println!("{figures}");
    Ok(())
}

/// A server with one company.
struct Bench {
    router: Router,
    clock: Arc<FixedClock>,
    cookie: String,
    /// Keep the database on disk, and the server up.
    _announcer: Announcer,
    _folder: tempfile::TempDir,
}

/// An answer, read whole.
struct Answer {
    status: StatusCode,
    cookies: Vec<String>,
    body: Value,
}

impl Bench {
    async fn begin() -> Result<Self> {
        let clock = Arc::new(FixedClock::at("2026-01-15T18:00:00Z".parse::<Timestamp>()?));
        let folder = tempfile::tempdir()?;
        let url = format!("surrealkv://{}", folder.path().join("db").display());
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(1));
        let portal = Client::new("http://127.0.0.1:9/imss/", ClientOptions::default())?;
        let service = Arc::new(Service::new(Parts {
            store: Arc::new(storage::Database::open(&url).await?),
            clock: Arc::<FixedClock>::clone(&clock) as Arc<dyn Clock>,
            random: Arc::clone(&random),
            portal: Arc::new(IdsePortal::new(portal, true)),
            mailer: Arc::new(NoMail::default()),
            secret: SealKey::new(Zeroizing::new([7; 32])),
            settings: ServiceConfig {
                registration: Registration::First,
                owner: "guessing".to_owned(),
                public_url: "http://127.0.0.1:3000".to_owned(),
                hashing_at_once: 4,
                disclose_accounts: false,
            },
        }));
        let site = folder.path().join("site");
        std::fs::create_dir_all(&site)?;
        std::fs::write(
            site.join("index.html"),
            "<!doctype html><title>Rúbrica</title>",
        )?;
        let (announcer, shutdown) = channel();
        let router = router(Arc::new(Shared {
            host: Arc::new(Host {
                service: Arc::clone(&service),
                cookies: Cookies { secure: false },
                trust_configured: true,
            }),
            service,
            site: Site::read(&site)?,
            metrics: Arc::new(Metrics::default()),
            random,
            shutdown,
            public_url: "http://127.0.0.1:3000".parse()?,
            trusted_proxies: Vec::new(),
            trust: Vec::new(),
            jobs: Arc::new(Notify::new()),
        }))?;
        let mut bench = Self {
            router,
            clock,
            cookie: String::new(),
            _announcer: announcer,
            _folder: folder,
        };
        let company = json!({ "request": {
            "razon_social": "Empresa de Prueba SA de CV", "rfc": "EKU9003173C9", "name": "Ana Ruiz",
            "email": "ana@empresa.example", "username": "ana", "password": PASSWORD,
        }});
        let entered = bench
            .post("accounts/register", &company, "192.0.2.1", "")
            .await?;
        ensure!(entered.status.is_success(), "{}", entered.body);
        bench.cookie = entered.cookies.first().context("no cookie")?.clone();
        Ok(bench)
    }

    async fn post(&self, path: &str, body: &Value, from: &str, cookie: &str) -> Result<Answer> {
        let peer: SocketAddr = format!("{from}:50000").parse()?;
        let mut request = Request::post(format!("/api/{path}"))
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, cookie)
            .body(Body::from(body.to_string()))?;
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = self.router.clone().oneshot(request).await?;
        let status = answer.status();
        let set = answer.headers().get_all(header::SET_COOKIE).iter();
        let cookies = set
            .filter_map(|value| value.to_str().ok()?.split(';').next().map(str::to_owned))
            .collect();
        let bytes = to_bytes(answer.into_body(), usize::MAX).await?;
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer {
            status,
            cookies,
            body,
        })
    }

    async fn log_in(&self, user: &str, password: &str, from: &str, cookie: &str) -> Result<Answer> {
        let body = json!({ "request": {
            "username": user, "password": password, "read_only": false,
        }});
        self.post("accounts/log-in", &body, from, cookie).await
    }

    /// What the bursts come to.
    #[expect(
        clippy::disallowed_methods,
        reason = "here the clock is what is measured"
    )]
    async fn bursts(&self) -> Result<Value> {
        let pins = self.pin_burst().await?;
        let hers = self.log_in("ana", PASSWORD, "192.0.2.1", "").await?;
        ensure!(hers.status.is_success(), "{}", hers.body);
        let device = hers.cookies.last().context("no cookie of the device")?;
        let guesses = async {
            let mut verified = self.login_burst(0).await?;
            // A quarter of an hour of trying on, from ever other addresses.
            for minute in 1..15 {
                self.clock.advance(SignedDuration::from_mins(1));
                verified += self.login_burst(minute).await?;
            }
            anyhow::Ok(verified)
        };
        let legitimate = async {
            let mut longest: f64 = 0.0;
            for _ in 0..40 {
                let began = Instant::now();
                let answer = self.log_in("ana", PASSWORD, "198.51.100.9", device).await?;
                ensure!(
                    answer.status.is_success(),
                    "a legitimate login was refused: {}",
                    answer.body
                );
                longest = longest.max(began.elapsed().as_secs_f64());
            }
            anyhow::Ok(longest)
        };
        let (logins, longest) = futures::future::try_join(guesses, legitimate).await?;
        Ok(json!({
            "pins-verified": pins,
            "passwords-verified": logins,
            "legitimate-login-longest": longest,
        }))
    }

    /// How many of a burst of PINs were compared with the link's.
    async fn pin_burst(&self) -> Result<usize> {
        let link = json!({ "request": {
            "label": "Despacho", "registros": [], "days": 30, "pin": "482915", "notify": false,
            "shows": { "drafts": true, "salaries": true, "curps": true, "exports": false,
                "lotes": false },
        }});
        let made = self
            .post("links/create", &link, "192.0.2.1", &self.cookie)
            .await?;
        let token = made.body["token"].as_str().context("no token")?.to_owned();
        let guess = async |n: usize| {
            let body = json!({ "request": { "token": token, "pin": format!("{n:06}") } });
            let answer = self
                .post("accounts/open-link", &body, &address(n, 0), "")
                .await?;
            anyhow::Ok(answer.status.is_success() || answer.body["code"] == "wrong-pin")
        };
        let answers = join_all((482_000..482_000 + BURST).map(guess)).await;
        Ok(answers
            .into_iter()
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .filter(|it| *it)
            .count())
    }

    /// How many of a burst of passwords were compared with the user's.
    async fn login_burst(&self, minute: usize) -> Result<usize> {
        let guess = async |n: usize| {
            let password = format!("una frase número {n}");
            let answer = self
                .log_in("ana", &password, &address(n, minute), "")
                .await?;
            anyhow::Ok(answer.body["code"] == "wrong-credentials")
        };
        let answers = join_all((0..BURST).map(guess)).await;
        Ok(answers
            .into_iter()
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .filter(|it| *it)
            .count())
    }

    /// Wrong logins of users who exist and of users who do not, in turns.
    #[expect(
        clippy::disallowed_methods,
        reason = "here the clock is what is measured"
    )]
    async fn login_times(&self) -> Result<Value> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for n in 0..TIMED {
            self.clock.advance(SignedDuration::from_mins(APART));
            for (times, user) in [(&mut known, "ana"), (&mut unknown, "nadie")] {
                let began = Instant::now();
                let answer = self
                    .log_in(user, "una frase equivocada", &address(n, n), "")
                    .await?;
                ensure!(
                    answer.body["code"] == "wrong-credentials",
                    "{}",
                    answer.body
                );
                times.push(began.elapsed().as_secs_f64() * 1000.0);
            }
        }
        Ok(json!({ "known": known, "unknown": unknown }))
    }
}

/// An address among [`ADDRESSES`], others each round.
fn address(n: usize, round: usize) -> String {
    let n = n % ADDRESSES;
    format!("10.{}.{}.{}", round % 250, n / 100, 1 + n % 100)
}
