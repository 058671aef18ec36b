//! Where two people's drafts of one movement differ.

use imss::finding::Field;
use imss::movimiento::MovimientoDraft;

use super::starting_draft::for_form;

/// A field that two drafts hold differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The label of the field.
    pub label: &'static str,
    /// The text of the person who is asked.
    pub mine: String,
    /// The text that is stored.
    pub theirs: String,
}

/// Returns the fields in which two drafts differ, in the order of the form.
pub fn differences(mine: &MovimientoDraft, theirs: &MovimientoDraft) -> Vec<Difference> {
    let (mine, theirs) = (for_form(mine.clone()), for_form(theirs.clone()));
    let difference = |field: &Field| {
        let (mine, theirs) = (mine.text(*field)?, theirs.text(*field)?);
        (mine.trim() != theirs.trim()).then(|| Difference {
            label: field.label(),
            mine: mine.to_owned(),
            theirs: theirs.to_owned(),
        })
    };
    MovimientoDraft::TEXT_FIELDS
        .iter()
        .filter_map(difference)
        .collect()
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::differences;
    use crate::capture::starting_draft::usual;

    #[test]
    fn names_only_fields_that_differ() {
        let mine = usual(TipoMovimiento::Modificacion);
        let mut theirs = mine.clone();
        theirs.sbc = "700".to_owned();
        theirs.nombre = " ".to_owned();
        let labels: Vec<_> = differences(&mine, &theirs)
            .into_iter()
            .map(|one| one.label)
            .collect();
        assert_eq!(labels, ["Salario base de cotización"]);
    }
}
