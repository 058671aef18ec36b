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
    /// Whoever has a session of a user: full or consult-only, not a consult link.
    People,
    /// Whoever has a session that shows lotes: users with a full session.
    ReadsLotes,
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
    post("/api/movements/save-many", Access::Captures),
    post("/api/movements/check", Access::Captures),
    post("/api/movements/defaults", Access::Captures),
    post("/api/movements/correct", Access::Captures),
    post("/api/movements/undo", Access::Captures),
    post("/api/movements/restore", Access::Captures),
    post("/api/movements/get", Access::Reader),
    post("/api/movements/delete", Access::Captures),
    post("/api/movements/history", Access::Reader),
    post("/api/movements/counts", Access::Reader),
    post("/api/lotes/prepare", Access::Captures),
    post("/api/lotes/list", Access::ReadsLotes),
    post("/api/lotes/open", Access::ReadsLotes),
    post("/api/lotes/get", Access::ReadsLotes),
    post("/api/lotes/cancel", Access::Captures),
    post("/api/lotes/retry", Access::Captures),
    post("/api/lotes/resolve", Access::Signs),
    post("/api/trabajadores/search", Access::People),
    post("/api/trabajadores/get", Access::People),
    post("/api/trabajadores/save", Access::Captures),
    post("/api/trabajadores/delete", Access::Captures),
    post("/api/trabajadores/load-plantilla", Access::Captures),
    post("/api/trabajadores/finish-plantilla", Access::Captures),
    post("/api/imports/recognise", Access::Captures),
    post("/api/imports/mapping", Access::Captures),
    post("/api/imports/remember-mapping", Access::Captures),
    post("/api/settings/get", Access::Reader),
    post("/api/settings/save", Access::Administers),
    post("/api/settings/signers", Access::People),
    post("/api/links/list", Access::Administers),
    post("/api/links/create", Access::Administers),
    post("/api/links/revoke", Access::Administers),
    post("/relay/challenges", Access::Signs),
    cms("/relay/challenges/{id}"),
    cms("/relay/lotes/{id}/signature"),
    get("/relay/lotes/{id}/dispmag", Access::ReadsLotes),
    get("/relay/lotes/{id}/cms", Access::ReadsLotes),
    get("/relay/trust", Access::Anyone),
    get("/relay/events", Access::Reader),
    get("/healthz", Access::Anyone),
    get("/readyz", Access::Anyone),
];

/// The page's own routes, as its router knows them; `{name}` for what varies. A browser that asks
/// for one of them gets the page.
pub const PAGES: &[&str] = &[
    "/",
    "/entrar",
    "/registrar-empresa",
    "/consulta",
    "/registros",
    "/registros/nuevo",
    "/registros/{id}",
    "/empresa",
    "/enlaces",
    "/enlaces/nuevo",
    "/certificados",
    "/certificados/convertir",
    "/capturar",
    "/capturar/{tipo}",
    "/capturar/{tipo}/{id}",
    "/importar",
    "/importar/plantilla",
    "/capturar/varios/{what}",
    "/asistentes",
    "/asistentes/{which}",
    "/trabajadores",
    "/trabajadores/{nss}",
    "/historial",
    "/historial/{tab}",
    "/lotes",
    "/lotes/firmar",
    "/lotes/{id}",
];

/// Whether a path is one of [`PAGES`].
pub fn is_page(path: &str) -> bool {
    PAGES.iter().any(|page| {
        let (mut wanted, mut given) = (page.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(w), Some(g)) if w == g || (w.starts_with('{') && !g.is_empty()) => {}
                _ => return false,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_route_is_declared_twice() {
        for (at, route) in ROUTES.iter().enumerate() {
            let again = ROUTES[..at]
                .iter()
                .any(|r| r.method == route.method && r.path == route.path);
            assert!(!again, "{}", route.path);
        }
    }

    #[test]
    fn only_the_pages_own_paths_are_pages() {
        assert!(is_page("/"));
        assert!(is_page("/lotes/01H"));
        assert!(!is_page("/lotes/"));
        assert!(!is_page("/lotes/01H/x"));
        assert!(!is_page("/api/accounts/state"));
        assert!(!is_page("/index.php"));
    }
}
