//! Certificates added, assigned by the portal's challenge, deleted.

use credential::open::OpenError;
use model::Role;
use service::CommonError;
use service::certificates::{self, CertificateError, NewCertificate, signing};
use service::lotes;
use service::records::{AssignmentState, CertificadoKind};

use crate::signing::{Signer, signers};
use crate::world::{Company, World};

fn new(company: &Company, signer: &Signer) -> NewCertificate {
    NewCertificate {
        der: signer.certificate.der().to_vec(),
        id_usuario: String::new(),
        registros: vec![company.registro.id],
    }
}

async fn refused(world: &World, company: &Company, new: NewCertificate) -> CertificateError {
    let error = certificates::add(&world.service, &company.admin, &new)
        .await
        .err()
        .unwrap();
    assert!(
        certificates::list(&world.service, &company.admin)
            .await
            .unwrap()
            .is_empty()
    );
    error
}

#[tokio::test]
async fn an_efirma_is_kept_unconfirmed_with_its_rfc_as_user() {
    let world = World::new();
    let company = world.company("ana").await;
    let kept = world.certificado(&company, &signers().company).await;
    assert_eq!(
        (kept.facts.kind, kept.id_usuario.as_str()),
        (CertificadoKind::Efirma, "EKU9003173C9")
    );
    let state = kept.assignment(company.registro.id).unwrap();
    assert_eq!(
        *state,
        AssignmentState::SinConfirmar {
            since: world.build.now
        }
    );
    assert_eq!(kept.days_left(world.build.now), 1446);
    let again = world.certificado(&company, &signers().company).await;
    assert_eq!(again, kept, "adding it twice answers the one that is held");
    let used = signing(
        std::slice::from_ref(&kept),
        company.registro.id,
        world.build.now,
    )
    .map(|c| c.id);
    assert_eq!(used, Some(kept.id));
}

#[tokio::test]
async fn a_mistyped_user_is_corrected_by_adding_the_certificate_again() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut mistyped = new(&company, &signers().company);
    mistyped.id_usuario = "EKU9003173C8".to_owned();
    let kept = certificates::add(&world.service, &company.admin, &mistyped)
        .await
        .unwrap();
    assert_eq!(kept.id_usuario, "EKU9003173C8");
    let corrected = world.certificado(&company, &signers().company).await;
    assert_eq!(
        (corrected.id, corrected.id_usuario.as_str()),
        (kept.id, "EKU9003173C9")
    );
}

#[tokio::test]
async fn a_csd_an_expired_one_and_what_is_no_certificate_each_get_their_own_sentence() {
    let world = World::new();
    let company = world.company("ana").await;
    let csd = refused(&world, &company, new(&company, &signers().csd)).await;
    assert!(matches!(
        csd,
        CertificateError::DoesNotServe(OpenError::CsdInsteadOfEfirma)
    ));
    let expired = refused(&world, &company, new(&company, &signers().expired)).await;
    assert!(matches!(
        expired,
        CertificateError::DoesNotServe(OpenError::Expired { .. })
    ));
    let key = NewCertificate {
        der: signers().company.private_key(),
        ..new(&company, &signers().company)
    };
    let key = refused(&world, &company, key).await;
    assert!(matches!(key, CertificateError::HoldsKey));
    let mut longer = signers().company.certificate.der().to_vec();
    longer.push(0);
    let longer = NewCertificate {
        der: longer,
        ..new(&company, &signers().company)
    };
    let longer = refused(&world, &company, longer).await;
    assert!(
        matches!(longer, CertificateError::DoesNotServe(OpenError::Damaged)),
        "{longer:?}"
    );
    let pdf = NewCertificate {
        der: b"%PDF-1.7".to_vec(),
        ..new(&company, &signers().company)
    };
    let pdf = refused(&world, &company, pdf).await;
    let large = NewCertificate {
        der: vec![0x30; 1 << 20],
        ..new(&company, &signers().company)
    };
    let large = refused(&world, &company, large).await;
    let messages =
        [csd, expired, key, pdf, large].map(|error| world.service.wire(&error.into()).message);
    let different: std::collections::BTreeSet<_> = messages.iter().collect();
    assert_eq!(different.len(), messages.len(), "{messages:?}");
}

