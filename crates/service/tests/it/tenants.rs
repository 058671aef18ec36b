//! One company never reaches another's data, by whatever function.

use imss::movimiento::TipoMovimiento::Baja;
use jiff::civil::date;
use service::lotes::Decision;
use service::movements::{HistoryAsk, Typed};
use service::registros::RegistroForm;
use service::{ServiceError, accounts, audit, certificates, links, lotes, movements, registros};

use crate::signing::signers;
use crate::world::World;

fn denied(what: &str, error: Option<impl Into<ServiceError>>, world: &World) {
    let error = error.unwrap_or_else(|| panic!("{what} reached another company"));
    let wire = world.service.wire(error);
    assert_eq!(wire.status, 404, "{what}: {wire:?}");
}

#[tokio::test]
async fn a_strangers_session_reaches_nothing_of_a_company() {
    let world = World::new();
    let theirs = world.company("ana").await;
    let certificado = world.connected(&theirs).await;
    let movement = world.ready(&theirs, Baja).await;
    let lote = lotes::prepare(&world.service, &theirs.admin, &[movement.id])
        .await
        .unwrap()
        .remove(0);
    let free = world.ready(&theirs, Baja).await;
    let (_, link) = links::create(
        &world.service,
        &theirs.admin,
        &links::NewLink {
            nombre: "Despacho".to_owned(),
            registros: Vec::new(),
            lotes: true,
            days: 1,
            pin: None,
        },
    )
    .await
    .unwrap();
    let asked = [theirs.registro.id];
    let challenge =
        certificates::challenge_for(&world.service, &theirs.admin, certificado.id, &asked);
    let challenge = challenge.await.unwrap();
    let signed = signers().company.sign_challenge(&challenge.text);
    let cms = world.cms(&lote, &signers().company).await;

    let mine = world.company("eva").await;
    let (service, me) = (&world.service, &mine.admin);
    let registro = theirs.registro.id;
    let typed = Typed {
        registro,
        ..world.typed(&mine.registro, Baja, date(2026, 1, 14), true)
    };
    let mut own = typed.clone();
    own.registro = mine.registro.id;
    let form = RegistroForm {
        numero: "Y3926552104".to_owned(),
        razon_social: "Mía".to_owned(),
        ..RegistroForm::default()
    };
    let read = Some((movement.id, movement.version));
    let new = certificates::NewCertificate {
        der: signers().company.certificate.der().to_vec(),
        id_usuario: String::new(),
        registros: vec![registro],
    };
    let new_link = links::NewLink {
        nombre: "x".to_owned(),
        registros: vec![registro],
        lotes: false,
        days: 1,
        pin: None,
    };

    denied(
        "saving under",
        movements::save(service, me, None, typed).await.err(),
        &world,
    );
    denied(
        "editing",
        movements::save(service, me, read, own).await.err(),
        &world,
    );
    let deleted = movements::delete(service, me, free.id, free.version).await;
    denied("deleting", deleted.err(), &world);
    denied(
        "reading",
        movements::get(service, me, movement.id).await.err(),
        &world,
    );
    let saved = registros::save(service, me, Some((registro, 1)), &form).await;
    denied("registro", saved.err(), &world);
    denied(
        "adding for",
        certificates::add(service, me, &new).await.err(),
        &world,
    );
    let challenged = certificates::challenge_for(service, me, certificado.id, &[]).await;
    denied("challenge", challenged.err(), &world);
    denied(
        "certificate",
        certificates::delete(service, me, certificado.id)
            .await
            .err(),
        &world,
    );
    denied("lote", lotes::get(service, me, lote.id).await.err(), &world);
    denied(
        "signing",
        lotes::accept_signed(service, me, lote.id, cms).await.err(),
        &world,
    );
    denied(
        "cancel",
        lotes::cancel(service, me, lote.id, lote.version)
            .await
            .err(),
        &world,
    );
    denied(
        "retry",
        lotes::retry(service, me, lote.id, lote.version).await.err(),
        &world,
    );
    let resolved = lotes::resolve(service, me, lote.id, lote.version, Decision::Recibido).await;
    denied("resolve", resolved.err(), &world);
    denied(
        "revoke",
        links::revoke(service, me, link.id).await.err(),
        &world,
    );
    denied(
        "link for",
        links::create(service, me, &new_link).await.err(),
        &world,
    );

    let gone = certificates::present(service, me, challenge.id, &signed)
        .await
        .err()
        .unwrap();
    assert_eq!(service.wire(gone).code, "challenge-gone");
    let prepared = lotes::prepare(service, me, &[free.id]).await.err().unwrap();
    assert_eq!(service.wire(prepared).code, "not-ready");

    let ask = HistoryAsk {
        registros: vec![registro],
        limit: 10,
        ..HistoryAsk::default()
    };
    assert!(
        movements::history(service, me, ask)
            .await
            .unwrap()
            .movements
            .is_empty()
    );
    assert!(movements::counts(service, me).await.unwrap().is_empty());
    assert!(certificates::list(service, me).await.unwrap().is_empty());
    assert!(
        lotes::list(service, me, None, 10)
            .await
            .unwrap()
            .lotes
            .is_empty()
    );
    assert!(
        lotes::numbers(service, me, [lote.id])
            .await
            .unwrap()
            .is_empty()
    );
    assert!(lotes::covered(service, me).await.unwrap().is_empty());
    assert!(links::list(service, me).await.unwrap().is_empty());
    assert_eq!(
        registros::list(service, me).await.unwrap(),
        std::slice::from_ref(&mine.registro)
    );
    assert_eq!(accounts::list_users(service, me).await.unwrap().len(), 1);
    let log = audit::list(service, me, None, 100).await.unwrap();
    assert!(log.iter().all(|entry| entry.empresa == me.empresa()));

    assert_eq!(
        world.lote(&lote).await,
        lote,
        "and nothing of theirs changed"
    );
    let kept = movements::get(service, &theirs.admin, free.id)
        .await
        .unwrap();
    assert_eq!(kept, free);
}
