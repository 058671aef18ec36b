//! Units of work: whole or not at all, versions, natural keys, the audit log.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use imss::movimiento::TipoMovimiento;
use jiff::civil::date;

use super::Build;
use crate::records::{Empresa, Lane, User};
use crate::store::{CommitError, HistoryQuery, KeyKind, Store, Unit};

/// Checks that a change of a record that somebody else changed since is refused.
pub async fn a_stale_version_is_refused(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let mut mine = registro.clone();
    mine.razon_social = "La mía".to_owned();
    let mut theirs = registro.clone();
    theirs.razon_social = "La suya".to_owned();

    let unit = build.unit(empresa.id).update(registro.clone(), theirs);
    store.commit(unit).await.unwrap();
    let unit = build.unit(empresa.id).update(registro.clone(), mine);
    assert!(matches!(store.commit(unit).await, Err(CommitError::Stale)));

    let stored = store
        .registro(empresa.id, registro.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (stored.razon_social.as_str(), stored.version),
        ("La suya", 2)
    );
    let unit = build.unit(empresa.id).delete(registro);
    assert!(matches!(store.commit(unit).await, Err(CommitError::Stale)));
    let unit = build.unit(empresa.id).delete(stored.clone());
    store.commit(unit).await.unwrap();
    let unit = build.unit(empresa.id).delete(stored);
    assert!(
        matches!(store.commit(unit).await, Err(CommitError::Stale)),
        "it is gone"
    );
}

/// Checks that a record cannot be made twice.
pub async fn an_identity_is_given_once(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let movement = build.reingreso(&registro);
    store
        .commit(build.unit(empresa.id).create(movement.clone()))
        .await
        .unwrap();
    let again = store.commit(build.unit(empresa.id).create(movement)).await;
    assert!(
        matches!(again, Err(CommitError::Taken { what: KeyKind::Id })),
        "{again:?}"
    );
}

/// Checks that a username belongs to one user of the installation, and is free again once given up.
pub async fn a_taken_name_is_refused_and_a_changed_one_is_freed(store: &dyn Store) {
    let build = Build::default();
    let (one, _) = build.stored_company(store).await;
    let (two, _) = build.stored_company(store).await;
    let ana = build.user(one.id);
    let other = User {
        username: ana.username.clone(),
        ..build.user(two.id)
    };
    store
        .commit(build.unit(one.id).create(ana.clone()))
        .await
        .unwrap();
    let taken = store.commit(build.unit(two.id).create(other.clone())).await;
    assert!(
        matches!(
            taken,
            Err(CommitError::Taken {
                what: KeyKind::Username
            })
        ),
        "{taken:?}"
    );

    let renamed = User {
        username: "ana.nueva".parse().unwrap(),
        ..ana.clone()
    };
    store
        .commit(build.unit(one.id).update(ana.clone(), renamed))
        .await
        .unwrap();
    store
        .commit(build.unit(two.id).create(other.clone()))
        .await
        .unwrap();
    let found = store.user_by_name(&ana.username).await.unwrap().unwrap();
    assert_eq!(found.id, other.id);
    let found = store
        .user_by_name(&"ana.nueva".parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, ana.id);

    // An update that keeps the name does not stumble over itself.
    let inactive = User {
        active: false,
        ..found.clone()
    };
    store
        .commit(build.unit(one.id).update(found, inactive))
        .await
        .unwrap();
}

/// Checks that deleting a record gives up its natural keys.
pub async fn a_deleted_record_frees_its_name(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let successor = crate::records::Registro {
        numero: registro.numero,
        ..build.registro(empresa.id)
    };
    let taken = store
        .commit(build.unit(empresa.id).create(successor.clone()))
        .await;
    assert!(matches!(
        taken,
        Err(CommitError::Taken {
            what: KeyKind::RegistroNumber
        })
    ));
    store
        .commit(build.unit(empresa.id).delete(registro.clone()))
        .await
        .unwrap();
    store
        .commit(build.unit(empresa.id).create(successor.clone()))
        .await
        .unwrap();
    let found = store
        .registro_by_number(empresa.id, &registro.numero)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, successor.id);

    let (other, _) = build.stored_company(store).await;
    let same = crate::records::Registro {
        numero: registro.numero,
        ..build.registro(other.id)
    };
    store
        .commit(build.unit(other.id).create(same))
        .await
        .expect("unique within a company only");
}

