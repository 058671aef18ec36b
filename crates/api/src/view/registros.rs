//! Registros patronales.

use imss::wages::ZonaSalarial;
use serde::{Deserialize, Serialize};

use super::certificates::AssignmentState;
use super::trabajadores::PlantillaView;

/// A registro patronal as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistroView {
    /// Opaque id.
    pub id: String,
    /// For the next [`SaveRegistro`]: tells apart two people's changes.
    pub version: u64,
    /// What it holds.
    pub data: RegistroData,
    /// The certificate that signs for it, and how sure that is.
    pub certificado: Option<RegistroCertificado>,
    /// Its plantilla, once one is loaded. Without it the rules do not know who is vigente.
    pub plantilla: Option<PlantillaView>,
}

/// The certificate that signs for a registro patronal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistroCertificado {
    /// The certificate's id.
    pub id: String,
    /// Its holder.
    pub holder: String,
    /// Days until it expires; negative once it has.
    pub days_left: i64,
    /// Its state at IDSE.
    pub state: AssignmentState,
}

/// The fields a person fills in, as text; the server parses them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistroData {
    /// 11 characters, or 10 without the check digit.
    pub numero: String,
    /// Razón social.
    pub razon_social: String,
    /// RFC of the employer; may be empty.
    pub rfc: String,
    /// Domicilio fiscal.
    pub domicilio: String,
    /// Name or number of the subdelegación.
    pub subdelegacion: String,
    /// Five digits; may be empty.
    pub guia: String,
    /// Which minimum wage applies.
    pub zona: ZonaSalarial,
    /// UMF by default for new movements: three digits; may be empty.
    pub umf: String,
}

/// Creates (without an id) or changes a registro patronal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveRegistro {
    /// The one to change, with the version that was read.
    pub existing: Option<(String, u64)>,
    /// The new values.
    pub data: RegistroData,
}
