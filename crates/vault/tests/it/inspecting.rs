//! Looking at a file before its password is typed.

use jiff::ToSpan as _;
use vault_protocol::{
    Ask, ConvertTo, CredentialKind, FailureField, Form, Inspected, Place, RequestId, Tell,
};

use crate::material::{self, Files};
use crate::worker::Worker;

#[test]
fn a_cer_tells_its_rfc_and_opens_nothing() {
    let mut worker = Worker::start();
    let found = worker.inspect(&material::efirma().files[0], Place::Certificate);
    let Ok(Inspected::Certificate { summary, refusal }) = found else {
        panic!("{found:?}")
    };
    assert_eq!(summary.kind, CredentialKind::Efirma);
    assert_eq!(summary.rfc.as_deref(), Some("FUNK671228PH6"));
    assert_eq!(refusal, None);
    assert!(worker.keys.is_empty());
    let is_deadline = |(tell, _): &(Tell, _)| matches!(tell, Tell::LocksAt { .. });
    assert!(
        !worker.posted.iter().any(is_deadline),
        "there is nothing to lock"
    );
}

#[test]
fn a_csd_and_an_expired_certificate_are_named_as_soon_as_they_are_picked() {
    for (code, files) in [
        ("csd-instead-of-efirma", material::csd()),
        ("expired", material::expired()),
    ] {
        let found = Worker::start().inspect(&files.files[0], Place::Certificate);
        let Ok(Inspected::Certificate { refusal, .. }) = found else {
            panic!("{found:?}")
        };
        let refusal = refusal.unwrap();
        assert_eq!(refusal.code, code);
        assert!(!refusal.hint.is_empty(), "{code}");
    }
}

#[test]
fn a_pfx_and_a_key_are_known_for_what_they_are() {
    let pfx = &material::imss().files[0];
    let key = &material::efirma().files[1];
    let mut worker = Worker::start();
    assert_eq!(worker.inspect(pfx, Place::Certificate), Ok(Inspected::Pfx));
    assert_eq!(worker.inspect(key, Place::Key), Ok(Inspected::Key));
}

#[test]
fn each_wrong_file_has_its_own_message() {
    let [cer, key] = material::efirma().files.as_slice() else {
        panic!("a pair")
    };
    let pfx = &material::imss().files[0];
    let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
    let half = file("a.key", &key.1[..key.1.len() / 2]);
    let cases = [
        (cer.clone(), Place::Key, "falta la llave privada .key"),
        (key.clone(), Place::Certificate, "falta el certificado .cer"),
        (pfx.clone(), Place::Key, "ya trae juntos"),
        (file("a.cer", b""), Place::Certificate, "está vacío"),
        (half, Place::Key, "dañado o incompleto"),
        (file("a.cer", b"%PDF-1.7"), Place::Certificate, "PDF"),
    ];
    for (file, place, words) in cases {
        let failure = Worker::start().inspect(&file, place).unwrap_err();
        assert!(failure.message.contains(words), "{}", failure.message);
        assert!(!failure.hint.is_empty());
        assert_eq!(failure.field, Some(FailureField::Files));
    }
}

#[test]
fn what_was_looked_at_is_not_read_again_to_be_opened_whatever_the_first_password() {
    let mut worker = looked_at();
    let wrong = Files {
        password: "otra".to_owned(),
        ..material::efirma().clone()
    };
    assert_eq!(worker.open(&wrong).unwrap_err().code, "wrong-password");
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 2, "each file once, to look at it");
}

#[test]
fn opening_forgets_what_was_looked_at() {
    let mut worker = looked_at();
    worker.open(material::efirma()).unwrap();
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 3);
}

#[test]
fn what_was_looked_at_is_forgotten_after_the_idle_time_and_nothing_locks() {
    let mut worker = looked_at();
    assert_eq!(worker.wake_at, Some(worker.now + 15.minutes()));
    worker.wait(15);
    worker.tick();
    assert_eq!(worker.wake_at, None);
    assert_eq!(worker.locked(), None);
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 3);
}

