//! Who calls a relay route, as the argument of its handler: a handler that takes [`Full`] cannot be
//! reached by readers.

use std::str::FromStr;
use std::sync::Arc;

use api::host::Visit;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use service::caller::{Caller, FullCaller};

use crate::http::Shared;
use crate::http::failure::Failure;

/// Every caller with a session.
pub(super) struct Reads(pub(super) Caller);

/// A user with a full session.
pub(super) struct Full(pub(super) FullCaller);

impl FromRequestParts<Arc<Shared>> for Reads {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Failure> {
        Ok(Self(visit(parts, shared).caller().await?))
    }
}

impl FromRequestParts<Arc<Shared>> for Full {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Failure> {
        Ok(Self(visit(parts, shared).full().await?))
    }
}

fn visit(parts: &Parts, shared: &Arc<Shared>) -> Visit {
    shared.visit(&parts.extensions, &parts.headers)
}

/// An id; text that cannot be one was not made by our page.
pub(super) fn id<T: FromStr>(text: &str, field: &'static str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::malformed(field))
}
