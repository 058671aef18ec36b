//! What is learned of a table by reading it once from end to end: its headings, its columns, and what
//! in it can be read in more than one way.

use import_protocol::{ColumnUse, Purpose};
use imss::finding::Field;
use imss::movimiento::TipoMovimiento;
use imss::normalise::{DateOrder, normalise, ordered_dates};

use crate::columns::{Competing, Headings, Mapped, find_headings, map_columns};
use crate::limits::MAX_COLUMNS;
use crate::row::{CellKind, RowBuf};

/// Rows that are looked at for headings.
const HEAD_ROWS: usize = 30;
/// First values of a column that are kept.
const SAMPLES: usize = 3;
/// A value that is a date only with the month first decides for at most so many that are dates in both ways.
const DOUBT: u32 = 20;
/// Values that show a question.
const QUESTION_SAMPLES: usize = 5;

/// What was learned of a table.
#[derive(Default)]
pub(crate) struct Survey {
    pub(crate) headings: Headings,
    pub(crate) mapped: Mapped,
    /// By column, what its dates may begin with.
    pub(crate) dates: Vec<DateColumn>,
    /// By place among the competing columns, rows in which they differ.
    pub(crate) conflicts: Vec<Conflict>,
    /// By column, some whole names.
    pub(crate) names: Vec<Vec<String>>,
    /// Rows before and within the headings.
    pub(crate) skipped: u32,
    /// Rows below the headings that the file shows, and that it hides.
    pub(crate) rows: u32,
    pub(crate) hidden_rows: u32,
}

/// The dates of a column that are numbers in an order of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateColumn {
    /// Values that are a date only if they begin with the day, or only with the month.
    pub(crate) only_day_first: u32,
    pub(crate) only_month_first: u32,
    /// Values that are two different dates.
    pub(crate) either: u32,
    /// Days that the file has as days, and those of them that would be days with day and month swapped.
    pub(crate) real_days: u32,
    pub(crate) swappable_days: u32,
    /// Values of each kind.
    pub(crate) samples: Vec<String>,
}

/// What a column's dates begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnOrder {
    /// As far as it matters.
    Known(DateOrder),
    /// Every value is a date in both ways.
    Ambiguous,
    /// A few values are dates only with the month first, and nearly all in both ways: in Mexico these few may
    /// be the ones that are wrong.
    Doubtful,
    /// Some values are dates only in one way, others only in the other.
    Mixed,
}

impl DateColumn {
    pub(crate) fn order(&self) -> ColumnOrder {
        match (self.only_day_first, self.only_month_first, self.either) {
            (0, 0, 0) => ColumnOrder::Known(DateOrder::DayFirst),
            (0, 0, _) => ColumnOrder::Ambiguous,
            (_, 0, _) => ColumnOrder::Known(DateOrder::DayFirst),
            (0, decide, either) if decide.saturating_mul(DOUBT) < either => ColumnOrder::Doubtful,
            (0, _, _) => ColumnOrder::Known(DateOrder::MonthFirst),
            _ => ColumnOrder::Mixed,
        }
    }

    /// Whether a program seems to have read a part of the column month first: it made days of the texts
    /// that it could, and left the others, whose day is above twelve, as text.
    pub(crate) fn seems_swapped(&self) -> bool {
        self.only_day_first > 0
            && self.either == 0
            && self.real_days > 0
            && self.swappable_days == self.real_days
    }

    fn look_at_day(&mut self, text: &str) {
        self.real_days += 1;
        let swappable = ordered_dates(text).is_some_and(|dates| {
            dates.month_first.is_some() && dates.month_first != dates.day_first
        });
        self.swappable_days += u32::from(swappable);
    }

    fn look(&mut self, text: &str) {
        let Some(dates) = ordered_dates(text) else {
            return;
        };
        let decides = dates.day_first.is_none() || dates.month_first.is_none();
        let count = match (dates.day_first, dates.month_first) {
            (Some(day_first), Some(month_first)) if day_first != month_first => &mut self.either,
            (Some(_), None) => &mut self.only_day_first,
            (None, Some(_)) => &mut self.only_month_first,
            _ => return,
        };
        *count += 1;
        // The first values of each kind: a file's values repeat.
        if *count <= 3 && !self.samples.iter().any(|known| known == text) {
            // What decides is shown first.
            let at = if decides { 0 } else { self.samples.len() };
            self.samples.insert(at, text.to_owned());
        }
    }
}

/// Rows in which competing columns differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) rows: u32,
    /// Of the first such rows, the text of each column.
    pub(crate) samples: Vec<Vec<String>>,
}

