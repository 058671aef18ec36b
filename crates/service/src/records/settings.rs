//! What a company decides for itself, as it is stored.

use model::CompanySettings;
use serde::{Deserialize, Serialize};

use crate::ids::EmpresaId;

/// A company's settings. There is one record per company, and none until something is changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompanySettingsRecord {
    /// The company, and so the record's identity.
    pub empresa: EmpresaId,
    /// The settings, with the number of their edits.
    #[serde(flatten)]
    pub settings: CompanySettings,
}
