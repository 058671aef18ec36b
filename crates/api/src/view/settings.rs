//! What a company decides for itself: days and wages beyond the published ones, how lotes are made.

use imss::benefits::Benefits;
use imss::calendar::{Calendar, Holiday};
use imss::wages::{MinimumWage, Uma, Wages};
use model::Composition;
use serde::{Deserialize, Serialize};

/// A company's settings. The page checks with [`Settings::calendar`] and [`Settings::wages`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// For the next change; 0 while nothing was ever changed.
    pub version: u64,
    /// Closed days beside those of the law, in order.
    pub holidays: Vec<Holiday>,
    /// Minimum wages beside the published ones, or in place of the published one of the same day.
    pub minimum: Vec<MinimumWage>,
    /// UMA beside the published ones, or in place of the published one of the same day.
    pub uma: Vec<Uma>,
    /// What every salary is integrated with, for the assistants that propose one.
    pub benefits: Benefits,
    /// What goes into one lote.
    pub composition: Composition,
    /// The most movements of one lote, 1 to 5,000.
    pub max_per_lote: u32,
    /// Who prepares a lote does not sign it: another firmante is told by mail.
    pub second_pair: bool,
}

/// A person who may sign for the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerView {
    /// The person's name.
    pub name: String,
    /// A mail tells the person which lotes wait: an address is known.
    pub told_by_mail: bool,
}

impl Settings {
    /// The working days that hold for the company.
    pub fn calendar(&self) -> Calendar {
        Calendar::lft().with(self.holidays.iter().cloned())
    }

    /// The wages that hold for the company.
    pub fn wages(&self) -> Wages {
        let published = Wages::published();
        let wages = self
            .minimum
            .iter()
            .fold(published, |wages, one| wages.with_minimum(*one));
        self.uma
            .iter()
            .fold(wages, |wages, one| wages.with_uma(*one))
    }
}
