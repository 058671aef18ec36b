//! What any file is, and everything in it that is public.

use credential::certificate::CertificateFile;
use credential::open::{self, Expected, FileKind, OpenError, check, holds_bare_key, sniff};
use credential::pfx;
use jiff::Timestamp;
use model::limits::CERTIFICATE_WARNING_DAYS;
use vault_protocol::{ChainStatus, IdentifiedFile, KeyProtection};

use super::{failure, summary};

/// Identifies a file without a password.
pub(crate) fn identify(file: &[u8], now: Timestamp) -> IdentifiedFile {
    let kind = sniff(file);
    let mut problem = match kind {
        FileKind::Empty => Some(OpenError::Empty),
        FileKind::DamagedAsn1 | FileKind::DamagedPem => Some(OpenError::Damaged),
        _ => None,
    };
    let mut noted = Vec::new();
    let mut certificates = Vec::new();
    let mut refusal = None;
    // A PEM may hold a key and its certificate.
    if matches!(kind, FileKind::Certificate | FileKind::Key) {
        match CertificateFile::read(file) {
            Ok(read) => {
                noted = read.warnings;
                for certificate in &read.certificates {
                    let checked = check(
                        &certificate.summary(),
                        now,
                        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
                    );
                    let warnings = checked.as_ref().map_or(&[][..], Vec::as_slice);
                    let chain = ChainStatus::NotVerified;
                    if let (true, Err(error)) = (certificates.is_empty(), &checked) {
                        refusal = Some(failure::opening(error));
                    }
                    certificates.push(summary::of(certificate, chain, warnings));
                }
            }
            Err(error) if kind == FileKind::Certificate => problem = Some(error),
            Err(_) => {}
        }
    }
    let scheme = match kind {
        FileKind::Key => Some(open::key_encryption(file)),
        FileKind::Pfx => Some(pfx::protection(file).map(|seen| Some(seen.encryption))),
        _ => None,
    };
    let key = match scheme {
        None => None,
        Some(Err(error)) => {
            problem = Some(error);
            None
        }
        Some(Ok(_)) if holds_bare_key(file) => Some(KeyProtection::Bare),
        Some(Ok(scheme)) => scheme.map(|scheme| KeyProtection::Encrypted { scheme }),
    };
    IdentifiedFile {
        kind: kind.code().to_owned(),
        name: kind.name_es().to_owned(),
        bytes: file.len() as u64,
        certificates,
        refusal,
        key,
        problem: problem.map(|error| failure::opening(&error)),
        warnings: noted.iter().map(summary::warning_of).collect(),
    }
}
