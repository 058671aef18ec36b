//! Certificates: public halves, and what they are assigned to.

use jiff::Timestamp;
use model::signing::{self, Candidate, Signer, Validity};
use serde::{Deserialize, Serialize};

/// A certificate as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    /// Opaque id.
    pub id: String,
    /// `efirma`, `imss` or `certificate`.
    pub kind: String,
    /// Whose it is.
    pub holder: String,
    /// RFC of the holder.
    pub rfc: Option<String>,
    /// CURP of the holder or of its representative.
    pub curp: Option<String>,
    /// The registro patronal an IMSS certificate names.
    pub registro_patronal: Option<String>,
    /// 20 digits, or hexadecimal where it is no SAT serial.
    pub serial: String,
    /// Common name of who issued it.
    pub issuer: String,
    /// The first instant of validity.
    pub not_before: Timestamp,
    /// The last instant of validity.
    pub not_after: Timestamp,
    /// Days until it expires; negative once it has.
    pub days_left: i64,
    /// Whether it is valid now.
    pub validity: Validity,
    /// SHA-256 of the certificate, hexadecimal.
    pub fingerprint: String,
    /// The user IDSE knows it by.
    pub id_usuario: String,
    /// What it is assigned to.
    pub assignments: Vec<AssignmentView>,
    /// Lotes that it signed and that cannot be sent without it.
    #[serde(default)]
    pub waiting: Vec<WaitingLote>,
}

/// A certificate that the company no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedCertificate {
    /// The certificate, with what it was assigned to when it was removed.
    pub certificate: CertificateView,
    /// When it was removed.
    pub removed_at: Timestamp,
}

/// A signed lote that goes out only in a session of the certificate that signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLote {
    /// Its id.
    pub id: String,
    /// Its number.
    pub numero: u64,
}

impl CertificateView {
    /// Returns what [`model::signing`]'s rule needs to know of it for the registro patronal of this id;
    /// `None` where it was never assigned, or IDSE refused it.
    pub fn candidate(&self, registro: &str) -> Option<Candidate<&Self, Timestamp>> {
        let assignment = self
            .assignments
            .iter()
            .find(|one| one.registro == registro)?;
        let confirmed = match assignment.state {
            AssignmentState::Asignado { .. } => true,
            AssignmentState::SinConfirmar => false,
            AssignmentState::Rechazado { .. } => return None,
        };
        Some(Candidate {
            certificate: self,
            confirmed,
            validity: self.validity,
            not_after: self.not_after,
        })
    }
}

/// Returns what signs for the registro patronal of this id, of the certificates that the company holds.
pub fn signer<'a>(held: &'a [CertificateView], registro: &str) -> Signer<&'a CertificateView> {
    signing::signer(held.iter().filter_map(|one| one.candidate(registro)))
}

/// One registro patronal a certificate is meant for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentView {
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero: String,
    /// What IDSE said.
    pub state: AssignmentState,
}

/// IDSE's answer about a certificate for a registro patronal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum AssignmentState {
    /// IDSE has not been asked, or could not be reached.
    SinConfirmar,
    /// IDSE accepted it.
    Asignado {
        /// When.
        at: Timestamp,
    },
    /// IDSE refused it.
    Rechazado {
        /// When.
        at: Timestamp,
        /// The reason, in IDSE's words.
        reason: String,
    },
}

/// The public half of a credential the person just opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCertificate {
    /// The certificate, DER, base64.
    pub certificate: String,
    /// The user IDSE knows it by: the RFC for an e.firma, 8–20 letters or digits for a .pfx.
    pub id_usuario: String,
    /// Ids of the registros patronales it is meant for.
    pub registros: Vec<String>,
}
