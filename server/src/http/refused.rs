//! The audit entry of something that was sent and refused.

use std::sync::Arc;

use api::host::Visit;
use api::routes::{LINK_PREFIX, Method, Route, routes};
use axum::extract::{MatchedPath, Request};
use service::audit::note_refused;
use service::ids::LoteId;

use super::Shared;

/// The declaration of the route that a request is for.
pub(super) fn declared(request: &Request) -> Option<&'static Route> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let path = path.strip_prefix(LINK_PREFIX).unwrap_or(path);
    let method = if request.method() == axum::http::Method::POST {
        Method::Post
    } else {
        Method::Get
    };
    routes().find(|route| route.path == path && route.method == method)
}

/// A request, remembered until it is known whether it is refused.
pub(super) struct Sent {
    visit: Visit,
    /// As it is declared: an address may end in a token.
    route: &'static str,
    subject: String,
}

impl Sent {
    /// Remembers who sends what.
    pub(super) fn of(shared: &Arc<Shared>, route: &'static Route, request: &Request) -> Self {
        Self {
            visit: shared.visit(request.extensions(), request.headers()),
            route: route.path,
            subject: subject(request.uri().path()),
        }
    }

    /// Writes the entry, for a caller with a session: without one there is no company whose log it would be in.
    pub(super) async fn note(&self, why: &str) {
        let Ok(caller) = self.visit.caller().await else {
            return;
        };
        let why = format!("{why} · {}", self.route);
        let noted = note_refused(self.visit.service(), &caller, &self.subject, why).await;
        if let Err(error) = noted {
            tracing::error!(%error, "a refused request is not in the audit log");
        }
    }
}

/// What a path is about, as audit entries name it.
fn subject(path: &str) -> String {
    let id = path
        .split_once("/relay/lotes/")
        .and_then(|(_, rest)| rest.split('/').next());
    match id.and_then(|id| id.parse::<LoteId>().ok()) {
        Some(id) => format!("lote:{id}"),
        None => "request".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn a_signature_is_about_its_lote() {
        let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let path = format!("/relay/lotes/{id}/signature");
        assert_eq!(subject(&path), format!("lote:{id}"));
        assert_eq!(subject("/relay/lotes/none/signature"), "request");
        assert_eq!(subject("/api/movements/save"), "request");
    }
}
