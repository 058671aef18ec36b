//! From a file to drafts.

use import_protocol::{ColumnUse, Defaults, Filter, Kind, Purpose, Refused, is_mappable};
use imss::finding::Field;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};

use crate::files::{cells, csv, dispmag, movement, ods, xls, xlsx};
use crate::support::{Asked, REGISTRO, codes};

fn movements(count: u64) -> Vec<Movimiento> {
    (1..=count).map(movement).collect()
}

/// What capture would store of a movement that comes without guía.
fn expected(movement: &Movimiento) -> MovimientoDraft {
    let draft = MovimientoDraft::from(movement);
    MovimientoDraft {
        // The columns do not hold them, and these are proposed.
        guia: "01400".to_owned(),
        tipo_salario: "0".to_owned(),
        jornada: "0".to_owned(),
        sbc: draft.sbc.replace(',', ""),
        ..draft
    }
}

#[test]
fn every_format_gives_the_same_movements() {
    let movements = movements(700);
    let files = [
        (Kind::Xlsx, xlsx(&movements)),
        (Kind::Xls, xls(&movements)),
        (Kind::Ods, ods(&movements)),
        (Kind::Csv, csv(&movements, b',', false)),
        (Kind::Csv, csv(&movements, b';', true)),
        (Kind::Csv, csv(&movements, b'\t', true)),
    ];
    for (kind, file) in files {
        let (mut asked, tally) =
            Asked::import(file.clone(), Purpose::Movements, Defaults::default());
        assert_eq!(
            (tally.rows, tally.ready, tally.errors),
            (700, 700, 0),
            "{kind:?} {:?}",
            tally.findings
        );
        assert_eq!(tally.by_tipo, [0, 700, 0]);
        let mut from = Some(0);
        let mut seen = 0;
        while let Some(start) = from {
            let batch = asked.drafts(start, 100);
            for row in batch.rows {
                let mut draft = row.draft;
                draft.sbc = draft.sbc.replace(',', "");
                let mut wanted = expected(&movements[seen]);
                // A sheet shows a number without its zeros.
                if matches!(kind, Kind::Xlsx | Kind::Xls | Kind::Ods) {
                    wanted.sbc = wanted.sbc.parse::<f64>().unwrap().to_string();
                    draft.sbc = draft.sbc.parse::<f64>().unwrap().to_string();
                }
                assert_eq!(draft, wanted, "{kind:?}, row {seen}");
                seen += 1;
            }
            from = batch.next;
        }
        assert_eq!(seen, 700);
        let mut again = Asked::new();
        assert_eq!(
            again.open(vec![file], Purpose::Movements).unwrap().kind,
            kind
        );
    }
}

#[test]
fn headings_are_found_on_the_sheet_that_has_rows() {
    let mut asked = Asked::new();
    let opened = asked
        .open(vec![xlsx(&movements(3))], Purpose::Movements)
        .unwrap();
    let names: Vec<&str> = opened
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!((names, opened.sheet), (vec!["Portada", "Nómina"], 1));
    let fields: Vec<Option<Field>> = opened
        .columns
        .iter()
        .map(|column| column.used_as.map(ColumnUse::field))
        .collect();
    assert_eq!(
        fields[..3],
        [
            Some(Field::Tipo),
            Some(Field::RegistroPatronal),
            Some(Field::Nss)
        ]
    );
    assert_eq!(fields[11], None);
    assert_eq!(opened.columns[6].samples[0], "15/01/2026");
    assert_eq!(asked.sheet(0).unwrap_err(), "no-rows");
    assert_eq!(asked.sheet(9).unwrap_err(), "no-such-sheet");
}

#[test]
fn lines_are_those_of_the_file() {
    let (mut asked, _) =
        Asked::import(xlsx(&movements(5)), Purpose::Movements, Defaults::default());
    let (rows, total) = asked.rows(Filter::All, 1, 2);
    let lines: Vec<(u32, u32)> = rows.iter().map(|row| (row.row, row.line)).collect();
    assert_eq!((lines, total), (vec![(1, 5), (2, 6)], 5));
}

