//! Lotes prepared, signed, accepted, given up.

use imss::dispmag::Summary;
use imss::finding::Code;
use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use imss::rules::RowFinding;
use imss::wages::MinimumWage;
use jiff::civil::date;
use model::limits::SIGNED_LOTE_MAX_BYTES;
use model::{LoteStatus, MovementStatus, Role};
use service::events::Event;
use service::lotes::{self, LoteError, WhySetAside};
use service::movements;
use service::records::LoteRecord;
use service::values::Digest;
use service::{CommonError, ErrorKind};

use crate::signing::signers;
use crate::world::{Company, World};

async fn accept(world: &World, company: &Company, lote: &LoteRecord, cms: Vec<u8>) -> LoteError {
    let result = lotes::accept_signed(&world.service, &company.admin, lote.id, cms).await;
    let error = result.expect_err("this must not be accepted");
    let after = world.lote(lote).await;
    assert_eq!(after, *lote, "nothing was changed");
    assert_eq!(
        world
            .store
            .evidence(lote.empresa, lote.id, 1)
            .await
            .unwrap(),
        None
    );
    error
}

#[tokio::test]
async fn what_is_ready_is_grouped_by_registro_and_type_and_written_as_dispmag() {
    let world = World::new();
    let company = world.company("ana").await;
    for tipo in [Reingreso, Baja, Baja, Modificacion] {
        world.ready(&company, tipo).await;
    }
    let lotes = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .lotes;
    let mut numbers: Vec<_> = lotes.iter().map(|lote| lote.numero).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
    for lote in &lotes {
        let detail = lotes::get(&world.service, &company.admin, lote.id)
            .await
            .unwrap();
        let summary = Summary::of(&detail.contents.dispmag.0).unwrap();
        assert_eq!(summary.registro_patronal, company.registro.numero);
        assert_eq!(summary.total(), lote.count as usize);
        assert_eq!(lote.count, if lote.tipo == Baja { 2 } else { 1 });
        assert_eq!(lote.dispmag_sha256, Digest::of(&detail.contents.dispmag.0));
        assert!(
            detail
                .movements
                .iter()
                .all(|m| m.lote == Some(lote.id) && m.tipo() == lote.tipo)
        );
        assert_eq!(lote.vence, Some(date(2026, 1, 22)));
        assert!(
            detail
                .contents
                .notes
                .iter()
                .any(|note| note.contains("NUNEZ")),
            "Ñ is reported"
        );
    }
    let again = lotes::prepare(&world.service, &company.admin, &[]).await;
    assert!(matches!(again, Err(LoteError::NothingReady)));
}

#[tokio::test]
async fn a_movement_goes_into_one_lote_only_however_many_prepare_at_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, Baja).await;
    let ids = [movement.id];
    let tries = (0..4).map(|_| lotes::prepare(&world.service, &company.admin, &ids));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .all(|r| matches!(r, Ok(_) | Err(LoteError::NotReady)))
    );
}

#[tokio::test]
async fn a_repeated_movement_is_set_aside_and_the_others_go() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let typed = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
        let saved = service::movements::save(&world.service, &company.admin, None, typed);
        made.push(saved.await.unwrap().movement.unwrap());
    }
    let prepared = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap();
    assert_eq!(prepared.lotes.len(), 1);
    assert_eq!(prepared.lotes[0].count, 1);
    let first = made.iter().map(|m| m.id).min().unwrap();
    let why: Vec<_> = prepared.set_aside.iter().map(|one| &one.why).collect();
    assert_eq!(why, [&WhySetAside::Repeats(first); 2]);
    for one in &prepared.set_aside {
        assert_ne!(one.movement.id, first);
        assert_eq!(one.movement.lote, None);
    }
    // Without the first, which is in its lote, one of the others would go.
    let lote = &prepared.lotes[0];
    assert_eq!(world.movements_of(lote).await[0].id, first);
}

#[tokio::test]
async fn a_movement_that_no_longer_passes_keeps_no_other_from_its_lote() {
    let world = World::new();
    let company = world.company("ana").await;
    let good = world.ready(&company, Baja).await;
    let wage = |pesos: &str| pesos.parse().unwrap();
    let cheap = world.ready(&company, Modificacion).await;
    let mut chosen = service::settings::get(&world.service, &company.admin)
        .await
        .unwrap();
    chosen.minimum.push(MinimumWage {
        from: date(2026, 1, 10),
        general: wage("5000.00"),
        frontera_norte: wage("5000.00"),
    });
    service::settings::save(&world.service, &company.admin, chosen)
        .await
        .unwrap();
    let prepared = lotes::prepare(&world.service, &company.admin, &[good.id, cheap.id])
        .await
        .unwrap();
    assert_eq!(world.movements_of(&prepared.lotes[0]).await[0].id, good.id);
    let [aside] = prepared.set_aside.as_slice() else {
        panic!("{:?}", prepared.set_aside);
    };
    assert_eq!(aside.movement.id, cheap.id);
    assert!(matches!(aside.why, WhySetAside::NoLongerRight(_)));
    assert!(
        aside.why.message().contains("5,000.00"),
        "{}",
        aside.why.message()
    );
    // Nothing but what cannot go is no error: there is simply no lote.
    let again = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap();
    assert_eq!((again.lotes.len(), again.set_aside.len()), (0, 1));
    // One that is in its lote already is set aside too, beside one that is ready.
    let more = world.ready(&company, Baja).await;
    let both = lotes::prepare(&world.service, &company.admin, &[good.id, more.id])
        .await
        .unwrap();
    assert_eq!(both.lotes.len(), 1);
    assert_eq!(both.set_aside[0].why, WhySetAside::NotReady);
}

