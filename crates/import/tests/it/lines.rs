//! DISPMAG and SUA's files.

use import_protocol::{Defaults, Filter, Kind, Purpose};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};

use crate::files::{dispmag, movement};
use crate::support::{Asked, REGISTRO, codes};

fn aseg(nss: &str, name: &str) -> String {
    format!(
        "{REGISTRO}{nss}FUNK671228PH6FUNK671228MCLNLR05{name:<50}10150120260068770{:<17}{:<10}{:<8}0{:<8}\r\n",
        "MATRIZ", "", "", ""
    )
}

fn movt(nss: &str, tipo: &str) -> String {
    format!("{REGISTRO}{nss}{tipo}15012026          0068770\r\n")
}

#[test]
fn a_dispmag_of_many_chunks_is_read_whole_and_from_the_middle() {
    // Several chunks of a megabyte.
    let movements: Vec<Movimiento> = (1..=20_000).map(movement).collect();
    let file = dispmag(&movements);
    assert!(file.len() > 3 << 20);
    let (mut asked, tally) = Asked::import(file, Purpose::Movements, Defaults::default());
    assert_eq!(
        (tally.rows, tally.by_tipo[1] + tally.errors),
        (20_000, 20_000)
    );
    assert!(asked.progress > 2);
    for offset in [0, 255, 256, 10_000, 19_999] {
        let (rows, total) = asked.rows(Filter::All, offset, 1);
        assert_eq!(
            (rows[0].row, rows[0].line, total),
            (offset, offset + 1, 20_000)
        );
        let wanted = MovimientoDraft::from(&movements[offset as usize]);
        assert_eq!(rows[0].draft.nss, wanted.nss);
        assert_eq!(rows[0].draft.sbc, wanted.sbc.replace(',', ""));
    }
}

#[test]
fn compares_the_trailer_with_the_whole_of_a_long_file() {
    let movements: Vec<Movimiento> = (1..=10_000).map(movement).collect();
    for (stated, findings) in [(10_000, 0), (9_999, 1)] {
        let mut file = dispmag(&movements);
        let trailer = format!(
            "*************{:43}{stated:06}{:71}01400{:29}9\r\n",
            "", "", ""
        );
        file.extend_from_slice(trailer.as_bytes());
        let (_, tally) = Asked::import(file, Purpose::Movements, Defaults::default());
        let counts = tally.file.iter().filter(|one| one.code == "trailer-count");
        assert_eq!(counts.count(), findings, "{:?}", tally.file);
        assert_eq!(tally.rows, 10_000);
    }
}

#[test]
fn a_record_that_cannot_be_read_shows_what_stands_there() {
    let mut file = dispmag(&(1..=3).map(movement).collect::<Vec<_>>());
    file[12..22].copy_from_slice(b"ABCDEFGHIJ");
    let (mut asked, tally) = Asked::import(file, Purpose::Movements, Defaults::default());
    assert_eq!(tally.errors, 1);
    let (rows, _) = asked.rows(Filter::Errors, 0, 10);
    assert!(rows[0].draft.nss.contains("ABCDEFGHIJ"));
    assert!(codes(&rows[0]).contains(&"nss-character"));
}

#[test]
fn suas_trabajadores_become_reingresos_or_a_plantilla() {
    let file = format!(
        "{}{}",
        aseg("92919084431", "FUENTE$NOLASCO$KARLA"),
        aseg("72795608040", "MU/OZ$$LUIS")
    );
    let mut asked = Asked::new();
    let opened = asked
        .open(vec![file.clone().into_bytes()], Purpose::Movements)
        .unwrap();
    assert_eq!((opened.kind, opened.columns.len()), (Kind::Aseg, 0));
    let tally = asked.check(Vec::new(), Defaults::default()).unwrap();
    assert_eq!(
        (tally.ready, tally.by_tipo[0]),
        (2, 2),
        "{:?}",
        tally.findings
    );
    let batch = asked.drafts(0, 10);
    assert_eq!(batch.rows[1].draft.paterno, "MUÑOZ");
    assert_eq!(batch.rows[0].draft.tipo_salario, "0");

    let (mut asked, tally) = Asked::import(file.into(), Purpose::Plantilla, Defaults::default());
    assert_eq!(tally.ready, 2);
    assert_eq!(asked.drafts(0, 10).rows[0].rfc, "FUNK671228PH6");
}

#[test]
fn suas_movements_take_their_names_from_the_other_file() {
    let movements = format!(
        "{}{}{}",
        movt("92919084431", "07"),
        movt("72795608040", "07"),
        movt("92919084431", "12")
    );
    let trabajadores = aseg("92919084431", "FUENTE$NOLASCO$KARLA");
    // Whichever was picked first.
    for files in [
        vec![
            trabajadores.clone().into_bytes(),
            movements.clone().into_bytes(),
        ],
        vec![movements.into_bytes(), trabajadores.into_bytes()],
    ] {
        let mut asked = Asked::new();
        assert_eq!(
            asked.open(files, Purpose::Movements).unwrap().kind,
            Kind::Movt
        );
        let tally = asked.check(Vec::new(), Defaults::default()).unwrap();
        assert_eq!((tally.ready, tally.errors), (1, 2));
        let draft = asked.drafts(0, 10).rows.remove(0).draft;
        assert_eq!(
            (draft.tipo, draft.nombre.as_str()),
            (TipoMovimiento::Modificacion, "KARLA")
        );
        let (rows, _) = asked.rows(Filter::Errors, 0, 10);
        assert_eq!(codes(&rows[0])[0], "name-elsewhere");
        assert_eq!(codes(&rows[1]), ["only-sua"]);
    }
}
