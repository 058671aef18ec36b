//! Conversions: what is written opens again, under the new password alone, and nothing stays of it.

use std::num::NonZeroU32;

use rand_core::{CryptoRng, Error, RngCore, impls};
use rsa::traits::PrivateKeyParts as _;
use vault_protocol::{ConvertTo, FailureField, FileKind, Form, Tell};

use crate::material::{self, Files};
use crate::worker::{Converted, Worker};

const NEW: &str = "Npie2027nuevo";

#[test]
fn a_cer_and_a_key_become_a_pfx_that_the_new_password_alone_opens() {
    let efirma = material::efirma();
    let (_, before) = Worker::start().open(efirma).unwrap();
    for form in [Form::Modern, Form::Old] {
        let converted = convert(efirma, ConvertTo::Pfx, form);
        assert_eq!(names(&converted), ["persona.pfx"]);
        assert_eq!(converted.files[0].0, FileKind::Pfx);
        let pfx = picked(&converted, NEW);
        let (_, after) = Worker::start().open(&pfx).unwrap();
        assert_eq!(after.fingerprint, before.fingerprint);
        let with_old = Files {
            password: efirma.password.clone(),
            ..pfx
        };
        let failure = Worker::start().open(&with_old).unwrap_err();
        assert_eq!(failure.code, "wrong-password");
    }
}

#[test]
fn a_pfx_becomes_a_cer_and_a_key_that_open_together() {
    let imss = material::imss();
    for form in [Form::Modern, Form::Old] {
        let converted = convert(imss, ConvertTo::Pair, form);
        let kinds: Vec<FileKind> = converted.files.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(kinds, [FileKind::Cer, FileKind::Key]);
        assert_eq!(names(&converted), ["certificado.cer", "certificado.key"]);
        let (_, summary) = Worker::start().open(&picked(&converted, NEW)).unwrap();
        assert_eq!(Some(summary.fingerprint), fingerprint(&converted));
        assert_eq!(summary.registro_patronal.as_deref(), Some("Y6087828106"));
    }
}

#[test]
fn a_key_alone_gets_a_new_password_and_still_belongs_to_its_certificate() {
    let efirma = material::efirma();
    let key_alone = Files {
        files: vec![efirma.files[1].clone()],
        ..efirma.clone()
    };
    for form in [Form::Modern, Form::Old] {
        let converted = convert(&key_alone, ConvertTo::Key, form);
        assert_eq!(names(&converted), ["persona-nueva.key"]);
        assert!(converted.summary.is_none());
        let mut pair = picked(&converted, NEW);
        pair.files.push(efirma.files[0].clone());
        assert!(Worker::start().open(&pair).is_ok());
    }
}

#[test]
fn a_key_with_its_certificate_gets_a_new_password_only_if_they_are_a_pair() {
    let converted = convert(material::efirma(), ConvertTo::Key, Form::Old);
    assert_eq!(names(&converted), ["persona-nueva.key"]);
    assert!(converted.summary.is_some());

    let (efirma, other) = (material::efirma(), material::another_efirma());
    let mixed = Files {
        files: vec![other.files[0].clone(), efirma.files[1].clone()],
        password: efirma.password.clone(),
    };
    for to in [ConvertTo::Key, ConvertTo::Pair, ConvertTo::Pfx] {
        assert_eq!(refusal(&mixed, to), "key-of-another-certificate");
    }
}

#[test]
fn refuses_unreadable_files_as_opening_does() {
    let efirma = material::efirma();
    let wrong = Files {
        password: "otra contraseña".to_owned(),
        ..efirma.clone()
    };
    let alone = |at: usize| Files {
        files: vec![efirma.files[at].clone()],
        ..efirma.clone()
    };
    let nothing = Files {
        files: Vec::new(),
        ..efirma.clone()
    };
    assert_eq!(refusal(&wrong, ConvertTo::Pfx), "wrong-password");
    assert_eq!(refusal(&wrong, ConvertTo::Key), "wrong-password");
    assert_eq!(refusal(&alone(0), ConvertTo::Key), "not-this-kind");
    assert_eq!(refusal(&alone(0), ConvertTo::Pfx), "not-this-kind");
    assert_eq!(refusal(&alone(1), ConvertTo::Pfx), "not-this-kind");
    assert_eq!(refusal(&alone(1), ConvertTo::Pair), "not-this-kind");
    assert_eq!(refusal(&nothing, ConvertTo::Key), "number-of-files");
}

