//! What a company decides for itself.

use imss::benefits::Benefits;
use imss::calendar::{Calendar, Holiday};
use imss::wages::{MinimumWage, Uma, Wages};
use serde::{Deserialize, Serialize};

use crate::{Composition, limits};

/// What a company decides for itself: days and wages beyond the published ones, and how its lotes
/// are made. Both sides check movements with [`CompanySettings::calendar`] and
/// [`CompanySettings::wages`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanySettings {
    /// Counts the edits; 0 while nothing was ever changed.
    pub version: u64,
    /// Closed days beside those of the law, in order.
    pub holidays: Vec<Holiday>,
    /// Minimum wages beside the published ones; one of the same day replaces the published one.
    pub minimum: Vec<MinimumWage>,
    /// UMA beside the published ones; one of the same day replaces the published one.
    pub uma: Vec<Uma>,
    /// What every salary is integrated with, for the assistants that propose one.
    #[serde(default)]
    pub benefits: Benefits,
    /// What goes into one lote.
    pub composition: Composition,
    /// The most movements of one lote, 1 to [`limits::LOTE_MAX_MOVEMENTS`].
    pub max_per_lote: u32,
    /// Whether another person must sign than the one who prepared the lote.
    pub second_pair: bool,
}

/// Those of a company that never changed any.
impl Default for CompanySettings {
    fn default() -> Self {
        Self {
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
}

impl CompanySettings {
    /// Returns the working days of the company.
    pub fn calendar(&self) -> Calendar {
        Calendar::lft().with(self.holidays.iter().cloned())
    }

    /// Returns the wages that apply to the company.
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
