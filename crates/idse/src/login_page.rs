//! How an answer sends a session back to the login.

/// Words of the paths that a login has; a redirect to one of them, or to the first page, ends a session.
const LOGIN_PATHS: [&str; 4] = ["acceso", "login", "ingres", "index"];

/// Whether a redirect to `location` is one to the login, or to the portal's first page.
pub(crate) fn is_login(location: &str) -> bool {
    let location = location.to_ascii_lowercase();
    let path = location.split(['?', '#', ';']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let home = last.is_empty() || last == "imss";
    home || LOGIN_PATHS.iter().any(|word| last.contains(word))
}
