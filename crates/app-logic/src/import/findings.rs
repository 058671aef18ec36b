//! The findings of an import: one line for many rows, and a few words beside each row.

use import_protocol::{FindingCount, RowFinding, RowView, Tally};
use imss::finding::{Code, Field, Severity};

use crate::messages::import as text;
use crate::shown::Tone;

/// From so many rows on, a warning has its sentence above the rows, and only a mark beside each.
const COMMON_FROM: u32 = 10;

/// One line of what was found, with the number of rows it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// The finding, to filter by.
    pub code: String,
    /// How it is meant.
    pub tone: Tone,
    /// The field it is about; empty where it is about none.
    pub field: &'static str,
    /// Its sentence, as it is in the first row that has it.
    pub sentence: String,
    /// How many rows have it.
    pub rows: String,
    /// One tap mends it: the salaries are rounded to centavos.
    pub can_round: bool,
}

/// Returns what was found, the heaviest and most frequent first.
#[must_use]
pub fn lines(tally: &Tally) -> Vec<FindingLine> {
    tally
        .findings
        .iter()
        .map(|count| FindingLine {
            code: count.code.clone(),
            tone: tone(count.severity),
            field: count.field.map_or("", Field::label),
            sentence: count.example.clone(),
            rows: text::finding_rows(count.rows),
            can_round: count.code == Code::SbcDecimals.as_str(),
        })
        .collect()
}

/// Returns how a finding of this weight is meant.
#[must_use]
pub fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Danger,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Info,
    }
}

/// Returns the words of a finding beside a row: the sentence of an error, or of a warning that few rows
/// have; only a mark where many rows have it, since its sentence is above them.
#[must_use]
pub fn beside_row(finding: &RowFinding, tally: &Tally) -> String {
    let count = tally
        .findings
        .iter()
        .find(|count| count.code == finding.code);
    let is_common = count.is_some_and(|FindingCount { rows, .. }| *rows >= COMMON_FROM);
    if finding.severity != Severity::Error && is_common {
        text::common_finding(finding.severity == Severity::Warning).to_owned()
    } else {
        finding.message.clone()
    }
}

/// Returns the sentences about a field in one line: its errors, or what else there is to know.
#[must_use]
pub fn at_field(findings: &[RowFinding], field: Field, errors: bool) -> Option<String> {
    let sentences: Vec<&str> = findings
        .iter()
        .filter(|one| one.field == Some(field) && (one.severity == Severity::Error) == errors)
        .map(|one| one.message.as_str())
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Returns the text of a field as the file has it, where it was understood as another.
#[must_use]
pub fn as_read(row: &RowView, field: Field) -> Option<&str> {
    let read = row.read.iter().find(|read| read.field == field)?;
    Some(&read.text)
}

/// Returns the fields of a row that have an error, in the order of a form's fields.
#[must_use]
pub fn wrong_fields(findings: &[RowFinding], fields: &[Field]) -> Vec<Field> {
    let wrong = |field: &&Field| at_field(findings, **field, true).is_some();
    fields.iter().filter(wrong).copied().collect()
}

/// Returns the error of a field that other rows have too, and how many rows have it.
#[must_use]
pub fn shared_error(findings: &[RowFinding], field: Field, tally: &Tally) -> Option<(String, u32)> {
    let own = findings
        .iter()
        .find(|one| one.field == Some(field) && one.severity == Severity::Error)?;
    let count = tally.findings.iter().find(|count| count.code == own.code)?;
    (count.rows > 1).then(|| (own.code.clone(), count.rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: &str, severity: Severity) -> RowFinding {
        RowFinding {
            code: code.to_owned(),
            severity,
            field: Some(Field::Sbc),
            message: format!("Sobre {code}."),
        }
    }

    fn tally(code: &str, severity: Severity, rows: u32) -> Tally {
        Tally {
            findings: vec![FindingCount {
                code: code.to_owned(),
                severity,
                field: Some(Field::Sbc),
                example: format!("Sobre {code}."),
                rows,
            }],
            ..Tally::default()
        }
    }

    #[test]
    fn a_warning_of_many_rows_is_one_line() {
        let many = tally("sbc-low", Severity::Warning, 1_981);
        let lines = lines(&many);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].rows, "1,981 renglones");
        assert_eq!(lines[0].sentence, "Sobre sbc-low.");
        let warning = finding("sbc-low", Severity::Warning);
        assert_ne!(beside_row(&warning, &many), warning.message);
        let few = tally("sbc-low", Severity::Warning, 3);
        assert_eq!(beside_row(&warning, &few), warning.message);
    }

    #[test]
    fn an_error_says_itself_beside_every_row() {
        let many = tally("sbc-decimals", Severity::Error, 1_981);
        let error = finding("sbc-decimals", Severity::Error);
        assert_eq!(beside_row(&error, &many), error.message);
        let shared = shared_error(std::slice::from_ref(&error), Field::Sbc, &many);
        assert_eq!(shared, Some(("sbc-decimals".to_owned(), 1_981)));
        let alone = tally("sbc-decimals", Severity::Error, 1);
        assert_eq!(shared_error(&[error], Field::Sbc, &alone), None);
    }

    #[test]
    fn the_first_wrong_field_is_the_first_of_the_form() {
        let mut nss = finding("nss-length", Severity::Error);
        nss.field = Some(Field::Nss);
        let findings = [finding("sbc-decimals", Severity::Error), nss];
        let fields = [Field::Nss, Field::Curp, Field::Sbc];
        assert_eq!(wrong_fields(&findings, &fields), [Field::Nss, Field::Sbc]);
        assert_eq!(at_field(&findings, Field::Curp, true), None);
    }
}
