//! The narrow door: a challenge, a lote as it was confirmed, and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use rand_core::RngCore as _;
use rsa::pkcs1v15::VerifyingKey;
use rsa::signature::{Keypair as _, Verifier as _};
use sha2::{Digest as _, Sha256};
use vault_protocol::{
    Ask, Counts, CredentialHandle, ExpectedLote, FailureField, SignLote, Slot, Tell,
};

use crate::material::{self, BAJA, REINGRESO};
use crate::worker::{Worker, buffer};

#[test]
fn a_challenge_is_signed_over_exactly_its_bytes() {
    let (mut worker, credential) = opened();
    let cms = worker
        .sign_challenge(credential, "9|20260115|a8f3")
        .unwrap();
    assert_eq!(worker.signed, [b"9|20260115|a8f3".to_vec()]);
    assert!(
        contains(&cms, b"9|20260115|a8f3"),
        "the content is attached"
    );
    assert!(
        contains(&cms, &certificate(&worker)),
        "the certificate is inside"
    );
    assert_signature(&worker, credential, &cms);
}

#[test]
fn signs_lote_and_answers_what_it_read() {
    let (mut worker, credential) = opened();
    let file = format!("{REINGRESO}{REINGRESO}{BAJA}");
    let (cms, seen) = worker
        .sign_lote(credential, file.as_bytes(), confirmed(2, 0, 1))
        .unwrap();
    assert_eq!(seen.registro_patronal, "Y6087828106");
    assert_eq!(seen.total, 3);
    assert_eq!((seen.counts.reingresos, seen.counts.bajas), (2, 1));
    assert!(contains(&cms, file.as_bytes()), "the content is attached");
    let digest = Sha256::digest(file.as_bytes());
    assert!(
        contains(&worker.signed[0], &digest),
        "the attributes carry its digest"
    );
    assert_eq!(
        worker.signed[0][0], 0x31,
        "attributes are signed as a SET OF"
    );
    assert_signature(&worker, credential, &cms);
}

#[test]
fn a_lote_other_than_the_confirmed_one_is_not_signed() {
    let (mut worker, credential) = opened();
    let failure = worker
        .sign_lote(credential, REINGRESO.as_bytes(), confirmed(0, 0, 1))
        .unwrap_err();
    assert_eq!(failure.code, "lote-differs");
    assert_eq!(failure.field, Some(FailureField::Lote));
    let another = ExpectedLote {
        registro_patronal: "Y3926552104".to_owned(),
        ..confirmed(1, 0, 0)
    };
    let failure = worker
        .sign_lote(credential, REINGRESO.as_bytes(), another)
        .unwrap_err();
    assert_eq!(failure.code, "lote-differs");
    assert!(worker.signed.is_empty());
}

#[test]
fn what_is_no_lote_is_not_signed_as_one() {
    let (mut worker, credential) = opened();
    let attributes = signed_attributes();
    let cases: [&[u8]; 4] = [b"", b"9|20260115|a8f3", &attributes, material::request()];
    for bytes in cases {
        let failure = worker
            .sign_lote(credential, bytes, confirmed(0, 0, 0))
            .unwrap_err();
        assert_eq!(failure.code, "lote-unreadable");
    }
    assert!(worker.signed.is_empty());
}

#[test]
fn a_dispmag_is_not_signed_as_a_challenge() {
    for text in [
        REINGRESO.to_owned(),
        REINGRESO.trim_end().to_owned(),
        format!("{REINGRESO}{BAJA}"),
        format!("reto {}", BAJA.trim_end()),
    ] {
        refused(&text);
    }
}

#[test]
fn signed_attributes_are_not_signed_as_a_challenge() {
    refuse_in_every_coat(&signed_attributes());
}

#[test]
fn a_certificate_request_is_not_signed_as_a_challenge() {
    refuse_in_every_coat(material::request());
    let body = STANDARD.encode(material::request());
    refused(&format!(
        "-----BEGIN CERTIFICATE REQUEST-----\n{body}\n-----END CERTIFICATE REQUEST-----\n"
    ));
    refused(&format!(
        "-----BEGIN CERTIFICATE REQUEST----- {body} -----END CERTIFICATE REQUEST-----"
    ));
}

#[test]
fn random_bytes_are_not_signed_as_a_challenge() {
    let mut rng = material::rng(21);
    for length in [1, 16, 32, 64, 256, 4096] {
        let mut bytes = vec![0; length];
        rng.fill_bytes(&mut bytes);
        // One that is printable by luck would be a challenge.
        bytes[0] |= 0x80;
        refused(&String::from_utf8_lossy(&bytes));
        refused(
            &bytes
                .iter()
                .map(|byte| char::from(*byte))
                .collect::<String>(),
        );
    }
}

#[test]
fn four_kilobytes_of_text_are_not_signed_as_a_challenge() {
    assert_eq!(refused(&"reto ".repeat(820)), "challenge-too-long");
}

#[test]
fn a_certificate_that_expires_while_it_is_open_signs_no_more() {
    let (mut worker, credential) = opened();
    let not_after = worker.posted.iter().find_map(|(tell, _)| match tell {
        Tell::Opened { summary, .. } => Some(summary.not_after),
        _ => None,
    });
    let end = Timestamp::from_second(not_after.unwrap()).unwrap();
    // Somebody is at the page all the time: it is the certificate that ends here, not the session.
    while worker.now < end {
        worker.now = (worker.now + 14.minutes()).min(end);
        worker.ask(Ask::Touch, Vec::new(), &[]);
    }
    assert!(worker.sign_challenge(credential, "reto 1").is_ok());
    worker.now = end + 1.second();
    let failure = worker.sign_challenge(credential, "reto 2").unwrap_err();
    assert_eq!(failure.code, "expired");
    assert_eq!(worker.signed.len(), 1);
}

