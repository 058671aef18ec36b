//! One company never reaches another's data, by whatever function.

use imss::movimiento::TipoMovimiento::Baja;
use jiff::civil::date;
use model::Origin;
use model::{ColumnMapping, CompanySettings, ImportKind};
use service::lotes::Decision;
use service::movements::{HistoryAsk, Item, Typed};
use service::records::Shown;
use service::registros::RegistroForm;
use service::trabajadores::{Search, TypedTrabajador};
use service::{
    ErrorKind, ServiceError, accounts, audit, certificates, imports, links, lotes, movements,
    registros, settings, trabajadores,
};

use crate::signing::signers;
use crate::world::World;

fn denied(what: &str, error: Option<impl Into<ServiceError>>, world: &World) {
    let error = error.unwrap_or_else(|| panic!("{what} reached another company"));
    let wire = world.service.wire(&error.into());
    assert_eq!(wire.kind, ErrorKind::NotFound, "{what}: {wire:?}");
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
        .lotes
        .remove(0);
    let free = world.ready(&theirs, Baja).await;
    let (_, link) = links::create(
        &world.service,
        &theirs.admin,
        &links::NewLink {
            nombre: "Despacho".to_owned(),
            registros: Vec::new(),
            lotes: true,
            shown: Shown::EVERYTHING,
            days: 1,
            pin: None,
            max_uses: None,
            notify: false,
            email: String::new(),
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

    // What is remembered for them: an imported row, deleted again; a mapping; settings.
    let mut imported = world.typed(&theirs.registro, Baja, date(2026, 1, 13), true);
    imported.origin = Some(Origin::Row);
    let as_row = imported.draft.clone();
    let import = movements::save(&world.service, &theirs.admin, None, imported.clone());
    let deleted_of_theirs = import.await.unwrap().movement.unwrap();
    let (id, version) = (deleted_of_theirs.id, deleted_of_theirs.version);
    movements::delete(&world.service, &theirs.admin, id, version)
        .await
        .unwrap();
    movements::save(&world.service, &theirs.admin, None, imported)
        .await
        .unwrap();
    imports::remember_mapping(
        &world.service,
        &theirs.admin,
        ColumnMapping {
            kind: ImportKind::Movements,
            headings: vec!["NSS".to_owned()],
            fields: vec![Some("nss".to_owned())],
            tipo: None,
        },
    )
    .await
    .unwrap();
    let mut chosen = settings::get(&world.service, &theirs.admin).await.unwrap();
    chosen.max_per_lote = 7;
    settings::save(&world.service, &theirs.admin, chosen.clone())
        .await
        .unwrap();

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
        shown: Shown::EVERYTHING,
        days: 1,
        pin: None,
        max_uses: None,
        notify: false,
        email: String::new(),
    };

    let (their_typed, own_again) = (typed.clone(), own.clone());
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

    denied(
        "correcting",
        movements::correct(service, me, movement.id).await.err(),
        &world,
    );
    let undone = movements::undo(service, me, free.id, free.version).await;
    denied("undoing", undone.err(), &world);
    denied(
        "restoring",
        movements::restore(service, me, deleted_of_theirs.id)
            .await
            .err(),
        &world,
    );
    let draft = their_typed.draft.clone();
    let checked = movements::check(service, me, None, registro, draft).await;
    denied("checking under", checked.err(), &world);
    let items = [
        Item {
            existing: None,
            typed: their_typed.clone(),
        },
        Item {
            existing: Some((free.id, free.version)),
            typed: own_again,
        },
    ];
    for result in movements::save_many(service, me, &items).await.unwrap() {
        denied("saving many", result.err(), &world);
    }
    let nss = free.movimiento().unwrap().nss();
    denied(
        "worker",
        trabajadores::get(service, me, nss).await.err(),
        &world,
    );
    let renamed = TypedTrabajador {
        nss: nss.to_string(),
        paterno: "Mía".to_owned(),
        nombre: "Eva".to_owned(),
        ..TypedTrabajador::default()
    };
    let saved = trabajadores::save(service, me, Some((nss, 1)), &renamed).await;
    denied("worker changed", saved.err(), &world);
    let deleted = trabajadores::delete(service, me, nss, 1).await;
    denied("worker deleted", deleted.err(), &world);
    let corte = date(2026, 1, 10);
    let loaded = trabajadores::load_plantilla(service, me, registro, corte, &[]).await;
    denied("plantilla", loaded.err(), &world);
    let closed = trabajadores::finish_plantilla(service, me, registro, corte).await;
    denied("plantilla closed", closed.err(), &world);

    let gone = certificates::present(service, me, challenge.id, &signed)
        .await
        .err()
        .unwrap();
    assert_eq!(service.wire(&gone.into()).code, "challenge-gone");
    let prepared = lotes::prepare(service, me, &[free.id]).await.err().unwrap();
    assert_eq!(service.wire(&prepared.into()).code, "not-ready");

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
    assert!(lotes::open(service, me).await.unwrap().is_empty());
    assert_eq!(movements::defaults(service, me).await.unwrap(), None);
    for search in [None, Some(registro)] {
        let search = Search {
            registro: search,
            limit: 10,
            ..Search::default()
        };
        let page = trabajadores::search(service, me, search).await.unwrap();
        assert!(page.trabajadores.is_empty());
    }
    let asked = [imports::ReviewedRow {
        registro,
        draft: as_row,
    }];
    let reviewed = imports::review(service, me, &asked).await.unwrap();
    assert_eq!(reviewed, [imports::RowReview::default()]);
    let headings = ["NSS".to_owned()];
    let mapping = imports::mapping(service, me, ImportKind::Movements, &headings).await;
    assert_eq!(mapping.unwrap(), None);
    let own_settings = settings::get(service, me).await.unwrap();
    assert_eq!(own_settings, CompanySettings::default());
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
    // What one company chooses for itself is nobody else's to overwrite.
    settings::save(service, me, own_settings).await.unwrap();
    let theirs_now = settings::get(service, &theirs.admin).await.unwrap();
    assert_eq!(theirs_now.max_per_lote, 7);
}
