//! A worker as typed or imported: text in every field.

use imss::finding::Finding;
use imss::id::{Curp, Nss, ParseError, Rfc};
use imss::movimiento::{
    ClaveTrabajador, Jornada, NombreCompleto, TipoSalario, TipoTrabajador, Umf,
};
use imss::salary::Sbc;
use imss::time::parse_date;
use jiff::Timestamp;
use jiff::civil::Date;

use super::error::TrabajadorError;
use crate::ids::EmpresaId;
use crate::records::Trabajador;

/// The longest text in a field, in bytes.
const LONGEST: usize = 200;

/// A worker's fields, as typed. All but number, paterno and nombre may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields of a form, named after the worker's"
)]
pub struct TypedTrabajador {
    pub nss: String,
    pub paterno: String,
    pub materno: String,
    pub nombre: String,
    pub curp: String,
    pub rfc: String,
    pub clave: String,
    pub umf: String,
    pub tipo_trabajador: String,
    pub tipo_salario: String,
    pub jornada: String,
}

/// Collects what every field has to say.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    fn take<T>(&mut self, parsed: Result<T, ParseError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.findings.push(error.into_finding());
                None
            }
        }
    }

    /// `Some(None)` for an empty field, `None` for one that cannot be read.
    fn optional<T>(
        &mut self,
        text: &str,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<Option<T>> {
        if text.trim().is_empty() {
            Some(None)
        } else {
            self.take(parse(text)).map(Some)
        }
    }

    /// The worker, with nothing known beside these fields; `None` with at least one error among the
    /// findings.
    pub(super) fn worker(
        &mut self,
        typed: &TypedTrabajador,
        empresa: EmpresaId,
        now: Timestamp,
    ) -> Option<Trabajador> {
        // Every field is read before the first `?`, so that all findings are told at once.
        let nss = self.take(Nss::parse(&typed.nss));
        let nombre = match NombreCompleto::parse(&typed.paterno, &typed.materno, &typed.nombre) {
            Ok(nombre) => Some(nombre),
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        };
        let curp = self.optional(&typed.curp, Curp::parse);
        let rfc = self.optional(&typed.rfc, Rfc::parse);
        let clave = self.optional(&typed.clave, ClaveTrabajador::parse);
        let umf = self.optional(&typed.umf, Umf::parse);
        let tipo_trabajador = self.optional(&typed.tipo_trabajador, TipoTrabajador::parse);
        let tipo_salario = self.optional(&typed.tipo_salario, TipoSalario::parse);
        let jornada = self.optional(&typed.jornada, Jornada::parse);
        if let Some(nss) = &nss {
            self.findings.extend(nss.findings());
        }
        if let Some(Some(curp)) = &curp {
            self.findings.extend(curp.findings());
        }
        if let Some(Some(rfc)) = &rfc {
            self.findings.extend(rfc.findings());
        }
        Some(Trabajador {
            empresa,
            nss: nss?,
            version: 1,
            antes: Vec::new(),
            nombre: nombre?,
            curp: curp?,
            rfc: rfc?,
            clave: clave?,
            umf: umf?,
            tipo_trabajador: tipo_trabajador?,
            tipo_salario: tipo_salario?,
            jornada: jornada?,
            relaciones: Vec::new(),
            created_at: now,
        })
    }

    /// A date; an empty field is `otherwise`.
    pub(super) fn date(&mut self, text: &str, otherwise: Date) -> Option<Date> {
        Some(self.optional(text, parse_date)?.unwrap_or(otherwise))
    }

    /// An SBC, or none.
    pub(super) fn sbc(&mut self, text: &str) -> Option<Option<Sbc>> {
        self.optional(text, Sbc::parse)
    }
}

pub(super) fn must_be_short(typed: &TypedTrabajador) -> Result<(), TrabajadorError> {
    let fields = [
        &typed.nss,
        &typed.paterno,
        &typed.materno,
        &typed.nombre,
        &typed.curp,
        &typed.rfc,
        &typed.clave,
        &typed.umf,
        &typed.tipo_trabajador,
        &typed.tipo_salario,
        &typed.jornada,
    ];
    if fields.iter().any(|field| field.len() > LONGEST) {
        return Err(TrabajadorError::TooLong);
    }
    Ok(())
}
