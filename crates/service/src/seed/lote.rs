//! A lote of the document: its file is written again, and its signature verified with it.

use credential::cms::{VerifyOptions, verify};
use imss::calendar::Calendar;
use imss::dispmag::{self, WriteOptions};
use imss::movimiento::Movimiento;
use jiff::Timestamp;
use model::LoteStatus;

use super::directory::Directory;
use super::document::{SeedLote, SeedRow};
use super::error::{SeedError, wrong};
use super::names::Names;
use super::states::{log, lote_state, movement};
use crate::Service;
use crate::ids::LoteId;
use crate::lotes::notes;
use crate::records::{
    Certificado, Evidence, Job, LoteContents, LoteRecord, MovementRecord, NewLote, Registro,
};
use crate::store::Unit;
use crate::values::{Blob, Digest};

/// Adds a lote with its movements, its file, its evidence and (where it waits to be sent) its job. The
/// directory hears of its movements.
pub(super) fn load_lote(
    service: &Service,
    names: &Names,
    place: &str,
    numero: u32,
    seed: &SeedLote,
    directory: &mut Directory,
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
                seed.second_pair,
                received_at,
            )
        });
    let movements = movements.collect::<Result<Vec<MovementRecord>, SeedError>>()?;

    // A company that is being loaded has no days of its own yet.
    let calendar = Calendar::lft();
    let deadline = |m| calendar.deadline_of(m).last_day;
    let prepared = NewLote {
        id,
        empresa: names.empresa,
        numero,
        registro: registro.id,
        tipo: seed.tipo,
        count: u32::try_from(movements.len()).unwrap_or(u32::MAX),
        vence: movimientos.iter().map(deadline).min(),
        dispmag_sha256: sha256,
        at: seed.created_at,
    };
    let lote = LoteRecord {
        certificado: signed.as_ref().map(|s| s.certificado.id),
        second_pair: seed.second_pair,
        log: log(seed, by, received_at, &state),
        state,
        ..prepared.record()
    };
    let contents = LoteContents {
        lote: id,
        attempt: 1,
        empresa: names.empresa,
        movements: movements.iter().map(|m| m.id).collect(),
        filename: format!("{}-{}-{numero}.txt", registro.numero, seed.tipo.code()),
        dispmag: Blob(file.bytes.clone()),
        sha256,
        notes: notes(&file.transliterations),
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
    if lote.state.status() == LoteStatus::Firmado {
        unit = unit.create(Job::sending(&lote, service.now()));
    }
    for movement in movements {
        directory.hear(&movement);
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
