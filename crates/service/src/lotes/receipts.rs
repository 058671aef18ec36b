//! IMSS's receipts, as they were received.

use super::error::LoteError;
use super::read::shown;
use crate::Service;
use crate::caller::Reader;
use crate::ids::LoteId;
use crate::ports::Recibo;
use crate::records::LoteRecord;
use crate::values::Digest;

/// The most receipts of one call.
const MOST: usize = 100;

/// A receipt, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The lote that it is for.
    pub lote: LoteId,
    /// Our number of the lote.
    pub numero: u32,
    /// What IMSS's receipt says.
    pub recibo: Recibo,
    /// A name to keep it under.
    pub file_name: String,
    /// What it is.
    pub kind: ReceiptKind,
    /// The bytes as IMSS sent them.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: Digest,
}

/// What a receipt is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptKind {
    /// The constancia as IMSS prints it.
    Pdf,
    /// The fields that IMSS answered when it took the lote.
    Json,
    /// The answer to each movement, or other text.
    Text,
    /// None of these.
    Unknown,
}

impl ReceiptKind {
    fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if text.trim_start().starts_with('{') => Self::Json,
            Ok(_) => Self::Text,
            Err(_) => Self::Unknown,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Text => "txt",
            Self::Unknown => "bin",
        }
    }
}

impl Receipt {
    /// Returns the receipt of a lote that has one.
    pub fn of(lote: &LoteRecord) -> Option<Self> {
        let recibo = lote.state.recibo()?;
        let bytes = recibo.original.clone()?.0;
        let kind = ReceiptKind::of(&bytes);
        let safe = |c: &char| c.is_ascii_alphanumeric();
        let folio: String = recibo.folio.chars().filter(safe).collect();
        Some(Self {
            lote: lote.id,
            numero: lote.numero,
            recibo: Recibo {
                original: None,
                ..recibo.clone()
            },
            file_name: format!("recibo-lote-{}-{folio}.{}", lote.numero, kind.extension()),
            kind,
            sha256: Digest::of(&bytes),
            bytes,
        })
    }
}

/// Returns the receipts of lotes, in the order asked for; those that have none are left out. At most
/// 100.
///
/// # Errors
///
/// [`CommonError::Forbidden`](crate::CommonError::Forbidden) for a reader whose scope does not show lotes.
pub async fn receipts(
    service: &Service,
    reader: &impl Reader,
    lotes: &[LoteId],
) -> Result<Vec<Receipt>, LoteError> {
    let scope = shown(reader)?;
    let wanted = &lotes[..lotes.len().min(MOST)];
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = service.store.lotes_by_id(scope.empresa, wanted).await?;
    found.retain(|lote| scope.registros.holds(lote.registro));
    Ok(found.iter().filter_map(Receipt::of).collect())
}

#[cfg(test)]
mod tests {
    use super::ReceiptKind;

    #[test]
    fn a_receipt_is_recognised_by_its_first_bytes() {
        assert_eq!(ReceiptKind::of(b"%PDF-1.7 ..."), ReceiptKind::Pdf);
        assert_eq!(ReceiptKind::of(b" {\"folio\":1}"), ReceiptKind::Json);
        assert_eq!(ReceiptKind::of("NSS,código".as_bytes()), ReceiptKind::Text);
        assert_eq!(ReceiptKind::of(&[0xFF, 0xFE, 0x00]), ReceiptKind::Unknown);
    }
}
