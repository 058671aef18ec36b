//! `verify [--ca DIR] [--at RFC3339] FILE [PAYLOAD]` verifies a CMS signature, and says what it found
//! as one JSON object.
//!
//! Exit status: 0 the signature holds, 1 it does not, 3 well formed but unsupported, 4 malformed;
//! 64 for a wrong command line or a file that cannot be read from disk.

#![expect(clippy::print_stdout, reason = "the answer goes to standard output")]
#![expect(unreachable_pub, dead_code, reason = "an example has no public")]

mod support;

use credential::certificate::{Certificate, hex};
use credential::cms::{Verified, VerifyError, VerifyOptions, verify};
use credential::trust::{ChainStatus, TrustStore};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Default)]
struct Arguments {
    authorities: Option<PathBuf>,
    at: Option<Timestamp>,
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(status) => ExitCode::from(status),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(64)
        }
    }
}

fn run() -> Result<u8, String> {
    let arguments = arguments()?;
    let (file, payload) = match arguments.files.as_slice() {
        [file] => (file, None),
        [file, payload] => (file, Some(payload)),
        _ => return Err(USAGE.to_owned()),
    };
    let cms = read(file)?;
    let payload = payload.map(|payload| read(payload)).transpose()?;
    let trust = arguments
        .authorities
        .map(|folder| trust_store(&folder))
        .transpose()?;
    let options = VerifyOptions {
        at: arguments.at,
        trust: trust.as_ref(),
        ..VerifyOptions::default()
    };
    let outcome = verify(&cms, payload.as_deref(), &options);
    println!("{}", report(&outcome));
    Ok(match &outcome {
        Ok(_) => 0,
        Err(VerifyError::Malformed | VerifyError::TooLarge) => 4,
        Err(VerifyError::Unsupported(_) | VerifyError::NotSignedData(_)) => 3,
        Err(_) => 1,
    })
}

fn report(outcome: &Result<Verified, VerifyError>) -> Value {
    let verified = match outcome {
        Ok(verified) => verified,
        Err(error) => {
            return json!({
                "valid": false,
                "error": {"code": error.code(), "message": error.message_es()},
            });
        }
    };
    let chain = match verified.chain {
        ChainStatus::Verified { .. } => "verified",
        ChainStatus::NotVerified => "not_verified",
        _ => "failed",
    };
    let attributes: Vec<Value> = verified
        .attributes
        .iter()
        .map(|attribute| json!({"oid": attribute.oid, "name": attribute.name}))
        .collect();
    json!({
        "valid": true,
        "error": null,
        "signer": verified.certificate.summary(),
        "signing_time": verified.signing_time,
        "dates_checked_at": verified.dates_checked_at,
        "detached": verified.detached,
        "content_length": verified.content.len(),
        "content_sha256": hex(&Sha256::digest(&verified.content)),
        "signed_attributes": attributes,
        "cades_baseline_b": verified.cades_baseline_b,
        "chain": chain,
        "chain_message": verified.chain.message_es(),
    })
}

/// Every certificate in a folder, files in the order of their names. Other files (a serial number, a
/// read-me) may lie beside them.
fn trust_store(folder: &Path) -> Result<TrustStore, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut files = Vec::new();
    for path in &paths {
        let bytes = read(path)?;
        if Certificate::bundle(&bytes).is_ok() {
            files.push(bytes);
        } else {
            eprintln!("{}: no certificate, left out", path.display());
        }
    }
    if files.is_empty() {
        return Err(format!("{}: no certificates", folder.display()));
    }
    TrustStore::from_pem_or_der_files(files.iter().map(Vec::as_slice))
        .map_err(|(_, error)| error.message_es())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    support::read_file(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments::default();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--ca") => {
                let folder = arguments.next().ok_or(USAGE)?;
                found.authorities = Some(PathBuf::from(folder));
            }
            Some("--at") => {
                let at = arguments.next().ok_or(USAGE)?;
                let at = at.to_str().ok_or(USAGE)?;
                found.at = Some(at.parse().map_err(|error| format!("{at}: {error}"))?);
            }
            Some(option) if option.starts_with("--") => return Err(USAGE.to_owned()),
            _ => found.files.push(PathBuf::from(argument)),
        }
    }
    Ok(found)
}

const USAGE: &str = "usage: verify [--ca DIR] [--at RFC3339] FILE [PAYLOAD]";
