//! A registro patronal.

use imss::id::{RegistroPatronal, Rfc};
use imss::movimiento::{Guia, Umf};
use imss::wages::ZonaSalarial;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, RegistroId};

/// One of a company's registrations as an employer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registro {
    /// Its identity.
    pub id: RegistroId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// IMSS's number, unique within the company.
    pub numero: RegistroPatronal,
    /// Razón social.
    pub razon_social: String,
    /// The employer's tax key, where given.
    pub rfc: Option<Rfc>,
    /// Address.
    pub domicilio: String,
    /// IMSS's local office.
    pub subdelegacion: String,
    /// The filing guide, where given; a new movement gets it unless another is typed.
    pub guia: Option<Guia>,
    /// Which minimum wage applies.
    pub zona: ZonaSalarial,
    /// The family clinic that a new worker gets unless another is typed.
    pub umf: Option<Umf>,
    /// The workers it is known to have had at a date; without it the rules do not know who is vigente.
    #[serde(default)]
    pub plantilla: Option<Plantilla>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// The loading of a registro patronal's workers, as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plantilla {
    /// The cut-off date: who was vigente at its end.
    pub corte: Date,
    /// How many they were.
    pub trabajadores: u32,
    /// When it was loaded.
    pub at: Timestamp,
}
