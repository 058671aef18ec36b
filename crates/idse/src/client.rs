//! The transport under every request: one HTTP client, explicit cookies, capped answers.

use std::time::Duration;

use reqwest::header::{COOKIE, HeaderMap};
use reqwest::{RequestBuilder, Response, StatusCode, Url, redirect};

use crate::error::IdseError;
use crate::html::Page;
use crate::session::SessionCookie;
use crate::text;

/// Answers of a simulator carry this header. The real portal has no reason to.
const SIMULATOR_HEADER: &str = "x-idse-simulador";

/// How patiently, and under which name, the portal is spoken to.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Longest wait for a connection. Passing it means that nothing was sent.
    pub connect_timeout: Duration,
    /// Longest wait for a whole answer.
    pub request_timeout: Duration,
    /// Longest wait for the answer to a lote. Generous: giving up leaves the lote in doubt.
    pub send_timeout: Duration,
    /// The `User-Agent` header.
    pub user_agent: String,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(45),
            send_timeout: Duration::from_secs(180),
            user_agent: concat!("Rubrica/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// The portal, known by its URL alone. Cheap to share behind an `Arc`; holds no session.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    send_timeout: Duration,
}

/// The kinds of answer, each with its own cap in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Body {
    /// HTML or a short text.
    Page,
    /// The results of one lote, or a receipt to keep.
    File,
}

impl Body {
    fn limit(self) -> usize {
        match self {
            Body::Page => 4 * 1024 * 1024,
            Body::File => 24 * 1024 * 1024,
        }
    }
}

/// A whole answer, read within its cap.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) simulated: bool,
}

impl Client {
    /// Prepares a client for the portal at `base`, such as `https://idse.imss.gob.mx/imss/`.
    ///
    /// Proxies of the environment are not used and redirects are not followed: a lote goes to the
    /// configured portal or nowhere. Plain `http` is taken for loopback only, where a simulator
    /// lives.
    ///
    /// # Errors
    /// [`IdseError::BadUrl`] and [`IdseError::Setup`].
    pub fn new(base: &str, options: ClientOptions) -> Result<Self, IdseError> {
        let base = parse_base(base)?;
        let http = reqwest::Client::builder()
            .connect_timeout(options.connect_timeout)
            .timeout(options.request_timeout)
            .user_agent(options.user_agent)
            .redirect(redirect::Policy::none())
            // No kept connections: one that the portal has closed meanwhile would make a failed
            // write ambiguous, and "certainly not sent" must stay certain.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .map_err(IdseError::Setup)?;
        Ok(Self {
            http,
            base,
            send_timeout: options.send_timeout,
        })
    }

    /// The portal's URL, always ending in `/`.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// Resolves a link of an answer, refusing to leave the portal: the session must not.
    pub(crate) fn link(&self, href: &str) -> Result<Url, IdseError> {
        let url = self
            .base
            .join(href.trim())
            .map_err(|_| IdseError::ForeignLink)?;
        let home = url.origin() == self.base.origin() && url.path().starts_with(self.base.path());
        if home {
            Ok(url)
        } else {
            Err(IdseError::ForeignLink)
        }
    }

    pub(crate) async fn post(
        &self,
        path: &str,
        form: &[(&str, &str)],
        session: Option<&SessionCookie>,
        body: Body,
    ) -> Result<Answer, IdseError> {
        let request = self.http.post(self.endpoint(path)?).form(form);
        exchange(with_session(request, session)?, body).await
    }

    /// As [`post`](Self::post), with the patience that a lote deserves.
    pub(crate) async fn post_lote(
        &self,
        path: &str,
        form: &[(&str, &str)],
        session: &SessionCookie,
    ) -> Result<Answer, IdseError> {
        let request = self.http.post(self.endpoint(path)?).form(form);
        let request = request.timeout(self.send_timeout);
        exchange(with_session(request, Some(session))?, Body::Page).await
    }

