//! Reads a file as the import worker does and prints what it came to: `cargo run -p import
//! --release --example import -- FILE [REGISTRO_PATRONAL] [08|07|02]`. Exit status: 0 with no error in
//! any row, 1 otherwise, 2 where the file cannot be read.

use std::io::BufReader;
use std::process::ExitCode;

use import::Importer;
use import_protocol::{Ask, Defaults, Purpose, Registro, RequestId, Rules, Slot, Tell};
use imss::calendar::Calendar;
use imss::movimiento::TipoMovimiento;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::date;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        eprintln!("usage: import FILE [REGISTRO_PATRONAL] [08|07|02]");
        return ExitCode::from(2);
    };
    let file = match std::fs::File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    let numero = arguments.get(1).cloned().unwrap_or_default();
    let tipo = arguments
        .get(2)
        .and_then(|code| TipoMovimiento::from_code(code.as_bytes()));
    match read(file, &numero, tipo) {
        Tell::Checked { tally, .. } => {
            println!("{tally:#?}");
            ExitCode::from(u8::from(tally.errors > 0))
        }
        other => {
            println!("{other:#?}");
            ExitCode::from(2)
        }
    }
}

fn read(file: BufReader<std::fs::File>, numero: &str, tipo: Option<TipoMovimiento>) -> Tell {
    let request = RequestId(1);
    let mut importer = Importer::default();
    let open = Ask::Open {
        request,
        files: vec![Slot(0)],
        purpose: Purpose::Movements,
    };
    let opened = match importer.handle(open, vec![file], &mut |_| {}).tell {
        Tell::Opened { opened, .. } => opened,
        other => return other,
    };
    let check = Ask::Check {
        request,
        columns: opened.columns.iter().map(|column| column.used_as).collect(),
        defaults: Defaults {
            tipo,
            registro_patronal: numero.to_owned(),
            ..Defaults::default()
        },
        rules: Rules {
            // A day of its own, so that the same file always comes to the same.
            today: date(2026, 1, 16),
            calendar: Calendar::lft(),
            wages: Wages::published(),
            registros: vec![Registro {
                numero: numero.to_owned(),
                zona: ZonaSalarial::General,
                umf: String::new(),
                guia: String::new(),
            }],
        },
    };
    importer.handle(check, Vec::new(), &mut |_| {}).tell
}