#[test]
fn converts_csd_and_expired_with_a_warning() {
    for (code, files) in [
        ("csd-instead-of-efirma", material::csd()),
        ("expired", material::expired()),
    ] {
        let converted = convert(files, ConvertTo::Pfx, Form::Old);
        let warnings = converted.summary.unwrap().warnings;
        let codes: Vec<&str> = warnings.iter().map(|w| w.code.as_str()).collect();
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn a_weak_new_password_is_refused_before_any_file_is_read() {
    let cases = [
        ("", ConvertTo::Key, Form::Modern, "new-password-too-short"),
        (
            "1234567",
            ConvertTo::Pfx,
            Form::Modern,
            "new-password-too-short",
        ),
        (
            "aaaaaaaaaa",
            ConvertTo::Pair,
            Form::Modern,
            "new-password-one-character",
        ),
        (
            "con espacios",
            ConvertTo::Pfx,
            Form::Old,
            "new-password-not-letters-or-digits",
        ),
        (
            "Npie2026Npie2026Npie2026",
            ConvertTo::Pfx,
            Form::Old,
            "new-password-too-long",
        ),
    ];
    for (password, to, form, code) in cases {
        let mut worker = Worker::start();
        let outcome = worker.convert(material::efirma(), password, to, form);
        let failure = outcome.err().unwrap();
        assert_eq!(failure.code, code);
        assert_eq!(failure.field, Some(FailureField::NewPassword));
        assert!(!failure.hint.is_empty(), "{code}");
        assert_eq!(worker.reads, 0);
    }
}

#[test]
fn a_conversion_opens_nothing_and_leaves_what_is_open_as_it_is() {
    let mut worker = Worker::start();
    worker
        .convert(material::efirma(), NEW, ConvertTo::Pfx, Form::Old)
        .unwrap();
    assert!(worker.keys.is_empty());
    assert_eq!(worker.wake_at, None, "there is nothing to lock");
    assert!(!posted_opened(&worker));

    let (open, _) = worker.open(material::imss()).unwrap();
    worker
        .convert(material::imss(), NEW, ConvertTo::Pair, Form::Old)
        .unwrap();
    assert_eq!(worker.keys.keys().copied().collect::<Vec<_>>(), [open]);
    assert!(worker.sign_challenge(open, "reto").is_ok());
}

#[test]
fn a_lock_while_the_files_are_read_converts_nothing() {
    let mut worker = Worker::start();
    worker.slow = true;
    let request = worker.ask_to_convert(material::efirma(), NEW, ConvertTo::Key, Form::Old);
    worker.ask(vault_protocol::Ask::Lock, Vec::new(), &[]);
    worker.settle();
    assert!(worker.answer(request).is_none());
    assert!(worker.locked().is_some());
}

#[test]
fn reports_progress_while_writing() {
    let mut worker = Worker::start();
    worker
        .convert(material::efirma(), NEW, ConvertTo::Key, Form::Modern)
        .unwrap();
    let steps: Vec<(u64, u64)> = worker
        .posted
        .iter()
        .filter_map(|(tell, _)| match tell {
            Tell::Progress { done, total, .. } => Some((*done, *total)),
            _ => None,
        })
        .collect();
    assert!((50..=101).contains(&steps.len()), "{}", steps.len());
    assert_eq!(steps.last(), Some(&(600_000, 600_000)));
}

#[test]
fn no_key_and_no_password_stands_in_what_is_written() {
    let key = material::efirma_key();
    let secrets = [
        key.primes()[0].to_bytes_be(),
        key.primes()[1].to_bytes_be(),
        key.d().to_bytes_be(),
        NEW.as_bytes().to_vec(),
        NEW.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        material::efirma().password.clone().into_bytes(),
    ];
    for to in [ConvertTo::Pfx, ConvertTo::Pair, ConvertTo::Key] {
        for form in [Form::Modern, Form::Old] {
            for (_, name, bytes) in convert(material::efirma(), to, form).files {
                for secret in &secrets {
                    let middle = &secret[secret.len() / 4..][..secret.len() / 2];
                    let found = bytes.windows(middle.len()).any(|window| window == middle);
                    assert!(!found, "{name} {form:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_is_encrypted_twice_with_the_same_salt() {
    let mut worker = Worker::start();
    let mut once = || {
        let outcome = worker.convert(material::efirma(), NEW, ConvertTo::Key, Form::Old);
        outcome.unwrap().files.remove(0).2
    };
    assert_ne!(once(), once());
}

fn convert(files: &Files, to: ConvertTo, form: Form) -> Converted {
    Worker::start().convert(files, NEW, to, form).unwrap()
}

/// Converts what cannot be; answers the code.
fn refusal(files: &Files, to: ConvertTo) -> String {
    let mut worker = Worker::start();
    let failure = worker.convert(files, NEW, to, Form::Old).err().unwrap();
    assert!(!posted_opened(&worker));
    failure.code
}

fn posted_opened(worker: &Worker) -> bool {
    let mut posted = worker.posted.iter();
    posted.any(|(tell, _)| matches!(tell, Tell::Opened { .. }))
}

/// What was written, picked again.
fn picked(converted: &Converted, password: &str) -> Files {
    let files = converted.files.iter();
    Files {
        files: files
            .map(|(_, name, bytes)| (name.clone(), bytes.clone()))
            .collect(),
        password: password.to_owned(),
    }
}

fn names(converted: &Converted) -> Vec<&str> {
    let files = converted.files.iter();
    files.map(|(_, name, _)| name.as_str()).collect()
}

fn fingerprint(converted: &Converted) -> Option<String> {
    let summary = converted.summary.as_ref();
    summary.map(|summary| summary.fingerprint.clone())
}

/// A browser without randomness: it refuses, or gives the same bytes each time.
struct NoChance {
    refuses: bool,
}

impl RngCore for NoChance {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }
    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }
    fn fill_bytes(&mut self, dest: &mut [u8]) {
        self.try_fill_bytes(dest).unwrap();
    }
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        dest.fill(7);
        if self.refuses {
            return Err(NonZeroU32::MIN.saturating_add(Error::CUSTOM_START).into());
        }
        Ok(())
    }
}

impl CryptoRng for NoChance {}

#[test]
fn a_browser_without_randomness_writes_nothing_and_says_so() {
    for refuses in [true, false] {
        let mut worker = Worker::start_with(Box::new(NoChance { refuses }));
        let failure = worker
            .convert(material::efirma(), NEW, ConvertTo::Pfx, Form::Modern)
            .err()
            .unwrap();
        assert_eq!(failure.code, "no-randomness");
        assert!(
            failure.message.contains("números al azar"),
            "{}",
            failure.message
        );
        // What needs none still works.
        assert!(worker.open(material::efirma()).is_ok());
    }
}
