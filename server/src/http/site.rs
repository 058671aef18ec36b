//! The built page: read once into memory, answered with its type, its compression and how long it
//! holds (docs/page-bundle.md).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::failure;

const INDEX: &str = "/index.html";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";

/// The files of the page, by path.
pub struct Site {
    files: BTreeMap<String, File>,
}

struct File {
    media_type: &'static str,
    plain: Variant,
    brotli: Option<Variant>,
    gzip: Option<Variant>,
}

struct Variant {
    bytes: Bytes,
    etag: HeaderValue,
}

/// The page cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A file or folder cannot be read.
    #[error("RUBRICA_SITE: {path}: {source}", path = .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file whose type is not known would be served as something else.
    #[error("RUBRICA_SITE: {path} has a type that is not known here", path = .0.display())]
    UnknownType(PathBuf),
    /// The folder is no page.
    #[error("RUBRICA_SITE={path} holds no index.html; `cargo xtask page` builds the page", path = .0.display())]
    NoIndex(PathBuf),
}

impl Site {
    /// Reads the folder.
    ///
    /// # Errors
    /// No `index.html`, a file that cannot be read, or one of an unknown type.
    pub fn read(folder: &Path) -> Result<Self, SiteError> {
        let mut found = BTreeMap::new();
        if folder.join("index.html").is_file() {
            collect(folder, "", &mut found)?;
        } else {
            return Err(SiteError::NoIndex(folder.to_owned()));
        }
        let mut files = BTreeMap::new();
        for (path, bytes) in &found {
            if packed_name(path).is_some_and(|plain| found.contains_key(plain)) {
                continue;
            }
            let media_type = media_type(path)
                .ok_or_else(|| SiteError::UnknownType(folder.join(path.trim_start_matches('/'))))?;
            let packed = |ending: &str| found.get(&format!("{path}{ending}")).map(Variant::new);
            let file = File {
                media_type,
                plain: Variant::new(bytes),
                brotli: packed(".br"),
                gzip: packed(".gz"),
            };
            files.insert(path.clone(), file);
        }
        Ok(Self { files })
    }

    /// Answers a path: a file, the page for its own routes, or 404 (with the page, to a browser that
    /// wanted one: it says in words that there is nothing here).
    pub fn answer(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return failure::not_found();
        }
        if let Some(file) = self.files.get(path) {
            return file.answer(path, request);
        }
        let wants_page = accepts(request, header::ACCEPT, "text/html");
        match self.files.get(INDEX) {
            Some(index) if api::pages::is_page(path) => index.answer(INDEX, request),
            Some(index) if wants_page => {
                let mut response = index.answer(INDEX, &HeaderMap::new());
                *response.status_mut() = StatusCode::NOT_FOUND;
                response
            }
            _ => failure::not_found(),
        }
    }
}

impl File {
    fn answer(&self, path: &str, request: &HeaderMap) -> Response {
        let (variant, encoding) = self.choose(request);
        let mut response = if unchanged(request, &variant.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Response::new(Body::from(variant.bytes.clone()))
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag.clone());
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(caching(path)),
        );
        if self.brotli.is_some() || self.gzip.is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    fn choose(&self, request: &HeaderMap) -> (&Variant, Option<&'static str>) {
        let takes = |coding| accepts(request, header::ACCEPT_ENCODING, coding);
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes("br") => (brotli, Some("br")),
            (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        }
    }
}

impl Variant {
    fn new(bytes: &Bytes) -> Self {
        let digest = hex::encode(&Sha256::digest(bytes)[..12]);
        let etag = HeaderValue::from_str(&format!("\"{digest}\""))
            .expect("hexadecimal digits in quotes are a header value");
        Self {
            bytes: bytes.clone(),
            etag,
        }
    }
}

fn collect(
    folder: &Path,
    prefix: &str,
    found: &mut BTreeMap<String, Bytes>,
) -> Result<(), SiteError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| SiteError::Unreadable { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let path = entry.path();
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let served = format!("{prefix}/{name}");
        // Follows no link: what is served is what lies in the folder.
        let kind = entry.file_type().map_err(unreadable(&path))?;
        if kind.is_dir() {
            collect(&path, &served, found)?;
        } else if kind.is_file() {
            let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
            found.insert(served, Bytes::from(bytes));
        }
    }
    Ok(())
}

