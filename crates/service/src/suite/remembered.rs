//! Settings, what spares typing, imported rows, deleted movements.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use imss::calendar::Holiday;
use imss::movimiento::TipoMovimiento;
use jiff::civil::date;
use model::{ColumnMapping, CompanySettings, ImportKind};

use super::Build;
use crate::records::{
    CaptureDefaults, ColumnMappingRecord, CompanySettingsRecord, DeletedMovement, ImportPart,
    MovementRecord,
};
use crate::store::{CommitError, KeyKind, Store, Unit};

/// Settings, defaults and mappings are read back, by their company alone.
pub async fn what_is_remembered_comes_back_to_whom_it_belongs(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let user = build.user(empresa.id);
    let settings = CompanySettingsRecord {
        empresa: empresa.id,
        settings: CompanySettings {
            version: 1,
            holidays: vec![Holiday {
                date: date(2026, 4, 2),
                name: "Jueves Santo".to_owned(),
            }],
            ..CompanySettings::default()
        },
    };
    let defaults = CaptureDefaults {
        empresa: empresa.id,
        user: user.id,
        version: 1,
        registro: registro.id,
        drafts: Vec::new(),
    };
    let mapping = ColumnMappingRecord {
        empresa: empresa.id,
        id: build.digest(),
        version: 1,
        mapping: ColumnMapping {
            kind: ImportKind::Plantilla,
            headings: vec!["NSS".to_owned(), "Otro".to_owned()],
            fields: vec![Some("nss".to_owned()), None],
            tipo: Some(TipoMovimiento::Baja),
        },
    };
    let unit = build.unit(empresa.id).create(settings.clone());
    store
        .commit(unit.create(defaults.clone()).create(mapping.clone()))
        .await
        .unwrap();
    let (mine, theirs) = (empresa.id, stranger.id);
    assert_eq!(store.company_settings(mine).await.unwrap(), Some(settings));
    assert_eq!(store.company_settings(theirs).await.unwrap(), None);
    let read = async |empresa| store.capture_defaults(empresa, user.id).await.unwrap();
    assert_eq!(read(mine).await, Some(defaults));
    assert_eq!(read(theirs).await, None);
    let read = async |empresa| store.column_mapping(empresa, &mapping.id).await.unwrap();
    assert_eq!(read(mine).await, Some(mapping.clone()));
    assert_eq!(read(theirs).await, None);
}

/// Checks that one row becomes one movement, until that movement is gone.
pub async fn an_imported_row_leads_to_its_movement_while_it_is_there(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let row = build.digest();
    let from_row = || MovementRecord {
        origin: Some(row),
        ..build.reingreso(&registro)
    };
    let first = from_row();
    store
        .commit(build.unit(empresa.id).create(first.clone()))
        .await
        .unwrap();
    let asked = [build.digest(), row];
    let read = async || store.imported(empresa.id, &asked).await.unwrap();
    assert_eq!(read().await, std::slice::from_ref(&first));
    let second = store
        .commit(build.unit(empresa.id).create(from_row()))
        .await;
    assert!(
        matches!(
            second,
            Err(CommitError::Taken {
                what: KeyKind::ImportedRow
            })
        ),
        "{second:?}"
    );
    let (stranger, _) = build.stored_company(store).await;
    assert!(
        store
            .imported(stranger.id, &asked)
            .await
            .unwrap()
            .is_empty()
    );
    store
        .commit(build.unit(empresa.id).delete(first))
        .await
        .unwrap();
    assert!(read().await.is_empty());
    store
        .commit(build.unit(empresa.id).create(from_row()))
        .await
        .unwrap();
}

/// Checks that what an import made is kept until its day, and changes.
pub async fn a_part_of_an_import_is_kept_until_its_day(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let movements = vec![build.reingreso(&registro).id, build.reingreso(&registro).id];
    let part = build.import_part(empresa.id, movements);
    let unit = Unit::upkeep().create(part.clone()).done();
    store.commit(unit).await.unwrap();
    let read = async |empresa| store.import_parts(empresa).await.unwrap();
    assert_eq!(read(empresa.id).await, std::slice::from_ref(&part));
    let (stranger, _) = build.stored_company(store).await;
    assert!(read(stranger.id).await.is_empty());
    let fewer = ImportPart {
        movements: part.movements[..1].to_vec(),
        ..part.clone()
    };
    let unit = Unit::upkeep().update(part, fewer.clone()).done();
    store.commit(unit).await.unwrap();
    let expected = ImportPart {
        version: 2,
        ..fewer
    };
    assert_eq!(read(empresa.id).await, [expected]);
    store.purge_expired(build.after(9)).await.unwrap();
    assert_eq!(read(empresa.id).await.len(), 1);
    store.purge_expired(build.after(11)).await.unwrap();
    assert!(read(empresa.id).await.is_empty());
}

/// Checks that what was deleted can be read until its day, and comes back with a version nobody has.
pub async fn a_deleted_movement_is_kept_until_its_day_and_comes_back_newer(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let user = build.user(empresa.id);
    let movement = build.reingreso(&registro);
    let deleted = DeletedMovement {
        id: movement.id,
        movement: movement.clone(),
        by: user.id,
        until: build.after(10),
    };
    store
        .commit(build.unit(empresa.id).create(movement.clone()))
        .await
        .unwrap();
    let unit = build.unit(empresa.id).create(deleted.clone());
    store.commit(unit.delete(movement.clone())).await.unwrap();
    store.purge_expired(build.after(9)).await.unwrap();
    let read = async |id| store.deleted_movements(id, &[movement.id]).await.unwrap();
    assert_eq!(read(empresa.id).await, std::slice::from_ref(&deleted));
    let (stranger, _) = build.stored_company(store).await;
    assert!(read(stranger.id).await.is_empty());
    let earlier = DeletedMovement {
        id: build.reingreso(&registro).id,
        until: build.after(9),
        ..deleted.clone()
    };
    let unit = build.unit(empresa.id).create(earlier.clone());
    store.commit(unit).await.unwrap();
    let listed = async |company, day| store.deleted_ids(company, build.after(day)).await.unwrap();
    assert_eq!(listed(empresa.id, 8).await, [movement.id, earlier.id]);
    assert_eq!(listed(empresa.id, 9).await, [movement.id]);
    assert!(listed(stranger.id, 8).await.is_empty());

    let unit = build.unit(empresa.id).bring_back(movement.clone());
    store.commit(unit).await.unwrap();
    let back = store.movement(empresa.id, movement.id).await.unwrap();
    let back = back.unwrap();
    assert_eq!(back.version, 2);
    let edited = build.unit(empresa.id).update(movement.clone(), back);
    let stale: Result<(), CommitError> = store.commit(Unit::clone(&edited)).await;
    assert!(matches!(stale, Err(CommitError::Stale)), "{stale:?}");

    store.purge_expired(build.after(11)).await.unwrap();
    assert!(read(empresa.id).await.is_empty());
    let still = store.movement(empresa.id, movement.id).await.unwrap();
    assert!(still.is_some());
}