#[test]
fn what_the_file_does_not_say_is_what_was_chosen_for_all() {
    let file = "NSS;Paterno;Nombre;SBC\n92919084431;FUENTE;KARLA;687.70\n"
        .as_bytes()
        .to_vec();
    let (mut asked, tally) = Asked::import(file.clone(), Purpose::Movements, Defaults::default());
    assert_eq!((tally.ready, tally.errors), (0, 1));
    let (rows, _) = asked.rows(Filter::Errors, 0, 10);
    assert_eq!(codes(&rows[0]), ["tipo-missing"]);

    let defaults = Defaults {
        tipo: Some(TipoMovimiento::Reingreso),
        registro_patronal: REGISTRO.to_owned(),
        fecha: "2026-01-15".to_owned(),
        causa: String::new(),
    };
    let (mut asked, tally) = Asked::import(file, Purpose::Movements, defaults);
    assert_eq!(
        (tally.ready, tally.warnings),
        (1, 1),
        "{:?}",
        tally.findings
    );
    let row = asked.drafts(0, 10).rows.remove(0);
    assert_eq!(row.draft.umf, "021");
    assert_eq!(row.draft.tipo_trabajador, "1");
    // A second import is recognised by what stood there, whatever is proposed then.
    let came = row.came.unwrap();
    assert_eq!(
        (came.umf.as_str(), came.registro_patronal.as_str()),
        ("", "")
    );
}

#[test]
fn a_row_is_mended_left_out_and_taken_back() {
    let mut all = movements(4);
    all.push(all[1].clone());
    let mut file = csv(&all, b',', false);
    file.extend_from_slice(b"Baja,Y6087828106,123,A,B,C,15/01/2026,,,,Z,\r\n");
    let (mut asked, tally) = Asked::import(file, Purpose::Movements, Defaults::default());
    assert_eq!((tally.ready, tally.errors), (4, 2));

    let (rows, total) = asked.rows(Filter::Errors, 0, 10);
    assert_eq!(total, 2);
    assert_eq!(codes(&rows[0])[0], "rule-duplicate");
    assert!(
        rows[0].findings[0].message.contains("número 3"),
        "{:?}",
        rows[0].findings
    );
    assert!(codes(&rows[1]).contains(&"nss-length") && codes(&rows[1]).contains(&"causa-invalid"));

    // Without the first, the second repeats nothing.
    let (_, tally) = asked.leave(1, true);
    assert_eq!((tally.ready, tally.errors, tally.left_out), (4, 1, 1));
    let (_, tally) = asked.leave(1, false);
    assert_eq!((tally.ready, tally.errors, tally.left_out), (4, 2, 0));

    let mut draft = rows[1].draft.clone();
    draft.nss = "92919084431".to_owned();
    draft.causa = "2".to_owned();
    let (row, tally) = asked.mend(5, draft);
    assert!(
        row.mended && codes(&row).iter().all(|code| *code == "guia-missing"),
        "{row:?}"
    );
    assert_eq!((tally.ready, tally.errors), (5, 1));
    let batch = asked.drafts(5, 10);
    assert_eq!(batch.rows[0].draft.nss, "92919084431");
    assert_eq!(batch.rows[0].came.as_ref().unwrap().nss, "123");
}

#[test]
fn what_the_server_said_settles_rows() {
    let (mut asked, _) =
        Asked::import(xlsx(&movements(6)), Purpose::Movements, Defaults::default());
    let refused = Refused {
        row: 4,
        message: "Ya no existe ese registro patronal.".to_owned(),
    };
    let tally = asked.settle(vec![0, 1], vec![2, 3], vec![refused]);
    assert_eq!(
        (tally.ready, tally.stored, tally.known, tally.errors),
        (1, 4, 2, 1)
    );
    assert_eq!(asked.drafts(0, 10).rows.len(), 1);
    let (rows, _) = asked.rows(Filter::Errors, 0, 10);
    assert_eq!(
        rows[0].findings[0].message,
        "Ya no existe ese registro patronal."
    );
    // A row that is stored stays so.
    let (row, tally) = asked.leave(0, true);
    assert!(row.stored && !row.left_out);
    assert_eq!(tally.left_out, 0);
}

