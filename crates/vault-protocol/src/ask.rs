//! What the page asks of the worker. There is no "sign these bytes", and no "give me the key".

use serde::{Deserialize, Serialize};

use crate::{Counts, CredentialHandle, RequestId, Slot};

/// Page → worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// Say what a picked file is, before any password; answered by `Inspected` or `Failed`.
    Inspect(Inspect),
    /// Say what any file is, before any password; answered by `Identified` or `Failed`.
    Identify(Identify),
    /// Try a password; answered by `PasswordOpens` or `Failed`. Nothing stays open.
    TryPassword(TryPassword),
    /// Open a credential; answered by `Opened` or `Failed`.
    Open(Open),
    /// Sign IDSE's challenge; answered by `Signed` or `Failed`.
    SignChallenge(SignChallenge),
    /// Sign a lote; answered by `Signed` or `Failed`.
    SignLote(SignLote),
    /// Write files in another form for the person's own device; answered by `Converted` or `Failed`.
    Convert(Convert),
    /// Forget files that were looked at: they are no longer picked. Not answered. A file that was never
    /// kept, or is forgotten already, is passed over.
    Forget {
        /// The requests that looked at them.
        inspected: Vec<RequestId>,
    },
    /// Forget one credential; answered by `Closed`, also where there is none of that name.
    Close {
        /// Which.
        credential: CredentialHandle,
    },
    /// Forget everything at once; answered by `Locked`.
    Lock,
    /// The person is at the page: the idle time starts again.
    Touch,
    /// After how many idle minutes the worker locks; clamped to 1–60.
    SetIdle {
        /// Minutes.
        minutes: u32,
    },
}

/// Look at one picked file. Nothing is decrypted. What was read stays in the worker until something is
/// opened or converted, until [`Ask::Forget`], or for the idle time: see [`PickedFile`]. A file that
/// holds a private key without encryption does not stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspect {
    /// Pairs the answer.
    pub request: RequestId,
    /// `File` handle.
    pub file: Slot,
    /// Which of the two fields of the form it was picked in.
    pub place: Place,
}

/// Say what any file is, and everything in it that is public. Nothing is decrypted, and nothing stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identify {
    /// Pairs the answer.
    pub request: RequestId,
    /// `File` handle.
    pub file: Slot,
}

/// Try a password on a .key, a .pfx, or a .cer and a .key, as often as the person likes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryPassword {
    /// Pairs the answer.
    pub request: RequestId,
    /// As in [`Open`]; also a .key alone.
    pub files: Vec<PickedFile>,
    /// `ArrayBuffer` with the password, UTF-8, transferred.
    pub password: Slot,
}

/// A picked file that is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickedFile {
    /// `File` handle.
    pub file: Slot,
    /// The request that looked at this very file: where the worker still knows it, it is not read again.
    pub inspected: Option<RequestId>,
}

impl PickedFile {
    /// Returns a file that nobody has looked at.
    #[must_use]
    pub fn unread(file: Slot) -> Self {
        Self {
            file,
            inspected: None,
        }
    }
}

/// A field that picks files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A .cer, or a .pfx, which brings its key along.
    Certificate,
    /// A .key.
    Key,
}

/// Open one credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Pairs the answer.
    pub request: RequestId,
    /// A .pfx alone, or a .cer and a .key in any order. The worker tells them apart by their content, not
    /// by their name.
    pub files: Vec<PickedFile>,
    /// `ArrayBuffer` with the password, UTF-8, transferred: the page no longer holds it.
    pub password: Slot,
    /// What it is meant for; another is a warning, never a refusal: IDSE decides.
    pub expected: Expected,
    /// `ArrayBuffer`s with the CA certificates the relay is configured with, DER; empty: the chain is
    /// not verified, and the answer says so.
    pub trust: Vec<Slot>,
    /// Open a .pfx whose content is protected by no MAC; only after the person agreed.
    pub accept_without_mac: bool,
}

/// Write a credential's files in another form, or under another password, for the person to keep.
///
/// Nothing stays open of it, and no open credential can be converted: the files and their password are
/// given with the question, and with both any other program could do the same. What is
/// answered is as closed as what came in: a key never leaves the worker but encrypted under a password
/// that the person chose. So this is no way to a key that was not there before
/// (docs/adr/0008).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convert {
    /// Pairs the answer.
    pub request: RequestId,
    /// As in [`Open`]; for [`ConvertTo::Key`] also a .key alone.
    pub files: Vec<PickedFile>,
    /// `ArrayBuffer` with their password, UTF-8, transferred.
    pub password: Slot,
    /// `ArrayBuffer` with the password of what is written, UTF-8, transferred.
    pub new_password: Slot,
    /// What to write.
    pub to: ConvertTo,
    /// How to encrypt it.
    pub form: Form,
    /// Read a .pfx whose content is protected by no MAC; only after the person agreed.
    pub accept_without_mac: bool,
}

/// What a conversion writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConvertTo {
    /// One .pfx with the key, its certificate and the issuers that came along.
    Pfx,
    /// A .cer and an encrypted .key.
    Pair,
    /// The .key alone, under the new password.
    Key,
}

/// How what is written is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// AES-256-CBC, PBKDF2-HMAC-SHA256 with 600,000 rounds; of a .pfx also its MAC with SHA-256. Its
    /// password: 8 to 255 characters.
    #[default]
    Modern,
    /// What old readers take, IDSE's among them: 3DES with 2048 rounds, the MAC with SHA-1. Weak if the
    /// file falls into other hands. The password of a .pfx: 8 to 20 letters or digits, as IDSE asks
    /// (domain facts §7 \[A\]); of a .key as above.
    Old,
}

/// What a credential is meant for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// RFC of the company.
    pub rfc: Option<String>,
    /// Numbers of the registros patronales, 11 characters each.
    pub registros: Vec<String>,
}

/// Sign the challenge that IDSE hands out at login: CMS, content attached, no signed attributes
/// (domain facts §5 \[B\]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignChallenge {
    /// Pairs the answer.
    pub request: RequestId,
    /// Who signs.
    pub credential: CredentialHandle,
    /// The text, exactly as IDSE wrote it.
    pub text: String,
}

/// Sign a lote: CMS, CAdES BASELINE-B, content attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignLote {
    /// Pairs the answer.
    pub request: RequestId,
    /// Who signs.
    pub credential: CredentialHandle,
    /// `ArrayBuffer` with the DISPMAG file, byte for byte.
    pub dispmag: Slot,
    /// What the person confirmed on the page. The worker refuses if it reads anything else.
    pub expected: ExpectedLote,
}

/// What a person saw and confirmed before she signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedLote {
    /// The registro patronal, 11 characters.
    pub registro_patronal: String,
    /// How many of each type.
    pub counts: Counts,
}
