//! The company: the tenant.

use imss::id::Rfc;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::EmpresaId;

/// A company that files with IMSS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Empresa {
    /// Its identity.
    pub id: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// Its name, as it calls itself.
    pub nombre: String,
    /// Its tax key, where given.
    pub rfc: Option<Rfc>,
    /// Since when the RFC is proved: the portal accepted a certificate of it.
    #[serde(default)]
    pub rfc_proven: Option<Timestamp>,
    /// The company that was registered first, under `RUBRICA_REGISTRATION=first`. At most one
    /// company of an installation is.
    pub first: bool,
    /// When it was registered.
    pub created_at: Timestamp,
}
