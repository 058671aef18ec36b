//! DISPMAG, read, checked and written; files of a hundred thousand movements, imported in the page.
use anyhow::Result;

use super::figure::{Better, Figure, Goal, beside};
use super::measured::Measured;
use super::native::Native;
use super::page;
use crate::paths::Paths;
use crate::run::{Build, Builder};

/// Records of one operation, natively and in the page.
const RECORDS: f64 = 100_000.0;

/// How long the page may stand still, in milliseconds.
const LONGEST_TASK: f64 = 50.0;

/// Measures natively, on one core, and in the page.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let native = Native::build(paths)?;
    native.make_import_material()?;
    // The page itself is measured as well, and has a server to talk to.
    Builder::new(paths, Build::Development)?.server()?;
    let in_page = page::measure(paths, "imss", &native)?;
    let measured = native.measure("imss")?.and(in_page);
    let mut figures = [
        ("dispmag-read", None),
        ("dispmag-read-and-check", Some(2.0)),
        ("dispmag-read-and-check-with-rules", None),
        ("dispmag-write", Some(3.0)),
        ("dispmag-read-and-check-in-page", Some(0.6)),
    ]
    .into_iter()
    .map(|(job, least)| records(&measured, job, least))
    .collect::<Result<Vec<_>>>()?;
    for (job, goal) in [
        ("xlsx-100000-rows", Goal::TimesAsFast(2.0)),
        ("xlsx-100000-rows-memory", Goal::TimesAsMuch(1.0)),
    ] {
        figures.push(beside(&measured, job, "sheetjs", goal)?);
    }
    figures.push(still(&measured, "page-longest-task", Some(LONGEST_TASK))?);
    figures.push(still(&measured, "page-longest-task-processor", None)?);
    Ok(figures)
}

/// Records a second, and whether there are so many millions of them.
fn records(measured: &Measured, job: &str, least: Option<f64>) -> Result<Figure> {
    let value = RECORDS / measured.median(job, "rubrica")? * 1000.0;
    Ok(Figure {
        name: job.to_owned(),
        value,
        unit: "records/s",
        better: Better::Higher,
        against: None,
        ratio: None,
        goal: least.map(|millions| format!("≥ {millions} million/s")),
        met: least.map(|millions| value >= millions * 1e6),
    })
}

/// How long the page stood still at most.
fn still(measured: &Measured, job: &str, most: Option<f64>) -> Result<Figure> {
    let value = measured.median(job, "rubrica")?;
    Ok(Figure {
        name: job.to_owned(),
        value,
        unit: "ms",
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: most.map(|most| format!("≤ {most} ms")),
        met: most.map(|most| value <= most),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_a_second_are_made_of_milliseconds_a_hundred_thousand() {
        let measured = Measured::read(r#"{"read":{"rubrica":[40.0]}}"#).unwrap();
        let figure = records(&measured, "read", Some(2.0)).unwrap();
        assert_eq!((figure.value, figure.met), (2_500_000.0, Some(true)));
        let figure = records(&measured, "read", Some(3.0)).unwrap();
        assert_eq!(figure.met, Some(false));
    }

    #[test]
    fn a_page_that_stands_still_too_long_misses_its_goal() {
        let measured = Measured::read(r#"{"page":{"rubrica":[51.0]}}"#).unwrap();
        assert_eq!(
            still(&measured, "page", Some(50.0)).unwrap().met,
            Some(false)
        );
        assert_eq!(
            still(&measured, "page", Some(60.0)).unwrap().met,
            Some(true)
        );
        assert_eq!(still(&measured, "page", None).unwrap().met, None);
    }
}
