//! Who reaches the server, and how safely: addresses, TLS, proxies.

use std::net::{IpAddr, SocketAddr};

use url::Url;

use super::ConfigError;
use super::network::Network;
use super::read::{bad, path, text};
use super::server_config::{MetricsListen, TlsFiles};
use super::sources::Sources;

pub(super) fn tls(sources: &Sources) -> Result<Option<TlsFiles>, ConfigError> {
    match (path(sources, "TLS_CERT"), path(sources, "TLS_KEY")) {
        (Some(certificate), Some(key)) => Ok(Some(TlsFiles { certificate, key })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(bad(
            sources,
            "TLS_KEY",
            "missing: RUBRICA_TLS_CERT needs it beside it",
        )),
        (None, Some(_)) => Err(bad(
            sources,
            "TLS_CERT",
            "missing: RUBRICA_TLS_KEY needs it beside it",
        )),
    }
}

pub(super) fn trusted_proxies(sources: &Sources) -> Result<Vec<Network>, ConfigError> {
    text(sources, "TRUSTED_PROXY")
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(|one| {
            one.parse().map_err(|e: super::network::NotANetwork| {
                bad(sources, "TRUSTED_PROXY", &e.to_string())
            })
        })
        .collect()
}

pub(super) fn public_url(
    sources: &Sources,
    listen: SocketAddr,
    tls: bool,
) -> Result<Url, ConfigError> {
    let written = text(sources, "PUBLIC_URL");
    let scheme = if tls { "https" } else { "http" };
    let address = written.unwrap_or_else(|| format!("{scheme}://{listen}"));
    let url = Url::parse(&address).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
    });
    url.ok_or_else(|| {
        bad(
            sources,
            "PUBLIC_URL",
            "not a scheme and host such as https://rubrica.example",
        )
    })
}

/// A browser opens no key outside a secure context, and a session cookie in clear text is anybody's.
pub(super) fn refuse_exposure(
    listen: SocketAddr,
    public_url: &Url,
    tls: bool,
    proxy: bool,
) -> Result<(), ConfigError> {
    let https = public_url.scheme() == "https";
    let alone = listen.ip().to_canonical().is_loopback();
    if !(alone || tls || (proxy && https)) {
        return Err(ConfigError::Together(format!(
            "RUBRICA_LISTEN={listen} is reached from other machines: give RUBRICA_TLS_CERT and RUBRICA_TLS_KEY, or \
             declare the HTTPS proxy in front with RUBRICA_TRUSTED_PROXY and an https RUBRICA_PUBLIC_URL"
        )));
    }
    if !https && !is_this_machine(public_url) {
        return Err(ConfigError::Together(format!(
            "RUBRICA_PUBLIC_URL={public_url} must be https: without it browsers open no key and sessions travel in clear text"
        )));
    }
    Ok(())
}

pub(super) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

pub(super) fn metrics_listen(sources: &Sources) -> Result<Option<MetricsListen>, ConfigError> {
    let default = SocketAddr::from(([127, 0, 0, 1], 9464));
    match text(sources, "METRICS_LISTEN").as_deref() {
        None => Ok(Some(MetricsListen {
            address: default,
            asked_for: false,
        })),
        Some("off") => Ok(None),
        Some(text) => {
            let refuse = || {
                bad(
                    sources,
                    "METRICS_LISTEN",
                    "neither \"off\" nor a loopback or private address such as 127.0.0.1:9464",
                )
            };
            let address: SocketAddr = text.parse().map_err(|_| refuse())?;
            if !is_private(address.ip()) {
                return Err(refuse());
            }
            Ok(Some(MetricsListen {
                address,
                asked_for: true,
            }))
        }
    }
}

fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}
