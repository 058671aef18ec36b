//! Every finding there is, produced by what a person or a file would give; none is dead text.

use std::collections::BTreeMap;

use imss::calendar::Calendar;
use imss::finding::{Code, Finding, Severity};
use imss::id::{RegistroPatronal, Rfc};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::rules::{self, History};
use imss::wages::Wages;
use imss::{sua, testing};
use jiff::civil::{Date, date};

use crate::bytes::{file, findings_of, put};
use crate::drafts::{check, filled};
use crate::examples::{BAJA, MODIFICACION, REINGRESO, TRAILER};

const IN_TIME: Date = date(2026, 1, 16);

/// A form of the type with one field changed.
fn typed(
    tipo: TipoMovimiento,
    change: impl Fn(&mut MovimientoDraft, &str),
    text: &str,
) -> Vec<Finding> {
    let mut draft = filled(tipo);
    change(&mut draft, text);
    check(&draft, IN_TIME).1
}

fn forms() -> Vec<Finding> {
    use TipoMovimiento::{Baja, Modificacion, Reingreso};
    let mut found = Vec::new();
    let mut alta = |change: fn(&mut MovimientoDraft, &str), texts: &[&str]| {
        for text in texts {
            found.extend(typed(Reingreso, change, text));
        }
    };
    alta(
        |d, t| t.clone_into(&mut d.nss),
        &[
            "",
            "9291908443",
            "9291908443X",
            "00000000000",
            "92919084430",
        ],
    );
    alta(
        |d, t| t.clone_into(&mut d.curp),
        &[
            "",
            "FUNK",
            "FUNK671228QCLNLR05",
            "FUNK671328MCLNLR05",
            "FUNK671228MZZNLR05",
            "FUNK671228MCLNLR04",
        ],
    );
    alta(
        |d, t| t.clone_into(&mut d.registro_patronal),
        &["Y608", "YY087828106", "Y608782810", "B5510768108"],
    );
    alta(
        |d, t| t.clone_into(&mut d.sbc),
        &[
            "mucho", "687.705", "0", "10000", "315.03", "315.04", "2828.51",
        ],
    );
    alta(
        |d, t| t.clone_into(&mut d.paterno),
        &["ABCDEFGHIJKLMNÑOPQRSTUVWXYZA", "R2D2", "O'HARA"],
    );
    alta(
        |d, t| t.clone_into(&mut d.fecha),
        &["ayer", "31/02/2026", "2026-02-27", "15/01/2020"],
    );
    alta(|d, t| t.clone_into(&mut d.tipo_trabajador), &["5"]);
    alta(|d, t| t.clone_into(&mut d.tipo_salario), &["3"]);
    alta(|d, t| t.clone_into(&mut d.jornada), &["7"]);
    alta(|d, t| t.clone_into(&mut d.umf), &["", "A"]);
    alta(|d, t| t.clone_into(&mut d.guia), &["", "A"]);
    alta(|d, t| t.clone_into(&mut d.clave), &["12345678901", "日"]);
    found.extend(typed(Baja, |d, t| t.clone_into(&mut d.causa), "B"));
    found.extend(typed(Baja, |d, t| t.clone_into(&mut d.fecha), "27/02/2026"));
    found.extend(typed(Baja, |d, t| t.clone_into(&mut d.fecha), "05/01/2026"));
    found.extend(typed(
        Modificacion,
        |d, t| t.clone_into(&mut d.tipo_salario),
        "variable",
    ));
    found.extend(TipoMovimiento::parse("09").err().map(Finding::from));
    found
}

fn identifiers() -> Vec<Finding> {
    let mut found = Rfc::parse("AAA010101AAA")
        .expect("it has the shape")
        .findings();
    for text in ["FUNK", "FU1K671228PH6", "FUNK671328PH6"] {
        found.extend(Rfc::parse(text).err().map(Finding::from));
    }
    found
}

