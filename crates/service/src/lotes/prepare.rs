//! Movements that are ready become lotes: one per registro patronal and type, written as DISPMAG. What
//! cannot go into one is set aside (`set_aside`), and keeps no other movement from its lote.

use std::collections::{BTreeMap, BTreeSet};

use imss::dispmag::{self, Transliteration, WriteOptions};
use imss::movimiento::{Movimiento, TipoMovimiento};
use jiff::civil::Date;
use model::{Composition, LoteStatus, MovementStatus};

use super::error::LoteError;
use super::notice::{firmantes, mails};
use super::set_aside::{SetAside, WhySetAside, sorted_out};
use super::waiting::waiting;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{LoteId, MovementId, RegistroId};
use crate::movements::{checked, moved};
use crate::records::{Action, LoteContents, LoteRecord, MovementRecord, NewLote, Registro};
use crate::settings::CompanyRules;
use crate::store::{CommitError, KeyKind, Unit, Upkeeping};
use crate::values::{Blob, Digest};

/// How often another lote may take our number before we give up.
const TRIES: u32 = 20;

/// What became of movements that were to be grouped.
#[derive(Debug)]
pub struct Prepared {
    /// The lotes that were prepared.
    pub lotes: Vec<LoteRecord>,
    /// The movements that went into none, each with its reason.
    pub set_aside: Vec<SetAside>,
}

/// Groups movements into lotes; none named, every one that is ready. Those that cannot go into a lote are
/// set aside, and the others are prepared.
///
/// # Errors
///
/// The role does not capture; none of the movements is ready; the repository's.
pub async fn prepare(
    service: &Service,
    caller: &FullCaller,
    ids: &[MovementId],
) -> Result<Prepared, LoteError> {
    caller.must_capture()?;
    let (movements, mut set_aside) = ready(service, caller, ids).await?;
    let settings = service.settings_of(caller.empresa()).await?;
    let mut groups: BTreeMap<Group, Vec<MovementRecord>> = BTreeMap::new();
    for movement in movements {
        let group = group(settings.composition, &movement);
        groups.entry(group).or_default().push(movement);
    }
    let rules = CompanyRules::new(&settings, service.today());
    let most = usize::try_from(settings.max_per_lote).unwrap_or(usize::MAX);
    let mut drafts = Vec::new();
    for ((registro, tipo, _), mut movements) in groups {
        let registro = service.store.registro(caller.empresa(), registro).await?;
        let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
        movements.sort_by_key(|m| (m.movimiento().map(Movimiento::fecha), m.id));
        let movements = sorted_out(&rules, &registro, movements, &mut set_aside)?;
        drafts.extend(written(&rules, &registro, tipo, movements, most)?);
    }
    let lotes = match drafts.is_empty() {
        true => Vec::new(),
        false => {
            store(
                service,
                caller,
                drafts,
                settings.second_pair,
                &mut set_aside,
            )
            .await?
        }
    };
    set_aside.sort_by_key(|one| one.movement.id);
    for lote in &lotes {
        let event = Event::Lote {
            id: lote.id,
            registro: lote.registro,
        };
        service.events().publish(lote.empresa, event);
    }
    Ok(Prepared { lotes, set_aside })
}

/// What goes into one lote: a registro patronal, a type, and a date where the company wants it so.
type Group = (RegistroId, TipoMovimiento, Option<Date>);

fn group(composition: Composition, movement: &MovementRecord) -> Group {
    let fecha = match composition {
        Composition::PorTipo => None,
        Composition::PorTipoYFecha => movement.movimiento().map(Movimiento::fecha),
    };
    (movement.registro, movement.tipo(), fecha)
}

/// A lote without its number.
struct Draft {
    registro: RegistroId,
    tipo: TipoMovimiento,
    movements: Vec<MovementRecord>,
    file: Vec<u8>,
    filename: String,
    notes: Vec<String>,
    vence: Option<Date>,
}

/// Returns the movements that are ready, and those that were asked for and no longer are.
async fn ready(
    service: &Service,
    caller: &FullCaller,
    ids: &[MovementId],
) -> Result<(Vec<MovementRecord>, Vec<SetAside>), LoteError> {
    let ids: BTreeSet<MovementId> = if ids.is_empty() {
        let (ids, _) = waiting(service, caller, usize::MAX).await?;
        ids.into_iter().collect()
    } else {
        ids.iter().copied().collect()
    };
    if ids.is_empty() {
        return Err(LoteError::NothingReady);
    }
    let ids: Vec<MovementId> = ids.into_iter().collect();
    let movements = service.store.movements(caller.empresa(), &ids).await?;
    let (ready, others): (Vec<MovementRecord>, Vec<MovementRecord>) = movements
        .into_iter()
        .partition(|m| m.state.status() == MovementStatus::Listo && m.lote.is_none());
    if ready.is_empty() {
        return Err(LoteError::NotReady);
    }
    let others = others.into_iter().map(|movement| SetAside {
        movement,
        why: WhySetAside::NotReady,
    });
    Ok((ready, others.collect()))
}

