//! The one declared list of routes. A test holds the router and the server functions against it,
//! and the table of who may what is written over it.

/// One route of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// HTTP method.
    pub method: Method,
    /// Path, with `{name}` for what varies.
    pub path: &'static str,
    /// What its body must be.
    pub body: Body,
    /// Who may call it.
    pub access: Access,
}

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Post,
}

/// What a body must be, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// None.
    Empty,
    /// JSON of the route's own type.
    Json,
    /// CMS SignedData, DER, no private key in it.
    Cms,
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Whoever has a session: users, consult-only users, consult links.
    Reader,
    /// A user with a full session who captures.
    Captures,
    /// A user with a full session who signs.
    Signs,
    /// An administrator with a full session.
    Administers,
}

const fn post(path: &'static str, access: Access) -> Route {
    Route {
        method: Method::Post,
        path,
        body: Body::Json,
        access,
    }
}

const fn get(path: &'static str, access: Access) -> Route {
    Route {
        method: Method::Get,
        path,
        body: Body::Empty,
        access,
    }
}

const fn cms(path: &'static str) -> Route {
    Route {
        method: Method::Post,
        path,
        body: Body::Cms,
        access: Access::Signs,
    }
}

/// Every route but the files of the page itself.
pub const ROUTES: &[Route] = &[
    post("/api/accounts/state", Access::Anyone),
    post("/api/accounts/register", Access::Anyone),
    post("/api/accounts/log-in", Access::Anyone),
    post("/api/accounts/open-link", Access::Anyone),
    post("/api/accounts/log-out", Access::Reader),
    post("/api/registros/list", Access::Reader),
    post("/api/registros/save", Access::Administers),
    post("/api/certificates/list", Access::Reader),
    post("/api/certificates/add", Access::Signs),
    post("/api/certificates/delete", Access::Signs),
    post("/api/movements/save", Access::Captures),
    post("/api/movements/get", Access::Reader),
    post("/api/movements/delete", Access::Captures),
    post("/api/movements/history", Access::Reader),
    post("/api/movements/counts", Access::Reader),
    post("/api/lotes/prepare", Access::Captures),
    post("/api/lotes/list", Access::Reader),
    post("/api/lotes/get", Access::Reader),
    post("/api/lotes/cancel", Access::Captures),
    post("/api/lotes/resolve", Access::Signs),
    post("/api/links/list", Access::Administers),
    post("/api/links/create", Access::Administers),
    post("/api/links/revoke", Access::Administers),
    post("/relay/challenges", Access::Signs),
    cms("/relay/challenges/{id}"),
    cms("/relay/lotes/{id}/signature"),
    get("/relay/lotes/{id}/dispmag", Access::Reader),
    get("/relay/lotes/{id}/cms", Access::Reader),
    get("/relay/trust", Access::Anyone),
    get("/relay/events", Access::Reader),
    get("/healthz", Access::Anyone),
    get("/readyz", Access::Anyone),
];
