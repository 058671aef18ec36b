//! When IMSS was last asked about a lote and what it answered, kept with the lote.

use model::InquiryAnswer;

use crate::Service;
use crate::common_error::CommonError;
use crate::lotes::tell;
use crate::records::{Inquiry, LoteRecord};
use crate::store::{CommitError, Unit};

/// Stores the answers about lotes whose state did not change. Open pages hear of an answer that is
/// another than the one before.
pub(super) async fn note(
    service: &Service,
    asked: Vec<(LoteRecord, InquiryAnswer)>,
) -> Result<(), CommonError> {
    if asked.is_empty() {
        return Ok(());
    }
    let at = service.now();
    // No entry in the audit log: nothing became of the lotes.
    let mut unit = Unit::going_on();
    let mut news = Vec::new();
    for (old, answer) in asked {
        let new = LoteRecord {
            inquiry: Some(Inquiry::after(old.inquiry, at, answer)),
            ..old.clone()
        };
        if old.inquiry.map(|last| last.answer) != Some(answer) {
            news.push(new.clone());
        }
        unit = unit.update(old, new);
    }
    match service.store.commit(unit).await {
        // Somebody decided about one of them at this very moment: the next round asks again.
        Ok(()) | Err(CommitError::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    for lote in &news {
        tell(service, lote);
    }
    Ok(())
}
