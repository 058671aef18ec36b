//! What the worker tells the page: public facts, signatures and sentences, never a secret.

use serde::{Deserialize, Serialize};

use crate::{Counts, CredentialHandle, RequestId, Slot};

/// Worker → page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum Tell {
    /// The first message of a worker.
    Ready {
        /// [`VERSION`](crate::VERSION) of the worker's messages.
        version: u32,
    },
    /// Something slow is under way (a .pfx with many rounds).
    Progress {
        /// Whose.
        request: RequestId,
        /// Steps done.
        done: u64,
        /// Steps in all.
        total: u64,
    },
    /// A file was looked at, and may stay in the field it was picked in.
    Inspected {
        /// Pairs the answer.
        request: RequestId,
        /// What it is.
        found: Inspected,
    },
    /// A file was identified.
    Identified {
        /// Pairs the answer.
        request: RequestId,
        /// What it is.
        file: Box<IdentifiedFile>,
    },
    /// The password opens the files; they are closed again.
    PasswordOpens {
        /// Pairs the answer.
        request: RequestId,
        /// The public facts of the certificate; `None` where a .key came alone.
        summary: Option<Box<CredentialSummary>>,
        /// What the person should know about the files.
        warnings: Vec<Warning>,
    },
    /// A credential is open.
    Opened {
        /// Pairs the answer.
        request: RequestId,
        /// Its name from now on.
        credential: CredentialHandle,
        /// When, milliseconds since 1970, the device's clock.
        opened_at: i64,
        /// Its public facts.
        summary: Box<CredentialSummary>,
    },
    /// Something was signed.
    Signed {
        /// Pairs the answer.
        request: RequestId,
        /// `ArrayBuffer` with the CMS `ContentInfo`, DER.
        cms: Slot,
        /// What the worker read in the lote; `None` for a challenge.
        seen: Option<LoteSeen>,
    },
    /// Files were written; nothing of them is open.
    Converted {
        /// Pairs the answer.
        request: RequestId,
        /// What was written, for the person to keep.
        files: Vec<WrittenFile>,
        /// The public facts of the certificate; `None` where a .key came alone. What `Open` would
        /// refuse the certificate for (it ended, it is a CSD) is among its warnings.
        summary: Option<Box<CredentialSummary>>,
    },
    /// What was asked was refused, or could not be done.
    Failed {
        /// Pairs the answer; `None` where the message itself could not be read.
        request: Option<RequestId>,
        /// Why.
        error: Failure,
    },
    /// A credential is forgotten.
    Closed {
        /// Which.
        credential: CredentialHandle,
    },
    /// When the worker locks if nothing more is asked.
    LocksAt {
        /// Milliseconds since 1970, the device's clock; `None` while nothing is open.
        at: Option<i64>,
    },
    /// Everything is forgotten; the worker answers nothing any more.
    Locked {
        /// Why.
        reason: LockReason,
    },
}

/// What a picked file is, as seen without its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum Inspected {
    /// A certificate.
    Certificate {
        /// Its public facts; the chain is not looked at here.
        summary: Box<CredentialSummary>,
        /// What opening it would be refused for: it ended, it is a CSD.
        refusal: Option<Failure>,
    },
    /// A .pfx: what is in it shows when it is opened.
    Pfx,
    /// A private key.
    Key,
}

/// Everything public in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifiedFile {
    /// Stable, kebab-case: `certificate`, `key`, `pfx`, `cms`, `pdf`, `damaged-asn1`, ….
    pub kind: String,
    /// What it is, in Spanish, with its article.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The certificates that can be seen without a password, in the file's order.
    pub certificates: Vec<CredentialSummary>,
    /// What opening the first of them would be refused for.
    pub refusal: Option<Failure>,
    /// How the private key in it is protected; `None` where no key can be seen.
    pub key: Option<KeyProtection>,
    /// Why it cannot be read, where it is damaged or not supported.
    pub problem: Option<Failure>,
    /// What is odd about the file.
    pub warnings: Vec<Warning>,
}

