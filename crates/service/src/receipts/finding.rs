//! What the company's history says of a row: by registro patronal, NSS, type and date.

use std::collections::{BTreeMap, BTreeSet};

use imss::id::{Nss, RegistroPatronal};
use imss::receipt::{ReceiptBlock, ReceiptOutcome, ReceiptRow, printed_tipo};
use imss::time::parse_date;
use jiff::civil::Date;
use model::MovementStatus;

use super::error::ReceiptError;
use super::verdict::{Reading, WhyNot};
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{LoteId, MovementId};
use crate::records::{HistoryRow, LoteRecord, Registro};

/// Every movement of the workers that a file names.
pub(super) async fn history(
    service: &Service,
    caller: &FullCaller,
    reading: &Reading,
) -> Result<BTreeMap<Nss, Vec<HistoryRow>>, ReceiptError> {
    let rows = reading.blocks.iter().flat_map(|block| &block.rows);
    let named: BTreeSet<Nss> = rows.filter_map(|row| Nss::parse(&row.nss).ok()).collect();
    let named: Vec<Nss> = named.into_iter().collect();
    let mut history: BTreeMap<Nss, Vec<HistoryRow>> = BTreeMap::new();
    for row in service.store.movements_of(caller.empresa(), &named).await? {
        if let Some(nss) = row.nss {
            history.entry(nss).or_default().push(row);
        }
    }
    Ok(history)
}

/// What the history says of a row.
pub(super) enum Found {
    /// One movement that is open, in this lote.
    Open(MovementId, LoteId),
    /// It has this result already.
    Final(MovementId, MovementStatus),
    /// Nothing of the company's: it was filed elsewhere.
    Nothing(Registro),
    Not(WhyNot),
}

/// What is asked about the rows of one block.
pub(super) struct BlockMatcher<'a> {
    registro: Result<&'a Registro, WhyNot>,
    /// Only this lote: the file names no registro patronal.
    only: Option<LoteId>,
    history: &'a BTreeMap<Nss, Vec<HistoryRow>>,
}

impl<'a> BlockMatcher<'a> {
    /// Rows of `block`; of `brought_for` where it names no registro patronal.
    pub(super) fn new(
        block: &ReceiptBlock,
        registros: &'a [Registro],
        brought_for: Option<&LoteRecord>,
        history: &'a BTreeMap<Nss, Vec<HistoryRow>>,
    ) -> Self {
        let printed = block.registro.trim();
        let registro = match (printed, brought_for) {
            ("", None) => Err(WhyNot::NoRegistro),
            ("", Some(lote)) => {
                let own = registros
                    .iter()
                    .find(|registro| registro.id == lote.registro);
                own.ok_or(WhyNot::NoRegistro)
            }
            (printed, _) => {
                let number = RegistroPatronal::parse(printed);
                let own = registros.iter().find(|registro| {
                    number
                        .as_ref()
                        .is_ok_and(|number| number.key() == registro.numero.key())
                });
                own.ok_or(WhyNot::ForeignRegistro)
            }
        };
        Self {
            registro,
            only: brought_for
                .filter(|_| printed.is_empty())
                .map(|lote| lote.id),
            history,
        }
    }

    /// What the history says of a row.
    pub(super) fn row(&self, row: &ReceiptRow) -> Found {
        let registro = match &self.registro {
            Ok(registro) => *registro,
            Err(why) => return Found::Not(why.clone()),
        };
        let Some(status) = status_of(&row.outcome) else {
            return Found::Not(WhyNot::UnknownOutcome);
        };
        let Ok(nss) = Nss::parse(&row.nss) else {
            return Found::Not(WhyNot::Unreadable);
        };
        let (Some(tipo), Some(fecha)) = (said(&row.tipo, printed_tipo), said(&row.fecha, date_of))
        else {
            return Found::Not(WhyNot::Unreadable);
        };
        let whole = tipo.is_some() && fecha.is_some();
        let fits = |one: &&HistoryRow| {
            one.registro == registro.id
                && tipo.is_none_or(|tipo| tipo == one.tipo)
                && fecha.is_none_or(|fecha| fecha == one.fecha)
                && self.only.is_none_or(|lote| one.lote == Some(lote))
        };
        let of_trabajador = self.history.get(&nss).map_or(&[][..], Vec::as_slice);
        let fitting: Vec<&HistoryRow> = of_trabajador.iter().filter(fits).collect();
        let open: Vec<(&HistoryRow, LoteId)> = fitting
            .iter()
            .filter(|one| !one.estado.is_final())
            .filter_map(|one| Some((*one, one.lote?)))
            .collect();
        match open.as_slice() {
            [(one, lote)] => return Found::Open(one.id, *lote),
            [] => {}
            _ => return Found::Not(WhyNot::Ambiguous),
        }
        if let Some(done) = fitting.iter().find(|one| one.estado == status) {
            return Found::Final(done.id, status);
        }
        if fitting.iter().any(|one| !one.estado.is_final()) {
            return Found::Not(WhyNot::NotInLote);
        }
        let contrary = |one: &&&HistoryRow| {
            matches!(
                one.estado,
                MovementStatus::Operado | MovementStatus::Rechazado
            )
        };
        if let Some(done) = fitting.iter().find(contrary) {
            return Found::Final(done.id, done.estado);
        }
        if self.only.is_some() || !whole {
            return Found::Not(WhyNot::NoMovement);
        }
        Found::Nothing(registro.clone())
    }
}

/// What a text says: `None` where it cannot be read, `Some(None)` where there is none.
fn said<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    read(text).map(Some)
}

pub(super) fn date_of(text: &str) -> Option<Date> {
    parse_date(text).ok()
}

/// The status of a movement with this outcome; `None` where it is not understood.
pub(super) fn status_of(outcome: &ReceiptOutcome) -> Option<MovementStatus> {
    match outcome {
        ReceiptOutcome::Operado { .. } => Some(MovementStatus::Operado),
        ReceiptOutcome::Rechazado { .. } => Some(MovementStatus::Rechazado),
        ReceiptOutcome::Unrecognised { .. } => None,
    }
}
