//! The declared list of routes. Tests compare it with the router and with the server functions, and try
//! every route as every kind of caller.

use crate::functions::OPERATIONS;
use crate::operation::{ID, parses_wholly};
use crate::relay::AskChallenge;

pub use crate::route::{Access, Body, JsonBody, LINK_PREFIX, Method, Route};

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

/// Returns every route but the files of the page itself: the operations, feature by feature, and the
/// routes that are not server functions.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    OPERATIONS.iter().copied().flatten().chain(RELAY)
}

/// The routes that are not server functions.
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
    get("/relay/calendar/{token}", Access::Anyone),
    get("/relay/recibos/{id}", Access::ReadsLotes),
    Route {
        method: Method::Post,
        path: "/relay/receipts",
        body: Body::Receipt,
        access: Access::Captures,
    },
    get("/relay/receipts/{id}", Access::ReadsLotes),
    get("/relay/company-export", Access::Administers),
    get("/relay/trust", Access::Anyone),
    get("/relay/events", Access::Reader),
    get("/healthz", Access::Anyone),
    get("/readyz", Access::Anyone),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
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
    fn every_sample_is_the_body_of_its_route() {
        for route in routes() {
            if let Body::Json(json) = route.body {
                let sample = (json.sample)().to_string();
                assert_eq!((json.parses)(sample.as_bytes()), Ok(()), "{}", route.path);
            }
        }
    }
}
