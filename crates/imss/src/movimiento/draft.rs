//! A movement as it is typed, imported or pasted: text in every field.

use serde::{Deserialize, Serialize};

use super::{
    Baja, CausaBaja, ClaveTrabajador, Guia, Jornada, Modificacion, Movimiento, Reading, Reingreso,
    TipoMovimiento, TipoSalario, TipoTrabajador, Umf,
};
use crate::finding::Finding;
use crate::id::{Curp, Nss};
use crate::salary::Sbc;
use crate::time::{format_date, parse_date};

/// The fields of a form, as typed. Fields that the type does not have are not looked at.
///
/// Codes may be given as code (`1`) or label (`Permanente`); dates as `15/01/2026` or
/// `2026-01-15`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovimientoDraft {
    /// What it is to become.
    pub tipo: TipoMovimiento,
    /// Ten or eleven characters.
    #[serde(default)]
    pub registro_patronal: String,
    /// Eleven digits.
    #[serde(default)]
    pub nss: String,
    /// Apellido paterno.
    #[serde(default)]
    pub paterno: String,
    /// Apellido materno; may stay empty.
    #[serde(default)]
    pub materno: String,
    /// Nombre(s).
    #[serde(default)]
    pub nombre: String,
    /// Pesos a day; not for a baja.
    #[serde(default)]
    pub sbc: String,
    /// Only for a reingreso.
    #[serde(default)]
    pub tipo_trabajador: String,
    /// Not for a baja.
    #[serde(default)]
    pub tipo_salario: String,
    /// Not for a baja.
    #[serde(default)]
    pub jornada: String,
    /// The day of the movement.
    #[serde(default)]
    pub fecha: String,
    /// Only for a reingreso; may stay empty, with a warning.
    #[serde(default)]
    pub umf: String,
    /// May stay empty, with a note.
    #[serde(default)]
    pub guia: String,
    /// May stay empty.
    #[serde(default)]
    pub clave: String,
    /// Not for a baja; may stay empty, with a warning on a reingreso.
    #[serde(default)]
    pub curp: String,
    /// Only for a baja.
    #[serde(default)]
    pub causa: String,
}

impl MovimientoDraft {
    /// Returns an empty form of a type.
    #[must_use]
    pub fn new(tipo: TipoMovimiento) -> Self {
        Self {
            tipo,
            registro_patronal: String::new(),
            nss: String::new(),
            paterno: String::new(),
            materno: String::new(),
            nombre: String::new(),
            sbc: String::new(),
            tipo_trabajador: String::new(),
            tipo_salario: String::new(),
            jornada: String::new(),
            fecha: String::new(),
            umf: String::new(),
            guia: String::new(),
            clave: String::new(),
            curp: String::new(),
            causa: String::new(),
        }
    }

    /// Parses every field. The movement is `None` when one of them cannot be parsed; the findings are
    /// those of every field.
    ///
    /// [`crate::rules::CheckContext::check_draft`] adds what depends on day, calendar and wages.
    #[must_use]
    pub fn parse(&self) -> (Option<Movimiento>, Vec<Finding>) {
        let mut reader = Reading::default();
        let movimiento = match self.tipo {
            TipoMovimiento::Reingreso => self.reingreso(&mut reader).map(Movimiento::Reingreso),
            TipoMovimiento::Modificacion => {
                self.modificacion(&mut reader).map(Movimiento::Modificacion)
            }
            TipoMovimiento::Baja => self.baja(&mut reader).map(Movimiento::Baja),
        };
        let mut findings = reader.findings;
        if let Some(movimiento) = &movimiento {
            findings.extend(movimiento.findings());
        }
        (movimiento, findings)
    }

    // In each of these every field is read before the first `?`, so that all findings are reported
    // at once.

