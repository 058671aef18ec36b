//! Lotes, their contents and their evidence.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use std::collections::BTreeSet;

use jiff::civil::date;
use model::LoteStatus;

use super::Build;
use crate::ports::Recibo;
use crate::records::{Actor, Evidence, LoteRecord, LoteState};
use crate::store::{CommitError, KeyKind, LoteQuery, OpenCursor, OpenLotesQuery, Store};
use crate::values::Digest;

/// Checks that two lotes of a company never share a number; those of two companies may.
pub async fn a_lote_number_is_given_once(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    assert_eq!(store.last_lote_number(empresa.id).await.unwrap(), 0);
    store
        .commit(build.unit(empresa.id).create(build.lote(&registro, 9)))
        .await
        .unwrap();
    store
        .commit(build.unit(empresa.id).create(build.lote(&registro, 10)))
        .await
        .unwrap();
    assert_eq!(store.last_lote_number(empresa.id).await.unwrap(), 10);
    let taken = store
        .commit(build.unit(empresa.id).create(build.lote(&registro, 10)))
        .await;
    assert!(
        matches!(
            taken,
            Err(CommitError::Taken {
                what: KeyKind::LoteNumber
            })
        ),
        "{taken:?}"
    );
    let (other, theirs) = build.stored_company(store).await;
    store
        .commit(build.unit(other.id).create(build.lote(&theirs, 10)))
        .await
        .unwrap();
}

