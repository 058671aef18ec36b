//! What the pages decide: which choices there are, how answers of the server settle rows.

use api::view::imports::{ColumnMapping, Recognised, RowOrigin, origin};
use api::view::movements::{Origin, SaveMany, SaveMovement, SavedOne};
use api::view::registros::RegistroView;
use api::view::trabajadores::{LoadPlantilla, PlantillaOutcome, PlantillaRow, TrabajadorData};
use import_protocol::{
    BatchRow, ColumnUse, ColumnView, Defaults, Filter, Opened, Purpose, Refused, Registro, Tally,
    mappable,
};
use imss::finding::{Field, Finding};
use imss::movimiento::{CausaBaja, MovimientoDraft, TipoMovimiento};
use jiff::civil::Date;
use leptos::prelude::RwSignal;
use model::ImportKind;

use crate::components::Choice;
use crate::messages::import as text;

/// Rows that are sent to the server at once: few enough that the page never stops for long.
pub(super) const BATCH: u32 = 200;

/// Rows of the preview that are shown at once.
pub(super) const PAGE: u32 = 50;

/// What the person chose for rows that do not say.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// Code of a type.
    pub(super) tipo: RwSignal<String>,
    /// Number of a registro patronal.
    pub(super) registro: RwSignal<String>,
    /// As a date field writes it.
    pub(super) fecha: RwSignal<String>,
    /// Code of a cause.
    pub(super) causa: RwSignal<String>,
}

/// What became of rows at the server.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) stored: Vec<u32>,
    pub(super) known: Vec<u32>,
    pub(super) refused: Vec<Refused>,
}

pub(super) fn import_kind(purpose: Purpose) -> ImportKind {
    match purpose {
        Purpose::Movements => ImportKind::Movements,
        Purpose::Plantilla => ImportKind::Plantilla,
    }
}

pub(super) fn field_choices(purpose: Purpose) -> Vec<Choice> {
    mappable(purpose)
        .iter()
        .map(|field| Choice::new(field.as_str(), field.label()))
        .collect()
}

/// Whether a row cannot do without a field; what may be left to a default is not needed.
pub(super) fn is_needed(purpose: Purpose, tipo: TipoMovimiento, field: Field) -> bool {
    match (purpose, field) {
        (_, Field::Nss | Field::Paterno | Field::Nombre) => true,
        (Purpose::Movements, Field::RegistroPatronal | Field::Fecha) => true,
        (Purpose::Movements, Field::Sbc) => tipo != TipoMovimiento::Baja,
        (Purpose::Movements, Field::CausaBaja) => tipo == TipoMovimiento::Baja,
        _ => false,
    }
}

pub(super) fn tipo_choices() -> Vec<Choice> {
    TipoMovimiento::ALL
        .iter()
        .map(|tipo| Choice::new(tipo.code(), tipo.label()))
        .collect()
}

pub(super) fn cause_choices() -> Vec<Choice> {
    CausaBaja::ALL
        .iter()
        .map(|cause| Choice::new(cause.code(), cause.label()))
        .collect()
}

pub(super) fn sheet_choices(opened: &Opened) -> Vec<Choice> {
    (0_u32..)
        .zip(&opened.sheets)
        .map(|(number, sheet)| Choice::new(number.to_string(), sheet.name.clone()))
        .collect()
}

/// The filters of the preview that let something through, by what a list calls them.
pub(super) fn filter_choices(tally: &Tally) -> Vec<Choice> {
    let sorts = [
        ("all", text::ALL, tally.rows),
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
            format!("code:{}", finding.code),
            format!("{about}: {sentence}… ({rows})"),
        )
    });
    sorts
        .into_iter()
        .filter(|(name, _, rows)| *name == "all" || *rows > 0)
        .map(|(name, label, rows)| Choice::new(name, format!("{label} ({rows})")))
        .chain(findings)
        .collect()
}

