//! Files of IDSE's: matched and applied.

use model::MovementStatus;
use service::caller::Caller;
use service::receipts::{self, Confirmed, Matching, Reading, Verdict, WhyNot};

use super::{Refusal, Visit, ids, lotes};
use crate::view::receipts::{
    AppliedReceipt, ApplyReceipt, MatchedReceipt, MatchedRow, ReceiptReading, RowVerdict,
};

pub(crate) async fn match_receipt(
    visit: &Visit,
    reading: ReceiptReading,
) -> Result<MatchedReceipt, Refusal> {
    let caller = visit.full().await?;
    let reading = parsed(reading)?;
    let matching = receipts::match_reading(visit.service(), &caller, &reading).await?;
    let rows = matching.rows.iter().map(|one| MatchedRow {
        registro: reading.blocks[one.block].registro.clone(),
        row: one.row.clone(),
        verdict: verdict(&matching, &one.verdict),
    });
    let rows = rows.collect();
    let caller = Caller::Full(caller);
    let mut views = Vec::new();
    for lote in matching.lotes.values() {
        views.push(lotes::view(visit, &caller, lote).await?);
    }
    Ok(MatchedReceipt { rows, lotes: views })
}

pub(crate) async fn apply(visit: &Visit, request: ApplyReceipt) -> Result<AppliedReceipt, Refusal> {
    let caller = visit.full().await?;
    let receipt = ids::one(&request.receipt, "receipt")?;
    let reading = parsed(request.reading)?;
    let confirmed = Confirmed {
        settles: usize::try_from(request.settles).unwrap_or(usize::MAX),
        elsewhere: usize::try_from(request.elsewhere).unwrap_or(usize::MAX),
    };
    let applied = receipts::apply(visit.service(), &caller, receipt, &reading, confirmed).await?;
    let caller = Caller::Full(caller);
    let mut views = Vec::new();
    for lote in &applied.lotes {
        views.push(lotes::view(visit, &caller, lote).await?);
    }
    Ok(AppliedReceipt {
        lotes: views,
        settled: u32::try_from(applied.settled).unwrap_or(u32::MAX),
        elsewhere: u32::try_from(applied.elsewhere).unwrap_or(u32::MAX),
    })
}

fn parsed(reading: ReceiptReading) -> Result<Reading, Refusal> {
    let lote = reading.lote.as_deref().map(|id| ids::one(id, "lote"));
    Ok(Reading {
        lote: lote.transpose()?,
        blocks: reading.blocks,
    })
}

fn verdict(matching: &Matching, verdict: &Verdict) -> RowVerdict {
    match verdict {
        Verdict::Settles(movement) => {
            let lote = movement.lote.and_then(|id| matching.lotes.get(&id));
            let draft = movement.draft();
            let parts = [draft.paterno, draft.materno, draft.nombre];
            let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
            RowVerdict::Settles {
                nombre: parts.join(" ").trim().to_owned(),
                lote: lote.map_or(0, |lote| u64::from(lote.numero)),
            }
        }
        Verdict::Known => RowVerdict::Known,
        Verdict::Elsewhere(_) => RowVerdict::Elsewhere,
        Verdict::Not(why) => RowVerdict::Not {
            why: words(why).to_owned(),
        },
    }
}

fn words(why: &WhyNot) -> &'static str {
    match why {
        WhyNot::NoRegistro => {
            "El archivo no dice de qué registro patronal es. Ábrelo desde la página de su lote."
        }
        WhyNot::ForeignRegistro => "Es de un registro patronal que no está en tu empresa.",
        WhyNot::Unreadable => "No se pudo leer su NSS, su tipo o su fecha.",
        WhyNot::UnknownOutcome => "No se entiende si operó o se rechazó.",
        WhyNot::Ambiguous => "Corresponde a más de un movimiento de Rúbrica.",
        WhyNot::Twice => "El archivo dice de él dos cosas distintas.",
        WhyNot::Contradicts(MovementStatus::Operado) => {
            "En Rúbrica ya está operado, y el archivo dice que se rechazó."
        }
        WhyNot::Contradicts(_) => "En Rúbrica ya está rechazado, y el archivo dice que operó.",
        WhyNot::NotInLote => "Está capturado en Rúbrica y no va en ningún lote.",
        WhyNot::BeingSent => "Su lote se está enviando en este momento. Espera unos minutos.",
        WhyNot::BeforeLote => "IDSE recibió esto antes de que se preparara el lote: es de otro.",
        WhyNot::NoMovement => "Ningún movimiento del lote tiene ese NSS, tipo y fecha.",
    }
}
