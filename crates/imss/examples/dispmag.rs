//! Checks a DISPMAG file, or writes one from a table.
//!
//! ```text
//! dispmag check [--today AAAA-MM-DD] [--zona general|frontera-norte] FILE
//! dispmag write --from FILE.csv --out FILE.txt [--encoding ascii|windows-1252] [--trailer]
//! ```
//!
//! `check` prints one JSON object a record (`line`, `tipo`, `fields`, and `findings`, each with
//! `code`, `severity`, `field` and `message`), then, if there is anything to say of the file as a
//! whole, one with `file: true` and its findings. SBC bounds are those of each movement's date;
//! deadlines are checked only with `--today`. Exit status: 0 when no finding is an
//! error, 1 otherwise.
//!
//! `write` reads UTF-8 or Windows-1252, separated by commas or semicolons, with this header (any
//! order; a column that is missing counts as empty):
//!
//! | column | content |
//! |---|---|
//! | `tipo` | `08`, `07`, `02`, or `Reingreso`, `Modificación`, `Baja` |
//! | `registro_patronal` | 11 characters |
//! | `nss` | 11 digits |
//! | `paterno`, `materno`, `nombre` | at most 27 characters each; `materno` may be empty |
//! | `sbc` | pesos a day, `687.70`; not for a baja |
//! | `tipo_trabajador` | `1`–`4` or the label; a reingreso alone |
//! | `tipo_salario` | `0`–`2` or the label; not for a baja |
//! | `jornada` | `0`–`6` or the label; not for a baja |
//! | `fecha` | `15/01/2026` or `2026-01-15` |
//! | `umf` | up to three digits; a reingreso alone |
//! | `guia` | up to five digits |
//! | `clave` | the employer's own code, at most 10 characters |
//! | `curp` | 18 characters; not for a baja |
//! | `causa` | `1`–`9`, `A` or the label; a baja alone |
//!
//! It prints one JSON object for every row that has findings and for every text written with
//! other letters, and writes nothing when any is an error (exit status 1).

use std::collections::BTreeMap;
use std::process::ExitCode;

use imss::calendar::Calendar;
use imss::dispmag::{self, Encoding, ReadOptions, Record, WriteOptions};
use imss::finding::{Finding, any_error};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::rules::CheckContext;
use imss::rules::{self, History};
use imss::time::parse_date;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;
use serde_json::json;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether no finding is an error.
fn run(arguments: &[String]) -> Result<bool, String> {
    match arguments.split_first() {
        Some((command, rest)) if command == "check" => check(&CheckArguments::parse(rest)?),
        Some((command, rest)) if command == "write" => write(&WriteArguments::parse(rest)?),
        _ => {
            Err("uso: dispmag check FILE | dispmag write --from FILE.csv --out FILE.txt".to_owned())
        }
    }
}

#[derive(Default)]
struct CheckArguments {
    file: String,
    today: Option<Date>,
    zona: ZonaSalarial,
}

impl CheckArguments {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut parsed = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--today" => {
                    let day = parse_date(value(&mut rest, argument)?);
                    parsed.today = Some(day.map_err(|e| e.to_string())?);
                }
                "--zona" => {
                    parsed.zona = match value(&mut rest, argument)? {
                        "general" => ZonaSalarial::General,
                        "frontera-norte" => ZonaSalarial::FronteraNorte,
                        other => return Err(format!("zona desconocida: {other}")),
                    }
                }
                file if parsed.file.is_empty() => parsed.file = file.to_owned(),
                other => return Err(format!("argumento de más: {other}")),
            }
        }
        if parsed.file.is_empty() {
            Err("falta el archivo".to_owned())
        } else {
            Ok(parsed)
        }
    }
}

#[derive(Default)]
struct WriteArguments {
    from: String,
    out: String,
    options: WriteOptions,
}

impl WriteArguments {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut parsed = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--from" => value(&mut rest, argument)?.clone_into(&mut parsed.from),
                "--out" => value(&mut rest, argument)?.clone_into(&mut parsed.out),
                "--trailer" => parsed.options.trailer = true,
                "--encoding" => {
                    parsed.options.encoding = match value(&mut rest, argument)? {
                        "ascii" => Encoding::Ascii,
                        "windows-1252" => Encoding::Windows1252,
                        other => return Err(format!("codificación desconocida: {other}")),
                    }
                }
                other => return Err(format!("argumento de más: {other}")),
            }
        }
        if parsed.from.is_empty() || parsed.out.is_empty() {
            return Err("faltan --from y --out".to_owned());
        }
        Ok(parsed)
    }
}