/// The filter of a choice.
pub(super) fn filter_of(choice: &str) -> Filter {
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

/// What columns were recognised as, or what they meant the last time.
pub(super) fn chosen_columns(columns: &[ColumnView], last: Option<&ColumnMapping>) -> Vec<String> {
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

/// What is remembered for the next file with these headings.
pub(super) fn mapping(
    purpose: Purpose,
    columns: &[ColumnView],
    chosen: &[String],
) -> ColumnMapping {
    ColumnMapping {
        kind: import_kind(purpose),
        headings: columns
            .iter()
            .map(|column| column.heading.clone())
            .collect(),
        fields: chosen
            .iter()
            .map(|name| {
                let column_use: Option<ColumnUse> = name.parse().ok();
                column_use.map(|column_use| column_use.as_str().to_owned())
            })
            .collect(),
    }
}

/// Whether another column before this one has the same field.
pub(super) fn is_twice(chosen: &[String], place: usize) -> bool {
    let Some(own) = chosen.get(place).filter(|name| !name.is_empty()) else {
        return false;
    };
    chosen[..place].contains(own)
}

pub(super) fn defaults(tipo: &str, registro: &str, fecha: &str, causa: &str) -> Defaults {
    Defaults {
        tipo: TipoMovimiento::from_code(tipo.as_bytes()),
        registro_patronal: registro.to_owned(),
        fecha: fecha.to_owned(),
        causa: causa.to_owned(),
    }
}

pub(super) fn registros(held: &[RegistroView]) -> Vec<Registro> {
    held.iter()
        .map(|one| Registro {
            numero: one.data.numero.clone(),
            zona: one.data.zona,
            umf: one.data.umf.clone(),
            guia: one.data.guia.clone(),
        })
        .collect()
}

/// The id of the registro patronal of a row: by the ten characters before the check digit.
pub(super) fn registro_of<'a>(held: &'a [RegistroView], numero: &str) -> Option<&'a RegistroView> {
    let numero: String = numero
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let key = numero.get(..10)?;
    held.iter()
        .find(|one| one.data.numero.get(..10) == Some(key))
}

/// The rows as they came, by which a second import is recognised; rows whose registro patronal is not
/// ours are passed over, and are not ready either.
pub(super) fn origins(rows: &[BatchRow], held: &[RegistroView]) -> Vec<(u32, RowOrigin)> {
    rows.iter()
        .filter_map(|row| {
            let registro = registro_of(held, &row.draft.registro_patronal)?;
            let origin = RowOrigin {
                registro: registro.id.clone(),
                row: origin_of(row),
            };
            Some((row.row, origin))
        })
        .collect()
}

fn origin_of(row: &BatchRow) -> String {
    let came: &MovimientoDraft = row.came.as_deref().unwrap_or(&row.draft);
    origin(came)
}

/// Those of the rows that were imported before.
pub(super) fn recognised(asked: &[(u32, RowOrigin)], answers: &[Option<Recognised>]) -> Vec<u32> {
    asked
        .iter()
        .zip(answers)
        .filter(|(_, answer)| answer.is_some())
        .map(|((row, _), _)| *row)
        .collect()
}

/// What is sent to be stored, and which rows it is.
pub(super) fn save_many(rows: Vec<BatchRow>, held: &[RegistroView]) -> (Vec<u32>, SaveMany) {
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
            origin: Some(Origin::Row(origin_of(&row))),
            draft: row.draft,
            ready: true,
        });
    }
    (numbers, SaveMany { items })
}

