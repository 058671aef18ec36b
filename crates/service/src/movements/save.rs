//! Movements captured and edited, one or many at once.
//!
//! However many are saved by a call, they are one unit of work with the workers they name; each is
//! judged by itself, and what stands against one keeps none of the others from being stored.

use std::collections::{BTreeMap, BTreeSet};

use imss::finding::{Finding, any_error};
use imss::id::Nss;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};

use super::defaults::{self, Remembering};
use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::error::CommonError;
use crate::events::Event;
use crate::ids::{MovementId, RegistroId};
use crate::imports::origin_digest;
use crate::records::{
    Action, MovementContent, MovementRecord, MovementState, NotAllowed, Previous, Registro,
};
use crate::settings::CompanyRules;
use crate::store::{CommitError, KeyKind, Unit};
use crate::trabajadores;
use crate::values::Digest;

/// The most movements of one call.
pub const MOST_AT_ONCE: usize = 500;
/// The longest text in a field of a draft, in bytes.
const LONGEST: usize = 200;
/// The longest row of a file, in bytes.
const LONGEST_ROW: usize = 4_000;
/// How often somebody else may change the same records before we give up.
const TRIES: u32 = 5;

/// A movement as it was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The registro patronal it is filed under; its number is written into the draft.
    pub registro: RegistroId,
    /// The fields.
    pub draft: MovimientoDraft,
    /// Ready for a lote, or a draft to go on with.
    pub ready: bool,
    /// The row of a file it comes from, as it came. One row becomes one movement.
    pub origin: Option<String>,
}

/// A movement to be saved: made, or (with the identity and version it was read at) changed.
#[derive(Debug, Clone)]
pub struct Item {
    /// The one to change.
    pub existing: Option<(MovementId, u64)>,
    /// What was typed.
    pub typed: Typed,
}

/// What became of a movement that was typed.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The movement as it is kept now; `None` where errors kept it from being ready, and then
    /// nothing was stored.
    pub movement: Option<MovementRecord>,
    /// Everything there is to say about it.
    pub findings: Vec<Finding>,
}

/// Makes a movement, or changes the one that was read as `existing` (identity, version). It is
/// checked again here, whatever the page found.
///
/// # Errors
///
/// The role does not capture; signed, sent or finished; in a lote; changed by somebody else, with
/// the movement as it is now; a row of a file that was imported before.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    existing: Option<(MovementId, u64)>,
    typed: Typed,
) -> Result<Saved, MovementError> {
    let remembering = Some(defaults::of(caller, &typed));
    let items = [Item { existing, typed }];
    let results = store(service, caller, &items, remembering).await?;
    results
        .into_iter()
        .next()
        .unwrap_or_else(|| Err(CommonError::Internal("nothing became of an item".into()).into()))
}

/// Makes or changes many movements at once, each with its own result, in the order given.
///
/// # Errors
///
/// The role does not capture; more than [`MOST_AT_ONCE`]; the repository's. What stands against one
/// movement is its own result.
pub async fn save_many(
    service: &Service,
    caller: &FullCaller,
    items: &[Item],
) -> Result<Vec<Result<Saved, MovementError>>, MovementError> {
    store(service, caller, items, None).await
}

