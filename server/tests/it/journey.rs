//! The whole way, from a certificate to a movement that IDSE operated: the router as the page calls
//! it, the real client, and the simulator over HTTP. The browser's signatures are made here.

use std::sync::Arc;

use api::relay::CMS;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use idse::{Client, ClientOptions};
use idse_simulator::Simulator;
use serde_json::{Value, json};
use server::portal::IdsePortal;
use service::jobs::run_due;
use service::memory::FixedClock;
use service::ports::{Clock as _, Portal as _};

use crate::app::{TestApp, clock};
use crate::support::{PROCESSING, REGISTRO, Signer, simulator};

async fn call(app: &TestApp, path: &str, body: Value, cookie: &str) -> Value {
    let answer = app.post(path, &body, cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

async fn post_cms(app: &TestApp, path: &str, cms: Vec<u8>, cookie: &str) -> Value {
    let answer = app.post_bytes(path, CMS, cms, cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

fn draft() -> Value {
    json!({
        "tipo": "reingreso", "nss": "92919084431", "paterno": "FUENTE", "materno": "NOLASCO",
        "nombre": "KARLA", "sbc": "687.70", "tipo_trabajador": "1", "tipo_salario": "0",
        "jornada": "0", "fecha": "15/01/2026", "umf": "201", "guia": "01400",
        "curp": "FUNK671228MCLNLR05",
    })
}

/// A company before the simulator, its e.firma assigned and a session open.
struct Company {
    app: TestApp,
    clock: Arc<FixedClock>,
    signer: Signer,
    simulator: Simulator,
    url: String,
    cookie: String,
    registro: Value,
}

impl Company {
    async fn new() -> Self {
        let clock = clock();
        let signer = Signer::new().unwrap();
        let (simulator, url) = simulator(&signer.authority, &clock).await.unwrap();
        let app = TestApp::before(portal(&url), Arc::clone(&clock));
        let entered = app
            .post("/api/accounts/register", &crate::app::registering(), "")
            .await;
        let cookie = entered.cookie();
        let data = json!({
            "numero": REGISTRO, "razon_social": "Empresa de Prueba", "rfc": "EKU9003173C9",
            "domicilio": "Av. Uno 1", "subdelegacion": "Querétaro", "guia": "01400",
            "zona": "general", "umf": "201",
        });
        let save = json!({ "request": { "existing": null, "data": data } });
        let registro = call(&app, "/api/registros/save", save, &cookie).await["id"].clone();
        let company = Self {
            app,
            clock,
            signer,
            simulator,
            url,
            cookie,
            registro,
        };
        company.assign().await;
        company
    }

    async fn call(&self, path: &str, body: Value) -> Value {
        call(&self.app, path, body, &self.cookie).await
    }

    /// Adds the certificate and lets IDSE's challenge assign it.
    async fn assign(&self) {
        let add = json!({ "request": {
            "certificate": STANDARD.encode(self.signer.certificate.der()),
            "id_usuario": "EKU9003173C9",
            "registros": [self.registro],
        }});
        let certificate = self.call("/api/certificates/add", add).await;
        assert_eq!(certificate["kind"], "efirma");
        assert_eq!(
            certificate["assignments"][0]["state"]["state"],
            "sin-confirmar"
        );
        let ask = json!({ "certificado": certificate["id"], "registros": [self.registro] });
        let challenge = self.call("/relay/challenges", ask).await;
        let signed = self
            .signer
            .challenge(challenge["text"].as_str().unwrap())
            .unwrap();
        let path = format!("/relay/challenges/{}", challenge["id"].as_str().unwrap());
        let presented = post_cms(&self.app, &path, signed, &self.cookie).await;
        assert_eq!(presented["session"], true, "{presented}");
        assert_eq!(
            presented["certificado"]["assignments"][0]["state"]["state"],
            "asignado"
        );
    }

    /// Captures a movement, puts it into a lote and signs that; gives the lote's id and the CMS.
    async fn sign_a_lote(&self) -> (String, Vec<u8>) {
        let typed = json!({ "request": {
            "existing": null, "registro": self.registro, "draft": draft(), "ready": true,
        }});
        let saved = self.call("/api/movements/save", typed).await;
        assert_eq!(saved["movement"]["estado"]["estado"], "listo", "{saved}");
        let prepare = json!({ "request": { "movements": [] } });
        let lotes = self.call("/api/lotes/prepare", prepare).await;
        let lote = lotes["lotes"][0]["id"].as_str().unwrap().to_owned();
        let dispmag = self
            .app
            .get(&format!("/relay/lotes/{lote}/dispmag"), &self.cookie)
            .await;
        assert_eq!(dispmag.status, StatusCode::OK);
        assert!(
            dispmag
                .header("content-disposition")
                .starts_with("attachment; filename=\"")
        );
        let cms = self.signer.lote(&dispmag.body, self.clock.now()).unwrap();
        let path = format!("/relay/lotes/{lote}/signature");
        let signed = post_cms(&self.app, &path, cms.clone(), &self.cookie).await;
        assert_eq!(signed["estado"]["estado"], "firmado", "{signed}");
        (lote, cms)
    }

    async fn received(&self) -> usize {
        self.simulator.received_lotes().await.unwrap().len()
    }
}

fn portal(url: &str) -> Arc<IdsePortal> {
    let client = Client::new(url, ClientOptions::default()).unwrap();
    Arc::new(IdsePortal::new(client, true))
}

#[tokio::test]
async fn a_movement_goes_from_the_form_to_operado() {
    let company = Company::new().await;
    let (lote, cms) = company.sign_a_lote().await;
    let (app, cookie) = (&company.app, &company.cookie);

    // Sent once, however often the outbox is looked at.
    run_due(&app.service).await.unwrap();
    run_due(&app.service).await.unwrap();
    let detail = company.call("/api/lotes/get", json!({ "id": lote })).await;
    assert_eq!(detail["lote"]["estado"]["estado"], "enviado", "{detail}");
    assert_eq!(detail["lote"]["estado"]["por_confirmar"], false);
    assert_eq!(company.received().await, 1);

    // IDSE processes it, and is asked.
    company.clock.advance(PROCESSING + PROCESSING);
    run_due(&app.service).await.unwrap();
    let detail = company.call("/api/lotes/get", json!({ "id": lote })).await;
    assert_eq!(detail["lote"]["estado"]["estado"], "procesado", "{detail}");
    assert_eq!(detail["lote"]["estado"]["operados"], 1);
    assert_eq!(detail["movements"][0]["estado"]["estado"], "operado");
    assert_eq!(detail["evidence"]["serial"], "30001000000300020001");

    // What is kept is what was signed, byte for byte; a consult link sees the movement and no lote.
    let kept = app.get(&format!("/relay/lotes/{lote}/cms"), cookie).await;
    assert_eq!(kept.body, cms);
    assert_eq!(kept.header("content-type"), CMS);
    let link = app.cookie_of_link().await;
    let everything = json!({ "request": {
        "tipo": null, "registros": [], "from": null, "to": null, "estado": "operado",
        "texto": "karla", "cursor": null, "limit": 10,
    }});
    let history = call(app, "/api/movements/history", everything, &link).await;
    assert_eq!(history["rows"].as_array().unwrap().len(), 1);
    assert_eq!(history["rows"][0]["lote"], Value::Null);
    let hidden = app.get(&format!("/relay/lotes/{lote}/cms"), &link).await;
    assert_eq!(hidden.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_lote_that_was_stored_and_not_sent_goes_out_once_after_a_restart() {
    let company = Company::new().await;
    let (lote, _) = company.sign_a_lote().await;
    assert_eq!(company.received().await, 0);
    let restarted = company.app.restarted(portal(&company.url));
    run_due(&restarted.service).await.unwrap();
    run_due(&restarted.service).await.unwrap();
    assert_eq!(company.received().await, 1);
    let get = json!({ "id": lote });
    let detail = call(&restarted, "/api/lotes/get", get, &company.cookie).await;
    assert_eq!(detail["lote"]["estado"]["estado"], "enviado", "{detail}");
}

#[tokio::test]
async fn a_signature_over_anything_else_is_refused_and_the_lote_waits() {
    let company = Company::new().await;
    let (app, cookie) = (&company.app, &company.cookie);
    let typed = json!({ "request": {
        "existing": null, "registro": company.registro, "draft": draft(), "ready": true,
    }});
    company.call("/api/movements/save", typed).await;
    let prepare = json!({ "request": { "movements": [] } });
    let lotes = company.call("/api/lotes/prepare", prepare).await;
    let lote = lotes["lotes"][0]["id"].as_str().unwrap();
    let cms = company
        .signer
        .lote(b"otra cosa", company.clock.now())
        .unwrap();
    let path = format!("/relay/lotes/{lote}/signature");
    let answer = app.post_bytes(&path, CMS, cms, cookie).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.code(), "other-content");
    let detail = company.call("/api/lotes/get", json!({ "id": lote })).await;
    assert_eq!(detail["lote"]["estado"]["estado"], "preparado");
    assert_eq!(detail["evidence"], Value::Null);
}

#[tokio::test]
async fn a_portal_that_is_not_the_simulator_is_not_spoken_to_as_one() {
    let router = axum::Router::new().fallback(async || "IDSE");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/imss/", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    let portal = |declared: bool| {
        IdsePortal::new(
            Client::new(&url, ClientOptions::default()).unwrap(),
            declared,
        )
    };
    assert!(portal(true).look().await.is_err());
    assert!(portal(true).challenge().await.is_err());
    assert!(portal(false).look().await.is_ok());
    assert!(!portal(false).simulated());
}
