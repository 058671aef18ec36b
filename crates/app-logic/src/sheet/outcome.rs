//! What became of the rows of a sheet once they were saved.

use api::view::movements::SavedOne;
use imss::finding::{Finding, Severity};
use imss::movimiento::TipoMovimiento;

use crate::findings::only_server;

/// A movement that a row became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedRow {
    /// Its type.
    pub tipo: TipoMovimiento,
    /// Its id.
    pub id: String,
    /// Its version as it was saved; 0 where somebody may have changed it since.
    pub version: u64,
    /// What only the company's history says of it: warnings, each as a sentence.
    pub warnings: Vec<String>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its movements were stored.
    Saved(Vec<SavedRow>),
    /// It had become a movement before.
    Existing(SavedRow),
    /// Nothing was stored, and why.
    Refused(String),
}

impl Outcome {
    /// Returns what became of a row, by what became of each of its movements. `shown` are the findings that
    /// the page shows already.
    pub fn new(answers: Vec<(TipoMovimiento, SavedOne)>, shown: &[Finding]) -> Self {
        let mut saved = Vec::new();
        let mut existing = None;
        let mut refused = Vec::new();
        for (tipo, answer) in answers {
            match answer {
                SavedOne::Saved {
                    id,
                    version,
                    findings,
                } => saved.push(SavedRow {
                    tipo,
                    id,
                    version,
                    warnings: warnings(only_server(findings, shown)),
                }),
                SavedOne::Imported { id } => {
                    existing = Some(SavedRow {
                        tipo,
                        id,
                        version: 0,
                        warnings: Vec::new(),
                    });
                }
                SavedOne::Refused { findings } => refused.extend(
                    findings
                        .into_iter()
                        .filter(Finding::is_error)
                        .map(|finding| finding.message),
                ),
                SavedOne::Failed { error } => refused.push(error.message),
            }
        }
        match existing {
            _ if !saved.is_empty() => Self::Saved(saved),
            Some(row) => Self::Existing(row),
            None => Self::Refused(refused.join(" ")),
        }
    }
}

fn warnings(findings: Vec<Finding>) -> Vec<String> {
    let warnings = findings
        .into_iter()
        .filter(|one| one.severity == Severity::Warning);
    warnings.map(|one| one.message).collect()
}

/// How many movements a run of saving stored, found stored before, and did not store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Movements stored.
    pub saved: usize,
    /// Rows that had become a movement before.
    pub existing: usize,
    /// Rows that were refused.
    pub refused: usize,
    /// Rows that were stored and that the company's history warns of.
    pub warned: usize,
}

impl Tally {
    /// Counts one more row.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Saved(rows) => {
                self.saved += rows.len();
                self.warned += usize::from(rows.iter().any(|row| !row.warnings.is_empty()));
            }
            Outcome::Existing(_) => self.existing += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::movements::SavedOne;
    use imss::finding::{Code, Finding, Severity};
    use imss::movimiento::TipoMovimiento::{self, Baja, Modificacion, Reingreso};

    use super::{Outcome, SavedRow, Tally};

    fn saved(id: &str) -> SavedOne {
        SavedOne::Saved {
            id: id.to_owned(),
            version: 1,
            findings: Vec::new(),
        }
    }

    fn imported(id: &str) -> SavedOne {
        SavedOne::Imported { id: id.to_owned() }
    }

    fn row(tipo: TipoMovimiento, id: &str, version: u64) -> SavedRow {
        SavedRow {
            tipo,
            id: id.to_owned(),
            version,
            warnings: Vec::new(),
        }
    }

    #[test]
    fn both_movements_of_a_transfer_are_one_outcome() {
        let both = Outcome::new(vec![(Baja, saved("b")), (Reingreso, saved("r"))], &[]);
        let made = vec![row(Baja, "b", 1), row(Reingreso, "r", 1)];
        assert_eq!(both, Outcome::Saved(made));
        let mut tally = Tally::default();
        tally.add(&both);
        assert_eq!(tally.saved, 2);
        let one = Outcome::new(vec![(Baja, imported("b")), (Reingreso, saved("r"))], &[]);
        assert_eq!(one, Outcome::Saved(vec![row(Reingreso, "r", 1)]));
    }

    #[test]
    fn names_earlier_movement_and_reason_of_refusal() {
        let before = Outcome::new(vec![(Modificacion, imported("a"))], &[]);
        assert_eq!(before, Outcome::Existing(row(Modificacion, "a", 0)));
        let refused = SavedOne::Failed {
            error: ApiError::new("too-long", "Es muy largo."),
        };
        assert_eq!(
            Outcome::new(vec![(Modificacion, refused)], &[]),
            Outcome::Refused("Es muy largo.".to_owned())
        );
    }

    #[test]
    fn a_stored_row_keeps_what_only_the_history_warns_of() {
        let warning = |code| Finding {
            code,
            severity: Severity::Warning,
            field: None,
            message: format!("{code:?}"),
        };
        let known = warning(Code::RuleNotActive);
        let shown = warning(Code::NssCheckDigit);
        let saved = |findings: &[Finding]| SavedOne::Saved {
            id: "a".to_owned(),
            version: 1,
            findings: findings.to_vec(),
        };
        let of_page = std::slice::from_ref(&shown);
        let outcome = Outcome::new(
            vec![(Baja, saved(&[shown.clone(), known.clone()]))],
            of_page,
        );
        let Outcome::Saved(rows) = &outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(rows[0].warnings, [known.message]);
        let mut tally = Tally::default();
        tally.add(&outcome);
        tally.add(&Outcome::new(vec![(Baja, saved(of_page))], of_page));
        assert_eq!((tally.saved, tally.warned), (2, 1));
    }
}
