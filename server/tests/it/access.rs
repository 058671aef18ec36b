//! Who may what: every declared route, called by every kind of caller, against the declared table.

use api::relay::CMS;
use api::routes::{Access, Body as Declared, Method, ROUTES, Route};
use axum::body::Body;
use axum::http::StatusCode;
use model::Role;
use serde_json::{Value, json};

use crate::app::{TestApp, request};

const ID: &str = "01J00000000000000000000000";
const NSS: &str = "92919084431";

/// A body of the route's own type that names nothing that exists.
fn body_of(path: &str) -> Value {
    let registro = json!({
        "numero": "", "razon_social": "", "rfc": "", "domicilio": "", "subdelegacion": "",
        "guia": "", "zona": "general", "umf": "",
    });
    let trabajador = json!({
        "nss": NSS, "paterno": "FUENTE", "materno": "", "nombre": "KARLA", "curp": "", "rfc": "",
        "clave": "", "umf": "", "tipo_trabajador": "", "tipo_salario": "", "jornada": "",
    });
    match path {
        "/api/accounts/state"
        | "/api/registros/list"
        | "/api/certificates/list"
        | "/api/movements/counts"
        | "/api/movements/defaults"
        | "/api/lotes/open"
        | "/api/settings/get"
        | "/api/settings/signers"
        | "/api/links/list" => json!({}),
        "/api/accounts/register" => crate::app::registering(),
        "/api/accounts/log-in" => crate::app::entering("nadie", "x", false),
        "/api/accounts/open-link" => json!({ "request": { "token": "x", "pin": null } }),
        "/api/accounts/log-out" => json!({ "end_portal": false }),
        "/api/registros/save" => json!({ "request": { "existing": null, "data": registro } }),
        "/api/certificates/add" => {
            json!({ "request": { "certificate": "", "id_usuario": "", "registros": [] } })
        }
        "/api/movements/save" => json!({ "request": {
            "existing": null, "registro": ID, "draft": { "tipo": "baja" }, "ready": false,
            "origin": null,
        }}),
        "/api/movements/save-many" => json!({ "request": { "items": [{
            "existing": null, "registro": ID, "draft": { "tipo": "baja" }, "ready": false,
            "origin": null,
        }]}}),
        "/api/movements/check" => json!({ "request": {
            "existing": null, "registro": ID, "draft": { "tipo": "baja" },
        }}),
        "/api/trabajadores/search" => json!({ "request": {
            "texto": "", "registro": null, "vigentes": false, "cursor": null, "limit": 10,
        }}),
        "/api/trabajadores/get" => json!({ "nss": NSS }),
        "/api/trabajadores/delete" => json!({ "nss": NSS, "version": 1 }),
        "/api/trabajadores/save" => {
            json!({ "request": { "existing": [NSS, 1], "data": trabajador } })
        }
        "/api/trabajadores/load-plantilla" => json!({ "request": {
            "registro": ID, "corte": "2026-01-01", "rows": [],
        }}),
        "/api/trabajadores/finish-plantilla" => {
            json!({ "registro": ID, "corte": "2026-01-01" })
        }
        "/api/imports/recognise" => json!({ "rows": [{ "registro": ID, "row": "02|" }] }),
        "/api/imports/mapping" => json!({ "kind": "movements", "headings": ["NSS"] }),
        "/api/imports/remember-mapping" => json!({ "mapping": {
            "kind": "movements", "headings": ["NSS"], "fields": ["nss"],
        }}),
        "/api/settings/save" => json!({ "settings": {
            "version": 99, "holidays": [], "minimum": [], "uma": [],
            "benefits": { "aguinaldo": 15, "prima": 25, "vacaciones": 0 }, "composition": "por_tipo",
            "max_per_lote": 5000, "second_pair": false,
        }}),
        "/api/movements/history" => json!({ "request": {
            "tipo": null, "registros": [], "from": null, "to": null, "estado": null,
            "texto": "", "cursor": null, "limit": 10,
        }}),
        "/api/lotes/prepare" => json!({ "request": { "movements": [ID] } }),
        "/api/lotes/list" => json!({ "cursor": null }),
        "/api/certificates/delete"
        | "/api/movements/get"
        | "/api/movements/correct"
        | "/api/movements/restore"
        | "/api/lotes/get" => json!({ "id": ID }),
        "/api/movements/delete"
        | "/api/movements/undo"
        | "/api/lotes/cancel"
        | "/api/lotes/retry" => json!({ "id": ID, "version": 1 }),
        "/api/lotes/resolve" => json!({ "id": ID, "version": 1, "decision": "recibido" }),
        "/api/links/create" => json!({ "request": {
            "label": "", "registros": [], "days": 0, "pin": null,
        }}),
        "/api/links/revoke" => json!({ "id": "0".repeat(64) }),
        "/relay/challenges" => json!({ "certificado": ID, "registros": [] }),
        other => panic!("no body for {other}"),
    }
}

