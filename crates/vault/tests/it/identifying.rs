//! Files identified, and passwords tried, with nothing opened and nothing kept.

use vault_protocol::{
    CredentialKind, FailureField, IdentifiedFile, Identify, KeyProtection, PickedFile, RequestId,
    Slot, Tell, TryPassword, Warning,
};

use crate::material::{self, Files};
use crate::worker::{Outcome, Worker, buffer};
use vault::Part;
use vault_protocol::Ask;

fn identify(worker: &mut Worker, name: &str, bytes: &[u8]) -> Outcome<IdentifiedFile> {
    let request = worker.next_request();
    let part = Part::File {
        name: name.to_owned(),
        size: bytes.len() as u64,
    };
    let file = Slot(0);
    let ask = Ask::Identify(Identify { request, file });
    worker.ask(ask, vec![part], &[bytes.to_vec()]);
    match worker.answer(request) {
        Some(Tell::Identified { file, .. }) => Ok(*file),
        Some(Tell::Failed { error, .. }) => Err(error),
        other => panic!("neither identified nor refused: {other:?}"),
    }
}

/// The certificate's fingerprint, where there is one, and the warnings.
fn try_password(worker: &mut Worker, files: &Files) -> Outcome<(Option<String>, Vec<Warning>)> {
    let request = ask_to_try(worker, files);
    match worker.answer(request) {
        Some(Tell::PasswordOpens {
            summary, warnings, ..
        }) => Ok((summary.map(|summary| summary.fingerprint), warnings)),
        Some(Tell::Failed { error, .. }) => Err(error),
        other => panic!("neither opened nor refused: {other:?}"),
    }
}

fn ask_to_try(worker: &mut Worker, files: &Files) -> RequestId {
    let request = worker.next_request();
    let mut parts: Vec<Part> = files
        .files
        .iter()
        .map(|(name, bytes)| Part::File {
            name: name.clone(),
            size: bytes.len() as u64,
        })
        .collect();
    let slots: Vec<Slot> = (0..).map(Slot).take(parts.len() + 1).collect();
    let (picked, password) = slots.split_at(parts.len());
    parts.push(buffer(files.password.as_bytes()));
    let ask = TryPassword {
        request,
        files: picked.iter().copied().map(PickedFile::unread).collect(),
        password: password[0],
    };
    let contents: Vec<Vec<u8>> = files.files.iter().map(|(_, bytes)| bytes.clone()).collect();
    worker.ask(Ask::TryPassword(ask), parts, &contents);
    request
}

fn only_key() -> Files {
    let efirma = material::efirma();
    Files {
        files: vec![efirma.files[1].clone()],
        password: efirma.password.clone(),
    }
}

#[test]
fn identifies_each_half_of_a_credential() {
    let mut worker = Worker::start();
    let [(_, cer), (_, key)] = material::efirma().files.as_slice() else {
        panic!("a pair")
    };
    let found = identify(&mut worker, "a.cer", cer).unwrap();
    assert_eq!((found.kind.as_str(), found.key), ("certificate", None));
    assert_eq!(found.certificates.len(), 1);
    assert_eq!(found.certificates[0].kind, CredentialKind::Efirma);
    assert_eq!(found.refusal, None);
    let found = identify(&mut worker, "a.key", key).unwrap();
    assert_eq!(found.kind, "key");
    let Some(KeyProtection::Encrypted { scheme }) = found.key else {
        panic!("{:?}", found.key)
    };
    assert!(scheme.contains("DES-EDE3-CBC"), "{scheme}");
    let found = identify(&mut worker, "a.pfx", &material::imss().files[0].1).unwrap();
    assert_eq!(found.kind, "pfx");
    assert!(matches!(found.key, Some(KeyProtection::Encrypted { .. })));
    assert!(found.certificates.is_empty(), "they are encrypted");
    assert_eq!(worker.wake_at, None, "nothing is kept");
    assert!(worker.keys.is_empty());
}

#[test]
fn names_what_a_certificate_may_not_be_used_for() {
    for (code, files) in [
        ("csd-instead-of-efirma", material::csd()),
        ("expired", material::expired()),
    ] {
        let found = identify(&mut Worker::start(), "a.cer", &files.files[0].1).unwrap();
        assert_eq!(found.refusal.unwrap().code, code);
        assert_eq!(
            found.certificates.len(),
            1,
            "its facts are shown all the same"
        );
    }
}

#[test]
fn names_a_bare_key_and_files_of_other_kinds() {
    let mut worker = Worker::start();
    let bare = material::efirma_in_the_clear();
    let found = identify(&mut worker, "a.key", &bare.files[1].1).unwrap();
    assert_eq!(found.key, Some(KeyProtection::Bare));
    for (bytes, kind) in [
        (b"%PDF-1.7".as_slice(), "pdf"),
        (material::request(), "certificate-request"),
        (b"una nota", "text"),
    ] {
        let found = identify(&mut worker, "x", bytes).unwrap();
        assert_eq!((found.kind.as_str(), found.problem), (kind, None));
    }
    let half = &bare.files[0].1[..400];
    let found = identify(&mut worker, "a.cer", half).unwrap();
    assert_eq!(found.problem.unwrap().code, "damaged");
    assert_eq!(
        identify(&mut worker, "a.cer", b"")
            .unwrap()
            .problem
            .unwrap()
            .code,
        "empty"
    );
}

#[test]
fn a_key_alone_opens_with_its_password_and_nothing_stays() {
    let mut worker = Worker::start();
    let (fingerprint, warnings) = try_password(&mut worker, &only_key()).unwrap();
    assert_eq!((fingerprint, warnings), (None, Vec::new()));
    assert!(worker.keys.is_empty());
    assert_eq!(worker.wake_at, None);
}

#[test]
fn wrong_passwords_may_be_tried_without_end() {
    let mut worker = Worker::start();
    for attempt in 0..40 {
        let wrong = Files {
            password: format!("otra{attempt}"),
            ..only_key()
        };
        let failure = try_password(&mut worker, &wrong).unwrap_err();
        assert_eq!(failure.code, "wrong-password");
        assert_eq!(failure.field, Some(FailureField::Password));
    }
    assert!(try_password(&mut worker, &only_key()).is_ok());
}

#[test]
fn a_pair_is_matched_and_a_stranger_is_named() {
    let mut worker = Worker::start();
    let (fingerprint, _) = try_password(&mut worker, material::efirma()).unwrap();
    assert!(fingerprint.is_some());
    let mut stranger = material::another_efirma().clone();
    stranger.files[0] = material::efirma().files[0].clone();
    let failure = try_password(&mut worker, &stranger).unwrap_err();
    assert_eq!(failure.code, "key-of-another-certificate");
}

#[test]
fn the_password_of_an_expired_certificate_may_be_tried() {
    let (fingerprint, _) = try_password(&mut Worker::start(), material::expired()).unwrap();
    assert!(fingerprint.is_some());
}
