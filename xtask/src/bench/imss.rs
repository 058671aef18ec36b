//! DISPMAG, read, checked and written; files of a hundred thousand movements, imported in the page.
use anyhow::Result;

use super::csv_peer;
use super::figure::{Better, Figure, Goal, beside};
use super::measured::Measured;
use super::native::Native;
use super::page::{self, Peer};
use crate::paths::Paths;
use crate::run::{Build, Builder};

/// Records of one operation, natively and in the page.
const RECORDS: f64 = 100_000.0;

/// The csv crate's name among the contenders.
const PEER: &str = "csv";

/// How many times as fast as the csv crate we must be: it splits fields, and we also check them. A number of
/// records a second would be a goal for one machine only.
const LEAST: f64 = 0.5;

/// How long the page may be blocked, in milliseconds.
const LONGEST_TASK: f64 = 50.0;

/// Measures natively, on one core, and in the page.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let native = Native::build(paths)?;
    native.make_import_material()?;
    csv_peer::build(paths, &native)?;
    // The page itself is measured as well, and has a server to talk to.
    Builder::new(paths, Build::Development)?.server()?;
    let in_page = page::measure(paths, "imss", &Peer::Native(&native))?;
    let measured = native.measure("imss")?.and(in_page);
    let mut figures = [
        ("dispmag-read", None),
        ("dispmag-read-and-check", Some(LEAST)),
        ("dispmag-read-and-check-with-rules", None),
        ("dispmag-write", Some(LEAST)),
        ("dispmag-read-and-check-in-page", Some(LEAST)),
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
    figures.push(blocked(&measured, "page-longest-task", Some(LONGEST_TASK))?);
    figures.push(blocked(&measured, "page-longest-task-processor", None)?);
    Ok(figures)
}

/// Records a second, beside the csv crate on the same records, which checks none of them.
fn records(measured: &Measured, job: &str, least: Option<f64>) -> Result<Figure> {
    let goal = least.map_or(Goal::None, Goal::TimesAsFast);
    let figure = beside(measured, job, PEER, goal)?;
    Ok(Figure {
        value: RECORDS / figure.value * 1000.0,
        unit: "records/s",
        better: Better::Higher,
        ..figure
    })
}

/// The longest time that the page was blocked.
fn blocked(measured: &Measured, job: &str, most: Option<f64>) -> Result<Figure> {
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
    fn records_a_second_are_compared_with_the_peer() {
        let measured = Measured::read(r#"{"read":{"rubrica":[40.0],"csv":[25.0]}}"#).unwrap();
        let figure = records(&measured, "read", Some(0.5)).unwrap();
        assert_eq!((figure.value, figure.unit), (2_500_000.0, "records/s"));
        assert_eq!(figure.against, Some("csv"));
        assert_eq!((figure.ratio, figure.met), (Some(0.625), Some(true)));
        let figure = records(&measured, "read", Some(0.7)).unwrap();
        assert_eq!(figure.met, Some(false));
        assert_eq!(records(&measured, "read", None).unwrap().met, None);
    }

    #[test]
    fn a_page_blocked_too_long_misses_its_goal() {
        let measured = Measured::read(r#"{"page":{"rubrica":[51.0]}}"#).unwrap();
        assert_eq!(
            blocked(&measured, "page", Some(50.0)).unwrap().met,
            Some(false)
        );
        assert_eq!(
            blocked(&measured, "page", Some(60.0)).unwrap().met,
            Some(true)
        );
        assert_eq!(blocked(&measured, "page", None).unwrap().met, None);
    }
}
