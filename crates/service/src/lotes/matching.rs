//! Matches the portal's results with the movements of a lote.
//!
//! A result binds to a movement only if nothing that it says of it (place, NSS, type, date)
//! contradicts, and only if one movement is left. Everything else binds to none, and is kept to be shown.

use imss::movimiento::{Movimiento, TipoMovimiento};
use imss::time::parse_date;

use super::progress::movements;
use crate::Service;
use crate::common_error::CommonError;
use crate::movements::checked;
use crate::ports::{Outcome, RowResult};
use crate::records::LoteContents;

use super::error::LoteError;

/// The most remarks that are kept of one answer.
const REMARKS: usize = 50;
/// The most characters of one.
const REMARK_CHARACTERS: usize = 300;

/// What an answer says about a lote's movements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Matched {
    /// The outcome of each movement, in the order of the lote's file; `None` where the answer says
    /// nothing that binds.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// What binds to no movement, or says nothing that is understood, in the portal's words.
    pub(crate) unread: Vec<String>,
}

/// The outcome of each movement of a lote, by the portal's results.
pub(crate) async fn match_rows(
    service: &Service,
    contents: &LoteContents,
    results: &[RowResult],
) -> Result<Matched, LoteError> {
    let movements = movements(service, contents).await?;
    let movimientos = movements
        .iter()
        .map(checked)
        .collect::<Result<Vec<_>, CommonError>>()?;
    Ok(matched(&movimientos, results))
}

fn matched(movimientos: &[&Movimiento], results: &[RowResult]) -> Matched {
    let places: Vec<Option<usize>> = results
        .iter()
        .map(|result| place(movimientos, result))
        .collect();
    let mut outcomes: Vec<Option<Outcome>> = vec![None; movimientos.len()];
    let mut unread = Vec::new();
    for (result, place) in results.iter().zip(&places) {
        let understood = !matches!(result.outcome, Outcome::Unrecognised(_));
        // Two results of one movement that do not agree: neither is believed.
        let agreed = |place: usize| {
            let mut same = results
                .iter()
                .zip(&places)
                .filter(|(_, at)| **at == Some(place));
            same.all(|(other, _)| other.outcome == result.outcome)
        };
        match place {
            Some(place) if understood && agreed(*place) => {
                outcomes[*place] = Some(result.outcome.clone());
            }
            _ => unread.push(remark(result)),
        }
    }
    unread.truncate(REMARKS);
    Matched { outcomes, unread }
}

/// The one movement that a result is about.
fn place(movimientos: &[&Movimiento], result: &RowResult) -> Option<usize> {
    if let Some(row) = result.row {
        let there = movimientos.get(row)?;
        return fits(there, result).then_some(row);
    }
    let mut fitting = (0..movimientos.len()).filter(|at| fits(movimientos[*at], result));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

/// Whether nothing that a result says contradicts a movement. What cannot be read does.
fn fits(movimiento: &Movimiento, result: &RowResult) -> bool {
    let (tipo, fecha) = (result.tipo.trim(), result.fecha.trim());
    movimiento.nss().as_str() == result.nss.trim()
        && (tipo.is_empty()
            || TipoMovimiento::parse(tipo).is_ok_and(|tipo| tipo == movimiento.tipo()))
        && (fecha.is_empty() || parse_date(fecha).is_ok_and(|fecha| fecha == movimiento.fecha()))
}

fn remark(result: &RowResult) -> String {
    let row = result.row.map(|row| format!("renglón {}", row + 1));
    let said = match &result.outcome {
        Outcome::Operado { .. } => "operado".to_owned(),
        Outcome::Rechazado { codigo, texto } => format!("rechazado {codigo} {texto}"),
        Outcome::Unrecognised(words) => words.clone(),
    };
    let parts = [
        row.unwrap_or_default(),
        result.tipo.clone(),
        result.nss.clone(),
        result.fecha.clone(),
        said,
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ").chars().take(REMARK_CHARACTERS).collect()
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
            tipo: String::new(),
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
    fn results_find_their_movements_by_row_and_by_date() {
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
        for results in [by_row, by_date] {
            let matched = matched(&movimientos, &results);
            assert_eq!(matched.outcomes, [Some(rechazado()), Some(operado())]);
            assert!(matched.unread.is_empty());
        }
    }

    #[test]
    fn a_result_that_fits_two_movements_binds_to_none_and_is_kept() {
        let [one, two] = two_dates();
        let by_number = [
            result(None, NSS, "", rechazado()),
            result(None, NSS, "", operado()),
        ];
        let matched = matched(&[&one, &two], &by_number);
        assert_eq!(matched.outcomes, [None, None]);
        assert_eq!(matched.unread.len(), 2);
    }

    #[test]
    fn a_result_that_contradicts_binds_to_none() {
        let [one, two] = two_dates();
        let of_type = |tipo: &str| RowResult {
            tipo: tipo.to_owned(),
            ..result(Some(0), NSS, "", operado())
        };
        let results = [
            result(Some(0), "72795608040", "", operado()),
            result(None, NSS, "02/02/2026", operado()),
            result(Some(7), NSS, "01/01/2026", operado()),
            result(Some(0), NSS, "09/01/2026", operado()),
            result(Some(0), NSS, "primero de enero", operado()),
            of_type("02"),
            of_type("quién sabe"),
        ];
        let found = matched(&[&one, &two], &results);
        assert_eq!(found.outcomes, [None, None]);
        assert_eq!(found.unread.len(), results.len());
        assert!(found.unread[4].contains("primero de enero"));
        let agreeing = matched(&[&one, &two], &[of_type("07")]);
        assert_eq!(agreeing.outcomes, [Some(operado()), None]);
    }

    #[test]
    fn two_results_of_one_movement_count_only_where_they_agree() {
        let [one, two] = two_dates();
        let twice = |second| {
            let results = [
                result(Some(0), NSS, "", operado()),
                result(None, NSS, "01/01/2026", second),
            ];
            matched(&[&one, &two], &results).outcomes[0].clone()
        };
        assert_eq!(twice(operado()), Some(operado()));
        assert_eq!(twice(rechazado()), None);
    }
}
