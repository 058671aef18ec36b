//! Reads a file as the import worker does and prints what it came to.
//!
//! `cargo run -q -p import --example import -- --rows [--sheet N] [--answer ID=OPTION]… FILE RP [08|07|02]`
//! prints one JSON object a row (`row`, `line`, `fields` as they would be filed, `findings`, `ready`), then
//! one of the file (`kind`, `encoding`, `sheet`, `hidden_rows`, `questions`, `findings`). Sheets and options
//! count from 0. Exit status: 0 whatever the findings, 4 where the file cannot be read, 2 for a wrong call.
//!
//! Without `--rows` it prints the tally, and its status is 1 where a row has an error.

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;

use import::Importer;
use import_protocol::{
    Ask, ColumnUse, Defaults, Failure, Filter, Kind, MAX_ROWS_A_MESSAGE, Opened, Purpose, Registro,
    RequestId, RowFinding, RowView, Rules, Slot, Tally, Tell,
};
use imss::calendar::Calendar;
use imss::movimiento::TipoMovimiento;
use imss::wages::{Wages, ZonaSalarial};
use jiff::civil::date;
use serde_json::{Value, json};

const USAGE: &str = "usage: import [--rows] [--sheet N] [--answer ID=OPTION]... FILE [REGISTRO_PATRONAL] [08|07|02]";
const REQUEST: RequestId = RequestId(1);

fn main() -> ExitCode {
    let Some(call) = Call::parse(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let file = match File::open(&call.path) {
        Ok(file) => BufReader::new(file),
        Err(error) => {
            eprintln!("{}: {error}", call.path);
            return ExitCode::from(4);
        }
    };
    let mut session = Session::default();
    match session.run(file, &call) {
        Ok((_, tally)) if !call.rows => {
            println!("{tally:#?}");
            ExitCode::from(u8::from(tally.errors > 0))
        }
        Ok((opened, tally)) => {
            session.print_rows(tally.rows);
            println!("{}", of_file(&opened, &tally));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{}", of_failure(&failure));
            ExitCode::from(4)
        }
    }
}

/// What is asked on the command line.
#[derive(Default)]
struct Call {
    rows: bool,
    sheet: Option<u32>,
    answers: Vec<(u32, u32)>,
    path: String,
    registro: String,
    tipo: Option<TipoMovimiento>,
}

impl Call {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut call = Self::default();
        let mut rest = Vec::new();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--rows" => call.rows = true,
                "--sheet" => call.sheet = Some(arguments.next()?.parse().ok()?),
                "--answer" => {
                    let answer = arguments.next()?;
                    let (question, option) = answer.split_once('=')?;
                    call.answers
                        .push((question.parse().ok()?, option.parse().ok()?));
                }
                _ => rest.push(argument),
            }
        }
        let mut rest = rest.into_iter();
        call.path = rest.next()?;
        call.registro = rest.next().unwrap_or_default();
        call.tipo = rest
            .next()
            .and_then(|code| TipoMovimiento::from_code(code.as_bytes()));
        Some(call)
    }
}

#[derive(Default)]
struct Session {
    importer: Importer<BufReader<File>>,
}

impl Session {
    fn ask(&mut self, ask: Ask, files: Vec<BufReader<File>>) -> Result<Tell, Failure> {
        match self.importer.handle(ask, files, &mut |_| {}).tell {
            Tell::Failed { error, .. } => Err(error),
            other => Ok(other),
        }
    }

    /// Opens the file, answers questions, and checks every row with what is recognised.
    fn run(&mut self, file: BufReader<File>, call: &Call) -> Result<(Opened, Tally), Failure> {
        let mut asks = vec![Ask::Open {
            request: REQUEST,
            files: vec![Slot(0)],
            purpose: Purpose::Movements,
        }];
        asks.extend(call.sheet.map(|sheet| Ask::Sheet {
            request: REQUEST,
            sheet,
        }));
        asks.extend(call.answers.iter().map(|(question, option)| Ask::Answer {
            request: REQUEST,
            question: *question,
            option: *option,
        }));
        let mut files = vec![file];
        let mut opened = None;
        for ask in asks {
            if let Tell::Opened { opened: one, .. } = self.ask(ask, std::mem::take(&mut files))? {
                opened = Some(*one);
            }
        }
        let opened = opened.ok_or_else(out_of_order)?;
        let check = Ask::Check {
            request: REQUEST,
            columns: uses(&opened),
            defaults: Defaults {
                tipo: call.tipo,
                registro_patronal: call.registro.clone(),
                ..Defaults::default()
            },
            rules: rules(&call.registro),
        };
        match self.ask(check, Vec::new())? {
            Tell::Checked { tally, .. } => Ok((opened, tally)),
            _ => Err(out_of_order()),
        }
    }

