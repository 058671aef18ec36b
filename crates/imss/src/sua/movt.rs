//! MOVT.TXT: the movements, with SUA's own absences and incapacities.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Aseg;
use super::row::{Fields, Row, read_rows};
use crate::finding::{Field, catalogue};
use crate::id::{Nss, RegistroPatronal};
use crate::movimiento::{MovimientoDraft, TipoMovimiento};
use crate::salary::Sbc;
use crate::time::format_date;

const WIDTH: usize = 49;

/// SUA's types of movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoMovt {
    /// `02`.
    Baja,
    /// `07`.
    Modificacion,
    /// `08`.
    Reingreso,
    /// `11`: only SUA's.
    Ausentismo,
    /// `12`: only SUA's.
    Incapacidad,
}

impl TipoMovt {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "02" => Self::Baja,
            "07" => Self::Modificacion,
            "08" => Self::Reingreso,
            "11" => Self::Ausentismo,
            "12" => Self::Incapacidad,
            _ => return None,
        })
    }

    /// Returns the type IDSE takes; absences and incapacities have none.
    #[must_use]
    pub fn idse(self) -> Option<TipoMovimiento> {
        match self {
            Self::Baja => Some(TipoMovimiento::Baja),
            Self::Modificacion => Some(TipoMovimiento::Modificacion),
            Self::Reingreso => Some(TipoMovimiento::Reingreso),
            Self::Ausentismo | Self::Incapacidad => None,
        }
    }
}

/// A movement as SUA exports it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Movt {
    /// The employer's registration.
    pub registro_patronal: RegistroPatronal,
    /// The worker.
    pub nss: Nss,
    /// What happened.
    pub tipo: TipoMovt,
    /// The day.
    pub fecha: Date,
    /// The folio of an incapacidad, blank for none.
    pub folio: String,
    /// The days of an absence or incapacidad.
    pub dias: Option<u32>,
    /// Salario diario integrado; blank or zero is none.
    pub sdi: Option<Sbc>,
}

/// Reads a whole MOVT.TXT.
#[must_use]
pub fn read_movt(bytes: &[u8]) -> Vec<Row<Movt>> {
    read_rows(bytes, WIDTH, movt)
}

fn movt(fields: &mut Fields) -> Option<Movt> {
    let registro_patronal = fields.registro_patronal();
    let nss = fields.nss();
    let code = fields.text(23, 2);
    let tipo = TipoMovt::from_code(&code);
    if tipo.is_none() {
        fields.findings.push(catalogue::sua_type(&code));
    }
    let fecha = fields.date(25);
    let folio = fields.text(33, 8);
    let dias = fields.number(Field::Dias, 41, 2);
    let sdi = fields.sdi(43);
    Some(Movt {
        registro_patronal: registro_patronal?,
        nss: nss?,
        tipo: tipo?,
        fecha: fecha?,
        folio,
        dias,
        sdi: sdi?,
    })
}

impl Movt {
    /// Returns a form with what the file knows, and the worker's own data when his ASEG is at hand;
    /// `None` for what IDSE does not take.
    #[must_use]
    pub fn to_draft(&self, trabajador: Option<&Aseg>) -> Option<MovimientoDraft> {
        let tipo = self.tipo.idse()?;
        let known =
            trabajador.map_or_else(|| MovimientoDraft::new(tipo), |aseg| aseg.to_draft(tipo));
        Some(MovimientoDraft {
            registro_patronal: self.registro_patronal.to_string(),
            nss: self.nss.to_string(),
            fecha: format_date(self.fecha),
            sbc: self.sdi.map_or(known.sbc, |sdi| sdi.to_string()),
            ..known
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movement_is_read_and_becomes_a_form() {
        let rows = read_movt(b"Y6087828106929190844310715012026          0068770\r\n");
        let movt = rows[0].record.as_ref().unwrap();
        assert_eq!(rows[0].findings, vec![]);
        assert_eq!((movt.tipo, movt.dias), (TipoMovt::Modificacion, None));
        let draft = movt.to_draft(None).unwrap();
        assert_eq!(
            (draft.sbc.as_str(), draft.fecha.as_str()),
            ("687.70", "15/01/2026")
        );
    }

    #[test]
    fn an_incapacidad_is_read_and_is_nothing_for_idse() {
        let rows = read_movt(b"Y6087828106929190844311215012026AB123456140000000");
        let movt = rows[0].record.as_ref().unwrap();
        assert_eq!((movt.tipo, movt.dias), (TipoMovt::Incapacidad, Some(14)));
        assert_eq!((movt.folio.as_str(), movt.sdi), ("AB123456", None));
        assert_eq!(movt.to_draft(None), None);
    }

    #[test]
    fn reports_an_unknown_type_and_a_bad_number() {
        let rows = read_movt(b"Y6087828106929190844319915012026        XX0068770");
        let codes: Vec<&str> = rows[0].findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes, ["sua-type", "sua-number"]);
        assert_eq!(rows[0].record, None);
    }
}
