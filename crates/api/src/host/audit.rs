//! The audit log.

use std::collections::BTreeMap;

use service::accounts;
use service::audit::{self, AuditAsk, label};
use service::caller::FullCaller;
use service::ids::{LinkId, LoteId, RegistroId, UserId};
use service::records::{Action, Actor, AuditEntry};
use service::values::folded;
use service::{links, lotes, registros};

use super::failure::malformed;
use super::{Refusal, Visit, ids};
use crate::view::audit::{AuditChoices, AuditKind, AuditPage, AuditRequest, AuditRow};

/// Entries that are read at once where records are looked for by their words.
const AT_ONCE: u32 = 200;
/// The most of such pages that one call reads; the next call goes on where it stopped.
const MOST_PAGES: usize = 5;

pub(crate) async fn search(visit: &Visit, request: AuditRequest) -> Result<AuditPage, Refusal> {
    read(visit, request, Purpose::Look).await
}

pub(crate) async fn export(visit: &Visit, request: AuditRequest) -> Result<AuditPage, Refusal> {
    read(visit, request, Purpose::File).await
}

/// What entries are read for.
#[derive(Clone, Copy)]
enum Purpose {
    Look,
    File,
}

async fn read(
    visit: &Visit,
    request: AuditRequest,
    purpose: Purpose,
) -> Result<AuditPage, Refusal> {
    let caller = visit.full().await?;
    let about = request.about.as_deref().map(|about| folded(about.trim()));
    let mut ask = ask(request)?;
    let Some(about) = about.filter(|about| !about.is_empty()) else {
        let page = page(visit, &caller, ask, purpose).await?;
        return written(visit, &caller, page).await;
    };
    // Records are looked for by the words that the page shows for them, which only the reader's side knows.
    let wanted = ask.limit.clamp(1, AT_ONCE) as usize;
    ask.limit = AT_ONCE;
    let mut rows = Vec::new();
    for _ in 0..MOST_PAGES {
        let page = page(visit, &caller, ask.clone(), purpose).await?;
        let words = Words::read(visit, &caller, &page.entries).await?;
        for entry in page.entries {
            let id = entry.id;
            let row = words.row(entry);
            if is_about(&row, &about) {
                rows.push(row);
            }
            if rows.len() == wanted {
                let next = Some(id.to_string());
                return Ok(AuditPage { rows, next });
            }
        }
        ask.before = page.next;
        if ask.before.is_none() {
            return Ok(AuditPage { rows, next: None });
        }
    }
    Ok(AuditPage {
        rows,
        next: ask.before.map(|id| id.to_string()),
    })
}

async fn page(
    visit: &Visit,
    caller: &FullCaller,
    ask: AuditAsk,
    purpose: Purpose,
) -> Result<audit::AuditPage, Refusal> {
    Ok(match purpose {
        Purpose::Look => audit::search(visit.service(), caller, ask).await?,
        Purpose::File => audit::export(visit.service(), caller, ask).await?,
    })
}

/// Whether an entry names what is looked for.
fn is_about(row: &AuditRow, about: &str) -> bool {
    folded(&row.subject).contains(about) || folded(&row.detail).contains(about)
}

pub(crate) async fn choices(visit: &Visit) -> Result<AuditChoices, Refusal> {
    let caller = visit.full().await?;
    // Refuses all but administrators before anything is read.
    audit::list(visit.service(), &caller, None, 0).await?;
    let people = accounts::names(visit.service(), &caller).await?;
    let kind = |action: Action| {
        Some(AuditKind {
            name: name(action)?,
            label: label(action).to_owned(),
        })
    };
    Ok(AuditChoices {
        people: people
            .into_iter()
            .map(|(id, name)| (id.to_string(), name))
            .collect(),
        kinds: Action::ALL.into_iter().filter_map(kind).collect(),
    })
}

