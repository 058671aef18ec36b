//! A lote of the document: its file is written anew, its signature verified against it.

use credential::cms::{VerifyOptions, verify};
use imss::dispmag::{self, WriteOptions};
use imss::movimiento::Movimiento;
use jiff::Timestamp;

use super::document::{SeedLote, SeedLoteState, SeedResult, SeedRow};
use super::load::{Names, SeedError, wrong};
use crate::Service;
use crate::ids::{JobId, LoteId, MovementId, UserId};
use crate::ports::Recibo;
use crate::records::{
    Actor, Certificado, Change, Estado, EstadoLote, Evidence, Job, LoteContents, LoteRecord,
    LoteState, MovementContent, MovementRecord, MovementState, Registro, Work,
};
use crate::store::Unit;
use crate::values::{Blob, Digest};

/// Adds a lote with its movements, its file, its evidence and (where it waits to be sent) its job.
pub(super) fn load_lote(
    service: &Service,
    names: &Names,
    place: &str,
    numero: u32,
    seed: &SeedLote,
    unit: Unit,
) -> Result<Unit, SeedError> {
    let registro = names.registro(place, &seed.registro)?;
    let by = names.user(place, &seed.by)?;
    let movimientos = parsed_rows(place, registro, seed)?;
    let file = dispmag::write(&movimientos, &WriteOptions::default());
    let file = file.map_err(|e| wrong(place, e))?;
    let id = LoteId::mint(seed.created_at, service.random.as_ref());
    let signed = match &seed.cms {
        Some(cms) => Some(signature(names, place, registro, cms, &file.bytes)?),
        None => None,
    };
    let received_at = signed
        .as_ref()
        .map(|s| seed.received_at.unwrap_or(s.signed_at));
    let state = lote_state(place, seed, received_at)?;
    let sha256 = Digest::of(&file.bytes);
    let movements = movimientos
        .iter()
        .zip(&seed.rows)
        .enumerate()
        .map(|(n, (movimiento, row))| {
            let place = format!("{place}.rows[{n}]");
            movement(
                service,
                &place,
                registro,
                by,
                movimiento,
                row,
                id,
                &state,
                received_at,
            )
        });
    let movements = movements.collect::<Result<Vec<MovementRecord>, SeedError>>()?;

    let deadline = |m| service.calendar().deadline_of(m).last_day;
    let lote = LoteRecord {
        id,
        empresa: names.empresa,
        version: 1,
        numero,
        registro: registro.id,
        tipo: seed.tipo,
        count: u32::try_from(movements.len()).unwrap_or(u32::MAX),
        vence: movimientos.iter().map(deadline).min(),
        dispmag_sha256: sha256,
        attempt: 1,
        certificado: signed.as_ref().map(|s| s.certificado.id),
        log: log(seed, by, received_at, &state),
        state,
        created_at: seed.created_at,
    };
    let contents = LoteContents {
        lote: id,
        attempt: 1,
        empresa: names.empresa,
        movements: movements.iter().map(|m| m.id).collect(),
        filename: format!("{}-{}-{numero}.txt", registro.numero, seed.tipo.code()),
        dispmag: Blob(file.bytes.clone()),
        sha256,
        notes: Vec::new(),
    };
    let mut unit = unit.create(contents);
    if let (Some(signed), Some(received_at)) = (signed, received_at) {
        unit = unit.create(Evidence {
            lote: id,
            attempt: 1,
            empresa: names.empresa,
            cms_sha256: Digest::of(&signed.cms.0),
            cms: signed.cms,
            dispmag: Blob(file.bytes),
            dispmag_sha256: sha256,
            certificado: signed.certificado.id,
            signer: signed.certificado.der.clone(),
            signed_at: signed.signed_at,
            received_at,
            by: Some(by),
        });
    }
    if lote.state.estado() == EstadoLote::Firmado {
        unit = unit.create(Job {
            id: JobId::of_sending(id, 1),
            empresa: names.empresa,
            version: 1,
            work: Work::SendLote {
                lote: id,
                attempt: 1,
            },
            due_at: service.now(),
            lease: None,
            attempts: 0,
            created_at: service.now(),
        });
    }
    for movement in movements {
        unit = unit.create(movement);
    }
    Ok(unit.create(lote))
}

struct Signature<'a> {
    cms: Blob,
    signed_at: Timestamp,
    certificado: &'a Certificado,
}