#[test]
fn of_many_files_that_are_looked_at_the_last_are_known() {
    let mut worker = looked_at();
    for _ in 0..3 {
        let pfx = &material::imss().files[0];
        worker.inspect(pfx, Place::Certificate).unwrap();
    }
    worker.open(material::efirma()).unwrap();
    assert_eq!(
        worker.reads, 6,
        "of the pair one is forgotten, and both are read"
    );
}

/// Both files of an e.firma were picked.
fn looked_at() -> Worker {
    let mut worker = Worker::start();
    let [cer, key] = material::efirma().files.as_slice() else {
        panic!("a pair")
    };
    worker.inspect(cer, Place::Certificate).unwrap();
    worker.inspect(key, Place::Key).unwrap();
    worker
}

#[test]
fn a_large_file_is_refused_without_reading_it() {
    let mut worker = Worker::start();
    let video = ("video.cer".to_owned(), vec![0; 2 << 20]);
    let failure = worker.inspect(&video, Place::Certificate).unwrap_err();
    assert_eq!(failure.code, "file-too-large");
    assert_eq!(worker.reads, 0);
}

#[test]
fn a_bare_key_is_not_kept_while_it_waits() {
    let mut worker = Worker::start();
    let mut files = material::efirma_in_the_clear();
    worker.inspect(&files.files[0], Place::Certificate).unwrap();
    worker.inspect(&files.files[1], Place::Key).unwrap();
    worker.open(&files).unwrap();
    assert_eq!(worker.reads, 3, "the key is read again to be opened");
    files.files.rotate_left(1);
    let mut only_key = Worker::start();
    only_key.inspect(&files.files[0], Place::Key).unwrap();
    assert_eq!(
        only_key.wake_at, None,
        "nothing is held that would have to be forgotten"
    );
}

#[test]
fn a_file_that_is_no_longer_picked_is_forgotten() {
    let mut worker = looked_at();
    let inspected = worker.looked.iter().map(|(_, request)| *request).collect();
    worker.ask(Ask::Forget { inspected }, Vec::new(), &[]);
    assert_eq!(worker.wake_at, None);
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 3, "both are read again");
}

#[test]
fn forgetting_one_file_keeps_the_others() {
    let mut worker = looked_at();
    let inspected = vec![worker.looked[0].1];
    worker.ask(Ask::Forget { inspected }, Vec::new(), &[]);
    assert!(worker.wake_at.is_some());
    // Of a pair with a forgotten half both are read.
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 3);
}

#[test]
fn forgetting_what_was_never_kept_does_nothing() {
    let mut worker = looked_at();
    let inspected = vec![RequestId(77)];
    worker.ask(Ask::Forget { inspected }, Vec::new(), &[]);
    worker.open(material::efirma()).unwrap();
    assert_eq!(worker.reads, 2);
}

#[test]
fn a_conversion_forgets_what_was_looked_at() {
    let mut worker = looked_at();
    let efirma = material::efirma();
    worker
        .convert(efirma, "Npie2027nuevo", ConvertTo::Key, Form::Old)
        .unwrap();
    assert_eq!(worker.wake_at, None);
    worker.open(efirma).unwrap();
    assert_eq!(worker.reads, 3);
}

#[test]
fn a_conversion_that_fails_keeps_them_for_the_next_try() {
    let mut worker = looked_at();
    let efirma = material::efirma();
    let wrong = Files {
        password: "otra".to_owned(),
        ..efirma.clone()
    };
    let to = ConvertTo::Pair;
    assert!(
        worker
            .convert(&wrong, "Npie2027nuevo", to, Form::Old)
            .is_err()
    );
    worker
        .convert(efirma, "Npie2027nuevo", to, Form::Old)
        .unwrap();
    assert_eq!(worker.reads, 2);
}

#[test]
fn stray_bytes_of_a_cer_are_noted_when_it_is_picked() {
    let (name, der) = material::efirma().files[0].clone();
    let file = (name, [der, b"\r\n".to_vec()].concat());
    let found = Worker::start().inspect(&file, Place::Certificate);
    let Ok(Inspected::Certificate { summary, .. }) = found else {
        panic!("{found:?}")
    };
    assert!(summary.warnings.iter().any(|one| one.code == "stray-bytes"));
}
