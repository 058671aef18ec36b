//! What can be read in two ways is asked once, and nothing that it concerns is ready before.

use import_protocol::{About, ColumnUse, Defaults, Filter, Opened, Purpose, Question, Tally};

use crate::files::dispmag;
use crate::files::movement;
use crate::support::{Asked, REGISTRO, codes};

struct Read {
    asked: Asked,
    opened: Opened,
}

impl Read {
    fn open(file: impl Into<Vec<u8>>) -> Self {
        let mut asked = Asked::new();
        let opened = asked
            .open(vec![file.into()], Purpose::Movements)
            .expect("a good file opens");
        Self { asked, opened }
    }

    fn uses(&self) -> Vec<Option<ColumnUse>> {
        let columns = self.opened.columns.iter();
        columns.map(|column| column.used_as).collect()
    }

    fn open_questions(&self) -> Vec<&Question> {
        let uses = self.uses();
        let questions = self.opened.questions.iter();
        questions.filter(|one| one.is_open(&uses)).collect()
    }

    fn check(&mut self) -> Tally {
        let defaults = Defaults {
            registro_patronal: REGISTRO.to_owned(),
            ..Defaults::default()
        };
        self.asked
            .check(self.uses(), defaults)
            .expect("a good file is read")
    }

    fn answer(&mut self, option: u32) -> Tally {
        let id = self.open_questions()[0].id;
        self.opened = self
            .asked
            .answer(id, option)
            .expect("the question has the option");
        self.check()
    }

    fn dates(&mut self) -> Vec<String> {
        let (rows, _) = self.asked.rows(Filter::All, 0, 100);
        rows.into_iter().map(|row| row.draft.fecha).collect()
    }
}

fn bajas(dates: &[&str]) -> String {
    let people = ["92919084431", "72795608040", "12345678903", "01234567897"];
    let mut text = "Tipo;NSS;Paterno;Materno;Nombre;Fecha;Causa\n".to_owned();
    for (nss, date) in people.iter().zip(dates) {
        text.push_str(&format!("02;{nss};FUENTE;NOLASCO;KARLA;{date};2\n"));
    }
    text
}

#[test]
fn a_date_that_decides_is_not_asked() {
    let mut read = Read::open(bajas(&["12/01/2025", "01/10/2026", "01/14/2026"]));
    assert!(read.open_questions().is_empty());
    read.check();
    assert_eq!(read.dates(), ["01/12/2025", "10/01/2026", "14/01/2026"]);
    assert_eq!(read.opened.findings[0].code, "date-month-first");
    let mut read = Read::open(bajas(&["12/01/2026", "13/01/2026"]));
    read.check();
    assert_eq!(read.dates(), ["12/01/2026", "13/01/2026"]);
    assert!(read.opened.findings.is_empty());
}

#[test]
fn a_column_of_dates_that_reads_both_ways_is_asked() {
    let mut read = Read::open(bajas(&["12/01/2026", "01/10/2025"]));
    let questions = read.open_questions();
    assert_eq!(
        questions[0].about,
        About::DateOrder {
            column: 5,
            mixed: false
        }
    );
    let samples: Vec<&str> = questions[0].options[1]
        .samples
        .iter()
        .map(|sample| sample.understood.as_str())
        .collect();
    assert_eq!(samples, ["01/12/2026", "10/01/2025"]);
    let tally = read.check();
    assert_eq!((tally.ready, tally.errors), (0, 2));
    assert_eq!(tally.findings[0].code, "question-open");
    let tally = read.answer(0);
    assert_eq!(tally.ready, 2, "{:?}", tally.findings);
    assert_eq!(read.dates(), ["12/01/2026", "01/10/2025"]);
    assert!(read.open_questions().is_empty());
}

#[test]
fn dates_that_contradict_each_other_are_asked_without_a_proposal() {
    let mut read = Read::open(bajas(&["15/01/2026", "01/14/2026"]));
    let question = read.open_questions()[0];
    assert!(matches!(
        question.about,
        About::DateOrder { mixed: true, .. }
    ));
    assert_eq!(question.likely, None);
    assert_eq!(read.check().ready, 0);
    // Once it is answered, what cannot be so is an error of its row alone.
    let tally = read.answer(0);
    assert_eq!((tally.ready, tally.errors), (1, 1));
    let (rows, _) = read.asked.rows(Filter::Errors, 0, 1);
    assert_eq!(codes(&rows[0])[0], "date-impossible");
}