/// How a file protects the private key in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "protection", rename_all = "kebab-case")]
pub enum KeyProtection {
    /// It does not: any copy of the file signs.
    Bare,
    /// Encrypted under a password.
    Encrypted {
        /// Encryption, in OpenSSL's names.
        scheme: String,
    },
}

/// Why a worker locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockReason {
    /// The person asked for it.
    Asked,
    /// Nothing was asked for the idle time.
    Idle,
}

/// A failure, in the words the person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable, kebab-case, for tests and for what a page does of itself (`wrong-password`).
    pub code: String,
    /// Spanish: what is wrong.
    pub message: String,
    /// Spanish: what to do next; empty where the message says it all.
    pub hint: String,
    /// Where on the form it belongs.
    pub field: Option<FailureField>,
}

/// Part of the form that a failure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureField {
    /// What was picked.
    Files,
    /// The password.
    Password,
    /// The password of what is to be written.
    NewPassword,
    /// The challenge.
    Challenge,
    /// The lote.
    Lote,
}

/// A file for the person's own device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// What it is.
    pub kind: FileKind,
    /// A name to save it under, ending included; made of the picked file's.
    pub name: String,
    /// `ArrayBuffer` with its bytes; a key in them is encrypted.
    pub bytes: Slot,
}

/// Kinds of file that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A certificate, DER.
    Cer,
    /// `EncryptedPrivateKeyInfo`, DER.
    Key,
    /// PKCS#12, DER.
    Pfx,
}

/// What the worker itself read in the DISPMAG it signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoteSeen {
    /// The one registro patronal of all records.
    pub registro_patronal: String,
    /// How many of each type.
    pub counts: Counts,
    /// Records in all.
    pub total: u32,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
}

/// The public facts of an opened credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialSummary {
    /// What it is.
    pub kind: CredentialKind,
    /// Whose it is.
    pub holder: String,
    /// RFC of the holder.
    pub rfc: Option<String>,
    /// RFC of the legal representative (persona moral).
    pub representative_rfc: Option<String>,
    /// CURP of the holder or of the representative.
    pub curp: Option<String>,
    /// The registro patronal an IMSS certificate names.
    pub registro_patronal: Option<String>,
    /// 20 digits, or hexadecimal where it is no SAT serial.
    pub serial: String,
    /// Common name of who issued it.
    pub issuer: String,
    /// Valid from, seconds since 1970.
    pub not_before: i64,
    /// Valid until, seconds since 1970.
    pub not_after: i64,
    /// Size of its RSA key.
    pub key_bits: u32,
    /// SHA-256 of the certificate, lower-case hexadecimal.
    pub fingerprint: String,
    /// The certificate, DER, base64 with padding: what `AddCertificate` takes.
    pub certificate: String,
    /// What its issuer's certificates say of it.
    pub chain: ChainStatus,
    /// What the person should know before she uses it.
    pub warnings: Vec<Warning>,
}

/// Kinds of credential that sign movements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialKind {
    /// SAT's e.firma.
    Efirma,
    /// IMSS's digital certificate.
    Imss,
    /// Neither: it is shown as "certificado".
    Certificate,
}

/// Whether the certificate leads to a CA the relay is configured with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "chain", rename_all = "kebab-case")]
pub enum ChainStatus {
    /// No CA is configured: "no se verificó la cadena", never "válido".
    NotVerified,
    /// Signed by a configured CA.
    Trusted {
        /// Common name of the CA at the end of the chain.
        root: String,
    },
    /// CAs are configured, and it leads to none of them.
    Untrusted {
        /// Spanish: why.
        reason: String,
    },
}

/// Something to know that refuses nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable, kebab-case.
    pub code: String,
    /// Spanish.
    pub message: String,
}
