//! The history as a file: its columns, its rows, and the sheet that says what was looked for.

mod notes;
mod rows;

use export_protocol::FileKind;
use jiff::Timestamp;

pub use notes::{Criteria, Tally, notes};
pub use rows::{row, table};

use crate::format::date;
use crate::history::tabs::HistoryTab;

/// Returns the name of a file: `movimientos-reingresos-2026-01-15.xlsx`.
#[must_use]
pub fn file_name(tab: HistoryTab, kind: FileKind, at: Timestamp) -> String {
    let day = date::to_field(date::in_mexico(at));
    format!("movimientos-{}-{day}.{}", tab.slug(), kind.extension())
}

#[cfg(test)]
pub(crate) mod testing {
    use api::view::movements::{MovementState, MovementView};
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};
    use jiff::civil::date;

    /// A movement that IMSS applied late.
    pub(crate) fn movement(tipo: TipoMovimiento) -> MovementView {
        let mut draft = MovimientoDraft::new(tipo);
        draft.nss = "02919084431".to_owned();
        draft.sbc = "687.7".to_owned();
        draft.causa = "2".to_owned();
        draft.fecha = "15/01/2026".to_owned();
        MovementView {
            id: "1".to_owned(),
            version: 1,
            registro: "r".to_owned(),
            numero: "Y6087828106".to_owned(),
            lugar: String::new(),
            tipo,
            draft,
            nombre: String::new(),
            fecha: Some(date(2026, 1, 15)),
            vence: None,
            dias_habiles: None,
            estado: MovementState::Operado {
                at: "2026-01-16T05:30:00Z".parse().unwrap(),
                extemporaneo: true,
            },
            lote: None,
            corrects: None,
            corrected_by: None,
            undoable: false,
            source: None,
            history: Vec::new(),
        }
    }
}
