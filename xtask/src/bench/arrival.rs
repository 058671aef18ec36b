//! How soon the page can be used: what travels before the login, and how long a person waits.
use anyhow::Result;

use super::figure::{Better, Figure};
use super::measured::Measured;
use super::page;
use crate::paths::Paths;
use crate::run::{Build, Builder};

/// Measures in the page, as it is delivered.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    Builder::new(paths, Build::Development)?.server()?;
    let measured = page::measure(paths, "page", None)?;
    Ok(vec![
        most(&measured, "page-bytes-before-login", "KB", 1_000.0, 300.0)?,
        most(&measured, "page-login-slow-tablet", "ms", 1.0, 2_000.0)?,
        most(&measured, "page-second-visit", "ms", 1.0, 400.0)?,
        most(
            &measured,
            "page-first-opening-of-a-section",
            "ms",
            1.0,
            150.0,
        )?,
    ])
}

/// A figure in a unit of so many measured ones, and whether it is within its goal.
fn most(measured: &Measured, name: &str, unit: &'static str, of: f64, goal: f64) -> Result<Figure> {
    let value = measured.median(name, "rubrica")? / of;
    Ok(Figure {
        name: name.to_owned(),
        value,
        unit,
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: Some(format!("≤ {goal} {unit}")),
        met: Some(value <= goal),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_judged_in_kilobytes() {
        let json = r#"{"page-bytes-before-login": {"rubrica": [250000, 310000, 280000]}}"#;
        let measured = Measured::read(json).unwrap();
        let figure = most(&measured, "page-bytes-before-login", "KB", 1_000.0, 300.0).unwrap();
        assert!((figure.value - 280.0).abs() < 1e-9);
        assert_eq!(figure.met, Some(true));
    }
}
