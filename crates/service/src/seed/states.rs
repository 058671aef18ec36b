//! The states that a document claims for a lote and its movements, made into those of the records,
//! with the log that would have led there.

use imss::movimiento::Movimiento;
use jiff::Timestamp;
use model::{LoteStatus, MovementStatus};

use super::document::{SeedLote, SeedLoteState, SeedResult, SeedRow};
use super::error::{SeedError, wrong};
use crate::Service;
use crate::ids::{LoteId, MovementId, UserId};
use crate::ports::Recibo;
use crate::records::{
    Actor, Change, LoteState, MovementContent, MovementRecord, MovementState, Registro,
};

pub(super) fn lote_state(
    place: &str,
    seed: &SeedLote,
    received_at: Option<Timestamp>,
) -> Result<LoteState, SeedError> {
    let recibo = |id_lote: &String, folio: &String, fecha: &String| Recibo {
        id_lote: id_lote.clone(),
        folio: folio.clone(),
        fecha: fecha.clone(),
        refused: Vec::new(),
        original: None,
    };
    let state = match &seed.state {
        SeedLoteState::Preparado => LoteState::Preparado,
        SeedLoteState::Firmado => {
            let at = received_at.ok_or_else(|| wrong(place, "firmado without cms"))?;
            LoteState::Firmado { at }
        }
        SeedLoteState::Enviado {
            id_lote,
            folio,
            fecha,
            ..
        } => LoteState::Enviado {
            recibo: Some(recibo(id_lote, folio, fecha)),
        },
        SeedLoteState::EnProceso {
            id_lote,
            folio,
            fecha,
            ..
        } => LoteState::EnProceso {
            recibo: recibo(id_lote, folio, fecha),
        },
        SeedLoteState::Procesado {
            id_lote,
            folio,
            fecha,
            at,
        } => {
            let count = |operado: bool| {
                let is = |row: &&SeedRow| match row.resultado {
                    Some(SeedResult::Operado { .. }) => operado,
                    Some(SeedResult::Rechazado { .. }) => !operado,
                    None => false,
                };
                u32::try_from(seed.rows.iter().filter(is).count()).unwrap_or(u32::MAX)
            };
            let recibo = recibo(id_lote, folio, fecha);
            LoteState::Procesado {
                recibo: Some(recibo),
                at: *at,
                operados: count(true),
                rechazados: count(false),
            }
        }
        SeedLoteState::Rechazado { reason, at } => LoteState::Rechazado {
            at: *at,
            reason: reason.clone(),
        },
        SeedLoteState::Dudoso { why, since } => LoteState::Dudoso {
            why: why.clone(),
            since: *since,
            recibo: None,
        },
        SeedLoteState::Cancelado { at } => LoteState::Cancelado { at: *at },
    };
    let unsigned = matches!(
        state.status(),
        LoteStatus::Preparado | LoteStatus::Cancelado
    );
    match (unsigned, received_at) {
        (false, None) => Err(wrong(place, "this state needs a cms")),
        (true, Some(_)) if state.status() == LoteStatus::Preparado => {
            Err(wrong(place, "preparado, and yet signed"))
        }
        _ if seed.second_pair && state.status() != LoteStatus::Preparado => {
            Err(wrong(place, "only a preparado waits for a second person"))
        }
        _ => Ok(state),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the lote's facts, each needed once, for one row"
)]
pub(super) fn movement(
    service: &Service,
    place: &str,
    registro: &Registro,
    by: UserId,
    movimiento: &Movimiento,
    row: &SeedRow,
    lote: LoteId,
    lote_state: &LoteState,
    second_pair: bool,
    received_at: Option<Timestamp>,
) -> Result<MovementRecord, SeedError> {
    let firmado = received_at.unwrap_or(row.created_at);
    let state = match (lote_state, &row.resultado) {
        (LoteState::Procesado { at, .. }, Some(SeedResult::Operado { extemporaneo })) => {
            MovementState::Operado {
                at: *at,
                extemporaneo: *extemporaneo,
            }
        }
        (LoteState::Procesado { at, .. }, Some(SeedResult::Rechazado { codigo, texto })) => {
            MovementState::Rechazado {
                at: *at,
                codigo: codigo.clone(),
                texto: texto.clone(),
            }
        }
        (LoteState::Procesado { .. }, None) => {
            return Err(wrong(place, "procesado, and yet without resultado"));
        }
        (_, Some(_)) => return Err(wrong(place, "resultado before the lote is procesado")),
        (LoteState::Preparado, _) if second_pair => MovementState::PorAprobar,
        (LoteState::Preparado | LoteState::Rechazado { .. } | LoteState::Cancelado { .. }, _) => {
            MovementState::Listo
        }
        (
            LoteState::Firmado { .. }
            | LoteState::Enviando { .. }
            | LoteState::Dudoso { .. }
            | LoteState::PorFuera { .. },
            _,
        ) => MovementState::Firmado { at: firmado },
        (LoteState::Enviado { .. }, _) => MovementState::Enviado { at: firmado },
        (LoteState::EnProceso { .. }, _) => MovementState::EnProceso { since: firmado },
    };
    let user = Actor::User(by);
    let mut log = vec![Change {
        at: row.created_at,
        by: user,
        to: MovementStatus::Listo,
    }];
    if let Some(at) = received_at {
        log.push(Change {
            at,
            by: user,
            to: MovementStatus::Firmado,
        });
    }
    let ended = match &state {
        MovementState::Operado { at, .. } | MovementState::Rechazado { at, .. } => Some(*at),
        _ => None,
    };
    if let Some(at) = ended {
        log.push(Change {
            at: firmado,
            by: Actor::System,
            to: MovementStatus::Enviado,
        });
        log.push(Change {
            at,
            by: Actor::System,
            to: state.status(),
        });
    } else if log.last().is_some_and(|change| change.to != state.status()) {
        log.push(Change {
            at: firmado,
            by: if second_pair { user } else { Actor::System },
            to: state.status(),
        });
    }
    let stays = !matches!(lote_state, LoteState::Cancelado { .. });
    Ok(MovementRecord {
        id: MovementId::mint(row.created_at, service.random.as_ref()),
        empresa: registro.empresa,
        version: 1,
        registro: registro.id,
        content: MovementContent::Checked(movimiento.clone()),
        state,
        lote: stays.then_some(lote),
        corrects: None,
        corrected_by: None,
        origin: None,
        sitting: None,
        source: None,
        previous: None,
        created_at: row.created_at,
        log,
    })
}

pub(super) fn log(
    seed: &SeedLote,
    by: UserId,
    received_at: Option<Timestamp>,
    state: &LoteState,
) -> Vec<Change<LoteStatus>> {
    let user = Actor::User(by);
    let mut log = vec![Change {
        at: seed.created_at,
        by: user,
        to: LoteStatus::Preparado,
    }];
    if let Some(at) = received_at {
        log.push(Change {
            at,
            by: user,
            to: LoteStatus::Firmado,
        });
    }
    let to = state.status();
    let (at, by) = match &seed.state {
        SeedLoteState::Preparado | SeedLoteState::Firmado => return log,
        SeedLoteState::Enviado { at, .. }
        | SeedLoteState::EnProceso { at, .. }
        | SeedLoteState::Rechazado { at, .. } => (*at, Actor::System),
        SeedLoteState::Procesado { at, .. } => {
            let sent = received_at.unwrap_or(seed.created_at);
            log.push(Change {
                at: sent,
                by: Actor::System,
                to: LoteStatus::Enviado,
            });
            (*at, Actor::System)
        }
        SeedLoteState::Dudoso { since, .. } => (*since, Actor::System),
        SeedLoteState::Cancelado { at } => (*at, user),
    };
    log.push(Change { at, by, to });
    log
}