    pub(crate) async fn get(
        &self,
        url: Url,
        session: Option<&SessionCookie>,
        body: Body,
    ) -> Result<Answer, IdseError> {
        exchange(with_session(self.http.get(url), session)?, body).await
    }

    fn endpoint(&self, path: &str) -> Result<Url, IdseError> {
        self.base.join(path).map_err(|_| IdseError::ForeignLink)
    }
}

impl Answer {
    /// The body as a page.
    pub(crate) fn page(&self) -> Page {
        Page::parse(&text::decode(&self.body))
    }

    /// Any status but 200-299 is the portal's failure; redirects too, since none is expected.
    pub(crate) fn expect_success(&self) -> Result<(), IdseError> {
        if self.status.is_success() {
            return Ok(());
        }
        Err(IdseError::PortalFailure {
            status: self.status.as_u16(),
        })
    }
}

fn parse_base(base: &str) -> Result<Url, IdseError> {
    let bad = |reason: &str| IdseError::BadUrl {
        reason: reason.to_owned(),
    };
    let mut url = Url::parse(base.trim()).map_err(|e| bad(&e.to_string()))?;
    let host = url.host_str().unwrap_or_default();
    let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        "http" => return Err(bad("fuera de este equipo debe ser https")),
        _ => return Err(bad("debe comenzar con https://")),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("no debe llevar usuario ni contraseña"));
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn with_session(
    request: RequestBuilder,
    session: Option<&SessionCookie>,
) -> Result<RequestBuilder, IdseError> {
    let Some(session) = session else {
        return Ok(request);
    };
    let cookie = session.header().ok_or(IdseError::SessionInvalid {
        text: "la sesión guardada no es utilizable".to_owned(),
    })?;
    Ok(request.header(COOKIE, cookie))
}

async fn exchange(request: RequestBuilder, body: Body) -> Result<Answer, IdseError> {
    let mut response = request.send().await.map_err(transport)?;
    let status = response.status();
    let headers = response.headers().clone();
    let body = read_capped(&mut response, body.limit()).await?;
    let simulated = headers.contains_key(SIMULATOR_HEADER);
    Ok(Answer {
        status,
        headers,
        body,
        simulated,
    })
}

async fn read_capped(response: &mut Response, limit: usize) -> Result<Vec<u8>, IdseError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(transport)? {
        if body.len() + chunk.len() > limit {
            return Err(IdseError::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// `is_connect` covers name, TCP and TLS, its timeouts too: in all of them no request was written.
fn transport(error: reqwest::Error) -> IdseError {
    // The URL holds nothing secret, yet a log line is better without it.
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        IdseError::Unreachable(error)
    } else if error.is_timeout() {
        IdseError::Timeout(error)
    } else {
        IdseError::Cut(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(base: &str) -> Result<Client, IdseError> {
        Client::new(base, ClientOptions::default())
    }

    #[test]
    fn the_portal_must_be_https_except_on_this_machine() {
        assert!(client("https://idse.imss.gob.mx/imss").is_ok());
        assert!(client("http://127.0.0.1:4000/imss/").is_ok());
        for bad in [
            "http://idse.imss.gob.mx/imss/",
            "ftp://127.0.0.1/",
            "imss",
            "https://user:word@idse.imss.gob.mx/",
        ] {
            assert!(
                matches!(client(bad), Err(IdseError::BadUrl { .. })),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_link_never_leaves_the_portal() {
        let client = client("https://idse.imss.gob.mx/imss").unwrap();
        assert_eq!(
            client.link("Descarga.idse?l=1").unwrap().as_str(),
            "https://idse.imss.gob.mx/imss/Descarga.idse?l=1"
        );
        for foreign in [
            "https://example.com/imss/x",
            "//example.com/imss/",
            "http://idse.imss.gob.mx/imss/x",
            "/otra",
            "../x",
            "javascript:alert(1)",
            "https://idse.imss.gob.mx:444/imss/x",
        ] {
            assert!(client.link(foreign).is_err(), "{foreign}");
        }
    }
}
