//! What the history is searched by: columns, words, the directory, IMSS's answer.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use std::collections::BTreeSet;

use imss::movimiento::NombreCompleto;
use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use model::MovementStatus;

use super::Build;
use super::history::{everything, ids, stored};
use crate::records::{Actor, MovementContent, MovementRecord, MovementState, Trabajador};
use crate::store::{HistoryQuery, SearchText, Store};

/// Checks the filters by registro patronal, type, dates and states, alone and together.
pub async fn the_history_is_filtered_by_each_column(store: &dyn Store) {
    let build = Build::default();
    let (empresa, one) = build.stored_company(store).await;
    let two = build.registro(empresa.id);
    store
        .commit(build.unit(empresa.id).create(two.clone()))
        .await
        .unwrap();
    let dates = [
        (Reingreso, date(2026, 1, 10)),
        (Modificacion, date(2026, 1, 11)),
        (Baja, date(2026, 1, 12)),
    ];
    let of_one = stored(store, &build, &one, &dates).await;
    let of_two = stored(store, &build, &two, &dates).await;
    let operado = build.becoming(&of_one[2], &build.to_operado());
    let unit = build.unit(empresa.id).update(of_one[2].clone(), operado);
    store.commit(unit).await.unwrap();

    let both = everything(&empresa, &[one.id, two.id]);
    let only_one = everything(&empresa, &[one.id]);
    assert_eq!(
        ids(store, &only_one).await,
        [of_one[2].id, of_one[1].id, of_one[0].id]
    );
    let bajas = HistoryQuery {
        tipo: Some(Baja),
        ..both.clone()
    };
    let found: BTreeSet<_> = ids(store, &bajas).await.into_iter().collect();
    assert_eq!(found, BTreeSet::from([of_one[2].id, of_two[2].id]));
    let day = Some(date(2026, 1, 11));
    let of_the_day = HistoryQuery {
        from: day,
        to: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &of_the_day).await, [of_one[1].id]);
    let from = HistoryQuery {
        from: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &from).await, [of_one[2].id, of_one[1].id]);
    let to = HistoryQuery {
        to: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &to).await, [of_one[1].id, of_one[0].id]);
    let operados = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Operado]),
        ..both.clone()
    };
    assert_eq!(ids(store, &operados).await, [of_one[2].id]);
    let listos = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Listo]),
        tipo: Some(Baja),
        ..both
    };
    assert_eq!(ids(store, &listos).await, [of_two[2].id]);
}

/// Checks that "nunez" finds "Núñez"; every word must occur; numbers are found too.
pub async fn the_history_finds_text_whatever_its_accents_and_case(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let karla = build.reingreso(&registro);
    let mut typed = build.draft(&registro, Reingreso, date(2026, 1, 15));
    typed.paterno = "Gómez".to_owned();
    typed.nombre = "José María".to_owned();
    typed.nss = "72795608040".to_owned();
    typed.curp = String::new();
    let jose = MovementRecord {
        content: MovementContent::Draft(typed),
        state: MovementState::Borrador,
        ..build.reingreso(&registro)
    };
    // What is checked has its worker in the directory; a draft may name nobody whom it knows.
    let trabajador = Trabajador::named_by(karla.movimiento().unwrap(), empresa.id, build.now);
    let unit = build
        .unit(empresa.id)
        .create(karla.clone())
        .create(trabajador)
        .create(jose.clone());
    store.commit(unit).await.unwrap();

    for (texto, expected) in [
        ("nunez", Some(karla.id)),
        ("NÚÑEZ karla", Some(karla.id)),
        ("92919084431", Some(karla.id)),
        ("funk671228", Some(karla.id)),
        ("maria gomez", Some(jose.id)),
        ("7279560", Some(jose.id)),
        ("9291-90-8443-1", Some(karla.id)),
        ("e0001 kar", Some(karla.id)),
        ("arla", None),
        ("karla gomez", None),
    ] {
        let query = HistoryQuery {
            texto: SearchText::parse(texto).unwrap(),
            ..everything(&empresa, &[registro.id])
        };
        assert_eq!(
            ids(store, &query).await,
            Vec::from_iter(expected),
            "{texto}"
        );
    }
}

