//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use service::values::Token;

/// How the session's cookie is written here.
///
/// With https it is `__Host-sid`, which a browser takes only with `Secure`, `Path=/` and no domain.
/// On plain loopback no browser would take that, so it is `sid`, without `Secure`.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    /// People come by https.
    pub secure: bool,
}

impl Cookies {
    fn name(self) -> &'static str {
        if self.secure { "__Host-sid" } else { "sid" }
    }

    fn attributes(self) -> &'static str {
        if self.secure {
            "Path=/; HttpOnly; SameSite=Strict; Secure"
        } else {
            "Path=/; HttpOnly; SameSite=Strict"
        }
    }

    /// The token a request carries; `None` if it carries none, or more than one: then somebody
    /// planted one.
    pub fn find(self, headers: &HeaderMap) -> Option<Token> {
        let mut found = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name())
            .map(|(_, token)| token);
        let token = found.next()?;
        if found.next().is_some() {
            return None;
        }
        Token::presented(token)
    }

    /// `Set-Cookie` for a session just opened; it is gone from the browser when it ends at the latest.
    pub fn set(self, token: &Token, now: Timestamp, until: Timestamp) -> HeaderValue {
        let seconds = (until.as_second() - now.as_second()).max(0);
        let (name, token) = (self.name(), token.reveal());
        let text = format!("{name}={token}; Max-Age={seconds}; {}", self.attributes());
        let mut value =
            HeaderValue::from_str(&text).expect("a token is base64url, safe in a header");
        value.set_sensitive(true);
        value
    }

    /// `Set-Cookie` for a session that ended.
    pub fn clear(self) -> HeaderValue {
        let text = format!("{}=; Max-Age=0; {}", self.name(), self.attributes());
        HeaderValue::from_str(&text).expect("constant text is a header value")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    fn carrying(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn with_https_the_cookie_is_bound_to_the_host() {
        let cookies = Cookies { secure: true };
        let token = Token::presented(TOKEN).unwrap();
        let until = Timestamp::from_second(100).unwrap();
        let value = cookies.set(&token, Timestamp::UNIX_EPOCH, until);
        let expected =
            format!("__Host-sid={TOKEN}; Max-Age=100; Path=/; HttpOnly; SameSite=Strict; Secure");
        assert_eq!(value.to_str().unwrap(), expected);
        assert!(value.is_sensitive());
        assert!(
            cookies
                .find(&carrying(&format!("a=b; __Host-sid={TOKEN}")))
                .is_some()
        );
        assert!(cookies.find(&carrying(&format!("sid={TOKEN}"))).is_none());
    }

    #[test]
    fn a_planted_second_cookie_opens_nothing() {
        let cookies = Cookies { secure: false };
        assert!(cookies.find(&carrying(&format!("sid={TOKEN}"))).is_some());
        assert!(
            cookies
                .find(&carrying(&format!("sid={TOKEN}; sid={TOKEN}")))
                .is_none()
        );
        assert!(cookies.find(&carrying("sid=short")).is_none());
    }
}