    fn print_rows(&mut self, rows: u32) {
        for offset in (0..rows).step_by(MAX_ROWS_A_MESSAGE as usize) {
            let ask = Ask::Rows {
                request: REQUEST,
                filter: Filter::All,
                offset,
                limit: MAX_ROWS_A_MESSAGE,
            };
            if let Ok(Tell::Rows { rows, .. }) = self.ask(ask, Vec::new()) {
                for row in rows {
                    println!("{}", of_row(&row));
                }
            }
        }
    }
}

fn out_of_order() -> Failure {
    Failure {
        code: "nothing-open".to_owned(),
        message: String::new(),
        hint: String::new(),
    }
}

fn uses(opened: &Opened) -> Vec<Option<ColumnUse>> {
    opened.columns.iter().map(|column| column.used_as).collect()
}

fn rules(registro: &str) -> Rules {
    Rules {
        // A day of its own, so that the same file always comes to the same.
        today: date(2026, 1, 16),
        calendar: Calendar::lft(),
        wages: Wages::published(),
        registros: vec![Registro {
            numero: registro.to_owned(),
            zona: ZonaSalarial::General,
            umf: String::new(),
            guia: String::new(),
        }],
    }
}

fn of_row(row: &RowView) -> Value {
    let draft = &row.draft;
    json!({
        "row": row.row,
        "line": row.line,
        "fields": {
            "tipo": draft.tipo.code(),
            "registro_patronal": draft.registro_patronal,
            "nss": draft.nss,
            "paterno": draft.paterno,
            "materno": draft.materno,
            "nombre": draft.nombre,
            "sbc": draft.sbc,
            "tipo_trabajador": draft.tipo_trabajador,
            "tipo_salario": draft.tipo_salario,
            "jornada": draft.jornada,
            "fecha": draft.fecha,
            "umf": draft.umf,
            "guia": draft.guia,
            "clave": draft.clave,
            "curp": draft.curp,
            "causa": draft.causa,
        },
        "findings": findings(&row.findings),
        "ready": row.ready,
    })
}

fn of_file(opened: &Opened, tally: &Tally) -> Value {
    let columns = uses(opened);
    let questions = opened
        .questions
        .iter()
        .filter(|question| question.matters(&columns));
    let sheet = opened.sheets.get(opened.sheet as usize);
    let mut found = findings(&tally.file);
    found.extend(
        opened
            .sheets
            .iter()
            .filter(|sheet| sheet.hidden)
            .map(|sheet| {
                json!({
                    "code": "hidden-sheet",
                    "severity": "note",
                    "field": Value::Null,
                    "message": format!("La hoja «{}» está oculta.", sheet.name),
                })
            }),
    );
    json!({
        "kind": opened.kind,
        "encoding": opened.encoding,
        "sheet": sheet.map(|sheet| sheet.name.as_str()),
        "hidden_rows": opened.hidden_rows,
        "columns": opened.columns,
        "questions": questions.collect::<Vec<_>>(),
        "findings": found,
    })
}

fn of_failure(failure: &Failure) -> Value {
    let kind = (failure.code == "record-length").then_some(Kind::Dispmag);
    json!({
        "kind": kind,
        "encoding": Value::Null,
        "sheet": Value::Null,
        "hidden_rows": 0,
        "questions": [],
        "findings": [{
            "code": failure.code,
            "severity": "error",
            "field": Value::Null,
            "message": format!("{} {}", failure.message, failure.hint),
        }],
    })
}

fn findings(findings: &[RowFinding]) -> Vec<Value> {
    findings
        .iter()
        .map(|one| {
            json!({
                "code": one.code,
                "severity": one.severity,
                "field": one.field,
                "message": one.message,
            })
        })
        .collect()
}