#[test]
fn a_month_first_value_among_many_that_read_both_ways_is_asked() {
    let mut text = "Tipo;NSS;Paterno;Materno;Nombre;Fecha;Causa\n".to_owned();
    let dates = [["05/01/2026"; 30].as_slice(), &["01/15/2026"]].concat();
    for date in dates {
        text.push_str(&format!("02;92919084431;FUENTE;NOLASCO;KARLA;{date};2\n"));
    }
    let mut read = Read::open(text);
    let question = read.open_questions()[0];
    assert!(matches!(
        question.about,
        About::DateOrder { mixed: false, .. }
    ));
    assert_eq!(question.likely, None);
    assert_eq!(question.options[0].samples[0].understood, "no existe");
    assert_eq!(read.check().ready, 0);
    read.answer(0);
    assert_eq!(read.dates()[0], "05/01/2026");
    let (rows, _) = read.asked.rows(Filter::Errors, 0, 40);
    assert!(rows.iter().any(|row| codes(row)[0] == "date-impossible"));
}

#[test]
fn the_date_of_its_type_is_taken_row_by_row() {
    let file = "Tipo;NSS;Paterno;Materno;Nombre;Fecha de ingreso;Fecha de baja;Fecha del cambio;SBC;Causa\n\
        02;92919084431;FUENTE;NOLASCO;KARLA;04/03/2019;15/01/2026;;;2\n\
        07;72795608040;XIMENEZ;QUEZADA;BERTA;04/03/2019;;14/01/2026;687.70;\n\
        08;12345678903;CASTRO;CHAVEZ;XOCHITL;16/01/2026;;;687.70;\n\
        02;01234567897;KITANO;CASTRO;RODRIGO;04/03/2019;;;;2\n";
    let mut read = Read::open(file);
    assert!(
        read.open_questions().is_empty(),
        "{:?}",
        read.open_questions()
    );
    let tally = read.check();
    assert_eq!(read.dates(), ["15/01/2026", "14/01/2026", "16/01/2026", ""]);
    assert_eq!((tally.ready, tally.errors), (3, 1));
    let (rows, _) = read.asked.rows(Filter::Errors, 0, 1);
    assert_eq!(codes(&rows[0])[0], "required");
}

#[test]
fn two_columns_that_fit_a_date_are_asked_where_they_differ() {
    let head = "Tipo;NSS;Paterno;Materno;Nombre;Fecha de baja;Fecha de baja IMSS;Causa\n";
    let same = format!("{head}02;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;15/01/2026;2\n");
    assert!(Read::open(same).open_questions().is_empty());
    let other = format!("{head}02;92919084431;FUENTE;NOLASCO;KARLA;13/01/2026;15/01/2026;2\n");
    let mut read = Read::open(other);
    assert!(matches!(
        &read.open_questions()[0].about,
        About::Columns { columns, .. } if *columns == [5, 6]
    ));
    assert_eq!(read.check().ready, 0);
    assert_eq!(read.answer(1).ready, 1);
    assert_eq!(read.dates(), ["15/01/2026"]);
}

/// In a page of DOS: Ñ, Í, Ó and Ú of code page 850.
fn code_page_850(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            'Ñ' => 0xA5,
            'Í' => 0xD6,
            'Ó' => 0xE0,
            'Ú' => 0xE9,
            other => u8::try_from(other).expect("the test uses no other letter"),
        })
        .collect()
}

#[test]
fn the_letters_of_a_dos_file_are_asked_with_its_own_words() {
    let text = "Tipo;NSS;Paterno;Materno;Nombre;Fecha;Causa\n02;92919084431;GARCÍA;LÓPEZ;RAÚL;15/01/2026;2\n02;72795608040;SOTO;;ANA;15/01/2026;2\n";
    let mut read = Read::open(code_page_850(text));
    assert_eq!(read.opened.encoding.as_deref(), Some("cp850"));
    let question = read.open_questions()[0];
    assert_eq!(question.about, About::Encoding);
    assert_eq!(question.options[0].samples[0].understood, "GARCÍA");
    // No row is ready, those without such letters neither.
    assert_eq!(read.check().ready, 0);
    let tally = read.answer(0);
    assert_eq!(tally.ready, 2);
    let (rows, _) = read.asked.rows(Filter::All, 0, 1);
    let draft = &rows[0].draft;
    assert_eq!(
        (
            draft.paterno.as_str(),
            draft.materno.as_str(),
            draft.nombre.as_str()
        ),
        ("GARCÍA", "LÓPEZ", "RAÚL")
    );
}

