//! The files that the import is measured with in the page: a hundred thousand movements of one employer, as
//! DISPMAG, as CSV for the peer and as Excel writes a workbook, and the rules that they are checked with.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use import_protocol::{Registro, Rules};
use imss::calendar::Calendar;
use imss::dispmag::{self, WriteOptions};
use imss::id::RegistroPatronal;
use imss::movimiento::{Baja, Modificacion, Movimiento, MovimientoDraft, Reingreso};
use imss::testing;
use imss::wages::{Wages, ZonaSalarial};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::imss::{RECORDS, TODAY, csv_record, of_this_week};

/// As payroll programs head their columns; `import` knows each of them.
const HEADINGS: [&str; 12] = [
    "Tipo de movimiento",
    "Registro patronal",
    "NSS",
    "Apellido paterno",
    "Apellido materno",
    "Nombre(s)",
    "Fecha",
    "SBC",
    "CURP",
    "Clave",
    "Causa de baja",
    "Jornada",
];

/// Writes the files into a folder.
pub(crate) fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let employer = testing::registro_patronal(1);
    let movimientos: Vec<Movimiento> = (0..RECORDS)
        .map(|seed| of_employer(employer, of_this_week(seed)))
        .collect();
    let dispmag = dispmag::write(&movimientos, &WriteOptions::default())?.bytes;
    fs::write(folder.join("movements.txt"), dispmag)?;
    let records: Vec<_> = movimientos.iter().map(csv_record).collect();
    fs::write(folder.join("movements.csv"), csv_peer::write(&records))?;
    fs::write(folder.join("movements.xlsx"), workbook(&movimientos)?)?;
    let rules = Rules {
        today: TODAY,
        calendar: Calendar::lft(),
        wages: Wages::published(),
        registros: vec![Registro {
            numero: employer.to_string(),
            zona: ZonaSalarial::General,
            umf: "021".to_owned(),
            guia: "01400".to_owned(),
        }],
    };
    fs::write(
        folder.join("import-rules.json"),
        serde_json::to_string(&rules)?,
    )?;
    Ok(())
}

fn of_employer(registro_patronal: RegistroPatronal, movimiento: Movimiento) -> Movimiento {
    match movimiento {
        Movimiento::Reingreso(one) => Movimiento::Reingreso(Reingreso {
            registro_patronal,
            ..one
        }),
        Movimiento::Modificacion(one) => Movimiento::Modificacion(Modificacion {
            registro_patronal,
            ..one
        }),
        Movimiento::Baja(one) => Movimiento::Baja(Baja {
            registro_patronal,
            ..one
        }),
    }
}

/// Strings shared among cells, days as days, salaries as numbers.
fn workbook(movimientos: &[Movimiento]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    for (row, movimiento) in (1_u32..).zip(movimientos) {
        write(sheet, row, movimiento, &day)?;
    }
    book.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    movimiento: &Movimiento,
    day: &Format,
) -> Result<(), XlsxError> {
    let draft = MovimientoDraft::from(movimiento);
    let fecha = movimiento.fecha();
    let serial = ExcelDateTime::from_ymd(
        fecha.year().unsigned_abs(),
        fecha.month().unsigned_abs(),
        fecha.day().unsigned_abs(),
    )?;
    sheet.write_with_format(row, 6, serial, day)?;
    if let Some(sbc) = movimiento.sbc() {
        sheet.write_number(row, 7, f64::from(sbc.centavos()) / 100.0)?;
    }
    let texts = [
        (0, draft.tipo.code()),
        (1, &draft.registro_patronal),
        (2, &draft.nss),
        (3, &draft.paterno),
        (4, &draft.materno),
        (5, &draft.nombre),
        (8, &draft.curp),
        (9, &draft.clave),
        (10, &draft.causa),
        (11, &draft.jornada),
    ];
    for (column, text) in texts {
        if !text.is_empty() {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
