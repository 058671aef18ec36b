//! What each column of a file means, and what holds for a row that does not say.

use import_protocol::{ColumnUse, ColumnView, Defaults, Opened, Purpose, Why};
use imss::movimiento::{CausaBaja, TipoMovimiento};
use model::ColumnMapping;
use model::ImportKind;

use crate::messages::import as text;
use crate::shown::Choice;

/// Returns what a file of this purpose is remembered as.
#[must_use]
pub fn import_kind(purpose: Purpose) -> ImportKind {
    match purpose {
        Purpose::Movements => ImportKind::Movements,
        Purpose::Plantilla => ImportKind::Plantilla,
    }
}

/// Returns what a column can be read as, as a list offers it.
#[must_use]
pub fn use_choices(purpose: Purpose) -> Vec<Choice> {
    ColumnUse::all(purpose)
        .into_iter()
        .map(|column_use| Choice::new(column_use.as_str(), column_use.label()))
        .collect()
}

/// Returns what the columns are read as, by the names that were chosen.
#[must_use]
pub fn uses(chosen: &[String]) -> Vec<Option<ColumnUse>> {
    chosen.iter().map(|name| name.parse().ok()).collect()
}

/// Returns the types of movement as a list offers them.
#[must_use]
pub fn tipo_choices() -> Vec<Choice> {
    TipoMovimiento::ALL
        .iter()
        .map(|tipo| Choice::new(tipo.code(), tipo.label()))
        .collect()
}

/// Returns the causes of a baja as a list offers them.
#[must_use]
pub fn cause_choices() -> Vec<Choice> {
    CausaBaja::ALL
        .iter()
        .map(|cause| Choice::new(cause.code(), cause.label()))
        .collect()
}

/// Returns the sheets of a workbook as a list offers them.
#[must_use]
pub fn sheet_choices(opened: &Opened) -> Vec<Choice> {
    (0_u32..)
        .zip(&opened.sheets)
        .map(|(number, sheet)| {
            let label = if sheet.hidden {
                text::hidden(&sheet.name)
            } else {
                sheet.name.clone()
            };
            Choice::new(number.to_string(), label)
        })
        .collect()
}

/// Returns, for each column, the name of the field it meant the last time, or was recognised as; empty
/// where it is not imported.
#[must_use]
pub fn chosen_columns(columns: &[ColumnView], last: Option<&ColumnMapping>) -> Vec<String> {
    let name = |column_use: Option<ColumnUse>| {
        column_use
            .map(|column_use| column_use.as_str().to_owned())
            .unwrap_or_default()
    };
    match last {
        Some(last) if last.fields.len() == columns.len() => last
            .fields
            .iter()
            .cloned()
            .map(Option::unwrap_or_default)
            .collect(),
        _ => columns.iter().map(|column| name(column.used_as)).collect(),
    }
}

/// Returns what is remembered for the next file with these headings: what each column means, and the type
/// of movement that was chosen for rows that do not say.
#[must_use]
pub fn mapping(
    purpose: Purpose,
    columns: &[ColumnView],
    chosen: &[String],
    tipo: &str,
) -> ColumnMapping {
    ColumnMapping {
        kind: import_kind(purpose),
        headings: columns
            .iter()
            .map(|column| column.heading.clone())
            .collect(),
        fields: uses(chosen)
            .into_iter()
            .map(|column_use| column_use.map(|one| one.as_str().to_owned()))
            .collect(),
        tipo: TipoMovimiento::from_code(tipo.as_bytes()),
    }
}

/// Returns what a column is called: its heading, or its place where it has none.
#[must_use]
pub fn heading_of(column: &ColumnView, place: usize) -> String {
    if column.heading.is_empty() {
        text::unnamed(place + 1)
    } else {
        column.heading.clone()
    }
}