fn value<'a>(rest: &mut impl Iterator<Item = &'a String>, option: &str) -> Result<&'a str, String> {
    rest.next()
        .map(String::as_str)
        .ok_or_else(|| format!("falta el valor de {option}"))
}

fn check(arguments: &CheckArguments) -> Result<bool, String> {
    let bytes = std::fs::read(&arguments.file).map_err(|e| format!("{}: {e}", arguments.file))?;
    let (calendar, wages) = (Calendar::lft(), Wages::published());
    let mut reading = dispmag::read(&bytes, &ReadOptions::default());
    for record in &mut reading.records {
        let Some(movimiento) = &record.movimiento else {
            continue;
        };
        let further = match arguments.today {
            Some(today) => {
                let zona = arguments.zona;
                CheckContext {
                    today,
                    calendar: &calendar,
                    wages: &wages,
                    zona,
                }
                .check(movimiento)
            }
            None => movimiento.sbc().map_or_else(Vec::new, |sbc| {
                wages.check(sbc, movimiento.fecha(), arguments.zona)
            }),
        };
        record.findings.extend(further);
    }
    across(&mut reading.records);

    let mut clean = !any_error(&reading.findings);
    for record in &reading.records {
        clean &= !any_error(&record.findings);
        println!("{}", record_json(record));
    }
    if !reading.findings.is_empty() {
        println!("{}", json!({ "file": true, "findings": reading.findings }));
    }
    Ok(clean)
}

/// What the movements of the file say of each other.
fn across(records: &mut [Record<'_>]) {
    let (places, movimientos): (Vec<usize>, Vec<Movimiento>) = records
        .iter()
        .enumerate()
        .filter_map(|(place, record)| Some((place, record.movimiento.clone()?)))
        .unzip();
    for row in rules::check(&movimientos, &History::default()) {
        records[places[row.index]].findings.push(row.finding);
    }
}

fn record_json(record: &Record<'_>) -> serde_json::Value {
    let fields: BTreeMap<&str, String> = record
        .fields()
        .into_iter()
        .map(|field| (field.span.field.as_str(), field.text))
        .collect();
    json!({
        "line": record.line,
        "tipo": record.tipo.map(TipoMovimiento::code),
        "fields": fields,
        "findings": record.findings,
    })
}

fn write(arguments: &WriteArguments) -> Result<bool, String> {
    let from = &arguments.from;
    let bytes = std::fs::read(from).map_err(|e| format!("{from}: {e}"))?;
    let text = dispmag::decode_text(&bytes);
    let header = text.lines().next().unwrap_or_default();
    let semicolons = header.contains(';') && !header.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|e| format!("{from}: {e}"))?
        .clone();
    let mut movimientos = Vec::new();
    let mut clean = true;
    for (row, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|e| format!("{from}: {e}"))?;
        let cells: BTreeMap<&str, &str> = headers.iter().zip(record.iter()).collect();
        let (movimiento, findings) = match draft(&cells) {
            Ok(draft) => draft.parse(),
            Err(finding) => (None, vec![finding]),
        };
        clean &= !any_error(&findings);
        if !findings.is_empty() {
            println!("{}", json!({ "row": row, "findings": findings }));
        }
        movimientos.extend(movimiento);
    }
    if !clean {
        return Ok(false);
    }
    let written = dispmag::write(&movimientos, &arguments.options).map_err(|e| e.to_string())?;
    for change in &written.transliterations {
        println!(
            "{}",
            json!({
                "row": change.index + 1,
                "transliteration": { "field": change.field, "from": change.from, "to": change.to },
            })
        );
    }
    std::fs::write(&arguments.out, written.bytes).map_err(|e| format!("{}: {e}", arguments.out))?;
    Ok(true)
}

fn draft(cells: &BTreeMap<&str, &str>) -> Result<MovimientoDraft, Finding> {
    let cell = |name: &str| cells.get(name).copied().unwrap_or_default().to_owned();
    Ok(MovimientoDraft {
        tipo: TipoMovimiento::parse(&cell("tipo"))?,
        registro_patronal: cell("registro_patronal"),
        nss: cell("nss"),
        paterno: cell("paterno"),
        materno: cell("materno"),
        nombre: cell("nombre"),
        sbc: cell("sbc"),
        tipo_trabajador: cell("tipo_trabajador"),
        tipo_salario: cell("tipo_salario"),
        jornada: cell("jornada"),
        fecha: cell("fecha"),
        umf: cell("umf"),
        guia: cell("guia"),
        clave: cell("clave"),
        curp: cell("curp"),
        causa: cell("causa"),
    })
}
