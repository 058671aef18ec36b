//! What the server says of rows before they are stored.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use api::view::imports::{HeldMovement, ReviewedRow, RowReview};
use api::view::registros::RegistroView;
use import_protocol::{BatchRow, Known, Noted, RowFinding};
use model::limits::REVIEW_MAX_ROWS_PER_CALL;

use super::ROWS_AT_ONCE;
use super::registros::registro_of;
use crate::messages::import as text;

/// Puts all rows of a trabajador into one call: whether a baja is of somebody vigente depends on the
/// reingreso that may be anywhere in the file.
#[derive(Debug, Default)]
pub struct ReviewOrder {
    seen: HashSet<String>,
    /// Trabajadores with more than one row.
    several: HashSet<String>,
    /// Their rows, by NSS.
    kept: BTreeMap<String, Vec<BatchRow>>,
}

impl ReviewOrder {
    /// Notes whose rows these are. Every row of the file is noted before the first is taken.
    pub fn look(&mut self, rows: &[BatchRow]) {
        for row in rows {
            let nss = row.draft.nss.trim();
            if !self.seen.insert(nss.to_owned()) {
                self.several.insert(nss.to_owned());
            }
        }
    }

    /// Returns the rows that can be asked about now, and keeps the others for [`ReviewOrder::rest`].
    pub fn take(&mut self, rows: Vec<BatchRow>) -> Vec<BatchRow> {
        let (kept, alone): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| self.several.contains(row.draft.nss.trim()));
        for row in kept {
            let nss = row.draft.nss.trim().to_owned();
            self.kept.entry(nss).or_default().push(row);
        }
        alone
    }

    /// Returns the rows that were kept, in calls of whole trabajadores.
    #[must_use]
    pub fn rest(self) -> Vec<Vec<BatchRow>> {
        let mut calls: Vec<Vec<BatchRow>> = Vec::new();
        for rows in self.kept.into_values() {
            match calls.last_mut() {
                Some(call) if call.len() + rows.len() <= ROWS_AT_ONCE as usize => {
                    call.extend(rows);
                }
                _ => calls.push(rows),
            }
        }
        calls
            .into_iter()
            .flat_map(|call| {
                // Nobody has so many; the server takes no more.
                let parts = call.chunks(REVIEW_MAX_ROWS_PER_CALL).map(<[_]>::to_vec);
                parts.collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Returns the rows to ask about, and what is sent of each. Rows whose registro patronal is not ours are
/// passed over: they are not ready either.
#[must_use]
pub fn question(rows: &[BatchRow], held: &[RegistroView]) -> (Vec<u32>, Vec<ReviewedRow>) {
    rows.iter()
        .filter_map(|row| {
            let registro = registro_of(held, &row.draft.registro_patronal)?;
            let asked = ReviewedRow {
                registro: registro.id.clone(),
                draft: row.draft.clone(),
            };
            Some((row.row, asked))
        })
        .unzip()
}

/// What the server's answers mean for the rows of a [`question`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// Rows that are held already, each with how far its movement is.
    pub known: Vec<Known>,
    /// Those of them whose movement has another salary than the file.
    pub differing: BTreeSet<u32>,
    /// What the history of the trabajadores says of the others.
    pub noted: Vec<Noted>,
}

/// Returns what the answers mean, in the order of the question.
#[must_use]
pub fn reviewed(rows: &[u32], answers: Vec<RowReview>) -> Reviewed {
    let mut reviewed = Reviewed::default();
    for (row, answer) in rows.iter().copied().zip(answers) {
        if let Some(held) = answer.held {
            if held.other_sbc.is_some() {
                reviewed.differing.insert(row);
            }
            reviewed.known.push(Known {
                row,
                words: words(&held),
            });
        } else if !answer.findings.is_empty() {
            reviewed.noted.push(Noted {
                row,
                findings: answer.findings.into_iter().map(RowFinding::from).collect(),
            });
        }
    }
    reviewed
}

fn words(held: &HeldMovement) -> String {
    let state = text::held(held.status);
    match &held.other_sbc {
        Some(sbc) => format!("{state} {}", text::held_other_sbc(sbc)),
        None => state.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use imss::finding::{Code, Finding, Severity};
    use model::MovementStatus;

    use super::super::testing::{registros, row};
    use super::*;

    fn held(status: MovementStatus, other_sbc: Option<&str>) -> RowReview {
        RowReview {
            held: Some(HeldMovement {
                movement: "m1".to_owned(),
                status,
                other_sbc: other_sbc.map(str::to_owned),
            }),
            findings: Vec::new(),
        }
    }

    #[test]
    fn all_rows_of_a_trabajador_are_asked_about_together() {
        let of = |number: u32, nss: &str| {
            let mut row = row(number, "Y6087828106");
            row.draft.nss = nss.to_owned();
            row
        };
        let first = vec![of(1, "92919084431"), of(2, "72795608040")];
        let second = vec![of(201, "12345678903"), of(202, "92919084431")];
        let mut order = ReviewOrder::default();
        order.look(&first);
        order.look(&second);
        let numbers = |rows: &[BatchRow]| -> Vec<u32> { rows.iter().map(|row| row.row).collect() };
        assert_eq!(numbers(&order.take(first)), [2]);
        assert_eq!(numbers(&order.take(second)), [201]);
        let rest = order.rest();
        assert_eq!(rest.len(), 1);
        assert_eq!(numbers(&rest[0]), [1, 202]);
    }

    #[test]
    fn calls_hold_whole_trabajadores() {
        let mut order = ReviewOrder::default();
        let rows: Vec<BatchRow> = (0..300)
            .map(|number| {
                let mut row = row(number, "Y6087828106");
                row.draft.nss = format!("{:011}", number / 3);
                row
            })
            .collect();
        order.look(&rows);
        assert!(order.take(rows).is_empty());
        let sizes: Vec<usize> = order.rest().iter().map(Vec::len).collect();
        assert_eq!(sizes, [198, 102]);
    }

    #[test]
    fn asks_about_rows_of_our_registros_alone() {
        let rows = [row(4, "Y6087828106"), row(5, "?"), row(9, "B7010662106")];
        let (numbers, asked) = question(&rows, &registros());
        assert_eq!(numbers, [4, 9]);
        let ids: Vec<&str> = asked.iter().map(|row| row.registro.as_str()).collect();
        assert_eq!(ids, ["r1", "r2"]);
        assert_eq!(asked[0].draft, rows[0].draft);
    }

    #[test]
    fn says_how_far_a_held_movement_is() {
        let answers = [
            held(MovementStatus::Listo, None),
            RowReview::default(),
            held(MovementStatus::Operado, Some("687.70")),
        ];
        let reviewed = reviewed(&[4, 5, 9], answers.to_vec());
        let shown: Vec<(u32, &str)> = reviewed
            .known
            .iter()
            .map(|one| (one.row, one.words.as_str()))
            .collect();
        let words = "Ya operó. Allí tiene otro salario: 687.70. Compáralos.";
        assert_eq!(shown, [(4, "Ya está listo."), (9, words)]);
        assert_eq!(reviewed.differing, BTreeSet::from([9]));
        assert!(reviewed.noted.is_empty());
    }

    #[test]
    fn what_the_history_says_is_noted_beside_its_row() {
        let finding = Finding {
            code: Code::RuleNotActive,
            severity: Severity::Warning,
            field: None,
            message: String::new(),
        };
        let answers = vec![
            RowReview::default(),
            RowReview {
                held: None,
                findings: vec![finding],
            },
        ];
        let noted = reviewed(&[4, 5], answers).noted;
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].row, 5);
        assert_eq!(noted[0].findings[0].code, "rule-not-active");
    }

    #[test]
    fn every_status_has_words_of_its_own() {
        let words: BTreeSet<&str> = MovementStatus::ALL.into_iter().map(text::held).collect();
        assert_eq!(words.len(), MovementStatus::ALL.len());
    }
}
