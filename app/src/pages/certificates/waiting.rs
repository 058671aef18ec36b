//! What waits for a signature where the certificate that gave it has ended.

use api::functions::lotes;
use api::view::lotes::{LoteState, LoteView};
use api::view::registros::RegistroView;
use jiff::civil::Date;
use leptos::prelude::*;

use super::ended::WaysOut;
use crate::client::{Changes, fetch};
use crate::format::date;
use crate::messages::{certificates as text, movements as words};

/// The ways out for registros patronales whose certificate has ended, with what is left of the first
/// deadline among the lotes that wait.
#[component]
pub(super) fn Ended(registros: Vec<RegistroView>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let open = fetch(move || {
        changes.on_lotes();
        lotes::open()
    });
    let numbers: Vec<_> = registros
        .iter()
        .map(|one| one.data.numero.clone())
        .collect();
    let title = text::ended_for(&numbers.join(", "));
    let left = Memo::new(move |_| {
        let all = open.value().get()?;
        let waiting = Waiting::of(&all, &registros)?;
        let left = waiting.dias_habiles;
        let due = waiting
            .vence
            .map(|vence| words::due(&date::date(vence), left));
        Some(text::waiting(waiting.lotes, due.as_deref()))
    });
    move || view! { <WaysOut title=title.clone() left=left.get() /> }
}

/// Prepared lotes that nothing signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    lotes: usize,
    /// The last day on which the first of their movements is on time.
    vence: Option<Date>,
    /// Días hábiles until then.
    dias_habiles: Option<i64>,
}

impl Waiting {
    fn of(lotes: &[LoteView], registros: &[RegistroView]) -> Option<Self> {
        let waits = |lote: &&LoteView| {
            let here = registros.iter().any(|one| one.id == lote.registro);
            here && lote.estado == LoteState::Preparado
        };
        let waiting: Vec<_> = lotes.iter().filter(waits).collect();
        (!waiting.is_empty()).then(|| Self {
            lotes: waiting.len(),
            vence: waiting.iter().filter_map(|lote| lote.vence).min(),
            dias_habiles: waiting.iter().filter_map(|lote| lote.dias_habiles).min(),
        })
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, LoteView};
    use api::view::registros::{RegistroData, RegistroView};
    use imss::movimiento::TipoMovimiento;
    use jiff::Timestamp;
    use jiff::civil::{Date, date};

    use super::Waiting;

    fn lote(registro: &str, estado: LoteState, vence: Date) -> LoteView {
        LoteView {
            id: "1".to_owned(),
            version: 1,
            numero: 1,
            registro: registro.to_owned(),
            numero_registro: "Y6087828106".to_owned(),
            lugar: String::new(),
            tipo: TipoMovimiento::Baja,
            movimientos: 1,
            estado,
            created_at: Timestamp::UNIX_EPOCH,
            received_at: None,
            inquiry: None,
            vence: Some(vence),
            dias_habiles: Some(3),
            certificado: None,
            sesiones: Vec::new(),
            cancellable: false,
            retriable: false,
            fileable: false,
            settleable: false,
            attempt: 1,
            awaits_other: false,
            second_pair: None,
        }
    }

    #[test]
    fn the_first_deadline_counts_of_the_prepared_lotes_of_these_registros() {
        let here = [RegistroView {
            id: "here".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        }];
        let lotes = [
            lote("here", LoteState::Preparado, date(2026, 1, 16)),
            lote("here", LoteState::Preparado, date(2026, 1, 14)),
            lote("here", LoteState::Cancelado, date(2026, 1, 2)),
            lote("there", LoteState::Preparado, date(2026, 1, 3)),
        ];
        let waiting = Waiting {
            lotes: 2,
            vence: Some(date(2026, 1, 14)),
            dias_habiles: Some(3),
        };
        assert_eq!(Waiting::of(&lotes, &here), Some(waiting));
        assert_eq!(Waiting::of(&lotes[2..], &here), None);
    }
}
