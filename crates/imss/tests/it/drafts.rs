//! A form becomes a movement, and says what is wrong beside each field.

use imss::calendar::Calendar;
use imss::finding::{Field, Finding};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::rules::CheckContext;
use imss::testing;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::{Date, date};

pub(crate) fn filled(tipo: TipoMovimiento) -> MovimientoDraft {
    let text = |text: &str| text.to_owned();
    MovimientoDraft {
        registro_patronal: text("Y60-87828-10-6"),
        nss: text("92919084431"),
        paterno: text("Fuente"),
        materno: text("Nolasco"),
        nombre: text("Karla"),
        sbc: text("687.70"),
        tipo_trabajador: text("permanente"),
        tipo_salario: text("0"),
        jornada: text("normal"),
        fecha: text("2026-01-15"),
        umf: text("21"),
        guia: text("1400"),
        clave: text("e0001"),
        curp: text("FUNK671228MCLNLR05"),
        causa: text("separación voluntaria"),
        ..MovimientoDraft::new(tipo)
    }
}

pub(crate) fn check(draft: &MovimientoDraft, today: Date) -> (Option<Movimiento>, Vec<Finding>) {
    let (calendar, wages) = (Calendar::lft(), Wages::published());
    let zona = ZonaSalarial::General;
    let context = CheckContext {
        today,
        calendar: &calendar,
        wages: &wages,
        zona,
    };
    context.check_draft(draft)
}

#[test]
fn a_filled_form_is_the_movement_of_the_example_lines() {
    let lines = [
        (TipoMovimiento::Reingreso, crate::examples::REINGRESO),
        (TipoMovimiento::Modificacion, crate::examples::MODIFICACION),
        (TipoMovimiento::Baja, crate::examples::BAJA),
    ];
    for (tipo, line) in lines {
        let (movimiento, findings) = check(&filled(tipo), date(2026, 1, 16));
        assert_eq!(findings, vec![], "{tipo}");
        let expected = crate::bytes::movimientos_of(line.as_bytes());
        assert_eq!(movimiento.as_ref(), expected.first());
    }
}

#[test]
fn an_empty_form_asks_for_each_required_field_and_no_other() {
    let required = |tipo| -> Vec<Field> {
        let (movimiento, findings) = check(&MovimientoDraft::new(tipo), date(2026, 1, 16));
        assert_eq!(movimiento, None);
        assert!(findings.iter().all(|finding| finding.code == "required"));
        findings
            .iter()
            .filter_map(|finding| finding.field)
            .collect()
    };
    use Field::{
        CausaBaja, Fecha, Jornada, Nombre, Nss, Paterno, RegistroPatronal, Sbc, TipoSalario,
        TipoTrabajador,
    };
    assert_eq!(
        required(TipoMovimiento::Reingreso),
        [
            RegistroPatronal,
            Nss,
            Paterno,
            Nombre,
            Sbc,
            TipoTrabajador,
            TipoSalario,
            Jornada,
            Fecha
        ]
    );
    assert_eq!(
        required(TipoMovimiento::Modificacion),
        [
            RegistroPatronal,
            Nss,
            Paterno,
            Nombre,
            Sbc,
            TipoSalario,
            Jornada,
            Fecha
        ]
    );
    assert_eq!(
        required(TipoMovimiento::Baja),
        [RegistroPatronal, Nss, Paterno, Nombre, Fecha, CausaBaja]
    );
}

#[test]
fn a_movement_with_an_error_of_rule_is_kept_as_a_draft() {
    let draft = MovimientoDraft {
        sbc: "100.00".to_owned(),
        ..filled(TipoMovimiento::Reingreso)
    };
    let (movimiento, findings) = check(&draft, date(2026, 1, 16));
    assert!(movimiento.is_some());
    assert_eq!(findings[0].code, "sbc-below-minimum");
    assert_eq!(findings[0].field, Some(Field::Sbc));
    assert!(findings[0].is_error());
}

#[test]
fn the_day_decides_between_too_early_in_time_and_late() {
    let codes = |tipo, today| -> Vec<&'static str> {
        let (_, findings) = check(&filled(tipo), today);
        findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect()
    };
    use TipoMovimiento::{Baja, Reingreso};
    assert_eq!(codes(Reingreso, date(2026, 1, 13)), ["date-too-early"]);
    assert_eq!(codes(Reingreso, date(2026, 1, 14)), Vec::<&str>::new());
    assert_eq!(codes(Reingreso, date(2026, 1, 22)), Vec::<&str>::new());
    assert_eq!(codes(Reingreso, date(2026, 1, 23)), ["date-late"]);
    assert_eq!(codes(Baja, date(2026, 1, 14)), ["date-future"]);
    assert_eq!(
        codes(Baja, date(2026, 1, 23)),
        ["date-late", "baja-late-cost"]
    );
}

#[test]
fn a_movement_fills_a_form_that_gives_it_back() {
    for seed in 0..60 {
        let movimiento = testing::movimiento(seed);
        let (back, findings) = MovimientoDraft::from(&movimiento).parse();
        assert_eq!(back, Some(movimiento));
        assert_eq!(findings, vec![]);
    }
}
