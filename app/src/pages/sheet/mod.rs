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

/// What was typed for a row, and what became of it.
#[derive(Clone, Default)]
struct RowState {
    wish: ArcRwSignal<Wish>,
    outcome: ArcRwSignal<Option<Outcome>>,
}

/// The rows of a sheet with what was typed for them and what became of them; copies share it. Each row has
/// its own signals: of thousands, a keystroke concerns one.
pub(crate) struct Sheet<R: Row> {
    pub(crate) rows: Memo<Vec<R>>,
    /// What holds for every row.
    pub(crate) terms: Memo<R::Terms>,
    states: StoredValue<HashMap<String, RowState>>,
    /// What the marked rows file in all.
    totals: Memo<SheetTotals>,
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
        let states = StoredValue::new(HashMap::new());
        Self {
            rows,
            terms,
            states,
            totals: totals(rows, terms, states),
            only: RwSignal::new(None),
        }
    }

    fn state(self, key: &str) -> RowState {
        state_in(self.states, key)
    }

    /// Reads what was typed for a row, with the terms of the sheet.
    pub(crate) fn with<T>(self, row: &R, read: impl FnOnce(&R::Terms, &Wish) -> T) -> T {
        let state = self.state(row.key());
        state
            .wish
            .with(|wish| self.terms.with(|terms| read(terms, wish)))
    }

    /// Changes what was typed for a row.
    pub(crate) fn change(self, key: &str, change: impl FnOnce(&mut Wish)) {
        self.state(key).wish.update(change);
    }

    pub(crate) fn outcome(self, key: &str) -> Option<Outcome> {
        self.state(key).outcome.get()
    }

    /// Notes what became of a row, or that nothing is left of it.
    fn became(self, key: &str, outcome: Option<Outcome>) {
        self.state(key).outcome.set(outcome);
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

    pub(crate) fn totals(self) -> Memo<SheetTotals> {
        self.totals
    }

    /// Marks rows, or takes their marks away.
    fn choose(self, rows: &[R], chosen: bool) {
        for row in rows {
            self.change(row.key(), |wish| wish.chosen = Some(chosen));
        }
    }

    /// Gives the marked rows the SBC that `raise` makes of the one they have, but for those that the
    /// person typed or pasted. Returns how many took it, and how many kept their own.
    pub(crate) fn raise(self, raise: impl Fn(u64) -> Option<String>) -> (usize, usize) {
        let (mut raised, mut kept) = (0, 0);
        for row in self.rows.get_untracked() {
            let (is_chosen, takes) = untrack(|| {
                self.with(&row, |terms, wish| {
                    (row.is_chosen(terms, wish), wish.takes_percentage())
                })
            });
            if !is_chosen {
                continue;
            }
            if !takes {
                kept += 1;
            } else if let Some(sbc) = row.sbc_now().and_then(&raise) {
                self.change(row.key(), |wish| {
                    wish.sbc = Some((sbc, SbcSource::Percentage));
                });
                raised += 1;
            }
        }
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

/// The totals of the rows, each reckoned alone: what is typed in one reckons no other again.
fn totals<R: Row>(
    rows: Memo<Vec<R>>,
    terms: Memo<R::Terms>,
    states: StoredValue<HashMap<String, RowState>>,
) -> Memo<SheetTotals> {
    let of_row = move |row: &R| {
        let state = state_in(states, row.key());
        let row = row.clone();
        ArcMemo::new(move |_| {
            let (wish, outcome) = (state.wish.get(), state.outcome.get());
            terms.with(|terms| SheetTotals::new(terms, [(&row, wish, outcome)]))
        })
    };
    let each = Memo::new(move |_| rows.with(|rows| rows.iter().map(of_row).collect::<Vec<_>>()));
    Memo::new(move |_| {
        let mut totals = SheetTotals::default();
        each.with(|each| {
            for row in each {
                totals.add(&row.get());
            }
        });
        totals
    })
}

/// The state of a row, made when it is first asked for.
fn state_in(states: StoredValue<HashMap<String, RowState>>, key: &str) -> RowState {
    let state = states.try_update_value(|states| match states.get(key) {
        Some(state) => state.clone(),
        None => states.entry(key.to_owned()).or_default().clone(),
    });
    // The page is gone: nothing hears of it any more.
    state.unwrap_or_default()
}
