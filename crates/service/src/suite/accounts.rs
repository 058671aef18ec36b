//! Reading records back; companies apart from each other; what ends.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use super::Build;
use crate::records::{ChallengeRecord, Empresa, PortalSession, Session, User};
use crate::store::{LoteQuery, Store, Unit};

/// Checks that every kind of record is read back as it was written, by each of its keys.
pub async fn records_come_back_as_they_were_written(store: &dyn Store) {
    let build = Build::default();
    store.ready().await.unwrap();
    let (empresa, registro) = build.stored_company(store).await;
    let user = build.user(empresa.id);
    let session = build.session(empresa.id, user.id);
    let certificado = build.certificado(empresa.id, registro.id);
    let challenge = build.challenge(&certificado, user.id);
    let portal = build.portal_session(&certificado, user.id);
    let link = build.link(empresa.id, user.id);
    let movement = build.reingreso(&registro);
    let lote = build.lote(&registro, 1);
    let job = build.job(empresa.id);
    let unit = build
        .unit(empresa.id)
        .create(user.clone())
        .create(session.clone())
        .create(certificado.clone())
        .create(challenge.clone())
        .create(portal.clone())
        .create(link.clone())
        .create(movement.clone())
        .create(lote.clone())
        .create(job.clone());
    store.commit(unit).await.unwrap();

    let id = empresa.id;
    assert_eq!(store.empresa(id).await.unwrap(), Some(empresa));
    assert_eq!(store.user(id, user.id).await.unwrap(), Some(user.clone()));
    assert_eq!(
        store.user_by_name(&user.username).await.unwrap(),
        Some(user.clone())
    );
    assert_eq!(store.users(id).await.unwrap(), [user]);
    assert_eq!(store.session(session.id).await.unwrap(), Some(session));
    assert_eq!(
        store.registro(id, registro.id).await.unwrap(),
        Some(registro.clone())
    );
    let by_number = store
        .registro_by_number(id, &registro.numero)
        .await
        .unwrap();
    assert_eq!(by_number, Some(registro.clone()));
    assert_eq!(store.registros(id).await.unwrap(), [registro]);
    let read = store.certificado(id, certificado.id).await.unwrap();
    assert_eq!(read, Some(certificado.clone()));
    let by_digest = store
        .certificado_by_digest(id, &certificado.sha256)
        .await
        .unwrap();
    assert_eq!(by_digest, Some(certificado.clone()));
    assert_eq!(store.certificados(id).await.unwrap(), [certificado]);
    assert_eq!(
        store.challenge(id, challenge.id).await.unwrap(),
        Some(challenge)
    );
    assert_eq!(
        store.portal_session(id, portal.id).await.unwrap(),
        Some(portal.clone())
    );
    assert_eq!(store.portal_sessions(id).await.unwrap(), [portal]);
    assert_eq!(store.link(link.id).await.unwrap(), Some(link.clone()));
    assert_eq!(store.links(id).await.unwrap(), [link]);
    assert_eq!(
        store.movement(id, movement.id).await.unwrap(),
        Some(movement.clone())
    );
    assert_eq!(
        store.movements(id, &[movement.id]).await.unwrap(),
        [movement]
    );
    assert_eq!(store.lote(id, lote.id).await.unwrap(), Some(lote));
    assert_eq!(store.job(id, job.id).await.unwrap(), Some(job));
}

