//! Files of IDSE's: kept, matched with what the company has, and applied.

use imss::receipt::{ReceiptBlock, ReceiptKind, ReceiptOutcome, ReceiptRow};
use model::{LoteStatus, MovementStatus, Role};
use service::CommonError;
use service::ids::ReceiptId;
use service::lotes;
use service::receipts::{
    self, Confirmed, Matching, Reading, ReceiptError, Verdict, WhyNot, match_reading,
};
use service::records::{Action, LoteRecord, LoteState, MovementState, ResultSource};

use crate::signing::signers;
use crate::world::{Company, World};

const CSV: &[u8] = b"NSS,Resultado\r\n";

fn operado() -> ReceiptOutcome {
    ReceiptOutcome::Operado {
        extemporaneo: false,
    }
}

fn rechazado() -> ReceiptOutcome {
    ReceiptOutcome::Rechazado {
        codigo: "48".to_owned(),
        texto: "NSS ya vigente".to_owned(),
    }
}

fn row(nss: &str, outcome: ReceiptOutcome) -> ReceiptRow {
    ReceiptRow {
        tipo: "08".to_owned(),
        nss: nss.to_owned(),
        nombre: "FUENTE NOLASCO KARLA".to_owned(),
        fecha: "15/01/2026".to_owned(),
        outcome,
        ..ReceiptRow::default()
    }
}

fn block(rows: Vec<ReceiptRow>) -> ReceiptBlock {
    ReceiptBlock {
        registro: "Y608782810".to_owned(),
        id_lote: "700000001".to_owned(),
        folio: "1234567890123456789".to_owned(),
        fecha: "2026-01-15 12:40".to_owned(),
        rows,
        ..ReceiptBlock::default()
    }
}

fn reading(rows: Vec<ReceiptRow>) -> Reading {
    Reading {
        lote: None,
        blocks: vec![block(rows)],
    }
}

async fn started() -> (World, Company, LoteRecord, Vec<String>) {
    let world = World::new();
    let company = world.company("ana").await;
    let lote = world.prepared(&company, 2).await;
    let movements = world.movements_of(&lote).await;
    let trabajadores = movements
        .iter()
        .map(|movement| movement.draft().nss)
        .collect();
    (world, company, lote, trabajadores)
}

async fn kept(world: &World, company: &Company) -> ReceiptId {
    receipts::store(
        &world.service,
        &company.admin,
        ReceiptKind::Csv,
        CSV.to_vec(),
    )
    .await
    .unwrap()
    .id
}

async fn matched(world: &World, company: &Company, reading: &Reading) -> Matching {
    match_reading(&world.service, &company.admin, reading)
        .await
        .unwrap()
}

fn why(matching: &Matching, at: usize) -> WhyNot {
    match &matching.rows[at].verdict {
        Verdict::Not(why) => why.clone(),
        other => panic!("{other:?}"),
    }
}

fn confirmed(settles: usize, elsewhere: usize) -> Confirmed {
    Confirmed { settles, elsewhere }
}

#[tokio::test]
async fn a_file_is_kept_once_and_only_what_it_says_it_is() {
    let (world, company, ..) = started().await;
    let (service, admin) = (&world.service, &company.admin);
    let first = kept(&world, &company).await;
    assert_eq!(kept(&world, &company).await, first);
    let file = receipts::get(service, admin, first).await.unwrap();
    assert_eq!(file.content.0, CSV);
    let other = receipts::store(service, admin, ReceiptKind::Pdf, CSV.to_vec()).await;
    assert!(matches!(other, Err(ReceiptError::OtherKind)), "{other:?}");
    let key = signers().company.private_key();
    let hidden = [CSV, &key].concat();
    let refused = receipts::store(service, admin, ReceiptKind::Csv, hidden).await;
    assert!(
        matches!(refused, Err(ReceiptError::HoldsKey)),
        "{refused:?}"
    );
    let huge = vec![b','; model::limits::RECEIPT_MAX_BYTES + 1];
    let large = receipts::store(service, admin, ReceiptKind::Csv, huge).await;
    assert!(matches!(large, Err(ReceiptError::TooLarge)));
    let audit = world.store.audit(admin.empresa(), None, 50).await.unwrap();
    let count = |action| audit.iter().filter(|entry| entry.action == action).count();
    assert_eq!(
        (count(Action::ReceiptStored), count(Action::ReceiptRefused)),
        (1, 3)
    );
}