/// Pages of lotes, filtered by registro patronal and state.
pub async fn lotes_are_paged_highest_number_first(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let other = build.registro(empresa.id);
    let mut unit = build.unit(empresa.id).create(other.clone());
    let lotes: Vec<LoteRecord> = (1..=12).map(|n| build.lote(&registro, n)).collect();
    for lote in &lotes {
        unit = unit.create(lote.clone());
    }
    store
        .commit(unit.create(build.lote(&other, 13)))
        .await
        .unwrap();

    let mut query = LoteQuery {
        empresa: empresa.id,
        registros: vec![registro.id],
        below: None,
        limit: 5,
    };
    let mut seen = Vec::new();
    loop {
        let page = store.lotes(&query).await.unwrap();
        seen.extend(page.lotes.iter().map(|lote| lote.numero));
        assert!(seen.len() <= 12, "pages repeat themselves");
        match page.next {
            Some(next) => query.below = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, (1..=12).rev().collect::<Vec<_>>());

    let query = LoteQuery {
        below: None,
        registros: vec![registro.id, other.id],
        limit: 2,
        ..query
    };
    let page = store.lotes(&query).await.unwrap();
    let numbers: Vec<_> = page.lotes.iter().map(|lote| lote.numero).collect();
    assert_eq!((numbers, page.next), (vec![13, 12], Some(12)));
}

/// Checks that a lote is found by its identity, by our number, and by the numbers that IMSS gave it.
pub async fn a_lote_is_found_by_its_numbers(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let (one, two) = (build.lote(&registro, 1), build.lote(&registro, 2));
    let unit = build
        .unit(empresa.id)
        .create(one.clone())
        .create(two.clone());
    store.commit(unit).await.unwrap();
    let found = async |folio: &str| {
        let found = store.lotes_by_folio(empresa.id, folio).await.unwrap();
        found.iter().map(|lote| lote.numero).collect::<Vec<_>>()
    };
    assert!(found("8837161").await.is_empty());
    let mut sent = two.clone();
    let recibo = Recibo {
        id_lote: "104552871".to_owned(),
        folio: "8837161".to_owned(),
        fecha: "2026-01-15 10:00".to_owned(),
        refused: Vec::new(),
        original: None,
    };
    for state in [
        LoteState::Firmado { at: build.now },
        LoteState::Enviando {
            since: build.now,
            until: build.now,
        },
        LoteState::Enviado {
            recibo: Some(recibo),
        },
    ] {
        sent.become_state(state, build.now, Actor::System).unwrap();
    }
    let unit = build.unit(empresa.id).update(two.clone(), sent);
    store.commit(unit).await.unwrap();
    assert_eq!(found("8837161").await, [2]);
    assert_eq!(found("104552871").await, [2]);
    let (stranger, _) = build.stored_company(store).await;
    let theirs = store.lotes_by_folio(stranger.id, "8837161").await.unwrap();
    assert!(theirs.is_empty());

    let named = store.lote_by_number(empresa.id, 1).await.unwrap();
    assert_eq!(named.map(|lote| lote.id), Some(one.id));
    assert_eq!(store.lote_by_number(empresa.id, 3).await.unwrap(), None);
    let both = store.lotes_by_id(empresa.id, &[two.id, one.id]).await;
    let both: Vec<_> = both.unwrap().iter().map(|lote| lote.numero).collect();
    assert_eq!(both, [2, 1]);
}

/// Checks that each attempt keeps its own file and its own signature, written once.
pub async fn contents_and_evidence_are_kept_per_attempt(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let certificado = build.certificado(empresa.id, registro.id);
    let movement = build.reingreso(&registro);
    let first = build.lote(&registro, 1);
    let second = LoteRecord {
        attempt: 2,
        ..first.clone()
    };
    let contents = [&first, &second].map(|lote| build.contents(lote, vec![movement.id]));
    let evidence = build.evidence(&contents[0], &certificado);
    let unit = build
        .unit(empresa.id)
        .create(first.clone())
        .create(contents[0].clone())
        .create(contents[1].clone())
        .create(evidence.clone());
    store.commit(unit).await.unwrap();

    let read = store.lote_contents(empresa.id, first.id, 1).await.unwrap();
    assert_eq!(read.as_ref(), Some(&contents[0]));
    let read = store.lote_contents(empresa.id, first.id, 2).await.unwrap();
    assert_eq!(read.as_ref(), Some(&contents[1]));
    assert_eq!(
        store.evidence(empresa.id, first.id, 1).await.unwrap(),
        Some(evidence.clone())
    );
    assert_eq!(store.evidence(empresa.id, first.id, 2).await.unwrap(), None);
    let another = Evidence {
        cms_sha256: Digest::of(b"another"),
        ..evidence.clone()
    };
    let again = store.commit(build.unit(empresa.id).create(another)).await;
    assert!(
        matches!(again, Err(CommitError::Taken { what: KeyKind::Id })),
        "{again:?}"
    );
    let moved = Evidence {
        attempt: 2,
        ..evidence
    };
    let moved = store.commit(build.unit(empresa.id).create(moved)).await;
    let digest = KeyKind::EvidenceDigest;
    assert!(
        matches!(&moved, Err(CommitError::Taken { what }) if *what == digest),
        "{moved:?}"
    );
}

/// Checks that open lotes come by their last days, those without one at the end; what is done is not
/// listed.
pub async fn open_lotes_are_listed_by_their_deadlines(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let other = build.registro(empresa.id);
    let due = |numero, vence| LoteRecord {
        vence,
        ..build.lote(&registro, numero)
    };
    let lotes = [
        due(1, None),
        due(2, Some(date(2026, 1, 30))),
        due(3, Some(date(2026, 1, 9))),
        due(4, Some(date(2026, 1, 30))),
        due(5, Some(date(2026, 1, 1))),
    ];
    let mut unit = build
        .unit(empresa.id)
        .create(other.clone())
        .create(build.lote(&other, 6));
    for lote in &lotes {
        unit = unit.create(lote.clone());
    }
    store.commit(unit).await.unwrap();
    let mut done = lotes[4].clone();
    let cancelled = LoteState::Cancelado { at: build.now };
    done.become_state(cancelled, build.now, Actor::System)
        .unwrap();
    let unit = build.unit(empresa.id).update(lotes[4].clone(), done);
    store.commit(unit).await.unwrap();

    let everything = OpenLotesQuery {
        empresa: empresa.id,
        registros: vec![registro.id],
        estados: BTreeSet::new(),
        after: None,
        limit: 10,
    };
    let open = async |query: &OpenLotesQuery| {
        let open = store.open_lotes(query).await.unwrap();
        open.iter().map(|l| l.numero).collect::<Vec<_>>()
    };
    assert_eq!(open(&everything).await, [3, 2, 4, 1]);
    let mut page = OpenLotesQuery {
        limit: 2,
        ..everything.clone()
    };
    assert_eq!(open(&page).await, [3, 2]);
    page.after = Some(OpenCursor::of(&lotes[1]));
    assert_eq!(open(&page).await, [4, 1]);
    page.after = Some(OpenCursor::of(&lotes[0]));
    assert!(open(&page).await.is_empty());
    let signed = OpenLotesQuery {
        estados: BTreeSet::from([LoteStatus::Firmado]),
        ..everything.clone()
    };
    assert!(open(&signed).await.is_empty());
    let mut two = lotes[1].clone();
    let firmado = LoteState::Firmado { at: build.now };
    two.become_state(firmado, build.now, Actor::System).unwrap();
    let unit = build.unit(empresa.id).update(lotes[1].clone(), two);
    store.commit(unit).await.unwrap();
    assert_eq!(open(&signed).await, [2]);
    let (stranger, _) = build.stored_company(store).await;
    let theirs = OpenLotesQuery {
        empresa: stranger.id,
        ..everything
    };
    assert!(open(&theirs).await.is_empty());
}
