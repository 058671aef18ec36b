//! A lote's signature, in; its files, out.

use std::sync::Arc;

use api::host::{CookieKind, Visit};
use api::relay::CMS;
use api::view::lotes::LoteView;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use service::caller::Caller;
use service::{CommonError, lotes};

use super::caller::{Full, Reads, id};
use crate::http::Shared;
use crate::http::failure::Failure;

/// `POST /relay/lotes/{id}/signature`
pub(super) async fn sign(
    State(shared): State<Arc<Shared>>,
    Full(caller): Full,
    Path(lote): Path<String>,
    headers: HeaderMap,
    cms: Bytes,
) -> Result<Json<LoteView>, Failure> {
    let lote = id(&lote, "id")?;
    let lote = lotes::accept_signed(&shared.service, &caller, lote, cms.to_vec()).await?;
    shared.wake_jobs();
    let visit = Visit::new(
        Arc::clone(&shared.host),
        CookieKind::Login,
        &headers,
        String::new(),
    );
    let view = api::host::lotes::view(&visit, &Caller::Full(caller), &lote).await?;
    Ok(Json(view))
}

/// `GET /relay/lotes/{id}/dispmag`: the file of the present attempt, byte for byte.
pub(super) async fn dispmag(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
    Path(lote): Path<String>,
) -> Result<Response, Failure> {
    let lote = id(&lote, "id")?;
    let detail = lotes::get(&shared.service, &caller, lote).await?;
    let name = detail.contents.filename;
    // IMSS's file is Windows-1252; without the charset a browser might guess.
    Ok(download(
        "text/plain; charset=windows-1252",
        &name,
        detail.contents.dispmag.0,
    ))
}

/// `GET /relay/lotes/{id}/cms`: the signed message of the present attempt, byte for byte.
pub(super) async fn cms(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
    Path(lote): Path<String>,
) -> Result<Response, Failure> {
    let lote = id(&lote, "id")?;
    let detail = lotes::get(&shared.service, &caller, lote).await?;
    let evidence = detail
        .evidence
        .ok_or(CommonError::NotFound("la firma de ese lote"))?;
    let name = format!("{}.p7m", detail.contents.filename);
    Ok(download(CMS, &name, evidence.cms.0))
}

/// An answer that the browser keeps as a file.
pub(super) fn download(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    // Our own file names; what cannot stand in a quoted string (RFC 6266, 4.1) is left out.
    let safe = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = name.chars().filter(safe).collect();
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
