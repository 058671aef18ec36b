//! A movimiento afiliatorio: reingreso, modificación de salario or baja of one worker, each with
//! only its own fields (domain facts, section 2).
//!
//! A value here has the right shape in every field. What may still be said about it (check
//! digits, limits, deadlines) are findings: [`Movimiento::findings`] needs nothing but the
//! movement, [`crate::rules::CheckContext::check`] the day, the calendar and the wages.

mod claves;
mod draft;
mod draft_fields;
mod nombre;
mod reading;
mod tipos;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use claves::{ClaveTrabajador, Guia, Umf};
pub use draft::MovimientoDraft;
pub use nombre::NombreCompleto;
pub use reading::Reading;
pub use tipos::{CausaBaja, Jornada, TipoMovimiento, TipoSalario, TipoTrabajador};

use crate::finding::{Finding, catalogue};
use crate::id::{Curp, Nss, RegistroPatronal};
use crate::salary::Sbc;

/// One movement of one worker.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "lowercase")]
pub enum Movimiento {
    /// Type 08: alta or reingreso.
    Reingreso(Reingreso),
    /// Type 07: modificación de salario.
    Modificacion(Modificacion),
    /// Type 02: baja.
    Baja(Baja),
}

/// Type 08: a worker enters, or comes back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reingreso {
    /// The employer's registration.
    pub registro_patronal: RegistroPatronal,
    /// The worker.
    pub nss: Nss,
    /// The worker's name as IMSS has it.
    pub nombre: NombreCompleto,
    /// Pesos a day.
    pub sbc: Sbc,
    /// Permanent or eventual.
    pub tipo_trabajador: TipoTrabajador,
    /// Fixed, variable or mixed.
    pub tipo_salario: TipoSalario,
    /// The working week.
    pub jornada: Jornada,
    /// The day of entry.
    #[serde(deserialize_with = "crate::time::deserialize_fecha")]
    pub fecha: Date,
    /// The family clinic; some vendors send none.
    pub umf: Option<Umf>,
    /// The filing guide; some vendors send none.
    pub guia: Option<Guia>,
    /// The employer's own code for the worker.
    pub clave: Option<ClaveTrabajador>,
    /// The population key.
    pub curp: Option<Curp>,
}

/// Type 07: a worker's salary changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modificacion {
    /// The employer's registration.
    pub registro_patronal: RegistroPatronal,
    /// The worker.
    pub nss: Nss,
    /// The worker's name as IMSS has it.
    pub nombre: NombreCompleto,
    /// The new pesos a day.
    pub sbc: Sbc,
    /// Fixed, variable or mixed.
    pub tipo_salario: TipoSalario,
    /// The working week.
    pub jornada: Jornada,
    /// The day of the change.
    #[serde(deserialize_with = "crate::time::deserialize_fecha")]
    pub fecha: Date,
    /// The filing guide.
    pub guia: Option<Guia>,
    /// The employer's own code for the worker.
    pub clave: Option<ClaveTrabajador>,
    /// The population key.
    pub curp: Option<Curp>,
}

/// Type 02: a worker leaves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baja {
    /// The employer's registration.
    pub registro_patronal: RegistroPatronal,
    /// The worker.
    pub nss: Nss,
    /// The worker's name as IMSS has it.
    pub nombre: NombreCompleto,
    /// The last day.
    #[serde(deserialize_with = "crate::time::deserialize_fecha")]
    pub fecha: Date,
    /// The filing guide.
    pub guia: Option<Guia>,
    /// The employer's own code for the worker.
    pub clave: Option<ClaveTrabajador>,
    /// The reason.
    pub causa: CausaBaja,
}

impl Movimiento {
    /// Returns its type.
    #[must_use]
    pub fn tipo(&self) -> TipoMovimiento {
        match self {
            Self::Reingreso(_) => TipoMovimiento::Reingreso,
            Self::Modificacion(_) => TipoMovimiento::Modificacion,
            Self::Baja(_) => TipoMovimiento::Baja,
        }
    }

    /// Returns the employer's registration.
    #[must_use]
    pub fn registro_patronal(&self) -> RegistroPatronal {
        match self {
            Self::Reingreso(m) => m.registro_patronal,
            Self::Modificacion(m) => m.registro_patronal,
            Self::Baja(m) => m.registro_patronal,
        }
    }

