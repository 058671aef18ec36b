//! Everything that the server answers to somebody, whatever is called.

use api::relay::CMS;
use api::routes::{Body as Declared, Method, Route, routes};

use serde_json::json;

use crate::app::TestApp;

/// The id of a record in the sample bodies.
pub(crate) const ID: &str = "01J00000000000000000000000";
/// The id of a link or a session in the sample bodies.
const DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The least that looks like a signed message.
pub(crate) const SIGNED: [u8; 15] = [
    0x30, 13, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x00,
];

/// The answers of every route, called with the sample's ids and with each of `ids` in their place. `enter` gives
/// the caller's cookie, again after each route that ended the session.
pub(crate) async fn all_answers(
    app: &TestApp,
    enter: impl AsyncFn() -> String,
    ids: &[String],
) -> String {
    let mut all = String::new();
    let mut cookie = enter().await;
    // A stream has no end, and holds ids alone.
    for route in routes().filter(|route| !route.path.ends_with("/events")) {
        // What takes no id answers the same again, and some of it counts attempts.
        let ids = if takes_id(route) { ids } else { &[] };
        for id in std::iter::once(ID).chain(ids.iter().map(String::as_str)) {
            all.push_str(&answer(app, route, id, &cookie).await);
            all.push('\n');
        }
        let state = app.post("/api/accounts/state", &json!({}), &cookie).await;
        if state.json()["session"].is_null() {
            cookie = enter().await;
        }
    }
    all
}

fn takes_id(route: &Route) -> bool {
    let in_body = match route.body {
        Declared::Json(json) => {
            let sample = (json.sample)().to_string();
            sample.contains(ID) || sample.contains(DIGEST)
        }
        Declared::Empty | Declared::Cms | Declared::Receipt => false,
    };
    in_body || route.path.contains("{id}")
}

async fn answer(app: &TestApp, route: &Route, id: &str, cookie: &str) -> String {
    let path = route
        .path
        .replace("{id}", id)
        .replace("{token}", &"t".repeat(43));
    let answer = match (route.method, route.body) {
        (Method::Get, _) => app.get(&path, cookie).await,
        (Method::Post, Declared::Json(json)) => {
            let sample = (json.sample)().to_string();
            let body = sample.replace(ID, id).replace(DIGEST, id);
            let body = serde_json::from_str(&body).unwrap();
            app.post(&path, &body, cookie).await
        }
        (Method::Post, Declared::Cms) => app.post_bytes(&path, CMS, SIGNED.to_vec(), cookie).await,
        (Method::Post, Declared::Receipt | Declared::Empty) => {
            let file = b"NSS,Resultado\r\n".to_vec();
            app.post_bytes(&path, "text/csv", file, cookie).await
        }
    };
    answer.text()
}
