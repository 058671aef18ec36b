//! The whole way, from a certificate to a movement that IDSE operated: the router as the page calls
//! it, the real client, and the simulator over HTTP. The browser's signatures are made here.

use std::sync::Arc;

use api::relay::CMS;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credential::certificate::Certificate;
use credential::cms::{CadesToSign, ChallengeToSign, Placement};
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use idse::{Client, ClientOptions};
use idse_simulator::{
    PORTAL_PATH, Seed, SeedAuthority, SeedRegistroPatronal, Simulator, SimulatorConfig,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use server::portal::IdsePortal;
use service::jobs::run_due;
use service::memory::{FixedClock, SeededRandom};
use service::ports::{Clock as _, Portal as _, Random as _};

use crate::app::{Chance, TestApp, clock};

const REGISTRO: &str = "Y6087828106";
const PROCESSING: SignedDuration = SignedDuration::from_secs(60);

struct Signer {
    certificate: Certificate,
    key: PrivateKey,
    authority: Certificate,
}

impl Signer {
    fn new() -> Self {
        let chance = &mut Chance(SeededRandom::new(2026));
        let validity = || Validity {
            not_before: "2024-01-01T00:00:00Z".parse().unwrap(),
            not_after: "2028-01-01T00:00:00Z".parse().unwrap(),
        };
        let key = generate_key(chance, 2048).unwrap();
        let authority = Authority::like_sat(key, validity(), chance).unwrap();
        let holder = Holder::EfirmaMoral {
            name: "EMPRESA DE PRUEBA".to_owned(),
            rfc: "EKU9003173C9".to_owned(),
            representative_rfc: "FUNK671228PH6".to_owned(),
            representative_curp: "FUNK671228MCLNLR05".to_owned(),
            email: "ana@empresa.example".to_owned(),
        };
        let key = generate_key(chance, 2048).unwrap();
        let serial = "30001000000300020001";
        let issued = authority.issue(&holder, key.public(), serial, validity(), chance);
        Self {
            certificate: issued.unwrap(),
            key,
            authority: authority.certificate().clone(),
        }
    }

    fn sign(&self, octets: &[u8]) -> Vec<u8> {
        self.key
            .sign_blinded(&mut Chance(SeededRandom::new(3)), octets)
            .unwrap()
    }

    fn challenge(&self, text: &str) -> Vec<u8> {
        let signing = ChallengeToSign::new(&self.certificate, text).unwrap();
        let signature = self.sign(signing.to_be_signed());
        signing.finish(&signature).unwrap()
    }

    fn lote(&self, dispmag: &[u8], clock: &FixedClock) -> Vec<u8> {
        let signing =
            CadesToSign::new(&self.certificate, dispmag, clock.now(), Placement::Attached).unwrap();
        let signature = self.sign(signing.to_be_signed());
        signing.finish(&signature).unwrap()
    }
}

/// Serves the simulator on a port of its own and gives the portal's URL.
async fn simulator(authority: &Certificate, clock: &Arc<FixedClock>) -> (Simulator, String) {
    let clock = Arc::clone(clock);
    let chance = SeededRandom::new(9);
    let simulator = Simulator::new(SimulatorConfig {
        seed: Seed {
            certificate_authorities: vec![SeedAuthority {
                name: "prueba".to_owned(),
                der: STANDARD.encode(authority.der()),
            }],
            registros_patronales: vec![SeedRegistroPatronal {
                numero: REGISTRO.to_owned(),
                rfc: "EKU9003173C9".to_owned(),
                razon_social: "EMPRESA DE PRUEBA".to_owned(),
                vigente: true,
                representantes: Vec::new(),
            }],
            ..Seed::default()
        },
        state_file: None,
        clock: Arc::new(move || clock.now()),
        random: Arc::new(move || {
            let mut bytes = [0; 32];
            chance.fill(&mut bytes);
            bytes
        }),
        processing_delay: PROCESSING,
    })
    .unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PORTAL_PATH}", listener.local_addr().unwrap());
    let forever = std::future::pending();
    tokio::spawn(idse_simulator::serve(listener, simulator.clone(), forever));
    (simulator, url)
}

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