    /// Returns the worker.
    #[must_use]
    pub fn nss(&self) -> Nss {
        match self {
            Self::Reingreso(m) => m.nss,
            Self::Modificacion(m) => m.nss,
            Self::Baja(m) => m.nss,
        }
    }

    /// Returns the worker's name.
    #[must_use]
    pub fn nombre(&self) -> &NombreCompleto {
        match self {
            Self::Reingreso(m) => &m.nombre,
            Self::Modificacion(m) => &m.nombre,
            Self::Baja(m) => &m.nombre,
        }
    }

    /// Returns the legal day it happens.
    #[must_use]
    pub fn fecha(&self) -> Date {
        match self {
            Self::Reingreso(m) => m.fecha,
            Self::Modificacion(m) => m.fecha,
            Self::Baja(m) => m.fecha,
        }
    }

    /// Returns the salary; a baja has none.
    #[must_use]
    pub fn sbc(&self) -> Option<Sbc> {
        match self {
            Self::Reingreso(m) => Some(m.sbc),
            Self::Modificacion(m) => Some(m.sbc),
            Self::Baja(_) => None,
        }
    }

    /// Returns the kind of salary; a baja has none.
    #[must_use]
    pub fn tipo_salario(&self) -> Option<TipoSalario> {
        match self {
            Self::Reingreso(m) => Some(m.tipo_salario),
            Self::Modificacion(m) => Some(m.tipo_salario),
            Self::Baja(_) => None,
        }
    }

    /// Returns the working week; a baja has none.
    #[must_use]
    pub fn jornada(&self) -> Option<Jornada> {
        match self {
            Self::Reingreso(m) => Some(m.jornada),
            Self::Modificacion(m) => Some(m.jornada),
            Self::Baja(_) => None,
        }
    }

    /// Returns the kind of worker; only a reingreso has it.
    #[must_use]
    pub fn tipo_trabajador(&self) -> Option<TipoTrabajador> {
        match self {
            Self::Reingreso(m) => Some(m.tipo_trabajador),
            Self::Modificacion(_) | Self::Baja(_) => None,
        }
    }

    /// Returns the family clinic; only a reingreso has it.
    #[must_use]
    pub fn umf(&self) -> Option<Umf> {
        match self {
            Self::Reingreso(m) => m.umf,
            Self::Modificacion(_) | Self::Baja(_) => None,
        }
    }

    /// Returns the filing guide.
    #[must_use]
    pub fn guia(&self) -> Option<Guia> {
        match self {
            Self::Reingreso(m) => m.guia,
            Self::Modificacion(m) => m.guia,
            Self::Baja(m) => m.guia,
        }
    }

    /// Returns the employer's own code for the worker.
    #[must_use]
    pub fn clave(&self) -> Option<ClaveTrabajador> {
        match self {
            Self::Reingreso(m) => m.clave,
            Self::Modificacion(m) => m.clave,
            Self::Baja(m) => m.clave,
        }
    }

    /// Returns the population key; a baja has none.
    #[must_use]
    pub fn curp(&self) -> Option<Curp> {
        match self {
            Self::Reingreso(m) => m.curp,
            Self::Modificacion(m) => m.curp,
            Self::Baja(_) => None,
        }
    }

    /// Returns the cause of a baja.
    #[must_use]
    pub fn causa(&self) -> Option<CausaBaja> {
        match self {
            Self::Baja(m) => Some(m.causa),
            Self::Reingreso(_) | Self::Modificacion(_) => None,
        }
    }

    /// Returns the findings that do not depend on the day: check digits, what is left blank, odd signs
    /// in names. Never an error.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.registro_patronal().findings();
        findings.extend(self.nss().findings());
        findings.extend(self.nombre().findings());
        if let Some(curp) = self.curp() {
            findings.extend(curp.findings());
        }
        if let Self::Reingreso(reingreso) = self {
            if reingreso.curp.is_none() {
                findings.push(catalogue::curp_missing());
            }
            if reingreso.umf.is_none() {
                findings.push(catalogue::umf_missing());
            }
        }
        if self.guia().is_none() {
            findings.push(catalogue::guia_missing());
        }
        findings
    }
}