fn ask(request: AuditRequest) -> Result<AuditAsk, Refusal> {
    let action = request.action.map(|action| {
        serde_json::from_value::<Action>(action.into()).map_err(|_| malformed("action"))
    });
    Ok(AuditAsk {
        before: request
            .cursor
            .map(|cursor| ids::one(&cursor, "cursor"))
            .transpose()?,
        from: request.from,
        to: request.to,
        user: request
            .user
            .map(|user| ids::one::<UserId>(&user, "user"))
            .transpose()?,
        action: action.transpose()?,
        subject: None,
        limit: request.limit,
    })
}

/// The name of an action on the wire.
fn name(action: Action) -> Option<String> {
    let name = serde_json::to_value(action).ok()?;
    name.as_str().map(str::to_owned)
}

async fn written(
    visit: &Visit,
    caller: &FullCaller,
    page: audit::AuditPage,
) -> Result<AuditPage, Refusal> {
    let words = Words::read(visit, caller, &page.entries).await?;
    Ok(AuditPage {
        rows: page.entries.into_iter().map(|one| words.row(one)).collect(),
        next: page.next.map(|next| next.to_string()),
    })
}

/// The names of what entries are about.
struct Words {
    people: BTreeMap<UserId, String>,
    links: BTreeMap<LinkId, String>,
    registros: BTreeMap<RegistroId, String>,
    lotes: BTreeMap<LoteId, u32>,
}

impl Words {
    async fn read(
        visit: &Visit,
        caller: &FullCaller,
        entries: &[AuditEntry],
    ) -> Result<Self, Refusal> {
        let service = visit.service();
        let named = entries.iter().filter_map(|entry| {
            let id = entry.subject.strip_prefix("lote:")?;
            id.parse::<LoteId>().ok()
        });
        let lotes = lotes::numbers(service, caller, named).await;
        let links = links::list(service, caller).await?;
        let registros = registros::list(service, caller).await?;
        Ok(Self {
            people: accounts::names(service, caller).await?,
            links: links.into_iter().map(|one| (one.id, one.nombre)).collect(),
            registros: registros
                .into_iter()
                .map(|one| (one.id, one.numero.to_string()))
                .collect(),
            lotes: lotes?,
        })
    }

    fn row(&self, entry: AuditEntry) -> AuditRow {
        let unknown = || "Alguien de la empresa".to_owned();
        let who = match entry.actor {
            Actor::User(id) => self.people.get(&id).cloned().unwrap_or_else(unknown),
            Actor::Link(id) => self.link(id),
            Actor::System => "Rúbrica".to_owned(),
        };
        AuditRow {
            id: entry.id.to_string(),
            at: entry.at,
            who,
            by_link: matches!(entry.actor, Actor::Link(_)),
            what: label(entry.action).to_owned(),
            subject: self.subject(&entry.subject),
            detail: entry.detail,
            address: entry.address,
            session: entry.session,
        }
    }

    fn link(&self, id: LinkId) -> String {
        match self.links.get(&id) {
            Some(nombre) => format!("Enlace «{nombre}»"),
            None => "Un enlace de consulta".to_owned(),
        }
    }

    /// What a subject such as `lote:01H…` names; empty for the company itself.
    fn subject(&self, subject: &str) -> String {
        let Some((kind, id)) = subject.split_once(':') else {
            return String::new();
        };
        let numero = |id: &str| Some(format!("Lote {}", self.lotes.get(&id.parse().ok()?)?));
        let registro = |id: &str| Some(format!("RP {}", self.registros.get(&id.parse().ok()?)?));
        let person = |id: &str| self.people.get(&id.parse().ok()?).cloned();
        match kind {
            "lote" => numero(id).unwrap_or_else(|| "Un lote".to_owned()),
            "registro" => registro(id).unwrap_or_else(|| "Un registro patronal".to_owned()),
            "user" => person(id).unwrap_or_else(|| "Un usuario".to_owned()),
            "link" => id
                .parse()
                .map_or_else(|_| "Un enlace de consulta".to_owned(), |id| self.link(id)),
            "movement" => format!("Movimiento {id}"),
            "trabajador" => format!("NSS {id}"),
            "certificado" => format!("Certificado {id}"),
            _ => String::new(),
        }
    }
}
