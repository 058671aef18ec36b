//! What a movement is checked against: the day, the calendar, the wages, the zone.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Movimiento, TipoMovimiento};
use crate::calendar::{Calendar, Filing};
use crate::finding::{Finding, catalogue};
use crate::time::format_date;
use crate::wages::Wages;

/// The salary zone of a registro patronal.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ZonaSalarial {
    /// The rest of the country.
    #[default]
    General,
    /// Zona libre de la frontera norte.
    FronteraNorte,
}

impl ZonaSalarial {
    /// Both, in the order a form shows them.
    pub const ALL: &'static [Self] = &[Self::General, Self::FronteraNorte];

    /// The text a form shows.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::General => "zona general",
            Self::FronteraNorte => "zona libre de la frontera norte",
        }
    }
}

/// What day it is in Mexico City, and the data that hold.
#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'a> {
    /// Today in America/Mexico_City; see [`crate::time::mexico_city_date`].
    pub today: Date,
    /// The working days.
    pub calendar: &'a Calendar,
    /// Minimum wages and UMA.
    pub wages: &'a Wages,
    /// The zone of the registro patronal.
    pub zona: ZonaSalarial,
}

impl CheckContext<'_> {
    /// What the day, the calendar and the wages say of a movement: SBC bounds, whether it may be
    /// filed today, whether it is late and what that costs.
    #[must_use]
    pub fn check(&self, movimiento: &Movimiento) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(sbc) = movimiento.sbc() {
            findings.extend(self.wages.check(sbc, movimiento.fecha(), self.zona));
        }
        self.check_dates(movimiento, &mut findings);
        findings
    }

    fn check_dates(&self, movimiento: &Movimiento, findings: &mut Vec<Finding>) {
        let (tipo, fecha) = (movimiento.tipo(), movimiento.fecha());
        let deadline = self.calendar.deadline_of(movimiento);
        if tipo == TipoMovimiento::Modificacion && deadline.is_off_bimestre() {
            findings.push(catalogue::date_variable());
        }
        match self.calendar.filing(tipo, fecha, self.today) {
            Filing::NotBefore(from) => findings.push(catalogue::date_too_early(&format_date(from))),
            Filing::AheadOfDate => findings.push(catalogue::date_future(&format_date(fecha))),
            Filing::Now => {}
        }
        if deadline.is_late(self.today) {
            findings.push(catalogue::date_late(&format_date(deadline.last_day)));
            if let Some(cost) = self.calendar.late_baja(movimiento, self.today) {
                findings.push(catalogue::baja_late_cost(
                    cost.days,
                    &format_date(cost.effective),
                ));
            }
        }
    }
}
