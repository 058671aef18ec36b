//! `GET /relay/company-export`: everything of a company as one archive, written while it is read: neither
//! the company nor the archive is ever in memory whole.

use std::io::{self, Write};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use futures::stream::unfold;
use imss::time::mexico_city_date;
use service::departure::CompanyExport;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Sender, channel};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::caller::Full;
use crate::http::Shared;
use crate::http::failure::Failure;

/// Bytes of a piece that is sent.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

/// Answers at once; what fails later cuts the download short, which the browser reports.
pub(super) async fn export(
    State(shared): State<Arc<Shared>>,
    Full(caller): Full,
) -> Result<Response, Failure> {
    let export = CompanyExport::begin(Arc::clone(&shared.service), &caller).await?;
    let (sender, receiver) = channel::<io::Result<Bytes>>(WAITING);
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || {
        let failed = sender.clone();
        if let Err(error) = write(&handle, export, Pieces::to(sender)) {
            tracing::warn!(%error, "the export of a company ended early");
            // Fails only where nobody reads any more.
            let _ = failed.blocking_send(Err(io::Error::other("the export ended early")));
        }
    });
    let pieces = unfold(receiver, async |mut receiver| {
        Some((receiver.recv().await?, receiver))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    let zip = HeaderValue::from_static("application/zip");
    headers.insert(header::CONTENT_TYPE, zip);
    let day = mexico_city_date(shared.service.now());
    let disposition = format!("attachment; filename=\"rubrica-empresa-{day}.zip\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// Writes the parts as an archive, each file behind the other.
fn write(handle: &Handle, mut export: CompanyExport, out: Pieces) -> anyhow::Result<()> {
    let mut archive = ZipWriter::new_stream(out);
    // A file of a large company may pass 4 GB, which nobody knows before it is written.
    let options = SimpleFileOptions::default().large_file(true);
    let mut open: Option<String> = None;
    while let Some(part) = handle.block_on(export.next())? {
        if open.as_ref() != Some(&part.file) {
            archive.start_file(part.file.as_str(), options)?;
            open = Some(part.file);
        }
        archive.write_all(&part.bytes)?;
    }
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

/// Collects what is written into pieces, and waits while too many are waiting.
struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Pieces {
    fn to(sender: Sender<io::Result<Bytes>>) -> Self {
        Self {
            sender,
            piece: Vec::with_capacity(PIECE),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let sent = self.sender.blocking_send(Ok(Bytes::from(piece)));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
