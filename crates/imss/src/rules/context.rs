//! The rules that need the day, the calendar and the wages.

use jiff::civil::Date;

use crate::calendar::{Calendar, Filing};
use crate::finding::{Finding, catalogue};
use crate::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use crate::time::format_date;
use crate::wages::{Wages, ZonaSalarial};

/// What a movement is checked against: the day in Mexico City, the calendar, the wages, the zone.
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
    /// Checks a movement: the bounds of its SBC, whether it may be filed today, whether it is late and
    /// what that costs.
    #[must_use]
    pub fn check(&self, movimiento: &Movimiento) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(sbc) = movimiento.sbc() {
            findings.extend(self.wages.check(sbc, movimiento.fecha(), self.zona));
        }
        self.check_dates(movimiento, &mut findings);
        findings
    }

    /// Parses a draft and checks the movement it holds. The movement is `None` when a field cannot be
    /// parsed.
    ///
    /// Findings of severity error may come with a movement (a salary below the minimum wage, a
    /// reingreso too early to file): it may be kept as a draft, but not sent.
    #[must_use]
    pub fn check_draft(&self, draft: &MovimientoDraft) -> (Option<Movimiento>, Vec<Finding>) {
        let (movimiento, mut findings) = draft.parse();
        if let Some(movimiento) = &movimiento {
            findings.extend(self.check(movimiento));
        }
        (movimiento, findings)
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
