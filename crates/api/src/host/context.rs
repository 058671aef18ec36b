//! What a call is given: the use cases, the session's token, where it came from.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::accounts::authenticate;
use service::caller::{Caller, FullCaller, Stranger};
use service::values::Token;
use service::{Service, ServiceError};

use super::failure;
use super::{CookieKind, Cookies};
use crate::ApiError;

/// What lives as long as the server.
pub struct Host {
    /// The use cases.
    pub service: Arc<Service>,
    /// How the session's cookie is written.
    pub cookies: Cookies,
    /// CA certificates are configured.
    pub trust_configured: bool,
}

/// One call.
#[derive(Clone)]
pub struct Visit {
    host: Arc<Host>,
    cookie: CookieKind,
    token: Option<Arc<Token>>,
    address: String,
}

impl Visit {
    /// Returns a call with these headers, from this address. `cookie` says which of the browser's two
    /// sessions it belongs to.
    pub fn new(host: Arc<Host>, cookie: CookieKind, headers: &HeaderMap, address: String) -> Self {
        let token = host.cookies.find(cookie, headers).map(Arc::new);
        Self {
            host,
            cookie,
            token,
            address,
        }
    }

    /// The call that the running server function answers.
    pub(crate) fn current() -> Result<Self, ApiError> {
        use_context().ok_or_else(|| {
            tracing::error!("a server function was called without its context");
            failure::set_status(StatusCode::INTERNAL_SERVER_ERROR);
            ApiError::new("internal", "Algo falló en el servidor. No se perdió nada.")
        })
    }

    /// The use cases.
    pub fn service(&self) -> &Service {
        &self.host.service
    }

    pub(super) fn host(&self) -> &Host {
        &self.host
    }

    pub(super) fn token(&self) -> Option<&Token> {
        self.token.as_deref()
    }

    pub(super) fn stranger(&self) -> Stranger {
        Stranger {
            address: self.address.clone(),
        }
    }

    /// Every caller with a session.
    ///
    /// # Errors
    /// [`service::CommonError::NoSession`].
    pub async fn caller(&self) -> Result<Caller, ServiceError> {
        let Some(token) = &self.token else {
            return Err(service::CommonError::NoSession.into());
        };
        let caller = authenticate(self.service(), token).await?;
        // A token in the other cookie is one that somebody moved there.
        if CookieKind::of(&caller) == self.cookie {
            Ok(caller)
        } else {
            Err(service::CommonError::NoSession.into())
        }
    }

    /// A user with a full session; a reader gets no further than here.
    ///
    /// # Errors
    /// [`service::CommonError::NoSession`], [`service::CommonError::Forbidden`].
    pub async fn full(&self) -> Result<FullCaller, ServiceError> {
        Ok(self.caller().await?.full()?.clone())
    }

    /// Sets the session's cookie on the answer.
    pub(super) fn set_cookie(&self, value: HeaderValue) {
        set_header(header::SET_COOKIE, value);
    }
}

fn set_header(name: HeaderName, value: HeaderValue) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(name, value);
    }
}
