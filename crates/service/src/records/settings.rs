//! What a company decides for itself.

use imss::benefits::Benefits;
use imss::calendar::{Calendar, Holiday};
use imss::wages::{MinimumWage, Uma, Wages};
use model::{Composition, limits};
use serde::{Deserialize, Serialize};

use crate::ids::EmpresaId;

/// A company's settings. There is one record per company, and none until something is changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompanySettings {
    /// The company, and so the record's identity.
    pub empresa: EmpresaId,
    /// Counts its edits; 0 while there is no record.
    pub version: u64,
    /// Closed days beside those of the law.
    pub holidays: Vec<Holiday>,
    /// Minimum wages beside the published ones; one of the same day takes the other's place.
    pub minimum: Vec<MinimumWage>,
    /// UMA beside the published ones; one of the same day takes the other's place.
    pub uma: Vec<Uma>,
    /// What every salary is integrated with, for the assistants that propose one.
    #[serde(default)]
    pub benefits: Benefits,
    /// What goes into one lote.
    pub composition: Composition,
    /// The most movements of one lote.
    pub max_per_lote: u32,
    /// Who prepares a lote does not sign it.
    pub second_pair: bool,
}

impl CompanySettings {
    /// Those of a company that never changed any.
    pub fn of(empresa: EmpresaId) -> Self {
        Self {
            empresa,
            version: 0,
            holidays: Vec::new(),
            minimum: Vec::new(),
            uma: Vec::new(),
            benefits: Benefits::LAW,
            composition: Composition::default(),
            max_per_lote: limits::LOTE_MAX_MOVEMENTS,
            second_pair: false,
        }
    }

    /// The working days that hold for the company.
    pub fn calendar(&self) -> Calendar {
        Calendar::lft().with(self.holidays.iter().cloned())
    }

    /// The wages that hold for the company.
    pub fn wages(&self) -> Wages {
        let wages = self
            .minimum
            .iter()
            .fold(Wages::published(), |wages, one| wages.with_minimum(*one));
        self.uma
            .iter()
            .fold(wages, |wages, one| wages.with_uma(*one))
    }
}
