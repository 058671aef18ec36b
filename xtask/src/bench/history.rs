//! The history at several sizes, through our repository beside SQLite with good indexes: the same rows, the same
//! questions, one run.
//!
//! Ours is compiled as the development profile compiles it, but `storage`, `service` and `imss` optimised: the
//! rows pass through them. SurrealDB itself stays at the profile's level, since a release build of it takes a
//! quarter of an hour; SQLite is built as released.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::figure::{Better, Figure, Goal, beside};
use super::measured::Measured;
use crate::paths::Paths;
use crate::process::{self, say};

/// The size that growth is counted from.
const SMALLEST: usize = 1_000;
/// The size that is measured where nobody asks for another. The goals are about a million.
pub(super) const DEFAULT: usize = 100_000;
/// How many times as long as its goal at a million a question may take in a test: what reads without a
/// bound takes hundreds of times as long, and a busy machine never that.
const UNBOUNDED: f64 = 10.0;

/// A question, and the most milliseconds that its median may take at a million.
const QUESTIONS: [(&str, f64); 9] = [
    ("first-page-of-one", 5.0),
    ("first-page-of-all", 10.0),
    ("a-month-filtered", 10.0),
    ("what-is-listo", 10.0),
    ("one-worker-by-nss", 2.0),
    ("one-worker-by-curp", 2.0),
    ("a-name-by-prefix", 10.0),
    (DEEP, 10.0),
    ("counts", 5.0),
];
/// The page that lies deep, and the first of the same list.
const DEEP: &str = "page-200";
const FIRST: &str = "first-page-of-all";
/// How many times as long as the first page the deep one may take.
const DEEPER: f64 = 1.5;
/// The most milliseconds of the slowest of a hundred first pages of one registro patronal.
const P99_OF_ONE: f64 = 20.0;
/// The most milliseconds until a database that is there can be asked.
const START: f64 = 2_000.0;
/// How many times as long as SQLite ours may take.
const BESIDE_SQLITE: f64 = 4.0;
/// How many times as long as at the smallest size a question may take at the largest.
const GROWTH: f64 = 3.0;
/// The fewest movements a second that an import stores.
const IMPORTED: f64 = 4_000.0;
/// The most megabytes of the process after the run.
const MEMORY: f64 = 400.0;

/// Measures a thousand movements, and so many.
pub(crate) fn figures(paths: &Paths, movements: usize) -> Result<Vec<Figure>> {
    let sizes: BTreeSet<usize> = [SMALLEST, movements.max(SMALLEST)].into();
    say("compiling the history's example and its peer");
    let mut ours = process::cargo();
    ours.args([
        "build",
        "--quiet",
        "--example",
        "history",
        "--features",
        "storage/bench",
    ])
    .current_dir(&paths.root);
    for crate_name in ["storage", "service", "imss"] {
        ours.env(
            format!(
                "CARGO_PROFILE_DEV_PACKAGE_{}_OPT_LEVEL",
                crate_name.to_uppercase()
            ),
            "3",
        );
    }
    process::run(&mut ours)?;
    let build = paths.target.join("bench/build");
    process::run(
        process::cargo()
            .args(["build", "--release", "--quiet", "-p", "history-peer"])
            .current_dir(paths.root.join("crates/benchmarks"))
            .env("CARGO_TARGET_DIR", &build),
    )?;
    let folder = paths.target.join("bench/history");
    let mut figures = Vec::new();
    let mut smallest: Option<Measured> = None;
    for size in sizes {
        let measured = one_size(paths, &build, &folder, size)?;
        figures.extend(of_size(&measured, size)?);
        match &smallest {
            None => smallest = Some(measured),
            Some(smallest) => figures.extend(growth(smallest, &measured, size)?),
        }
    }
    Ok(figures)
}

/// Measures at 100,000 movements; how many questions are answered without reading everything, and how many
/// are not.
pub(crate) fn bounded(paths: &Paths) -> Result<(usize, usize)> {
    let figures = figures(paths, DEFAULT)?;
    let (mut bounded, mut unbounded) = (0, 0);
    for (question, most) in QUESTIONS {
        let name = p50(question, DEFAULT);
        let slow = figures
            .iter()
            .any(|figure| figure.name == name && figure.value > UNBOUNDED * most);
        if slow {
            unbounded += 1;
            eprintln!(
                "{question} takes more than {UNBOUNDED} times {most} ms at {DEFAULT} movements"
            );
        } else {
            bounded += 1;
        }
    }
    Ok((bounded, unbounded))
}

fn one_size(paths: &Paths, build: &Path, folder: &Path, size: usize) -> Result<Measured> {
    say(format!("measuring the history at {size} movements"));
    let ours = || Command::new(paths.target.join("debug/examples/history"));
    let filled = process::output(ours().arg(size.to_string()).arg(folder))?;
    let opened = process::output(ours().arg("reopen").arg(folder))?;
    let mut peer = Command::new(build.join("release/history-peer"));
    let peer = process::output(peer.arg(folder))?;
    fs::remove_dir_all(folder).context("cannot remove what was measured on")?;
    let contender = |times: &str, name| Measured::of_contender(times.trim(), name);
    Ok(contender(&filled, "rubrica")?
        .and(contender(&opened, "rubrica")?)
        .and(contender(&peer, "sqlite")?))
}

