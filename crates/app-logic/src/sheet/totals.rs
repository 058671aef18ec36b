//! What a sheet files in all, for the bar that saves it.

use imss::finding::any_error;

use super::outcome::Outcome;
use super::row::{Row, Wish};

/// The rows of a sheet that are to be filed, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetTotals {
    /// Rows that are marked, whatever became of them.
    pub chosen: usize,
    /// Rows that can be saved.
    pub rows: usize,
    /// Movements that those rows become.
    pub movements: usize,
    /// Rows that an error keeps from being saved.
    pub blocked: usize,
    /// Rows whose salary falls or moves by more than 25 %.
    pub unusual: usize,
    /// The sum of the changes of salary, in centavos a day.
    pub difference: i64,
}

impl SheetTotals {
    /// Returns adds up the rows that are to be filed, each given with its wish and outcome.
    pub fn new<'a, R: Row>(
        terms: &R::Terms,
        rows: impl IntoIterator<Item = (&'a R, Wish, Option<Outcome>)>,
    ) -> Self {
        let mut totals = Self::default();
        for (row, wish, outcome) in rows {
            totals.chosen += usize::from(row.is_chosen(terms, &wish));
            if !row.is_wanted(terms, &wish, outcome.as_ref()) {
                continue;
            }
            if is_blocked(row, terms, &wish) {
                totals.blocked += 1;
                continue;
            }
            totals.rows += 1;
            totals.movements += row.requests(terms, &wish).len();
            if let Some(change) = row.salary_change(terms, &wish) {
                totals.difference = totals.difference.saturating_add(change.cents);
                totals.unusual += usize::from(change.is_unusual());
            }
        }
        totals
    }

    /// Adds the totals of other rows.
    pub fn add(&mut self, other: &Self) {
        self.chosen += other.chosen;
        self.rows += other.rows;
        self.movements += other.movements;
        self.blocked += other.blocked;
        self.unusual += other.unusual;
        self.difference = self.difference.saturating_add(other.difference);
    }
}

/// Whether an error keeps a row from being saved.
pub fn is_blocked<R: Row>(row: &R, terms: &R::Terms, wish: &Wish) -> bool {
    R::must_be_sound(terms) && any_error(&row.findings(terms, wish))
}
