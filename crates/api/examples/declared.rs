//! Judges what left a browser: `declared SITE < REQUESTS`.
//!
//! Each line of REQUESTS is a request as JSON: `method`, `path` (with its query), and `body` in base64.
//! Each must be a file of the page (below the folder SITE), a page of the router, or a declared route
//! with a body that parses *wholly* as that route's type: nothing left over, no field unknown. Every
//! request that is none of these is printed with the reason; the exit status is 0 if there was none,
//! 1 if there was one, 2 if the input cannot be read.
use std::io::stdin;
use std::path::{Component, Path};
use std::process::ExitCode;

use api::pages::is_page_address;
use api::routes::{Body, LINK_PREFIX, Method, routes};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::{Decode as _, Encode as _};
use imss::receipt::ReceiptKind;
use serde::Deserialize;

/// A line of the input.
#[derive(Deserialize)]
struct Request {
    method: String,
    path: String,
    body: String,
}

fn main() -> ExitCode {
    let Some(site) = std::env::args_os().nth(1) else {
        eprintln!("usage: declared SITE < REQUESTS");
        return ExitCode::from(2);
    };
    let mut undeclared = false;
    for line in stdin().lines() {
        let read = line.map_err(|error| error.to_string()).and_then(|line| {
            let left: Request = serde_json::from_str(&line).map_err(|error| error.to_string())?;
            let body = STANDARD
                .decode(&left.body)
                .map_err(|error| error.to_string())?;
            Ok((left, body))
        });
        let (left, body) = match read {
            Ok(read) => read,
            Err(error) => {
                eprintln!("cannot read a line: {error}");
                return ExitCode::from(2);
            }
        };
        if let Err(why) = judge(Path::new(&site), &left.method, &left.path, &body) {
            undeclared = true;
            println!("{} {}: {why}", left.method, left.path);
        }
    }
    ExitCode::from(u8::from(undeclared))
}

/// Why a request is not a declared one.
type Undeclared = String;

fn judge(site: &Path, method: &str, path: &str, body: &[u8]) -> Result<(), Undeclared> {
    if method == "GET" && body.is_empty() && (is_page_address(path) || is_file(site, path)) {
        return Ok(());
    }
    if path.contains('?') {
        return Err("only a page takes a query, of the names that are declared".to_owned());
    }
    // A tab that reads through a consult link calls the same routes below a prefix.
    let path = path
        .strip_prefix(LINK_PREFIX)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(path);
    let route = routes()
        .find(|route| {
            let named = match route.method {
                Method::Get => "GET",
                Method::Post => "POST",
            };
            named == method && matches(route.path, path)
        })
        .ok_or("no such route is declared")?;
    match route.body {
        Body::Empty if body.is_empty() => Ok(()),
        Body::Empty => Err("this route takes no body".to_owned()),
        Body::Json(json) => (json.parses)(body),
        Body::Cms => cms_signed_data(body),
        Body::Receipt => match ReceiptKind::of_content(body) {
            Some(_) => Ok(()),
            None => Err("no file of IDSE's".to_owned()),
        },
    }
}

fn is_file(site: &Path, path: &str) -> bool {
    let relative = Path::new(path.trim_start_matches('/'));
    let stays_below = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    stays_below && site.join(relative).is_file()
}

fn matches(declared: &str, path: &str) -> bool {
    let (declared, path) = (declared.split('/'), path.split('/'));
    declared.clone().count() == path.clone().count()
        && declared.zip(path).all(|(wanted, given)| {
            wanted == given || (wanted.starts_with('{') && !given.is_empty())
        })
}

/// Whether a body is CMS SignedData in DER (RFC 5652, section 5) and nothing after it.
fn cms_signed_data(body: &[u8]) -> Result<(), Undeclared> {
    let in_words = |error: der::Error| error.to_string();
    // `from_der` refuses bytes that are left over.
    let content = ContentInfo::from_der(body).map_err(in_words)?;
    if content.content_type != const_oid::db::rfc5911::ID_SIGNED_DATA {
        return Err("CMS, but not SignedData".to_owned());
    }
    let signed: SignedData = content.content.decode_as().map_err(in_words)?;
    // Written again it is the same: no unknown field was passed over.
    let again = signed.to_der().map_err(in_words)?;
    if content.content.to_der().map_err(in_words)? == again {
        Ok(())
    } else {
        Err("SignedData that is not plain DER".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(method: &str, path: &str, body: &[u8]) -> Result<(), Undeclared> {
        judge(Path::new("."), method, path, body)
    }

    #[test]
    fn a_declared_body_passes_and_one_field_more_does_not() {
        let log_out = "/api/accounts/log-out";
        assert_eq!(judged("POST", log_out, br#"{"end_portal":true}"#), Ok(()));
        for wrong in [
            r#"{"end_portal":true,"key":"MIIE"}"#,
            r#"{"end_portal":true}{}"#,
            r#"{"end_portal":"MIIE"}"#,
            "",
        ] {
            assert!(
                judged("POST", log_out, wrong.as_bytes()).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn what_is_not_declared_does_not_pass() {
        assert!(judged("POST", "/api/accounts/nothing", b"{}").is_err());
        assert!(judged("GET", "/api/accounts/log-out", b"").is_err());
        assert!(judged("GET", "/healthz?password=1", b"").is_err());
        assert!(judged("GET", "/historial/todos?password=1", b"").is_err());
        assert!(judged("GET", "/healthz", b"body").is_err());
        assert!(judged("GET", "/../Cargo.toml", b"").is_err());
        assert!(judged("POST", "/relay/lotes/1/signature", b"MIIE").is_err());
    }

    #[test]
    fn the_files_of_the_page_and_the_routes_without_body_pass() {
        assert_eq!(judged("GET", "/Cargo.toml", b""), Ok(()));
        assert_eq!(judged("GET", "/", b""), Ok(()));
        assert_eq!(judged("GET", "/healthz", b""), Ok(()));
    }
}
