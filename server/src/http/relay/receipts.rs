//! IMSS's receipts, out: one as it was received, or several in one archive.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use service::CommonError;
use service::ids::LoteId;
use service::lotes::{Receipt, ReceiptKind, receipts};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::caller::{Reads, id};
use super::lotes::download;
use crate::http::Shared;
use crate::http::failure::Failure;

/// `GET /relay/recibos/{id}`: the receipt of a lote, byte for byte; of several, their identities parted by
/// commas, an archive with each receipt and a list of their SHA-256.
pub(super) async fn download_receipts(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
    Path(lotes): Path<String>,
) -> Result<Response, Failure> {
    let lotes = lotes
        .split(',')
        .map(|lote| id(lote, "id"))
        .collect::<Result<Vec<LoteId>, _>>()?;
    let found = receipts(&shared.service, &caller, &lotes).await?;
    match (lotes.as_slice(), found.as_slice()) {
        (_, []) => Err(CommonError::NotFound("ese recibo").into()),
        ([_], [one]) => Ok(download(
            media_type(one.kind),
            &one.file_name,
            one.bytes.clone(),
        )),
        (_, several) => {
            let bytes = archive(several).map_err(CommonError::internal)?;
            Ok(download("application/zip", "recibos.zip", bytes))
        }
    }
}

/// What a browser keeps and does not run.
fn media_type(kind: ReceiptKind) -> &'static str {
    match kind {
        ReceiptKind::Pdf => "application/pdf",
        ReceiptKind::Json => "application/json",
        ReceiptKind::Text => "text/plain; charset=utf-8",
        ReceiptKind::Unknown => "application/octet-stream",
    }
}

/// The receipts, and `SHA256SUMS` as `sha256sum --check` reads it.
fn archive(receipts: &[Receipt]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut sums = String::new();
    for receipt in receipts {
        archive.start_file(receipt.file_name.as_str(), options)?;
        archive.write_all(&receipt.bytes)?;
        sums.push_str(&format!("{}  {}\n", receipt.sha256, receipt.file_name));
    }
    archive.start_file("SHA256SUMS", options)?;
    archive.write_all(sums.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