#[tokio::test]
async fn a_lote_nobody_marked_is_filed_by_hand_and_done_by_its_constancia() {
    let (world, company, lote, trabajadores) = started().await;
    let (service, admin) = (&world.service, &company.admin);
    let reading = reading(vec![
        row(&trabajadores[1], rechazado()),
        row(&trabajadores[0], operado()),
    ]);
    let found = matched(&world, &company, &reading).await;
    assert!(
        found
            .rows
            .iter()
            .all(|one| matches!(one.verdict, Verdict::Settles(_)))
    );
    assert_eq!(
        world.lote(&lote).await.state.status(),
        LoteStatus::Preparado,
        "nothing is done yet"
    );

    let receipt = kept(&world, &company).await;
    let applied = receipts::apply(service, admin, receipt, &reading, confirmed(2, 0))
        .await
        .unwrap();
    assert_eq!((applied.settled, applied.elsewhere), (2, 0));
    let LoteState::Procesado {
        recibo: Some(recibo),
        operados: 1,
        rechazados: 1,
        ..
    } = &applied.lotes[0].state
    else {
        panic!("{:?}", applied.lotes[0].state)
    };
    assert_eq!(recibo.id_lote, "700000001");
    let movements = world.movements_of(&lote).await;
    assert!(matches!(movements[0].state, MovementState::Operado { .. }));
    assert!(
        matches!(&movements[1].state, MovementState::Rechazado { codigo, .. } if codigo == "48")
    );
    let source = Some(ResultSource::Receipt { receipt });
    assert!(movements.iter().all(|movement| movement.source == source));

    let again = matched(&world, &company, &reading).await;
    assert!(
        again
            .rows
            .iter()
            .all(|one| matches!(one.verdict, Verdict::Known))
    );
    let nothing = receipts::apply(service, admin, receipt, &reading, confirmed(0, 0)).await;
    assert!(matches!(nothing, Err(ReceiptError::NothingApplies)));
}

