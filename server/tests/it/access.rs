//! Who may what: every declared route, called by every kind of caller, against the declared table.

use api::relay::CMS;
use api::routes::{Access, Body as Declared, Method, Route, routes};
use axum::body::Body;
use axum::http::StatusCode;
use model::Role;

use crate::answers::{ID, SIGNED};
use crate::app::{TestApp, request};

async fn status(app: &TestApp, route: &Route, cookie: &str) -> StatusCode {
    let path = route
        .path
        .replace("{id}", ID)
        .replace("{token}", &"t".repeat(43));
    let method = match route.method {
        Method::Get => axum::http::Method::GET,
        Method::Post => axum::http::Method::POST,
    };
    let builder = request(method, &path, cookie);
    let request = match route.body {
        Declared::Empty => builder.body(Body::empty()),
        Declared::Json(json) => builder
            .header("content-type", "application/json")
            .body(Body::from((json.sample)().to_string())),
        Declared::Cms => builder
            .header("content-type", CMS)
            .body(Body::from(SIGNED.to_vec())),
        Declared::Receipt => builder
            .header("content-type", "text/csv")
            .body(Body::from("NSS,Resultado\r\n")),
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
    use Kind::{Administrador, Capturista, Consulta, Firmante, Link, Stranger};
    match access {
        Access::Anyone => true,
        Access::Reader => kind != Stranger,
        Access::People => !matches!(kind, Stranger | Link),
        Access::OwnAccount => matches!(kind, Consulta | Capturista | Firmante | Administrador),
        Access::ReadsLotes | Access::Captures => {
            matches!(kind, Capturista | Firmante | Administrador)
        }
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
        for route in routes() {
            // Again for every route, since one of them logs out.
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
