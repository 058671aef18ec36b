//! The company and its history as the document that `rubrica init --seed` loads.
use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};
use imss::calendar::Calendar;
use imss::dispmag::{self, WriteOptions};
use imss::movimiento::{Movimiento, MovimientoDraft};
use jiff::{SignedDuration, Timestamp};
use rand_core::CryptoRngCore;
use service::seed::{
    Seed, SeedEmpresa, SeedLote, SeedLoteState, SeedMovement, SeedResult, SeedRow, SeedTrabajador,
};
use service::values::Blob;

use super::chance::Chance;
use super::clock::{Now, instant};
use super::company::{Company, MATRIZ, SIGNER, TYPIST};
use super::history::{Filed, Present, PresentLote, Stage};
use super::keys::{Credential, Keys};
use super::people::rfc_of_person;
use super::roster::{self, NOT_COVERED};

/// Writes the document.
pub(super) fn seed(
    company: &Company,
    keys: &Keys,
    now: Now,
    filed: &[Filed],
    present: &Present,
    rng: &mut impl CryptoRngCore,
) -> Result<Seed> {
    let mut office = Office {
        company,
        keys,
        now,
        calendar: Calendar::lft(),
        chance: Chance::new(HOURS),
        lotes: 0,
    };
    let mut lotes = Vec::new();
    for batch in filed.chunk_by(same_lote) {
        lotes.push(office.settled(batch, rng)?);
    }
    for lote in &present.lotes {
        lotes.push(office.open(lote, rng)?);
    }
    let movements = present.loose.iter().map(|loose| SeedMovement {
        registro: office.numero(loose.registro),
        by: TYPIST.to_owned(),
        created_at: now.minutes_ago(loose.minutes_ago),
        draft: loose.draft.clone(),
        state: loose.state,
    });
    Ok(Seed {
        empresa: SeedEmpresa {
            nombre: company.nombre.to_owned(),
            rfc: Some(company.rfc.to_string()),
            created_at: instant(now.beginning(), 9, 0),
        },
        users: roster::users(company),
        registros: roster::registros(company, now),
        certificados: roster::certificados(company, keys, now),
        movements: movements.collect(),
        trabajadores: tax_keys(filed, present),
        lotes,
        links: roster::links(company, now, rng),
    })
}

/// The RFC of every trabajador whose CURP is in a movement.
fn tax_keys(filed: &[Filed], present: &Present) -> Vec<SeedTrabajador> {
    let filed = filed.iter().map(|filed| &filed.movimiento);
    let open = present.lotes.iter().flat_map(|lote| &lote.movimientos);
    let known: BTreeMap<_, _> = filed
        .chain(open)
        .filter_map(|movimiento| Some((movimiento.nss(), movimiento.curp()?)))
        .collect();
    known
        .into_iter()
        .map(|(nss, curp)| SeedTrabajador {
            nss,
            rfc: rfc_of_person(&curp, "1A"),
        })
        .collect()
}

/// Seeds the hours and the numbers of receipts.
const HOURS: u64 = 0x0410_5555;

/// Movements of one registro patronal and one type that were filed on one day.
fn same_lote(a: &Filed, b: &Filed) -> bool {
    a.on == b.on && a.registro == b.registro && a.movimiento.tipo() == b.movimiento.tipo()
}

struct Office<'k> {
    company: &'k Company,
    keys: &'k Keys,
    now: Now,
    calendar: Calendar,
    chance: Chance,
    lotes: u32,
}

/// What a receipt is known by.
struct Receipt {
    id_lote: String,
    folio: String,
    fecha: String,
}

impl<'k> Office<'k> {
    fn numero(&self, registro: usize) -> String {
        self.company.registros[registro].numero.to_string()
    }

    /// A lote of the past: signed, sent, and answered within the hour.
    fn settled(&mut self, batch: &[Filed], rng: &mut impl CryptoRngCore) -> Result<SeedLote> {
        let Some(Filed { registro, on, .. }) = batch.first() else {
            bail!("a lote without movements");
        };
        let prepared = instant(*on, self.chance.between(10, 16), self.chance.between(0, 59));
        let signed = prepared + self.minutes(2, 25);
        let movimientos: Vec<&Movimiento> = batch.iter().map(|filed| &filed.movimiento).collect();
        let receipt = self.receipt(signed);
        let processed = signed + self.minutes(15, 90);
        let rows = batch.iter().map(|filed| SeedRow {
            created_at: prepared - SignedDuration::from_mins(40),
            draft: MovimientoDraft::from(&filed.movimiento),
            resultado: Some(self.result(filed)),
        });
        let rows = rows.collect();
        let signer = self.signer(*registro, signed)?;
        Ok(SeedLote {
            registro: self.numero(*registro),
            tipo: batch[0].movimiento.tipo(),
            by: SIGNER.to_owned(),
            created_at: prepared,
            rows,
            cms: Some(self.signature(&movimientos, signer, signed, rng)?),
            received_at: Some(signed + SignedDuration::from_secs(2)),
            second_pair: false,
            state: SeedLoteState::Procesado {
                id_lote: receipt.id_lote,
                folio: receipt.folio,
                fecha: receipt.fecha,
                at: processed,
            },
        })
    }

