//! The portal's session cookie: a bearer credential to the employer's account at IMSS.

use std::sync::{Mutex, MutexGuard, PoisonError};

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use zeroize::Zeroizing;

/// The cookies of one IDSE session, as the `Cookie` header will carry them. Any answer may set others: each
/// request takes the newest along, and who sealed the session seals it again ([`changed`](Self::changed)).
///
/// Without `Debug`, `Clone`, `Display` and `Serialize`, and wiped on drop: the holder acts
/// as the employer. Each session carries its own; the client keeps no cookie jar, so two
/// employers' sessions cannot mix.
pub struct SessionCookie(Mutex<Cookies>);

struct Cookies {
    text: Zeroizing<String>,
    changed: bool,
}

/// More than any portal's cookies; a header beyond it would be refused by most servers.
const MAX_COOKIE_BYTES: usize = 8 * 1024;

impl SessionCookie {
    /// Takes a session back out of sealed storage. `None` if the text cannot be a `Cookie` header.
    #[must_use]
    pub fn from_sealed(text: Zeroizing<String>) -> Option<Self> {
        let cookies = Cookies {
            text,
            changed: false,
        };
        is_header(&cookies.text).then(|| Self(Mutex::new(cookies)))
    }

    /// Returns the cookies' text, for sealing it (AEAD) and for nothing else.
    #[must_use]
    pub fn expose_for_sealing(&self) -> Zeroizing<String> {
        self.cookies().text.clone()
    }

    /// Returns whether an answer has set another cookie since the session was taken out of its seal.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.cookies().changed
    }

    /// The cookies an answer sets. `None` if it sets none, or none with a value.
    pub(crate) fn from_answer(headers: &HeaderMap) -> Option<Self> {
        Self::from_sealed(merged("", headers))
    }

    /// Keeps the cookies that an answer within the session sets, beside those it does not name. An answer that
    /// takes all of them away ends the session there; the next request will say so.
    pub(crate) fn absorb(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies();
        let text = merged(&cookies.text, headers);
        if *text != *cookies.text && is_header(&text) {
            cookies.text = text;
            cookies.changed = true;
        }
    }

    /// The request header, marked sensitive so that no HTTP layer prints it.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&self.cookies().text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn cookies(&self) -> MutexGuard<'_, Cookies> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_header(text: &str) -> bool {
    let fits = !text.is_empty() && text.len() <= MAX_COOKIE_BYTES;
    let printable = text.bytes().all(|b| (b' '..=b'~').contains(&b));
    fits && printable && text.contains('=')
}

/// The cookies of `before`, changed by those that an answer sets; one without a value goes.
fn merged(before: &str, headers: &HeaderMap) -> Zeroizing<String> {
    let mut pairs: Vec<(&str, &str)> = before.split("; ").filter_map(pair).collect();
    for header in headers.get_all(SET_COOKIE) {
        let Ok(text) = header.to_str() else { continue };
        let first = text.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair(first) else {
            continue;
        };
        match pairs.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1 = value,
            None => pairs.push((name, value)),
        }
    }
    let mut joined = Zeroizing::new(String::new());
    for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        joined.push_str(name);
        joined.push('=');
        joined.push_str(value);
    }
    joined
}

fn pair(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.trim().split_once('=')?;
    (!name.is_empty()).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(cookies: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(SET_COOKIE, HeaderValue::from_static(cookie));
        }
        headers
    }

    #[test]
    fn several_cookies_are_kept_without_their_attributes() {
        let headers = answer(&["JSESSIONID=abc!1; Path=/imss; HttpOnly", "lb=7; Secure"]);
        let session = SessionCookie::from_answer(&headers).unwrap();
        assert_eq!(*session.expose_for_sealing(), "JSESSIONID=abc!1; lb=7");
        assert!(session.header().unwrap().is_sensitive());
    }

    #[test]
    fn cookies_of_later_answers_join_or_replace_the_first() {
        let session = SessionCookie::from_answer(&answer(&["JSESSIONID=abc", "lb=7"])).unwrap();
        session.absorb(&answer(&[]));
        session.absorb(&answer(&["lb=7; Path=/"]));
        assert!(!session.changed());
        session.absorb(&answer(&[
            "JSESSIONID=def==; Secure",
            "TS01=x",
            "lb=; Max-Age=0",
        ]));
        assert!(session.changed());
        assert_eq!(*session.expose_for_sealing(), "JSESSIONID=def==; TS01=x");
    }

    #[test]
    fn an_answer_without_a_cookie_value_is_no_session() {
        assert!(SessionCookie::from_answer(&answer(&[])).is_none());
        assert!(SessionCookie::from_answer(&answer(&["JSESSIONID=; Path=/"])).is_none());
        assert!(SessionCookie::from_answer(&answer(&["=x", "nothing"])).is_none());
    }

    #[test]
    fn a_text_that_would_split_the_header_is_not_taken_back() {
        for bad in ["", "noequals", "a=b\r\nHost: x", "a=ñ"] {
            assert!(SessionCookie::from_sealed(Zeroizing::new(bad.into())).is_none());
        }
    }
}
