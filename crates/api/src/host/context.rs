//! What a call is given: the use cases, the session's token, where it came from.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::accounts::{authenticate, new_device};
use service::caller::{Caller, FullCaller, OwnAccount, Stranger};
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
    device: Option<Arc<Token>>,
    address: String,
}

/// The token by which the browser is recognised at a login.
pub(super) struct Device {
    token: Arc<Token>,
    /// The browser does not hold it yet.
    is_new: bool,
}

impl Device {
    /// The caller of a login from this browser.
    pub(super) fn stranger(&self, visit: &Visit) -> Stranger {
        Stranger {
            address: visit.address.clone(),
            device: Some(self.token.digest()),
        }
    }

    /// Hands the browser its token, once somebody entered with it.
    pub(super) fn remember(&self, visit: &Visit) {
        if self.is_new {
            let cookie = visit.host.cookies.set_device(&self.token);
            append_header(header::SET_COOKIE, cookie);
        }
    }
}

impl Visit {
    /// Returns a call with these headers, from this address. `cookie` says which of the browser's two
    /// sessions it belongs to.
    pub fn new(host: Arc<Host>, cookie: CookieKind, headers: &HeaderMap, address: String) -> Self {
        let token = host.cookies.find(cookie, headers).map(Arc::new);
        let device = host.cookies.find_device(headers).map(Arc::new);
        Self {
            host,
            cookie,
            token,
            device,
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

    /// Returns the use cases.
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
            device: self.device.as_ref().map(|token| token.digest()),
        }
    }

    /// The browser's token, or a new one.
    pub(super) fn device(&self) -> Device {
        match &self.device {
            Some(token) => Device {
                token: Arc::clone(token),
                is_new: false,
            },
            None => Device {
                token: Arc::new(new_device(self.service())),
                is_new: true,
            },
        }
    }

    /// Returns every caller with a session.
    ///
    /// # Errors
    /// [`service::CommonError::NoSession`].
    pub async fn caller(&self) -> Result<Caller, ServiceError> {
        let Some(token) = &self.token else {
            return Err(service::CommonError::NoSession.into());
        };
        let caller = authenticate(self.service(), token).await?;
        let caller = caller.calling_from(&self.address);
        // A token in the other cookie is one that somebody moved there.
        if CookieKind::of(&caller) == self.cookie {
            Ok(caller)
        } else {
            Err(service::CommonError::NoSession.into())
        }
    }

    /// Returns a user with a full session; a reader gets no further than here.
    ///
    /// # Errors
    /// [`service::CommonError::NoSession`], [`service::CommonError::Forbidden`].
    pub async fn full(&self) -> Result<FullCaller, ServiceError> {
        Ok(self.caller().await?.full()?.clone())
    }

    /// Returns a person at her own account, whatever her role.
    ///
    /// # Errors
    /// [`service::CommonError::NoSession`], [`service::CommonError::Forbidden`].
    pub async fn own_account(&self) -> Result<OwnAccount, ServiceError> {
        Ok(self.caller().await?.own_account()?)
    }

    /// Says when the same request may succeed.
    pub(super) fn retry_after(seconds: i64) {
        set_header(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }

    /// Sets the session's cookie on the answer.
    pub(super) fn set_cookie(&self, value: HeaderValue) {
        set_header(header::SET_COOKIE, value);
    }
}

fn append_header(name: HeaderName, value: HeaderValue) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.append_header(name, value);
    }
}

fn set_header(name: HeaderName, value: HeaderValue) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(name, value);
    }
}
