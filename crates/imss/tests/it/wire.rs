//! What goes over the wire is read through the parsers.

use imss::id::{Curp, Nss, RegistroPatronal, Rfc};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::salary::Sbc;
use imss::testing;
use serde_json::json;

#[test]
fn a_movement_reads_back_as_itself() {
    for seed in 0..60 {
        let movimiento = testing::movimiento(seed);
        let text = serde_json::to_string(&movimiento).unwrap();
        assert_eq!(
            serde_json::from_str::<Movimiento>(&text).unwrap(),
            movimiento
        );
    }
}

#[test]
fn the_shape_of_a_movement_is_stable() {
    let bytes = crate::bytes::file(&[crate::examples::BAJA]);
    let baja = &crate::bytes::movimientos_of(&bytes)[0];
    assert_eq!(
        serde_json::to_value(baja).unwrap(),
        json!({
            "tipo": "baja",
            "registro_patronal": "Y6087828106",
            "nss": "92919084431",
            "nombre": { "paterno": "FUENTE", "materno": "NOLASCO", "nombre": "KARLA" },
            "fecha": "2026-01-15",
            "guia": "01400",
            "clave": "E0001",
            "causa": "separacion_voluntaria",
        })
    );
}

#[test]
fn a_wrong_value_does_not_get_in() {
    assert!(serde_json::from_str::<Nss>("\"123\"").is_err());
    assert!(serde_json::from_str::<Curp>("\"FUNK671328MCLNLR05\"").is_err());
    assert!(serde_json::from_str::<Rfc>("\"X\"").is_err());
    assert!(serde_json::from_str::<RegistroPatronal>("\"\"").is_err());
    assert!(serde_json::from_str::<Sbc>("\"0\"").is_err());
    let error = serde_json::from_str::<Sbc>("\"12345.00\"").unwrap_err();
    assert!(error.to_string().contains("9,999.99"));
}

#[test]
fn a_date_out_of_range_and_a_field_too_many_do_not_get_in() {
    let good = serde_json::to_value(testing::movimiento(2)).unwrap();
    assert!(serde_json::from_value::<Movimiento>(good.clone()).is_ok());
    for (field, value) in [("fecha", "0026-01-15"), ("fecha", "ayer"), ("sbc", "1.00")] {
        let mut changed = good.clone();
        changed[field] = json!(value);
        assert!(
            serde_json::from_value::<Movimiento>(changed).is_err(),
            "{field}: {value}"
        );
    }
}

#[test]
fn a_finding_is_code_severity_field_and_message() {
    let finding = Nss::parse("123").unwrap_err().into_finding();
    let value = serde_json::to_value(&finding).unwrap();
    assert_eq!(value["code"], "nss-length");
    assert_eq!(value["severity"], "error");
    assert_eq!(value["field"], "nss");
    assert_eq!(
        serde_json::from_value::<imss::finding::Finding>(value).unwrap(),
        finding
    );
}

#[test]
fn a_form_may_leave_fields_out() {
    let draft: MovimientoDraft = serde_json::from_value(json!({ "tipo": "baja" })).unwrap();
    assert_eq!(draft, MovimientoDraft::new(TipoMovimiento::Baja));
}
