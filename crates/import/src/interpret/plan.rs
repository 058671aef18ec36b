//! How each column is read: what it is used for, in which order its dates are, and whether a question
//! about it is open.

use import_protocol::{About, ColumnUse, Question};
use imss::finding::Field;
use imss::movimiento::TipoMovimiento;
use imss::normalise::{Conventions, DateOrder, NameOrder};

use crate::survey::{ColumnOrder, Survey};

/// How the columns of a table are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(super) columns: Vec<ColumnPlan>,
    /// Whether a question about the whole file is open.
    pub(super) is_open: bool,
    /// Whether rows that the file hides are taken.
    pub(crate) takes_hidden: bool,
}

/// How one column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColumnPlan {
    pub(super) column_use: ColumnUse,
    pub(super) conventions: Conventions,
    pub(super) name_order: NameOrder,
    /// Whether a question about the column is open: no row with a value in it is ready.
    pub(super) is_open: bool,
    /// By type, whether another column was chosen for its rows.
    pub(super) is_beaten: [bool; 3],
    /// Whether the column is used at all.
    pub(super) is_used: bool,
}

impl Plan {
    /// Of columns used so, with the questions of the file as they are answered.
    pub(crate) fn new(
        columns: &[Option<ColumnUse>],
        questions: &[Question],
        survey: &Survey,
        since_1904: bool,
    ) -> Self {
        let mut plan = Self {
            columns: columns
                .iter()
                .enumerate()
                .map(|(place, column_use)| ColumnPlan {
                    column_use: column_use.unwrap_or(ColumnUse::Field(Field::Relleno)),
                    conventions: Conventions {
                        date_order: known_order(survey, place),
                        since_1904,
                    },
                    name_order: NameOrder::SurnamesFirst,
                    is_open: false,
                    is_beaten: [false; 3],
                    is_used: column_use.is_some(),
                })
                .collect(),
            is_open: false,
            takes_hidden: false,
        };
        for question in questions {
            plan.heed(question, columns);
        }
        plan
    }

    fn heed(&mut self, question: &Question, columns: &[Option<ColumnUse>]) {
        let open = question.is_open(columns);
        let chosen = question.answer;
        match &question.about {
            About::Encoding => self.is_open |= open,
            About::HiddenRows { .. } => self.takes_hidden = chosen == Some(1),
            About::DateOrder { column, .. } => {
                if let Some(column) = self.columns.get_mut(*column as usize) {
                    column.is_open |= open;
                    if let Some(answer) = chosen {
                        column.conventions.date_order = order_of(answer);
                    }
                }
            }
            About::NameOrder { column } => {
                if let Some(column) = self.columns.get_mut(*column as usize) {
                    column.is_open |= open;
                    if chosen == Some(1) {
                        column.name_order = NameOrder::GivenFirst;
                    }
                }
            }
            About::Columns {
                tipo,
                columns: several,
                ..
            } => {
                for (option, column) in (0_u32..).zip(several) {
                    let Some(column) = self.columns.get_mut(*column as usize) else {
                        continue;
                    };
                    column.is_open |= open;
                    if chosen.is_some_and(|chosen| chosen != option) {
                        for (place, own) in TipoMovimiento::ALL.iter().enumerate() {
                            column.is_beaten[place] |= tipo.is_none_or(|tipo| tipo == *own);
                        }
                    }
                }
            }
        }
    }
}

/// The order of the option of a question, from 0.
pub(crate) fn order_of(option: u32) -> DateOrder {
    if option == 1 {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

fn known_order(survey: &Survey, column: usize) -> DateOrder {
    match survey
        .dates
        .get(column)
        .map(crate::survey::DateColumn::order)
    {
        Some(ColumnOrder::Known(order)) => order,
        _ => DateOrder::DayFirst,
    }
}