    fn reingreso(&self, reader: &mut Reading) -> Option<Reingreso> {
        let registro_patronal = reader.registro_patronal(&self.registro_patronal);
        let nss = reader.take(Nss::parse(&self.nss));
        let nombre = reader.nombre(&self.paterno, &self.materno, &self.nombre);
        let sbc = reader.take(Sbc::parse(&self.sbc));
        let tipo_trabajador = reader.take(TipoTrabajador::parse(&self.tipo_trabajador));
        let tipo_salario = reader.take(TipoSalario::parse(&self.tipo_salario));
        let jornada = reader.take(Jornada::parse(&self.jornada));
        let fecha = reader.take(parse_date(&self.fecha));
        let umf = reader.optional(&self.umf, Umf::parse);
        let guia = reader.optional(&self.guia, Guia::parse);
        let clave = reader.optional(&self.clave, ClaveTrabajador::parse);
        let curp = reader.optional(&self.curp, Curp::parse);
        Some(Reingreso {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            sbc: sbc?,
            tipo_trabajador: tipo_trabajador?,
            tipo_salario: tipo_salario?,
            jornada: jornada?,
            fecha: fecha?,
            umf: umf?,
            guia: guia?,
            clave: clave?,
            curp: curp?,
        })
    }

    fn modificacion(&self, reader: &mut Reading) -> Option<Modificacion> {
        let registro_patronal = reader.registro_patronal(&self.registro_patronal);
        let nss = reader.take(Nss::parse(&self.nss));
        let nombre = reader.nombre(&self.paterno, &self.materno, &self.nombre);
        let sbc = reader.take(Sbc::parse(&self.sbc));
        let tipo_salario = reader.take(TipoSalario::parse(&self.tipo_salario));
        let jornada = reader.take(Jornada::parse(&self.jornada));
        let fecha = reader.take(parse_date(&self.fecha));
        let guia = reader.optional(&self.guia, Guia::parse);
        let clave = reader.optional(&self.clave, ClaveTrabajador::parse);
        let curp = reader.optional(&self.curp, Curp::parse);
        Some(Modificacion {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            sbc: sbc?,
            tipo_salario: tipo_salario?,
            jornada: jornada?,
            fecha: fecha?,
            guia: guia?,
            clave: clave?,
            curp: curp?,
        })
    }

    fn baja(&self, reader: &mut Reading) -> Option<Baja> {
        let registro_patronal = reader.registro_patronal(&self.registro_patronal);
        let nss = reader.take(Nss::parse(&self.nss));
        let nombre = reader.nombre(&self.paterno, &self.materno, &self.nombre);
        let fecha = reader.take(parse_date(&self.fecha));
        let guia = reader.optional(&self.guia, Guia::parse);
        let clave = reader.optional(&self.clave, ClaveTrabajador::parse);
        let causa = reader.take(CausaBaja::parse(&self.causa));
        Some(Baja {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            fecha: fecha?,
            guia: guia?,
            clave: clave?,
            causa: causa?,
        })
    }
}

/// The form filled with a movement: to edit it, or to copy it.
impl From<&Movimiento> for MovimientoDraft {
    fn from(movimiento: &Movimiento) -> Self {
        fn text<T: ToString>(value: Option<T>) -> String {
            value.map(|v| v.to_string()).unwrap_or_default()
        }
        let nombre = movimiento.nombre();
        Self {
            tipo: movimiento.tipo(),
            registro_patronal: movimiento.registro_patronal().to_string(),
            nss: movimiento.nss().to_string(),
            paterno: nombre.paterno.to_string(),
            materno: text(nombre.materno.as_ref()),
            nombre: nombre.nombre.to_string(),
            sbc: text(movimiento.sbc()),
            tipo_trabajador: text(movimiento.tipo_trabajador().map(TipoTrabajador::code)),
            tipo_salario: text(movimiento.tipo_salario().map(TipoSalario::code)),
            jornada: text(movimiento.jornada().map(Jornada::code)),
            fecha: format_date(movimiento.fecha()),
            umf: text(movimiento.umf()),
            guia: text(movimiento.guia()),
            clave: text(movimiento.clave()),
            curp: text(movimiento.curp()),
            causa: text(movimiento.causa().map(CausaBaja::code)),
        }
    }
}
