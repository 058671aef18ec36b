//! Natural keys: what may exist only once. A store makes each one a record identity, since a
//! violated unique index is only text there, and a duplicate identity is a typed error.

use std::fmt;

use imss::id::RegistroPatronal;
use serde::{Deserialize, Serialize};

use crate::ids::EmpresaId;
use crate::values::{Digest, Username};

/// What a natural key identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// A record's own identity.
    Id,
    /// The installation's first company.
    FirstEmpresa,
    /// A username, over the installation.
    Username,
    /// A registro patronal's number, within a company.
    RegistroNumber,
    /// A certificate's digest, within a company.
    CertificadoDigest,
    /// A lote's number, within a company.
    LoteNumber,
    /// A signed message's digest, within a company.
    EvidenceDigest,
    /// The digest of a file of IDSE's, within a company.
    ReceiptDigest,
    /// The row of a file that a movement was imported from, within a company.
    ImportedRow,
    /// The token of a calendar's address, over the installation.
    CalendarToken,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::FirstEmpresa,
        Self::Username,
        Self::RegistroNumber,
        Self::CertificadoDigest,
        Self::LoteNumber,
        Self::EvidenceDigest,
        Self::ReceiptDigest,
        Self::ImportedRow,
        Self::CalendarToken,
    ];

    /// Returns the name as written in the key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::FirstEmpresa => "first_empresa",
            Self::Username => "username",
            Self::RegistroNumber => "registro_number",
            Self::CertificadoDigest => "certificado_digest",
            Self::LoteNumber => "lote_number",
            Self::EvidenceDigest => "evidence_digest",
            Self::ReceiptDigest => "receipt_digest",
            Self::ImportedRow => "imported_row",
            Self::CalendarToken => "calendar_token",
        }
    }
}

/// One natural key. Its text (`kind:value`) is unique over the installation: what is unique within
/// a company carries the company in its value. The constructors are the one place that knows how each
/// value is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NaturalKey {
    /// What it identifies.
    pub kind: KeyKind,
    /// The value, with the company before it where it is the company's.
    pub value: String,
}

impl NaturalKey {
    /// Returns the installation's first company.
    pub fn first_empresa() -> Self {
        Self::new(KeyKind::FirstEmpresa, "1")
    }

    /// Returns a username, over the installation.
    pub fn username(name: &Username) -> Self {
        Self::new(KeyKind::Username, name)
    }

    /// Returns a registro patronal's number, however many of its characters were written.
    pub fn registro_number(empresa: EmpresaId, numero: &RegistroPatronal) -> Self {
        Self::within(KeyKind::RegistroNumber, empresa, numero.key())
    }

    /// Returns a certificate's digest.
    pub fn certificado_digest(empresa: EmpresaId, sha256: &Digest) -> Self {
        Self::within(KeyKind::CertificadoDigest, empresa, sha256)
    }

    /// Returns a lote's number.
    pub fn lote_number(empresa: EmpresaId, numero: u32) -> Self {
        Self::within(KeyKind::LoteNumber, empresa, numero)
    }

    /// Returns a signed message's digest: a signature belongs to one attempt of one lote.
    pub fn evidence_digest(empresa: EmpresaId, sha256: &Digest) -> Self {
        Self::within(KeyKind::EvidenceDigest, empresa, sha256)
    }

    /// Returns the digest of a file of IDSE's.
    pub fn receipt_digest(empresa: EmpresaId, sha256: &Digest) -> Self {
        Self::within(KeyKind::ReceiptDigest, empresa, sha256)
    }

    /// Returns what a movement came from: a row of a file, or a form.
    pub fn imported_row(empresa: EmpresaId, origin: &Digest) -> Self {
        Self::within(KeyKind::ImportedRow, empresa, origin)
    }

    /// Returns the token of a calendar's address, by its digest.
    pub fn calendar_token(token: &Digest) -> Self {
        Self::new(KeyKind::CalendarToken, token)
    }

    fn new(kind: KeyKind, value: impl fmt::Display) -> Self {
        Self {
            kind,
            value: value.to_string(),
        }
    }

    fn within(kind: KeyKind, empresa: EmpresaId, value: impl fmt::Display) -> Self {
        Self::new(kind, format_args!("{empresa}:{value}"))
    }
}

impl fmt::Display for NaturalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.value)
    }
}