    fn result(&self, filed: &Filed) -> SeedResult {
        match filed.refused {
            None => SeedResult::Operado {
                extemporaneo: self
                    .calendar
                    .deadline_of(&filed.movimiento)
                    .is_late(filed.on),
            },
            Some(code) => SeedResult::Rechazado {
                codigo: code.to_owned(),
                texto: imss::codes::text(code).unwrap_or_default().to_owned(),
            },
        }
    }

    /// A lote of the present, as far as it is.
    fn open(&mut self, lote: &PresentLote, rng: &mut impl CryptoRngCore) -> Result<SeedLote> {
        let prepared = self.now.minutes_ago(lote.minutes_ago);
        let signed = prepared + SignedDuration::from_mins(8);
        let answered = signed + SignedDuration::from_mins(1);
        let Receipt {
            id_lote,
            folio,
            fecha,
        } = self.receipt(signed);
        let state = match lote.stage {
            Stage::Preparado | Stage::PorAprobar => SeedLoteState::Preparado,
            Stage::Firmado => SeedLoteState::Firmado,
            Stage::Enviado => SeedLoteState::Enviado {
                id_lote,
                folio,
                fecha,
                at: answered,
            },
            Stage::EnProceso => SeedLoteState::EnProceso {
                id_lote,
                folio,
                fecha,
                at: answered,
            },
            Stage::Rechazado => SeedLoteState::Rechazado {
                reason: NOT_COVERED.to_owned(),
                at: answered,
            },
            Stage::Dudoso => SeedLoteState::Dudoso {
                why: "IDSE no contestó a tiempo: no se sabe si recibió el lote.".to_owned(),
                since: answered,
            },
            Stage::Cancelado => SeedLoteState::Cancelado { at: signed },
        };
        let movimientos: Vec<&Movimiento> = lote.movimientos.iter().collect();
        let cms = match lote.stage {
            Stage::Preparado | Stage::PorAprobar | Stage::Cancelado => None,
            Stage::Rechazado => {
                let signer = &self.keys.imss_matriz;
                Some(self.signature(&movimientos, signer, signed, rng)?)
            }
            _ => Some(self.signature(&movimientos, &self.keys.moral, signed, rng)?),
        };
        let received_at = cms.is_some().then(|| signed + SignedDuration::from_secs(2));
        let rows = lote.movimientos.iter().map(|movimiento| SeedRow {
            created_at: prepared - SignedDuration::from_mins(15),
            draft: MovimientoDraft::from(movimiento),
            resultado: None,
        });
        let by = match lote.stage {
            Stage::PorAprobar => TYPIST,
            _ => SIGNER,
        };
        Ok(SeedLote {
            registro: self.numero(lote.registro),
            tipo: lote.movimientos[0].tipo(),
            by: by.to_owned(),
            created_at: prepared,
            rows: rows.collect(),
            cms,
            received_at,
            second_pair: lote.stage == Stage::PorAprobar,
            state,
        })
    }

    /// Since the matriz has IMSS's certificate, it signs about half of its lotes with that.
    fn signer(&mut self, registro: usize, at: Timestamp) -> Result<&'k Credential> {
        let imss = &self.keys.imss_matriz;
        if registro == MATRIZ && imss.holds_at(at) && self.chance.percent(50) {
            return Ok(imss);
        }
        self.keys.efirma_at(at)
    }

    fn signature(
        &self,
        movimientos: &[&Movimiento],
        signer: &Credential,
        at: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Blob> {
        ensure!(
            signer.holds_at(at),
            "{} was not valid at {at}",
            signer.serial
        );
        let movimientos: Vec<Movimiento> = movimientos.iter().copied().cloned().collect();
        let file = dispmag::write(&movimientos, &WriteOptions::default())?;
        Ok(Blob(signer.sign(&file.bytes, at, rng)?))
    }

    fn minutes(&mut self, low: u32, high: u32) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.chance.between(low, high)))
    }

    /// Numbers of the shape that the portal gives: nine digits, nineteen, local time.
    fn receipt(&mut self, at: Timestamp) -> Receipt {
        self.lotes += 1;
        let [high, low] = [(); 2].map(|()| self.chance.between(0, 999_999_999));
        Receipt {
            // The simulator counts from 700,000,001.
            id_lote: format!("{:09}", 600_000_000 + self.lotes),
            folio: format!("4{high:09}{low:09}"),
            fecha: imss::time::mexico_city(at)
                .strftime("%Y-%m-%d %H:%M")
                .to_string(),
        }
    }
}
