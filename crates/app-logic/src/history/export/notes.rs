//! The second sheet: what was looked for, when, by whom, and how many there are.

use std::collections::BTreeMap;

use api::view::movements::MovementView;
use export_protocol::{Cell, Note};
use jiff::Timestamp;

use crate::format::date;
use crate::history::states;
use crate::history::tabs::HistoryTab;
use crate::messages::{export as text, history as words, movements};

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
    /// Name of who captured; empty means everybody.
    pub captura: String,
    /// Oldest first instead of newest first.
    pub oldest_first: bool,
    /// Something is masked.
    pub masked: bool,
}

impl Criteria {
    /// Returns what was looked for as lines of a name and a value.
    #[must_use]
    pub fn lines(&self, tab: HistoryTab, at: Timestamp) -> Vec<(&'static str, String)> {
        let or = |typed: &str, otherwise: &str| match typed.trim() {
            "" => otherwise.to_owned(),
            typed => typed.to_owned(),
        };
        let day = |typed: &str| match date::from_field(typed) {
            Some(day) => date::date(day),
            None => text::NO_LIMIT.to_owned(),
        };
        let mut lines = vec![
            (text::COMPANY, self.empresa.clone()),
            (text::MADE_AT, date::instant(at)),
            (text::MADE_BY, self.by.clone()),
            (text::TAB, tab.label().to_owned()),
        ];
        // Every lote is listed, whatever else is looked for.
        if tab != HistoryTab::Lotes {
            lines.extend([
                (text::REGISTRO, or(&self.registro, text::ALL)),
                (text::FROM, day(&self.desde)),
                (text::TO, day(&self.hasta)),
                (text::ESTADO, self.estado()),
            ]);
            let further = [
                (text::WORDS, &self.texto),
                (text::LOTE, &self.lote),
                (text::FOLIO, &self.folio),
                (text::CODIGO, &self.codigo),
                (text::EXTEMPORANEO, &self.extemporaneo),
                (text::CAPTURED_BY, &self.captura),
            ];
            let typed = further
                .into_iter()
                .filter(|(_, typed)| !typed.trim().is_empty());
            lines.extend(typed.map(|(label, typed)| (label, typed.trim().to_owned())));
            lines.push((
                text::ORDER,
                match self.oldest_first {
                    true => words::OLDEST_FIRST.to_owned(),
                    false => words::NEWEST_FIRST.to_owned(),
                },
            ));
        }
        if self.masked {
            lines.push((text::MASKED, text::MASKED_TEXT.to_owned()));
        }
        lines
    }

    fn estado(&self) -> String {
        match self.estado.as_str() {
            "" => text::ALL.to_owned(),
            name => states::choices()
                .into_iter()
                .find(|choice| choice.value == name)
                .map_or_else(|| name.to_owned(), |choice| choice.label),
        }
    }
}

/// Returns the lines of the second sheet: what was looked for, when, by whom, and how many there are.
#[must_use]
pub fn notes(tab: HistoryTab, criteria: &Criteria, tally: &Tally, at: Timestamp) -> Vec<Note> {
    let note = |label: &str, value: Cell| Note {
        label: label.to_owned(),
        value,
    };
    let lines = criteria.lines(tab, at).into_iter();
    let mut notes: Vec<Note> = lines
        .map(|(label, value)| note(label, Cell::text(&value)))
        .collect();
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
            captura: "Ana Ruiz".to_owned(),
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
        let by = Some(Cell::Text("Ana Ruiz".to_owned()));
        assert_eq!(value(text::CAPTURED_BY), by);
        assert_eq!(value(text::TOTAL), Some(Cell::Whole(2)));
        assert_eq!(value("Baja · Operado"), Some(Cell::Whole(2)));
        assert_eq!(
            file_name(tab, FileKind::Csv, at),
            "movimientos-todos-2026-01-15.csv"
        );
    }

    #[test]
    fn the_list_of_lotes_names_no_conditions() {
        let criteria = Criteria {
            empresa: "Abarrotes".to_owned(),
            texto: "peña".to_owned(),
            ..Criteria::default()
        };
        let lines = criteria.lines(HistoryTab::Lotes, Timestamp::UNIX_EPOCH);
        let labels: Vec<_> = lines.iter().map(|(label, _)| *label).collect();
        let expected = [text::COMPANY, text::MADE_AT, text::MADE_BY, text::TAB];
        assert_eq!(labels, expected);
    }
}
