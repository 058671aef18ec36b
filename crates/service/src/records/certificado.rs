//! A certificate: its public part, and the registros patronales it is assigned to.

use imss::id::Rfc;
use jiff::Timestamp;
use model::signing::Validity;
use serde::{Deserialize, Serialize};

use crate::ids::{CertificadoId, EmpresaId, RegistroId};
use crate::values::{Blob, Digest};

/// A certificate of a company. Never a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificado {
    /// Its identity.
    pub id: CertificadoId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The certificate, DER.
    pub der: Blob,
    /// SHA-256 of the DER; unique within the company.
    pub sha256: Digest,
    /// What the certificate says.
    pub facts: CertificadoFacts,
    /// The user that the portal knows it by: the RFC with an e.firma, the person's own otherwise.
    pub id_usuario: String,
    /// The registros patronales it was assigned to.
    pub assignments: Vec<Assignment>,
    /// When it was added.
    pub created_at: Timestamp,
    /// Since when it is no longer held. The record stays: the same certificate added again takes up the
    /// lotes that it signed, and the history names it.
    #[serde(default)]
    pub removed: Option<Removed>,
}

/// How a certificate ceased to be held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Removed {
    /// The instant it happened.
    pub at: Timestamp,
    /// What it was assigned to then.
    pub assignments: Vec<Assignment>,
}

impl Certificado {
    /// Whether the company holds it still.
    pub fn is_held(&self) -> bool {
        self.removed.is_none()
    }

    /// Returns the same, no longer held since `at`.
    #[must_use]
    pub fn no_longer_held(mut self, at: Timestamp) -> Self {
        let assignments = std::mem::take(&mut self.assignments);
        self.removed = Some(Removed { at, assignments });
        self.version += 1;
        self
    }

    /// Whether it is a certificate of this RFC.
    pub fn is_of(&self, rfc: &Rfc) -> bool {
        let own = self.facts.rfc.as_deref();
        own.and_then(|own| Rfc::parse(own).ok()).as_ref() == Some(rfc)
    }

    /// Returns the state of its assignment to a registro patronal.
    pub fn assignment(&self, registro: RegistroId) -> Option<&AssignmentState> {
        self.assignments
            .iter()
            .find(|a| a.registro == registro)
            .map(|a| &a.state)
    }

    /// Sets the state of its assignment to a registro patronal.
    pub fn assign(&mut self, registro: RegistroId, state: AssignmentState) {
        match self.assignments.iter_mut().find(|a| a.registro == registro) {
            Some(assignment) => assignment.state = state,
            None => self.assignments.push(Assignment { registro, state }),
        }
    }

    /// Whether it is valid at `now`.
    pub fn validity(&self, now: Timestamp) -> Validity {
        Validity::at(&now, &self.facts.not_before, &self.facts.not_after)
    }

    /// Returns whole days left until it expires; negative afterwards.
    pub fn days_left(&self, now: Timestamp) -> i64 {
        (self.facts.not_after.as_second() - now.as_second()).div_euclid(24 * 60 * 60)
    }
}

/// What a certificate says of itself, in the columns that lists show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificadoFacts {
    /// Which kind it is.
    pub kind: CertificadoKind,
    /// The holder's name.
    pub holder: String,
    /// The holder's RFC, as written in the certificate.
    pub rfc: Option<String>,
    /// The CURP of the holder or of the representative, as written.
    pub curp: Option<String>,
    /// The registro patronal, as written; IMSS's certificates name one.
    pub registro_patronal: Option<String>,
    /// The serial number, as people know it (20 digits with SAT's).
    pub serial: String,
    /// The first instant of validity.
    pub not_before: Timestamp,
    /// The last instant of validity.
    pub not_after: Timestamp,
    /// Who issued it.
    pub issuer: String,
}

/// The kinds of certificate that can be kept. A CSD is refused at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificadoKind {
    /// IMSS's digital certificate.
    Imss,
    /// SAT's e.firma.
    Efirma,
    /// Neither by its looks; the portal decides.
    Otro,
}

/// A certificate assigned to a registro patronal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// The registro patronal.
    pub registro: RegistroId,
    /// How far it is.
    pub state: AssignmentState,
}

/// How far an assignment is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum AssignmentState {
    /// Chosen by the person, with the portal out of reach. Work goes on.
    SinConfirmar {
        /// The instant from which it holds.
        since: Timestamp,
    },
    /// The portal accepted it.
    Asignado {
        /// When.
        at: Timestamp,
    },
    /// The portal refused it.
    Rechazado {
        /// When.
        at: Timestamp,
        /// The portal's reason, as it came.
        reason: String,
    },
}
