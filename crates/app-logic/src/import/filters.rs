//! Which rows of a review are shown.

use import_protocol::{Filter, Tally};
use imss::finding::Field;

use crate::messages::import as text;
use crate::shown::Choice;

/// The filter that lets every row through.
pub const ALL: &str = "all";

/// Returns the filter of the rows that have a finding.
#[must_use]
pub fn of_code(code: &str) -> String {
    format!("code:{code}")
}

/// Returns the filters that let some row through, as a list offers them.
#[must_use]
pub fn filter_choices(tally: &Tally) -> Vec<Choice> {
    let sorts = [
        (ALL, text::ALL, tally.rows),
        ("ready", text::READY, tally.ready),
        ("errors", text::ERRORS, tally.errors),
        ("warnings", text::WARNINGS, tally.warnings),
        ("left-out", text::LEFT_OUT, tally.left_out),
        ("stored", text::STORED, tally.stored),
    ];
    let findings = tally.findings.iter().map(|finding| {
        let about = finding.field.map_or("", Field::label);
        let rows = text::finding_rows(finding.rows);
        let sentence: String = finding.example.chars().take(60).collect();
        Choice::new(
            of_code(&finding.code),
            format!("{about}: {sentence}… ({rows})"),
        )
    });
    sorts
        .into_iter()
        .filter(|(name, _, rows)| *name == ALL || *rows > 0)
        .map(|(name, label, rows)| Choice::new(name, format!("{label} ({rows})")))
        .chain(findings)
        .collect()
}

/// Returns the filter of a choice; every row where the choice is none of ours.
#[must_use]
pub fn filter_of(choice: &str) -> Filter {
    match choice {
        "ready" => Filter::Ready,
        "errors" => Filter::Errors,
        "warnings" => Filter::Warnings,
        "left-out" => Filter::LeftOut,
        "stored" => Filter::Stored,
        other => other
            .strip_prefix("code:")
            .map_or(Filter::All, |code| Filter::Code(code.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_a_filter_is_a_filter() {
        let tally = Tally {
            rows: 3,
            errors: 1,
            ready: 2,
            ..Tally::default()
        };
        let names: Vec<String> = filter_choices(&tally)
            .into_iter()
            .map(|one| one.value)
            .collect();
        assert_eq!(names, ["all", "ready", "errors"]);
        assert_eq!(filter_of("errors"), Filter::Errors);
        assert_eq!(
            filter_of(&of_code("nss-length")),
            Filter::Code("nss-length".to_owned())
        );
    }
}
