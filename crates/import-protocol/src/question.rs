//! What can be read in more than one way in a file, and is asked once.

use imss::finding::Field;
use imss::movimiento::TipoMovimiento;
use serde::{Deserialize, Serialize};

use crate::ColumnUse;

/// Something that can be read in more than one way. Until it is answered, no row that it concerns is
/// ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Names it in [`Ask::Answer`](crate::Ask::Answer); stable while the file is open.
    pub id: u32,
    /// What it is about.
    pub about: About,
    /// The ways to read it.
    pub options: Vec<ReadingOption>,
    /// The option that fits best, from 0.
    pub likely: Option<u32>,
    /// The option that was chosen, from 0; rows that the file hides are left out from the beginning.
    pub answer: Option<u32>,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum About {
    /// How the bytes of the file become letters.
    Encoding,
    /// Whether the dates of a column begin with the day or the month.
    DateOrder {
        /// Which, from 0.
        column: u32,
        /// Whether some values can only begin with the day and others only with the month.
        mixed: bool,
    },
    /// Which of several columns gives a field; option n is the nth of them.
    Columns {
        /// The field.
        field: Field,
        /// The type of the rows that it gives it to; `None` for all.
        tipo: Option<TipoMovimiento>,
        /// The columns, from 0.
        columns: Vec<u32>,
    },
    /// Whether whole names begin with the surnames or the given names.
    NameOrder {
        /// Which column, from 0.
        column: u32,
    },
    /// Whether rows that the file hides are left out.
    HiddenRows {
        /// How many.
        rows: u32,
    },
}

/// One way to read something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingOption {
    /// Spanish: what the way is called.
    pub label: String,
    /// Some of the file's own values, and what they come to.
    pub samples: Vec<Sample>,
}

/// A value of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// As the file has it.
    pub read: String,
    /// As it would be understood.
    pub understood: String,
}

impl Question {
    /// Whether the answer changes anything while the columns are read as these.
    #[must_use]
    pub fn matters(&self, columns: &[Option<ColumnUse>]) -> bool {
        let used = |column: u32| columns.get(column as usize).copied().flatten();
        match &self.about {
            About::Encoding | About::HiddenRows { .. } => true,
            About::DateOrder { column, .. } => {
                used(*column).is_some_and(|column_use| column_use.field() == Field::Fecha)
            }
            About::NameOrder { column } => used(*column) == Some(ColumnUse::FullName),
            About::Columns {
                field,
                tipo,
                columns: several,
            } => {
                let giving = several.iter().filter(|column| {
                    used(**column).is_some_and(|column_use| column_use.gives(*field, *tipo))
                });
                giving.count() > 1
            }
        }
    }

    /// Whether it must be answered before rows can be ready, while the columns are read as these.
    #[must_use]
    pub fn is_open(&self, columns: &[Option<ColumnUse>]) -> bool {
        self.answer.is_none() && self.matters(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(about: About) -> Question {
        Question {
            id: 1,
            about,
            options: Vec::new(),
            likely: None,
            answer: None,
        }
    }

    #[test]
    fn matters_only_while_its_columns_are_used_so() {
        let order = question(About::DateOrder {
            column: 1,
            mixed: false,
        });
        let baja = ColumnUse::DateOf(TipoMovimiento::Baja);
        assert!(order.is_open(&[None, Some(baja)]));
        assert!(!order.is_open(&[Some(baja), Some(ColumnUse::Field(Field::Clave))]));
        let two = question(About::Columns {
            field: Field::Fecha,
            tipo: Some(TipoMovimiento::Baja),
            columns: vec![0, 2],
        });
        let fecha = ColumnUse::Field(Field::Fecha);
        assert!(two.is_open(&[Some(fecha), None, Some(baja)]));
        assert!(!two.is_open(&[Some(fecha), None, None]));
        let answered = Question {
            answer: Some(0),
            ..two
        };
        assert!(!answered.is_open(&[Some(fecha), None, Some(baja)]));
    }
}
