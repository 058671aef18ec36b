//! From a person's files under one password to files under another. Nothing is kept of either.

use credential::certificate::Certificate;
use credential::open::{self, Expected, OpenError, Warning as Noted};
use credential::pfx::{self, KeyForm, PfxForm};
use jiff::Timestamp;
use model::limits::CERTIFICATE_WARNING_DAYS;
use rand_core::CryptoRngCore;
use vault_protocol::{ChainStatus, ConvertTo, CredentialSummary, Failure, FileKind, Form, Warning};

use super::open::{Files, Read, read_again, slowly};
use super::scrub::with_clean_stack;
use super::{failure, file_name, summary};

/// Rounds of what is written in [`Form::Modern`]: OWASP's figure for PBKDF2-HMAC-SHA256.
const ROUNDS: u32 = 600_000;

/// What is needed to write files in another form.
pub(crate) struct Conversion<'a> {
    pub(crate) now: Timestamp,
    pub(crate) files: Files<'a>,
    /// As the person knows them, in the order of the files.
    pub(crate) names: &'a [String],
    /// Passed by `new_password`.
    pub(crate) new_password: &'a [u8],
    pub(crate) to: ConvertTo,
    pub(crate) form: Form,
}

/// Files for the person's own device.
pub(crate) struct Written {
    pub(crate) files: Vec<NewFile>,
    pub(crate) summary: Option<CredentialSummary>,
}

pub(crate) struct NewFile {
    pub(crate) kind: FileKind,
    pub(crate) name: String,
    /// A key in it is encrypted.
    pub(crate) bytes: Vec<u8>,
}

/// Reads, writes, and forgets. `progress` gets rounds done and due, of the reading and then of the
/// writing.
pub(crate) fn convert(
    conversion: &Conversion<'_>,
    chance: &mut dyn CryptoRngCore,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Written, Failure> {
    with_clean_stack(|| {
        let key_alone = conversion.to == ConvertTo::Key;
        let read = read_again(&conversion.files, key_alone, &mut slowly(progress))?;
        let files = write(conversion, &read, chance, &mut slowly(progress))?;
        let summary = read
            .certificate
            .as_ref()
            .map(|certificate| facts(certificate, &read.warnings, conversion.now));
        Ok(Written { files, summary })
    })
    .map_err(|error: OpenError| failure::opening(&error))
}

fn write(
    conversion: &Conversion<'_>,
    read: &Read,
    mut chance: &mut dyn CryptoRngCore,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<NewFile>, OpenError> {
    let password = conversion.new_password;
    let (pfx_form, key_form) = match conversion.form {
        Form::Modern => (
            PfxForm::Aes256 { rounds: ROUNDS },
            KeyForm::Aes256 { rounds: ROUNDS },
        ),
        Form::Old => (PfxForm::OldTripleDes, KeyForm::TripleDes),
    };
    let mut encrypted_key = || {
        let key = pfx::encrypt_key(&read.key, password, key_form, &mut chance, progress)?;
        Ok::<_, OpenError>(conversion.file(FileKind::Key, key))
    };
    match (conversion.to, &read.certificate) {
        (ConvertTo::Key, _) => Ok(vec![encrypted_key()?]),
        (ConvertTo::Pair, Some(certificate)) => {
            let cer = conversion.file(FileKind::Cer, certificate.der().to_vec());
            Ok(vec![cer, encrypted_key()?])
        }
        (ConvertTo::Pfx, Some(certificate)) => {
            let (key, chain) = (&read.key, &read.chain);
            let form = pfx_form;
            let pfx = pfx::write(
                key,
                certificate,
                chain,
                password,
                form,
                &mut chance,
                progress,
            )?;
            Ok(vec![conversion.file(FileKind::Pfx, pfx)])
        }
        (ConvertTo::Pair | ConvertTo::Pfx, None) => Err(OpenError::MissingCertificate),
    }
}

impl Conversion<'_> {
    fn file(&self, kind: FileKind, bytes: Vec<u8>) -> NewFile {
        let wanted = match kind {
            FileKind::Key => open::FileKind::Key,
            FileKind::Cer | FileKind::Pfx => open::FileKind::Certificate,
        };
        let files = self.files.contents.iter().zip(self.names);
        let like = files
            .clone()
            .find(|(content, _)| open::sniff(content) == wanted)
            .or(files.clone().next());
        let picked = like.map_or("", |(_, name)| name);
        NewFile {
            kind,
            name: file_name::suggest(picked, kind, self.names),
            bytes,
        }
    }
}

/// The facts, with what opening would refuse it for among the warnings.
pub(crate) fn facts(
    certificate: &Certificate,
    noted: &[Noted],
    now: Timestamp,
) -> CredentialSummary {
    // Of the picked file only what says that something was left behind: how it was protected is past.
    let mut warnings: Vec<Noted> = noted
        .iter()
        .filter(|noted| {
            matches!(
                noted,
                Noted::SeveralKeys { .. }
                    | Noted::IgnoredContent { .. }
                    | Noted::UnreadableCertificate
            )
        })
        .cloned()
        .collect();
    let checked = open::check(
        &certificate.summary(),
        now,
        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
    );
    let refusal = match checked {
        Ok(more) => {
            warnings.extend(more);
            None
        }
        Err(error) => Some(failure::opening(&error)),
    };
    let mut facts = summary::of(certificate, ChainStatus::NotVerified, &warnings);
    facts.warnings.extend(refusal.map(|refusal| Warning {
        code: refusal.code,
        message: refusal.message,
    }));
    facts
}