/// Checks that a worker is found by the words of the directory: a tax key that no movement carries, a
/// number that IMSS merged into the present one, and the name of before as well as the present one.
pub async fn the_history_finds_a_trabajador_by_the_directory(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let movement = build.reingreso(&registro);
    let movimiento = movement.movimiento().unwrap();
    let mut trabajador = Trabajador::named_by(movimiento, empresa.id, build.now);
    trabajador.rfc = Some("FUNK671228PH6".parse().unwrap());
    let stranger = build.trabajador(empresa.id, ["Rojas", "", "Eva"]);
    let unit = build
        .unit(empresa.id)
        .create(movement.clone())
        .create(trabajador.clone())
        .create(stranger);
    store.commit(unit).await.unwrap();
    let mut renamed = trabajador.clone();
    renamed.nombre = NombreCompleto::parse("Ibarra", "", "Karla").unwrap();
    let unit = build.unit(empresa.id).update(trabajador, renamed);
    store.commit(unit).await.unwrap();

    for (texto, expected) in [
        ("funk671228ph6", true),
        ("ibarra", true),
        ("nunez karla", true),
        ("rojas", false),
        ("karla rojas", false),
    ] {
        let query = HistoryQuery {
            texto: SearchText::parse(texto).unwrap(),
            ..everything(&empresa, &[registro.id])
        };
        let expected = expected.then_some(movement.id);
        assert_eq!(
            ids(store, &query).await,
            Vec::from_iter(expected),
            "{texto}"
        );
    }
}

/// Checks the filters by the code of a refusal, whether it was corrected, what was operated late, and
/// who captured it.
pub async fn the_history_is_filtered_by_what_imss_answered(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let days = [1, 2, 3, 4].map(|day| (Baja, date(2026, 1, day)));
    let movements = stored(store, &build, &registro, &days).await;
    let answers = [
        MovementState::Rechazado {
            at: build.now,
            codigo: "48".to_owned(),
            texto: String::new(),
        },
        MovementState::Rechazado {
            at: build.now,
            codigo: "50".to_owned(),
            texto: String::new(),
        },
        MovementState::Operado {
            at: build.now,
            extemporaneo: true,
        },
        MovementState::Operado {
            at: build.now,
            extemporaneo: false,
        },
    ];
    let user = build.user(empresa.id).id;
    let mut unit = build.unit(empresa.id);
    for (movement, answer) in movements.iter().zip(answers) {
        let sent = [
            MovementState::Firmado { at: build.now },
            MovementState::Enviado { at: build.now },
            answer,
        ];
        let mut changed = build.becoming(movement, &sent);
        if movement.id == movements[0].id {
            changed.corrected_by = Some(movements[3].id);
        }
        if movement.id == movements[1].id {
            changed.log[0].by = Actor::User(user);
        }
        unit = unit.update(movement.clone(), changed);
    }
    store.commit(unit).await.unwrap();

    let all = everything(&empresa, &[registro.id]);
    let refused = HistoryQuery {
        codigo: Some("48".to_owned()),
        ..all.clone()
    };
    assert_eq!(ids(store, &refused).await, [movements[0].id]);
    let uncorrected = HistoryQuery {
        uncorrected: true,
        ..all.clone()
    };
    assert_eq!(ids(store, &uncorrected).await, [movements[1].id]);
    for (late, expected) in [(true, movements[2].id), (false, movements[3].id)] {
        let query = HistoryQuery {
            extemporaneo: Some(late),
            ..all.clone()
        };
        assert_eq!(ids(store, &query).await, [expected]);
    }
    let captured = HistoryQuery {
        by: Some(user),
        ..all.clone()
    };
    assert_eq!(ids(store, &captured).await, [movements[1].id]);
    let neither = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Operado]),
        codigo: Some("48".to_owned()),
        ..all
    };
    assert!(ids(store, &neither).await.is_empty());
}
