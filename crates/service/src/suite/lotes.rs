//! Lotes, their contents and their evidence.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use std::collections::BTreeSet;

use jiff::civil::date;
use model::LoteStatus;

use super::Build;
use crate::records::{Actor, LoteRecord, LoteState};
use crate::store::{CommitError, KeyKind, LoteQuery, Store};

/// Two lotes of a company never share a number; those of two companies may.
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
        estados: BTreeSet::new(),
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

    let mut signed = lotes[3].clone();
    signed
        .become_state(
            LoteState::Firmado { at: build.now },
            build.now,
            Actor::System,
        )
        .unwrap();
    store
        .commit(build.unit(empresa.id).update(lotes[3].clone(), signed))
        .await
        .unwrap();
    let query = LoteQuery {
        estados: BTreeSet::from([LoteStatus::Firmado]),
        below: None,
        registros: vec![registro.id, other.id],
        ..query
    };
    let found = store.lotes(&query).await.unwrap().lotes;
    assert_eq!(
        found.iter().map(|lote| lote.numero).collect::<Vec<_>>(),
        [4]
    );
}

/// Each attempt keeps its own file and its own signature, written once.
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
    let again = store.commit(build.unit(empresa.id).create(evidence)).await;
    assert!(
        matches!(again, Err(CommitError::Taken { what: KeyKind::Id })),
        "{again:?}"
    );
}

/// Open lotes come by their last days, those without one at the end; what is done is not listed.
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

    let open = async |limit| {
        let open = store.open_lotes(empresa.id, &[registro.id], limit).await;
        open.unwrap().iter().map(|l| l.numero).collect::<Vec<_>>()
    };
    assert_eq!(open(10).await, [3, 2, 4, 1]);
    assert_eq!(open(2).await, [3, 2]);
    let (stranger, _) = build.stored_company(store).await;
    let theirs = store.open_lotes(stranger.id, &[registro.id], 10).await;
    assert!(theirs.unwrap().is_empty());
}