#[tokio::test]
async fn the_portals_yes_assigns_the_certificate_and_opens_a_session() {
    let world = World::new();
    let company = world.company("ana").await;
    let kept = world.connected(&company).await;
    let state = kept.assignment(company.registro.id).unwrap();
    assert_eq!(
        *state,
        AssignmentState::Asignado {
            at: world.build.now
        }
    );
    let sessions = world
        .store
        .portal_sessions(company.admin.empresa())
        .await
        .unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].registros, [company.registro.id]);
    let stored = serde_json::to_string(&sessions[0]).unwrap();
    assert!(!stored.contains("JSESSIONID"), "the cookie is sealed");
    let covered = lotes::covered(&world.service, &company.admin)
        .await
        .unwrap();
    assert!(covered.contains(&company.registro.id));
    world.minutes(24 * 60);
    let covered = lotes::covered(&world.service, &company.admin)
        .await
        .unwrap();
    assert!(covered.is_empty(), "24 hours at most");
}

#[tokio::test]
async fn one_signature_covers_every_registro_the_portal_lists() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let third = world.registro(&company.admin, "H4621428146").await;
    let certificado = world.certificado(&company, &signers().company).await;
    // Printed without its check digit, and with it.
    world
        .portal
        .script(|s| s.covered = vec!["Y608782810".to_owned(), "Y3926552104".to_owned()]);
    let asked = [company.registro.id, third.id];
    let presented = world.present(&company, &certificado, &asked).await;
    let state = |id| presented.certificado.assignment(id).cloned();
    let now = world.build.now;
    assert_eq!(
        state(company.registro.id),
        Some(AssignmentState::Asignado { at: now })
    );
    assert_eq!(
        state(third.id),
        Some(AssignmentState::SinConfirmar { since: now }),
        "not listed is not refused"
    );
    assert_eq!(state(other.id), None, "nobody asked for it");
    let covered = lotes::covered(&world.service, &company.admin)
        .await
        .unwrap();
    assert!(covered.contains(&company.registro.id) && covered.contains(&other.id));
}

#[tokio::test]
async fn the_portals_no_is_kept_and_shown_in_its_own_words() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    world
        .portal
        .script(|s| s.refuse_login = Some("CERTIFICADO NO REGISTRADO"));
    let presented = world
        .present(&company, &certificado, &[company.registro.id])
        .await;
    assert!(!presented.session);
    assert!(
        presented
            .message
            .unwrap()
            .contains("CERTIFICADO NO REGISTRADO")
    );
    let state = presented.certificado.assignment(company.registro.id);
    assert!(
        matches!(state, Some(AssignmentState::Rechazado { reason, .. }) if reason == "CERTIFICADO NO REGISTRADO")
    );
    assert!(
        signing(
            std::slice::from_ref(&presented.certificado),
            company.registro.id,
            world.build.now
        )
        .is_none()
    );
}

#[tokio::test]
async fn a_no_to_a_session_takes_no_assignment_away() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.connected(&company).await;
    world
        .portal
        .script(|s| s.refuse_login = Some("INTENTE MAS TARDE"));
    let presented = world.present(&company, &certificado, &[]).await;
    assert!(!presented.session);
    let state = presented.certificado.assignment(company.registro.id);
    assert!(matches!(state, Some(AssignmentState::Asignado { .. })));
}

#[tokio::test]
async fn with_the_portal_out_of_reach_it_is_kept_unconfirmed_and_work_goes_on() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let asked = [company.registro.id];
    let challenge =
        certificates::challenge_for(&world.service, &company.admin, certificado.id, &asked);
    let challenge = challenge.await.unwrap();
    world.portal.script(|s| s.unreachable = true);
    let cms = signers().company.sign_challenge(&challenge.text);
    let presented = certificates::present(&world.service, &company.admin, challenge.id, &cms)
        .await
        .unwrap();
    assert!(!presented.session);
    let state = presented.certificado.assignment(company.registro.id);
    assert!(matches!(state, Some(AssignmentState::SinConfirmar { .. })));
    let challenge =
        certificates::challenge_for(&world.service, &company.admin, certificado.id, &asked).await;
    assert!(matches!(challenge, Err(CertificateError::PortalOutOfReach)));
    let signed = world.signed(&company, 1).await;
    assert_eq!(signed.certificado, Some(certificado.id));
}

