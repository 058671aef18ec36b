//! `sign --password-stdin [--detached] [--no-attributes] --in PAYLOAD --out FILE KEYFILES…` writes a
//! CMS signature, DER: CAdES BASELINE-B, or without signed attributes.
//!
//! Exit status as `inspect`'s; a key under 2048 bits counts as unsupported (3). Dates and purpose of
//! the certificate are not checked here: that is the caller's, who knows what for.

#![expect(unreachable_pub, reason = "an example has no public")]

mod support;

use credential::cms::{CadesToSign, Placement, PlainToSign, SignError};
use credential::key::PrivateKey;
use credential::open::OpenError;
use std::path::PathBuf;
use std::process::ExitCode;
use support::Found;

#[derive(Default)]
struct Arguments {
    detached: bool,
    no_attributes: bool,
    password_on_stdin: bool,
    payload: Option<PathBuf>,
    out: Option<PathBuf>,
    key_files: Vec<PathBuf>,
}

enum Failure {
    Usage(String),
    Open(OpenError),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
        Err(Failure::Open(error)) => {
            eprintln!("{} {}", error.message_es(), error.hint_es());
            ExitCode::from(support::status(&error))
        }
    }
}

fn run() -> Result<(), Failure> {
    let arguments = arguments()?;
    let (Some(payload), Some(out)) = (&arguments.payload, &arguments.out) else {
        return Err(usage());
    };
    if arguments.key_files.is_empty() {
        return Err(usage());
    }
    let io = |path: &PathBuf, error: &std::io::Error| {
        Failure::Usage(format!("{}: {error}", path.display()))
    };
    let password = if arguments.password_on_stdin {
        support::read_password().map_err(|error| Failure::Usage(error.to_string()))?
    } else {
        Vec::new()
    };
    let payload = std::fs::read(payload).map_err(|error| io(payload, &error))?;
    let mut found = Found::default();
    for file in &arguments.key_files {
        let bytes = support::read_file(file).map_err(|error| io(file, &error))?;
        found.add(&bytes, &password).map_err(Failure::Open)?;
    }
    let cms = sign(&found, &payload, &arguments)?;
    std::fs::write(out, cms).map_err(|error| io(out, &error))
}

fn sign(found: &Found, payload: &[u8], arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let missing = |error| Failure::Open(error);
    if found.keys.is_empty() {
        let why = found.unusable_keys.first().cloned();
        return Err(missing(why.unwrap_or(OpenError::MissingKey)));
    }
    if found.certificates.is_empty() {
        return Err(missing(OpenError::MissingCertificate));
    }
    let (key_at, certificate_at) = found
        .pair()
        .ok_or(Failure::Open(OpenError::KeyOfAnotherCertificate))?;
    let (key, certificate) = (&found.keys[key_at], &found.certificates[certificate_at]);
    let placement = if arguments.detached {
        Placement::Detached
    } else {
        Placement::Attached
    };
    let refused = |error: SignError| match error {
        SignError::WeakKey { bits } => Failure::Open(OpenError::WeakKey { bits }),
        other => Failure::Usage(other.to_string()),
    };
    if arguments.no_attributes {
        let to_sign = PlainToSign::new(certificate, payload, placement).map_err(refused)?;
        let signature = signature(key, to_sign.to_be_signed())?;
        return to_sign.finish(&signature).map_err(refused);
    }
    let to_sign = CadesToSign::new(certificate, payload, now(), placement).map_err(refused)?;
    let signature = signature(key, to_sign.to_be_signed())?;
    to_sign.finish(&signature).map_err(refused)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this binary is where clock and randomness come in"
)]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

fn signature(key: &PrivateKey, octets: &[u8]) -> Result<Vec<u8>, Failure> {
    key.sign_blinded(&mut rand_core::OsRng, octets)
        .map_err(|error| match error {
            SignError::WeakKey { bits } => Failure::Open(OpenError::WeakKey { bits }),
            other => Failure::Usage(other.to_string()),
        })
}

fn arguments() -> Result<Arguments, Failure> {
    let mut found = Arguments::default();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--detached") => found.detached = true,
            Some("--no-attributes") => found.no_attributes = true,
            Some("--password-stdin") => found.password_on_stdin = true,
            Some("--in") => found.payload = arguments.next().map(PathBuf::from),
            Some("--out") => found.out = arguments.next().map(PathBuf::from),
            Some(option) if option.starts_with("--") => return Err(usage()),
            _ => found.key_files.push(PathBuf::from(argument)),
        }
    }
    Ok(found)
}

fn usage() -> Failure {
    Failure::Usage(
        "usage: sign --password-stdin [--detached] [--no-attributes] --in PAYLOAD --out FILE \
         KEYFILES…"
            .to_owned(),
    )
}
