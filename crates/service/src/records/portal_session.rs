//! What is kept of the portal's sessions and of the challenges that open them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{
    CertificadoId, ChallengeId, EmpresaId, JobId, PortalSessionId, RegistroId, UserId,
};
use crate::values::Blob;

/// Bytes sealed by [`crate::seal::Sealer`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sealed(pub Blob);

/// A live session with the portal. Its cookie is a bearer credential to the employer's account:
/// sealed, kept until `expires_at` (24 h at most), and never part of a backup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PortalSession {
    /// Its identity.
    pub id: PortalSessionId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The certificate that opened it.
    pub certificado: CertificadoId,
    /// The user who signed.
    pub user: UserId,
    /// The registros patronales it covers.
    pub registros: Vec<RegistroId>,
    /// The cookie, sealed and bound to company, session, registros and user.
    pub cookie: Sealed,
    /// The job that asks for results while it lives.
    pub poll_job: JobId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it is forgotten at the latest.
    pub expires_at: Timestamp,
}

/// A text of the portal that waits for its signature. Used once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChallengeRecord {
    /// Its identity.
    pub id: ChallengeId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The certificate that is to sign it.
    pub certificado: CertificadoId,
    /// The registros patronales it is asked for.
    pub registros: Vec<RegistroId>,
    /// Whether those registros patronales are to be assigned; otherwise it only opens a session.
    pub assigning: bool,
    /// The user it was given to.
    pub user: UserId,
    /// The text, as the portal gave it.
    pub text: String,
    /// When it is forgotten.
    pub expires_at: Timestamp,
}
