//! Times a quincena of 2,000 movements through the server: stored as the page imports them, prepared,
//! signed and sent in three lotes until IDSE's receipts. `cargo xtask bench quincena` runs it.
//!
//! The router, the database on disk, the outbox and the simulator over HTTP are the real ones; the
//! clock is fixed, and the browser's signatures are made here. Prints one line of JSON: seconds per
//! step.

#[path = "../tests/support/mod.rs"]
mod support;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use api::host::{Cookies, Host};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use idse::{Client, ClientOptions};
use jiff::Timestamp;
use serde_json::{Value, json};
use server::http::metrics::Metrics;
use server::http::site::Site;
use server::http::{Shared, router};
use server::portal::IdsePortal;
use server::shutdown::{Announcer, channel};
use service::caller::Reader as _;
use service::memory::{FixedClock, NoMail, SeededRandom};
use service::ports::{Clock, Random};
use service::seal::SealKey;
use service::{Parts, Registration, Service, ServiceConfig};
use tokio::sync::Notify;
use tower::ServiceExt as _;
use zeroize::Zeroizing;

use support::{REGISTRO, Signer, simulator};

const MOVEMENTS: usize = 2_000;
/// Movements of one call, as the page stores what it imports.
const PER_CALL: usize = 500;
/// So that there are three lotes.
const PER_LOTE: usize = 700;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(10 * 1024 * 1024)
        .build()?;
    let seconds = runtime.block_on(async { Quincena::begin().await?.measure().await })?;
    println!("{seconds}");
    Ok(())
}

/// A company with its e.firma assigned and a session at IDSE open.
struct Quincena {
    router: Router,
    service: Arc<Service>,
    clock: Arc<FixedClock>,
    signer: Signer,
    cookie: String,
    registro: Value,
    /// Keep the outbox at work, and the database on disk.
    _announcer: Announcer,
    _folder: tempfile::TempDir,
}

