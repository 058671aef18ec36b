//! A company that leaves.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use super::Build;
use super::history::everything;
use crate::records::{Departure, PlannedDeletion};
use crate::store::{Store, Unit};

/// Checks that everything of one company goes, part by part, and nothing of another.
pub async fn a_company_is_deleted_whole_and_no_other(store: &dyn Store) {
    let build = Build::default();
    let (gone, registro) = build.stored_company(store).await;
    let (stays, other) = build.stored_company(store).await;
    for (empresa, registro) in [(&gone, &registro), (&stays, &other)] {
        let mut unit = build.unit(empresa.id);
        for _ in 0..6 {
            unit = unit.create(build.reingreso(registro));
        }
        let certificado = build.certificado(empresa.id, registro.id);
        unit = unit.create(build.lote(registro, 7)).create(certificado);
        store.commit(unit).await.unwrap();
    }
    let unit = build.unit(gone.id).delete(gone.clone());
    store.commit(unit).await.unwrap();
    let mut parts = 0;
    while store.delete_company(gone.id, 5).await.unwrap() {
        parts += 1;
        assert!(parts < 1_000, "it never ends");
    }
    assert!(parts > 0, "it went part by part");

    let page = store.history(&everything(&gone, &[registro.id])).await;
    assert_eq!(page.unwrap().rows, []);
    assert_eq!(store.registros(gone.id).await.unwrap(), []);
    assert_eq!(store.certificados(gone.id).await.unwrap(), []);
    assert_eq!(store.counts(gone.id, &[registro.id]).await.unwrap(), []);
    assert_eq!(store.last_lote_number(gone.id).await.unwrap(), 0);
    assert_eq!(store.audit(gone.id, None, 9).await.unwrap(), []);
    // What was unique to it is free again.
    let again = build.unit(gone.id).create(registro.clone());
    store.commit(again).await.unwrap();

    let page = store.history(&everything(&stays, &[other.id])).await;
    assert_eq!(page.unwrap().rows.len(), 6);
    assert_eq!(store.registros(stays.id).await.unwrap(), [other]);
    assert_eq!(store.certificados(stays.id).await.unwrap().len(), 1);
    assert_eq!(store.last_lote_number(stays.id).await.unwrap(), 7);
    assert!(!store.audit(stays.id, None, 9).await.unwrap().is_empty());
}

/// Checks that how far a company is on its way out comes back to it alone.
pub async fn a_departure_comes_back_to_its_company(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let user = build.user(empresa.id);
    let departure = Departure {
        empresa: empresa.id,
        version: 1,
        exported_at: Some(build.now),
        deletion: None,
    };
    let unit = build.unit(empresa.id).create(departure.clone());
    store.commit(unit).await.unwrap();
    let planned = Departure {
        version: 2,
        deletion: Some(PlannedDeletion {
            by: user.id,
            asked_at: build.now,
            due_at: build.after(9),
        }),
        ..departure.clone()
    };
    let unit: Unit = build.unit(empresa.id).update(departure, planned.clone());
    store.commit(unit).await.unwrap();
    let read = store.departure(empresa.id).await.unwrap();
    assert_eq!(read, Some(planned));
    assert_eq!(store.departure(stranger.id).await.unwrap(), None);
}

/// Checks that files of IDSE's are read on from the last one.
pub async fn files_of_idse_are_paged_oldest_first(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let mut files = Vec::new();
    for minute in 0..5 {
        let file = build.receipt_file(empresa.id, minute);
        let unit = build.unit(empresa.id).create(file.clone());
        store.commit(unit).await.unwrap();
        files.push(file);
    }
    let page = async |after| store.receipt_files(empresa.id, after, 3).await.unwrap();
    let first = page(None).await;
    assert_eq!(first, files[..3]);
    assert_eq!(page(Some(first[2].id)).await, files[3..]);
    assert_eq!(page(Some(files[4].id)).await, []);
    let theirs = store.receipt_files(stranger.id, None, 3).await.unwrap();
    assert_eq!(theirs, []);
}
