//! From files and password to a credential whose key is ready to be imported.

use credential::certificate::{Certificate, CertificateFile};
use credential::key::PrivateKey;
use credential::open::{
    self, Expected as For, FileKind, OpenError, Opened as Credential, PfxOptions, sniff,
};
use credential::trust::{self, TrustStore};
use jiff::Timestamp;
use model::limits::CERTIFICATE_WARNING_DAYS;
use vault_protocol::{ChainStatus, CredentialSummary, Expected, Failure};
use zeroize::Zeroizing;

use super::scrub::with_clean_stack;
use super::{failure, summary};

/// Under so many rounds it is over before anybody could see how far it is: a SAT key has 2048.
const WORTH_REPORTING: u64 = 50_000;

/// Files as they were picked, and what opens them.
pub(crate) struct Files<'a> {
    /// One or two.
    pub(crate) contents: &'a [Zeroizing<Vec<u8>>],
    pub(crate) password: &'a [u8],
    pub(crate) accept_without_mac: bool,
}

/// What is needed to open a credential.
pub(crate) struct Opening<'a> {
    pub(crate) now: Timestamp,
    pub(crate) files: Files<'a>,
    pub(crate) expected: &'a Expected,
    pub(crate) trust: &'a [Vec<u8>],
}

/// A credential that may be used today.
pub(crate) struct Opened {
    pub(crate) certificate: Certificate,
    pub(crate) pkcs8: Zeroizing<Vec<u8>>,
    pub(crate) summary: CredentialSummary,
}

/// Opens, matches and checks. `progress` gets rounds done and due of a slow file.
pub(crate) fn open(
    opening: &Opening<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Opened, Failure> {
    with_clean_stack(|| read(opening, &mut slowly(progress)))
        .map_err(|error| failure::opening(&error))
}

fn read(opening: &Opening<'_>, progress: &mut dyn FnMut(u64, u64)) -> Result<Opened, OpenError> {
    // Before any password is tried: a CSD or an expired one is refused first.
    let first_look = |certificate: &Certificate| check(certificate, opening).map(|_| ());
    let credential = read_files(&opening.files, &first_look, progress)?;
    let mut warnings = check(&credential.certificate, opening)?;
    for warning in credential.warnings {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    let chain = chain(&credential.certificate, &credential.chain, opening);
    Ok(Opened {
        summary: summary::of(&credential.certificate, chain, &warnings),
        pkcs8: credential.key.pkcs8_der(),
        certificate: credential.certificate,
    })
}

/// Files that were read for something else than signing.
pub(crate) struct Read {
    pub(crate) key: PrivateKey,
    /// `None` where a .key came alone.
    pub(crate) certificate: Option<Certificate>,
    pub(crate) chain: Vec<Certificate>,
    pub(crate) warnings: Vec<open::Warning>,
}

/// Reads files without asking whether their certificate may sign: a CSD, or one that has ended, may be
/// kept in another form, and its password tried. `key_alone`: one .key is enough.
pub(crate) fn read_again(
    files: &Files<'_>,
    key_alone: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Read, OpenError> {
    if let ([key], true) = (files.contents, key_alone)
        && sniff(key) == FileKind::Key
    {
        let opened = open::open_key(key, files.password, progress)?;
        return Ok(Read {
            key: opened.key,
            certificate: None,
            chain: Vec::new(),
            warnings: opened.warnings,
        });
    }
    let opened = read_files(files, &|_| Ok(()), progress)?;
    Ok(Read {
        key: opened.key,
        certificate: Some(opened.certificate),
        chain: opened.chain,
        warnings: opened.warnings,
    })
}

/// A .pfx, or a .cer and a .key. `first_look` sees the certificate before any password is tried, where
/// it lies in the open.
pub(crate) fn read_files(
    files: &Files<'_>,
    first_look: &dyn Fn(&Certificate) -> Result<(), OpenError>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Credential, OpenError> {
    match files.contents {
        [file] => single(file, files, progress),
        [first, second] => {
            let (cer, key) = tell_apart(first, second);
            let file = CertificateFile::read(cer)?;
            if let [only] = file.certificates.as_slice() {
                first_look(only)?;
            }
            open::open_with_certificates(file, key, files.password, progress)
        }
        // The vault let one or two through.
        _ => Err(OpenError::Empty),
    }
}

/// Reports progress of what takes long, once for every hundredth of it.
pub(crate) fn slowly(progress: &mut dyn FnMut(u64, u64)) -> impl FnMut(u64, u64) {
    let mut reported = 0;
    move |done: u64, total: u64| {
        if total >= WORTH_REPORTING
            && (done == total || done.saturating_sub(reported) >= total / 100)
        {
            reported = done;
            progress(done, total);
        }
    }
}

/// A .pfx; half a pair is named as what it is.
fn single(
    file: &[u8],
    files: &Files<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Credential, OpenError> {
    match sniff(file) {
        found @ FileKind::Certificate => Err(OpenError::NotThisKind {
            found,
            wanted: FileKind::Key,
        }),
        found @ FileKind::Key => Err(OpenError::NotThisKind {
            found,
            wanted: FileKind::Certificate,
        }),
        _ => {
            let options = PfxOptions {
                accept_without_mac: files.accept_without_mac,
            };
            open::open_pfx(file, files.password, options, progress)
        }
    }
}

/// The .cer and the .key, in any order and under any name.
fn tell_apart<'a>(first: &'a [u8], second: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let second_is_certificate = match (sniff(first), sniff(second)) {
        (FileKind::Certificate, _) => false,
        (_, FileKind::Certificate) | (FileKind::Key, _) => true,
        _ => false,
    };
    if second_is_certificate {
        (second, first)
    } else {
        (first, second)
    }
}

/// Purpose, dates, strength, and what it is meant for.
fn check(
    certificate: &Certificate,
    opening: &Opening<'_>,
) -> Result<Vec<open::Warning>, OpenError> {
    let facts = certificate.summary();
    let rfc = opening.expected.rfc.as_deref();
    let registros = &opening.expected.registros;
    let each = registros.iter().map(|registro| Some(registro.as_str()));
    let none = registros.is_empty().then_some(None);
    let mut warnings = Vec::new();
    for registro_patronal in each.chain(none) {
        let expected = For {
            warning_days: CERTIFICATE_WARNING_DAYS,
            rfc,
            registro_patronal,
        };
        for warning in open::check(&facts, opening.now, &expected)? {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    Ok(warnings)
}

/// The chain to the configured authorities. A file among those that cannot be read is left out: the
/// relay refuses such a one when it starts, and no key must fail for it here.
fn chain(certificate: &Certificate, issuers: &[Certificate], opening: &Opening<'_>) -> ChainStatus {
    let readable = opening
        .trust
        .iter()
        .map(Vec::as_slice)
        .filter(|file| Certificate::bundle(file).is_ok());
    let status = TrustStore::from_pem_or_der_files(readable)
        .unwrap_or_default()
        .chain(certificate, issuers, opening.now);
    match status {
        trust::ChainStatus::Verified { authority } => ChainStatus::Trusted { root: authority },
        trust::ChainStatus::Failed(failure) => ChainStatus::Untrusted {
            reason: failure.message_es(),
        },
        _ => ChainStatus::NotVerified,
    }
}
