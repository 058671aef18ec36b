//! Two years of a company: who was hired, whose salary changed, who left, when each was filed, and
//! what IMSS answered. What IMSS operated is consistent: replayed in the order of filing it breaks
//! none of `imss::rules`, and what those rules foresee is what was refused.
mod life;
mod present;
mod slips;
mod trabajador;

use imss::movimiento::Movimiento;
use jiff::civil::Date;

pub(super) use life::live;
pub(super) use present::{Present, PresentLote, Stage, at_present, name_at_imss};
pub(super) use trabajador::Trabajador;

/// A movement that was filed.
#[derive(Clone)]
pub(super) struct Filed {
    /// The place of its registro patronal in the company.
    pub(super) registro: usize,
    /// What was filed.
    pub(super) movimiento: Movimiento,
    /// The day its lote was signed and sent.
    pub(super) on: Date,
    /// IMSS's code, if it refused.
    pub(super) refused: Option<&'static str>,
}
