//! The cookie of a session, and where it is sent.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use ring::digest::{SHA256, digest};

use crate::certificate::hex;

/// Where on the listener the portal lives; the real one has the same path.
pub const PORTAL_PATH: &str = "/imss/";

/// Marks the answer to a session that is none, which a variant may give another shape.
#[derive(Clone, Copy)]
pub(crate) struct SessionIsNone;

pub(crate) const SESSION_COOKIE: &str = "JSESSIONID";

/// The digest under which a cookie's session is remembered.
pub(crate) fn session_digest(cookie_value: &str) -> String {
    hex(digest(&SHA256, cookie_value.as_bytes()).as_ref())
}

/// The digest of the session cookie a request carries.
pub(crate) fn carried_session(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| session_digest(value))
}
