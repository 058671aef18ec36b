//! The history at several sizes, through our repository beside SQLite with good indexes: the same rows, the same
//! questions, one run.
//!
//! Ours is compiled as the development profile compiles it, but `storage`, `service` and `imss` optimised: the
//! rows pass through them. SurrealDB itself stays at the profile's level, since a release build of it takes a
//! quarter of an hour; SQLite is built as released.
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::figure::{Better, Figure, Goal, beside};
use super::measured::Measured;
use crate::paths::Paths;
use crate::process::{self, say};

/// The sizes that are measured where nobody asks for more.
const SIZES: [usize; 2] = [1_000, 100_000];
/// The size that the goals are about, measured with `--million`.
const MILLION: usize = 1_000_000;

/// A question, and the most milliseconds that its median may take at a million.
const QUESTIONS: [(&str, f64); 9] = [
    ("first-page-of-one", 5.0),
    ("first-page-of-all", 10.0),
    ("a-month-filtered", 10.0),
    ("what-is-listo", 10.0),
    ("one-worker-by-nss", 2.0),
    ("one-worker-by-curp", 2.0),
    ("a-name-by-prefix", 10.0),
    ("page-200", 7.5),
    ("counts", 5.0),
];
/// How many times as long as SQLite ours may take.
const BESIDE_SQLITE: f64 = 4.0;
/// How many times as long as at the smallest size a question may take at the largest.
const GROWTH: f64 = 3.0;
/// The fewest movements a second that an import stores.
const IMPORTED: f64 = 4_000.0;
/// The most megabytes of the process after the run.
const MEMORY: f64 = 400.0;

/// Measures every size; with `million`, that one as well.
pub(super) fn figures(paths: &Paths, million: bool) -> Result<Vec<Figure>> {
    let mut sizes = SIZES.to_vec();
    sizes.extend(million.then_some(MILLION));
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

fn one_size(paths: &Paths, build: &Path, folder: &Path, size: usize) -> Result<Measured> {
    say(format!("measuring the history at {size} movements"));
    let mut ours = Command::new(paths.target.join("debug/examples/history"));
    let ours = process::output(ours.arg(size.to_string()).arg(folder))?;
    let mut peer = Command::new(build.join("release/history-peer"));
    let peer = process::output(peer.arg(folder))?;
    let contender = |times: &str, name| Measured::of_contender(times, name);
    Ok(contender(ours.trim(), "rubrica")?.and(contender(peer.trim(), "sqlite")?))
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
        figures.push(Figure {
            name: format!("{question}-{size}-p50"),
            value,
            unit: "ms",
            better: Better::Lower,
            against: None,
            ratio: None,
            goal: Some(format!("≤ {most} ms")),
            met: Some(value <= most),
        });
    }
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
    let memory = measured.median("memory", "rubrica")?;
    figures.push(Figure {
        name: format!("memory-after-{size}"),
        value: memory,
        unit: "MB",
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: Some(format!("≤ {MEMORY} MB")),
        met: Some(memory <= MEMORY),
    });
    Ok(figures)
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
            all.push("\"memory\":[300]".to_owned());
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
        assert_eq!(of("memory-after-1000").met, Some(true));
    }

    #[test]
    fn what_grows_with_the_history_misses_its_goal() {
        let grown = growth(&measured(1.0, 1.0), &measured(4.0, 1.0), 100_000).unwrap();
        assert!(grown.iter().all(|one| one.met == Some(false)));
        let flat = growth(&measured(1.0, 1.0), &measured(2.0, 1.0), 100_000).unwrap();
        assert!(flat.iter().all(|one| one.met == Some(true)));
    }
}