/// Checks that what belongs to one company is not there for another, by whatever key.
pub async fn a_company_never_sees_anothers_records(store: &dyn Store) {
    let build = Build::default();
    let (mine, _) = build.stored_company(store).await;
    let (theirs, registro) = build.stored_company(store).await;
    let user = build.user(theirs.id);
    let certificado = build.certificado(theirs.id, registro.id);
    let challenge = build.challenge(&certificado, user.id);
    let portal = build.portal_session(&certificado, user.id);
    let link = build.link(theirs.id, user.id);
    let movement = build.reingreso(&registro);
    let lote = build.lote(&registro, 7);
    let contents = build.contents(&lote, vec![movement.id]);
    let evidence = build.evidence(&contents, &certificado);
    let job = build.job(theirs.id);
    let unit = build
        .unit(theirs.id)
        .create(user.clone())
        .create(certificado.clone())
        .create(challenge.clone())
        .create(portal.clone())
        .create(link)
        .create(movement.clone())
        .create(lote.clone())
        .create(contents)
        .create(evidence)
        .create(job.clone());
    store.commit(unit).await.unwrap();

    let id = mine.id;
    assert_eq!(store.user(id, user.id).await.unwrap(), None);
    assert!(store.users(id).await.unwrap().is_empty());
    assert_eq!(store.registro(id, registro.id).await.unwrap(), None);
    assert_eq!(
        store
            .registro_by_number(id, &registro.numero)
            .await
            .unwrap(),
        None
    );
    assert_eq!(store.certificado(id, certificado.id).await.unwrap(), None);
    assert_eq!(
        store
            .certificado_by_digest(id, &certificado.sha256)
            .await
            .unwrap(),
        None
    );
    assert!(store.certificados(id).await.unwrap().is_empty());
    assert_eq!(store.challenge(id, challenge.id).await.unwrap(), None);
    assert_eq!(store.portal_session(id, portal.id).await.unwrap(), None);
    assert!(store.portal_sessions(id).await.unwrap().is_empty());
    assert!(store.links(id).await.unwrap().is_empty());
    assert_eq!(store.movement(id, movement.id).await.unwrap(), None);
    assert!(
        store
            .movements(id, &[movement.id])
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.counts(id, &[registro.id]).await.unwrap().is_empty());
    assert_eq!(store.lote(id, lote.id).await.unwrap(), None);
    assert_eq!(store.lote_contents(id, lote.id, 1).await.unwrap(), None);
    assert_eq!(store.evidence(id, lote.id, 1).await.unwrap(), None);
    assert_eq!(store.last_lote_number(id).await.unwrap(), 0);
    assert_eq!(store.job(id, job.id).await.unwrap(), None);
    let query = LoteQuery {
        empresa: id,
        registros: vec![registro.id],
        below: None,
        limit: 10,
    };
    assert!(store.lotes(&query).await.unwrap().lotes.is_empty());
    let mut history = super::history::everything(&theirs, &[registro.id]);
    assert_eq!(store.history(&history).await.unwrap().rows.len(), 1);
    history.empresa = id;
    assert!(store.history(&history).await.unwrap().rows.is_empty());
}

/// Checks that purging takes ended sessions, challenges and portal sessions, and nothing else.
pub async fn what_ended_is_purged_and_what_lives_stays(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let user = build.user(empresa.id);
    let certificado = build.certificado(empresa.id, registro.id);
    let early = build.after(10);
    let late = build.after(30);
    let sessions = [early, late].map(|ends_at| Session {
        ends_at,
        ..build.session(empresa.id, user.id)
    });
    let challenges = [early, late].map(|expires_at| ChallengeRecord {
        expires_at,
        ..build.challenge(&certificado, user.id)
    });
    let portals = [early, late].map(|expires_at| PortalSession {
        expires_at,
        ..build.portal_session(&certificado, user.id)
    });
    let mut unit = Unit::upkeep();
    for n in [0, 1] {
        unit = unit
            .create(sessions[n].clone())
            .create(challenges[n].clone())
            .create(portals[n].clone());
    }
    store.commit(unit.done()).await.unwrap();

    store.purge_expired(build.after(20)).await.unwrap();
    assert_eq!(store.session(sessions[0].id).await.unwrap(), None);
    assert!(store.session(sessions[1].id).await.unwrap().is_some());
    assert_eq!(
        store.challenge(empresa.id, challenges[0].id).await.unwrap(),
        None
    );
    assert!(
        store
            .challenge(empresa.id, challenges[1].id)
            .await
            .unwrap()
            .is_some()
    );
    let left = store.portal_sessions(empresa.id).await.unwrap();
    assert_eq!(left, [portals[1].clone()]);
    assert!(
        store
            .registro(empresa.id, registro.id)
            .await
            .unwrap()
            .is_some()
    );
}

/// Users are found by their address over all companies, whatever its case, and by the one they have now.
pub async fn users_are_found_by_their_address(store: &dyn Store) {
    let build = Build::default();
    let (mine, _) = build.stored_company(store).await;
    let (theirs, _) = build.stored_company(store).await;
    let named = |empresa, email: &str| User {
        email: Some(email.to_owned()),
        ..build.user(empresa)
    };
    let one = named(mine.id, "Ana@Example.mx");
    let other = named(theirs.id, "ana@example.mx");
    let none = User {
        email: None,
        ..build.user(mine.id)
    };
    let longer = named(mine.id, "ana@example.mx.org");
    let unit = build
        .unit(mine.id)
        .create(one.clone())
        .create(none)
        .create(longer);
    store.commit(unit).await.unwrap();
    let unit = build.unit(theirs.id).create(other.clone());
    store.commit(unit).await.unwrap();

    let mut found = store.users_by_email(" ANA@example.MX ").await.unwrap();
    found.sort_by_key(|user| user.id);
    let mut expected = vec![one.clone(), other];
    expected.sort_by_key(|user| user.id);
    assert_eq!(found, expected);

    let moved = User {
        email: Some("otra@example.mx".to_owned()),
        ..one.clone()
    };
    let unit = build.unit(mine.id).update(one, moved);
    store.commit(unit).await.unwrap();
    assert_eq!(
        store.users_by_email("ana@example.mx").await.unwrap().len(),
        1
    );
    assert_eq!(
        store.users_by_email("otra@example.mx").await.unwrap().len(),
        1
    );
    assert!(
        store
            .users_by_email("nadie@example.mx")
            .await
            .unwrap()
            .is_empty()
    );
}

