//! Signed lotes of 100 movements from 32 clients, through the server of the development profile.
use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use super::figure::{Better, Figure};
use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};

/// A measure of the server's test target `flow`, its unit, and the goal.
struct Measure {
    name: &'static str,
    unit: &'static str,
    better: Better,
    goal: f64,
}

const MEASURES: [Measure; 3] = [
    Measure {
        name: "lotes-a-second",
        unit: "1/s",
        better: Better::Higher,
        goal: 60.0,
    },
    Measure {
        name: "p99-ms",
        unit: "ms",
        better: Better::Lower,
        goal: 500.0,
    },
    Measure {
        name: "verified-a-second",
        unit: "1/s",
        better: Better::Higher,
        goal: 3_000.0,
    },
];

/// Runs it, and compares what it measured with the goals.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let builder = Builder::new(paths, Build::Development)?;
    let flow = ["--quiet", "--package", "server", "--test", "flow", "--"];
    let printed = process::output(builder.cargo("test").args(flow).arg("bench"))?;
    let line = printed.lines().rev().find(|line| line.starts_with('{'));
    let measured: BTreeMap<String, f64> =
        serde_json::from_str(line.context("nothing was measured")?)?;
    MEASURES
        .into_iter()
        .map(|measure| {
            let value = *measured
                .get(measure.name)
                .with_context(|| format!("nothing is known of {}", measure.name))?;
            let (sign, met) = match measure.better {
                Better::Higher => ("≥", value >= measure.goal),
                Better::Lower => ("≤", value <= measure.goal),
            };
            Ok(Figure {
                name: format!("relay-{}", measure.name),
                value,
                unit: measure.unit,
                better: measure.better,
                against: None,
                ratio: None,
                goal: Some(format!("{sign} {} {}", measure.goal, measure.unit)),
                met: Some(met),
            })
        })
        .collect()
}