fn files() -> Vec<Finding> {
    let other_employer = put(BAJA, 1, "Y3926552104");
    let strange = put(REINGRESO, 23, "漢");
    let mut found = Vec::new();
    for lines in [
        vec!["corto"],
        vec![strange.as_str()],
        vec![put(BAJA, 132, "99").as_str(), put(BAJA, 132, "12").as_str()],
        vec![
            put(BAJA, 168, "8").as_str(),
            put(BAJA, 104, "068770").as_str(),
        ],
        vec![
            put(REINGRESO, 110, "X").as_str(),
            put(REINGRESO, 77, "karla").as_str(),
        ],
        vec![put(REINGRESO, 23, "Ñ").as_str()],
        vec![],
        vec![BAJA, MODIFICACION, other_employer.as_str()],
        vec![BAJA, TRAILER, BAJA],
        vec![BAJA, "***"],
    ] {
        found.extend(findings_of(&file(&lines)));
    }
    let mut windows = file(&[REINGRESO]);
    windows[22] = 0x8A;
    found.extend(findings_of(&windows));
    found
}

fn sua_files() -> Vec<Finding> {
    let aseg = |name: &str, value: &str| {
        format!(
            "Y608782810692919084431{:31}{name:<50}10150120260068770{:36}{value:<8}",
            "", ""
        )
    };
    let trabajadores = [
        aseg("MU/OZ$$KARLA", "X"),
        aseg("SIN SIGNOS", ""),
        "corto".to_owned(),
    ];
    let movements = "Y6087828106929190844319915012026          0068770";
    let mut found: Vec<Finding> = sua::read_aseg(trabajadores.join("\n").as_bytes())
        .into_iter()
        .flat_map(|row| row.findings)
        .collect();
    found.extend(
        sua::read_movt(movements.as_bytes())
            .into_iter()
            .flat_map(|row| row.findings),
    );
    found
}

fn rules_and_wages() -> Vec<Finding> {
    let at = |mut movimiento: Movimiento, day: i8| {
        let fecha = date(2026, 3, day);
        match &mut movimiento {
            Movimiento::Reingreso(m) => m.fecha = fecha,
            Movimiento::Modificacion(m) => m.fecha = fecha,
            Movimiento::Baja(m) => m.fecha = fecha,
        }
        movimiento
    };
    let alta = |seed| Movimiento::Reingreso(testing::reingreso(seed));
    let cambio = |seed| Movimiento::Modificacion(testing::modificacion(seed));
    let baja = |seed| Movimiento::Baja(testing::baja(seed));
    let employer: RegistroPatronal = testing::registro_patronal(1);
    let mut history = History::default();
    history.load_plantilla(
        employer,
        date(2026, 2, 1),
        [(testing::nss(1), date(2026, 1, 5))],
    );
    history.record(&at(cambio(1), 10));
    let lote = [
        at(alta(1), 12),
        at(cambio(1), 10),
        at(baja(1), 9),
        at(baja(1), 9),
        at(cambio(2), 3),
        at(alta(3), 4),
        at(baja(3), 5),
        at(baja(3), 6),
    ];
    let mut found: Vec<Finding> = rules::check(&lote, &history)
        .into_iter()
        .map(|row| row.finding)
        .collect();
    found.extend(rules::check_plantilla(date(2026, 2, 2), date(2026, 2, 1)));
    let wages = Wages::published();
    let much = imss::salary::Sbc::MAX;
    found.extend(wages.check(much, date(2027, 6, 1), Default::default()));
    found
}

/// One of each, as an input gave it.
fn normalised() -> Vec<Finding> {
    use imss::finding::Field;
    [
        (Field::Clave, "#N/A"),
        (Field::Nss, "1.23457E+10"),
        (Field::CausaBaja, "1 - Renuncia"),
        (Field::TipoTrabajador, "1 - Confianza"),
        (Field::Fecha, "15/01/26"),
        (Field::Fecha, "46037"),
        (Field::Nss, "1234567897.0"),
        (Field::Clave, "=\"0123\""),
        (Field::Nombre, "KARLA_x000D_"),
        (Field::Paterno, "FUEN\u{AD}TE"),
        (Field::Sbc, "492.09000000000003"),
        (Field::Sbc, "1.173,90"),
    ]
    .into_iter()
    .flat_map(|(field, text)| imss::normalise::normalise(field, text).findings)
    .collect()
}