/// Returns why a column is read as it is; `None` where the person chose it on this page, or it is not
/// imported.
#[must_use]
pub fn why(
    column: &ColumnView,
    place: usize,
    chosen: &str,
    last: Option<&ColumnMapping>,
) -> Option<String> {
    if chosen.is_empty() {
        return None;
    }
    let remembered = last
        .filter(|last| last.fields.len() > place)
        .and_then(|last| last.fields[place].as_deref());
    if remembered == Some(chosen) {
        return Some(text::WHY_LAST_TIME.to_owned());
    }
    if column.used_as.map(ColumnUse::as_str) != Some(chosen) {
        return None;
    }
    column.why.as_ref().map(|why| match why {
        Why::ExactName => text::WHY_NAME.to_owned(),
        Why::ContainsName { known } => text::why_contains(known),
        Why::Values => text::WHY_VALUES.to_owned(),
    })
}

/// Returns the first column before this one that has the same use.
#[must_use]
pub fn first_with_use_of(chosen: &[String], place: usize) -> Option<usize> {
    let own = chosen.get(place).filter(|name| !name.is_empty())?;
    chosen[..place].iter().position(|other| other == own)
}

/// Returns what holds for a row that does not say: codes, the number of a registro patronal, and a date
/// as a date field writes it.
#[must_use]
pub fn defaults(tipo: &str, registro: &str, fecha: &str, causa: &str) -> Defaults {
    Defaults {
        tipo: TipoMovimiento::from_code(tipo.as_bytes()),
        registro_patronal: registro.to_owned(),
        fecha: fecha.to_owned(),
        causa: causa.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use import_protocol::SheetView;
    use imss::finding::Field;

    use super::*;

    #[test]
    fn a_column_means_what_it_meant_the_last_time() {
        let column = |heading: &str, field: Option<Field>| ColumnView {
            heading: heading.to_owned(),
            used_as: field.map(ColumnUse::Field),
            ..ColumnView::default()
        };
        let columns = [column("NSS", Some(Field::Nss)), column("Integrado", None)];
        assert_eq!(chosen_columns(&columns, None), ["nss", ""]);
        let chosen = ["nss".to_owned(), "sbc".to_owned()];
        let last = mapping(Purpose::Movements, &columns, &chosen, "02");
        assert_eq!(last.tipo, Some(TipoMovimiento::Baja));
        assert_eq!(last.headings, ["NSS", "Integrado"]);
        assert_eq!(chosen_columns(&columns, Some(&last)), chosen);
        assert_eq!(first_with_use_of(&chosen, 1), None);
        let twice = ["nss".to_owned(), "nss".to_owned()];
        assert_eq!(first_with_use_of(&twice, 1), Some(0));
        assert_eq!(first_with_use_of(&[String::new(), String::new()], 1), None);
    }

    #[test]
    fn says_why_a_column_is_read_as_it_is() {
        let column = ColumnView {
            heading: "SDI nuevo".to_owned(),
            used_as: Some(ColumnUse::Field(Field::Sbc)),
            why: Some(Why::ContainsName {
                known: "SDI".to_owned(),
            }),
            ..ColumnView::default()
        };
        let reason = why(&column, 0, "sbc", None).unwrap();
        assert!(reason.contains("«SDI»"), "{reason}");
        assert_eq!(why(&column, 0, "clave", None), None, "she chose it herself");
        assert_eq!(why(&column, 0, "", None), None);
        let last = ColumnMapping {
            kind: ImportKind::Movements,
            headings: vec!["SDI nuevo".to_owned()],
            fields: vec![Some("clave".to_owned())],
            tipo: None,
        };
        let reason = why(&column, 0, "clave", Some(&last));
        assert_eq!(reason.as_deref(), Some(text::WHY_LAST_TIME));
    }

    #[test]
    fn a_column_without_heading_is_called_by_its_place() {
        assert_eq!(heading_of(&ColumnView::default(), 2), "Columna 3");
    }

    #[test]
    fn a_sheet_is_chosen_by_its_place() {
        let opened = Opened {
            kind: import_protocol::Kind::Xlsx,
            sheets: vec![SheetView {
                name: "Nómina".to_owned(),
                hidden: true,
            }],
            sheet: 0,
            columns: Vec::new(),
            encoding: None,
            questions: Vec::new(),
            rows: 0,
            hidden_rows: 0,
            findings: Vec::new(),
        };
        let choices = sheet_choices(&opened);
        assert_eq!(choices[0].value, "0");
        assert_eq!(choices[0].label, "Nómina (oculta)");
    }
}
