//! What can be read in more than one way in a file, as it is asked.

use import_protocol::{About, ColumnUse, ColumnView, Opened, Question, ReadingOption};
use imss::movimiento::TipoMovimiento;

use super::columns::heading_of;
use crate::messages::import as text;
use crate::shown::Choice;

/// A question as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// Names it when it is answered.
    pub id: u32,
    /// The question.
    pub title: String,
    /// Its answers, each with values of the file as they are and as they would be understood.
    pub options: Vec<Choice>,
    /// The answer that was given, as [`Choice::value`]; empty while there is none.
    pub answer: String,
}

/// Returns the questions that matter while the columns are read as these.
#[must_use]
pub fn questions(opened: &Opened, uses: &[Option<ColumnUse>]) -> Vec<QuestionView> {
    opened
        .questions
        .iter()
        .filter(|question| question.matters(uses))
        .map(|question| view(question, &opened.columns))
        .collect()
}

/// Whether a question must be answered before rows can be ready.
#[must_use]
pub fn any_open(opened: &Opened, uses: &[Option<ColumnUse>]) -> bool {
    opened
        .questions
        .iter()
        .any(|question| question.is_open(uses))
}

/// Whether a question asks which of these two columns to take.
#[must_use]
pub fn chooses_between(opened: &Opened, one: usize, other: usize) -> bool {
    opened
        .questions
        .iter()
        .any(|question| match &question.about {
            About::Columns { columns, .. } => [one, other]
                .into_iter()
                .all(|place| columns.iter().any(|column| *column as usize == place)),
            _ => false,
        })
}

fn view(question: &Question, columns: &[ColumnView]) -> QuestionView {
    let options = (0_u32..).zip(&question.options);
    QuestionView {
        id: question.id,
        title: title(&question.about, columns),
        options: options
            .map(|(number, option)| choice(number, option, question.likely == Some(number)))
            .collect(),
        answer: question
            .answer
            .map(|answer| answer.to_string())
            .unwrap_or_default(),
    }
}

fn choice(number: u32, option: &ReadingOption, likely: bool) -> Choice {
    let label = if likely {
        text::likely(&option.label)
    } else {
        option.label.clone()
    };
    let samples: Vec<String> = option
        .samples
        .iter()
        .map(|sample| text::sample(&sample.read, &sample.understood))
        .collect();
    Choice::new(number.to_string(), label).help(samples.join(" · "))
}

fn title(about: &About, columns: &[ColumnView]) -> String {
    let heading = |column: u32| {
        let place = column as usize;
        columns.get(place).map_or_else(
            || text::unnamed(place + 1),
            |column| heading_of(column, place),
        )
    };
    match about {
        About::Encoding => text::ASK_ENCODING.to_owned(),
        About::DateOrder { column, mixed } => text::ask_date_order(&heading(*column), *mixed),
        About::Columns { field, tipo, .. } => {
            text::ask_columns(field.label(), tipo.map(TipoMovimiento::label))
        }
        About::NameOrder { column } => text::ask_name_order(&heading(*column)),
        About::HiddenRows { rows } => text::ask_hidden_rows(*rows),
    }
}

#[cfg(test)]
mod tests {
    use import_protocol::{Kind, Sample};
    use imss::finding::Field;

    use super::*;

    fn opened() -> Opened {
        let sample = |understood: &str| Sample {
            read: "05/06/2026".to_owned(),
            understood: understood.to_owned(),
        };
        let option = |label: &str, understood: &str| ReadingOption {
            label: label.to_owned(),
            samples: vec![sample(understood)],
        };
        Opened {
            kind: Kind::Csv,
            sheets: Vec::new(),
            sheet: 0,
            columns: vec![ColumnView {
                heading: "Fecha".to_owned(),
                ..ColumnView::default()
            }],
            encoding: None,
            questions: vec![Question {
                id: 7,
                about: About::DateOrder {
                    column: 0,
                    mixed: false,
                },
                options: vec![
                    option("Día primero", "5 de junio"),
                    option("Mes primero", "6 de mayo"),
                ],
                likely: Some(0),
                answer: None,
            }],
            rows: 1,
            hidden_rows: 0,
            findings: Vec::new(),
        }
    }

    #[test]
    fn a_question_shows_values_of_the_file_both_ways() {
        let opened = opened();
        let uses = [Some(ColumnUse::Field(Field::Fecha))];
        let asked = questions(&opened, &uses);
        assert_eq!(asked.len(), 1);
        assert!(asked[0].title.contains("«Fecha»"), "{}", asked[0].title);
        let shown: Vec<(&str, &str)> = asked[0]
            .options
            .iter()
            .map(|option| (option.label.as_str(), option.help.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("Día primero (lo más probable)", "05/06/2026 → 5 de junio"),
                ("Mes primero", "05/06/2026 → 6 de mayo"),
            ]
        );
        assert_eq!(asked[0].answer, "", "the likely one is not chosen for her");
        assert!(any_open(&opened, &uses));
    }

    #[test]
    fn a_column_that_is_not_imported_asks_nothing() {
        let opened = opened();
        assert!(questions(&opened, &[None]).is_empty());
        assert!(!any_open(&opened, &[None]));
    }

    #[test]
    fn two_columns_of_one_question_may_have_the_same_use() {
        let mut opened = opened();
        opened.questions[0].about = About::Columns {
            field: Field::Sbc,
            tipo: None,
            columns: vec![2, 4],
        };
        assert!(chooses_between(&opened, 2, 4));
        assert!(!chooses_between(&opened, 2, 3));
    }
}
