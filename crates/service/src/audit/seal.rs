//! The chain over the audit log: seals, each a hash over the entries since the seal before and over that
//! seal. A seal is itself an entry, so the log stays the one append-only table, and the next seal covers it.
//!
//! An entry that is changed, taken away or put in breaks its seal. What only a head kept elsewhere shows is
//! a log that was cut off at the end, or written again whole; so heads are mailed to the administrators.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::Service;
use crate::common_error::CommonError;
use crate::ids::{AuditId, EmpresaId};
use crate::records::{Action, Actor, AuditEntry};
use crate::store::Unit;

/// Entries younger than this wait for the next seal: one may be committed after another that was made later.
const SETTLED: SignedDuration = SignedDuration::from_mins(2);
/// Entries read at once.
pub(super) const AT_ONCE: u32 = 200;

/// What a seal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// How many entries it closes.
    pub entries: usize,
    /// The last of them.
    pub last: AuditId,
    /// SHA-256 over the seal before and over them, hexadecimal.
    pub hash: String,
}

/// A seal just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The seal.
    pub seal: Seal,
    /// When the one before was made; `None` for a company's first.
    pub previous_at: Option<Timestamp>,
}

/// Seals what is settled and not sealed yet; `None` where that is nothing, or only a seal.
///
/// # Errors
///
/// The repository's.
pub async fn seal(service: &Service, empresa: EmpresaId) -> Result<Option<Sealed>, CommonError> {
    let settled = service.now() - SETTLED;
    let mut entries = Vec::new();
    let mut before = None;
    let mut previous: Option<Seal> = None;
    let mut previous_at = None;
    'reading: loop {
        let page = service.store.audit(empresa, before, AT_ONCE).await?;
        let more = page.len() == AT_ONCE as usize;
        for entry in page {
            before = Some(entry.id);
            if previous.as_ref().is_some_and(|seal| entry.id <= seal.last) {
                break 'reading;
            }
            if previous.is_none() && entry.action == Action::LogSealed {
                previous = read(&entry.detail);
                previous_at = Some(entry.at);
            }
            if entry.at <= settled {
                entries.push(entry);
            }
        }
        if !more {
            break;
        }
    }
    let only_seals = entries.iter().all(|one| one.action == Action::LogSealed);
    let Some(last) = entries
        .first()
        .map(|newest| newest.id)
        .filter(|_| !only_seals)
    else {
        return Ok(None);
    };
    entries.reverse();
    let before = previous.map(|seal| seal.hash).unwrap_or_default();
    let seal = Seal {
        entries: entries.len(),
        last,
        hash: hash(&before, &entries)?,
    };
    let mut entry = service.audit(empresa, Actor::System, Action::LogSealed, "audit");
    entry.detail = written(&seal);
    service.store.commit(Unit::audited(entry)).await?;
    Ok(Some(Sealed { seal, previous_at }))
}

pub(super) fn hash(before: &str, entries: &[AuditEntry]) -> Result<String, CommonError> {
    let mut hash = Sha256::new();
    hash.update(format!("rubrica/audit/1\n{before}\n"));
    for entry in entries {
        hash.update(serde_json::to_vec(entry).map_err(CommonError::internal)?);
        hash.update("\n");
    }
    Ok(hex::encode(hash.finalize()))
}

/// A seal as its entry holds it, and as a person may compare it with the mail.
pub(super) fn written(seal: &Seal) -> String {
    format!(
        "{} renglones hasta {}; SHA-256 {}",
        seal.entries, seal.last, seal.hash
    )
}

pub(super) fn read(detail: &str) -> Option<Seal> {
    let (entries, rest) = detail.split_once(" renglones hasta ")?;
    let (last, hash) = rest.split_once("; SHA-256 ")?;
    Some(Seal {
        entries: entries.parse().ok()?,
        last: last.parse().ok()?,
        hash: hash.to_owned(),
    })
}
