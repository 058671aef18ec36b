//! A quincena of 2,000 movements through the server of the development profile, which is how the
//! README starts it.
use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::figure::{Better, Figure};
use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};

/// A step, and the most seconds that it may take.
const STEPS: [(&str, f64); 3] = [("store", 4.0), ("prepare", 6.0), ("sign-and-send", 15.0)];

/// Builds the server's example `quincena`, runs it, and compares its seconds with the goals.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let builder = Builder::new(paths, Build::Development)?;
    process::run(builder.cargo("build").args([
        "--bin",
        "rubrica",
        "--example",
        "declared",
        "--example",
        "quincena",
    ]))?;
    let mut program = Command::new(paths.target.join("debug/examples/quincena"));
    let printed = process::output(&mut program)?;
    let seconds: BTreeMap<String, f64> = serde_json::from_str(printed.trim())?;
    STEPS
        .into_iter()
        .map(|(step, most)| {
            let value = *seconds
                .get(step)
                .with_context(|| format!("the example says nothing of {step}"))?;
            Ok(Figure {
                name: format!("quincena-{step}"),
                value,
                unit: "s",
                better: Better::Lower,
                against: None,
                ratio: None,
                goal: Some(format!("≤ {most} s")),
                met: Some(value <= most),
            })
        })
        .collect()
}
