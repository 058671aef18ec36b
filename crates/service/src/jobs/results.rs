//! Matches the portal's results with the movements of a lote.

use imss::movimiento::Movimiento;
use imss::time::parse_date;

use crate::Service;
use crate::common_error::CommonError;
use crate::movements::checked;
use crate::ports::{Outcome, RowResult};
use crate::records::LoteContents;

use super::inside;

/// The outcome of each movement of a lote, in the order of its file; `None` where the portal said
/// nothing of it. A result belongs to the movement in its row if the number agrees, otherwise to
/// the first one left with its number and (where printed) its date.
pub(super) async fn match_rows(
    service: &Service,
    contents: &LoteContents,
    results: &[RowResult],
) -> Result<Vec<Option<Outcome>>, CommonError> {
    let movements = crate::lotes::movements(service, contents)
        .await
        .map_err(inside)?;
    let movimientos = movements
        .iter()
        .map(checked)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(matched(&movimientos, results))
}

fn matched(movimientos: &[&Movimiento], results: &[RowResult]) -> Vec<Option<Outcome>> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; movimientos.len()];
    for result in results {
        let nss = result.nss.trim();
        let fecha = parse_date(&result.fecha).ok();
        let fits = |at: &usize| {
            let movimiento = movimientos[*at];
            movimiento.nss().as_str() == nss && fecha.is_none_or(|f| f == movimiento.fecha())
        };
        let in_its_row = result
            .row
            .filter(|row| *row < movimientos.len() && movimientos[*row].nss().as_str() == nss);
        let place = in_its_row.or_else(|| {
            (0..movimientos.len())
                .filter(|at| outcomes[*at].is_none())
                .find(fits)
        });
        match place {
            Some(place) => outcomes[place] = Some(result.outcome.clone()),
            None => tracing::warn!("the portal speaks of a movement that is not in the lote"),
        }
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::*;
    use crate::suite::Build;

    fn operado() -> Outcome {
        Outcome::Operado {
            extemporaneo: false,
        }
    }

    fn rechazado() -> Outcome {
        Outcome::Rechazado {
            codigo: "48".to_owned(),
            texto: String::new(),
        }
    }

    fn result(row: Option<usize>, nss: &str, fecha: &str, outcome: Outcome) -> RowResult {
        RowResult {
            row,
            nss: nss.to_owned(),
            fecha: fecha.to_owned(),
            outcome,
        }
    }

    fn two_dates() -> [Movimiento; 2] {
        let build = Build::default();
        let registro = build.registro(build.empresa().id);
        [date(2026, 1, 1), date(2026, 1, 9)]
            .map(|day| build.movimiento(&registro, TipoMovimiento::Modificacion, day))
    }

    const NSS: &str = "92919084431";

    #[test]
    fn results_find_their_movements_by_row_by_date_and_by_number() {
        let [one, two] = two_dates();
        let movimientos = [&one, &two];
        let by_row = [
            result(Some(1), NSS, "", operado()),
            result(Some(0), NSS, "", rechazado()),
        ];
        let by_date = [
            result(None, NSS, "09/01/2026", operado()),
            result(None, NSS, "01/01/2026", rechazado()),
        ];
        let by_number = [
            result(None, NSS, "", rechazado()),
            result(None, NSS, "", operado()),
        ];
        for results in [by_row, by_date, by_number] {
            assert_eq!(
                matched(&movimientos, &results),
                [Some(rechazado()), Some(operado())]
            );
        }
    }

    #[test]
    fn a_result_of_another_worker_is_given_to_nobody() {
        let [one, two] = two_dates();
        let results = [
            result(Some(0), "72795608040", "", operado()),
            result(None, NSS, "02/02/2026", operado()),
            result(Some(7), NSS, "02/02/2026", operado()),
        ];
        assert_eq!(matched(&[&one, &two], &results), [None, None]);
    }
}