pub(super) fn settled(rows: &[u32], answers: Vec<SavedOne>) -> Outcome {
    let mut outcome = Outcome::default();
    for (row, answer) in rows.iter().copied().zip(answers) {
        match answer {
            SavedOne::Saved { .. } => outcome.stored.push(row),
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

/// What is sent of a plantilla: one request for each registro patronal among the rows.
pub(super) fn load_plantilla(
    rows: Vec<BatchRow>,
    held: &[RegistroView],
    corte: Date,
) -> Vec<(Vec<u32>, LoadPlantilla)> {
    let mut requests: Vec<(Vec<u32>, LoadPlantilla)> = Vec::new();
    for row in rows {
        let Some(registro) = registro_of(held, &row.draft.registro_patronal) else {
            continue;
        };
        let place = requests
            .iter()
            .position(|(_, request)| request.registro == registro.id)
            .unwrap_or_else(|| {
                let request = LoadPlantilla {
                    registro: registro.id.clone(),
                    corte,
                    rows: Vec::new(),
                };
                requests.push((Vec::new(), request));
                requests.len() - 1
            });
        let (numbers, request) = &mut requests[place];
        numbers.push(row.row);
        request.rows.push(worker(row));
    }
    requests
}

fn worker(row: BatchRow) -> PlantillaRow {
    let draft = row.draft;
    PlantillaRow {
        data: TrabajadorData {
            nss: draft.nss,
            paterno: draft.paterno,
            materno: draft.materno,
            nombre: draft.nombre,
            curp: draft.curp,
            rfc: row.rfc,
            clave: draft.clave,
            umf: draft.umf,
            tipo_trabajador: draft.tipo_trabajador,
            tipo_salario: draft.tipo_salario,
            jornada: draft.jornada,
        },
        fecha: draft.fecha,
        sbc: draft.sbc,
    }
}

pub(super) fn loaded(rows: &[u32], answers: Vec<PlantillaOutcome>) -> Outcome {
    let mut outcome = Outcome::default();
    for (row, answer) in rows.iter().copied().zip(answers) {
        if answer.stored {
            outcome.stored.push(row);
        } else {
            outcome.refused.push(Refused {
                row,
                message: errors_of(&answer.findings),
            });
        }
    }
    outcome
}

fn errors_of(findings: &[Finding]) -> String {
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
    use api::view::registros::{RegistroData, RegistroView};
    use import_protocol::SheetView;

    use super::*;

    fn held() -> Vec<RegistroView> {
        let one = |id: &str, numero: &str| RegistroView {
            id: id.to_owned(),
            version: 1,
            data: RegistroData {
                numero: numero.to_owned(),
                ..RegistroData::default()
            },
            certificado: None,
            plantilla: None,
        };
        vec![one("r1", "Y6087828106"), one("r2", "B7010662106")]
    }

    fn row(number: u32, registro: &str) -> BatchRow {
        BatchRow {
            row: number,
            line: number + 2,
            draft: MovimientoDraft {
                registro_patronal: registro.to_owned(),
                nss: "92919084431".to_owned(),
                umf: "021".to_owned(),
                ..MovimientoDraft::new(TipoMovimiento::Reingreso)
            },
            came: None,
            rfc: String::new(),
        }
    }

    #[test]
    fn a_registro_patronal_is_known_with_and_without_its_last_digit() {
        let held = held();
        for numero in ["Y6087828106", "Y608782810", "y60-87828-10-6"] {
            let found = registro_of(&held, numero).map(|one| one.id.as_str());
            assert_eq!(found, Some("r1"), "{numero}");
        }
        assert_eq!(registro_of(&held, "Y60"), None);
        assert_eq!(registro_of(&held, "Z6087828106"), None);
    }

    #[test]
    fn a_row_is_recognised_by_what_stood_in_the_file() {
        let plain = row(0, "Y6087828106");
        let mut completed = row(1, "Y6087828106");
        completed.came = Some(Box::new(MovimientoDraft {
            umf: String::new(),
            ..completed.draft.clone()
        }));
        let asked = origins(&[plain, completed, row(2, "?")], &held());
        let rows: Vec<u32> = asked.iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [0, 1]);
        assert_ne!(asked[0].1.row, asked[1].1.row);
        assert_eq!(asked[0].1.registro, "r1");
        let known = Recognised {
            movement: "m1".to_owned(),
            estado: model::MovementStatus::Listo,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        assert_eq!(recognised(&asked, &[None, Some(known)]), [1]);
    }

    #[test]
    fn every_answer_settles_the_row_it_was_asked_for() {
        let rows = vec![row(4, "Y6087828106"), row(5, "nada"), row(9, "B7010662106")];
        let (numbers, request) = save_many(rows, &held());
        assert_eq!(numbers, [4, 9]);
        assert!(
            request
                .items
                .iter()
                .all(|item| item.ready && item.origin.is_some())
        );
        let answers = vec![
            SavedOne::Imported { id: "m".to_owned() },
            SavedOne::Failed {
                error: ApiError::new("gone", "Ya no está.").hint("Vuelve a cargar."),
            },
        ];
        let outcome = settled(&numbers, answers);
        assert_eq!((outcome.stored, outcome.known), (vec![], vec![4]));
        assert_eq!(outcome.refused[0].row, 9);
        assert_eq!(outcome.refused[0].message, "Ya no está. Vuelve a cargar.");
    }

    #[test]
    fn a_plantilla_is_sent_by_registro_patronal() {
        let rows = vec![
            row(0, "Y6087828106"),
            row(1, "B7010662106"),
            row(2, "Y6087828106"),
        ];
        let corte = jiff::civil::date(2026, 1, 31);
        let requests = load_plantilla(rows, &held(), corte);
        let sent: Vec<(&[u32], &str, usize)> = requests
            .iter()
            .map(|(rows, one)| (rows.as_slice(), one.registro.as_str(), one.rows.len()))
            .collect();
        assert_eq!(sent, [(&[0, 2][..], "r1", 2), (&[1][..], "r2", 1)]);
        let answers = vec![
            PlantillaOutcome {
                stored: true,
                findings: Vec::new(),
            },
            PlantillaOutcome {
                stored: false,
                findings: Vec::new(),
            },
        ];
        let outcome = loaded(&requests[0].0, answers);
        assert_eq!(outcome.stored, [0]);
        assert_eq!(outcome.refused[0].message, text::SERVER_REFUSED);
    }

    #[test]
    fn columns_mean_what_they_meant_the_last_time() {
        let column = |heading: &str, field: Option<Field>| ColumnView {
            heading: heading.to_owned(),
            used_as: field.map(ColumnUse::Field),
            ..ColumnView::default()
        };
        let columns = [column("NSS", Some(Field::Nss)), column("Integrado", None)];
        assert_eq!(chosen_columns(&columns, None), ["nss", ""]);
        let chosen = ["nss".to_owned(), "sbc".to_owned()];
        let last = mapping(Purpose::Movements, &columns, &chosen);
        assert_eq!(last.headings, ["NSS", "Integrado"]);
        assert_eq!(chosen_columns(&columns, Some(&last)), chosen);
        assert!(!is_twice(&chosen, 1));
        assert!(is_twice(&["nss".to_owned(), "nss".to_owned()], 1));
        assert!(!is_twice(&[String::new(), String::new()], 1));
    }

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
            filter_of("code:nss-length"),
            Filter::Code("nss-length".to_owned())
        );
        let opened = Opened {
            kind: import_protocol::Kind::Xlsx,
            sheets: vec![SheetView {
                name: "Nómina".to_owned(),
                hidden: false,
            }],
            sheet: 0,
            columns: Vec::new(),
            encoding: None,
            questions: Vec::new(),
            rows: 0,
            hidden_rows: 0,
            findings: Vec::new(),
        };
        assert_eq!(sheet_choices(&opened)[0].value, "0");
    }

    #[test]
    fn a_row_needs_what_its_type_is_about() {
        let needed = |tipo| {
            let needs = |field: &&Field| is_needed(Purpose::Movements, tipo, **field);
            mappable(Purpose::Movements).iter().filter(needs).count()
        };
        assert_eq!(needed(TipoMovimiento::Reingreso), 6);
        assert_eq!(needed(TipoMovimiento::Baja), 6);
        let baja = |field| is_needed(Purpose::Movements, TipoMovimiento::Baja, field);
        assert!(baja(Field::CausaBaja) && !baja(Field::Sbc) && !baja(Field::Curp));
        let known = |field| is_needed(Purpose::Plantilla, TipoMovimiento::Reingreso, field);
        assert!(known(Field::Nss) && !known(Field::Rfc));
    }
}
