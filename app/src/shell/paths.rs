//! Addresses inside Rúbrica: where to return to after the login, which section is open.

use crate::format::percent::encode;

/// The login, that returns to `here` afterwards.
#[must_use]
pub(crate) fn login(here: &str) -> String {
    match here {
        "" | "/" => "/entrar".to_owned(),
        _ => format!("/entrar?volver={}", encode(here)),
    }
}

/// Where to go after the login: a path inside Rúbrica and nothing else, since the address may have
/// been written by anybody.
#[must_use]
pub(crate) fn return_to(asked: Option<&str>) -> String {
    let safe = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.starts_with("/entrar")
            && !path.contains(['\\', '\n', '\r', '\t'])
    };
    asked.filter(safe).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{login, return_to};

    #[test]
    fn the_login_remembers_the_page_with_its_query() {
        assert_eq!(login("/"), "/entrar");
        assert_eq!(login("/historial/todos"), "/entrar?volver=/historial/todos");
        assert_eq!(
            login("/historial/todos?texto=peña&x=1"),
            "/entrar?volver=/historial/todos%3Ftexto%3Dpe%C3%B1a%26x%3D1"
        );
    }

    #[test]
    fn the_login_returns_nowhere_but_inside() {
        assert_eq!(return_to(Some("/lotes/1?a=b")), "/lotes/1?a=b");
        for strange in [
            "//evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "/\t/evil.example",
            "/entrar?volver=/entrar",
            "",
        ] {
            assert_eq!(return_to(Some(strange)), "/", "{strange:?}");
        }
        assert_eq!(return_to(None), "/");
    }
}
