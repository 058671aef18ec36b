//! Guesses made at once, and the time of wrong logins, against the whole server.
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::figure::{Better, Figure};
use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};

/// A figure of the bursts, its unit, and the most that it may be.
const BURSTS: [(&str, &str, f64); 3] = [
    ("pins-verified", "of 1,000", 10.0),
    ("passwords-verified", "in 15 min", 25.0),
    ("legitimate-login-longest", "s", 1.0),
];
/// Beyond this many standard deviations two kinds of login are distinguished: one time in twenty by chance.
const DISTINGUISHED: f64 = 1.96;

/// Posts bursts of guesses, and counts those that were verified.
pub(super) fn bursts(paths: &Paths) -> Result<Vec<Figure>> {
    let found = run(paths, "guessing")?;
    let figure = |(name, unit, most): (&str, &'static str, f64)| {
        let value = found[name].as_f64();
        let value = value.with_context(|| format!("the example says nothing of {name}"))?;
        Ok(limited(name, value, unit, most))
    };
    BURSTS.into_iter().map(figure).collect()
}

/// Times wrong logins of users who exist and of users who do not, and compares the two kinds by the
/// Mann–Whitney test.
pub(super) fn logins(paths: &Paths) -> Result<Vec<Figure>> {
    let found = run(paths, "login")?;
    let times = |kind: &str| -> Result<Vec<f64>> {
        let list = found[kind].as_array().context("no times")?;
        Ok(list.iter().filter_map(Value::as_f64).collect())
    };
    let (known, unknown) = (times("known")?, times("unknown")?);
    ensure!(!known.is_empty() && !unknown.is_empty(), "no times");
    let z = mann_whitney(&known, &unknown).abs();
    let median = |name: &str, times: &[f64]| Figure {
        name: name.to_owned(),
        value: median(times),
        unit: "ms",
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: None,
        met: None,
    };
    Ok(vec![
        median("login-known-user", &known),
        median("login-unknown-user", &unknown),
        limited("login-mann-whitney", z, "σ", DISTINGUISHED),
    ])
}

fn run(paths: &Paths, mode: &str) -> Result<Value> {
    let builder = Builder::new(paths, Build::Development)?;
    let wanted = [
        "--bin",
        "rubrica",
        "--example",
        "declared",
        "--example",
        "guessing",
    ];
    process::run(builder.cargo("build").args(wanted))?;
    let mut program = Command::new(paths.target.join("debug/examples/guessing"));
    let printed = process::output(program.arg(mode))?;
    Ok(serde_json::from_str(printed.trim())?)
}

fn limited(name: &str, value: f64, unit: &'static str, most: f64) -> Figure {
    Figure {
        name: name.to_owned(),
        value,
        unit,
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: Some(format!("≤ {most} {unit}")),
        met: Some(value <= most),
    }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// The normal approximation of Mann and Whitney's U: how many standard deviations the ranks of `a` lie from
/// where they would be if `a` and `b` came from one distribution.
fn mann_whitney(a: &[f64], b: &[f64]) -> f64 {
    let wins: f64 = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| (x, y)))
        .map(|(x, y)| match x.total_cmp(y) {
            std::cmp::Ordering::Less => 0.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Greater => 1.0,
        })
        .sum();
    let (n, m) = (a.len() as f64, b.len() as f64);
    let expected = n * m / 2.0;
    let deviation = (n * m * (n + m + 1.0) / 12.0).sqrt();
    (wins - expected) / deviation
}

#[cfg(test)]
mod tests {
    use super::mann_whitney;

    #[test]
    fn two_equal_kinds_are_not_distinguished_and_two_apart_are() {
        let times = |shift: f64| {
            (0..200)
                .map(|n| f64::from(n % 17) + shift)
                .collect::<Vec<_>>()
        };
        assert!(mann_whitney(&times(0.0), &times(0.0)).abs() < 0.01);
        assert!(mann_whitney(&times(2.0), &times(0.0)) > 1.96);
        assert!(mann_whitney(&times(0.0), &times(2.0)) < -1.96);
    }
}
