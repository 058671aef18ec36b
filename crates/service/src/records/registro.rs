//! A registro patronal.

use imss::id::{RegistroPatronal, Rfc};
use imss::movimiento::{Guia, Umf, ZonaSalarial};
use jiff::Timestamp;
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
    /// When it was added.
    pub created_at: Timestamp,
}
