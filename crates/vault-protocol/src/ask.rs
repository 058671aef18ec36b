//! What the page asks of the worker. There is no "sign these bytes".

use serde::{Deserialize, Serialize};

use crate::{Counts, CredentialHandle, RequestId, Slot};

/// Page → worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// Open a credential; answered by `Opened` or `Failed`.
    Open(Open),
    /// Sign IDSE's challenge; answered by `Signed` or `Failed`.
    SignChallenge(SignChallenge),
    /// Sign a lote; answered by `Signed` or `Failed`.
    SignLote(SignLote),
    /// Forget one credential; answered by `Closed`, also where there is none of that name.
    Close {
        /// Which.
        credential: CredentialHandle,
    },
    /// Forget everything at once; answered by `Locked`.
    Lock,
    /// The person is at the page: the idle time starts anew.
    Touch,
    /// After how many idle minutes the worker locks by itself; the worker holds it to 1–60.
    SetIdle {
        /// Minutes.
        minutes: u32,
    },
}

/// Open one credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Pairs the answer.
    pub request: RequestId,
    /// `File` handles: a .pfx alone, or a .cer and a .key in any order. The worker tells them apart by
    /// their content, not by their name.
    pub files: Vec<Slot>,
    /// `ArrayBuffer` with the password, UTF-8, transferred: the page no longer holds it.
    pub password: Slot,
    /// What it is meant for; another is a warning, never a refusal: IDSE decides.
    pub expected: Expected,
    /// `ArrayBuffer`s with the CA certificates the relay is configured with, DER; empty: the chain is
    /// not verified, and the answer says so.
    pub trust: Vec<Slot>,
    /// Open a .pfx whose content is protected by no MAC; only after the person was told.
    pub accept_without_mac: bool,
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