#[tokio::test]
async fn a_movement_goes_from_the_form_to_operado() {
    let clock = clock();
    let signer = Signer::new();
    let (simulator, url) = simulator(&signer.authority, &clock).await;
    let client = Client::new(&url, ClientOptions::default()).unwrap();
    let app = TestApp::before(Arc::new(IdsePortal::new(client, true)), Arc::clone(&clock));
    let entered = app
        .post("/api/accounts/register", &crate::app::registering(), "")
        .await;
    let cookie = &entered.cookie();

    // A registro patronal and a certificate, assigned by IDSE's challenge.
    let data = json!({
        "numero": REGISTRO, "razon_social": "Empresa de Prueba", "rfc": "EKU9003173C9",
        "domicilio": "Av. Uno 1", "subdelegacion": "Querétaro", "guia": "01400",
        "zona": "general", "umf": "201",
    });
    let save = json!({ "request": { "existing": null, "data": data } });
    let registro = call(&app, "/api/registros/save", save, cookie).await;
    let add = json!({ "request": {
        "certificate": STANDARD.encode(signer.certificate.der()),
        "id_usuario": "EKU9003173C9",
        "registros": [registro["id"]],
    }});
    let certificate = call(&app, "/api/certificates/add", add, cookie).await;
    assert_eq!(certificate["kind"], "efirma");
    assert_eq!(
        certificate["assignments"][0]["state"]["state"],
        "sin-confirmar"
    );
    let ask = json!({ "certificado": certificate["id"], "registros": [registro["id"]] });
    let challenge = call(&app, "/relay/challenges", ask, cookie).await;
    let signed = signer.challenge(challenge["text"].as_str().unwrap());
    let path = format!("/relay/challenges/{}", challenge["id"].as_str().unwrap());
    let presented = post_cms(&app, &path, signed, cookie).await;
    assert_eq!(presented["session"], true, "{presented}");
    assert_eq!(
        presented["certificado"]["assignments"][0]["state"]["state"],
        "asignado"
    );

    // A movement, in a lote, signed.
    let typed = json!({ "request": {
        "existing": null, "registro": registro["id"], "draft": draft(), "ready": true,
    }});
    let saved = call(&app, "/api/movements/save", typed, cookie).await;
    assert_eq!(saved["movement"]["estado"]["estado"], "listo", "{saved}");
    let prepare = json!({ "request": { "movements": [] } });
    let lotes = call(&app, "/api/lotes/prepare", prepare, cookie).await;
    let lote = lotes[0]["id"].as_str().unwrap();
    let dispmag = app
        .get(&format!("/relay/lotes/{lote}/dispmag"), cookie)
        .await;
    assert_eq!(dispmag.status, StatusCode::OK);
    assert!(
        dispmag
            .header("content-disposition")
            .starts_with("attachment; filename=\"")
    );
    let cms = signer.lote(&dispmag.body, &clock);
    let path = format!("/relay/lotes/{lote}/signature");
    let signed = post_cms(&app, &path, cms.clone(), cookie).await;
    assert_eq!(signed["estado"]["estado"], "firmado", "{signed}");

    // Sent once, however often the outbox is looked at.
    run_due(&app.service).await.unwrap();
    run_due(&app.service).await.unwrap();
    let detail = call(&app, "/api/lotes/get", json!({ "id": lote }), cookie).await;
    assert_eq!(detail["lote"]["estado"]["estado"], "enviado", "{detail}");
    assert_eq!(detail["lote"]["estado"]["por_confirmar"], false);
    assert_eq!(simulator.received_lotes().await.unwrap().len(), 1);

    // IDSE processes it, and is asked.
    clock.advance(PROCESSING + PROCESSING);
    run_due(&app.service).await.unwrap();
    let detail = call(&app, "/api/lotes/get", json!({ "id": lote }), cookie).await;
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
    let history = call(&app, "/api/movements/history", everything, &link).await;
    assert_eq!(history["rows"].as_array().unwrap().len(), 1);
    assert_eq!(history["rows"][0]["lote"], Value::Null);
    let hidden = app.get(&format!("/relay/lotes/{lote}/cms"), &link).await;
    assert_eq!(hidden.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_portal_that_is_not_the_simulator_is_not_spoken_to_as_one() {
    let router = axum::Router::new().fallback(async || "IDSE");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/imss/", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    let portal = |declared| {
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