#[tokio::test]
async fn a_challenge_is_good_once_for_five_minutes_and_for_one_person() {
    let world = World::new();
    let company = world.company("ana").await;
    let luis = world.user(&company.admin, "luis", Role::Firmante).await;
    let certificado = world.certificado(&company, &signers().company).await;
    let (service, registros) = (&world.service, [company.registro.id]);
    let ask = || certificates::challenge_for(service, &company.admin, certificado.id, &registros);
    let gone = |result: Result<_, CertificateError>| {
        assert!(matches!(
            result.err(),
            Some(CertificateError::ChallengeGone)
        ));
    };

    let challenge = ask().await.unwrap();
    let cms = signers().company.sign_challenge(&challenge.text);
    gone(
        certificates::present(service, &luis, challenge.id, &cms)
            .await
            .map(drop),
    );
    certificates::present(service, &company.admin, challenge.id, &cms)
        .await
        .unwrap();
    gone(
        certificates::present(service, &company.admin, challenge.id, &cms)
            .await
            .map(drop),
    );

    let challenge = ask().await.unwrap();
    let cms = signers().company.sign_challenge(&challenge.text);
    world.minutes(5);
    gone(
        certificates::present(service, &company.admin, challenge.id, &cms)
            .await
            .map(drop),
    );
    assert_eq!(world.portal.script(|s| s.logins), 1);
}

#[tokio::test]
async fn a_signature_of_another_text_or_another_person_never_reaches_the_portal() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let asked = [company.registro.id];
    let challenge =
        certificates::challenge_for(&world.service, &company.admin, certificado.id, &asked);
    let challenge = challenge.await.unwrap();
    let mut flipped = signers().company.sign_challenge(&challenge.text);
    *flipped.last_mut().unwrap() ^= 1;
    for (cms, code) in [
        (
            signers().company.sign_challenge("another text"),
            "other-text",
        ),
        (
            signers().stranger.sign_challenge(&challenge.text),
            "other-signer",
        ),
        (flipped, "bad-signature"),
        (b"-----BEGIN".to_vec(), "bad-signature"),
        (signers().company.private_key(), "holds-key"),
        (vec![0x30; certificates::MAX_CHALLENGE_CMS + 1], "too-large"),
    ] {
        let result =
            certificates::present(&world.service, &company.admin, challenge.id, &cms).await;
        assert_eq!(world.service.wire(&result.err().unwrap().into()).code, code);
    }
    assert_eq!(world.portal.script(|s| s.logins), 0);
    let cms = signers().company.sign_challenge(&challenge.text);
    certificates::present(&world.service, &company.admin, challenge.id, &cms)
        .await
        .expect("a slip does not use the challenge up");
}

#[tokio::test]
async fn deleting_a_certificate_ends_its_sessions_and_leaves_what_it_signed() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.connected(&company).await;
    let signed = world.signed(&company, 1).await;
    certificates::delete(&world.service, &company.admin, certificado.id)
        .await
        .unwrap();
    assert!(
        world
            .store
            .portal_sessions(signed.empresa)
            .await
            .unwrap()
            .is_empty()
    );
    let evidence = world
        .store
        .evidence(signed.empresa, signed.id, 1)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(evidence.signer, certificado.der);
    let again = certificates::delete(&world.service, &company.admin, certificado.id).await;
    assert!(matches!(
        again,
        Err(CertificateError::Common(CommonError::NotFound(_)))
    ));
    world.certificado(&company, &signers().company).await;
}