#[tokio::test]
async fn a_signed_lote_is_stored_with_its_evidence_byte_for_byte() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 2).await;
    let mut events = world.service.events().subscribe(lote.empresa);
    let cms = world.cms(&lote, &signers().company).await;
    let signed = lotes::accept_signed(&world.service, &company.admin, lote.id, cms.clone())
        .await
        .unwrap();

    assert_eq!(signed.state.status(), LoteStatus::Firmado);
    assert_eq!(signed, world.lote(&lote).await);
    assert_eq!(signed.certificado, Some(certificado.id));
    let detail = lotes::get(&world.service, &company.admin, lote.id)
        .await
        .unwrap();
    let evidence = detail.evidence.unwrap();
    assert_eq!(evidence.cms.0, cms);
    assert_eq!(evidence.cms_sha256, Digest::of(&cms));
    assert_eq!(evidence.dispmag, detail.contents.dispmag);
    assert_eq!(evidence.signer.0, signers().company.certificate.der());
    assert_eq!(evidence.signed_at, world.build.now);
    assert_eq!(evidence.by, Some(company.admin.user()));
    assert!(
        detail
            .movements
            .iter()
            .all(|m| m.state.status() == MovementStatus::Firmado)
    );
    assert_eq!(
        events.try_recv(),
        Ok(Event::Lote {
            id: lote.id,
            registro: lote.registro
        })
    );
}

#[tokio::test]
async fn the_same_signature_posted_twice_is_accepted_once_and_answered_twice() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    let lote = world.prepared(&company, 1).await;
    let cms = world.cms(&lote, &signers().company).await;
    let post = || lotes::accept_signed(&world.service, &company.admin, lote.id, cms.clone());
    let (a, b) = futures::join!(post(), post());
    assert_eq!(a.unwrap(), b.unwrap());
    world.work().await;
    let late = post().await.unwrap();
    assert_eq!(late.state.status(), LoteStatus::Enviado);
    assert_eq!(world.portal.script(|s| s.tries), 1);

    let other = world.cms(&lote, &signers().company).await;
    world.minutes(1);
    let other_time = world.cms(&lote, &signers().company).await;
    assert_eq!(other, cms, "the same instant makes the same signature");
    let refused = lotes::accept_signed(&world.service, &company.admin, lote.id, other_time).await;
    assert!(matches!(
        refused,
        Err(LoteError::NotInThisState(LoteStatus::Enviado))
    ));
}

#[tokio::test]
async fn a_body_with_a_private_key_is_refused_and_not_stored() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    let key = signers().company.private_key();
    let cms = world.cms(&lote, &signers().company).await;
    for body in [key.clone(), [cms, key].concat()] {
        let error = accept(&world, &company, &lote, body).await;
        assert!(matches!(error, LoteError::HoldsKey), "{error:?}");
        assert_eq!(world.service.wire(&error.into()).kind, ErrorKind::Invalid);
    }
}