async fn store(
    service: &Service,
    caller: &FullCaller,
    items: &[Item],
    remembering: Option<Remembering>,
) -> Result<Vec<Result<Saved, MovementError>>, MovementError> {
    caller.must_capture()?;
    if items.len() > MOST_AT_ONCE {
        return Err(MovementError::TooMany);
    }
    for _ in 0..TRIES {
        let round = Round::read(service, caller, items).await?;
        let judged = round.judge(items).await?;
        let Some(unit) = round.unit(&judged, remembering.as_ref()).await? else {
            return Ok(judged.into_iter().map(Judged::told).collect());
        };
        match service.store.commit(unit).await {
            Ok(()) => {
                round.tell(&judged);
                return Ok(judged.into_iter().map(Judged::told).collect());
            }
            // One of the movements, or a worker, was changed at this very moment: each is judged
            // again by what is there now.
            Err(
                CommitError::Stale
                | CommitError::Taken {
                    what: KeyKind::Id | KeyKind::ImportedRow,
                },
            ) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::Stale.into())
}

/// What is to be done with one item.
enum Judged {
    /// Nothing.
    Not(Box<Result<Saved, MovementError>>),
    /// It is written.
    Write {
        old: Option<Box<MovementRecord>>,
        new: Box<MovementRecord>,
        findings: Vec<Finding>,
    },
}

impl Judged {
    fn told(self) -> Result<Saved, MovementError> {
        match self {
            Self::Not(result) => *result,
            Self::Write { old, new, findings } => {
                let version = old.map_or(1, |old| old.version + 1);
                Ok(Saved {
                    movement: Some(MovementRecord { version, ..*new }),
                    findings,
                })
            }
        }
    }
}

/// One try at saving: what there is, read at one moment.
struct Round<'a> {
    service: &'a Service,
    caller: &'a FullCaller,
    rules: CompanyRules,
    registros: BTreeMap<RegistroId, Registro>,
    existing: BTreeMap<MovementId, MovementRecord>,
    imported: BTreeMap<Digest, MovementId>,
}

/// An item that can be judged: what is typed, read by the rules of the day.
struct Checked<'a> {
    item: &'a Item,
    registro: &'a Registro,
    draft: MovimientoDraft,
    movimiento: Option<Movimiento>,
    findings: Vec<Finding>,
    origin: Option<Digest>,
}

impl<'a> Round<'a> {
    async fn read(
        service: &'a Service,
        caller: &'a FullCaller,
        items: &[Item],
    ) -> Result<Self, MovementError> {
        let empresa = caller.empresa();
        let registros = service.store.registros(empresa).await?;
        let ids: BTreeSet<MovementId> = items
            .iter()
            .filter_map(|item| Some(item.existing?.0))
            .collect();
        let ids: Vec<MovementId> = ids.into_iter().collect();
        let existing = service.store.movements(empresa, &ids).await?;
        let rows: BTreeSet<Digest> = items
            .iter()
            .filter_map(|item| origin_digest(&item.typed))
            .collect();
        let rows: Vec<Digest> = rows.into_iter().collect();
        let imported = match rows.is_empty() {
            true => Vec::new(),
            false => service.store.imported(empresa, &rows).await?,
        };
        Ok(Self {
            service,
            caller,
            rules: service.rules_of(empresa).await?,
            registros: registros.into_iter().map(|r| (r.id, r)).collect(),
            existing: existing.into_iter().map(|m| (m.id, m)).collect(),
            imported: imported
                .into_iter()
                .filter_map(|m| Some((m.origin?, m.id)))
                .collect(),
        })
    }

    async fn judge(&self, items: &[Item]) -> Result<Vec<Judged>, MovementError> {
        let mut checked = items
            .iter()
            .map(|item| self.check(item))
            .collect::<Vec<Result<Checked<'_>, MovementError>>>();
        self.across(&mut checked).await?;
        let mut rows = BTreeSet::new();
        let mut movements = BTreeSet::new();
        Ok(checked
            .into_iter()
            .map(|checked| {
                let checked = match checked {
                    Ok(checked) => checked,
                    Err(error) => return Judged::Not(Box::new(Err(error))),
                };
                // Of one movement, or one row, that comes twice in a call, the first is written.
                let again = checked.origin.is_some_and(|row| !rows.insert(row));
                let twice = checked
                    .item
                    .existing
                    .is_some_and(|(id, _)| !movements.insert(id));
                if again || twice {
                    return Judged::Not(Box::new(Err(MovementError::Twice)));
                }
                self.written(checked)
                    .unwrap_or_else(|error| Judged::Not(Box::new(Err(error))))
            })
            .collect())
    }

