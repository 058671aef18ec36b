//! What reads DISPMAG and SUA files, and everything a person or a sheet may hold as text.

use std::fmt::Display;

use imss::dispmag::{
    self, Encoding, ReadOptions, Summary, WriteOptions, decode_text, looks_like_dispmag,
};
use imss::finding::Finding;
use imss::id::{Curp, Nss, RegistroPatronal, Rfc};
use imss::movimiento::{
    CausaBaja, ClaveTrabajador, Guia, Jornada, Movimiento, MovimientoDraft, TipoMovimiento,
    TipoSalario, TipoTrabajador, Umf,
};
use imss::names::Name;
use imss::rules::{self, History};
use imss::salary::Sbc;
use imss::{sua, testing};

use crate::Target;

const MIB: usize = 1024 * 1024;

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "dispmag",
        about: "DISPMAG files, read leniently",
        memory: (4 * MIB, 2048),
        run: run_dispmag,
        seeds: dispmag_seeds,
    },
    Target {
        name: "dispmag-strict",
        about: "DISPMAG files, read as the signer reads them",
        memory: (MIB, 2048),
        run: run_strict,
        seeds: dispmag_seeds,
    },
    Target {
        name: "movements",
        about: "movements as typed or imported, written as DISPMAG and read back",
        memory: (MIB, 2048),
        run: run_movements,
        seeds: movement_seeds,
    },
    Target {
        name: "sua-aseg",
        about: "SUA's file of workers",
        memory: (MIB, 2048),
        run: run_aseg,
        seeds: aseg_seeds,
    },
    Target {
        name: "sua-movt",
        about: "SUA's file of movements",
        memory: (MIB, 2048),
        run: run_movt,
        seeds: movt_seeds,
    },
    Target {
        name: "identifiers",
        about: "NSS, CURP, RFC, registro patronal, names, amounts, dates",
        memory: (MIB, 256),
        run: run_identifiers,
        seeds: identifier_seeds,
    },
];

/// Every record is understood or has a finding; what is understood is written and read back
/// as itself.
fn run_dispmag(data: &[u8]) {
    for single_byte in [false, true] {
        let reading = dispmag::read(data, &ReadOptions { single_byte });
        assert!(!reading.records.is_empty() || !reading.findings.is_empty());
        let mut movimientos = Vec::new();
        for record in reading.records {
            assert!(record.movimiento.is_some() || !record.findings.is_empty());
            let _ = (record.text(), record.fields());
            movimientos.extend(record.movimiento);
        }
        movimientos.iter().for_each(is_written_as_itself);
        let _ = rules::check(&movimientos, &History::default());
    }
    let _ = (looks_like_dispmag(data), decode_text(data));
}

fn is_written_as_itself(movimiento: &Movimiento) {
    let Some((bytes, changed)) = written(std::slice::from_ref(movimiento), Encoding::Windows1252)
    else {
        return;
    };
    let again = read(&bytes);
    assert_eq!(again.len(), 1, "{movimiento:?} is not read back");
    if !changed {
        assert_eq!(&again[0], movimiento);
    }
    assert_eq!(written(&again, Encoding::Windows1252), Some((bytes, false)));
}

/// The file, and whether anything in it was written with other letters; `None` where it does not fit.
fn written(movimientos: &[Movimiento], encoding: Encoding) -> Option<(Vec<u8>, bool)> {
    let options = WriteOptions {
        encoding,
        trailer: false,
    };
    let written = dispmag::write(movimientos, &options).ok()?;
    assert_eq!(written.bytes.len(), movimientos.len() * 170);
    let changed = !written.transliterations.is_empty();
    Some((written.bytes, changed))
}

fn read(bytes: &[u8]) -> Vec<Movimiento> {
    let options = ReadOptions { single_byte: true };
    let records = dispmag::read(bytes, &options).into_iter();
    records.filter_map(|record| record.movimiento).collect()
}

