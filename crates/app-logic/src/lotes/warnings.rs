//! What a person must look at before signing a lote: the findings about its movements.

use std::collections::BTreeMap;

use api::view::lotes::LoteDetail;
use api::view::movements::MovementView;
use imss::finding::{Code, Finding, Severity};
use imss::rules::RowFinding;

use crate::messages::lotes as text;

/// How many names a warning lists before it counts the rest.
const NAMES: usize = 3;

/// One warning, and the trabajadores that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningGroup {
    /// What was found.
    pub message: String,
    /// Whom it is about, in the order of the file.
    pub who: Vec<String>,
    /// Somebody must compare a number with a document: signing waits for that.
    pub must_be_compared: bool,
}

impl WarningGroup {
    /// Returns the warning in one line, with the first names and the count of the others.
    #[must_use]
    pub fn line(&self) -> String {
        let shown = self.who.iter().take(NAMES).cloned().collect::<Vec<_>>();
        let others = self.who.len().saturating_sub(NAMES);
        text::warning(&shown.join(", "), others, &self.message)
    }
}

/// Returns the warnings about a lote, each once however many movements it is about: numbers to compare
/// first, then errors, then the others, in the order of the file.
#[must_use]
pub fn warning_groups(detail: &LoteDetail) -> Vec<WarningGroup> {
    let mut groups: Vec<(u8, WarningGroup)> = Vec::new();
    for RowFinding { index, finding } in &detail.findings {
        let who = who(detail.movements.get(*index));
        match groups
            .iter_mut()
            .find(|(_, group)| group.message == finding.message)
        {
            Some((_, group)) => group.who.push(who),
            None => groups.push((
                rank(finding),
                WarningGroup {
                    message: finding.message.clone(),
                    who: vec![who],
                    must_be_compared: must_be_compared(finding),
                },
            )),
        }
    }
    groups.sort_by_key(|(rank, _)| *rank);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Returns the warnings that signing waits for: a check digit that does not agree.
#[must_use]
pub fn numbers_to_compare(detail: &LoteDetail) -> Vec<WarningGroup> {
    let mut groups = warning_groups(detail);
    groups.retain(|group| group.must_be_compared);
    groups
}

/// Returns the movements with warnings first, each part in the order of the file.
#[must_use]
pub fn warned_first(detail: &LoteDetail) -> Vec<MovementView> {
    let warned: Vec<usize> = detail.findings.iter().map(|row| row.index).collect();
    let mut rows: Vec<(bool, &MovementView)> = detail
        .movements
        .iter()
        .enumerate()
        .map(|(index, movement)| (!warned.contains(&index), movement))
        .collect();
    rows.sort_by_key(|(unwarned, _)| *unwarned);
    rows.into_iter()
        .map(|(_, movement)| movement.clone())
        .collect()
}

/// Returns the warnings about each movement, by its id.
#[must_use]
pub fn notes_by_movement(detail: &LoteDetail) -> BTreeMap<String, Vec<String>> {
    let mut notes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for RowFinding { index, finding } in &detail.findings {
        if let Some(movement) = detail.movements.get(*index) {
            let known = notes.entry(movement.id.clone()).or_default();
            known.push(finding.message.clone());
        }
    }
    notes
}

fn who(movement: Option<&MovementView>) -> String {
    movement.map_or_else(String::new, |one| {
        text::who(&one.nombre, one.draft.nss.trim())
    })
}

fn rank(finding: &Finding) -> u8 {
    match finding.code.severity() {
        _ if must_be_compared(finding) => 0,
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    }
}

fn must_be_compared(finding: &Finding) -> bool {
    matches!(
        finding.code,
        Code::NssCheckDigit | Code::CurpCheckDigit | Code::RpCheckDigit | Code::RpCompleted
    )
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteDetail;
    use imss::id::{Curp, Nss};
    use imss::rules::RowFinding;

    use super::{notes_by_movement, numbers_to_compare, warned_first, warning_groups};
    use crate::lotes::testing::{REINGRESO, detail};

    /// A lote of four reingresos: the third has a wrong NSS check digit, all but the first a wrong
    /// CURP check digit.
    fn warned() -> LoteDetail {
        let mut lote = detail(&[REINGRESO; 4]);
        for (place, movement) in lote.movements.iter_mut().enumerate() {
            movement.id = format!("m{place}");
            movement.nombre = format!("PERSONA {place}");
        }
        let curp = Curp::parse("FUNK671228MCLNLR04")
            .unwrap()
            .findings()
            .remove(0);
        let nss = Nss::parse("92919084430").unwrap().findings().remove(0);
        for index in 1..4 {
            let finding = curp.clone();
            lote.findings.push(RowFinding { index, finding });
        }
        lote.findings.push(RowFinding {
            index: 2,
            finding: nss,
        });
        lote
    }

    #[test]
    fn says_each_warning_once_with_whom_it_is_about() {
        let groups = warning_groups(&warned());
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].who.len(), 3);
        assert!(
            groups[0]
                .line()
                .starts_with("PERSONA 1 (NSS 92919084431), ")
        );
        assert!(groups.iter().all(|group| group.must_be_compared));
    }

    #[test]
    fn counts_the_names_that_it_does_not_list() {
        let mut lote = warned();
        lote.findings[3].index = 0;
        lote.findings[3].finding = lote.findings[0].finding.clone();
        let groups = warning_groups(&lote);
        assert!(
            groups[0].line().contains(" y 1 más: "),
            "{}",
            groups[0].line()
        );
    }

    #[test]
    fn puts_rows_with_warnings_first() {
        let lote = warned();
        let ids: Vec<_> = warned_first(&lote).into_iter().map(|one| one.id).collect();
        assert_eq!(ids, ["m1", "m2", "m3", "m0"]);
        let notes = notes_by_movement(&lote);
        assert_eq!(notes.get("m2").map(Vec::len), Some(2));
        assert_eq!(notes.get("m0"), None);
    }

    #[test]
    fn a_wrong_check_digit_waits_to_be_compared() {
        assert_eq!(numbers_to_compare(&warned()).len(), 2);
        assert_eq!(numbers_to_compare(&detail(&[REINGRESO])), []);
    }
}
