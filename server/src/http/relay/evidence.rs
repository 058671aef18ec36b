//! The evidence of lotes, out, as a folder that stands without Rúbrica.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use service::CommonError;
use service::evidence_folder::{EvidenceFolder, EvidenceOf, folder};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::caller::Reads;
use super::lotes::download;
use crate::http::Shared;
use crate::http::failure::Failure;

/// `GET /relay/expedientes/{id}`: of a lote by its identity, of a month as `AAAA-MM`, of a worker by her NSS.
pub(super) async fn download_folder(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
    Path(of): Path<String>,
) -> Result<Response, Failure> {
    let of: EvidenceOf = of.parse().map_err(|_| Failure::malformed("id"))?;
    let folder = folder(&shared.service, &caller, &of, &shared.trust).await?;
    let name = format!("{}.zip", folder.name);
    // Packing a month takes a while: away from the threads that answer requests.
    let packed = tokio::task::spawn_blocking(move || archive(&folder)).await;
    let bytes = packed
        .map_err(CommonError::internal)?
        .map_err(CommonError::internal)?;
    Ok(download("application/zip", &name, bytes))
}

fn archive(folder: &EvidenceFolder) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for file in &folder.files {
        archive.start_file(format!("{}/{}", folder.name, file.path), options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
