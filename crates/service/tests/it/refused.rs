//! What is posted wrongly: each has its own answer, and nothing is stored. That the audit log has an entry is the
//! server's (`server/src/http/refused.rs`).

use jiff::SignedDuration;
use model::LoteStatus;
use model::limits::SIGNED_LOTE_MAX_BYTES;
use service::lotes::{self, LoteError};
use service::records::LoteRecord;

use crate::signing::signers;
use crate::world::{Company, World};

async fn post(world: &World, company: &Company, lote: &LoteRecord, cms: Vec<u8>) -> LoteError {
    let posted = lotes::accept_signed(&world.service, &company.admin, lote.id, cms).await;
    posted.expect_err("this must not be accepted")
}

#[tokio::test]
async fn every_refused_signature_has_an_answer_of_its_own() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    let now = world.service.now();
    let good = world.cms(&lote, &signers().company).await;
    let contents = world.store.lote_contents(lote.empresa, lote.id, 1).await;
    let dispmag = contents.unwrap().unwrap().dispmag.0;
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let mut one_byte = dispmag.clone();
    one_byte[30] = b'X';
    let early = now - SignedDuration::from_hours(1);
    let company_signs = |bytes: &[u8], at| signers().company.sign_lote(bytes, at);
    let cases: [(Vec<u8>, &str); 8] = [
        (b"hola".to_vec(), "not-cms"),
        (good[..good.len() - 1].to_vec(), "not-cms"),
        (flipped, "bad-signature"),
        (vec![0x30; SIGNED_LOTE_MAX_BYTES + 1], "too-large"),
        (company_signs(&one_byte, now), "other-content"),
        (
            signers().stranger.sign_lote(&dispmag, now),
            "unknown-certificate",
        ),
        (
            signers().expired.sign_lote(&dispmag, now),
            "certificate-not-valid",
        ),
        (company_signs(&dispmag, early), "signed-too-early"),
    ];
    for (body, code) in cases {
        let error = post(&world, &company, &lote, body).await;
        assert_eq!(world.service.wire(&error.into()).code, code);
    }
    assert_eq!(world.lote(&lote).await, lote, "nothing was changed");
    let evidence = world.store.evidence(lote.empresa, lote.id, 1).await;
    assert_eq!(evidence.unwrap(), None);
}

#[tokio::test]
async fn another_companys_lote_is_none_and_its_own_is_untouched() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    let stranger = world.company("berta").await;
    let cms = world.cms(&lote, &signers().company).await;
    let error = post(&world, &stranger, &lote, cms).await;
    assert_eq!(world.service.wire(&error.into()).code, "not-found");
    assert_eq!(world.lote(&lote).await, lote);
}

#[tokio::test]
async fn a_replayed_request_changes_nothing_and_another_one_is_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    world.certificado(&company, &signers().company).await;
    let lote = world.prepared(&company, 1).await;
    let cms = world.cms(&lote, &signers().company).await;
    let first = lotes::accept_signed(&world.service, &company.admin, lote.id, cms.clone()).await;
    let again = lotes::accept_signed(&world.service, &company.admin, lote.id, cms).await;
    assert_eq!(first.unwrap(), again.unwrap());
    world.minutes(1);
    let other = world.cms(&lote, &signers().company).await;
    let error = post(&world, &company, &lote, other).await;
    assert!(matches!(
        error,
        LoteError::NotInThisState(LoteStatus::Firmado)
    ));
}