/// Reads a table row by row.
pub(crate) struct Surveyor {
    purpose: Purpose,
    head: Vec<(u32, RowBuf)>,
    columns: Vec<Column>,
    survey: Survey,
    competing: Vec<Competing>,
    /// The column that says what movement a row is.
    tipo_column: Option<usize>,
    begun: bool,
}

#[derive(Clone, Debug, Default)]
struct Column {
    samples: Vec<String>,
    whole_names: Vec<String>,
    dates: DateColumn,
    /// Whether its values are looked at as dates.
    is_date: bool,
    /// The type whose rows alone it dates.
    of_tipo: Option<TipoMovimiento>,
    /// Whether its values are looked at as whole names.
    is_name: bool,
}

impl Surveyor {
    pub(crate) fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            head: Vec::with_capacity(HEAD_ROWS),
            columns: Vec::new(),
            survey: Survey::default(),
            competing: Vec::new(),
            tipo_column: None,
            begun: false,
        }
    }

    /// Takes the next row.
    pub(crate) fn look(&mut self, line: u32, row: &RowBuf) {
        if self.begun {
            self.look_at_data(row);
            return;
        }
        self.head.push((line, row.clone()));
        if self.head.len() == HEAD_ROWS {
            self.begin();
        }
    }

    /// Finds the headings among the first rows, and looks at the rows below them.
    fn begin(&mut self) {
        self.begun = true;
        let head = std::mem::take(&mut self.head);
        let visible: Vec<(u32, RowBuf)> = head
            .iter()
            .filter(|(_, row)| !row.is_hidden)
            .cloned()
            .collect();
        self.survey.headings = find_headings(if visible.is_empty() { &head } else { &visible });
        let data: Vec<&(u32, RowBuf)> = head
            .iter()
            .filter(|(line, _)| *line > self.survey.headings.line)
            .collect();
        self.survey.skipped = u32::try_from(head.len() - data.len()).unwrap_or(0);
        self.guess(&data);
        for (_, row) in data {
            self.look_at_data(row);
        }
    }

    /// Maps the columns by what the first rows show, to know which values matter.
    fn guess(&mut self, data: &[&(u32, RowBuf)]) {
        let headings = &self.survey.headings.texts;
        let last = data.iter().filter_map(|(_, row)| row.iter().last());
        let width = last
            .map(|(column, _)| column + 1)
            .max()
            .unwrap_or(0)
            .max(headings.len());
        let texts: Vec<String> = (0..width)
            .map(|column| headings.get(column).cloned().unwrap_or_default())
            .collect();
        let samples: Vec<Vec<String>> = (0..width)
            .map(|column| {
                let values = data.iter().map(|(_, row)| row.get(column));
                let filled = values.filter(|value| !value.is_empty());
                filled.take(SAMPLES).map(str::to_owned).collect()
            })
            .collect();
        let mapped = map_columns(&texts, &samples, self.purpose);
        self.competing = mapped.competing;
        self.tipo_column = mapped
            .columns
            .iter()
            .position(|column| column.used_as == Some(ColumnUse::Field(Field::Tipo)));
        self.columns = mapped
            .columns
            .iter()
            .zip(&samples)
            .map(|(column, samples)| Column {
                is_date: column
                    .used_as
                    .is_some_and(|one| one.field() == Field::Fecha)
                    || samples.iter().any(|text| ordered_dates(text).is_some()),
                of_tipo: match column.used_as {
                    Some(ColumnUse::DateOf(tipo)) => Some(tipo),
                    _ => None,
                },
                is_name: column.used_as == Some(ColumnUse::FullName)
                    || (column.used_as.is_none()
                        && samples.iter().any(|text| looks_like_a_name(text))),
                ..Column::default()
            })
            .collect();
        self.survey.conflicts = vec![Conflict::default(); self.competing.len()];
    }

    fn look_at_data(&mut self, row: &RowBuf) {
        if row.is_hidden {
            self.survey.hidden_rows += 1;
            return;
        }
        self.survey.rows += 1;
        // Read only where a column depends on it.
        let mut tipo = None;
        for (at, text, kind) in row.cells() {
            if at >= self.columns.len() {
                self.columns
                    .resize(MAX_COLUMNS.min(at + 1), Column::default());
            }
            let Some(column) = self.columns.get_mut(at) else {
                continue;
            };
            if column.samples.len() < SAMPLES {
                column.samples.push(text.to_owned());
            }
            let is_of_row = column.of_tipo.is_none_or(|own| {
                let of_row = tipo.get_or_insert_with(|| tipo_of(row, self.tipo_column));
                of_row.is_none_or(|of_row| of_row == own)
            });
            if column.is_date && is_of_row {
                match kind {
                    CellKind::Day => column.dates.look_at_day(text),
                    CellKind::Text => column.dates.look(text),
                    CellKind::Unreadable => {}
                }
            }
            if column.is_name
                && column.whole_names.len() < QUESTION_SAMPLES
                && looks_like_a_name(text)
            {
                column.whole_names.push(text.to_owned());
            }
        }
        for (competing, conflict) in self.competing.iter().zip(&mut self.survey.conflicts) {
            let texts = competing.columns.iter().map(|column| row.get(*column));
            let filled: Vec<&str> = texts.clone().filter(|text| !text.is_empty()).collect();
            if filled.windows(2).any(|two| two[0] != two[1]) {
                conflict.rows += 1;
                if conflict.samples.len() < QUESTION_SAMPLES {
                    conflict.samples.push(texts.map(str::to_owned).collect());
                }
            }
        }
    }

    /// What was learned, once every row was taken.
    pub(crate) fn finish(mut self) -> Survey {
        if !self.begun {
            self.begin();
        }
        let width = self.columns.len().max(self.survey.headings.texts.len());
        self.columns.resize(width, Column::default());
        self.survey.headings.texts.resize(width, String::new());
        let samples: Vec<Vec<String>> = self
            .columns
            .iter()
            .map(|column| column.samples.clone())
            .collect();
        let mut survey = self.survey;
        survey.mapped = map_columns(&survey.headings.texts, &samples, self.purpose);
        // Those that were compared while the rows were read.
        survey.mapped.competing = self.competing;
        for column in self.columns {
            survey.dates.push(column.dates);
            survey.names.push(column.whole_names);
        }
        survey
    }
}

