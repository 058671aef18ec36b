//! A sheet of many movements, as `bulk` and `assistants` show it: what was typed for each row, pasting,
//! the table, saving in parts and undoing. What a row files is decided by its
//! [`app_logic::sheet::row::Row`].

mod paste;
mod save_bar;
mod saving;
mod table;

use std::collections::{HashMap, HashSet};

use app_logic::sheet::outcome::Outcome;
use app_logic::sheet::row::{Row, SbcSource, Wish};
use app_logic::sheet::totals::{SheetTotals, is_blocked};
use leptos::prelude::*;

pub(crate) use paste::{Paste, PasteTarget};
pub(crate) use save_bar::{BarTexts, save_bar};
pub(crate) use saving::Saving;
pub(crate) use table::{StateTexts, pick, sbc_input, sheet_table, state};

/// The rows of a sheet with what was typed for them and what became of them; copies share it.
pub(crate) struct Sheet<R: Row> {
    pub(crate) rows: Memo<Vec<R>>,
    /// What holds for every row.
    pub(crate) terms: Memo<R::Terms>,
    wishes: RwSignal<HashMap<String, Wish>>,
    outcomes: RwSignal<HashMap<String, Outcome>>,
    /// The rows that are shown where only those that change are asked for. They stay while one types.
    only: RwSignal<Option<HashSet<String>>>,
}

impl<R: Row> Clone for Sheet<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Row> Copy for Sheet<R> {}

impl<R: Row> Sheet<R> {
    pub(crate) fn new(rows: Memo<Vec<R>>, terms: Memo<R::Terms>) -> Self {
        Self {
            rows,
            terms,
            wishes: RwSignal::new(HashMap::new()),
            outcomes: RwSignal::new(HashMap::new()),
            only: RwSignal::new(None),
        }
    }

    /// Reads what was typed for a row, with the terms of the sheet.
    pub(crate) fn with<T>(self, row: &R, read: impl FnOnce(&R::Terms, &Wish) -> T) -> T {
        self.wishes.with(|wishes| {
            let none = Wish::default();
            let wish = wishes.get(row.key()).unwrap_or(&none);
            self.terms.with(|terms| read(terms, wish))
        })
    }

    /// Changes what was typed for a row.
    pub(crate) fn change(self, key: &str, change: impl FnOnce(&mut Wish)) {
        self.wishes.update(|wishes| {
            change(wishes.entry(key.to_owned()).or_default());
        });
    }

    pub(crate) fn outcome(self, key: &str) -> Option<Outcome> {
        self.outcomes.with(|outcomes| outcomes.get(key).cloned())
    }

    /// Notes what became of a row, or that nothing is left of it.
    fn became(self, key: &str, outcome: Option<Outcome>) {
        let _ = self.outcomes.try_update(|outcomes| match outcome {
            Some(outcome) => outcomes.insert(key.to_owned(), outcome),
            None => outcomes.remove(key),
        });
    }

    pub(crate) fn is_wanted(self, row: &R) -> bool {
        let outcome = self.outcome(row.key());
        self.with(row, |terms, wish| {
            row.is_wanted(terms, wish, outcome.as_ref())
        })
    }

    /// Whether an error keeps a row from being saved, though the person wants it.
    pub(crate) fn is_blocked(self, row: &R) -> bool {
        self.is_wanted(row) && self.with(row, |terms, wish| is_blocked(row, terms, wish))
    }

    /// The rows to be saved: wanted, and not kept back by an error.
    fn to_save(self) -> Vec<R> {
        let rows = self.rows.get().into_iter();
        rows.filter(|row| self.is_wanted(row) && !self.is_blocked(row))
            .collect()
    }

    pub(crate) fn totals(self) -> SheetTotals {
        self.rows.with(|rows| {
            let each = rows.iter().map(|row| {
                let wish = self.with(row, |_, wish| wish.clone());
                (row, wish, self.outcome(row.key()))
            });
            let each: Vec<_> = each.collect();
            self.terms.with(|terms| SheetTotals::new(terms, each))
        })
    }

    /// Marks rows, or takes their marks away.
    fn choose(self, rows: &[R], chosen: bool) {
        self.wishes.update(|wishes| {
            for row in rows {
                let wish = wishes.entry(row.key().to_owned()).or_default();
                wish.chosen = Some(chosen);
            }
        });
    }

    /// Gives the marked rows the SBC that `raise` makes of the one they have, but for those that the
    /// person typed or pasted. Returns how many took it, and how many kept their own.
    pub(crate) fn raise(self, raise: impl Fn(u64) -> Option<String>) -> (usize, usize) {
        let rows = self.rows.get_untracked();
        let (mut raised, mut kept) = (0, 0);
        let terms = self.terms;
        self.wishes.update(|wishes| {
            for row in rows {
                let wish = wishes.entry(row.key().to_owned()).or_default();
                if !terms.with_untracked(|terms| row.is_chosen(terms, wish)) {
                    continue;
                }
                if !wish.takes_percentage() {
                    kept += 1;
                } else if let Some(sbc) = row.sbc_now().and_then(&raise) {
                    wish.sbc = Some((sbc, SbcSource::Percentage));
                    raised += 1;
                }
            }
        });
        (raised, kept)
    }

    /// Shows only the rows that change now, or every row.
    fn show_only_changed(self, only: bool) {
        let changed = |row: &R| self.is_wanted(row) || self.outcome(row.key()).is_some();
        let keys = only.then(|| {
            untrack(|| {
                let rows = self.rows.get().into_iter();
                rows.filter(changed)
                    .map(|row| row.key().to_owned())
                    .collect()
            })
        });
        self.only.set(keys);
    }
}