fn packed_name(path: &str) -> Option<&str> {
    path.strip_suffix(".br")
        .or_else(|| path.strip_suffix(".gz"))
}

fn media_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// Everything below these two folders carries a hash in its name.
fn caching(path: &str) -> &'static str {
    if path.starts_with("/assets/") || path.starts_with("/worker/") {
        IMMUTABLE
    } else {
        REVALIDATE
    }
}

/// Whether a comma-separated header offers `wanted` with a weight above zero (RFC 9110, 12.4.2).
fn accepts(request: &HeaderMap, name: header::HeaderName, wanted: &str) -> bool {
    let offers = request.get_all(name);
    let mut offers = offers
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|v| v.split(','));
    offers.any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|coding| coding.eq_ignore_ascii_case(wanted));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        named && !refused
    })
}

fn unchanged(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Some(known) = request
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
    else {
        return false;
    };
    let known = known
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"));
    etag.to_str()
        .is_ok_and(|etag| known.into_iter().any(|one| one == etag || one == "*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("index.html", "<!doctype html>");
        write("assets/app-0a1b.js", "plain");
        write("assets/app-0a1b.js.br", "brotli");
        write("assets/app-0a1b.js.gz", "gzip");
        write("worker/signer-0a1b.wasm", "\0asm");
        let site = Site::read(folder.path()).unwrap();
        (folder, site)
    }

    fn offers(list: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    fn header_of(response: &Response, name: header::HeaderName) -> &str {
        response
            .headers()
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn the_smallest_variant_the_browser_takes_is_sent() {
        let (_folder, site) = built();
        for (offer, expected) in [
            ("gzip, br", "br"),
            ("gzip, br;q=0", "gzip"),
            ("gzip;q=0.5", "gzip"),
            ("identity", ""),
            ("", ""),
        ] {
            let headers = offers(&[(header::ACCEPT_ENCODING, offer)]);
            let response = site.answer(&Method::GET, "/assets/app-0a1b.js", &headers);
            assert_eq!(
                header_of(&response, header::CONTENT_ENCODING),
                expected,
                "{offer}"
            );
            assert_eq!(header_of(&response, header::VARY), "accept-encoding");
            assert_eq!(
                header_of(&response, header::CONTENT_TYPE),
                "text/javascript; charset=utf-8"
            );
            assert_eq!(header_of(&response, header::CACHE_CONTROL), IMMUTABLE);
        }
    }

    #[test]
    fn packed_files_are_not_served_under_their_own_names() {
        let (_folder, site) = built();
        let response = site.answer(&Method::GET, "/assets/app-0a1b.js.br", &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_file_that_is_known_already_is_not_sent_again() {
        let (_folder, site) = built();
        let first = site.answer(&Method::GET, "/index.html", &HeaderMap::new());
        assert_eq!(header_of(&first, header::CACHE_CONTROL), REVALIDATE);
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        let second = site.answer(&Method::GET, "/index.html", &headers);
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn the_page_answers_its_own_routes_and_no_others() {
        let (_folder, site) = built();
        let page = site.answer(&Method::GET, "/", &HeaderMap::new());
        assert_eq!(page.status(), StatusCode::OK);
        assert_eq!(
            header_of(&page, header::CONTENT_TYPE),
            "text/html; charset=utf-8"
        );

        let nothing = site.answer(&Method::GET, "/etc/passwd", &HeaderMap::new());
        assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            header_of(&nothing, header::CONTENT_TYPE),
            "application/json"
        );

        let browser = offers(&[(header::ACCEPT, "text/html,*/*;q=0.8")]);
        let nothing = site.answer(&Method::GET, "/no-such-page", &browser);
        assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            header_of(&nothing, header::CONTENT_TYPE),
            "text/html; charset=utf-8"
        );

        assert_eq!(
            site.answer(&Method::POST, "/", &browser).status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn a_folder_without_a_page_says_how_to_build_one() {
        let folder = tempfile::tempdir().unwrap();
        let error = Site::read(folder.path()).err().unwrap();
        assert!(error.to_string().contains("cargo xtask page"));
    }
}
