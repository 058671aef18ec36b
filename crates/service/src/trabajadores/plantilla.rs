//! The plantilla inicial: who was vigente with a registro patronal at the end of a day. It comes in
//! parts, each stored in one unit of work, and speaks only once it is closed.

use std::collections::BTreeMap;

use imss::finding::{Finding, any_error};
use imss::id::Nss;
use imss::movimiento::Reading;
use imss::rules::check_plantilla;
use imss::salary::Sbc;
use imss::time::parse_date;
use jiff::civil::Date;
use model::limits::PLANTILLA_MAX_ROWS_PER_CALL;

use super::error::TrabajadorError;
use super::typed::{TypedTrabajador, must_be_short};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::RegistroId;
use crate::records::{Action, EnPlantilla, Plantilla, Registro, Relacion, Trabajador};
use crate::store::{CommitError, DirectoryQuery, KeyKind, SearchText, Unit};

/// How many workers are read at once when a plantilla is closed.
const PAGE: u32 = 500;
/// How often somebody else may change the same workers before we give up.
const TRIES: u32 = 5;

/// A line of a plantilla.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The worker.
    pub trabajador: TypedTrabajador,
    /// The date of entry, as typed; empty, the cut-off date.
    pub fecha: String,
    /// The SBC, as typed; may be empty.
    pub sbc: String,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Whether it was stored: no error stands against it.
    pub stored: bool,
    /// Everything there is to say.
    pub findings: Vec<Finding>,
}

/// Stores a part of the plantilla of a registro patronal. Parts may be sent again.
///
/// # Errors
///
/// The role does not capture; no such registro patronal; a cut-off date in the future, or before
/// that of the plantilla it has; more than [`PLANTILLA_MAX_ROWS_PER_CALL`].
pub async fn load_plantilla(
    service: &Service,
    caller: &FullCaller,
    registro: RegistroId,
    corte: Date,
    lines: &[Line],
) -> Result<Vec<Loaded>, TrabajadorError> {
    caller.must_capture()?;
    if lines.len() > PLANTILLA_MAX_ROWS_PER_CALL {
        return Err(TrabajadorError::TooMany {
            limit: PLANTILLA_MAX_ROWS_PER_CALL,
        });
    }
    let registro = registro_for(service, caller, registro, corte).await?;
    let mut results = Vec::with_capacity(lines.len());
    let mut listed = BTreeMap::new();
    for line in lines {
        must_be_short(&line.trabajador)?;
        let (read, findings) = read(service, &registro, corte, line);
        results.push(Loaded {
            stored: read.is_some(),
            findings,
        });
        // Of two lines with one number the later one counts.
        listed.extend(read.map(|trabajador| (trabajador.nss, trabajador)));
    }
    if !listed.is_empty() {
        store(service, caller, &registro, corte, &listed).await?;
    }
    Ok(results)
}

/// Closes a plantilla: who was held as vigente by then and is not in it, is not vigente. From here
/// on the rules across movements speak for the registro patronal.
///
/// # Errors
///
/// As [`load_plantilla`]; the registro patronal changed at this very moment.
pub async fn finish_plantilla(
    service: &Service,
    caller: &FullCaller,
    registro: RegistroId,
    corte: Date,
) -> Result<Plantilla, TrabajadorError> {
    caller.must_capture()?;
    let registro = registro_for(service, caller, registro, corte).await?;
    let mut query = DirectoryQuery {
        empresa: registro.empresa,
        registro: Some(registro.id),
        vigentes: false,
        texto: SearchText::default(),
        cursor: None,
        limit: PAGE,
    };
    let mut trabajadores = 0;
    loop {
        let page = service.store.directory(&query).await?;
        let subject = format!("registro:{}", registro.id);
        let entry = service.audit(
            registro.empresa,
            caller.by(),
            Action::PlantillaLoaded,
            subject,
        );
        let mut unit = Unit::audited(entry);
        for old in page.trabajadores {
            let mut new = old.clone();
            let relacion = new
                .relaciones
                .iter_mut()
                .find(|r| r.registro == registro.id);
            match relacion {
                Some(r) if r.plantilla.is_some_and(|line| line.corte == corte) => trabajadores += 1,
                Some(r) => {
                    r.plantilla = None;
                    if r.vigente && r.desde <= corte {
                        r.vigente = false;
                        r.alta = None;
                        r.desde = corte;
                    }
                }
                None => {}
            }
            if new != old {
                unit = unit.update(old, new);
            }
        }
        if !unit.writes().is_empty() {
            service.store.commit(unit).await?;
        }
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => break,
        }
    }
    close(service, caller, registro, corte, trabajadores).await
}

async fn close(
    service: &Service,
    caller: &FullCaller,
    old: Registro,
    corte: Date,
    trabajadores: u32,
) -> Result<Plantilla, TrabajadorError> {
    let subject = format!("registro:{}", old.id);
    let mut entry = service.audit(old.empresa, caller.by(), Action::PlantillaLoaded, subject);
    entry.detail = format!("corte {corte}: {trabajadores} trabajadores");
    let plantilla = Plantilla {
        corte,
        trabajadores,
        at: service.now(),
    };
    let new = Registro {
        plantilla: Some(plantilla),
        ..old.clone()
    };
    let empresa = old.empresa;
    let unit = Unit::audited(entry).update(old, new);
    service.store.commit(unit).await?;
    service.events().publish(empresa, Event::Trabajadores);
    Ok(plantilla)
}