#[test]
fn a_credential_closed_while_the_browser_signs_answers_no_signature() {
    let (mut worker, credential) = opened();
    worker.slow = true;
    let request = worker.ask_for_challenge(credential, "reto");
    worker.ask(Ask::Close { credential }, Vec::new(), &[]);
    worker.settle();
    let Some(Tell::Failed { error, .. }) = worker.answer(request) else {
        panic!("it was answered otherwise: {:?}", worker.posted)
    };
    assert_eq!(error.code, "not-open");
}

#[test]
fn a_request_id_used_twice_answers_only_the_first() {
    let (mut worker, credential) = opened();
    worker.slow = true;
    let request = worker.ask_for_challenge(credential, "reto 1");
    let twice = vault_protocol::SignChallenge {
        request,
        credential,
        text: "reto 2".to_owned(),
    };
    worker.ask(Ask::SignChallenge(twice), Vec::new(), &[]);
    worker.settle();
    assert_eq!(worker.signed, [b"reto 1".to_vec()]);
    assert!(matches!(worker.answer(request), Some(Tell::Signed { .. })));
}

#[test]
fn a_digest_of_other_bytes_under_the_same_id_is_never_signed() {
    let (mut worker, credential) = opened();
    worker.slow = true;
    // A page that was taken over asks for what is refused, and then for a lote under the same id: the
    // digest of the first arrives while the second waits for its own.
    let ask = |request| SignLote {
        request,
        credential,
        dispmag: Slot(0),
        expected: confirmed(0, 0, 1),
    };
    let request = worker.next_request();
    let refused = b"what nobody may have signed";
    worker.ask(Ask::SignLote(ask(request)), vec![buffer(refused)], &[]);
    worker.ask(
        Ask::SignLote(ask(request)),
        vec![buffer(BAJA.as_bytes())],
        &[],
    );
    worker.settle();
    let digest = Sha256::digest(refused);
    assert_eq!(worker.signed.len(), 1);
    assert!(!contains(&worker.signed[0], &digest));
    assert!(contains(&worker.signed[0], &Sha256::digest(BAJA)));
}

#[test]
fn a_credential_closed_while_the_browser_hashes_signs_nothing() {
    let (mut worker, credential) = opened();
    worker.slow = true;
    let request = worker.next_request();
    let ask = SignLote {
        request,
        credential,
        dispmag: Slot(0),
        expected: confirmed(0, 0, 1),
    };
    worker.ask(Ask::SignLote(ask), vec![buffer(BAJA.as_bytes())], &[]);
    worker.ask(Ask::Close { credential }, Vec::new(), &[]);
    worker.settle();
    assert!(worker.signed.is_empty());
    let Some(Tell::Failed { error, .. }) = worker.answer(request) else {
        panic!("it was answered otherwise: {:?}", worker.posted)
    };
    assert_eq!(error.code, "not-open");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn whatever_the_text_only_short_printable_ones_are_signed_and_only_as_they_are(text in any::<String>()) {
        let (mut worker, credential) = opened();
        let outcome = worker.sign_challenge(credential, &text);
        match outcome {
            Ok(_) => {
                prop_assert!(text.len() <= vault::MAX_CHALLENGE_BYTES);
                prop_assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
                prop_assert_eq!(&worker.signed, &[text.into_bytes()]);
            }
            Err(_) => prop_assert!(worker.signed.is_empty()),
        }
    }
}

fn opened() -> (Worker, CredentialHandle) {
    let mut worker = Worker::start();
    let (credential, _) = worker.open(material::efirma()).unwrap();
    (worker, credential)
}

/// Tries a text as a challenge; it must be refused and nothing signed. Answers the code.
fn refused(text: &str) -> String {
    let (mut worker, credential) = opened();
    let failure = worker.sign_challenge(credential, text).unwrap_err();
    assert_eq!(
        failure.field,
        Some(FailureField::Challenge),
        "{}",
        failure.message
    );
    assert!(worker.signed.is_empty(), "{text}");
    failure.code
}

fn refuse_in_every_coat(der: &[u8]) {
    let hex: String = der.iter().map(|byte| format!("{byte:02x}")).collect();
    refused(&String::from_utf8_lossy(der));
    refused(&der.iter().map(|byte| char::from(*byte)).collect::<String>());
    refused(&STANDARD.encode(der));
    refused(&hex);
    refused(&hex.to_uppercase());
}

/// Real ones: what the browser was asked to sign for a lote.
fn signed_attributes() -> Vec<u8> {
    let (mut worker, credential) = opened();
    worker
        .sign_lote(credential, BAJA.as_bytes(), confirmed(0, 0, 1))
        .unwrap();
    worker.signed.remove(0)
}

fn confirmed(reingresos: u32, modificaciones: u32, bajas: u32) -> ExpectedLote {
    ExpectedLote {
        registro_patronal: "Y6087828106".to_owned(),
        counts: Counts {
            reingresos,
            modificaciones,
            bajas,
        },
    }
}

fn certificate(worker: &Worker) -> Vec<u8> {
    let summary = worker.posted.iter().find_map(|(tell, _)| match tell {
        Tell::Opened { summary, .. } => Some(summary),
        _ => None,
    });
    STANDARD.decode(&summary.unwrap().certificate).unwrap()
}

/// The CMS ends with the signature of what was asked to be signed, by the opened key.
fn assert_signature(worker: &Worker, credential: CredentialHandle, cms: &[u8]) {
    let key: VerifyingKey<Sha256> = worker.keys[&credential].verifying_key();
    let signature = rsa::pkcs1v15::Signature::try_from(&cms[cms.len() - 256..]).unwrap();
    key.verify(worker.signed.last().unwrap(), &signature)
        .unwrap();
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
