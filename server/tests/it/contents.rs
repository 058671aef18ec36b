//! What is in the answers that a consult link gets, whatever route it calls: nothing that it masks, and
//! nothing of a registro patronal, a date or a state that it leaves out.

use api::routes::{Body as Declared, Method, routes};
use axum::http::StatusCode;
use imss::movimiento::TipoMovimiento;
use jiff::civil::date;
use serde_json::{Value, json};
use service::ids::RegistroId;
use service::links::{self, NewLink};
use service::movements::{self, Typed};
use service::records::{MovementRecord, Registro, Shown};
use service::registros::{self, RegistroForm};
use service::suite::Build;

use crate::app::TestApp;

/// The id in the sample bodies.
const ID: &str = "01J00000000000000000000000";
const SHOWN: &str = "Y6087828106";
const HIDDEN: &str = "Y3926552104";

struct World {
    app: TestApp,
    shown: Registro,
    hidden: Registro,
    movement: MovementRecord,
    elsewhere: MovementRecord,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::with_company().await;
        let shown = registro(&app, SHOWN).await;
        let hidden = registro(&app, HIDDEN).await;
        let movement = movement(&app, &shown, "92919084431", "FUENTE").await;
        let elsewhere = movement_of_another(&app, &hidden).await;
        Self {
            app,
            shown,
            hidden,
            movement,
            elsewhere,
        }
    }

    async fn link(&self, shown: Shown, registros: Vec<RegistroId>) -> String {
        let new = NewLink {
            nombre: "Contadora".to_owned(),
            registros,
            lotes: false,
            shown,
            days: 30,
            pin: None,
            max_uses: None,
            notify: false,
            email: String::new(),
        };
        let admin = self.app.administrator().await;
        let (token, _) = links::create(&self.app.service, &admin, &new)
            .await
            .unwrap();
        let body = json!({ "request": { "token": token.reveal(), "pin": null } });
        let answer = self.app.post("/api/accounts/open-link", &body, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.cookie()
    }

    /// Every answer of every route but the one that ends the session: with the ids of what exists in the
    /// place of the sample's, and with searches that would find what is masked.
    async fn answers(&self, cookie: &str) -> String {
        let ids = [
            ID.to_owned(),
            self.shown.id.to_string(),
            self.hidden.id.to_string(),
            self.movement.id.to_string(),
            self.elsewhere.id.to_string(),
        ];
        let mut all = String::new();
        for route in routes().filter(|route| !route.path.ends_with("/log-out")) {
            // A stream has no end, and names no movement.
            if route.path.ends_with("/events") {
                continue;
            }
            for id in &ids {
                let path = route.path.replace("{id}", id);
                let answer = match (route.method, route.body) {
                    (Method::Get, _) => self.app.get(&path, cookie).await,
                    (Method::Post, Declared::Json(json)) => {
                        let sample = (json.sample)().to_string().replace(ID, id);
                        let body = serde_json::from_str(&sample).unwrap();
                        self.app.post(&path, &body, cookie).await
                    }
                    (Method::Post, _) => continue,
                };
                all.push_str(&answer.text());
            }
        }
        for texto in ["", &self.movement.draft().curp, "FUENTE"] {
            for path in ["/api/movements/history", "/api/movements/export"] {
                let body = history(texto);
                all.push_str(&self.app.post(path, &body, cookie).await.text());
            }
        }
        all
    }
}

fn history(texto: &str) -> Value {
    json!({ "request": {
        "tipo": null, "registros": [], "from": null, "to": null,
        "uncorrected": false, "texto": texto, "cursor": null, "limit": 200,
    }})
}

async fn registro(app: &TestApp, numero: &str) -> Registro {
    let form = RegistroForm {
        numero: numero.to_owned(),
        razon_social: "Comercial del Bajío".to_owned(),
        guia: "01400".to_owned(),
        umf: "047".to_owned(),
        ..RegistroForm::default()
    };
    let admin = app.administrator().await;
    registros::save(&app.service, &admin, None, &form)
        .await
        .unwrap()
}

