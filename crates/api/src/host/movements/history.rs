//! Reading: one movement, pages of the history, counts.

use imss::movimiento::TipoMovimiento;
use model::MovementStatus;
use service::accounts;
use service::caller::Caller;
use service::movements::{self, HistoryAsk, MovementPage};
use service::store::HistoryCursor;

use super::shown::{view, views};
use crate::host::failure::malformed;
use crate::host::{Refusal, Visit, ids};
use crate::view::movements::{
    DueView, HistoryPage, HistoryRequest, MonthView, MovementCounts, MovementView, PersonView,
    TabCounts,
};

/// The most bytes of a code or a folio of IMSS's; theirs have 19 digits.
const LONGEST_CODE: usize = 60;
/// How many months the tablero shows.
const MONTHS: u8 = 12;

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
    let page = movements::history(visit.service(), &caller, ask(request)?).await?;
    history_page(visit, &caller, page).await
}

pub(crate) async fn export(visit: &Visit, request: HistoryRequest) -> Result<HistoryPage, Refusal> {
    let caller = visit.caller().await?;
    let page = movements::export(visit.service(), &caller, ask(request)?).await?;
    let mut page = history_page(visit, &caller, page).await?;
    for row in &mut page.rows {
        row.history.clear();
    }
    Ok(page)
}

async fn history_page(
    visit: &Visit,
    caller: &Caller,
    page: MovementPage,
) -> Result<HistoryPage, Refusal> {
    let rows = views(visit, caller, &page.movements).await?;
    Ok(HistoryPage {
        rows,
        next: page.next.map(write_cursor),
    })
}

fn ask(request: HistoryRequest) -> Result<HistoryAsk, Refusal> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let short = |text: &String| text.len() <= LONGEST_CODE;
    let (codigo, folio) = (given(request.codigo), given(request.folio));
    if !codigo.iter().all(short) {
        return Err(malformed("codigo"));
    }
    if !folio.iter().all(short) {
        return Err(malformed("folio"));
    }
    Ok(HistoryAsk {
        tipo: request.tipo,
        registros: ids::each(&request.registros, "registros")?,
        from: request.from,
        to: request.to,
        estados: request.estados.into_iter().collect(),
        uncorrected: request.uncorrected,
        codigo,
        extemporaneo: request.extemporaneo,
        by: match &request.by {
            Some(by) => Some(ids::one(by, "by")?),
            None => None,
        },
        in_no_lote: request.in_no_lote,
        lote: request.lote,
        folio,
        texto: request.texto,
        oldest_first: request.oldest_first,
        cursor: request.cursor.as_deref().map(read_cursor).transpose()?,
        limit: request.limit,
    })
}

pub(crate) async fn tabs(visit: &Visit, request: HistoryRequest) -> Result<TabCounts, Refusal> {
    let caller = visit.caller().await?;
    let found = movements::tabs(visit.service(), &caller, ask(request)?).await?;
    let of = |tipo| found.by_tipo.get(&tipo).copied().unwrap_or_default();
    Ok(TabCounts {
        reingresos: of(TipoMovimiento::Reingreso),
        modificaciones: of(TipoMovimiento::Modificacion),
        bajas: of(TipoMovimiento::Baja),
        more: found.more,
        lotes: found.lotes,
    })
}

pub(crate) async fn people(visit: &Visit) -> Result<Vec<PersonView>, Refusal> {
    let caller = visit.caller().await?;
    let names = accounts::names(visit.service(), &caller).await?;
    let mut people: Vec<PersonView> = names
        .into_iter()
        .map(|(id, name)| PersonView {
            id: id.to_string(),
            name,
        })
        .collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(people)
}

pub(crate) async fn due(visit: &Visit) -> Result<Vec<DueView>, Refusal> {
    let caller = visit.caller().await?;
    let groups = movements::due(visit.service(), &caller).await?;
    let view = |group: movements::DueGroup| DueView {
        vence: group.timing.vence,
        dias_habiles: i64::from(group.timing.dias_habiles),
        from: group.from,
        to: group.to,
        count: group.count,
    };
    Ok(groups.into_iter().map(view).collect())
}

pub(crate) async fn by_month(visit: &Visit) -> Result<Vec<MonthView>, Refusal> {
    let caller = visit.caller().await?;
    let months = movements::months(visit.service(), &caller, MONTHS).await?;
    Ok(months
        .into_iter()
        .map(|(month, by_tipo)| {
            let of = |tipo| by_tipo.get(&tipo).copied().unwrap_or_default();
            MonthView {
                month,
                reingresos: of(TipoMovimiento::Reingreso),
                modificaciones: of(TipoMovimiento::Modificacion),
                bajas: of(TipoMovimiento::Baja),
            }
        })
        .collect())
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
