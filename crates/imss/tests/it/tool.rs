//! The example program: `dispmag check` and `dispmag write`.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::bytes::{file, put};
use crate::examples::{BAJA, MODIFICACION, REINGRESO};

/// Cargo builds the examples beside the tests.
fn dispmag(arguments: &[&str]) -> Output {
    let test = std::env::current_exe().unwrap();
    let program = test
        .parent()
        .unwrap()
        .with_file_name("examples")
        .join("dispmag");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    Command::new(&program)
        .args(arguments)
        .output()
        .unwrap_or_else(|e| panic!("{} (cargo test builds it): {e}", program.display()))
}

/// A file of its own for each test, below the build's own folder.
fn temporary(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_good_file_gives_one_object_a_record_and_zero() {
    let path = temporary("good.txt");
    std::fs::write(
        &path,
        file(&[
            REINGRESO,
            REINGRESO.replace("92919084431", "72795608040").as_str(),
        ]),
    )
    .unwrap();
    let output = dispmag(&["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let records = lines(&output);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["tipo"], "08");
    assert_eq!(records[0]["fields"]["nss"], "92919084431");
    assert_eq!(records[0]["fields"]["sbc"], "068770");
    assert_eq!(records[1]["findings"], Value::Array(vec![]));
}

#[test]
fn an_error_is_printed_and_exits_with_one() {
    let path = temporary("bad.txt");
    std::fs::write(&path, file(&[&put(MODIFICACION, 104, "000100"), BAJA])).unwrap();
    let output = dispmag(&["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let finding = &lines(&output)[0]["findings"][0];
    assert_eq!(finding["code"], "sbc-below-minimum");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["field"], "sbc");
    assert!(finding["message"].as_str().unwrap().contains("315.04"));
}

#[test]
fn takes_the_day_and_the_zone() {
    let path = temporary("day.txt");
    std::fs::write(&path, file(&[BAJA])).unwrap();
    let output = dispmag(&["check", "--today", "2026-02-20", path.to_str().unwrap()]);
    assert_eq!(lines(&output)[0]["findings"][0]["code"], "date-late");
    let output = dispmag(&["check", "--zona", "marte", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_missing_or_empty_file_gives_one() {
    assert_eq!(
        dispmag(&["check", "no-such-file.txt"]).status.code(),
        Some(1)
    );
    let path = temporary("empty.txt");
    std::fs::write(&path, b"").unwrap();
    let output = dispmag(&["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output)[0]["findings"][0]["code"], "file-empty");
}

#[test]
fn a_table_is_written_as_the_lines_of_the_guide() {
    let (from, out) = (temporary("table.csv"), temporary("table.txt"));
    std::fs::write(
        &from,
        "tipo,registro_patronal,nss,paterno,materno,nombre,sbc,tipo_trabajador,tipo_salario,\
         jornada,fecha,umf,guia,clave,curp,causa\n\
         08,Y6087828106,92919084431,Fuente,Nolasco,Karla,687.70,1,0,0,15/01/2026,21,01400,E0001,\
         FUNK671228MCLNLR05,\n\
         7,Y6087828106,92919084431,Fuente,Nolasco,Karla,687.70,,Fijo,Normal,2026-01-15,,1400,\
         E0001,FUNK671228MCLNLR05,\n\
         Baja,Y6087828106,92919084431,Fuente,Nolasco,Karla,,,,,15/01/2026,,01400,E0001,,2\n",
    )
    .unwrap();
    let output = dispmag(&[
        "write",
        "--from",
        from.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(
        std::fs::read(&out).unwrap(),
        file(&[REINGRESO, MODIFICACION, BAJA])
    );
}

#[test]
fn a_table_saved_by_excel_is_read() {
    let (from, out) = (temporary("excel.csv"), temporary("excel.txt"));
    let table = b"tipo;registro_patronal;nss;paterno;nombre;fecha;causa\r\n\
        2;Y6087828106;92919084431;MU\xD1OZ;\xCD\xD1IGO;15/01/2026;defunci\xF3n\r\n";
    std::fs::write(&from, table).unwrap();
    let (from, out) = (from.to_str().unwrap(), out.to_str().unwrap());
    let output = dispmag(&[
        "write",
        "--encoding",
        "windows-1252",
        "--trailer",
        "--from",
        from,
        "--out",
        out,
    ]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = std::fs::read(out).unwrap();
    assert_eq!(written.len(), 340);
    assert_eq!(&written[22..27], b"MU\xD1OZ");

    let output = dispmag(&["write", "--from", from, "--out", out]);
    assert_eq!(lines(&output)[1]["transliteration"]["to"], "MUNOZ");
}

#[test]
fn a_row_with_an_error_writes_nothing() {
    let (from, out) = (temporary("wrong.csv"), temporary("wrong.txt"));
    std::fs::write(&from, "tipo,nss\n08,123\n99,92919084431\n").unwrap();
    let output = dispmag(&[
        "write",
        "--from",
        from.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let rows = lines(&output);
    assert_eq!(rows[0]["findings"][1]["code"], "nss-length");
    assert_eq!(rows[1]["findings"][0]["code"], "tipo-invalid");
    assert!(!out.exists());
}
