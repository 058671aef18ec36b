//! A file of IDSE's is kept as it came, once.

use imss::receipt::ReceiptKind;
use model::limits::RECEIPT_MAX_BYTES;

use super::error::ReceiptError;
use crate::Service;
use crate::caller::{FullCaller, Reader, Scope};
use crate::common_error::CommonError;
use crate::ids::ReceiptId;
use crate::records::{Action, ReceiptFile};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::{Blob, Digest};

/// Keeps a file. The same bytes brought twice are kept once.
///
/// # Errors
///
/// The role does not capture; too large; not of the kind it is posted as; it holds a private key. Nothing
/// is stored then but an entry of the audit log.
pub async fn store(
    service: &Service,
    caller: &FullCaller,
    kind: ReceiptKind,
    content: Vec<u8>,
) -> Result<ReceiptFile, ReceiptError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let content = match checked(kind, content).await {
        Ok(content) => content,
        Err(error) => return refuse(service, caller, error).await,
    };
    let sha256 = Digest::of(&content);
    if let Some(known) = service.store.receipt_by_digest(empresa, &sha256).await? {
        return Ok(known);
    }
    let now = service.now();
    let file = ReceiptFile {
        id: ReceiptId::mint(now, service.random.as_ref()),
        empresa,
        version: 1,
        kind,
        content: Blob(content),
        sha256,
        by: caller.actor(),
        received_at: now,
    };
    let subject = format!("receipt:{}", file.id);
    let mut entry = service.audit(empresa, caller.by(), Action::ReceiptStored, subject);
    entry.detail = format!("sha256 {sha256}");
    let unit = Unit::audited(entry).create(file.clone());
    match service.store.commit(unit).await {
        Ok(()) => Ok(file),
        // Posted twice at once.
        Err(CommitError::Taken {
            what: KeyKind::ReceiptDigest,
        }) => {
            let known = service.store.receipt_by_digest(empresa, &sha256).await?;
            Ok(known.ok_or(CommonError::Stale)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns a file that is kept.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show lotes, or only some registros
/// patronales, since a file may be of several; no such file.
pub async fn get(
    service: &Service,
    reader: &impl Reader,
    id: ReceiptId,
) -> Result<ReceiptFile, ReceiptError> {
    let scope = reader.scope();
    if !scope.lotes || scope.registros != Scope::All {
        return Err(CommonError::Forbidden.into());
    }
    let file = service.store.receipt(scope.empresa, id).await?;
    Ok(file.ok_or(CommonError::NotFound("ese archivo"))?)
}

/// Looks at the file away from the threads that answer requests: a large one takes a while.
async fn checked(kind: ReceiptKind, content: Vec<u8>) -> Result<Vec<u8>, ReceiptError> {
    if content.len() > RECEIPT_MAX_BYTES {
        return Err(ReceiptError::TooLarge);
    }
    let work = tokio::task::spawn_blocking(move || {
        if credential::contains_private_key(&content) {
            return Err(ReceiptError::HoldsKey);
        }
        if ReceiptKind::of_content(&content) != Some(kind) {
            return Err(ReceiptError::OtherKind);
        }
        Ok(content)
    });
    work.await
        .map_err(|error| CommonError::internal(format!("checking a file: {error}")))?
}

/// Notes in the audit log that something was refused.
pub(super) async fn refuse<T>(
    service: &Service,
    caller: &FullCaller,
    error: ReceiptError,
) -> Result<T, ReceiptError> {
    if let Some(why) = error.refusal() {
        let empresa = caller.empresa();
        let action = Action::ReceiptRefused;
        let mut entry = service.audit(empresa, caller.by(), action, "receipt");
        why.clone_into(&mut entry.detail);
        service.store.commit(Unit::audited(entry)).await?;
    }
    Err(error)
}
