//! What is written fits or is refused, and what is signed was read to the last byte.

use imss::dispmag::{self, Encoding, Summary, SummaryError, WriteError, WriteOptions};
use imss::finding::Field;
use imss::movimiento::{ClaveTrabajador, Movimiento, Reingreso};
use imss::names::Name;
use imss::testing;
use jiff::civil::date;

use crate::bytes::{file, movimientos_of, put, written};
use crate::examples::{BAJA, MODIFICACION, REINGRESO, TRAILER};

fn with_name(nombre: &str) -> Movimiento {
    let mut reingreso = testing::reingreso(3);
    reingreso.nombre.nombre = Name::parse(nombre).unwrap();
    Movimiento::Reingreso(reingreso)
}

#[test]
fn enes_and_accents_go_by_default_and_it_is_reported() {
    let muñoz = with_name("ÍÑIGO");
    let written = dispmag::write(std::slice::from_ref(&muñoz), &WriteOptions::default()).unwrap();
    assert!(written.bytes.is_ascii());
    assert!(written.transliterations.iter().any(|change| {
        (
            change.index,
            change.field,
            change.from.as_str(),
            change.to.as_str(),
        ) == (0, Field::Nombre, "ÍÑIGO", "INIGO")
    }));
}

#[test]
fn windows_1252_keeps_them_one_byte_each() {
    let muñoz = with_name("ÍÑIGO");
    let options = WriteOptions {
        encoding: Encoding::Windows1252,
        trailer: false,
    };
    let written = dispmag::write(std::slice::from_ref(&muñoz), &options).unwrap();
    assert_eq!(written.bytes.len(), 170);
    assert_eq!(&written.bytes[76..81], b"\xCD\xD1IGO");
    assert_eq!(written.transliterations, vec![]);
    assert_eq!(movimientos_of(&written.bytes), [muñoz]);
}

#[test]
fn writes_letters_outside_latin_1_without_their_sign() {
    let options = WriteOptions {
        encoding: Encoding::Windows1252,
        trailer: false,
    };
    let written = dispmag::write(&[with_name("ŠIMON")], &options).unwrap();
    assert_eq!(&written.bytes[76..81], b"SIMON");
    assert_eq!(written.transliterations[0].from, "ŠIMON");
}

#[test]
fn a_value_that_grows_beyond_its_field_is_refused_not_cut() {
    let long = with_name(&"Æ".repeat(14));
    let error = dispmag::write(std::slice::from_ref(&long), &WriteOptions::default()).unwrap_err();
    assert_eq!(
        error,
        WriteError::DoesNotFit {
            index: 0,
            field: Field::Nombre,
            value: "AE".repeat(14),
            width: 27
        }
    );
    assert!(error.to_string().contains("abrévialo"));
    let options = WriteOptions {
        encoding: Encoding::Windows1252,
        trailer: false,
    };
    assert!(dispmag::write(&[long], &options).is_ok());
}

#[test]
fn a_clave_that_grows_is_refused_too() {
    let clave = Some(ClaveTrabajador::parse("ÆÆÆÆÆÆ").unwrap());
    let movimiento = Movimiento::Reingreso(Reingreso {
        clave,
        ..testing::reingreso(1)
    });
    let error = dispmag::write(&[movimiento], &WriteOptions::default()).unwrap_err();
    assert!(matches!(
        error,
        WriteError::DoesNotFit {
            field: Field::Clave,
            ..
        }
    ));
}

#[test]
fn a_year_that_eight_digits_cannot_say_is_refused() {
    for fecha in [date(-5, 1, 1), date(26, 1, 1), date(9999, 1, 1)] {
        let movimiento = Movimiento::Reingreso(Reingreso {
            fecha,
            ..testing::reingreso(1)
        });
        let error = dispmag::write(&[movimiento], &WriteOptions::default()).unwrap_err();
        assert!(
            matches!(
                error,
                WriteError::DoesNotFit {
                    field: Field::Fecha,
                    ..
                }
            ),
            "{fecha}"
        );
    }
}

#[test]
fn an_empty_list_is_an_empty_file() {
    let written = dispmag::write(&[], &WriteOptions::default()).unwrap();
    assert_eq!(written.bytes, b"");
    assert_eq!(Summary::of(&written.bytes), Err(SummaryError::Empty));
}

