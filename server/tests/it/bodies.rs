//! What may come in, and what is turned away before any handler sees it.

use std::sync::{Arc, Mutex, OnceLock};

use api::relay::CMS;
use api::routes::{Body as Declared, Method, routes};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::limits::{JSON_MAX_BYTES, SIGNED_LOTE_MAX_BYTES};
use pkcs8::{EncodePrivateKey as _, LineEnding, PrivateKeyInfo};
use rsa::RsaPrivateKey;
use serde_json::{Value, json};
use service::memory::SeededRandom;

use crate::app::TestApp;
use crate::support::Chance;

const ID: &str = "01J00000000000000000000000";

/// Every form a key is met in: plain and encrypted, DER and PEM.
fn keys() -> &'static [(&'static str, Vec<u8>)] {
    static KEYS: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut chance = Chance(SeededRandom::new(7));
        let key = RsaPrivateKey::new(&mut chance, 1024).unwrap();
        let plain = key.to_pkcs8_der().unwrap();
        let pem = key.to_pkcs8_pem(LineEnding::LF).unwrap();
        let encrypted = PrivateKeyInfo::try_from(plain.as_bytes())
            .unwrap()
            .encrypt(&mut chance, "una contraseña")
            .unwrap();
        vec![
            ("plain", plain.as_bytes().to_vec()),
            ("PEM", pem.as_bytes().to_vec()),
            ("encrypted", encrypted.as_bytes().to_vec()),
        ]
    })
}

/// A signed message by its looks, holding `content`.
fn looks_signed(content: &[u8]) -> Vec<u8> {
    let mut inner = vec![
        0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
    ];
    inner.extend(tagged(0xa0, &tagged(0x04, content)));
    tagged(0x30, &inner)
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    let mut value = vec![tag, 0x84];
    value.extend(length.to_be_bytes());
    value.extend(content);
    value
}

#[tokio::test]
async fn a_key_is_refused_on_every_route_that_takes_a_body() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    for route in routes().filter(|route| route.method == Method::Post) {
        let path = route
            .path
            .replace("{id}", ID)
            .replace("{token}", &"t".repeat(43));
        for (form, key) in keys() {
            let bodies: Vec<(&str, Vec<u8>)> = match route.body {
                Declared::Cms => vec![(CMS, key.clone()), (CMS, looks_signed(key))],
                Declared::Receipt => vec![
                    ("application/pdf", [&b"%PDF-1.7\n"[..], key].concat()),
                    ("text/csv", key.clone()),
                    ("text/html", STANDARD.encode(key).into_bytes()),
                ],
                Declared::Json(_) | Declared::Empty => {
                    let inside = |text: String| json!({ "request": { "any": [text] } }).to_string();
                    let texts = [
                        STANDARD.encode(key),
                        hex::encode(key),
                        String::from_utf8_lossy(key).into_owned(),
                    ];
                    let last = if *form == "PEM" { 3 } else { 2 };
                    texts
                        .into_iter()
                        .take(last)
                        .map(|text| ("application/json", inside(text).into_bytes()))
                        .collect()
                }
            };
            for (media_type, body) in bodies {
                let answer = app.post_bytes(&path, media_type, body, &cookie).await;
                assert_eq!(
                    answer.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{form} {path}"
                );
                assert_eq!(answer.code(), "holds-key", "{form} {path}");
            }
        }
    }
    // Nothing of it was taken for a movement, a certificate or a lote.
    let counts = app
        .post("/api/movements/counts", &json!({}), &cookie)
        .await
        .json();
    assert!(
        counts
            .as_object()
            .unwrap()
            .values()
            .all(|count| *count == json!(0)),
        "{counts}"
    );
    let certificates = app
        .post("/api/certificates/list", &json!({}), &cookie)
        .await
        .json();
    assert_eq!(certificates, json!([]));
}

#[tokio::test]
async fn a_refused_key_is_not_logged() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let (_, key) = &keys()[0];
    let text = STANDARD.encode(key);
    {
        // The test's one thread carries the whole request.
        let _recording = tracing::subscriber::set_default(subscriber);
        let body = json!({ "request": { "certificate": text, "id_usuario": "", "registros": [] } });
        let answer = app.post("/api/certificates/add", &body, &cookie).await;
        assert_eq!(answer.code(), "holds-key");
    }
    let written = log.0.lock().unwrap().clone();
    assert!(
        contains(&written, b"/api/certificates/add"),
        "nothing was recorded"
    );
    assert!(!contains(&written, &text.as_bytes()[..24]));
    assert!(!contains(&written, cookie.as_bytes()));
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[tokio::test]
async fn a_body_that_is_no_signed_message_is_refused() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    for path in [
        format!("/relay/challenges/{ID}"),
        format!("/relay/lotes/{ID}/signature"),
    ] {
        for (media_type, body) in [
            (CMS, b"%PDF-1.7".to_vec()),
            (CMS, Vec::new()),
            (CMS, b"{}".to_vec()),
            ("application/octet-stream", looks_signed(b"hola")),
        ] {
            let answer = app.post_bytes(&path, media_type, body, &cookie).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert_eq!(answer.code(), "not-cms", "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_in_the_audit_log() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let (_, key) = &keys()[0];
    let path = format!("/relay/lotes/{ID}/signature");
    let bodies = [key.clone(), b"%PDF-1.7".to_vec(), looks_signed(b"hola")];
    for body in &bodies {
        app.post_bytes(&path, CMS, body.clone(), &cookie).await;
    }
    // Nobody's: there is no company whose log it could be in.
    app.post_bytes(&path, CMS, key.clone(), "").await;
    let request = json!({ "request": { "action": "request_refused", "limit": 50 } });
    let page = app
        .post("/api/audit/search", &request, &cookie)
        .await
        .json();
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(rows.len(), bodies.len(), "{page}");
    for row in rows {
        let detail = row["detail"].as_str().unwrap();
        assert!(detail.ends_with("/relay/lotes/{id}/signature"), "{row}");
        assert_eq!(row["session"].as_str().unwrap().len(), 8, "{row}");
        assert!(!row["address"].as_str().unwrap().is_empty(), "{row}");
    }
    let keys: Vec<_> = rows
        .iter()
        .filter(|row| row["detail"].as_str().unwrap().contains("llave privada"))
        .collect();
    assert_eq!(keys.len(), 1, "{page}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_with_the_limit() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let lote = format!("/relay/lotes/{ID}/signature");
    let answer = app
        .post_bytes(
            &lote,
            CMS,
            looks_signed(&vec![b'x'; SIGNED_LOTE_MAX_BYTES]),
            &cookie,
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.code(), "too-large");
    assert!(answer.text().contains("4096 KB"), "{}", answer.text());

    let movements: Vec<Value> = vec![json!(ID); JSON_MAX_BYTES / 26];
    let body = json!({ "request": { "movements": movements } });
    let answer = app.post("/api/lotes/prepare", &body, &cookie).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.code(), "too-large");
}

#[tokio::test]
async fn a_route_without_a_body_takes_none() {
    let app = TestApp::new();
    let request = crate::app::request(axum::http::Method::GET, "/healthz", "");
    let answer = app
        .ask(request.body(axum::body::Body::from("hola")).unwrap())
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}