/// Companies are found by the RFC that they have now, all of those that have it.
pub async fn companies_are_found_by_their_rfc(store: &dyn Store) {
    let build = Build::default();
    let rfc = "EKU9003173C9".parse().unwrap();
    let other = "URE180429TM6".parse().unwrap();
    let (one, _) = build.stored_company(store).await;
    let (two, _) = build.stored_company(store).await;
    let mut found = store.empresas_by_rfc(&rfc).await.unwrap();
    found.sort_by_key(|empresa| empresa.id);
    let mut expected = vec![one.clone(), two.clone()];
    expected.sort_by_key(|empresa| empresa.id);
    assert_eq!(found, expected);
    assert!(store.empresas_by_rfc(&other).await.unwrap().is_empty());

    let moved = Empresa {
        rfc: Some(other),
        rfc_proven: Some(build.now),
        ..one.clone()
    };
    let without = Empresa {
        rfc: None,
        ..two.clone()
    };
    let unit = build.unit(one.id).update(one, moved.clone());
    store.commit(unit.update(two, without)).await.unwrap();
    assert!(store.empresas_by_rfc(&rfc).await.unwrap().is_empty());
    let found = store.empresas_by_rfc(&other).await.unwrap();
    assert_eq!((found.len(), found[0].id), (1, moved.id));
    assert_eq!(found[0].rfc_proven, moved.rfc_proven);
}

/// Checks that what belongs to accounts comes back, to its company alone, until it ends.
pub async fn what_accounts_need_comes_back_and_ends(store: &dyn Store) {
    let build = Build::default();
    let (mine, _) = build.stored_company(store).await;
    let (theirs, _) = build.stored_company(store).await;
    let user = build.user(mine.id);
    let session = build.session(mine.id, user.id);
    let link = build.mailed_link(mine.id, user.id);
    let attempts = build.attempts();
    let mail = build.undelivered(mine.id);
    let request = build.access_request(mine.id);
    let unit = build.unit(mine.id).create(request.clone());
    store.commit(unit).await.unwrap();
    let unit = Unit::upkeep()
        .create(session.clone())
        .create(link.clone())
        .create(attempts.clone())
        .create(mail.clone());
    store.commit(unit.done()).await.unwrap();

    assert_eq!(store.sessions(mine.id).await.unwrap(), [session]);
    assert_eq!(
        store.mailed_link(link.id).await.unwrap(),
        Some(link.clone())
    );
    assert_eq!(store.mailed_links(mine.id).await.unwrap().len(), 1);
    assert_eq!(
        store.attempts(attempts.id).await.unwrap(),
        Some(attempts.clone())
    );
    assert_eq!(store.undelivered(mine.id).await.unwrap(), [mail]);
    assert_eq!(store.access_requests(mine.id).await.unwrap(), [request]);
    assert!(store.access_requests(theirs.id).await.unwrap().is_empty());
    assert!(store.sessions(theirs.id).await.unwrap().is_empty());
    assert!(store.mailed_links(theirs.id).await.unwrap().is_empty());
    assert!(store.undelivered(theirs.id).await.unwrap().is_empty());
    assert_eq!(store.only_empresa().await.unwrap(), None);

    store.purge_expired(build.after(29)).await.unwrap();
    assert!(store.mailed_link(link.id).await.unwrap().is_some());
    store.purge_expired(build.after(31)).await.unwrap();
    assert_eq!(store.mailed_link(link.id).await.unwrap(), None);
    assert!(store.access_requests(mine.id).await.unwrap().is_empty());
    assert_eq!(store.attempts(attempts.id).await.unwrap(), None);
    assert!(store.undelivered(mine.id).await.unwrap().is_empty());
    assert_eq!(store.sessions(mine.id).await.unwrap().len(), 1);
}
