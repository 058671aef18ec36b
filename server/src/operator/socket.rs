//! The socket: one line of JSON asks, one line answers.

use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use service::Service;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::request::{OperatorRequest, Said, carry_out};
use crate::shutdown::Shutdown;

/// The longest line that is read.
const LONGEST: u64 = 64 * 1024;
/// Who says nothing for so long is not listened to any more.
const PATIENCE: Duration = Duration::from_secs(10);

fn path(data: &Path) -> PathBuf {
    data.join("operator.sock")
}

/// Listens until the end is announced. The folder and the socket are their owner's alone.
///
/// # Errors
/// The socket cannot be made: another server listens at it, or its path is too long.
pub fn listen(
    data: &Path,
    service: Arc<Service>,
    public_url: String,
    mut shutdown: Shutdown,
) -> anyhow::Result<tokio::task::JoinHandle<()>> {
    let path = path(data);
    let listener = bind(&path).with_context(|| format!("{}", path.display()))?;
    Ok(tokio::spawn(async move {
        loop {
            let accepted = tokio::select! {
                () = shutdown.announced() => break,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else { continue };
            let (service, public_url) = (Arc::clone(&service), public_url.clone());
            tokio::spawn(async move {
                let answered =
                    tokio::time::timeout(PATIENCE, answer(stream, &service, &public_url));
                if !matches!(answered.await, Ok(Ok(()))) {
                    tracing::warn!("a command of the operator was not answered");
                }
            });
        }
        // Left behind it would only be replaced at the next start.
        let _ = std::fs::remove_file(path);
    }))
}

fn bind(path: &Path) -> std::io::Result<UnixListener> {
    if std::os::unix::net::UnixStream::connect(path).is_ok() {
        return Err(ErrorKind::AddrInUse.into());
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn answer(stream: UnixStream, service: &Service, public_url: &str) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut line = String::new();
    BufReader::new(reader.take(LONGEST))
        .read_line(&mut line)
        .await?;
    let said = match serde_json::from_str::<OperatorRequest>(&line) {
        Ok(request) => carry_out(service, public_url, request).await,
        Err(_) => Said::Refused("not a command of this release".to_owned()),
    };
    let mut answer = serde_json::to_vec(&said)?;
    answer.push(b'\n');
    writer.write_all(&answer).await?;
    writer.shutdown().await
}

/// Asks the server that runs on a data folder; `None` where none does.
///
/// # Errors
/// A server runs, and does not answer.
pub async fn ask(data: &Path, request: &OperatorRequest) -> anyhow::Result<Option<Said>> {
    let stream = match UnixStream::connect(path(data)).await {
        Ok(stream) => stream,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::ConnectionRefused
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(|| format!("{}", path(data).display())),
    };
    let (reader, mut writer) = stream.into_split();
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    writer.write_all(&line).await?;
    let mut answer = String::new();
    BufReader::new(reader).read_line(&mut answer).await?;
    let said = serde_json::from_str(&answer).context("the server did not answer")?;
    Ok(Some(said))
}
