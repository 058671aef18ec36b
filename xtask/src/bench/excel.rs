//! "Exportar Excel" of a hundred thousand movements in the page, beside exceljs.
use anyhow::Result;

use super::figure::{Better, Figure, Goal, beside};
use super::measured::Measured;
use super::page::{self, Peer};
use crate::paths::Paths;

/// How many times as fast as exceljs we must be.
const TIMES_AS_FAST: f64 = 3.0;

/// Megabytes that the page's process may grow by.
const MOST_MEMORY: f64 = 250.0;

/// Measures in the page, as it is delivered.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let measured = page::measure(paths, "excel", &Peer::Library)?;
    Ok(vec![
        beside(
            &measured,
            "xlsx-written",
            "exceljs",
            Goal::TimesAsFast(TIMES_AS_FAST),
        )?,
        memory(&measured)?,
    ])
}

fn memory(measured: &Measured) -> Result<Figure> {
    let job = "xlsx-written-memory";
    let value = measured.median(job, "rubrica")?;
    Ok(Figure {
        name: job.to_owned(),
        value,
        unit: "MB",
        better: Better::Lower,
        against: Some("exceljs"),
        ratio: Some(value / measured.median(job, "exceljs")?),
        goal: Some(format!("≤ {MOST_MEMORY} MB")),
        met: Some(value <= MOST_MEMORY),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_has_a_goal_of_its_own() {
        let json = r#"{"xlsx-written-memory":{"rubrica":[260.0],"exceljs":[1300.0]}}"#;
        let figure = memory(&Measured::read(json).unwrap()).unwrap();
        assert_eq!(figure.met, Some(false));
        assert_eq!(figure.ratio, Some(0.2));
    }
}
