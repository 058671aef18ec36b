//! Any valid movement written and read back is itself; any mutation of a record is found or
//! harmless; no bytes make a reader panic.

use imss::dispmag::{self, Encoding, ReadOptions, Record, Summary, WriteOptions};
use imss::movimiento::{
    Baja, CausaBaja, ClaveTrabajador, Guia, Jornada, Modificacion, Movimiento, NombreCompleto,
    Reingreso, TipoSalario, TipoTrabajador, Umf,
};
use imss::names::Name;
use imss::salary::Sbc;
use imss::{sua, testing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::bytes::{movimientos_of, written};

fn name() -> impl Strategy<Value = Name> {
    let letters: Vec<char> = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜÇÃÂÊÆŠ .'-"
        .chars()
        .collect();
    vec(select(letters), 1..=27).prop_filter_map("a name has a letter", |letters| {
        Name::parse(&letters.into_iter().collect::<String>()).ok()
    })
}

fn nombre() -> impl Strategy<Value = NombreCompleto> {
    (name(), option::of(name()), name()).prop_map(|(paterno, materno, nombre)| NombreCompleto {
        paterno,
        materno,
        nombre,
    })
}

fn clave() -> impl Strategy<Value = ClaveTrabajador> {
    let signs: Vec<char> = (' '..='~').chain("ÑÁÜÃ".chars()).collect();
    vec(select(signs), 1..=10).prop_filter_map("a clave is not blank", |signs| {
        ClaveTrabajador::parse(&signs.into_iter().collect::<String>()).ok()
    })
}

fn fecha() -> impl Strategy<Value = Date> {
    (0..90_000i64).prop_map(|days| date(1943, 1, 1).saturating_add(days.days()))
}

fn guia() -> impl Strategy<Value = Option<Guia>> {
    option::of((1..=99_999u32).prop_map(|n| Guia::parse(&n.to_string()).unwrap()))
}

prop_compose! {
    fn reingreso()(
        seed in any::<u64>(),
        employer in any::<u64>(),
        nombre in nombre(),
        sbc in (1..=999_999u32).prop_map(|centavos| Sbc::from_centavos(centavos).unwrap()),
        tipo_trabajador in select(TipoTrabajador::ALL),
        tipo_salario in select(TipoSalario::ALL),
        jornada in select(Jornada::ALL),
        fecha in fecha(),
        umf in option::of((1..=999u32).prop_map(|n| Umf::parse(&n.to_string()).unwrap())),
        guia in guia(),
        clave in option::of(clave()),
        with_curp in any::<bool>(),
    ) -> Reingreso {
        Reingreso {
            registro_patronal: testing::registro_patronal(employer),
            nss: testing::nss(seed),
            curp: with_curp.then(|| testing::curp(seed)),
            nombre, sbc, tipo_trabajador, tipo_salario, jornada, fecha, umf, guia, clave,
        }
    }
}

fn movimiento() -> impl Strategy<Value = Movimiento> {
    (reingreso(), 0..3u8, select(CausaBaja::ALL)).prop_map(|(r, which, causa)| match which {
        0 => Movimiento::Reingreso(r),
        1 => Movimiento::Modificacion(Modificacion {
            registro_patronal: r.registro_patronal,
            nss: r.nss,
            nombre: r.nombre,
            sbc: r.sbc,
            tipo_salario: r.tipo_salario,
            jornada: r.jornada,
            fecha: r.fecha,
            guia: r.guia,
            clave: r.clave,
            curp: r.curp,
        }),
        _ => Movimiento::Baja(Baja {
            registro_patronal: r.registro_patronal,
            nss: r.nss,
            nombre: r.nombre,
            fecha: r.fecha,
            guia: r.guia,
            clave: r.clave,
            causa,
        }),
    })
}

/// A value is understood as written, has a finding, or did not change.
fn is_found_or_harmless(record: &Record<'_>, original: &Movimiento) -> bool {
    let Some(read) = &record.movimiento else {
        return !record.findings.is_empty();
    };
    !record.findings.is_empty()
        || read == original
        || written(std::slice::from_ref(read), Encoding::Windows1252)[..168] == *record.raw
}

#[derive(Debug, Clone)]
enum Mutation {
    Replace(usize, u8),
    Insert(usize, u8),
    Delete(usize),
    Swap(usize, usize),
    Copy(usize, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let byte = prop_oneof![
        any::<u8>(),
        select(b" 0123456789AZaz*\r\n\xD1\xC3\x91".to_vec())
    ];
    prop_oneof![
        4 => (0..168usize, byte.clone()).prop_map(|(at, b)| Mutation::Replace(at, b)),
        1 => (0..=168usize, byte).prop_map(|(at, b)| Mutation::Insert(at, b)),
        1 => (0..168usize).prop_map(Mutation::Delete),
        1 => (0..168usize, 0..168usize).prop_map(|(a, b)| Mutation::Swap(a, b)),
        1 => (0..140usize, 0..140usize, 1..28usize)
            .prop_map(|(from, to, len)| Mutation::Copy(from, to, len)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    match *mutation {
        Mutation::Replace(at, byte) if at < bytes.len() => bytes[at] = byte,
        Mutation::Insert(at, byte) if at <= bytes.len() => bytes.insert(at, byte),
        Mutation::Delete(at) if at < bytes.len() => {
            bytes.remove(at);
        }
        Mutation::Swap(a, b) if a.max(b) < bytes.len() => bytes.swap(a, b),
        Mutation::Copy(from, to, len) if from.max(to) + len <= bytes.len() => {
            bytes.copy_within(from..from + len, to);
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_is_written_is_read_back_as_itself(
        movimientos in vec(movimiento(), 1..6),
        windows in any::<bool>(),
        trailer in any::<bool>(),
    ) {
        let encoding = if windows { Encoding::Windows1252 } else { Encoding::Ascii };
        let options = WriteOptions { encoding, trailer };
        let Ok(written) = dispmag::write(&movimientos, &options) else {
            // Only a letter written as two can outgrow its field.
            prop_assert!(movimientos.iter().any(|m| m.nombre().to_string().contains('Æ')));
            return Ok(());
        };
        let lines = movimientos.len() + usize::from(trailer);
        prop_assert_eq!(written.bytes.len(), lines * 170);

        let back = movimientos_of(&written.bytes);
        let changed: Vec<usize> = written.transliterations.iter().map(|c| c.index).collect();
        prop_assert_eq!(back.len(), movimientos.len());
        for (index, (back, given)) in back.iter().zip(&movimientos).enumerate() {
            prop_assert_eq!(back == given, !changed.contains(&index));
        }
        let again = dispmag::write(&back, &options).unwrap();
        prop_assert_eq!(again.bytes, written.bytes);
        prop_assert_eq!(again.transliterations, vec![]);
    }

    #[test]
    fn the_signers_reading_agrees_with_what_was_written(
        mut movimientos in vec(reingreso(), 1..6),
        trailer in any::<bool>(),
    ) {
        let employer = movimientos[0].registro_patronal;
        movimientos.iter_mut().for_each(|m| m.registro_patronal = employer);
        let movimientos: Vec<Movimiento> =
            movimientos.into_iter().map(Movimiento::Reingreso).collect();
        let options = WriteOptions { encoding: Encoding::Windows1252, trailer };
        let bytes = dispmag::write(&movimientos, &options);
        prop_assume!(bytes.is_ok());
        let summary = Summary::of(&bytes.unwrap().bytes).unwrap();
        prop_assert_eq!(summary.reingresos, movimientos.len());
        prop_assert_eq!(summary.registro_patronal, employer);
    }

    #[test]
    fn any_mutation_of_a_record_is_found_or_harmless(
        seed in any::<u64>(),
        windows in any::<bool>(),
        mutations in vec(mutation(), 1..4),
    ) {
        let encoding = if windows { Encoding::Windows1252 } else { Encoding::Ascii };
        // What the original bytes say, which in ASCII is not quite what was to be written.
        let line = written(&[testing::movimiento(seed)], encoding);
        let original = &movimientos_of(&line)[0];
        let mut bytes = line[..168].to_vec();
        for mutation in &mutations {
            mutate(&mut bytes, mutation);
        }
        let reading = dispmag::read(&bytes, &ReadOptions::default());
        prop_assert!(!reading.records.is_empty() || !reading.findings.is_empty());
        for record in &reading.records {
            prop_assert!(
                is_found_or_harmless(record, original),
                "{:?} was read as {:?}", record.text(), record.movimiento
            );
        }

        bytes.extend_from_slice(b"\r\n");
        if Summary::of(&bytes).is_ok() {
            let understood = movimientos_of(&bytes);
            prop_assert_eq!(written(&understood, Encoding::Windows1252), bytes);
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(
        bytes in vec(any::<u8>(), 0..700),
        lines in vec(vec(any::<u8>(), 168..=168), 0..3),
        width in select(vec![49usize, 164, 168]),
    ) {
        let cut: Vec<u8> = bytes.chunks(width).collect::<Vec<_>>().join(&b"\r\n"[..]);
        for input in [bytes, lines.join(&b'\n'), cut] {
            for record in dispmag::read(&input, &ReadOptions::default()).records {
                prop_assert!(record.movimiento.is_some() || !record.findings.is_empty());
                let _ = (record.text(), record.fields());
            }
            let _ = (sua::read_aseg(&input), sua::read_movt(&input), Summary::of(&input));
        }
    }

    #[test]
    fn amounts_and_dates_read_back_as_shown(centavos in 1..=999_999u32, day in fecha()) {
        let sbc = Sbc::from_centavos(centavos).unwrap();
        prop_assert_eq!(Sbc::parse(&sbc.to_string()), Ok(sbc));
        let shown = imss::time::format_date(day);
        prop_assert_eq!(imss::time::parse_date(&shown), Ok(day));
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in any::<String>()) {
        use imss::id::{Curp, Nss, RegistroPatronal, Rfc};
        let _ = (Nss::parse(&text), Curp::parse(&text), Rfc::parse(&text));
        let _ = (RegistroPatronal::parse(&text), Name::parse(&text), Sbc::parse(&text));
        let _ = (Umf::parse(&text), Guia::parse(&text), ClaveTrabajador::parse(&text));
        let _ = (imss::time::parse_date(&text), CausaBaja::parse(&text));
    }
}