#[test]
fn the_trailer_carries_the_guia_that_all_share() {
    let options = WriteOptions {
        trailer: true,
        ..WriteOptions::default()
    };
    let mut movimientos = vec![testing::movimiento(1), testing::movimiento(2)];
    let shared = dispmag::write(&movimientos, &options).unwrap().bytes;
    assert_eq!(&shared[340 + 133..340 + 138], b"01400");
    if let Movimiento::Modificacion(modificacion) = &mut movimientos[0] {
        modificacion.guia = None;
    }
    let mixed = dispmag::write(&movimientos, &options).unwrap().bytes;
    assert_eq!(&mixed[340 + 133..340 + 138], b"     ");
}

#[test]
fn the_summary_counts_what_we_write() {
    let movimientos: Vec<Movimiento> = (0..30).map(testing::movimiento).collect();
    for encoding in [Encoding::Ascii, Encoding::Windows1252] {
        for trailer in [false, true] {
            let options = WriteOptions { encoding, trailer };
            let bytes = dispmag::write(&movimientos, &options).unwrap().bytes;
            let summary = Summary::of(&bytes).unwrap();
            assert_eq!(summary.registro_patronal, testing::registro_patronal(1));
            assert_eq!((summary.total(), summary.reingresos), (30, 10));
            assert_eq!(summary.trailer, trailer);
        }
    }
}

#[test]
fn the_summary_refuses_what_the_lenient_reader_understands() {
    let respelled = REINGRESO.replace("KARLA", "Karla");
    let filler = put(MODIFICACION, 116, "1");
    let zeros = put(REINGRESO, 134, "00000");
    let hidden = put(REINGRESO, 110, "X");
    let unnamed = put(REINGRESO, 116, "9");
    for line in [&respelled, &filler, &zeros, &hidden, &unnamed] {
        let error = Summary::of(&file(&[BAJA, line])).unwrap_err();
        assert!(
            matches!(error, SummaryError::Malformed { line: 2, .. }),
            "{error}"
        );
    }
}

#[test]
fn the_summary_refuses_bytes_beside_the_records() {
    let whole = file(&[BAJA, BAJA]);
    let more = |tail: &[u8]| Summary::of(&[whole.as_slice(), tail].concat());
    for tail in [
        b"\r\n".as_slice(),
        b"\n",
        b" ",
        b"\x1A",
        b"X",
        BAJA.as_bytes(),
    ] {
        assert!(more(tail).is_err(), "{tail:?}");
    }
    assert!(Summary::of(&whole[..whole.len() - 2]).is_err());
    assert!(Summary::of(&[b"\xEF\xBB\xBF", whole.as_slice()].concat()).is_err());
    assert!(
        Summary::of(
            String::from_utf8(whole)
                .unwrap()
                .replace("\r\n", "\n")
                .as_bytes()
        )
        .is_err()
    );
}

#[test]
fn the_summary_refuses_a_second_employer_and_a_false_trailer() {
    let other = put(BAJA, 1, testing::registro_patronal(2).as_str());
    assert!(matches!(
        Summary::of(&file(&[BAJA, &other])),
        Err(SummaryError::AnotherEmployer { line: 2, .. })
    ));
    for lines in [
        vec![BAJA, TRAILER],
        vec![BAJA, BAJA, BAJA, TRAILER, BAJA],
        vec![BAJA, BAJA, BAJA, TRAILER, TRAILER],
    ] {
        assert!(
            matches!(
                Summary::of(&file(&lines)),
                Err(SummaryError::Trailer { .. })
            ),
            "{lines:?}"
        );
    }
    assert_eq!(Summary::of(&file(&[TRAILER])), Err(SummaryError::Empty));
}

#[test]
fn a_challenge_does_not_pass_for_movements_nor_they_for_one() {
    for challenge in [
        "",
        "a3f1c2d4-5b6e",
        "9:2026-01-15T10:00:00:idse",
        "un texto corto 08",
    ] {
        assert!(
            !dispmag::looks_like_dispmag(challenge.as_bytes()),
            "{challenge}"
        );
    }
    let one = written(&[testing::movimiento(5)], Encoding::Ascii);
    assert!(dispmag::looks_like_dispmag(&one));
    assert!(dispmag::looks_like_dispmag(&one[..168]));
    assert!(dispmag::looks_like_dispmag(
        &[b"hola\n", one.as_slice()].concat()
    ));
    assert!(dispmag::looks_like_dispmag(TRAILER.as_bytes()));
}
