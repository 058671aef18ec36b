//! The audit log, as an administrator reads it. It is written with each unit of work.

mod chain;
mod labels;
mod seal;

use imss::time::mexico_city_date;
use jiff::civil::Date;

pub use chain::{Chain, verify};
pub use labels::label;
pub use seal::{Seal, Sealed, seal};

use crate::Service;
use crate::caller::{Caller, FullCaller, Reader as _};
use crate::common_error::CommonError;
use crate::ids::{AuditId, UserId};
use crate::records::{Action, Actor, AuditEntry};
use crate::store::Unit;

/// The most entries that are read at once.
const MOST: u32 = 200;
/// The most pages of entries that one call looks through; the next call goes on where it stopped.
const MOST_PAGES: usize = 25;

/// What to look for in the audit log.
#[derive(Debug, Clone, Default)]
pub struct AuditAsk {
    /// Only entries before this one: where the page before ended.
    pub before: Option<AuditId>,
    /// From this day in Mexico City on, itself included.
    pub from: Option<Date>,
    /// Up to this day in Mexico City, itself included.
    pub to: Option<Date>,
    /// Only what this user did.
    pub user: Option<UserId>,
    /// Only this kind of entry.
    pub action: Option<Action>,
    /// Only entries about this record, as `lote:01H…`.
    pub subject: Option<String>,
    /// Entries wanted, at most 200.
    pub limit: u32,
}

/// A page of the audit log.
#[derive(Debug, Clone)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// What to ask for `before` next; `None` at the end.
    pub next: Option<AuditId>,
}

/// Returns a page of the company's audit log, newest first, from before `before`.
///
/// # Errors
///
/// Not an administrator.
pub async fn list(
    service: &Service,
    caller: &FullCaller,
    before: Option<AuditId>,
    limit: u32,
) -> Result<Vec<AuditEntry>, CommonError> {
    caller.must_administer()?;
    Ok(service
        .store
        .audit(caller.empresa(), before, limit.min(MOST))
        .await?)
}

/// Returns a page of the entries that are looked for, newest first. It may hold fewer than asked for
/// although more follow: a call looks through 5,000 entries at most.
///
/// # Errors
///
/// Not an administrator.
pub async fn search(
    service: &Service,
    caller: &FullCaller,
    ask: AuditAsk,
) -> Result<AuditPage, CommonError> {
    caller.must_administer()?;
    let wanted = ask.limit.clamp(1, MOST) as usize;
    let mut page = AuditPage {
        entries: Vec::new(),
        next: None,
    };
    let mut before = ask.before;
    for _ in 0..MOST_PAGES {
        let read = service.store.audit(caller.empresa(), before, MOST).await?;
        let more = read.len() == MOST as usize;
        for entry in read {
            before = Some(entry.id);
            if is_too_old(&ask, &entry) {
                return Ok(page);
            }
            if !matches(&ask, &entry) {
                continue;
            }
            page.entries.push(entry);
            if page.entries.len() == wanted {
                page.next = before;
                return Ok(page);
            }
        }
        if !more {
            return Ok(page);
        }
    }
    page.next = before;
    Ok(page)
}

/// Returns the same for a file; the first page is noted in the audit log itself.
///
/// # Errors
///
/// Not an administrator.
pub async fn export(
    service: &Service,
    caller: &FullCaller,
    ask: AuditAsk,
) -> Result<AuditPage, CommonError> {
    let first = ask.before.is_none();
    let page = search(service, caller, ask).await?;
    if first {
        let action = Action::AuditExported;
        let entry = service.audit(caller.empresa(), caller.by(), action, "audit");
        service.store.commit(Unit::audited(entry)).await?;
    }
    Ok(page)
}

/// Notes that something a caller sent was refused before it changed anything. `subject`: the record it was about,
/// as entries name it; `why`: in Spanish, without anything of what was sent.
///
/// # Errors
///
/// The repository's.
pub async fn note_refused(
    service: &Service,
    caller: &Caller,
    subject: &str,
    why: String,
) -> Result<(), CommonError> {
    let empresa = caller.scope().empresa;
    let mut entry = service.audit(empresa, caller.by(), Action::RequestRefused, subject);
    entry.detail = why;
    Ok(service.store.commit(Unit::audited(entry)).await?)
}

/// Whether this entry, and every older one, was written before the first day looked for.
fn is_too_old(ask: &AuditAsk, entry: &AuditEntry) -> bool {
    ask.from
        .is_some_and(|from| mexico_city_date(entry.at) < from)
}

fn matches(ask: &AuditAsk, entry: &AuditEntry) -> bool {
    ask.to.is_none_or(|to| mexico_city_date(entry.at) <= to)
        && ask.user.is_none_or(|user| entry.actor == Actor::User(user))
        && ask.action.is_none_or(|action| entry.action == action)
        && ask
            .subject
            .as_deref()
            .is_none_or(|subject| entry.subject == subject)
}