async fn registro_for(
    service: &Service,
    caller: &FullCaller,
    id: RegistroId,
    corte: Date,
) -> Result<Registro, TrabajadorError> {
    let registro = service.store.registro(caller.empresa(), id).await?;
    let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
    if corte > service.today() {
        return Err(TrabajadorError::Cutoff(
            "La fecha de corte no puede ser de un día que todavía no llega.",
        ));
    }
    if registro.plantilla.is_some_and(|held| corte < held.corte) {
        return Err(TrabajadorError::Cutoff(
            "Este registro patronal ya tiene una plantilla con una fecha de corte posterior.",
        ));
    }
    Ok(registro)
}

/// The worker of a line, with the relation that the line tells.
fn read(
    service: &Service,
    registro: &Registro,
    corte: Date,
    line: &Line,
) -> (Option<Trabajador>, Vec<Finding>) {
    let mut reading = Reading::default();
    let trabajador = line
        .trabajador
        .trabajador(&mut reading, registro.empresa, service.now());
    let alta = reading
        .optional(&line.fecha, parse_date)
        .map(|alta| alta.unwrap_or(corte));
    let sbc = reading.optional(&line.sbc, Sbc::parse);
    let mut findings = reading.findings;
    findings.extend(alta.and_then(|alta| check_plantilla(alta, corte)));
    let trabajador = match (trabajador, alta, sbc) {
        (Some(mut trabajador), Some(alta), Some(sbc)) if !any_error(&findings) => {
            trabajador.relaciones = vec![Relacion {
                registro: registro.id,
                vigente: true,
                desde: alta,
                // Who entered some day before the cut-off has no date of entry by it.
                alta: (!line.fecha.trim().is_empty()).then_some(alta),
                sbc,
                sbc_desde: sbc.map(|_| corte),
                plantilla: Some(EnPlantilla { corte, alta }),
            }];
            Some(trabajador)
        }
        _ => None,
    };
    (trabajador, findings)
}

async fn store(
    service: &Service,
    caller: &FullCaller,
    registro: &Registro,
    corte: Date,
    listed: &BTreeMap<Nss, Trabajador>,
) -> Result<(), TrabajadorError> {
    let numbers: Vec<Nss> = listed.keys().copied().collect();
    for _ in 0..TRIES {
        let known = service
            .store
            .trabajadores(registro.empresa, &numbers)
            .await?;
        let mut known: BTreeMap<Nss, Trabajador> = known.into_iter().map(|w| (w.nss, w)).collect();
        let subject = format!("registro:{}", registro.id);
        let mut entry = service.audit(
            registro.empresa,
            caller.by(),
            Action::PlantillaLoaded,
            subject,
        );
        entry.detail = format!("corte {corte}: {} renglones", listed.len());
        let mut unit = Unit::audited(entry);
        for (nss, trabajador) in listed {
            unit = match known.remove(nss) {
                None => unit.create(trabajador.clone()),
                Some(old) => {
                    let new = over(old.clone(), trabajador.clone());
                    if new == old {
                        unit
                    } else {
                        unit.update(old, new)
                    }
                }
            };
        }
        if unit.writes().is_empty() {
            return Ok(());
        }
        match service.store.commit(unit).await {
            Ok(()) => return Ok(()),
            // Somebody captured a movement of one of these workers at this very moment.
            Err(CommitError::Stale | CommitError::Taken { what: KeyKind::Id }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::Stale.into())
}

/// What a line says of a worker who is known. It does not take away what it leaves out, and what
/// happened after the cut-off stands.
fn over(known: Trabajador, listed: Trabajador) -> Trabajador {
    let mut relaciones = known.relaciones;
    for line in listed.relaciones {
        let corte = line.plantilla.map(|line| line.corte);
        match relaciones.iter_mut().find(|r| r.registro == line.registro) {
            None => relaciones.push(line),
            Some(held) => {
                held.plantilla = line.plantilla;
                if corte.is_some_and(|corte| held.desde <= corte) {
                    held.vigente = true;
                    held.desde = line.desde;
                    held.alta = line.alta.or(held.alta);
                }
                if line.sbc.is_some() && held.sbc_desde <= corte {
                    held.sbc = line.sbc;
                    held.sbc_desde = line.sbc_desde;
                }
            }
        }
    }
    Trabajador {
        empresa: known.empresa,
        nss: known.nss,
        version: known.version,
        antes: known.antes,
        nombre: listed.nombre,
        curp: listed.curp.or(known.curp),
        rfc: listed.rfc.or(known.rfc),
        clave: listed.clave.or(known.clave),
        umf: listed.umf.or(known.umf),
        tipo_trabajador: listed.tipo_trabajador.or(known.tipo_trabajador),
        tipo_salario: listed.tipo_salario.or(known.tipo_salario),
        jornada: listed.jornada.or(known.jornada),
        relaciones,
        created_at: known.created_at,
    }
}