impl Quincena {
    async fn begin() -> Result<Self> {
        let clock = Arc::new(FixedClock::at("2026-01-15T18:00:00Z".parse::<Timestamp>()?));
        let signer = Signer::new()?;
        let folder = tempfile::tempdir()?;
        let url = format!("surrealkv://{}", folder.path().join("db").display());
        let store = Arc::new(storage::Database::open(&url).await?);
        let (_, url) = simulator(&signer.authority, &clock).await?;
        let portal = Client::new(&url, ClientOptions::default())?;
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(1));
        let service = Arc::new(Service::new(Parts {
            store,
            clock: Arc::<FixedClock>::clone(&clock) as Arc<dyn Clock>,
            random: Arc::clone(&random),
            portal: Arc::new(IdsePortal::new(portal, true)),
            mailer: Arc::new(NoMail::default()),
            secret: SealKey::new(Zeroizing::new([7; 32])),
            settings: ServiceConfig {
                registration: Registration::First,
                owner: "quincena".to_owned(),
                public_url: "http://127.0.0.1:3000".to_owned(),
                hashing_at_once: 2,
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
        let jobs = Arc::new(Notify::new());
        let metrics = Arc::new(Metrics::default());
        tokio::spawn(server::jobs::run(
            Arc::clone(&service),
            Arc::clone(&metrics),
            Arc::clone(&jobs),
            shutdown.clone(),
        ));
        let router = router(Arc::new(Shared {
            host: Arc::new(Host {
                service: Arc::clone(&service),
                cookies: Cookies { secure: false },
                trust_configured: true,
            }),
            service: Arc::clone(&service),
            site: Site::read(&site)?,
            metrics,
            random,
            shutdown,
            public_url: "http://127.0.0.1:3000".parse()?,
            trusted_proxies: Vec::new(),
            trust: Vec::new(),
            jobs,
        }))?;
        let mut quincena = Self {
            router,
            service,
            clock,
            signer,
            cookie: String::new(),
            registro: Value::Null,
            _announcer: announcer,
            _folder: folder,
        };
        quincena.set_up().await?;
        Ok(quincena)
    }

    async fn set_up(&mut self) -> Result<()> {
        let register = json!({ "request": {
            "razon_social": "Empresa de Prueba SA de CV", "rfc": "EKU9003173C9", "name": "Ana Ruiz",
            "email": "ana@empresa.example", "username": "ana", "password": "una frase de ejemplo",
        }});
        let body = register.to_string().into_bytes();
        let (headers, _) = self
            .post("/api/accounts/register", "application/json", body)
            .await?;
        let cookie = headers.get(header::SET_COOKIE).context("no cookie")?;
        let cookie = cookie.to_str()?.split(';').next().context("no cookie")?;
        cookie.clone_into(&mut self.cookie);
        let data = json!({
            "numero": REGISTRO, "razon_social": "Empresa de Prueba", "rfc": "EKU9003173C9",
            "domicilio": "Av. Uno 1", "subdelegacion": "Querétaro", "guia": "01400",
            "zona": "general", "umf": "201",
        });
        let save = json!({ "request": { "existing": null, "data": data } });
        self.registro = self.call("/api/registros/save", &save).await?["id"].clone();
        let mut settings = self.call("/api/settings/get", &json!({})).await?;
        settings["max_per_lote"] = json!(PER_LOTE);
        let save = json!({ "settings": settings });
        self.call("/api/settings/save", &save).await?;
        let add = json!({ "request": {
            "certificate": STANDARD.encode(self.signer.certificate.der()),
            "id_usuario": "EKU9003173C9",
            "registros": [self.registro],
        }});
        let certificate = self.call("/api/certificates/add", &add).await?;
        let ask = json!({ "certificado": certificate["id"], "registros": [self.registro] });
        let challenge = self.call("/relay/challenges", &ask).await?;
        let signed = self.signer.challenge(text(&challenge["text"])?)?;
        let path = format!("/relay/challenges/{}", text(&challenge["id"])?);
        let (_, presented) = self.post(&path, api::relay::CMS, signed).await?;
        ensure!(presented["session"] == true, "no session: {presented}");
        Ok(())
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "what is measured is the time that really passes"
    )]
    async fn measure(&self) -> Result<Value> {
        let items: Vec<Value> = (0..MOVEMENTS).map(|at| self.item(at)).collect();
        let begun = Instant::now();
        for part in items.chunks(PER_CALL) {
            let save = json!({ "request": { "items": part } });
            let saved = self.call("/api/movements/save-many", &save).await?;
            let saved = saved.as_array().context("no list")?;
            let wrong = saved.iter().find(|one| one["outcome"] != "saved");
            ensure!(wrong.is_none(), "not saved: {wrong:?}");
        }
        let store = begun.elapsed();

        let begun = Instant::now();
        let prepare = json!({ "request": { "movements": [] } });
        let prepared = self.call("/api/lotes/prepare", &prepare).await?;
        let lotes = prepared.get("lotes").context("no lotes")?;
        let lotes = lotes.as_array().context("no list")?.clone();
        ensure!(lotes.len() == 3, "{} lotes", lotes.len());
        let prepare = begun.elapsed();

        let mut events = self.service.events().subscribe(self.empresa().await?);
        let begun = Instant::now();
        for lote in &lotes {
            let id = text(&lote["id"])?;
            let detail = self.call("/api/lotes/get", &json!({ "id": id })).await?;
            let dispmag = STANDARD.decode(text(&detail["dispmag"])?)?;
            let cms = self.signer.lote(&dispmag, self.clock.now())?;
            let path = format!("/relay/lotes/{id}/signature");
            self.post(&path, api::relay::CMS, cms).await?;
        }
        while !self.all_received().await? {
            events.recv().await?;
        }
        let send = begun.elapsed();
        Ok(json!({
            "store": store.as_secs_f64(),
            "prepare": prepare.as_secs_f64(),
            "sign-and-send": send.as_secs_f64(),
        }))
    }

    async fn all_received(&self) -> Result<bool> {
        let page = self
            .call("/api/lotes/list", &json!({ "cursor": null }))
            .await?;
        let rows = page["rows"].as_array().context("no rows")?;
        Ok(rows
            .iter()
            .all(|lote| lote["estado"]["estado"] == "enviado"))
    }

    async fn empresa(&self) -> Result<service::ids::EmpresaId> {
        let (_, value) = self.cookie.split_once('=').context("no cookie")?;
        let token = service::values::Token::presented(value).context("no token")?;
        let caller = service::accounts::authenticate(&self.service, &token).await?;
        Ok(caller.scope().empresa)
    }

    /// A modificación of a person of its own.
    fn item(&self, at: usize) -> Value {
        let nss = nss(at);
        json!({
            "existing": null, "registro": self.registro, "ready": true,
            "origin": "row",
            "draft": {
                "tipo": "modificacion", "nss": nss, "paterno": "FUENTE", "materno": "NOLASCO",
                "nombre": format!("KARLA {}", letters(at)),
                "sbc": format!("{}.{:02}", 400 + at % 600, at % 100),
                "tipo_trabajador": "1", "tipo_salario": "0", "jornada": "0",
                "fecha": "15/01/2026",
            },
        })
    }

    async fn call(&self, path: &str, body: &Value) -> Result<Value> {
        let body = body.to_string().into_bytes();
        Ok(self.post(path, "application/json", body).await?.1)
    }

    async fn post(
        &self,
        path: &str,
        media_type: &str,
        body: Vec<u8>,
    ) -> Result<(HeaderMap, Value)> {
        let mut request = Request::post(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::CONTENT_TYPE, media_type)
            .header(header::COOKIE, &self.cookie)
            .body(Body::from(body))?;
        let peer: SocketAddr = "127.0.0.1:50000".parse()?;
        request.extensions_mut().insert(ConnectInfo(peer));
        let (parts, body) = self.router.clone().oneshot(request).await?.into_parts();
        let body = to_bytes(body, usize::MAX).await?;
        let shown = || String::from_utf8_lossy(&body).into_owned();
        ensure!(parts.status.is_success(), "{path}: {}", shown());
        Ok((parts.headers, serde_json::from_slice(&body)?))
    }
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("no text")
}

/// An NSS of its own with its check digit (Luhn).
fn nss(at: usize) -> String {
    let digits = format!("92{:08}", 91_000_000 + at);
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A number in letters, since a name has no digits.
fn letters(at: usize) -> String {
    let digits = at.to_string().into_bytes();
    digits
        .into_iter()
        .map(|digit| char::from(digit - b'0' + b'A'))
        .collect()
}