#[tokio::test]
async fn a_csv_without_a_registro_is_about_the_lote_it_was_brought_for() {
    let (world, company, lote, trabajadores) = started().await;
    let rows = vec![
        row(&trabajadores[0], operado()),
        row("12345678903", operado()),
    ];
    let mut reading = reading(rows);
    reading.blocks[0].registro.clear();
    let nobody = matched(&world, &company, &reading).await;
    assert_eq!(why(&nobody, 0), WhyNot::NoRegistro);
    reading.lote = Some(lote.id);
    let found = matched(&world, &company, &reading).await;
    assert!(matches!(found.rows[0].verdict, Verdict::Settles(_)));
    assert_eq!(
        why(&found, 1),
        WhyNot::NoMovement,
        "and nothing is made of what is not in it"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_named_and_changes_nothing() {
    let (world, company, lote, trabajadores) = started().await;
    let with = |change: fn(&mut ReceiptRow)| {
        let mut row = row(&trabajadores[0], operado());
        change(&mut row);
        row
    };
    let odd = vec![
        with(|row| "9291908443".clone_into(&mut row.nss)),
        with(|row| "quince de enero".clone_into(&mut row.fecha)),
        with(|row| "?".clone_into(&mut row.tipo)),
        with(|row| row.outcome = ReceiptOutcome::default()),
    ];
    let found = matched(&world, &company, &reading(odd)).await;
    let expected = [
        WhyNot::Unreadable,
        WhyNot::Unreadable,
        WhyNot::Unreadable,
        WhyNot::UnknownOutcome,
    ];
    for (at, expected) in expected.into_iter().enumerate() {
        assert_eq!(why(&found, at), expected, "{at}");
    }
    let twice = reading(vec![
        row(&trabajadores[0], operado()),
        row(&trabajadores[0], rechazado()),
    ]);
    assert_eq!(
        why(&matched(&world, &company, &twice).await, 0),
        WhyNot::Twice
    );

    let mut old = reading(vec![row(&trabajadores[0], operado())]);
    "2025-01-15 10:00".clone_into(&mut old.blocks[0].fecha);
    assert_eq!(
        why(&matched(&world, &company, &old).await, 0),
        WhyNot::BeforeLote
    );
    let mut foreign = reading(vec![row(&trabajadores[0], operado())]);
    "B5510768108".clone_into(&mut foreign.blocks[0].registro);
    assert_eq!(
        why(&matched(&world, &company, &foreign).await, 0),
        WhyNot::ForeignRegistro
    );
    let receipt = kept(&world, &company).await;
    let (service, admin) = (&world.service, &company.admin);
    let refused = receipts::apply(service, admin, receipt, &foreign, confirmed(0, 0)).await;
    assert!(matches!(refused, Err(ReceiptError::NothingApplies)));
    assert_eq!(world.lote(&lote).await, lote);
}

#[tokio::test]
async fn what_was_filed_elsewhere_becomes_history_once() {
    let (world, company, _, trabajadores) = started().await;
    let (service, admin) = (&world.service, &company.admin);
    let reading = reading(vec![
        row(&trabajadores[0], operado()),
        row("12345678903", rechazado()),
    ]);
    let found = matched(&world, &company, &reading).await;
    assert!(matches!(found.rows[1].verdict, Verdict::Elsewhere(_)));
    let receipt = kept(&world, &company).await;
    let before = world.all_movements(&company).await.len();
    receipts::apply(service, admin, receipt, &reading, confirmed(1, 1))
        .await
        .unwrap();
    let all = world.all_movements(&company).await;
    assert_eq!(all.len(), before + 1);
    let elsewhere = all.iter().find(|movement| movement.lote.is_none()).unwrap();
    assert_eq!(elsewhere.state.status(), MovementStatus::Rechazado);
    assert_eq!(elsewhere.source, Some(ResultSource::Receipt { receipt }));
    assert_eq!(
        elsewhere.draft().nombre,
        "FUENTE NOLASCO KARLA",
        "the name stays in one piece"
    );
    let again = matched(&world, &company, &reading).await;
    assert!(
        again
            .rows
            .iter()
            .all(|one| matches!(one.verdict, Verdict::Known)),
        "{again:?}"
    );
}

#[tokio::test]
async fn what_changed_since_it_was_confirmed_is_not_applied() {
    let (world, company, lote, trabajadores) = started().await;
    let (service, admin) = (&world.service, &company.admin);
    let reading = reading(vec![
        row(&trabajadores[0], operado()),
        row(&trabajadores[1], operado()),
    ]);
    let receipt = kept(&world, &company).await;
    lotes::cancel(service, admin, lote.id, lote.version)
        .await
        .unwrap();
    let late = receipts::apply(service, admin, receipt, &reading, confirmed(2, 0)).await;
    assert!(
        matches!(
            late,
            Err(ReceiptError::NothingApplies | ReceiptError::Changed)
        ),
        "{late:?}"
    );
    assert!(
        world
            .all_movements(&company)
            .await
            .iter()
            .all(|m| !m.state.status().is_final())
    );
}

#[tokio::test]
async fn only_those_who_sign_apply_and_strangers_see_nothing() {
    let (world, company, _, trabajadores) = started().await;
    let other = world.company("otra").await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let reading = reading(vec![row(&trabajadores[0], operado())]);
    let receipt = kept(&world, &company).await;
    let service = &world.service;
    let by_clerk = receipts::apply(service, &clerk, receipt, &reading, confirmed(1, 0)).await;
    assert!(matches!(
        by_clerk,
        Err(ReceiptError::Common(CommonError::Forbidden))
    ));
    let foreign = receipts::get(service, &other.admin, receipt).await;
    assert!(matches!(
        foreign,
        Err(ReceiptError::Common(CommonError::NotFound(_)))
    ));
    let applied = receipts::apply(service, &other.admin, receipt, &reading, confirmed(1, 0)).await;
    assert!(matches!(
        applied,
        Err(ReceiptError::Common(CommonError::NotFound(_)))
    ));
}
