//! Portals that answer what the simulator never would.

use axum::Router;
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use idse::{
    Client, IdseError, Login, LoteContents, OutgoingLote, ResultsQuery, SendError, SessionCookie,
};
use tokio::net::TcpListener;

use crate::portal::{RP, options};
use crate::records::outgoing;

/// A client of a portal with these routes.
async fn client_of(routes: Router) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/imss", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().nest("/imss", routes)).await });
    Client::new(&url, options()).unwrap()
}

fn session() -> SessionCookie {
    SessionCookie::from_sealed("JSESSIONID=abc; lb=7".to_owned().into()).unwrap()
}

fn lote() -> OutgoingLote<'static> {
    outgoing(RP, LoteContents::Bajas, b"cms")
}

#[tokio::test]
async fn an_answer_without_end_is_cut_short() {
    let endless = || async { "x".repeat(5 * 1024 * 1024) };
    let client = client_of(Router::new().route("/SecuenciaFirma.idse", post(endless))).await;
    let answer = client.challenge().await;
    assert!(matches!(answer, Err(IdseError::TooLarge { .. })));
}

#[tokio::test]
async fn redirects_are_not_followed_with_a_session_or_a_lote() {
    // Followed, it would pass for a receipt and for a list.
    let receipt = "<table><tr><th>idLote<td>7</table><table><tr><th>Lote<tr><td>7</table>";
    let elsewhere = || async { (StatusCode::FOUND, [(LOCATION, "/imss/otra")]) };
    let routes = Router::new()
        .route("/AfiliaEnvio.idse", post(elsewhere))
        .route("/AfiliaResultados.idse", post(elsewhere))
        .route("/otra", get(move || async move { Html(receipt) }));
    let client = client_of(routes).await;
    let sent = client.send_lote(&session(), lote()).await;
    assert!(matches!(sent, Err(SendError::Unknown(_))));
    let listed = client.list_lotes(&session(), ResultsQuery::default()).await;
    assert!(matches!(
        listed,
        Err(IdseError::PortalFailure { status: 302 })
    ));
}

#[tokio::test]
async fn a_session_is_not_taken_to_another_site() {
    let page = "<h2>Lotes procesados</h2><table><tr><td>9<td>02<td>hoy\
        <td><a href='https://example.com/imss/r'>CSV</a></table>";
    let routes = Router::new().route(
        "/AfiliaResultados.idse",
        post(move || async move { Html(page) }),
    );
    let client = client_of(routes).await;
    let results = client.results(&session(), ResultsQuery::default()).await;
    assert!(matches!(results, Err(IdseError::ForeignLink)));
}

#[tokio::test]
async fn returns_the_cookies_of_a_session_unchanged() {
    let log_in = || async {
        let mut headers = HeaderMap::new();
        headers.append(SET_COOKIE, "JSESSIONID=abc; Path=/imss".parse().unwrap());
        headers.append(SET_COOKIE, "lb=7; Secure".parse().unwrap());
        (headers, Html("<p>Bienvenido</p>"))
    };
    let list = |headers: HeaderMap| async move {
        let cookies = headers["cookie"].to_str().unwrap().to_owned();
        Html(format!("<div id=imsgErrors>{cookies}</div>"))
    };
    let challenge =
        |headers: HeaderMap| async move { format!("cookies: {}", headers.contains_key("cookie")) };
    let routes = Router::new()
        .route("/AccesoIDSE.idse", post(log_in))
        .route("/AfiliaResultados.idse", post(list))
        .route("/SecuenciaFirma.idse", post(challenge));
    let client = client_of(routes).await;
    let login = Login {
        pkcs7_der: b"x",
        id_usuario: "EKU9003173C9",
    };
    let logged_in = client.log_in(login).await.ok().unwrap();
    assert!(logged_in.registros.is_empty() && !logged_in.simulated);
    let listed = client
        .list_lotes(&logged_in.session, ResultsQuery::default())
        .await;
    assert!(matches!(listed, Err(IdseError::Refused { text }) if text == "JSESSIONID=abc; lb=7"));
    let challenge = client.challenge().await.unwrap();
    assert_eq!(challenge.as_str(), "cookies: false");
}

#[tokio::test]
async fn the_login_form_carries_no_key_and_no_password() {
    let echo = |body: String| async move { Html(format!("<div id=imsgErrors>{body}</div>")) };
    let client = client_of(Router::new().route("/AccesoIDSE.idse", post(echo))).await;
    let login = Login {
        pkcs7_der: b"firma",
        id_usuario: "EKU9003173C9",
    };
    let Err(IdseError::Refused { text }) = client.log_in(login).await else {
        panic!("the echo is a refusal");
    };
    assert_eq!(
        text,
        "siteId=9&pkcs7=ZmlybWE%3D-----END%2BPKCS7-----&certificado=&llave=\
         &idUsuario=EKU9003173C9&password="
    );
}

#[tokio::test]
async fn the_login_page_again_is_a_refusal_even_with_a_cookie() {
    let page = "<form><input type=password name=password></form><p>Usuario incorrecto</p>";
    let log_in =
        move || async move { ([(SET_COOKIE, "JSESSIONID=abc")], Html(page)).into_response() };
    let client = client_of(Router::new().route("/AccesoIDSE.idse", post(log_in))).await;
    let login = Login {
        pkcs7_der: b"firma",
        id_usuario: "EKU9003173C9",
    };
    let refused = client.log_in(login).await;
    assert!(matches!(refused, Err(IdseError::Refused { text }) if text == "Usuario incorrecto"));
}

#[tokio::test]
async fn a_page_in_place_of_a_file_is_read_as_a_page() {
    let page =
        "<h2>Lotes procesados</h2><table><tr><td>9<td>02<td>hoy<td><a href=r>CSV</a></table>";
    let ended = || async {
        let html = [(CONTENT_TYPE, "text/html;charset=ISO-8859-1")];
        (
            html,
            &b"<div id=imsgErrors>#01001 Sesi\xf3n no v\xe1lida</div>"[..],
        )
    };
    let routes = Router::new()
        .route(
            "/AfiliaResultados.idse",
            post(move || async move { Html(page) }),
        )
        .route("/r", get(ended));
    let client = client_of(routes).await;
    let results = client.results(&session(), ResultsQuery::default()).await;
    assert!(matches!(
        results,
        Err(IdseError::SessionInvalid { text }) if text == "#01001 Sesión no válida"
    ));
}