#[tokio::test]
async fn a_clerk_neither_adds_nor_assigns_certificates() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let forbidden = |error: Option<CertificateError>| {
        assert!(matches!(
            error,
            Some(CertificateError::Common(CommonError::Forbidden))
        ));
    };
    let new = new(&company, &signers().stranger);
    forbidden(certificates::add(&world.service, &clerk, &new).await.err());
    forbidden(
        certificates::delete(&world.service, &clerk, certificado.id)
            .await
            .err(),
    );
    forbidden(
        certificates::challenge_for(&world.service, &clerk, certificado.id, &[])
            .await
            .err(),
    );
}

/// The deadline's last day, with a lote prepared and its certificate expired overnight.
#[tokio::test]
async fn a_prepared_lote_outlives_its_certificate_and_is_signed_with_the_one_that_takes_its_place()
{
    let world = World::new();
    let company = world.company("ana").await;
    let old = world.certificado(&company, &signers().ending).await;
    let lote = world.prepared(&company, 1).await;
    world.minutes(6 * 24 * 60);

    let late = world.cms(&lote, &signers().ending).await;
    let refused = lotes::accept_signed(&world.service, &company.admin, lote.id, late).await;
    assert!(matches!(
        refused,
        Err(lotes::LoteError::CertificateNotValid(_))
    ));

    let new = new(&company, &signers().company);
    let early = certificates::add(&world.service, &company.admin, &new).await;
    let Err(early) = early else {
        panic!("the expired one is still assigned")
    };
    let wire = world.service.wire(&early.into());
    assert_eq!(wire.code, "expired-held");
    assert!(wire.message.contains("KARLA FUENTE NOLASCO"), "{wire:?}");

    certificates::delete(&world.service, &company.admin, old.id)
        .await
        .unwrap();
    certificates::add(&world.service, &company.admin, &new)
        .await
        .unwrap();
    let before = world.movements_of(&lote).await;
    let signed = world.sign(&company, &lote).await;
    assert_eq!(signed.dispmag_sha256, lote.dispmag_sha256, "not recaptured");
    let ids =
        |all: &[service::records::MovementRecord]| all.iter().map(|m| m.id).collect::<Vec<_>>();
    assert_eq!(ids(&world.movements_of(&signed).await), ids(&before));
}

#[tokio::test]
async fn an_expired_certificate_stands_in_nobodys_way_where_another_signs() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().ending).await;
    world.certificado(&company, &signers().company).await;
    world.minutes(6 * 24 * 60);
    world.certificado(&company, &signers().stranger).await;
    // Confirming what is assigned already adds nothing.
    world.certificado(&company, &signers().company).await;
}

#[tokio::test]
async fn a_removed_certificate_is_history_with_what_it_was_assigned_to() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let list = || certificates::list(&world.service, &company.admin);
    let removed = || certificates::removed(&world.service, &company.admin);
    assert_eq!(list().await.unwrap().len(), 1);
    assert!(removed().await.unwrap().is_empty());
    certificates::delete(&world.service, &company.admin, certificado.id)
        .await
        .unwrap();
    assert!(list().await.unwrap().is_empty());
    let history = removed().await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].0.id, certificado.id);
    assert_eq!(history[0].1.at, world.service.now());
    assert_eq!(history[0].1.assignments, certificado.assignments);
    world.certificado(&company, &signers().company).await;
    assert!(removed().await.unwrap().is_empty(), "it is held again");
}

#[tokio::test]
async fn the_lotes_that_hang_on_a_certificate_are_named() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let waiting = || certificates::waiting_lotes(&world.service, &company.admin);
    let lote = world.prepared(&company, 1).await;
    assert!(waiting().await.unwrap().is_empty(), "it is not signed yet");
    let lote = world.sign(&company, &lote).await;
    let found = waiting().await.unwrap();
    let named: Vec<u32> = found[&certificado.id]
        .iter()
        .map(|one| one.numero)
        .collect();
    assert_eq!(named, [lote.numero]);
    world
        .present(&company, &certificado, &[company.registro.id])
        .await;
    world.work().await;
    assert!(waiting().await.unwrap().is_empty(), "it was sent");
}
