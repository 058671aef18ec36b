//! What is asked about a file: its encoding, the order of its dates, columns that compete, whole names,
//! hidden rows.

use std::collections::BTreeMap;

use import_protocol::{About, Question, ReadingOption, Sample};
use imss::finding::Field;
use imss::movimiento::TipoMovimiento;
use imss::normalise::{Conventions, NameOrder, normalise_with, split_full_name};

use crate::interpret::{order_of, shown};
use crate::survey::{ColumnOrder, Survey};
use crate::text::Judgement;

/// Ids of questions: of the file, and of each column from these numbers on.
pub(super) const ENCODING: u32 = 0;
const HIDDEN_ROWS: u32 = 1;
const DATE_ORDER: u32 = 1_000;
const NAME_ORDER: u32 = 2_000;
const COMPETING: u32 = 3_000;

/// Answers by the id of their question.
pub(super) type Answers = BTreeMap<u32, u32>;

/// Every question there is to ask of a file, with the answers that were given.
pub(super) fn questions(
    judgement: Option<&Judgement>,
    survey: &Survey,
    answers: &Answers,
) -> Vec<Question> {
    let mut questions: Vec<Question> = judgement.and_then(of_encoding).into_iter().collect();
    for (place, dates) in survey.dates.iter().enumerate() {
        questions.extend(of_dates(place, dates.order(), &dates.samples));
    }
    for (place, (competing, conflict)) in survey
        .mapped
        .competing
        .iter()
        .zip(&survey.conflicts)
        .enumerate()
    {
        if conflict.rows > 0 {
            questions.push(of_columns(place, competing, conflict, survey));
        }
    }
    for (place, names) in survey.names.iter().enumerate() {
        if !names.is_empty() {
            questions.push(of_names(place, names));
        }
    }
    questions.extend(of_hidden_rows(survey.hidden_rows));
    for question in &mut questions {
        if let Some(answer) = answers.get(&question.id) {
            question.answer = Some(*answer);
        }
    }
    questions
}

fn of_encoding(judgement: &Judgement) -> Option<Question> {
    if judgement.is_sure {
        return None;
    }
    let options = judgement.candidates.iter().map(|candidate| ReadingOption {
        label: candidate.encoding.label().to_owned(),
        samples: candidate
            .samples
            .iter()
            .map(|(read, understood)| sample(read, understood))
            .collect(),
    });
    Some(Question {
        id: ENCODING,
        about: About::Encoding,
        options: options.collect(),
        likely: Some(0),
        answer: None,
    })
}

fn of_dates(place: usize, order: ColumnOrder, samples: &[String]) -> Option<Question> {
    let mixed = match order {
        ColumnOrder::Known(_) => return None,
        ColumnOrder::Ambiguous | ColumnOrder::Doubtful => false,
        ColumnOrder::Mixed => true,
    };
    let column = u32::try_from(place).ok()?;
    let labels = ["Día primero (dd/mm/aaaa)", "Mes primero (mm/dd/aaaa)"];
    let options = (0..).zip(labels).map(|(option, label)| {
        let conventions = Conventions {
            date_order: order_of(option),
            ..Conventions::default()
        };
        ReadingOption {
            label: label.to_owned(),
            samples: samples
                .iter()
                .map(|text| {
                    let read = normalise_with(Field::Fecha, text, conventions);
                    let impossible = imss::time::parse_date(&read.text).is_err();
                    let understood = if impossible { "no existe" } else { &read.text };
                    sample(text, understood)
                })
                .collect(),
        }
    });
    Some(Question {
        id: DATE_ORDER + column,
        about: About::DateOrder { column, mixed },
        options: options.collect(),
        // In Mexico the day comes first.
        likely: (order == ColumnOrder::Ambiguous).then_some(0),
        answer: None,
    })
}

fn of_columns(
    place: usize,
    competing: &crate::columns::Competing,
    conflict: &crate::survey::Conflict,
    survey: &Survey,
) -> Question {
    let columns = competing.columns.iter();
    let options = columns.clone().enumerate().map(|(option, column)| {
        let heading = survey.headings.texts.get(*column);
        let heading = heading.filter(|heading| !heading.is_empty());
        let label = match heading {
            Some(heading) => heading.clone(),
            None => format!("Columna {}", column + 1),
        };
        ReadingOption {
            label,
            samples: conflict
                .samples
                .iter()
                .filter_map(|texts| texts.get(option))
                .map(|text| sample(text, text))
                .collect(),
        }
    });
    Question {
        id: COMPETING + u32::try_from(place).unwrap_or(0),
        about: About::Columns {
            field: competing.field,
            tipo: competing.tipo,
            columns: columns
                .clone()
                .filter_map(|column| u32::try_from(*column).ok())
                .collect(),
        },
        options: options.collect(),
        likely: likely_column(competing, survey),
        answer: None,
    }
}

/// Of dates the column that is only of the type.
fn likely_column(competing: &crate::columns::Competing, survey: &Survey) -> Option<u32> {
    let tipo: TipoMovimiento = competing.tipo?;
    let special = competing.columns.iter().position(|column| {
        survey
            .mapped
            .columns
            .get(*column)
            .is_some_and(|view| view.used_as == Some(import_protocol::ColumnUse::DateOf(tipo)))
    })?;
    u32::try_from(special).ok()
}

fn of_names(place: usize, names: &[String]) -> Question {
    let column = u32::try_from(place).unwrap_or(0);
    let ways = [
        (
            NameOrder::SurnamesFirst,
            "Primero los apellidos (paterno | materno | nombre)",
        ),
        (
            NameOrder::GivenFirst,
            "Primero el nombre (nombre, paterno, materno)",
        ),
    ];
    Question {
        id: NAME_ORDER + column,
        about: About::NameOrder { column },
        options: ways
            .into_iter()
            .map(|(order, label)| ReadingOption {
                label: label.to_owned(),
                samples: names
                    .iter()
                    .map(|name| sample(name, &shown(&split_full_name(name, order))))
                    .collect(),
            })
            .collect(),
        likely: Some(0),
        answer: None,
    }
}

fn of_hidden_rows(rows: u32) -> Option<Question> {
    let option = |label: &str| ReadingOption {
        label: label.to_owned(),
        samples: Vec::new(),
    };
    (rows > 0).then(|| Question {
        id: HIDDEN_ROWS,
        about: About::HiddenRows { rows },
        options: vec![
            option("Dejarlos fuera: la hoja los oculta"),
            option("Importarlos también"),
        ],
        likely: Some(0),
        // What a person does not see she does not mean to file.
        answer: Some(0),
    })
}

fn sample(read: &str, understood: &str) -> Sample {
    Sample {
        read: read.to_owned(),
        understood: understood.to_owned(),
    }
}
