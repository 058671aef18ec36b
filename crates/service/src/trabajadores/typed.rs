//! A worker as typed or imported: text in every field.

use imss::id::{Curp, Nss, Rfc};
use imss::movimiento::{ClaveTrabajador, Jornada, Reading, TipoSalario, TipoTrabajador, Umf};
use jiff::Timestamp;

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

impl TypedTrabajador {
    /// The worker, with nothing known beside these fields; `None` with at least one error among the
    /// findings.
    pub(super) fn trabajador(
        &self,
        reading: &mut Reading,
        empresa: EmpresaId,
        now: Timestamp,
    ) -> Option<Trabajador> {
        // Every field is read before the first `?`, so that all findings are reported at once.
        let nss = reading.take(Nss::parse(&self.nss));
        let nombre = reading.nombre(&self.paterno, &self.materno, &self.nombre);
        let curp = reading.optional(&self.curp, Curp::parse);
        let rfc = reading.optional(&self.rfc, Rfc::parse);
        let clave = reading.optional(&self.clave, ClaveTrabajador::parse);
        let umf = reading.optional(&self.umf, Umf::parse);
        let tipo_trabajador = reading.optional(&self.tipo_trabajador, TipoTrabajador::parse);
        let tipo_salario = reading.optional(&self.tipo_salario, TipoSalario::parse);
        let jornada = reading.optional(&self.jornada, Jornada::parse);
        if let Some(nss) = &nss {
            reading.findings.extend(nss.findings());
        }
        if let Some(Some(curp)) = &curp {
            reading.findings.extend(curp.findings());
        }
        if let Some(Some(rfc)) = &rfc {
            reading.findings.extend(rfc.findings());
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
