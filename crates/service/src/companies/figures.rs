//! What waits in a company, as its Tablero counts it.

use model::limits::CERTIFICATE_WARNING_DAYS;

use crate::Service;
use crate::caller::{Caller, Reader as _};
use crate::certificates::{self, signing};
use crate::error::ServiceError;
use crate::lotes;
use crate::movements::{self, DueGroup};
use crate::records::LoteState;
use crate::registros::within;

/// What waits in a company, for one reader of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// What is not in a lote and has a last day, the first day first; for those who capture.
    pub due: Vec<DueGroup>,
    /// Movements that IMSS refused and nobody corrected.
    pub refused: u64,
    /// Lotes that wait for a signature.
    pub to_sign: usize,
    /// Lotes on their way.
    pub on_their_way: usize,
    /// Lotes that IDSE has, and whose result a signature asks for.
    pub to_confirm: usize,
    /// Lotes about which a person decides.
    pub to_decide: usize,
    /// Registros patronales whose certificate ends soon; for those who work.
    pub expiring: usize,
    /// Days until the first of those ends.
    pub first_end: Option<i64>,
    /// Registros patronales for which no certificate signs; for those who work.
    pub unsigned: usize,
}

/// Counts what waits, within the reader's scope.
pub(super) async fn of(service: &Service, reader: &Caller) -> Result<Figures, ServiceError> {
    let scope = reader.scope();
    let works = reader.full().ok();
    let mut figures = Figures {
        refused: movements::count_uncorrected(service, reader).await?,
        ..Figures::default()
    };
    if works.is_some_and(|caller| caller.role().captures()) {
        figures.due = movements::due(service, reader).await?;
    }
    if scope.lotes {
        let covered = lotes::covered(service, reader).await?;
        for lote in lotes::open(service, reader).await? {
            let sends = lote
                .certificado
                .is_some_and(|by| covered.sends(lote.registro, by));
            let count = match lote.state {
                LoteState::Preparado => &mut figures.to_sign,
                LoteState::Firmado { .. } | LoteState::Enviando { .. } if sends => {
                    &mut figures.on_their_way
                }
                LoteState::Enviado { .. } | LoteState::EnProceso { .. }
                    if covered.contains(&lote.registro) =>
                {
                    &mut figures.on_their_way
                }
                LoteState::Enviado { .. } | LoteState::EnProceso { .. } => &mut figures.to_confirm,
                LoteState::Firmado { .. }
                | LoteState::Enviando { .. }
                | LoteState::Rechazado { .. }
                | LoteState::Dudoso { .. }
                | LoteState::PorFuera { .. } => &mut figures.to_decide,
                LoteState::Procesado { .. } | LoteState::Cancelado { .. } => continue,
            };
            *count += 1;
        }
    }
    if works.is_some() {
        let now = service.now();
        let held = certificates::list(service, reader).await?;
        for registro in within(service, &scope, &[]).await? {
            match signing(&held, registro, now) {
                None => figures.unsigned += 1,
                Some(one) if one.days_left(now) <= CERTIFICATE_WARNING_DAYS => {
                    let days = one.days_left(now);
                    figures.expiring += 1;
                    figures.first_end = Some(figures.first_end.map_or(days, |d| d.min(days)));
                }
                Some(_) => {}
            }
        }
    }
    Ok(figures)
}
