//! One try at saving: what there is, read at one moment; what each item would make of it; and the unit
//! that writes it.

use std::collections::{BTreeMap, BTreeSet};

use imss::finding::{Finding, any_error};
use imss::movimiento::{Movimiento, MovimientoDraft};
use model::Origin;

use super::super::check::{fill_in, must_be_editable, must_be_short, not_editable};
use super::super::defaults::{self, Remembering};
use super::super::error::MovementError;
use super::super::imported::ImportName;
use super::origin;
use super::{Item, Saved, Typed};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{MovementId, RegistroId};
use crate::imports::{Identity, held, stands};
use crate::records::{
    Action, HistoryRow, MovementContent, MovementRecord, MovementState, Previous, Registro,
};
use crate::settings::CompanyRules;
use crate::store::Unit;
use crate::trabajadores;
use crate::values::Digest;

/// What is to be done with one item.
pub(super) enum Judged {
    /// Nothing.
    Not(Box<Result<Saved, MovementError>>),
    /// It is written.
    Write {
        /// It goes on with what the same sitting wrote before: nothing of it is new to tell.
        goes_on: bool,
        old: Option<Box<MovementRecord>>,
        new: Box<MovementRecord>,
        findings: Vec<Finding>,
    },
}

impl Judged {
    pub(super) fn report(self) -> Result<Saved, MovementError> {
        match self {
            Self::Not(result) => *result,
            Self::Write {
                old, new, findings, ..
            } => {
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
pub(super) struct Round<'a> {
    service: &'a Service,
    caller: &'a FullCaller,
    rules: CompanyRules,
    registros: BTreeMap<RegistroId, Registro>,
    existing: BTreeMap<MovementId, MovementRecord>,
    /// Of each item that is a row of a file, what was understood of it.
    rows: Vec<Option<Identity>>,
    /// The movements that such rows are already.
    held: BTreeMap<Identity, HistoryRow>,
    /// What each item is recognised by when it comes again.
    origins: Vec<Option<Digest>>,
    /// The movements that came of the same origins before.
    before: BTreeMap<Digest, MovementRecord>,
}

/// An item that can be judged: what is typed, read by the rules of the day.
struct Checked<'a> {
    item: &'a Item,
    registro: &'a Registro,
    draft: MovimientoDraft,
    movimiento: Option<Movimiento>,
    findings: Vec<Finding>,
    /// The movement that it changes.
    old: Option<&'a MovementRecord>,
    origin: Option<Digest>,
}

impl<'a> Round<'a> {
    pub(super) async fn read(
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
        let rows: Vec<Option<Identity>> = items
            .iter()
            .map(|item| identity_of(item, &registros))
            .collect();
        let held = held(service, empresa, rows.iter().copied().flatten()).await?;
        let mut origins: Vec<Option<Digest>> = items
            .iter()
            .zip(&rows)
            .map(|(item, row)| origin_digest(item, row.as_ref(), caller))
            .collect();
        let asked: BTreeSet<Digest> = items
            .iter()
            .zip(&origins)
            .filter(|(item, _)| item.existing.is_none())
            .filter_map(|(_, origin)| *origin)
            .collect();
        let asked: Vec<Digest> = asked.into_iter().collect();
        let before = match asked.is_empty() {
            true => Vec::new(),
            false => service.store.imported(empresa, &asked).await?,
        };
        let before: BTreeMap<Digest, MovementRecord> = before
            .into_iter()
            .filter_map(|m| Some((m.origin?, m)))
            .collect();
        for (row, origin) in rows.iter().zip(&mut origins) {
            let Some(digest) = origin.filter(|_| row.is_some()) else {
                continue;
            };
            // A row whose movement IMSS refused may be filed again, as a movement without an origin: that
            // of the refused one stays its own. One that was corrected is filed already.
            if before
                .get(&digest)
                .is_some_and(|made| made.corrected_by.is_none() && !stands(made.state.status()))
            {
                *origin = None;
            }
        }
        Ok(Self {
            service,
            caller,
            rules: service.rules_of(empresa).await?,
            registros: registros.into_iter().map(|r| (r.id, r)).collect(),
            existing: existing.into_iter().map(|m| (m.id, m)).collect(),
            rows,
            held,
            origins,
            before,
        })
    }

    pub(super) async fn judge(&self, items: &[Item]) -> Result<Vec<Judged>, MovementError> {
        let mut checked = items
            .iter()
            .enumerate()
            .map(|(place, item)| self.check(place, item))
            .collect::<Vec<Result<Checked<'_>, MovementError>>>();
        self.across(&mut checked).await?;
        let mut origins = BTreeSet::new();
        let mut rows = BTreeSet::new();
        let mut movements = BTreeSet::new();
        Ok(checked
            .into_iter()
            .enumerate()
            .map(|(place, checked)| {
                let checked = match checked {
                    Ok(checked) => checked,
                    Err(error) => return Judged::Not(Box::new(Err(error))),
                };
                // Of one movement, or one origin, that comes twice in a call, the first is written.
                let again = checked.origin.is_some_and(|origin| !origins.insert(origin));
                let row = self.rows.get(place).copied().flatten();
                let repeated = row.is_some_and(|row| !rows.insert(row));
                let twice = checked.old.is_some_and(|old| !movements.insert(old.id));
                if again || repeated || twice {
                    return Judged::Not(Box::new(Err(MovementError::Twice)));
                }
                self.written(checked)
                    .unwrap_or_else(|error| Judged::Not(Box::new(Err(error))))
            })
            .collect())
    }

    fn check<'i>(&'i self, place: usize, item: &'i Item) -> Result<Checked<'i>, MovementError> {
        let registro = self.registros.get(&item.typed.registro);
        let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
        let mut draft = item.typed.draft.clone();
        draft.registro_patronal = registro.numero.to_string();
        if item.existing.is_none() {
            fill_in(&mut draft, registro);
        }
        must_be_short(&draft)?;
        if item.typed.origin.as_ref().is_some_and(origin::is_too_long) {
            return Err(MovementError::TooLong);
        }
        let origin = self.origins.get(place).copied().flatten();
        let row = self.rows.get(place).and_then(Option::as_ref);
        let old = self.old(item, origin, row)?;
        let (movimiento, findings) = self.rules.checks(registro.zona).check_draft(&draft);
        Ok(Checked {
            item,
            registro,
            draft,
            movimiento,
            findings,
            old,
            origin,
        })
    }

    /// The movement that an item changes, as it is now.
    fn old(
        &self,
        item: &Item,
        origin: Option<Digest>,
        row: Option<&Identity>,
    ) -> Result<Option<&MovementRecord>, MovementError> {
        if let Some(held) = row.and_then(|row| self.held.get(row)) {
            return Err(MovementError::Imported(held.id));
        }
        let made = origin.and_then(|origin| self.before.get(&origin));
        let (old, version) = match (item.existing, made, &item.typed.origin) {
            (Some((id, version)), ..) => {
                let old = self.existing.get(&id);
                (old.ok_or(CommonError::NotFound("ese movimiento"))?, version)
            }
            (None, None, _) => return Ok(None),
            (None, Some(made), Some(Origin::Form(_))) => (made, 1),
            (None, Some(made), _) => return Err(MovementError::Imported(made.id)),
        };
        must_be_editable(old)?;
        // What the same form saved last is its own, even where it never heard so.
        let own = origin.is_some() && old.sitting == origin;
        if old.version != version && !own {
            return Err(MovementError::Changed(Box::new(old.clone())));
        }
        Ok(Some(old))
    }

    /// Adds what the history, and the items themselves, say of each.
    async fn across(
        &self,
        checked: &mut [Result<Checked<'_>, MovementError>],
    ) -> Result<(), MovementError> {
        let mut places = Vec::new();
        let mut movimientos = Vec::new();
        let changed = checked.iter().filter_map(|one| one.as_ref().ok()?.old);
        let without = changed.map(|old| old.id).collect();
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
            old,
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
        let sitting = origin.filter(|_| matches!(item.typed.origin, Some(Origin::Form(_))));
        let same_sitting = old.filter(|old| sitting.is_some() && old.sitting == sitting);
        if let Some(old) = same_sitting
            && (&old.content, &old.state, old.registro) == (&content, &state, registro.id)
        {
            let movement = Some(old.clone());
            return Ok(Judged::Not(Box::new(Ok(Saved { movement, findings }))));
        }
        let now = self.service.now();
        let mut new = match old {
            Some(old) => MovementRecord {
                registro: registro.id,
                content,
                sitting,
                // What a sitting replaced is what stood before it, however often it was kept.
                previous: match same_sitting {
                    Some(same) => same.previous.clone(),
                    None => Some(Box::new(Previous {
                        registro: old.registro,
                        content: old.content.clone(),
                        state: old.state.clone(),
                    })),
                },
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
                sitting,
                source: None,
                previous: None,
                created_at: now,
                log: Vec::new(),
            },
        };
        let goes_on = state == MovementState::Borrador
            && same_sitting.is_some_and(|old| old.state == MovementState::Borrador);
        if !goes_on {
            new.become_state(state, now, self.caller.actor())
                .map_err(not_editable)?;
        }
        Ok(Judged::Write {
            goes_on,
            old: old.cloned().map(Box::new),
            new: Box::new(new),
            findings,
        })
    }

    /// The unit that writes what is to be written; `None` if nothing is.
    pub(super) async fn unit(
        &self,
        judged: &[Judged],
        remembering: Option<&Remembering>,
        import: Option<&ImportName>,
    ) -> Result<Option<Unit>, MovementError> {
        let empresa = self.caller.empresa();
        let mut writes = Vec::new();
        let mut noted = Vec::new();
        for one in judged {
            if let Judged::Write {
                goes_on, old, new, ..
            } = one
            {
                writes.push((old, new));
                if !goes_on {
                    noted.push(new.id);
                }
            }
        }
        if writes.is_empty() {
            return Ok(None);
        }
        let mut unit = match noted.first() {
            Some(first) => {
                let subject = format!("movement:{first}");
                let by = self.caller.by();
                let mut entry = self
                    .service
                    .audit(empresa, by, Action::MovementSaved, subject);
                if noted.len() > 1 {
                    entry.detail = format!("El primero de {} movimientos", noted.len());
                }
                Unit::audited(entry)
            }
            None => Unit::going_on(),
        };
        for &(old, new) in &writes {
            unit = match old {
                Some(old) => unit.update((**old).clone(), (**new).clone()),
                None => unit.create((**new).clone()),
            };
        }
        let named = writes.iter().filter_map(|(_, new)| new.movimiento());
        let unit = trabajadores::captured(self.service, empresa, unit, named).await?;
        let mut unit = match remembering {
            Some(remembering) => defaults::remember(self.service, remembering, unit).await?,
            None => unit,
        };
        if let Some(import) = import {
            let made: Vec<MovementId> = writes
                .iter()
                .filter(|(old, _)| old.is_none())
                .map(|(_, new)| new.id)
                .collect();
            if !made.is_empty() {
                unit = unit.create(import.part(self.service, self.caller, made));
            }
        }
        Ok(Some(unit))
    }

    pub(super) fn tell(&self, judged: &[Judged]) {
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

/// What was understood of a row of a file that is to become a movement; `None` where it cannot be read,
/// and for what comes from elsewhere.
fn identity_of(item: &Item, registros: &[Registro]) -> Option<Identity> {
    let Typed {
        registro,
        origin,
        draft,
        ..
    } = &item.typed;
    if item.existing.is_some() || *origin != Some(Origin::Row) {
        return None;
    }
    let registro = registros.iter().find(|held| held.id == *registro)?;
    let draft = MovimientoDraft {
        registro_patronal: registro.numero.to_string(),
        ..draft.clone()
    };
    let movimiento = draft.parse().0?;
    Some(Identity::of(registro.id, &movimiento))
}

fn origin_digest(item: &Item, row: Option<&Identity>, caller: &FullCaller) -> Option<Digest> {
    let Typed {
        registro, origin, ..
    } = &item.typed;
    origin::digest(origin.as_ref()?, row, *registro, caller.user())
}