/// The type of a row; `None` where nothing says it.
fn tipo_of(row: &RowBuf, column: Option<usize>) -> Option<TipoMovimiento> {
    let text = row.get(column?);
    TipoMovimiento::parse(&normalise(Field::Tipo, text).text).ok()
}

/// Two words or more of letters alone.
fn looks_like_a_name(text: &str) -> bool {
    text.split_whitespace().count() >= 2
        && text.chars().all(|c| {
            c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '\'' | '-' | '/' | '*' | '\u{A0}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(values: &[&str]) -> ColumnOrder {
        let mut column = DateColumn::default();
        for value in values {
            column.look(value);
        }
        column.order()
    }

    #[test]
    fn one_value_decides_the_order_of_its_whole_column() {
        assert_eq!(
            order_of(&["12/01/2025", "01/10/2026", "01/14/2026"]),
            ColumnOrder::Known(DateOrder::MonthFirst)
        );
        assert_eq!(
            order_of(&["12/01/2025", "15/01/2026"]),
            ColumnOrder::Known(DateOrder::DayFirst)
        );
        assert_eq!(
            order_of(&["12/01/2025", "01/02/2026"]),
            ColumnOrder::Ambiguous
        );
        assert_eq!(order_of(&["15/01/2026", "01/15/2026"]), ColumnOrder::Mixed);
        // The same day in both orders, and dates of one order alone, decide nothing and ask nothing.
        assert_eq!(
            order_of(&["01/01/2026", "2026-01-02", "3-feb-2026", "46037"]),
            ColumnOrder::Known(DateOrder::DayFirst)
        );
    }

    #[test]
    fn one_value_does_not_turn_a_whole_payroll_month_first() {
        let mut values = vec!["05/01/2026"; 40];
        values.push("01/15/2026");
        assert_eq!(order_of(&values), ColumnOrder::Doubtful);
        values.push("01/16/2026");
        assert_eq!(order_of(&values), ColumnOrder::Known(DateOrder::MonthFirst));
    }

    #[test]
    fn days_beside_texts_above_twelve_seem_swapped() {
        let mut column = DateColumn::default();
        column.look("15/01/2026");
        column.look_at_day("03/01/2026");
        assert!(column.seems_swapped());
        column.look_at_day("14/01/2026");
        assert!(!column.seems_swapped());
    }

    #[test]
    fn a_column_that_begins_late_is_found() {
        let mut surveyor = Surveyor::new(Purpose::Movements);
        for line in 1..=100_u32 {
            let mut row = RowBuf::default();
            row.push(0, if line == 1 { "NSS" } else { "92919084431" });
            if line == 90 {
                row.push(4, "E0001");
            }
            surveyor.look(line, &row);
        }
        let survey = surveyor.finish();
        assert_eq!((survey.rows, survey.skipped), (99, 1));
        assert_eq!(survey.mapped.columns.len(), 5);
        assert_eq!(survey.mapped.columns[4].samples, ["E0001"]);
    }
}
