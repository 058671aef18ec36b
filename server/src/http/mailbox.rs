//! The mail that was written into a folder, as a page of the private listener: for an installation that serves
//! this machine alone and has no mail server. Who reads the page can follow its links, as who reads the folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use service::ports::Message;

use crate::mail::escaped;

/// Where the page is.
pub const PATH: &str = "/correo";
/// How many mails it shows, the newest first.
const SHOWN: usize = 50;

/// The page over the mail in a folder.
pub fn router(folder: PathBuf) -> Router {
    Router::new()
        .route(PATH, get(list))
        .with_state(Arc::new(folder))
}

async fn list(State(folder): State<Arc<PathBuf>>, headers: HeaderMap) -> Response {
    // A name of somebody else's that leads here would make this page one of his site.
    if !names_this_machine(&headers) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let read = tokio::task::spawn_blocking(move || mails(&folder)).await;
    let mails = match read {
        Ok(Ok(mails)) => mails,
        Ok(Err(error)) => {
            tracing::error!(%error, "the folder of the mail cannot be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        Err(error) => {
            tracing::error!(%error, "reading the mail was cut off");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ];
    (headers, Html(page(&mails))).into_response()
}

fn names_this_machine(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.and_then(|host| host.parse::<Authority>().ok());
    host.is_some_and(|host| matches!(host.host(), "127.0.0.1" | "localhost" | "[::1]"))
}

/// The newest messages; their names begin with their time.
fn mails(folder: &Path) -> std::io::Result<Vec<Message>> {
    let files = match std::fs::read_dir(folder) {
        Ok(files) => files,
        // Nothing was mailed yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|kind| kind == "json") {
            names.push(path);
        }
    }
    names.sort_unstable();
    let mut found = Vec::new();
    for path in names.iter().rev().take(SHOWN) {
        match serde_json::from_slice(&std::fs::read(path)?) {
            Ok(message) => found.push(message),
            Err(error) => tracing::warn!(%error, "a file among the mail is none"),
        }
    }
    Ok(found)
}

fn page(mails: &[Message]) -> String {
    let list: String = mails.iter().map(shown).collect();
    let empty = if mails.is_empty() {
        "<p>Todavía no se ha enviado nada.</p>"
    } else {
        ""
    };
    format!(
        "<!doctype html><html lang=\"es-MX\"><head><meta charset=\"utf-8\"><title>Correo de Rúbrica</title></head>\
         <body><main><h1>Correo que no salió de este equipo</h1>{empty}{list}</main></body></html>"
    )
}

fn shown(message: &Message) -> String {
    let action = message.action.as_ref().map(|action| {
        let (label, url) = (escaped(&action.label), escaped(&action.url));
        format!("<p><a href=\"{url}\">{label}</a></p>")
    });
    let paragraphs: String = message
        .body
        .trim_end()
        .split("\n\n")
        .map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>")))
        .collect();
    format!(
        "<article><h2>{}</h2><p>Para: {}</p>{paragraphs}{}</article><hr>",
        escaped(&message.subject),
        escaped(&message.to),
        action.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use service::ports::{MailAction, Message};

    use super::{mails, names_this_machine, page};

    #[test]
    fn the_page_answers_to_names_of_this_machine_alone() {
        let named = |host: &str| {
            let value = HeaderValue::from_str(host).unwrap();
            names_this_machine(&HeaderMap::from_iter([(header::HOST, value)]))
        };
        assert!(named("127.0.0.1:9464") && named("localhost:9464") && named("[::1]:9464"));
        assert!(!named("evil.example:9464") && !named("127.0.0.1.evil.example"));
        assert!(!names_this_machine(&HeaderMap::new()));
    }

    #[test]
    fn a_message_is_shown_as_text() {
        let message = Message {
            to: "ana@example.mx".to_owned(),
            subject: "<b>Hola</b>".to_owned(),
            body: "Uno\n\nDos <script>".to_owned(),
            action: Some(MailAction {
                label: "Abrir".to_owned(),
                url: "http://127.0.0.1:3000/invitacion#abc".to_owned(),
            }),
        };
        let html = page(std::slice::from_ref(&message));
        assert!(html.contains("&lt;b&gt;Hola") && html.contains("<p>Dos &lt;script&gt;</p>"));
        assert!(html.contains("href=\"http://127.0.0.1:3000/invitacion#abc\""));
    }

    #[test]
    fn a_folder_that_is_not_there_holds_no_mail() {
        let folder = tempfile::tempdir().unwrap();
        assert!(mails(&folder.path().join("mail")).unwrap().is_empty());
    }
}