fn of_size(measured: &Measured, size: usize) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (question, most) in QUESTIONS {
        let beside = beside(
            measured,
            question,
            "sqlite",
            Goal::TimesAsLong(BESIDE_SQLITE),
        )?;
        let value = beside.value;
        figures.push(Figure {
            name: format!("{question}-{size}"),
            ..beside
        });
        figures.push(at_most(p50(question, size), value, "ms", most));
        let slowest = measured.p99(question, "rubrica")?;
        let name = format!("{question}-{size}-p99");
        figures.push(match question {
            "first-page-of-one" => at_most(name, slowest, "ms", P99_OF_ONE),
            _ => known(name, slowest, "ms"),
        });
    }
    let first = measured.median(FIRST, "rubrica")?;
    let deep = measured.median(DEEP, "rubrica")? / first;
    figures.push(at_most(
        format!("{DEEP}-{size}-beside-the-first"),
        deep,
        "times",
        DEEPER,
    ));
    let seconds = measured.median("import", "rubrica")?;
    let a_second = size as f64 / seconds;
    let peer = size as f64 / measured.median("import", "sqlite")?;
    figures.push(Figure {
        name: format!("import-{size}"),
        value: a_second,
        unit: "movements/s",
        better: Better::Higher,
        against: Some("sqlite"),
        ratio: Some(a_second / peer),
        goal: Some(format!("≥ {IMPORTED}")),
        met: Some(a_second >= IMPORTED),
    });
    let megabytes = measured.median("memory-after-import", "rubrica")?;
    let start = measured.median("start", "rubrica")?;
    let memory = measured.median("memory", "rubrica")?;
    figures.extend([
        known(format!("memory-after-import-of-{size}"), megabytes, "MB"),
        at_most(
            format!("memory-of-a-server-with-{size}"),
            memory,
            "MB",
            MEMORY,
        ),
        at_most(format!("start-with-{size}"), start, "ms", START),
    ]);
    Ok(figures)
}

/// What the median of a question is called.
fn p50(question: &str, size: usize) -> String {
    format!("{question}-{size}-p50")
}

/// A figure that must not exceed its goal.
fn at_most(name: String, value: f64, unit: &'static str, most: f64) -> Figure {
    Figure {
        goal: Some(format!("≤ {most} {unit}")),
        met: Some(value <= most),
        ..known(name, value, unit)
    }
}

/// A figure that is there to be known.
fn known(name: String, value: f64, unit: &'static str) -> Figure {
    Figure {
        name,
        value,
        unit,
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: None,
        met: None,
    }
}

fn growth(small: &Measured, large: &Measured, size: usize) -> Result<Vec<Figure>> {
    QUESTIONS
        .into_iter()
        .map(|(question, _)| {
            let (small, large) = (
                small.median(question, "rubrica")?,
                large.median(question, "rubrica")?,
            );
            let ratio = large / small;
            Ok(Figure {
                name: format!("{question}-growth-to-{size}"),
                value: ratio,
                unit: "times",
                better: Better::Lower,
                against: None,
                ratio: None,
                goal: Some(format!("≤ {GROWTH}×")),
                met: Some(ratio <= GROWTH),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(ours: f64, theirs: f64) -> Measured {
        let times = |milliseconds: f64| {
            let mut all: Vec<String> = QUESTIONS
                .iter()
                .map(|(question, _)| format!("\"{question}\":[{milliseconds}]"))
                .collect();
            all.push("\"import\":[0.5]".to_owned());
            for (job, value) in [
                ("memory", 300),
                ("memory-after-import", 900),
                ("start", 1_500),
            ] {
                all.push(format!("\"{job}\":[{value}]"));
            }
            format!("{{{}}}", all.join(","))
        };
        Measured::of_contender(&times(ours), "rubrica")
            .unwrap()
            .and(Measured::of_contender(&times(theirs), "sqlite").unwrap())
    }

    #[test]
    fn a_question_is_compared_with_the_peer_and_with_its_goal() {
        let figures = of_size(&measured(3.0, 1.0), 1_000).unwrap();
        let of = |name: &str| figures.iter().find(|one| one.name == name).unwrap();
        assert_eq!(of("counts-1000").met, Some(true));
        assert_eq!(of("counts-1000").ratio, Some(3.0));
        assert_eq!(of("one-worker-by-nss-1000-p50").met, Some(false));
        assert_eq!(of("import-1000").value, 2_000.0);
        assert_eq!(of("import-1000").met, Some(false));
        assert_eq!(of("memory-of-a-server-with-1000").met, Some(true));
        assert_eq!(of("memory-after-import-of-1000").met, None);
        assert_eq!(of("start-with-1000").met, Some(true));
        assert_eq!(of("first-page-of-one-1000-p99").met, Some(true));
        assert_eq!(of("page-200-1000-beside-the-first").met, Some(true));
    }

    #[test]
    fn what_grows_with_the_history_misses_its_goal() {
        let grown = growth(&measured(1.0, 1.0), &measured(4.0, 1.0), 100_000).unwrap();
        assert!(grown.iter().all(|one| one.met == Some(false)));
        let flat = growth(&measured(1.0, 1.0), &measured(2.0, 1.0), 100_000).unwrap();
        assert!(flat.iter().all(|one| one.met == Some(true)));
    }
}
