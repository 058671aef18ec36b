//! Reads what vendors write differently, with a finding for each difference.

use imss::dispmag::{self, ReadOptions};

use crate::bytes::{codes_of, file, findings_of, movimientos_of, put};
use crate::examples::{BAJA, MODIFICACION, REINGRESO, TRAILER};

#[test]
fn every_line_end_is_read() {
    let expected = movimientos_of(&file(&[REINGRESO, REINGRESO]));
    for separator in ["\r\n", "\n", "\r"] {
        for last in ["", separator, &format!("{separator}\u{1A}")] {
            let text = format!("{REINGRESO}{separator}{REINGRESO}{last}");
            assert_eq!(
                movimientos_of(text.as_bytes()),
                expected,
                "{separator:?} {last:?}"
            );
        }
    }
}

#[test]
fn blank_lines_and_the_end_mark_of_dos_are_passed_over() {
    let text = format!("\r\n{BAJA}\r\n   \r\n{BAJA}\r\n\u{1A}");
    assert_eq!(movimientos_of(text.as_bytes()).len(), 2);
    assert_eq!(codes_of(text.as_bytes()), Vec::<&str>::new());
}

#[test]
fn a_name_with_ene_is_read_in_each_encoding() {
    let one_character_each = put(REINGRESO, 23, "MUÑOZ ");
    let utf8 = file(&[&one_character_each]);
    let windows: Vec<u8> = one_character_each
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    // The field cut by bytes: the Ñ takes the place of one space.
    let one_byte_each = one_character_each.replacen("MUÑOZ ", "MUÑOZ", 1);
    assert_eq!(one_byte_each.len(), 168);

    for (bytes, codes) in [
        (utf8, vec!["record-utf8"]),
        (windows, vec![]),
        (one_byte_each.into_bytes(), vec!["record-utf8"]),
    ] {
        let movimientos = movimientos_of(&bytes);
        assert_eq!(movimientos[0].nombre().paterno.as_str(), "MUÑOZ");
        assert_eq!(
            movimientos[0].curp().unwrap().as_str(),
            "FUNK671228MCLNLR05"
        );
        assert_eq!(codes_of(&bytes), codes);
    }
}

#[test]
fn a_byte_order_mark_is_taken_off() {
    let bytes = [b"\xEF\xBB\xBF", file(&[BAJA]).as_slice()].concat();
    assert_eq!(movimientos_of(&bytes).len(), 1);
    assert_eq!(codes_of(&bytes), ["record-utf8"]);
}

#[test]
fn single_byte_can_be_asked_for() {
    // Ã and ‘ of Windows-1252 are the bytes of Ñ in UTF-8.
    let mut bytes = file(&[REINGRESO]);
    bytes[24..26].copy_from_slice(b"\xC3\x91");
    assert_eq!(movimientos_of(&bytes)[0].nombre().paterno.as_str(), "FUÑTE");
    let reading = dispmag::read(&bytes, &ReadOptions { single_byte: true });
    assert_eq!(
        reading.records[0]
            .movimiento
            .as_ref()
            .unwrap()
            .nombre()
            .paterno
            .as_str(),
        "FUÃ'TE"
    );
}

#[test]
fn position_116_of_a_modificacion_may_be_filled() {
    let expected = movimientos_of(&file(&[MODIFICACION]));
    for filler in ["0", "1", "2", "3", "4"] {
        let bytes = file(&[&put(MODIFICACION, 116, filler)]);
        assert_eq!(movimientos_of(&bytes), expected);
        assert_eq!(codes_of(&bytes), Vec::<&str>::new());
    }
    assert_eq!(
        codes_of(&file(&[&put(MODIFICACION, 116, "7")])),
        ["record-filler"]
    );
}