#[test]
fn a_dispmag_is_judged_as_any_other_text() {
    let mut file = dispmag(&[movement(1)]);
    // GARCÍA in code page 850, in the place of the first surname.
    file[22..49].copy_from_slice(&code_page_850(&format!("{:<27}", "GARCÍA")));
    let mut read = Read::open(file);
    assert_eq!(read.opened.encoding.as_deref(), Some("cp850"));
    assert_eq!(read.check().ready, 0);
    assert_eq!(read.answer(0).ready, 1);
    let (rows, _) = read.asked.rows(Filter::All, 0, 1);
    assert_eq!(rows[0].draft.paterno, "GARCÍA");
}

#[test]
fn text_encoded_twice_is_asked_and_undone() {
    let twice: String = "MUÑOZ"
        .bytes()
        .map(|byte| match byte {
            0x91 => '‘',
            other => char::from(other),
        })
        .collect();
    let file =
        format!("Tipo;NSS;Paterno;Nombre;Fecha;Causa\n02;92919084431;{twice};ANA;15/01/2026;2\n");
    let mut read = Read::open(file);
    assert_eq!(read.open_questions()[0].about, About::Encoding);
    assert_eq!(read.check().ready, 0);
    assert_eq!(read.answer(0).ready, 1);
    let (rows, _) = read.asked.rows(Filter::All, 0, 1);
    assert_eq!(rows[0].draft.paterno, "MUÑOZ");
}

#[test]
fn whole_names_are_split_only_once_their_order_is_known() {
    let file = "Tipo;NSS;Nombre completo;Fecha;Causa\n\
        02;92919084431;FUENTE NOLASCO KARLA;15/01/2026;2\n\
        02;72795608040;XIMENEZ BERTA;15/01/2026;2\n";
    let mut read = Read::open(file);
    let question = read.open_questions()[0];
    assert_eq!(question.about, About::NameOrder { column: 2 });
    assert_eq!(
        question.options[0].samples[0].understood,
        "FUENTE | NOLASCO | KARLA"
    );
    assert_eq!(read.check().ready, 0);
    let tally = read.answer(0);
    assert_eq!((tally.ready, tally.errors), (1, 1));
    let (rows, _) = read.asked.rows(Filter::All, 0, 2);
    assert_eq!(rows[0].draft.paterno, "FUENTE");
    assert!(codes(&rows[0]).contains(&"name-split"));
    assert!(codes(&rows[1]).contains(&"name-split-unsure"));
}

#[test]
fn integrated_salaries_are_taken_before_plain_ones() {
    for head in [
        "Salario;SDI",
        "Salario;SBC",
        "Salario diario;Salario Diario Integrado",
    ] {
        let file = format!(
            "Tipo;NSS;Paterno;Nombre;Fecha;{head}\n07;92919084431;FUENTE;KARLA;15/01/2026;655.39;687.70\n"
        );
        let mut read = Read::open(file);
        read.check();
        let (rows, _) = read.asked.rows(Filter::All, 0, 1);
        assert_eq!(rows[0].draft.sbc, "687.70", "{head}");
    }
}

#[test]
fn an_answer_to_nothing_is_refused() {
    let mut read = Read::open(bajas(&["12/01/2026", "01/10/2025"]));
    let id = read.open_questions()[0].id;
    assert_eq!(read.asked.answer(id, 9).unwrap_err(), "nothing-open");
    assert_eq!(read.asked.answer(99, 0).unwrap_err(), "nothing-open");
}

#[test]
fn findings_of_the_server_count_as_any_other() {
    let mut read = Read::open(bajas(&["13/01/2026", "14/01/2026"]));
    assert_eq!(read.check().ready, 2);
    let found = |code: &str| import_protocol::RowFinding {
        code: code.to_owned(),
        severity: imss::finding::Severity::Error,
        field: None,
        message: "No está vigente.".to_owned(),
    };
    let tally = read.asked.note(0, vec![found("rule-date-before")]);
    assert_eq!((tally.ready, tally.errors), (1, 1));
    let (rows, _) = read.asked.rows(Filter::Errors, 0, 1);
    assert_eq!(rows[0].findings[0].message, "No está vigente.");
    let tally = read.asked.note(0, Vec::new());
    assert_eq!(tally.ready, 2);
}
