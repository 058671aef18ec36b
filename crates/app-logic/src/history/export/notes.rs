//! The second sheet: what was looked for, when, by whom, and how many there are.

use std::collections::BTreeMap;

use api::view::movements::MovementView;
use export_protocol::{Cell, Note};
use jiff::Timestamp;

use crate::format::date;
use crate::history::states;
use crate::history::tabs::HistoryTab;
use crate::messages::{export as text, movements};

/// How many movements of each type and state went into the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<(&'static str, &'static str), u32>,
    total: u32,
}

impl Tally {
    /// Counts a movement.
    pub fn add(&mut self, movement: &MovementView) {
        let key = (
            movements::tipo(movement.tipo),
            movements::movement_state(&movement.estado),
        );
        *self.counts.entry(key).or_default() += 1;
        self.total += 1;
    }

    /// Returns how many were counted.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }
}

/// What was looked for, in words that a person reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// The company's name.
    pub empresa: String,
    /// Who makes the file.
    pub by: String,
    /// The registro patronal; empty means every one.
    pub registro: String,
    /// The name of a state; empty means every one.
    pub estado: String,
    /// As a date field holds it.
    pub desde: String,
    /// As a date field holds it.
    pub hasta: String,
    /// Words.
    pub texto: String,
    /// Number of a lote.
    pub lote: String,
    /// Folio of a receipt.
    pub folio: String,
    /// Code of a refusal.
    pub codigo: String,
    /// "Sí" or "No"; empty means both.
    pub extemporaneo: String,
    /// Something is masked.
    pub masked: bool,
}

/// Returns the lines of the second sheet: what was looked for, when, by whom, and how many there are.
#[must_use]
pub fn notes(tab: HistoryTab, criteria: &Criteria, tally: &Tally, at: Timestamp) -> Vec<Note> {
    let note = |label: &str, value: Cell| Note {
        label: label.to_owned(),
        value,
    };
    let or = |typed: &str, otherwise: &str| match typed.trim() {
        "" => Cell::text(otherwise),
        typed => Cell::text(typed),
    };
    let day = |typed: &str| match date::from_field(typed) {
        Some(day) => Cell::text(&date::date(day)),
        None => Cell::text(text::NO_LIMIT),
    };
    let known = states::choices();
    let estado = match criteria.estado.as_str() {
        "" => text::ALL.to_owned(),
        name => known
            .into_iter()
            .find(|choice| choice.value == name)
            .map_or_else(|| name.to_owned(), |choice| choice.label),
    };
    let mut notes = vec![
        note(text::COMPANY, Cell::text(&criteria.empresa)),
        note(text::MADE_AT, Cell::text(&date::instant(at))),
        note(text::MADE_BY, Cell::text(&criteria.by)),
        note(text::TAB, Cell::text(tab.label())),
        note(text::REGISTRO, or(&criteria.registro, text::ALL)),
        note(text::FROM, day(&criteria.desde)),
        note(text::TO, day(&criteria.hasta)),
        note(text::ESTADO, Cell::text(&estado)),
    ];
    let further = [
        (text::WORDS, &criteria.texto),
        (text::LOTE, &criteria.lote),
        (text::FOLIO, &criteria.folio),
        (text::CODIGO, &criteria.codigo),
        (text::EXTEMPORANEO, &criteria.extemporaneo),
    ];
    for (label, typed) in further {
        if !typed.trim().is_empty() {
            notes.push(note(label, Cell::text(typed)));
        }
    }
    if criteria.masked {
        notes.push(note(text::MASKED, Cell::text(text::MASKED_TEXT)));
    }
    notes.push(note(text::TOTAL, Cell::Whole(i64::from(tally.total))));
    let each = tally.counts.iter().map(|((tipo, estado), count)| {
        note(
            &format!("{tipo} · {estado}"),
            Cell::Whole(i64::from(*count)),
        )
    });
    notes.extend(each);
    notes
}

#[cfg(test)]
mod tests {
    use export_protocol::{Cell, FileKind};
    use imss::movimiento::TipoMovimiento;
    use jiff::Timestamp;

    use super::{Criteria, Tally, notes};
    use crate::history::export::file_name;
    use crate::history::export::testing::movement;
    use crate::history::tabs::HistoryTab;
    use crate::messages::export as text;

    #[test]
    fn the_notes_name_criteria_and_counts() {
        let mut tally = Tally::default();
        tally.add(&movement(TipoMovimiento::Baja));
        tally.add(&movement(TipoMovimiento::Baja));
        let criteria = Criteria {
            desde: "2026-01-05".to_owned(),
            ..Criteria::default()
        };
        let at: Timestamp = "2026-01-16T05:30:00Z".parse().unwrap();
        let tab = HistoryTab::Movements(None);
        let notes = notes(tab, &criteria, &tally, at);
        let value = |label: &str| {
            let note = notes.iter().find(|note| note.label == label);
            note.map(|note| note.value.clone())
        };
        assert_eq!(value(text::FROM), Some(Cell::Text("05/01/2026".to_owned())));
        assert_eq!(value(text::TO), Some(Cell::Text(text::NO_LIMIT.to_owned())));
        assert_eq!(value(text::TOTAL), Some(Cell::Whole(2)));
        assert_eq!(value("Baja · Operado"), Some(Cell::Whole(2)));
        assert_eq!(
            file_name(tab, FileKind::Csv, at),
            "movimientos-todos-2026-01-15.csv"
        );
    }
}