/// Checks that when one write of a unit is refused, none of it, its look-ups and its audit entry is
/// there.
pub async fn a_refused_unit_leaves_nothing_behind(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let movement = build.reingreso(&registro);
    let stale = crate::records::Registro {
        version: 9,
        ..registro.clone()
    };
    let user = build.user(empresa.id);
    let unit = Unit::audited(build.entry(empresa.id, 5))
        .create(movement.clone())
        .create(user.clone())
        .create(build.job(empresa.id))
        .update(stale.clone(), stale);
    assert!(matches!(store.commit(unit).await, Err(CommitError::Stale)));

    assert!(
        store
            .movement(empresa.id, movement.id)
            .await
            .unwrap()
            .is_none()
    );
    assert!(store.user_by_name(&user.username).await.unwrap().is_none());
    assert!(
        store
            .take_due_jobs(Lane::Portal, build.now, "a", build.after(5), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        store
            .counts(empresa.id, &[registro.id])
            .await
            .unwrap()
            .is_empty()
    );
    let page = store.history(&every(&empresa, registro.id)).await.unwrap();
    assert!(page.rows.is_empty());
    assert_eq!(store.audit(empresa.id, None, 10).await.unwrap().len(), 1);
    store
        .commit(build.unit(empresa.id).create(user))
        .await
        .expect("the name is still free");
}

/// Checks that of two that register as the installation's first company at once one is.
pub async fn of_two_first_companies_one_wins(store: &dyn Store) {
    let build = Build::default();
    assert!(!store.any_empresa().await.unwrap());
    let one = Empresa {
        first: true,
        ..build.empresa()
    };
    let two = Empresa {
        first: true,
        ..build.empresa()
    };
    let (a, b) = futures::join!(
        store.commit(build.unit(one.id).create(one.clone())),
        store.commit(build.unit(two.id).create(two.clone())),
    );
    let lost = |r: &Result<(), CommitError>| {
        matches!(
            r,
            Err(CommitError::Taken {
                what: KeyKind::FirstEmpresa
            })
        )
    };
    assert!(
        a.is_ok() && lost(&b) || b.is_ok() && lost(&a),
        "{a:?} {b:?}"
    );
    assert!(store.any_empresa().await.unwrap());
    assert_eq!(store.empresas().await.unwrap().len(), 1);
    let stored = [
        store.empresa(one.id).await.unwrap(),
        store.empresa(two.id).await.unwrap(),
    ];
    assert_eq!(stored.iter().flatten().count(), 1);
}

/// Checks that of many that change one record at once exactly one does.
pub async fn of_two_writers_of_one_record_one_wins(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let writers = (0..8).map(|n| {
        let mut new = registro.clone();
        new.razon_social = format!("Escritor {n}");
        store.commit(build.unit(empresa.id).update(registro.clone(), new))
    });
    let results = futures::future::join_all(writers).await;
    let won: Vec<usize> = results
        .iter()
        .enumerate()
        .filter(|(_, r)| r.is_ok())
        .map(|(n, _)| n)
        .collect();
    assert_eq!(won.len(), 1, "{results:?}");
    assert!(
        results
            .iter()
            .all(|r| matches!(r, Ok(()) | Err(CommitError::Stale))),
        "{results:?}"
    );
    let stored = store
        .registro(empresa.id, registro.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.razon_social, format!("Escritor {}", won[0]));
}

/// Checks that the audit log is read backwards, page by page, and per company.
pub async fn audit_entries_come_back_newest_first(store: &dyn Store) {
    let build = Build::default();
    let (one, two) = (build.empresa(), build.empresa());
    for minutes in [1, 2, 3, 4] {
        let entry = build.entry(one.id, minutes);
        store
            .commit(Unit::audited(entry).and_audit(build.entry(two.id, minutes)))
            .await
            .unwrap();
    }
    let first = store.audit(one.id, None, 3).await.unwrap();
    let subjects: Vec<&str> = first.iter().map(|e| e.subject.as_str()).collect();
    assert_eq!(subjects, ["minute:4", "minute:3", "minute:2"]);
    let rest = store.audit(one.id, Some(first[2].id), 3).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].subject, "minute:1");
    assert!(rest.iter().chain(&first).all(|e| e.empresa == one.id));
}

/// Checks that a lote of ten thousand movements changes in one commit.
pub async fn ten_thousand_movements_go_in_one_unit(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let mut unit = build.unit(empresa.id);
    for n in 0..10_000_i16 {
        let day = i8::try_from(n % 28 + 1).unwrap();
        unit = unit.create(build.movement(&registro, TipoMovimiento::Baja, date(2026, 1, day)));
    }
    store.commit(unit).await.unwrap();
    let counts = store.counts(empresa.id, &[registro.id]).await.unwrap();
    assert_eq!(counts.iter().map(|c| c.count).sum::<u64>(), 10_000);
}

fn every(empresa: &Empresa, registro: crate::ids::RegistroId) -> HistoryQuery {
    HistoryQuery::of(empresa.id, vec![registro], 100)
}