fn one_of_each() -> BTreeMap<Code, Finding> {
    let mut by_code = BTreeMap::new();
    for finding in [
        forms(),
        identifiers(),
        files(),
        sua_files(),
        rules_and_wages(),
        normalised(),
    ]
    .concat()
    {
        assert_eq!(finding.severity, finding.code.severity());
        by_code.entry(finding.code).or_insert(finding);
    }
    by_code
}

#[test]
fn every_finding_is_produced_by_some_input_and_says_what_to_do() {
    let by_code = one_of_each();
    let missing: Vec<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| !by_code.contains_key(code))
        .collect();
    assert!(missing.is_empty(), "nothing gives {missing:?}");
    for (code, finding) in &by_code {
        let sentences = finding.message.matches(['.', ':', ';']).count();
        assert!(
            finding.message.ends_with('.') && sentences > 0,
            "{code}: {}",
            finding.message
        );
        assert!(
            !finding.message.contains(['{', '}']),
            "{code}: {}",
            finding.message
        );
    }
}

/// The listing of `docs/findings.md`.
fn listing() -> String {
    let mut text = String::from(
        "# Every finding\n\n\
         The findings about a movement or a file, in the words a person reads: one example of each code, as an\n\
         input of the tests gives it. An error keeps a movement from being sent; a warning and a note do not.\n\
         Written by `RUBRICA_WRITE_FINDINGS=1 cargo test -p imss --test it every_finding`, and compared with the\n\
         code by the same test.\n",
    );
    let by_code = one_of_each();
    for (severity, title) in [
        (Severity::Error, "Errors"),
        (Severity::Warning, "Warnings"),
        (Severity::Note, "Notes"),
    ] {
        text.push_str(&format!(
            "\n## {title}\n| code | field | message |\n|---|---|---|\n"
        ));
        for finding in Code::ALL.iter().filter_map(|code| by_code.get(code)) {
            if finding.severity == severity {
                let field = finding.field.map_or("", |field| field.as_str());
                let message = finding.message.replace('|', "\\|");
                text.push_str(&format!("| `{}` | {field} | {message} |\n", finding.code));
            }
        }
    }
    text
}

#[test]
fn the_docs_list_every_finding_with_its_message() {
    // Tests run in the folder of their crate.
    let path = "../../docs/findings.md";
    let listing = listing();
    if std::env::var_os("RUBRICA_WRITE_FINDINGS").is_some() {
        std::fs::write(path, &listing).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        written, listing,
        "write it again with RUBRICA_WRITE_FINDINGS=1"
    );
    for code in Code::ALL {
        assert!(listing.contains(&format!("| `{code}` |")), "{code}");
    }
}

#[test]
fn codes_are_distinct_and_in_one_style() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(names.iter().all(|name| {
        name.bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    }));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
}

#[test]
fn uncertain_facts_never_refuse() {
    use imss::finding::Severity::Error;
    let uncertain = [
        Code::NssCheckDigit,
        Code::CurpCheckDigit,
        Code::RfcCheckDigit,
        Code::RpCheckDigit,
        Code::RpCompleted,
        Code::SbcBelowFloor,
        Code::SbcAboveKnownCap,
        Code::DateFuture,
        Code::NamePunctuation,
        Code::TrailerShape,
        Code::TrailerCount,
        Code::RuleAlreadyActive,
        Code::RuleNotActive,
    ];
    assert!(uncertain.iter().all(|code| code.severity() != Error));
    assert!(Calendar::lft().is_business_day(IN_TIME));
}