#[tokio::test]
async fn what_is_no_signature_of_this_lote_is_refused_each_for_its_reason() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    let now = world.service.now();
    let good = world.cms(&lote, &signers().company).await;
    let contents = world
        .store
        .lote_contents(lote.empresa, lote.id, 1)
        .await
        .unwrap()
        .unwrap();
    let dispmag = String::from_utf8(contents.dispmag.0.clone()).unwrap();

    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let altered = dispmag.replacen("068770", "068771", 1).into_bytes();
    assert_ne!(altered, contents.dispmag.0);
    let cases: [(Vec<u8>, &str); 8] = [
        (b"hola".to_vec(), "bad-signature"),
        (Vec::new(), "bad-signature"),
        (good[..good.len() / 2].to_vec(), "bad-signature"),
        (flipped, "bad-signature"),
        (vec![0x30; SIGNED_LOTE_MAX_BYTES + 1], "too-large"),
        (signers().company.sign_lote(&altered, now), "other-content"),
        (signers().company.sign_challenge(&dispmag), "not-cades"),
        (
            signers().stranger.sign_lote(dispmag.as_bytes(), now),
            "unknown-certificate",
        ),
    ];
    for (body, code) in cases {
        let error = accept(&world, &company, &lote, body).await;
        let wire = world.service.wire(&error.into());
        assert_eq!((wire.kind, wire.code), (ErrorKind::Invalid, code));
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_assigned_or_expired_signs_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    world.certificado(&company, &signers().company).await;
    let elsewhere = Company {
        admin: company.admin.clone(),
        registro: other,
    };
    let lote = world.prepared(&elsewhere, 1).await;
    let cms = world.cms(&lote, &signers().company).await;
    let error = accept(&world, &company, &lote, cms).await;
    assert!(matches!(error, LoteError::NotAssigned), "{error:?}");
    let cms = world.cms(&lote, &signers().expired).await;
    let error = accept(&world, &company, &lote, cms).await;
    assert!(
        matches!(error, LoteError::CertificateNotValid(_)),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_refused_certificate_signs_nothing_and_an_unconfirmed_one_does() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    world
        .portal
        .script(|s| s.refuse_login = Some("CERTIFICADO NO REGISTRADO"));
    world
        .present(&company, &certificado, &[company.registro.id])
        .await;
    let cms = world.cms(&lote, &signers().company).await;
    let error = accept(&world, &company, &lote, cms).await;
    assert!(matches!(error, LoteError::NotAssigned), "{error:?}");
}

#[tokio::test]
async fn a_clerk_prepares_and_does_not_sign_and_a_reader_does_neither() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    world.reader(&company.admin, "lectora").await;
    let movement = world.ready(&company, Baja).await;
    let lote = lotes::prepare(&world.service, &clerk, &[movement.id])
        .await
        .unwrap()
        .lotes
        .remove(0);
    let cms = world.cms(&lote, &signers().company).await;
    let refused = lotes::accept_signed(&world.service, &clerk, lote.id, cms).await;
    assert!(matches!(
        refused,
        Err(LoteError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn a_dissolved_lote_frees_its_movements() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let prepared = world.prepared(&company, 2).await;
    let cancelled = lotes::cancel(
        &world.service,
        &company.admin,
        prepared.id,
        prepared.version,
    )
    .await
    .unwrap();
    assert_eq!(cancelled.state.status(), LoteStatus::Cancelado);
    assert_eq!(cancelled, world.lote(&prepared).await);
    assert!(
        world
            .all_movements(&company)
            .await
            .iter()
            .all(|m| m.lote.is_none())
    );

    let again = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .lotes
        .remove(0);
    assert_eq!((again.numero, again.count), (2, 2));
    let signed = world.sign(&company, &again).await;
    lotes::cancel(&world.service, &company.admin, signed.id, signed.version)
        .await
        .unwrap();
    world.connected(&company).await;
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        0,
        "what was given up is not sent"
    );
    let free = world.all_movements(&company).await;
    assert!(
        free.iter()
            .all(|m| m.lote.is_none() && m.state.status() == MovementStatus::Listo)
    );
}

#[tokio::test]
async fn a_lote_that_imss_has_is_not_dissolved() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    let signed = world.signed(&company, 1).await;
    let stale = lotes::cancel(
        &world.service,
        &company.admin,
        signed.id,
        signed.version - 1,
    )
    .await;
    assert!(matches!(stale, Err(LoteError::Common(CommonError::Stale))));
    world.work().await;
    let sent = world.lote(&signed).await;
    let refused = lotes::cancel(&world.service, &company.admin, sent.id, sent.version).await;
    assert!(matches!(
        refused,
        Err(LoteError::NotInThisState(LoteStatus::Enviado))
    ));
}

#[tokio::test]
async fn pages_of_lotes_come_newest_first() {
    let world = World::new();
    let company = world.company("ana").await;
    for _ in 0..3 {
        world.prepared(&company, 1).await;
    }
    let page = lotes::list(&world.service, &company.admin, None, 2)
        .await
        .unwrap();
    assert_eq!(
        page.lotes.iter().map(|l| l.numero).collect::<Vec<_>>(),
        [3, 2]
    );
    let rest = lotes::list(&world.service, &company.admin, page.next, 2)
        .await
        .unwrap();
    assert_eq!(rest.lotes.iter().map(|l| l.numero).collect::<Vec<_>>(), [1]);
    assert_eq!(rest.next, None);
    let ids = page.lotes.iter().map(|lote| lote.id);
    let numbers = lotes::numbers(&world.service, &company.admin, ids)
        .await
        .unwrap();
    assert_eq!(numbers.values().copied().collect::<Vec<_>>().len(), 2);
}

#[tokio::test]
async fn review_repeats_what_capture_warned_of() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
    // The last digit of the genuine number is 1.
    "92919084430".clone_into(&mut typed.draft.nss);
    movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let lote = world.prepared(&company, 0).await;
    let review = lotes::get(&world.service, &company.admin, lote.id)
        .await
        .unwrap();
    let warned = |row: &RowFinding| row.index == 0 && row.finding.code == Code::NssCheckDigit;
    assert!(review.findings.iter().any(warned), "{:?}", review.findings);

    world.connected(&company).await;
    world.sign(&company, &lote).await;
    let signed = lotes::get(&world.service, &company.admin, lote.id)
        .await
        .unwrap();
    assert_eq!(signed.findings, []);
}