async fn movement(app: &TestApp, registro: &Registro, nss: &str, paterno: &str) -> MovementRecord {
    let build = Build::default();
    let mut draft = build.draft(registro, TipoMovimiento::Reingreso, date(2026, 1, 14));
    draft.nss = nss.to_owned();
    draft.paterno = paterno.to_owned();
    draft.sbc = "731.19".to_owned();
    let typed = Typed {
        registro: registro.id,
        draft,
        ready: false,
        origin: None,
    };
    let admin = app.administrator().await;
    let saved = movements::save(&app.service, &admin, None, typed).await;
    saved.unwrap().movement.unwrap()
}

async fn movement_of_another(app: &TestApp, registro: &Registro) -> MovementRecord {
    movement(app, registro, "72795608040", "MARAÑON").await
}

#[tokio::test]
async fn what_a_link_masks_is_in_no_answer() {
    let world = World::new().await;
    let curp = world.movement.draft().curp;
    assert_eq!(curp.len(), 18);
    let everything = world.link(Shown::EVERYTHING, Vec::new()).await;
    let open = world.answers(&everything).await;
    for shown in [curp.as_str(), "731.19", "FUENTE"] {
        assert!(open.contains(shown), "{shown} is shown to who may see it");
    }
    let masks = Shown {
        salaries: false,
        curps: false,
        ..Shown::EVERYTHING
    };
    let cookie = world.link(masks, Vec::new()).await;
    let masked = world.answers(&cookie).await;
    assert!(masked.contains("FUENTE"), "the rest is shown");
    assert!(masked.contains(model::MASK));
    for hidden in [curp.as_str(), "731.19", "731,19", "73119"] {
        assert!(!masked.contains(hidden), "{hidden} is in an answer");
    }
}

#[tokio::test]
async fn a_masked_search_answers_as_if_nothing_were_there() {
    let world = World::new().await;
    let masks = Shown {
        curps: false,
        ..Shown::EVERYTHING
    };
    let cookie = world.link(masks, Vec::new()).await;
    let answer = async |path: &str, texto: &str| {
        let body = history(texto);
        world.app.post(path, &body, &cookie).await.json()
    };
    let curp = world.movement.draft().curp;
    for path in [
        "/api/movements/history",
        "/api/movements/export",
        "/api/movements/tabs",
    ] {
        let by_nonsense = answer(path, "ZZZZ999999").await;
        assert_eq!(answer(path, &curp).await, by_nonsense, "{path}");
        assert_eq!(answer(path, &curp[..6]).await, by_nonsense, "{path}");
        assert_ne!(answer(path, "FUENTE").await, by_nonsense, "{path}");
    }
    let by_curp = answer("/api/movements/history", &curp).await;
    assert_eq!(by_curp["rows"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn a_link_to_one_registro_answers_nothing_of_another() {
    let world = World::new().await;
    let cookie = world.link(Shown::EVERYTHING, vec![world.shown.id]).await;
    let answers = world.answers(&cookie).await;
    assert!(answers.contains(SHOWN) && answers.contains("FUENTE"));
    for hidden in [HIDDEN, "MARAÑON", "72795608040"] {
        assert!(!answers.contains(hidden), "{hidden} is in an answer");
    }
}

#[tokio::test]
async fn a_link_answers_nothing_outside_its_dates_or_of_drafts() {
    let world = World::new().await;
    let later = Shown {
        from: Some(date(2026, 1, 15)),
        ..Shown::EVERYTHING
    };
    let filed = Shown {
        drafts: false,
        ..Shown::EVERYTHING
    };
    for shown in [later, filed] {
        let cookie = world.link(shown, Vec::new()).await;
        let answers = world.answers(&cookie).await;
        for hidden in ["FUENTE", "MARAÑON", "731.19"] {
            assert!(!answers.contains(hidden), "{hidden} is in an answer");
        }
    }
}
