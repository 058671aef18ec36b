//! DISPMAG, read, checked and written.
use anyhow::Result;

use super::figure::{Better, Figure};
use super::measured::Measured;
use super::native::Native;
use crate::paths::Paths;

/// Records of one operation of `crates/benchmarks`.
const RECORDS: f64 = 100_000.0;

/// Measures natively, on one core.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let measured = Native::build(paths)?.measure("imss")?;
    [
        ("dispmag-read", None),
        ("dispmag-read-and-check", Some(2.0)),
        ("dispmag-read-and-check-with-rules", None),
        ("dispmag-write", Some(3.0)),
    ]
    .into_iter()
    .map(|(job, least)| records(&measured, job, least))
    .collect()
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
}
