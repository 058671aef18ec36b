//! DISPMAG read, checked and written. Nobody else publishes a reader of it, so the peer is the csv crate on
//! the same records as CSV.

use std::hint::black_box;

use anyhow::{Result, ensure};
use csv::ByteRecord;
use imss::calendar::Calendar;
use imss::dispmag::{self, ReadOptions, Reader, WriteOptions};
use imss::movimiento::{Baja, Modificacion, Movimiento, MovimientoDraft, Reingreso};
use imss::rules::{self, CheckContext, History};
use imss::testing;
use imss::wages::{Wages, ZonaSalarial};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::race::{Contender, Jobs, race as measure};

/// Records of one operation; times are reported for one operation, and xtask divides.
pub(crate) const RECORDS: u64 = 100_000;

pub(crate) fn race() -> Result<Jobs> {
    let movimientos: Vec<Movimiento> = (0..RECORDS).map(of_this_week).collect();
    let file = dispmag::write(&movimientos, &WriteOptions::default())?.bytes;
    ensure!(
        check_records(&file) == movimientos.len(),
        "not all were read"
    );

    let records: Vec<ByteRecord> = movimientos.iter().map(csv_record).collect();
    let csv = csv_peer::write(&records);
    ensure!(
        csv_peer::read(&csv) == records.len(),
        "the peer did not read all"
    );

    let read: Box<dyn FnMut() + '_> = Box::new(|| {
        black_box(Reader::new(&file, &ReadOptions::default()).count());
    });
    let read_and_check: Box<dyn FnMut() + '_> = Box::new(|| {
        black_box(check_records(&file));
    });
    let with_rules: Box<dyn FnMut() + '_> = Box::new(|| {
        let reading = dispmag::read(&file, &ReadOptions::default());
        let read: Vec<Movimiento> = reading.into_iter().filter_map(|r| r.movimiento).collect();
        black_box(rules::check(&read, &History::default()).len());
    });
    let write: Box<dyn FnMut() + '_> = Box::new(|| {
        let written = dispmag::write(&movimientos, &WriteOptions::default());
        black_box(written.expect("they were written a moment ago").bytes.len());
    });
    let peer_reads = || Contender {
        name: PEER,
        work: Box::new(|| {
            black_box(csv_peer::read(&csv));
        }),
    };
    let peer_writes = Contender {
        name: PEER,
        work: Box::new(|| {
            black_box(csv_peer::write(&records).len());
        }),
    };
    let mut jobs = Jobs::new();
    for (job, work, peer) in [
        ("dispmag-read", read, peer_reads()),
        ("dispmag-read-and-check", read_and_check, peer_reads()),
        (
            "dispmag-read-and-check-with-rules",
            with_rules,
            peer_reads(),
        ),
        ("dispmag-write", write, peer_writes),
    ] {
        let name = "rubrica";
        jobs.insert(job, measure(&mut [Contender { name, work }, peer]));
    }
    Ok(jobs)
}

/// The name of the csv crate among the contenders.
const PEER: &str = "csv";

/// A movement as a record of CSV: the fields of a form, in the order of [`MovimientoDraft`].
pub(crate) fn csv_record(movimiento: &Movimiento) -> ByteRecord {
    let draft = MovimientoDraft::from(movimiento);
    ByteRecord::from(vec![
        draft.tipo.code(),
        &draft.registro_patronal,
        &draft.nss,
        &draft.paterno,
        &draft.materno,
        &draft.nombre,
        &draft.sbc,
        &draft.tipo_trabajador,
        &draft.tipo_salario,
        &draft.jornada,
        &draft.fecha,
        &draft.umf,
        &draft.guia,
        &draft.clave,
        &draft.curp,
        &draft.causa,
    ])
}

/// The day that is today.
pub(crate) const TODAY: Date = date(2026, 6, 15);

/// Movements as they are filed: of the days before, so that few have a finding.
pub(crate) fn of_this_week(seed: u64) -> Movimiento {
    let day = TODAY.saturating_sub((seed % 4).cast_signed().days());
    match testing::movimiento(seed) {
        Movimiento::Reingreso(one) => Movimiento::Reingreso(Reingreso { fecha: day, ..one }),
        Movimiento::Modificacion(one) => {
            Movimiento::Modificacion(Modificacion { fecha: day, ..one })
        }
        Movimiento::Baja(one) => Movimiento::Baja(Baja { fecha: day, ..one }),
    }
}

/// Every check of a single record: its fields, and the wages and dates that apply to it.
fn check_records(file: &[u8]) -> usize {
    let (calendar, wages) = (Calendar::lft(), Wages::published());
    let context = CheckContext {
        today: TODAY,
        calendar: &calendar,
        wages: &wages,
        zona: ZonaSalarial::General,
    };
    let mut read = 0;
    let mut findings = 0;
    let mut reader = Reader::new(file, &ReadOptions::default());
    for record in reader.by_ref() {
        findings += record.findings.len();
        if let Some(movimiento) = &record.movimiento {
            findings += context.check(movimiento).len();
            read += 1;
        }
    }
    black_box(findings + reader.finish().len());
    read
}
