//! Who may what, by the contents of the answers: each kind of caller of a company finds what is hers to see and
//! nothing else, and a stranger's session, her link and her ids find nothing of it.

use axum::http::StatusCode;
use imss::movimiento::TipoMovimiento;
use jiff::civil::date;
use model::Role;
use serde_json::json;
use service::links::{self, NewLink};
use service::lotes;
use service::movements::{self, HistoryAsk, Typed};
use service::records::Shown;
use service::registros::{self, RegistroForm};
use service::suite::Build;

use crate::answers::all_answers;
use crate::app::{PASSWORD, TestApp, registering};

const NUMERO: &str = "Y6087828106";
/// Of a link of ana's that nobody opened.
const LABEL: &str = "Despacho Quintanar";

/// What is somewhere in a company, and who sees it.
struct Mark {
    what: &'static str,
    text: String,
    seen_by: fn(Kind) -> bool,
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

impl Kind {
    const ALL: [Self; 7] = [
        Self::Stranger,
        Self::Link,
        Self::ReadOnlyAdministrator,
        Self::Consulta,
        Self::Capturista,
        Self::Firmante,
        Self::Administrador,
    ];

    async fn enter(self, app: &TestApp) -> String {
        match self {
            Self::Stranger => String::new(),
            Self::Link => app.cookie_of_link().await,
            Self::ReadOnlyAdministrator => app.cookie_of("ana", true).await,
            Self::Consulta => app.cookie_of("consuelo", false).await,
            Self::Capturista => app.cookie_of("carla", false).await,
            Self::Firmante => app.cookie_of("fermin", false).await,
            Self::Administrador => app.cookie_of("ana", false).await,
        }
    }
}

fn is_anybody_inside(kind: Kind) -> bool {
    kind != Kind::Stranger
}

fn works(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Capturista | Kind::Firmante | Kind::Administrador
    )
}

fn administers(kind: Kind) -> bool {
    kind == Kind::Administrador
}

/// A company with something of everything, and what is to be looked for.
struct Company {
    app: TestApp,
    ids: Vec<String>,
    marks: Vec<Mark>,
}

impl Company {
    /// Of ana's. Anybody may register another.
    async fn new() -> Self {
        let app = TestApp::open_to_all();
        let answer = app.post("/api/accounts/register", &registering(), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        for (username, role) in [
            ("carla", Role::Capturista),
            ("fermin", Role::Firmante),
            ("consuelo", Role::Consulta),
        ] {
            app.cookie_of_new(username, role).await;
        }
        let admin = app.administrator().await;
        let form = RegistroForm {
            numero: NUMERO.to_owned(),
            razon_social: "Comercial del Bajío".to_owned(),
            guia: "01400".to_owned(),
            umf: "047".to_owned(),
            ..RegistroForm::default()
        };
        let registro = registros::save(&app.service, &admin, None, &form).await;
        let registro = registro.unwrap();
        let typed = |nss: &str, ready: bool| {
            let tipo = TipoMovimiento::Reingreso;
            let mut draft = Build::default().draft(&registro, tipo, date(2026, 1, 15));
            draft.nss = nss.to_owned();
            // Another one than the sample bodies have.
            draft.paterno = "FUNES".to_owned();
            Typed {
                registro: registro.id,
                draft,
                ready,
                origin: None,
            }
        };
        let mut saved = Vec::new();
        for (nss, ready) in [("92919084431", true), ("72795608040", false)] {
            let one = movements::save(&app.service, &admin, None, typed(nss, ready)).await;
            saved.push(one.unwrap().movement.unwrap());
        }
        let prepared = lotes::prepare(&app.service, &admin, &[saved[0].id]).await;
        let lote = prepared.unwrap().lotes.remove(0);
        let new = NewLink {
            nombre: LABEL.to_owned(),
            registros: Vec::new(),
            lotes: false,
            shown: Shown::EVERYTHING,
            days: 30,
            pin: None,
            max_uses: None,
            notify: false,
            email: String::new(),
        };
        let (_, link) = links::create(&app.service, &admin, &new).await.unwrap();
        let mark = |what: &'static str, text: &str, seen_by: fn(Kind) -> bool| Mark {
            what,
            text: text.to_owned(),
            seen_by,
        };
        let marks = vec![
            mark("a name", "FUNES", is_anybody_inside),
            mark("a number of a worker", "72795608040", is_anybody_inside),
            mark("a CURP", "FUNK671228MCLNLR05", is_anybody_inside),
            mark("a salary", "687.70", is_anybody_inside),
            mark("a registro patronal", NUMERO, is_anybody_inside),
            mark("a lote", &lote.id.to_string(), works),
            mark("an address of a person", "ana@empresa.example", administers),
            mark("a link of somebody else", LABEL, administers),
            mark("the audit log", "Registró la empresa", administers),
        ];
        let ids = vec![
            registro.id.to_string(),
            saved[1].id.to_string(),
            lote.id.to_string(),
            link.id.to_string(),
            admin.user().to_string(),
        ];
        Self { app, ids, marks }
    }
}