/// What the signer takes is, octet for octet, what would be written of what it understood; and it takes
/// all that is so.
fn run_strict(data: &[u8]) {
    let Ok(summary) = Summary::of(data) else {
        assert!(
            !is_as_written(data),
            "it is as we write it, and was refused"
        );
        return;
    };
    let understood = read(data);
    assert_eq!(understood.len(), summary.total());
    let count = |tipo| understood.iter().filter(|one| one.tipo() == tipo).count();
    assert_eq!(count(TipoMovimiento::Reingreso), summary.reingresos);
    assert_eq!(count(TipoMovimiento::Modificacion), summary.modificaciones);
    assert_eq!(count(TipoMovimiento::Baja), summary.bajas);
    for one in &understood {
        assert_eq!(one.registro_patronal(), summary.registro_patronal);
    }
    let records = data.len() - if summary.trailer { 170 } else { 0 };
    let (bytes, changed) =
        written(&understood, Encoding::Windows1252).expect("it was written so already");
    assert!(!changed);
    assert_eq!(bytes, data[..records]);
    assert!(looks_like_dispmag(data));
}

/// Whether the records, all of one employer and none with an error, are as they would be written.
fn is_as_written(data: &[u8]) -> bool {
    let options = ReadOptions { single_byte: true };
    let reading = dispmag::read(data, &options);
    let sound = |record: &dispmag::Record<'_>| {
        record.movimiento.is_some() && !record.findings.iter().any(Finding::is_error)
    };
    let all_sound = !reading.records.is_empty() && reading.records.iter().all(sound);
    let movimientos: Vec<Movimiento> = reading.into_iter().filter_map(|r| r.movimiento).collect();
    let one_employer = movimientos
        .windows(2)
        .all(|two| two[0].registro_patronal() == two[1].registro_patronal());
    let again = written(&movimientos, Encoding::Windows1252);
    all_sound && one_employer && again.is_some_and(|(bytes, _)| bytes == data)
}

/// Sixteen lines of text are a form.
fn run_movements(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut fields = text.split('\n').map(str::to_owned);
    let mut field = || fields.next().unwrap_or_default();
    let Ok(tipo) = TipoMovimiento::parse(&field()) else {
        return;
    };
    let draft = MovimientoDraft {
        tipo,
        registro_patronal: field(),
        nss: field(),
        paterno: field(),
        materno: field(),
        nombre: field(),
        sbc: field(),
        tipo_trabajador: field(),
        tipo_salario: field(),
        jornada: field(),
        fecha: field(),
        umf: field(),
        guia: field(),
        clave: field(),
        curp: field(),
        causa: field(),
    };
    let (movimiento, findings) = draft.parse();
    let Some(movimiento) = movimiento else {
        assert!(findings.iter().any(Finding::is_error));
        return;
    };
    is_written_as_itself(&movimiento);
    if let Some((bytes, _)) = written(std::slice::from_ref(&movimiento), Encoding::Ascii) {
        assert!(bytes.is_ascii());
        assert_eq!(read(&bytes).len(), 1);
    }
}

fn run_aseg(data: &[u8]) {
    for row in sua::read_aseg(data) {
        let Some(trabajador) = row.record else {
            assert!(!row.findings.is_empty());
            continue;
        };
        let (movimiento, _) = trabajador.to_draft(TipoMovimiento::Reingreso).parse();
        movimiento.iter().for_each(is_written_as_itself);
    }
}

fn run_movt(data: &[u8]) {
    for row in sua::read_movt(data) {
        let Some(movt) = row.record else {
            assert!(!row.findings.is_empty());
            continue;
        };
        assert_eq!(movt.to_draft(None).is_some(), movt.tipo.idse().is_some());
    }
}