    fn check<'i>(&'i self, item: &'i Item) -> Result<Checked<'i>, MovementError> {
        let registro = self.registros.get(&item.typed.registro);
        let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
        let mut draft = item.typed.draft.clone();
        draft.registro_patronal = registro.numero.to_string();
        if item.existing.is_none() {
            fill_in(&mut draft, registro);
        }
        must_be_short(&draft)?;
        let too_long = |row: &String| row.len() > LONGEST_ROW;
        if item.typed.origin.as_ref().is_some_and(too_long) {
            return Err(MovementError::TooLong);
        }
        let origin = origin_digest(&item.typed);
        match item.existing {
            Some((id, version)) => {
                let old = self.existing.get(&id);
                let old = old.ok_or(CommonError::NotFound("ese movimiento"))?;
                must_be_editable(old)?;
                if old.version != version {
                    return Err(MovementError::Changed(Box::new(old.clone())));
                }
            }
            None => {
                if let Some(id) = origin.and_then(|row| self.imported.get(&row)) {
                    return Err(MovementError::Imported(*id));
                }
            }
        }
        let (movimiento, findings) = draft.check(&self.rules.checks(registro.zona));
        Ok(Checked {
            item,
            registro,
            draft,
            movimiento,
            findings,
            origin,
        })
    }

    /// Adds what the history, and the items themselves, say of each.
    async fn across(
        &self,
        checked: &mut [Result<Checked<'_>, MovementError>],
    ) -> Result<(), MovementError> {
        let mut places = Vec::new();
        let mut movimientos = Vec::new();
        for (place, one) in checked.iter().enumerate() {
            if let Ok(Checked {
                movimiento: Some(movimiento),
                ..
            }) = one
            {
                places.push(place);
                movimientos.push(movimiento.clone());
            }
        }
        let registros: Vec<Registro> = self.registros.values().cloned().collect();
        let without = self.existing.keys().copied().collect();
        let empresa = self.caller.empresa();
        let found =
            trabajadores::about(self.service, empresa, &registros, &movimientos, &without).await?;
        for row in found {
            if let Some(Ok(one)) = places.get(row.index).and_then(|at| checked.get_mut(*at)) {
                one.findings.push(row.finding);
            }
        }
        Ok(())
    }

    fn written(&self, checked: Checked<'_>) -> Result<Judged, MovementError> {
        let Checked {
            item,
            registro,
            draft,
            movimiento,
            findings,
            origin,
        } = checked;
        let (content, state) = match (item.typed.ready, movimiento) {
            (false, _) => (MovementContent::Draft(draft), MovementState::Borrador),
            (true, Some(movimiento)) if !any_error(&findings) => {
                (MovementContent::Checked(movimiento), MovementState::Listo)
            }
            (true, _) => {
                let movement = None;
                let saved = Saved { movement, findings };
                return Ok(Judged::Not(Box::new(Ok(saved))));
            }
        };
        let now = self.service.now();
        let old = item.existing.and_then(|(id, _)| self.existing.get(&id));
        let mut new = match old {
            Some(old) => MovementRecord {
                registro: registro.id,
                content,
                previous: Some(Box::new(Previous {
                    registro: old.registro,
                    content: old.content.clone(),
                    state: old.state.clone(),
                })),
                ..old.clone()
            },
            None => MovementRecord {
                id: MovementId::mint(now, self.service.random.as_ref()),
                empresa: registro.empresa,
                version: 1,
                registro: registro.id,
                content,
                state: MovementState::Borrador,
                lote: None,
                corrects: None,
                corrected_by: None,
                origin,
                previous: None,
                created_at: now,
                log: Vec::new(),
            },
        };
        new.become_state(state, now, self.caller.actor())
            .map_err(not_editable)?;
        Ok(Judged::Write {
            old: old.cloned().map(Box::new),
            new: Box::new(new),
            findings,
        })
    }

    /// The unit that writes what is to be written; `None` if nothing is.
    async fn unit(
        &self,
        judged: &[Judged],
        remembering: Option<&Remembering>,
    ) -> Result<Option<Unit>, MovementError> {
        let empresa = self.caller.empresa();
        let mut writes = Vec::new();
        for one in judged {
            if let Judged::Write { old, new, .. } = one {
                writes.push((old, new));
            }
        }
        let Some((_, first)) = writes.first() else {
            return Ok(None);
        };
        let subject = format!("movement:{}", first.id);
        let actor = self.caller.actor();
        let mut entry = self
            .service
            .audit(empresa, actor, Action::MovementSaved, subject);
        if writes.len() > 1 {
            entry.detail = format!("the first of {} movements", writes.len());
        }
        let mut unit = Unit::audited(entry);
        for &(old, new) in &writes {
            unit = match old {
                Some(old) => unit.update((**old).clone(), (**new).clone()),
                None => unit.create((**new).clone()),
            };
        }
        let named = writes.iter().filter_map(|(_, new)| new.movimiento());
        let unit = trabajadores::captured(self.service, empresa, unit, named).await?;
        let unit = match remembering {
            Some(remembering) => defaults::remember(self.service, remembering, unit).await?,
            None => unit,
        };
        Ok(Some(unit))
    }

    fn tell(&self, judged: &[Judged]) {
        let mut registros = BTreeSet::new();
        for one in judged {
            if let Judged::Write { old, new, .. } = one {
                registros.insert(new.registro);
                registros.extend(old.as_ref().map(|old| old.registro));
            }
        }
        for registro in registros {
            self.service
                .events()
                .publish(self.caller.empresa(), Event::Movements { registro });
        }
    }
}

/// Everything there is to say about a movement that is being typed. `existing` does not count
/// against itself. Nothing is stored.
///
/// # Errors
///
/// The role does not capture; no such registro patronal.
pub async fn check(
    service: &Service,
    caller: &FullCaller,
    existing: Option<MovementId>,
    registro: RegistroId,
    mut draft: MovimientoDraft,
) -> Result<Vec<Finding>, MovementError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let registro = service.store.registro(empresa, registro).await?;
    let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
    must_be_short(&draft)?;
    draft.registro_patronal = registro.numero.to_string();
    let rules = service.rules_of(empresa).await?;
    let (movimiento, mut findings) = draft.check(&rules.checks(registro.zona));
    if let Some(movimiento) = movimiento {
        let without = existing.into_iter().collect();
        let registros = [registro];
        let found =
            trabajadores::about(service, empresa, &registros, &[movimiento], &without).await?;
        findings.extend(found.into_iter().map(|row| row.finding));
    }
    Ok(findings)
}