#[tokio::test]
async fn each_kind_of_caller_finds_what_is_hers_to_see() {
    for kind in Kind::ALL {
        // Of her own: some of the calls change what the next ones would find.
        let company = Company::new().await;
        let answers = all_answers(
            &company.app,
            async || kind.enter(&company.app).await,
            &company.ids,
        );
        let answers = answers.await;
        for mark in &company.marks {
            let found = answers.contains(&mark.text);
            assert_eq!(found, (mark.seen_by)(kind), "{kind:?} and {}", mark.what);
        }
    }
}

#[tokio::test]
async fn another_company_finds_nothing_of_this_one() {
    let company = Company::new().await;
    let app = &company.app;
    let stranger = json!({ "request": {
        "razon_social": "Otra Empresa SA de CV", "rfc": "", "name": "Eva Sol",
        "email": "eva@otra.example", "username": "eva", "password": PASSWORD,
    }});
    let registered = app.post("/api/accounts/register", &stranger, "").await;
    assert_eq!(registered.status, StatusCode::OK, "{}", registered.text());
    let link = json!({ "request": {
        "label": "De Eva", "registros": [], "days": 30, "pin": null, "max_uses": null, "notify": false,
        "shows": {
            "from": null, "to": null, "drafts": true, "salaries": true, "curps": true,
            "exports": true, "lotes": true,
        },
    }});
    let made = app
        .post("/api/links/create", &link, &registered.cookie())
        .await;
    let token = made.json()["token"].as_str().unwrap().to_owned();
    let open = json!({ "request": { "token": token, "pin": null } });

    let by_session = async || app.cookie_of("eva", false).await;
    let by_link = async || {
        let opened = app.post("/api/accounts/open-link", &open, "").await;
        opened.cookie()
    };
    let mut answers = all_answers(app, by_session, &company.ids).await;
    answers.push_str(&all_answers(app, by_link, &company.ids).await);
    assert!(answers.contains("Eva Sol"), "she finds what is her own");
    // A call for many records answers for each by the id that it was given.
    for id in &company.ids {
        let named = format!("\"outcome\":\"failed\",\"id\":\"{id}\"");
        answers = answers.replace(&named, "");
    }
    for mark in &company.marks {
        // Every company's own log begins in these words.
        if mark.what == "the audit log" {
            continue;
        }
        let found = answers.find(&mark.text).map(|at| {
            let start = answers.floor_char_boundary(at.saturating_sub(400));
            &answers[start..at]
        });
        assert_eq!(found, None, "{} stands behind this", mark.what);
    }
    // And nothing of it was changed.
    let admin = app.administrator().await;
    let links = links::list(&app.service, &admin).await.unwrap();
    assert!(links.iter().all(|link| link.revoked_at.is_none()));
    let held = registros::list(&app.service, &admin).await.unwrap();
    assert_eq!(held.len(), 1);
    let ask = HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    };
    let history = movements::history(&app.service, &admin, ask).await;
    assert_eq!(history.unwrap().movements.len(), 2);
}
