//! The cookies of sessions: one of a person's login, one of a consult link.
//!
//! A browser may hold both at once. The link's cookie travels below [`LINK_PREFIX`] alone, where the
//! login's is never looked at, so a link that is opened replaces no login and reads nothing through one.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use service::caller::Caller;
use service::values::Token;

use crate::route::LINK_PREFIX;

/// How long a browser keeps the token by which it is recognised: as long as the count of its attempts, 180
/// days.
const DEVICE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// Which of a browser's two sessions a request belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// The session of a person who logged in.
    Login,
    /// The session of a consult link.
    Link,
}

impl CookieKind {
    /// Returns the cookie that holds a caller's token.
    pub(super) fn of(caller: &Caller) -> Self {
        match caller {
            Caller::Full(_) | Caller::ReadOnly(_) => Self::Login,
            Caller::Link(_) => Self::Link,
        }
    }
}

/// How the cookies are written here.
///
/// With https the login's is `__Host-sid`, which a browser takes only with `Secure`, `Path=/` and no
/// domain, and the link's is `__Secure-enlace`, which it takes only with `Secure`. On plain loopback no
/// browser would take those, so they are `sid` and `enlace`, without `Secure`.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    /// People come by https.
    pub secure: bool,
}

impl Cookies {
    fn name(self, kind: CookieKind) -> &'static str {
        match (kind, self.secure) {
            (CookieKind::Login, true) => "__Host-sid",
            (CookieKind::Login, false) => "sid",
            (CookieKind::Link, true) => "__Secure-enlace",
            (CookieKind::Link, false) => "enlace",
        }
    }

    fn attributes(self, kind: CookieKind) -> String {
        let path = match kind {
            CookieKind::Login => "/",
            CookieKind::Link => LINK_PREFIX,
        };
        let secure = if self.secure { "; Secure" } else { "" };
        format!("Path={path}; HttpOnly; SameSite=Strict{secure}")
    }

    /// Returns the token a request carries; `None` if it carries none, or more than one: then somebody
    /// planted one.
    pub fn find(self, kind: CookieKind, headers: &HeaderMap) -> Option<Token> {
        only(self.name(kind), headers)
    }

    /// Returns `Set-Cookie` for a session just opened; the browser drops it when the session ends at
    /// the latest.
    pub fn set(
        self,
        kind: CookieKind,
        token: &Token,
        now: Timestamp,
        until: Timestamp,
    ) -> HeaderValue {
        let seconds = (until.as_second() - now.as_second()).max(0);
        let (name, token) = (self.name(kind), token.reveal());
        let attributes = self.attributes(kind);
        let text = format!("{name}={token}; Max-Age={seconds}; {attributes}");
        let mut value =
            HeaderValue::from_str(&text).expect("a token is base64url, safe in a header");
        value.set_sensitive(true);
        value
    }

    fn device_name(self) -> &'static str {
        if self.secure {
            "__Host-equipo"
        } else {
            "equipo"
        }
    }

    /// Returns the token by which a browser is recognised at a login; `None` if it holds none, or more than
    /// one.
    pub fn find_device(self, headers: &HeaderMap) -> Option<Token> {
        only(self.device_name(), headers)
    }

    /// Returns `Set-Cookie` for that token. It opens nothing: it only keeps strangers from slowing the
    /// person's login down.
    pub fn set_device(self, token: &Token) -> HeaderValue {
        let (name, token) = (self.device_name(), token.reveal());
        let attributes = self.attributes(CookieKind::Login);
        let text = format!("{name}={token}; Max-Age={DEVICE_SECONDS}; {attributes}");
        let mut value =
            HeaderValue::from_str(&text).expect("a token is base64url, safe in a header");
        value.set_sensitive(true);
        value
    }

    /// Returns `Set-Cookie` for a session that ended.
    pub fn clear(self, kind: CookieKind) -> HeaderValue {
        let text = format!("{}=; Max-Age=0; {}", self.name(kind), self.attributes(kind));
        HeaderValue::from_str(&text).expect("constant text is a header value")
    }
}

/// The token in the one cookie of this name.
fn only(name: &str, headers: &HeaderMap) -> Option<Token> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .map(|(_, token)| token);
    let token = found.next()?;
    if found.next().is_some() {
        return None;
    }
    Token::presented(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    fn carrying(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn with_https_cookies_are_bound_to_the_host() {
        let cookies = Cookies { secure: true };
        let token = Token::presented(TOKEN).unwrap();
        let until = Timestamp::from_second(100).unwrap();
        let set = |kind| cookies.set(kind, &token, Timestamp::UNIX_EPOCH, until);
        let value = set(CookieKind::Login);
        let expected =
            format!("__Host-sid={TOKEN}; Max-Age=100; Path=/; HttpOnly; SameSite=Strict; Secure");
        assert_eq!(value.to_str().unwrap(), expected);
        assert!(value.is_sensitive());
        let expected = format!(
            "__Secure-enlace={TOKEN}; Max-Age=100; Path=/enlace; HttpOnly; SameSite=Strict; Secure"
        );
        assert_eq!(set(CookieKind::Link).to_str().unwrap(), expected);
        let find = |cookie: &str| cookies.find(CookieKind::Login, &carrying(cookie));
        assert!(find(&format!("a=b; __Host-sid={TOKEN}")).is_some());
        assert!(find(&format!("sid={TOKEN}")).is_none());
    }

    #[test]
    fn each_kind_finds_its_own_cookie() {
        let cookies = Cookies { secure: false };
        let both = carrying(&format!("sid={TOKEN}; enlace={TOKEN}"));
        assert!(cookies.find(CookieKind::Login, &both).is_some());
        assert!(cookies.find(CookieKind::Link, &both).is_some());
        let login = carrying(&format!("sid={TOKEN}"));
        assert!(cookies.find(CookieKind::Link, &login).is_none());
        let link = carrying(&format!("enlace={TOKEN}"));
        assert!(cookies.find(CookieKind::Login, &link).is_none());
    }

    #[test]
    fn a_planted_second_cookie_opens_nothing() {
        let cookies = Cookies { secure: false };
        let find = |cookie: &str| cookies.find(CookieKind::Login, &carrying(cookie));
        assert!(find(&format!("sid={TOKEN}")).is_some());
        assert!(find(&format!("sid={TOKEN}; sid={TOKEN}")).is_none());
        assert!(find("sid=short").is_none());
    }
}
