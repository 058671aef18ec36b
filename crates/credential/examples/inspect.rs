//! `inspect [--password-stdin] FILE…` says what key material the files are, as one JSON object.
//!
//! Exit status: 0 opened, 2 wrong password, 3 well formed but unsupported, 4 malformed, 5 key and
//! certificate do not match; 1 for a wrong command line or a file that cannot be read from disk.

#![expect(clippy::print_stdout, reason = "the answer goes to standard output")]
#![expect(unreachable_pub, reason = "an example has no public")]

mod support;

use credential::certificate::{Certificate, CertificateSummary, Kind};
use credential::open::{Expected, OpenError, Warning, check};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;
use support::Found;

fn main() -> ExitCode {
    let mut files = Vec::new();
    let mut password_on_stdin = false;
    let mut only_files = false;
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            Some("--password-stdin") if !only_files => password_on_stdin = true,
            Some("--") if !only_files => only_files = true,
            Some(option) if option.starts_with("--") && !only_files => {
                eprintln!("unknown option: {option}");
                return ExitCode::from(1);
            }
            _ => files.push(PathBuf::from(argument)),
        }
    }
    if files.is_empty() {
        eprintln!("usage: inspect [--password-stdin] FILE…");
        return ExitCode::from(1);
    }
    let password = if password_on_stdin {
        match support::read_password() {
            Ok(password) => password,
            Err(error) => {
                eprintln!("standard input: {error}");
                return ExitCode::from(1);
            }
        }
    } else {
        Vec::new()
    };
    let mut found = Found::default();
    let mut failure = None;
    for file in &files {
        let bytes = match support::read_file(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{}: {error}", file.display());
                return ExitCode::from(1);
            }
        };
        if let Err(error) = found.add(&bytes, &password) {
            failure.get_or_insert(error);
        }
    }
    let key_matches = key_matches(&found);
    if failure.is_none() {
        failure = match found.unusable_keys.first() {
            Some(why) if found.keys.is_empty() => Some(why.clone()),
            _ if key_matches == Some(false) => Some(OpenError::KeyOfAnotherCertificate),
            _ => None,
        };
    }
    println!("{}", report(&found, key_matches, failure.as_ref()));
    failure.map_or(ExitCode::SUCCESS, |error| {
        ExitCode::from(support::status(&error))
    })
}

/// `None` where there are not both a key and a certificate.
fn key_matches(found: &Found) -> Option<bool> {
    (!found.keys.is_empty() && !found.certificates.is_empty()).then(|| found.pair().is_some())
}

fn report(found: &Found, key_matches: Option<bool>, failure: Option<&OpenError>) -> Value {
    let certificate_at = found.pair().map_or(0, |(_, certificate_at)| certificate_at);
    let summary = found
        .certificates
        .get(certificate_at)
        .map(Certificate::summary);
    let of = |fact: &dyn Fn(&CertificateSummary) -> Option<String>| summary.as_ref().and_then(fact);
    let warnings: Vec<Value> = found
        .warnings
        .iter()
        .map(|warning| (warning.code(), warning.message_es()))
        .chain(halves_missing(found, failure))
        .chain(summary.iter().flat_map(against_today))
        .map(|(code, message)| json!({"code": code, "message": message}))
        .collect();
    json!({
        "kind": kind(found, summary.as_ref()),
        "rfc": of(&|s| s.rfc.clone()),
        "representative_rfc": of(&|s| s.representative_rfc.clone()),
        "curp": of(&|s| s.curp.clone().or_else(|| s.representative_curp.clone())),
        "holder": of(&|s| Some(s.holder.clone())),
        "organization": of(&|s| s.organization.clone()),
        "email": of(&|s| s.email.clone()),
        "registro_patronal": of(&|s| s.registro_patronal.clone()),
        "serial": of(&|s| Some(s.serial.clone())),
        "not_before": of(&|s| Some(s.not_before.to_string())),
        "not_after": of(&|s| Some(s.not_after.to_string())),
        "issuer": of(&|s| Some(s.issuer.clone())),
        "sha256": of(&|s| Some(s.sha256.clone())),
        "key_algorithm": of(&|s| Some(s.key_algorithm.clone())),
        "key_bits": key_bits(found, summary.as_ref()),
        "certificates": found.certificates.len(),
        "keys": found.keys.len() + found.unusable_keys.len(),
        "key_matches": key_matches,
        "encryption": found.encryption,
        "mac": found.mac,
        "warnings": warnings,
        "error": failure.map(|error| json!({
            "code": error.code(),
            "message": error.message_es(),
            "hint": error.hint_es(),
        })),
    })
}

fn kind(found: &Found, summary: Option<&CertificateSummary>) -> Option<&'static str> {
    let of_holder = summary.and_then(|summary| match summary.kind {
        Kind::Efirma => Some("efirma"),
        Kind::Csd => Some("csd"),
        Kind::Imss => Some("imss"),
        Kind::Other => None,
    });
    let of_file = if found.is_pfx {
        Some("pfx")
    } else if !found.certificates.is_empty() {
        Some("certificate")
    } else if found.encryption.is_some() || !found.keys.is_empty() {
        Some("key")
    } else {
        None
    };
    of_holder.or(of_file)
}

fn key_bits(found: &Found, summary: Option<&CertificateSummary>) -> Option<u32> {
    let of_key = || {
        let key = found.keys.first()?;
        u32::try_from(key.public().bits()).ok()
    };
    summary
        .map(|summary| summary.key_bits)
        .filter(|bits| *bits > 0)
        .or_else(of_key)
}

/// What speaks against using the certificate for IDSE today.
fn against_today(certificate: &CertificateSummary) -> Vec<(&'static str, String)> {
    match check(certificate, now(), &Expected::nothing(0)) {
        Ok(warnings) => warnings
            .iter()
            .filter(|warning| **warning != Warning::UnknownKind)
            .map(|warning| (warning.code(), warning.message_es()))
            .collect(),
        Err(error) => vec![(error.code(), error.message_es())],
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this binary is where the clock comes in"
)]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// A .pfx with only one half opens, and says so.
fn halves_missing(found: &Found, failure: Option<&OpenError>) -> Option<(&'static str, String)> {
    if !found.is_pfx || failure.is_some() {
        return None;
    }
    let missing = if found.keys.is_empty() {
        OpenError::MissingKey
    } else if found.certificates.is_empty() {
        OpenError::MissingCertificate
    } else {
        return None;
    };
    Some((missing.code(), missing.message_es()))
}