/// Writes the lotes of one group, in the order of their dates.
fn written(
    rules: &CompanyRules,
    registro: &Registro,
    tipo: TipoMovimiento,
    mut movements: Vec<MovementRecord>,
    most: usize,
) -> Result<Vec<Draft>, LoteError> {
    let mut drafts = Vec::new();
    while !movements.is_empty() {
        let rest = movements.split_off(movements.len().min(most));
        drafts.push(draft(rules, registro, tipo, movements)?);
        movements = rest;
    }
    Ok(drafts)
}

fn draft(
    rules: &CompanyRules,
    registro: &Registro,
    tipo: TipoMovimiento,
    movements: Vec<MovementRecord>,
) -> Result<Draft, LoteError> {
    let movimientos = movements
        .iter()
        .map(|m| checked(m).cloned())
        .collect::<Result<Vec<Movimiento>, _>>()?;
    let file = dispmag::write(&movimientos, &WriteOptions::default())?;
    let deadline = |m| rules.calendar().deadline_of(m).last_day;
    Ok(Draft {
        registro: registro.id,
        tipo,
        filename: format!("{}-{}-{}.txt", registro.numero, tipo.code(), rules.today()),
        notes: notes(&file.transliterations),
        file: file.bytes,
        vence: movimientos.iter().map(deadline).min(),
        movements,
    })
}

/// What was written differently from what was typed, each change once.
pub(crate) fn notes(changes: &[Transliteration]) -> Vec<String> {
    let note = |change: &Transliteration| format!("«{}» se escribe «{}».", change.from, change.to);
    changes
        .iter()
        .map(note)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Stores the lotes, each in a commit of its own: one of 5,000 movements is the most that is written at
/// once, however many there are. A lote whose movements changed at this very moment is set aside, and the
/// others stand.
async fn store(
    service: &Service,
    caller: &FullCaller,
    drafts: Vec<Draft>,
    second_pair: bool,
    set_aside: &mut Vec<SetAside>,
) -> Result<Vec<LoteRecord>, LoteError> {
    let mut lotes = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match store_one(service, caller, &draft, second_pair).await? {
            Some(lote) => lotes.push(lote),
            None => set_aside.extend(draft.movements.into_iter().map(|movement| SetAside {
                movement,
                why: WhySetAside::NotReady,
            })),
        }
    }
    if lotes.is_empty() {
        return Err(LoteError::NotReady);
    }
    if second_pair {
        let notified = firmantes(service, caller).await?;
        let mails = mails(service, caller, &notified, &lotes).await?;
        if !mails.is_empty() {
            let unit = mails.into_iter().fold(Unit::upkeep(), Upkeeping::create);
            service.store.commit(unit.done()).await?;
        }
    }
    Ok(lotes)
}

/// Stores one lote under the next free number; `None` where one of its movements was edited, or went into
/// another lote, at this very moment.
async fn store_one(
    service: &Service,
    caller: &FullCaller,
    draft: &Draft,
    second_pair: bool,
) -> Result<Option<LoteRecord>, LoteError> {
    for _ in 0..TRIES {
        let last = service.store.last_lote_number(caller.empresa()).await?;
        let (mut lote, contents) = records(service, caller, draft, last + 1);
        lote.second_pair = second_pair;
        let subject = format!("lote:{}", lote.id);
        let entry = service.audit(lote.empresa, caller.by(), Action::LotePrepared, subject);
        let mut unit = Unit::audited(entry);
        for movement in &draft.movements {
            let mut inside = MovementRecord {
                lote: Some(lote.id),
                ..movement.clone()
            };
            if second_pair {
                inside = moved(&inside, lote.waiting(), service.now(), caller.actor())?;
            }
            unit = unit.update(movement.clone(), inside);
        }
        let unit = unit.create(lote.clone()).create(contents);
        match service.store.commit(unit).await {
            Ok(()) => return Ok(Some(lote)),
            Err(CommitError::Taken {
                what: KeyKind::LoteNumber,
            }) => {}
            Err(CommitError::Stale) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::internal("the lote numbers keep being taken").into())
}

fn records(
    service: &Service,
    caller: &FullCaller,
    draft: &Draft,
    numero: u32,
) -> (LoteRecord, LoteContents) {
    let now = service.now();
    let id = LoteId::mint(now, service.random.as_ref());
    let sha256 = Digest::of(&draft.file);
    let prepared = NewLote {
        id,
        empresa: caller.empresa(),
        numero,
        registro: draft.registro,
        tipo: draft.tipo,
        count: u32::try_from(draft.movements.len()).unwrap_or(u32::MAX),
        vence: draft.vence,
        dispmag_sha256: sha256,
        at: now,
    };
    let lote = LoteRecord {
        log: vec![crate::records::Change {
            at: now,
            by: caller.actor(),
            to: LoteStatus::Preparado,
        }],
        ..prepared.record()
    };
    let contents = LoteContents {
        lote: id,
        attempt: 1,
        empresa: caller.empresa(),
        movements: draft.movements.iter().map(|m| m.id).collect(),
        filename: draft.filename.clone(),
        dispmag: Blob(draft.file.clone()),
        sha256,
        notes: draft.notes.clone(),
    };
    (lote, contents)
}
