//! The evidence of a signature: what was signed, with what, by whom, when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{CertificadoId, EmpresaId, LoteId, UserId};
use crate::values::{Blob, Digest};

/// The signed message of one attempt of a lote. Written once, in the commit that makes the lote
/// `Firmado`; never edited, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The lote.
    pub lote: LoteId,
    /// The attempt.
    pub attempt: u32,
    /// The company.
    pub empresa: EmpresaId,
    /// The CMS SignedData as it came, DER, the DISPMAG attached.
    pub cms: Blob,
    /// SHA-256 of `cms`.
    pub cms_sha256: Digest,
    /// The DISPMAG that was signed, byte for byte.
    pub dispmag: Blob,
    /// SHA-256 of `dispmag`.
    pub dispmag_sha256: Digest,
    /// The certificate record that signed.
    pub certificado: CertificadoId,
    /// The signer's certificate, DER: the evidence stands without the record.
    pub signer: Blob,
    /// The signing time that the signature claims.
    pub signed_at: Timestamp,
    /// When the relay took it, by the relay's clock.
    pub received_at: Timestamp,
    /// Who posted it; `None` in material that was loaded.
    pub by: Option<UserId>,
}
