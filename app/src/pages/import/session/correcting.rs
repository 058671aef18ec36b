//! Rows that the person corrects, or leaves out.

use import_protocol::{RowView, Tally};
use imss::finding::Field;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ImportSession;

impl ImportSession {
    /// Leaves a row out, or takes it back in.
    pub(in super::super) fn leave(self, row: u32, out: bool) {
        spawn_local(async move {
            match self.worker.leave(row, out).await {
                Ok((row, tally)) => self.changed(row, tally),
                Err(error) => self.fail(self.portal.asks_in(), error.into()),
            }
        });
    }

    /// Corrects a row; `done` takes the row as it is then.
    pub(in super::super) fn correct(
        self,
        row: u32,
        draft: MovimientoDraft,
        rfc: String,
        done: impl FnOnce(RowView) + 'static,
    ) {
        spawn_local(async move {
            match self.worker.mend(row, draft, rfc).await {
                Ok((row, tally)) => {
                    self.changed(row.clone(), tally);
                    done(row);
                }
                Err(error) => self.fail(self.portal.asks_in(), error.into()),
            }
        });
    }

    /// Writes values into fields of every row that has a finding: code, field, value.
    pub(in super::super) fn correct_all(self, corrections: Vec<(String, Field, String)>) {
        self.run(async move {
            for (code, field, value) in corrections {
                let (_, tally) = self.worker.mend_all(code, field, value).await?;
                self.tally.set(tally);
            }
            self.load_rows(0).await
        });
    }

    /// Rounds every salary of more than two decimals to centavos.
    pub(in super::super) fn round_salaries(self) {
        self.run(async move {
            let (_, tally) = self.worker.round_salaries().await?;
            self.tally.set(tally);
            self.load_rows(0).await
        });
    }

    fn changed(self, row: RowView, tally: Tally) {
        self.tally.set(tally);
        let shown = self.rows.with_untracked(|rows| {
            let mut shown = rows.iter();
            shown
                .find(|shown| shown.with_untracked(|shown| shown.row == row.row))
                .cloned()
        });
        if let Some(shown) = shown {
            shown.set(row);
        }
    }
}