/// The number of the worker that a draft names, where it can be read.
pub(super) fn named(draft: &MovimientoDraft) -> Option<Nss> {
    Nss::parse(&draft.nss).ok()
}

/// What a new movement gets from its registro patronal where nothing was typed. An edit does not:
/// who clears a field means it.
fn fill_in(draft: &mut MovimientoDraft, registro: &Registro) {
    if let (true, Some(guia)) = (draft.guia.trim().is_empty(), registro.guia) {
        draft.guia = guia.to_string();
    }
    let reingreso = draft.tipo == TipoMovimiento::Reingreso;
    if let (true, true, Some(umf)) = (reingreso, draft.umf.trim().is_empty(), registro.umf) {
        draft.umf = umf.to_string();
    }
}

/// A movement can be changed or deleted until it stands in a lote.
pub(super) fn must_be_editable(movement: &MovementRecord) -> Result<(), MovementError> {
    if movement.lote.is_some() && movement.state.estado().is_editable() {
        return Err(MovementError::InLote);
    }
    if !movement.state.estado().is_editable() {
        return Err(MovementError::NotEditable(movement.state.estado()));
    }
    Ok(())
}

fn must_be_short(draft: &MovimientoDraft) -> Result<(), MovementError> {
    let MovimientoDraft {
        tipo: _,
        registro_patronal: _,
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    } = draft;
    let fields = [
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    ];
    if fields.iter().any(|field| field.len() > LONGEST) {
        return Err(MovementError::TooLong);
    }
    Ok(())
}

pub(super) fn not_editable(error: NotAllowed) -> MovementError {
    MovementError::NotEditable(error.from)
}