#[test]
fn the_rejected_rows_can_be_mended_and_imported_again() {
    let mut file = csv(&movements(2), b',', false);
    file.extend_from_slice("07,Y6087828106,123,MUÑOZ,,C,15/01/2026,687.70,,,,\r\n".as_bytes());
    let (mut asked, _) = Asked::import(file, Purpose::Movements, Defaults::default());
    asked.leave(0, true);
    let rejected = asked.rejected();
    let mut again = Asked::new();
    let opened = again.open(vec![rejected], Purpose::Movements).unwrap();
    let columns: Vec<_> = opened.columns.iter().map(|column| column.used_as).collect();
    assert_eq!(opened.columns.last().unwrap().heading, "Por qué");
    assert!(opened.columns.last().unwrap().samples[0].starts_with("Lo dejaste fuera."));
    let tally = again.check(columns, Defaults::default()).unwrap();
    assert_eq!((tally.rows, tally.ready, tally.errors), (2, 1, 1));
    let (rows, _) = again.rows(Filter::Errors, 0, 1);
    assert_eq!(
        (rows[0].draft.nss.as_str(), rows[0].draft.paterno.as_str()),
        ("123", "MUÑOZ")
    );
}

#[test]
fn every_column_of_the_template_is_recognised() {
    for purpose in [Purpose::Movements, Purpose::Plantilla] {
        let mut asked = Asked::new();
        let template = asked.template(purpose);
        let opened = asked.open(vec![template], purpose).unwrap();
        for column in &opened.columns {
            let field = column
                .used_as
                .unwrap_or_else(|| panic!("{}", column.heading))
                .field();
            assert!(is_mappable(purpose, field));
        }
        assert_eq!(
            opened.columns.len(),
            import_protocol::mappable(purpose).len()
        );
    }
}

#[test]
fn other_columns_are_tried_without_reading_the_file_again() {
    let mut asked = Asked::new();
    let opened = asked
        .open(vec![xlsx(&movements(3))], Purpose::Movements)
        .unwrap();
    let mut columns: Vec<_> = opened.columns.iter().map(|column| column.used_as).collect();
    columns[2] = None;
    let tally = asked.check(columns.clone(), Defaults::default()).unwrap();
    assert_eq!((tally.ready, tally.errors), (0, 3));
    columns[2] = Some(ColumnUse::Field(Field::Nss));
    let tally = asked.check(columns, Defaults::default()).unwrap();
    assert_eq!((tally.ready, tally.errors), (3, 0));
}

#[test]
fn a_worker_of_a_plantilla_needs_only_who_it_is() {
    let file = "NSS;Paterno;Materno;Nombre;RFC;SBC\n\
                92919084431;FUENTE;NOLASCO;KARLA;FUNK671228PH6;\n\
                72795608040;DÍAZ;;LUIS;;687.70\n\
                72795608040;DÍAZ;;LUIS;;687.70\n\
                12345678903;;;ANA;X;687.70\n";
    let defaults = Defaults {
        registro_patronal: REGISTRO.to_owned(),
        ..Defaults::default()
    };
    let (mut asked, tally) = Asked::import(file.into(), Purpose::Plantilla, defaults);
    assert_eq!((tally.ready, tally.errors), (2, 2), "{:?}", tally.findings);
    let row = asked.drafts(0, 1).rows.remove(0);
    assert_eq!(
        (row.rfc.as_str(), row.draft.sbc.as_str()),
        ("FUNK671228PH6", "")
    );
    let (rows, _) = asked.rows(Filter::Errors, 0, 10);
    assert_eq!(codes(&rows[0]), ["rule-duplicate"]);
    assert!(codes(&rows[1]).contains(&"rfc-length"));
}

#[test]
fn a_registro_patronal_that_the_company_does_not_have_is_reported() {
    let mut file = cells(&movement(1));
    file[1] = "B7010662106".to_owned();
    let text = format!("{}\n{}\n", crate::files::HEADINGS.join(";"), file.join(";"));
    let (mut asked, _) = Asked::import(text.into_bytes(), Purpose::Movements, Defaults::default());
    let (rows, _) = asked.rows(Filter::Code("registro-unknown".to_owned()), 0, 10);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].findings[0].message.contains("B7010662106"));
}

#[test]
fn a_filter_of_a_finding_shows_its_rows() {
    let (mut asked, tally) = Asked::import(
        dispmag(&movements(10)),
        Purpose::Movements,
        Defaults::default(),
    );
    for finding in tally.findings {
        assert!(!finding.example.is_empty());
        let (rows, total) = asked.rows(Filter::Code(finding.code.clone()), 0, 500);
        assert_eq!((total, rows.len() as u32), (finding.rows, finding.rows));
        assert!(
            rows.iter()
                .all(|row| codes(row).contains(&finding.code.as_str()))
        );
    }
}
