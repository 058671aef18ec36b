//! The evidence of lotes as a folder that stands without Rúbrica: what was signed, with what, what IMSS
//! answered, and an index that says how to verify it, years later too.

mod files;
mod gather;
mod index;
mod layout;

use std::str::FromStr;

use imss::id::Nss;
use jiff::civil::Date;

pub use files::{EvidenceFolder, FolderFile};

use crate::Service;
use crate::caller::Reader;
use crate::ids::LoteId;
use crate::lotes::LoteError;

/// What the evidence is wanted of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceOf {
    /// One lote.
    Lote(LoteId),
    /// Every lote that was signed, or reached IMSS, in a month; its first day.
    Month(Date),
    /// Every lote with a movement of this worker.
    Trabajador(Nss),
}

/// It names no lote, no month and no worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a lote, nor a month such as 2026-01, nor an NSS")]
pub struct NotKnown;

impl FromStr for EvidenceOf {
    type Err = NotKnown;

    /// A lote's identity, a month as `AAAA-MM`, or an NSS.
    fn from_str(text: &str) -> Result<Self, NotKnown> {
        if text.len() == 7 {
            let first = format!("{text}-01").parse();
            return first.map(Self::Month).map_err(|_| NotKnown);
        }
        if text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Nss::parse(text).map(Self::Trabajador).map_err(|_| NotKnown);
        }
        text.parse().map(Self::Lote).map_err(|_| NotKnown)
    }
}

/// Returns the folder. `authorities`: the CA certificates that this installation checks chains against, DER;
/// they are put inside, so that the chain can be checked without anybody.
///
/// # Errors
///
/// [`CommonError::Forbidden`](crate::CommonError::Forbidden) for a reader whose scope does not show lotes; no
/// such lote within it, or none of that month or worker; more lotes than one folder holds.
pub async fn folder(
    service: &Service,
    reader: &impl Reader,
    of: &EvidenceOf,
    authorities: &[Vec<u8>],
) -> Result<EvidenceFolder, LoteError> {
    let gathered = gather::lotes(service, reader, of).await?;
    Ok(EvidenceFolder::of(
        of,
        &gathered,
        authorities,
        service.now(),
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_lote_a_month_and_a_worker_are_distinguished() {
        let lote = "01J00000000000000000000000";
        assert!(matches!(lote.parse(), Ok(EvidenceOf::Lote(_))));
        assert_eq!(
            "2026-01".parse::<EvidenceOf>(),
            Ok(EvidenceOf::Month(date(2026, 1, 1)))
        );
        assert!(matches!(
            "92919084431".parse(),
            Ok(EvidenceOf::Trabajador(_))
        ));
        for bad in ["", "2026-13", "enero", "9291908443X"] {
            assert_eq!(bad.parse::<EvidenceOf>(), Err(NotKnown), "{bad}");
        }
    }
}