#[test]
fn reads_a_blank_guia_and_umf_with_findings() {
    for guia in ["     ", "00000"] {
        let bytes = file(&[&put(REINGRESO, 134, guia)]);
        assert_eq!(movimientos_of(&bytes)[0].guia(), None);
        assert_eq!(codes_of(&bytes), ["guia-missing"]);
    }
    let bytes = file(&[&put(REINGRESO, 127, "   ")]);
    assert_eq!(movimientos_of(&bytes)[0].umf(), None);
    assert_eq!(codes_of(&bytes), ["umf-missing"]);
}

#[test]
fn reads_lower_case_with_a_finding() {
    let bytes = file(&[&REINGRESO.replace("KARLA", "Karla")]);
    assert_eq!(movimientos_of(&bytes)[0].nombre().nombre.as_str(), "KARLA");
    assert_eq!(codes_of(&bytes), ["record-respelled"]);
}

#[test]
fn a_registration_of_ten_characters_is_completed() {
    let bytes = file(&[&put(BAJA, 11, " ")]);
    assert_eq!(
        movimientos_of(&bytes)[0].registro_patronal().as_str(),
        "Y6087828106"
    );
    assert_eq!(codes_of(&bytes), ["rp-completed"]);
}

#[test]
fn reports_all_errors_of_a_record_at_once() {
    let mut line = put(REINGRESO, 12, "9291908443X");
    line = put(&line, 104, "000000");
    line = put(&line, 116, "9");
    line = put(&line, 119, "31022026");
    assert_eq!(
        codes_of(&file(&[&line])),
        [
            "nss-character",
            "sbc-zero",
            "worker-type-invalid",
            "date-impossible"
        ]
    );
}

#[test]
fn compares_the_trailer_with_the_file() {
    assert_eq!(
        codes_of(&file(&[BAJA, BAJA, BAJA, TRAILER])),
        Vec::<&str>::new()
    );
    assert_eq!(codes_of(&file(&[BAJA, TRAILER])), ["trailer-count"]);
    assert_eq!(
        codes_of(&file(&[BAJA, BAJA, BAJA, TRAILER, BAJA])),
        ["trailer-position"]
    );
    assert_eq!(codes_of(&file(&[BAJA, "*** FIN ***"])), ["trailer-shape"]);
    assert_eq!(
        codes_of(&file(&[BAJA, BAJA, BAJA, &put(TRAILER, 20, "X")])),
        ["trailer-shape"]
    );
    let zeros = put(TRAILER, 134, "00000");
    assert_eq!(
        codes_of(&file(&[BAJA, BAJA, BAJA, &zeros])),
        Vec::<&str>::new()
    );
}

#[test]
fn types_of_sua_are_named_as_such() {
    let finding = &findings_of(&file(&[&put(BAJA, 132, "11")]))[0];
    assert_eq!(finding.code, "record-type-sua");
    assert!(finding.message.contains("SUA"));
}

#[test]
fn a_file_in_pieces_is_the_file() {
    let movimientos: Vec<_> = (1..=50)
        .map(|seed| imss::movimiento::Movimiento::Baja(imss::testing::baja(seed)))
        .collect();
    let options = dispmag::WriteOptions::default();
    let mut file = dispmag::write(&movimientos, &options).unwrap().bytes;
    file.extend_from_slice(
        format!("*************{:43}000049{:71}01400{:29}9\r\n", "", "", "").as_bytes(),
    );
    let whole = dispmag::read(&file, &ReadOptions::default());
    let mut reader = dispmag::Reader::new(b"", &ReadOptions::default());
    let mut lines = Vec::new();
    for piece in file.chunks(170 * 7) {
        let mut reading = reader.go_on(piece);
        lines.extend(
            reading
                .by_ref()
                .map(|record| (record.line, record.movimiento)),
        );
        reader = reading.go_on(b"");
    }
    let wanted: Vec<_> = whole
        .records
        .iter()
        .map(|record| (record.line, record.movimiento.clone()))
        .collect();
    assert_eq!(lines, wanted);
    assert_eq!(reader.finish(), whole.findings);
    assert!(whole.findings.iter().any(|one| one.code == "trailer-count"));
}
