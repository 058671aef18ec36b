//! The declared list of routes, and the addresses of the page. Tests compare the list with the
//! router and with the server functions, and try every route as every kind of caller.

#[cfg(feature = "functions")]
use crate::operation::{ID, parses_wholly};
#[cfg(feature = "functions")]
use crate::relay::AskChallenge;

/// One route of the server.
#[derive(Clone, Copy, Debug)]
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
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// None.
    Empty,
    /// JSON of the route's own type.
    Json(JsonBody),
    /// CMS SignedData, DER, no private key in it.
    Cms,
}

/// A body in JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonBody {
    /// A body that parses and names nothing that exists.
    pub sample: fn() -> serde_json::Value,
    /// Whether a body is the route's own type and nothing more; otherwise why not, in English.
    pub parses: fn(&[u8]) -> Result<(), String>,
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Any session: users, consult-only users, consult links.
    Reader,
    /// A user's session, full or consult-only; not a consult link.
    People,
    /// A session that shows lotes: users with a full session.
    ReadsLotes,
    /// A user with a full session who captures.
    Captures,
    /// A user with a full session who signs.
    Signs,
    /// An administrator with a full session.
    Administers,
}

#[cfg(feature = "functions")]
const fn get(path: &'static str, access: Access) -> Route {
    Route {
        method: Method::Get,
        path,
        body: Body::Empty,
        access,
    }
}

#[cfg(feature = "functions")]
const fn cms(path: &'static str) -> Route {
    Route {
        method: Method::Post,
        path,
        body: Body::Cms,
        access: Access::Signs,
    }
}

/// Every route but the files of the page itself: the operations, feature by feature, and the routes
/// that are not server functions.
#[cfg(feature = "functions")]
pub fn routes() -> impl Iterator<Item = &'static Route> {
    crate::functions::OPERATIONS
        .iter()
        .copied()
        .flatten()
        .chain(RELAY)
}

/// The routes that are not server functions.
#[cfg(feature = "functions")]
const RELAY: &[Route] = &[
    Route {
        method: Method::Post,
        path: "/relay/challenges",
        body: Body::Json(JsonBody {
            sample: || serde_json::json!({ "certificado": ID, "registros": [] }),
            parses: parses_wholly::<AskChallenge>,
        }),
        access: Access::Signs,
    },
    cms("/relay/challenges/{id}"),
    cms("/relay/lotes/{id}/signature"),
    get("/relay/lotes/{id}/dispmag", Access::ReadsLotes),
    get("/relay/lotes/{id}/cms", Access::ReadsLotes),
    get("/relay/trust", Access::Anyone),
    get("/relay/events", Access::Reader),
    get("/healthz", Access::Anyone),
    get("/readyz", Access::Anyone),
];

/// Below this prefix every route stands once more, for the tabs that read through a consult link: there
/// the link's cookie counts, and the login's never does.
pub const LINK_PREFIX: &str = "/enlace";

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
    "/certificado-imss",
    "/certificado-imss/{camino}",
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
    #[cfg(feature = "functions")]
    fn no_route_is_declared_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for route in routes() {
            assert!(
                seen.insert((route.method == Method::Get, route.path)),
                "{}",
                route.path
            );
        }
    }

    #[test]
    #[cfg(feature = "functions")]
    fn every_sample_is_the_body_of_its_route() {
        for route in routes() {
            if let Body::Json(json) = route.body {
                let sample = (json.sample)().to_string();
                assert_eq!((json.parses)(sample.as_bytes()), Ok(()), "{}", route.path);
            }
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
