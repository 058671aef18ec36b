//! Files of IDSE's: in, to be kept as they are; and out again.

use std::sync::Arc;

use api::relay::StoredReceipt;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use imss::receipt::ReceiptKind;
use service::receipts;

use super::caller::{Full, Reads, id};
use super::lotes::download;
use crate::http::Shared;
use crate::http::failure::Failure;

/// `POST /relay/receipts`
pub(super) async fn store(
    State(shared): State<Arc<Shared>>,
    Full(caller): Full,
    headers: HeaderMap,
    file: Bytes,
) -> Result<Json<StoredReceipt>, Failure> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(ReceiptKind::from_media_type)
        .ok_or_else(|| Failure::malformed("body"))?;
    let kept = receipts::store(&shared.service, &caller, kind, file.to_vec()).await?;
    Ok(Json(StoredReceipt {
        id: kept.id.to_string(),
        sha256: kept.sha256.to_string(),
    }))
}

/// `GET /relay/receipts/{id}`
pub(super) async fn file(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
    Path(receipt): Path<String>,
) -> Result<Response, Failure> {
    let receipt = id(&receipt, "id")?;
    let kept = receipts::get(&shared.service, &caller, receipt).await?;
    let ending = match kept.kind {
        ReceiptKind::Csv => "csv",
        ReceiptKind::Pdf => "pdf",
        ReceiptKind::Html => "html",
    };
    // A page of somebody else's is saved, never shown under our own address.
    let media_type = match kept.kind {
        ReceiptKind::Html => "application/octet-stream",
        other => other.media_type(),
    };
    let name = format!("idse-{}.{ending}", kept.id);
    Ok(download(media_type, &name, kept.content.0))
}