/// What is understood is shown in a form that is understood as the same.
fn run_identifiers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    is_shown_as_itself(&text, Nss::parse);
    is_shown_as_itself(&text, Curp::parse);
    is_shown_as_itself(&text, Rfc::parse);
    is_shown_as_itself(&text, RegistroPatronal::parse);
    is_shown_as_itself(&text, Name::parse);
    is_shown_as_itself(&text, Sbc::parse);
    if let Ok(date) = imss::time::parse_date(&text) {
        assert_eq!(
            imss::time::parse_date(&imss::time::format_date(date)),
            Ok(date)
        );
    }
    if let Ok(nss) = Nss::parse(&text) {
        let _ = (nss.findings(), nss.expected_check_digit());
    }
    if let Ok(curp) = Curp::parse(&text) {
        let _ = (curp.findings(), curp.expected_check_digit());
    }
    if let Ok(rfc) = Rfc::parse(&text) {
        let _ = (rfc.findings(), rfc.expected_check_digit());
    }
    let _ = (
        Umf::parse(&text),
        Guia::parse(&text),
        ClaveTrabajador::parse(&text),
    );
    let _ = (CausaBaja::parse(&text), Jornada::parse(&text));
    let _ = (TipoSalario::parse(&text), TipoTrabajador::parse(&text));
}

fn is_shown_as_itself<T: Display + PartialEq, E>(text: &str, parse: fn(&str) -> Result<T, E>) {
    if let Ok(value) = parse(text) {
        let shown = value.to_string();
        assert!(
            parse(&shown).is_ok_and(|again| again == value),
            "{text:?} is shown as {shown:?}, which is another"
        );
    }
}

fn dispmag_seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (first, encoding) in [(0, Encoding::Ascii), (3, Encoding::Windows1252)] {
        let movimientos: Vec<Movimiento> = (first..first + 6).map(testing::movimiento).collect();
        for (count, trailer) in [(1, false), (3, true), (6, false)] {
            let options = WriteOptions { encoding, trailer };
            let written = dispmag::write(&movimientos[..count], &options).expect("they fit");
            seeds.push(decode_text(&written.bytes).into_owned().into_bytes());
            seeds.push(written.bytes);
        }
    }
    seeds
}

fn movement_seeds() -> Vec<Vec<u8>> {
    let forms = (0..12).map(|seed| {
        let draft = MovimientoDraft::from(&testing::movimiento(seed));
        let tipo = draft.tipo.code().to_owned();
        let fields = [
            tipo,
            draft.registro_patronal,
            draft.nss,
            draft.paterno,
            draft.materno,
            draft.nombre,
            draft.sbc,
            draft.tipo_trabajador,
            draft.tipo_salario,
            draft.jornada,
            draft.fecha,
            draft.umf,
            draft.guia,
            draft.clave,
            draft.curp,
            draft.causa,
        ];
        fields.join("\n").into_bytes()
    });
    forms.collect()
}

fn aseg_seeds() -> Vec<Vec<u8>> {
    let line = |name: &str, credit: &str| {
        format!(
            "Y608782810692919084431FUNK671228PH6FUNK671228MCLNLR05{name:<50}10150120260068770{:<17}{credit:<10}{:<8}0{:<8}\r\n",
            "MATRIZ", "", ""
        )
    };
    let one = line("FUENTE$NOLASCO$KARLA", "");
    let other = line("MU/OZ$$JOSE LUIS", "1234567890");
    vec![one.clone().into_bytes(), (one + &other).into_bytes()]
}

fn movt_seeds() -> Vec<Vec<u8>> {
    vec![
        b"Y6087828106929190844310715012026          0068770\r\n".to_vec(),
        b"Y6087828106929190844311215012026AB123456140000000".to_vec(),
        b"Y6087828106929190844310215012026          0000000\r\n".repeat(3),
    ]
}

fn identifier_seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<String> = [
        "687.70",
        "$1,234.56",
        "15/01/2026",
        "2026-01-15",
        "01400",
        "021",
    ]
    .map(str::to_owned)
    .to_vec();
    for seed in 0..4 {
        seeds.push(testing::nss(seed).to_string());
        seeds.push(testing::curp(seed).to_string());
        seeds.push(testing::rfc_fisica(seed).to_string());
        seeds.push(testing::rfc_moral(seed).to_string());
        seeds.push(testing::registro_patronal(seed).to_string());
        seeds.push(testing::nombre(seed).paterno.to_string());
    }
    seeds.into_iter().map(String::into_bytes).collect()
}
