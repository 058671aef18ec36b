//! What is sent to be stored of movements, and what the answers mean for their rows.

use api::view::movements::{ImportName, Origin, SaveMany, SaveMovement, SavedOne};
use api::view::registros::RegistroView;
use import_protocol::{BatchRow, Refused};
use imss::finding::Finding;

use super::registros::registro_of;
use crate::messages::import as text;

/// What became of rows at the server.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that are stored now.
    pub stored: Vec<u32>,
    /// Rows that were held already.
    pub known: Vec<u32>,
    /// Rows that were not taken, and why.
    pub refused: Vec<Refused>,
    /// How many movements were made.
    pub made: usize,
}

/// The longest name of a file that is kept, in characters.
const LONGEST_FILE: usize = 100;

/// Returns what the files of an import are called in the list of imports.
#[must_use]
pub fn import_file(names: &[String]) -> String {
    let joined = names.join(" · ");
    if joined.chars().count() <= LONGEST_FILE {
        return joined;
    }
    let begin: String = joined.chars().take(LONGEST_FILE - 1).collect();
    format!("{begin}…")
}

/// Returns what is sent to be stored under the name of its import, and which rows it is.
#[must_use]
pub fn save_many(
    rows: Vec<BatchRow>,
    held: &[RegistroView],
    import: ImportName,
) -> (Vec<u32>, SaveMany) {
    let mut numbers = Vec::with_capacity(rows.len());
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(registro) = registro_of(held, &row.draft.registro_patronal) else {
            continue;
        };
        numbers.push(row.row);
        items.push(SaveMovement {
            existing: None,
            registro: registro.id.clone(),
            origin: Some(Origin::Row),
            draft: row.draft,
            ready: true,
        });
    }
    let import = Some(import);
    (numbers, SaveMany { items, import })
}

/// Returns what the answers to [`save_many`] mean for the rows, in its order.
#[must_use]
pub fn settled(rows: &[u32], answers: Vec<SavedOne>) -> Outcome {
    let mut outcome = Outcome::default();
    for (row, answer) in rows.iter().copied().zip(answers) {
        match answer {
            SavedOne::Saved { .. } => {
                outcome.stored.push(row);
                outcome.made += 1;
            }
            SavedOne::Imported { .. } => outcome.known.push(row),
            SavedOne::Refused { findings } => outcome.refused.push(Refused {
                row,
                message: errors_of(&findings),
            }),
            SavedOne::Failed { error } => outcome.refused.push(Refused {
                row,
                message: match error.hint {
                    Some(hint) => format!("{} {hint}", error.message),
                    None => error.message,
                },
            }),
        }
    }
    outcome
}

/// Returns the errors among findings, in one line.
pub(super) fn errors_of(findings: &[Finding]) -> String {
    let sentences: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| finding.message.as_str())
        .collect();
    if sentences.is_empty() {
        text::SERVER_REFUSED.to_owned()
    } else {
        sentences.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use api::ApiError;

    use super::super::testing::{registros, row};
    use super::*;

    #[test]
    fn a_long_name_of_a_file_is_cut() {
        let names = |name: &str| vec![name.to_owned(), "b.csv".to_owned()];
        assert_eq!(import_file(&names("a.csv")), "a.csv · b.csv");
        let long = import_file(&names(&"Ñ".repeat(300)));
        assert_eq!(long.chars().count(), 100);
        assert!(long.len() <= 400, "as long as the server takes");
    }

    #[test]
    fn every_answer_settles_the_row_it_belongs_to() {
        let rows = vec![
            row(4, "Y6087828106"),
            row(5, "nada"),
            row(7, "Y6087828106"),
            row(9, "B7010662106"),
        ];
        let import = ImportName {
            id: "i".to_owned(),
            file: "nómina.csv".to_owned(),
        };
        let (numbers, request) = save_many(rows, &registros(), import.clone());
        assert_eq!(request.import, Some(import));
        assert_eq!(numbers, [4, 7, 9]);
        assert!(
            request
                .items
                .iter()
                .all(|item| item.ready && item.origin == Some(Origin::Row))
        );
        let answers = vec![
            SavedOne::Imported { id: "m".to_owned() },
            SavedOne::Saved {
                id: "n".to_owned(),
                version: 1,
                findings: Vec::new(),
            },
            SavedOne::Failed {
                error: ApiError::new("gone", "Ya no está.").hint("Vuelve a cargar."),
            },
        ];
        let outcome = settled(&numbers, answers);
        assert_eq!((outcome.stored, outcome.known), (vec![7], vec![4]));
        assert_eq!(outcome.made, 1);
        assert_eq!(outcome.refused[0].row, 9);
        assert_eq!(outcome.refused[0].message, "Ya no está. Vuelve a cargar.");
    }
}