/// The least that looks like a signed message.
const SIGNED: [u8; 15] = [
    0x30, 13, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x00,
];

async fn status(app: &TestApp, route: &Route, cookie: &str) -> StatusCode {
    let path = route.path.replace("{id}", ID);
    let method = match route.method {
        Method::Get => axum::http::Method::GET,
        Method::Post => axum::http::Method::POST,
    };
    let builder = request(method, &path, cookie);
    let request = match route.body {
        Declared::Empty => builder.body(Body::empty()),
        Declared::Json => builder
            .header("content-type", "application/json")
            .body(Body::from(body_of(route.path).to_string())),
        Declared::Cms => builder
            .header("content-type", CMS)
            .body(Body::from(SIGNED.to_vec())),
    };
    app.send(request.unwrap()).await.status()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Stranger,
    Link,
    ReadOnlyAdministrator,
    Consulta,
    Capturista,
    Firmante,
    Administrador,
}

fn may(kind: Kind, access: Access) -> bool {
    use Kind::{Administrador, Capturista, Firmante, Link, ReadOnlyAdministrator, Stranger};
    match access {
        Access::Anyone => true,
        Access::Reader => kind != Stranger,
        Access::People => !matches!(kind, Stranger | Link),
        Access::ReadsLotes => !matches!(kind, Stranger | Link | ReadOnlyAdministrator),
        Access::Captures => matches!(kind, Capturista | Firmante | Administrador),
        Access::Signs => matches!(kind, Firmante | Administrador),
        Access::Administers => kind == Administrador,
    }
}

#[tokio::test]
async fn everybody_reaches_what_the_table_says_and_nothing_else() {
    let app = TestApp::with_company().await;
    app.cookie_of_new("carla", Role::Capturista).await;
    app.cookie_of_new("fermin", Role::Firmante).await;
    app.cookie_of_new("consuelo", Role::Consulta).await;
    for kind in [
        Kind::Stranger,
        Kind::Link,
        Kind::ReadOnlyAdministrator,
        Kind::Consulta,
        Kind::Capturista,
        Kind::Firmante,
        Kind::Administrador,
    ] {
        for route in ROUTES {
            // Anew for every route, since one of them logs out.
            let cookie = match kind {
                Kind::Stranger => String::new(),
                Kind::Link => app.cookie_of_link().await,
                Kind::ReadOnlyAdministrator => app.cookie_of("ana", true).await,
                Kind::Consulta => app.cookie_of("consuelo", false).await,
                Kind::Capturista => app.cookie_of("carla", false).await,
                Kind::Firmante => app.cookie_of("fermin", false).await,
                Kind::Administrador => app.cookie_of("ana", false).await,
            };
            let status = status(&app, route, &cookie).await;
            let what = format!("{kind:?} {}: {status}", route.path);
            if route.access == Access::Anyone {
                // These answer 401 and 403 for reasons of their own.
                assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{what}");
            } else if may(kind, route.access) {
                assert_ne!(status, StatusCode::UNAUTHORIZED, "{what}");
                assert_ne!(status, StatusCode::FORBIDDEN, "{what}");
                assert_ne!(status, StatusCode::BAD_REQUEST, "{what}");
                assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{what}");
            } else if kind == Kind::Stranger {
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{what}");
            } else {
                assert_eq!(status, StatusCode::FORBIDDEN, "{what}");
            }
        }
    }
}
