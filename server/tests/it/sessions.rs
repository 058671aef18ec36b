//! Coming in and leaving.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::app::{PASSWORD, TestApp, entering, registering};

#[tokio::test]
async fn the_first_company_registers_once_and_is_in() {
    let app = TestApp::new();
    let state = app.post("/api/accounts/state", &json!({}), "").await.json();
    assert_eq!(state["registration_open"], true);
    assert_eq!(state["registration"], "first");
    assert_eq!(state["simulator"], true);
    assert_eq!(state["session"], json!(null));

    let answer = app.post("/api/accounts/register", &registering(), "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json()["role"], "administrador");
    let state = app
        .post("/api/accounts/state", &json!({}), &answer.cookie())
        .await
        .json();
    assert_eq!(state["registration_open"], false);
    assert_eq!(state["session"]["empresa"], "Empresa de Prueba SA de CV");

    let second = app.post("/api/accounts/register", &registering(), "").await;
    assert_eq!(second.status, StatusCode::FORBIDDEN, "{}", second.text());
    assert_eq!(second.header("set-cookie"), "");
}

#[tokio::test]
async fn a_wrong_user_and_a_wrong_password_read_the_same() {
    let app = TestApp::with_company().await;
    let user = app
        .post(
            "/api/accounts/log-in",
            &entering("nadie", PASSWORD, false),
            "",
        )
        .await;
    let password = app
        .post(
            "/api/accounts/log-in",
            &entering("ana", "otra contraseña", false),
            "",
        )
        .await;
    assert_eq!(user.status, StatusCode::UNAUTHORIZED);
    assert_eq!(password.status, StatusCode::UNAUTHORIZED);
    assert_eq!(user.json(), password.json());
    assert!(
        user.json()["message"]
            .as_str()
            .unwrap()
            .starts_with("El usuario o la contraseña son incorrectos")
    );
    assert_eq!(user.header("set-cookie"), "");
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let app = TestApp::with_company().await;
    let wrong = entering("ana", "otra contraseña", false);
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        last = app.post("/api/accounts/log-in", &wrong, "").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let answer = app.post("/api/accounts/log-in", &wrong, "").await;
    assert_eq!(answer.header("retry-after"), "30");
    let right = app
        .post(
            "/api/accounts/log-in",
            &entering("ana", PASSWORD, false),
            "",
        )
        .await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_token_is_a_new_one_at_every_login_and_the_old_one_ends() {
    let app = TestApp::with_company().await;
    let first = app.cookie_of("ana", false).await;
    let answer = app
        .post(
            "/api/accounts/log-in",
            &entering("ana", PASSWORD, false),
            &first,
        )
        .await;
    let second = answer.cookie();
    assert_ne!(first, second);
    let list = "/api/registros/list";
    assert_eq!(
        app.post(list, &json!({}), &first).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        app.post(list, &json!({}), &second).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn leaving_ends_the_session_at_once() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let answer = app
        .post(
            "/api/accounts/log-out",
            &json!({ "end_portal": true }),
            &cookie,
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    let after = app.post("/api/registros/list", &json!({}), &cookie).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
    assert_eq!(after.code(), "no-session");
}

#[tokio::test]
async fn an_idle_session_ends() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    app.clock.advance(SignedDuration::from_mins(31));
    let after = app.post("/api/registros/list", &json!({}), &cookie).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_link_that_is_opened_leaves_the_login_alone() {
    let app = TestApp::with_company().await;
    let login = app.cookie_of("ana", false).await;
    let created = app
        .post(
            "/api/links/create",
            &json!({ "request": {
                "label": "X", "registros": [], "days": 1, "pin": null, "max_uses": null, "notify": false,
                "shows": {
                    "from": null, "to": null, "drafts": true, "salaries": true, "curps": true,
                    "exports": true, "lotes": false,
                },
            }}),
            &login,
        )
        .await;
    let token = created.json()["token"].as_str().unwrap().to_owned();
    let opening = json!({ "request": { "token": token, "pin": null } });
    let opened = app.post("/api/accounts/open-link", &opening, &login).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    let set = opened.header("set-cookie").to_owned();
    assert!(set.starts_with("enlace="), "{set}");
    assert!(set.contains("Path=/enlace;"), "{set}");
    let name = async |cookie: &str| {
        let state = app.post("/api/accounts/state", &json!({}), cookie).await;
        state.json()["session"]["mode"].clone()
    };
    assert_eq!(name(&login).await, "completo");
    let link = opened.cookie();
    assert_eq!(name(&link).await, "enlace");

    let left = json!({ "end_portal": false });
    let answer = app.post("/api/accounts/log-out", &left, &link).await;
    assert!(answer.header("set-cookie").starts_with("enlace=;"));
    assert_eq!(name(&link).await, json!(null));
    assert_eq!(name(&login).await, "completo");
}

#[tokio::test]
async fn a_token_in_the_other_cookie_opens_nothing() {
    let app = TestApp::with_company().await;
    let list = "/api/registros/list";
    let login = app.cookie_of("ana", false).await;
    let moved = login.replacen("sid=", "enlace=", 1);
    let answer = app.post(list, &json!({}), &moved).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let link = app.cookie_of_link().await;
    let moved = link.replacen("enlace=", "sid=", 1);
    let answer = app.post(list, &json!({}), &moved).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn by_https_the_cookie_is_bound_to_the_host() {
    let app = TestApp::at("https://rubrica.example");
    let answer = app.post("/api/accounts/register", &registering(), "").await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with(&format!("{}=", app.cookie_name())),
        "{cookie}"
    );
    for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn a_body_of_another_shape_is_the_callers_mistake() {
    let app = TestApp::with_company().await;
    let answer = app
        .post("/api/accounts/log-in", &json!({ "usuario": "ana" }), "")
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.code(), "malformed");
}
