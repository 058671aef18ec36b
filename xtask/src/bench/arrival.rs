//! How soon the page can be used: what travels before the login, and how long a person waits.
use anyhow::Result;

use super::counter_peer;
use super::figure::{Better, Figure};
use super::measured::Measured;
use super::page::{self, Peer};
use crate::paths::Paths;
use crate::run::{Build, Builder};

/// Who the page is measured beside: a counter that does nothing else.
const COUNTER: &str = "counter";

/// Measures in the page, as it is delivered.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    Builder::new(paths, Build::Development)?.server()?;
    let counter = counter_peer::build(paths)?;
    let measured = page::measure(paths, "page", &Peer::Site(&counter))?;
    let beside_counter = |job, unit, of, goal| most(&measured, job, unit, of, goal, Some(COUNTER));
    Ok(vec![
        beside_counter("page-bytes-before-login", "KB", 1_000.0, 300.0)?,
        beside_counter("page-login-slow-tablet", "ms", 1.0, 2_000.0)?,
        beside_counter("page-second-visit", "ms", 1.0, 400.0)?,
        most(
            &measured,
            "page-first-opening-of-a-section",
            "ms",
            1.0,
            150.0,
            None,
        )?,
        most(
            &measured,
            "history-page-of-50-painted",
            "ms",
            1.0,
            50.0,
            None,
        )?,
    ])
}

/// A figure in a unit of so many measured ones, whether it is within its goal, and how many times a
/// peer's it is.
fn most(
    measured: &Measured,
    name: &str,
    unit: &'static str,
    of: f64,
    goal: f64,
    against: Option<&'static str>,
) -> Result<Figure> {
    let value = measured.median(name, "rubrica")? / of;
    let peer = against
        .map(|peer| measured.median(name, peer))
        .transpose()?;
    Ok(Figure {
        name: name.to_owned(),
        value,
        unit,
        better: Better::Lower,
        against,
        ratio: peer.map(|peer| value * of / peer),
        goal: Some(format!("≤ {goal} {unit}")),
        met: Some(value <= goal),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_judged_in_kilobytes() {
        let json = r#"{"bytes": {"rubrica": [250000, 310000, 280000], "counter": [70000]}}"#;
        let measured = Measured::read(json).unwrap();
        let figure = most(&measured, "bytes", "KB", 1_000.0, 300.0, Some(COUNTER)).unwrap();
        assert!((figure.value - 280.0).abs() < 1e-9);
        assert_eq!(figure.met, Some(true));
        assert!((figure.ratio.unwrap() - 4.0).abs() < 1e-9);
    }
}
