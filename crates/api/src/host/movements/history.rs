//! Reading: one movement, pages of the history, counts.

use model::MovementStatus;
use service::movements::{self, HistoryAsk};
use service::store::HistoryCursor;

use super::shown::{view, views};
use crate::host::failure::malformed;
use crate::host::{Refusal, Visit, ids};
use crate::view::movements::{HistoryPage, HistoryRequest, MovementCounts, MovementView};

pub(crate) async fn get(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.caller().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::get(visit.service(), &caller, id).await?;
    view(visit, &caller, &record).await
}

pub(crate) async fn history(
    visit: &Visit,
    request: HistoryRequest,
) -> Result<HistoryPage, Refusal> {
    let caller = visit.caller().await?;
    let ask = HistoryAsk {
        tipo: request.tipo,
        registros: ids::each(&request.registros, "registros")?,
        from: request.from,
        to: request.to,
        estados: request.estado.into_iter().collect(),
        texto: request.texto,
        cursor: request.cursor.as_deref().map(read_cursor).transpose()?,
        limit: request.limit,
    };
    let page = if request.uncorrected {
        movements::uncorrected(visit.service(), &caller, ask).await?
    } else {
        movements::history(visit.service(), &caller, ask).await?
    };
    let rows = views(visit, &caller, &page.movements).await?;
    Ok(HistoryPage {
        rows,
        next: page.next.map(write_cursor),
    })
}

pub(crate) async fn counts(visit: &Visit) -> Result<MovementCounts, Refusal> {
    let caller = visit.caller().await?;
    let counted = movements::counts(visit.service(), &caller).await?;
    let mut counts = MovementCounts {
        sin_corregir: movements::count_uncorrected(visit.service(), &caller).await?,
        ..MovementCounts::default()
    };
    for one in counted {
        let sum = match one.estado {
            MovementStatus::Borrador => &mut counts.borradores,
            MovementStatus::PorAprobar => &mut counts.por_aprobar,
            MovementStatus::Listo => &mut counts.listos,
            MovementStatus::Firmado | MovementStatus::Enviado | MovementStatus::EnProceso => {
                &mut counts.en_camino
            }
            MovementStatus::Operado => &mut counts.operados,
            MovementStatus::Rechazado => &mut counts.rechazados,
            MovementStatus::Cancelado => continue,
        };
        *sum += one.count;
    }
    Ok(counts)
}

fn write_cursor(cursor: HistoryCursor) -> String {
    format!("{}~{}", cursor.fecha, cursor.id)
}

fn read_cursor(text: &str) -> Result<HistoryCursor, Refusal> {
    let parts = text.split_once('~');
    let read = parts.and_then(|(fecha, id)| {
        Some(HistoryCursor {
            fecha: fecha.parse().ok()?,
            id: id.parse().ok()?,
        })
    });
    read.ok_or_else(|| malformed("cursor"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = HistoryCursor {
            fecha: jiff::civil::date(2026, 1, 15),
            id: "01J00000000000000000000000".parse().unwrap(),
        };
        assert_eq!(read_cursor(&write_cursor(cursor)).unwrap(), cursor);
        assert!(matches!(
            read_cursor("2026-01-15"),
            Err(Refusal::Malformed { field: "cursor" })
        ));
    }
}