fn signature<'a>(
    names: &'a Names,
    place: &str,
    registro: &Registro,
    cms: &Blob,
    file: &[u8],
) -> Result<Signature<'a>, SeedError> {
    let place = format!("{place}.cms");
    let options = VerifyOptions {
        require_cades: true,
        ..VerifyOptions::default()
    };
    let verified = verify(&cms.0, None, &options).map_err(|e| wrong(&place, e))?;
    if verified.content != file {
        return Err(wrong(place, "signs another file than these movements make"));
    }
    let signed_at = verified
        .signing_time
        .ok_or_else(|| wrong(&place, "without a signing time"))?;
    let der = verified.certificate.der();
    let certificado = names.certificados.iter().find(|c| c.der.0 == der);
    let certificado = certificado.ok_or_else(|| wrong(&place, "its certificate is not loaded"))?;
    if certificado.assignment(registro.id).is_none() {
        return Err(wrong(
            place,
            "its certificate is not assigned to the registro patronal",
        ));
    }
    Ok(Signature {
        cms: cms.clone(),
        signed_at,
        certificado,
    })
}

fn parsed_rows(
    place: &str,
    registro: &Registro,
    seed: &SeedLote,
) -> Result<Vec<Movimiento>, SeedError> {
    let parse = |(n, row): (usize, &SeedRow)| {
        let place = format!("{place}.rows[{n}].draft");
        let mut draft = row.draft.clone();
        draft.registro_patronal = registro.numero.to_string();
        if draft.tipo != seed.tipo {
            return Err(wrong(place, "of another type than the lote"));
        }
        let (movimiento, findings) = draft.parse();
        movimiento.ok_or_else(|| {
            let messages: Vec<String> = findings.into_iter().map(|f| f.message).collect();
            wrong(place, messages.join("; "))
        })
    };
    seed.rows.iter().enumerate().map(parse).collect()
}

fn lote_state(
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
                recibo,
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
        },
        SeedLoteState::Cancelado { at } => LoteState::Cancelado { at: *at },
    };
    let unsigned = matches!(
        state.estado(),
        EstadoLote::Preparado | EstadoLote::Cancelado
    );
    match (unsigned, received_at) {
        (false, None) => Err(wrong(place, "this state needs a cms")),
        (true, Some(_)) if state.estado() == EstadoLote::Preparado => {
            Err(wrong(place, "preparado, and yet signed"))
        }
        _ => Ok(state),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the lote's facts, each needed once, for one row"
)]
fn movement(
    service: &Service,
    place: &str,
    registro: &Registro,
    by: UserId,
    movimiento: &Movimiento,
    row: &SeedRow,
    lote: LoteId,
    lote_state: &LoteState,
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
        (LoteState::Preparado | LoteState::Rechazado { .. } | LoteState::Cancelado { .. }, _) => {
            MovementState::Listo
        }
        (LoteState::Firmado { .. } | LoteState::Enviando { .. } | LoteState::Dudoso { .. }, _) => {
            MovementState::Firmado { at: firmado }
        }
        (LoteState::Enviado { .. }, _) => MovementState::Enviado { at: firmado },
        (LoteState::EnProceso { .. }, _) => MovementState::EnProceso { since: firmado },
    };
    let user = Actor::User(by);
    let mut log = vec![Change {
        at: row.created_at,
        by: user,
        to: Estado::Listo,
    }];
    if let Some(at) = received_at {
        log.push(Change {
            at,
            by: user,
            to: Estado::Firmado,
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
            to: Estado::Enviado,
        });
        log.push(Change {
            at,
            by: Actor::System,
            to: state.estado(),
        });
    } else if log.last().is_some_and(|change| change.to != state.estado()) {
        log.push(Change {
            at: firmado,
            by: Actor::System,
            to: state.estado(),
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
        created_at: row.created_at,
        log,
    })
}

fn log(
    seed: &SeedLote,
    by: UserId,
    received_at: Option<Timestamp>,
    state: &LoteState,
) -> Vec<Change<EstadoLote>> {
    let user = Actor::User(by);
    let mut log = vec![Change {
        at: seed.created_at,
        by: user,
        to: EstadoLote::Preparado,
    }];
    if let Some(at) = received_at {
        log.push(Change {
            at,
            by: user,
            to: EstadoLote::Firmado,
        });
    }
    let to = state.estado();
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
                to: EstadoLote::Enviado,
            });
            (*at, Actor::System)
        }
        SeedLoteState::Dudoso { since, .. } => (*since, Actor::System),
        SeedLoteState::Cancelado { at } => (*at, user),
    };
    log.push(Change { at, by, to });
    log
}
