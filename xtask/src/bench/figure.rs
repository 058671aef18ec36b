//! A figure: one of our values, the peer it is compared with, and whether it meets its goal.
use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;
use serde_json::json;

use super::measured::Measured;

/// Which way a value is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Better {
    Lower,
    Higher,
}

/// One line of the table, and one object of the JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) value: f64,
    pub(super) unit: &'static str,
    pub(super) better: Better,
    /// Who was measured in the same run; nothing where the goal is a number.
    pub(super) against: Option<&'static str>,
    /// As the goal counts it: how many times as fast, or as long, as the other.
    pub(super) ratio: Option<f64>,
    /// The goal in words; nothing where there is none, and the figure is there to be known.
    pub(super) goal: Option<String>,
    pub(super) met: Option<bool>,
}

/// How a job is compared with a peer.
#[derive(Clone, Copy)]
pub(super) enum Goal {
    /// At least so many times as fast.
    TimesAsFast(f64),
    /// At most so many times as long.
    TimesAsLong(f64),
    /// At most so many times as much: of memory, not of time.
    TimesAsMuch(f64),
    /// Printed as "times as fast", without a goal.
    None,
}

/// Our time at a job beside another's; of [`Goal::TimesAsMuch`] our megabytes.
pub(super) fn beside(
    measured: &Measured,
    job: &str,
    other: &'static str,
    goal: Goal,
) -> Result<Figure> {
    let ours = measured.median(job, "rubrica")?;
    let theirs = measured.median(job, other)?;
    let (ratio, words, met) = match goal {
        Goal::TimesAsFast(least) => {
            let ratio = theirs / ours;
            (
                ratio,
                Some(format!("≥ {least}× as fast")),
                Some(ratio >= least),
            )
        }
        Goal::TimesAsLong(most) => {
            let ratio = ours / theirs;
            (
                ratio,
                Some(format!("≤ {most}× as long")),
                Some(ratio <= most),
            )
        }
        Goal::TimesAsMuch(most) => {
            let ratio = ours / theirs;
            (
                ratio,
                Some(format!("≤ {most}× as much")),
                Some(ratio <= most),
            )
        }
        Goal::None => (theirs / ours, None, None),
    };
    Ok(Figure {
        name: job.to_owned(),
        value: ours,
        unit: if matches!(goal, Goal::TimesAsMuch(_)) {
            "MB"
        } else {
            "ms"
        },
        better: Better::Lower,
        against: Some(other),
        ratio: Some(ratio),
        goal: words,
        met,
    })
}

/// The figures as JSON.
pub(super) fn json(figures: &[Figure]) -> Result<String> {
    Ok(format!(
        "{}\n",
        serde_json::to_string_pretty(&json!({ "figures": figures }))?
    ))
}

/// The figures for a person's eyes, and for a page of the documentation: a table in Markdown.
pub(super) fn table(figures: &[Figure]) -> String {
    let header = ["what", "ours", "beside", "ratio", "goal", "met"].map(str::to_owned);
    let mut rows = vec![header];
    rows.extend(figures.iter().map(Figure::cells));
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut table = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        let _ = writeln!(table, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        if at == 0 {
            let rules = widths.map(|width| "-".repeat(width + 2));
            let _ = writeln!(table, "|{}|", rules.join("|"));
        }
    }
    table
}

impl Figure {
    fn cells(&self) -> [String; 6] {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        [
            self.name.clone(),
            format!("{} {}", number(self.value), self.unit),
            or_dash(self.against.map(str::to_owned)),
            or_dash(self.ratio.map(|ratio| format!("{}×", number(ratio)))),
            or_dash(self.goal.clone()),
            or_dash(
                self.met
                    .map(|met| if met { "yes" } else { "NO" }.to_owned()),
            ),
        ]
    }
}

/// Three digits that count, and thousands apart.
fn number(value: f64) -> String {
    match value {
        value if value >= 1000.0 => {
            let digits = format!("{value:.0}");
            let mut apart = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 {
                    apart.push(',');
                }
                apart.push(digit);
            }
            apart
        }
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured() -> Measured {
        Measured::read(r#"{"open":{"rubrica":[2.0],"forge":[20.0],"openssl":[1.25]}}"#).unwrap()
    }

    #[test]
    fn faster_than_asked_is_met_and_slower_is_not() {
        let goal = Goal::TimesAsFast(8.0);
        let figure = beside(&measured(), "open", "forge", goal).unwrap();
        assert_eq!((figure.ratio, figure.met), (Some(10.0), Some(true)));
        let figure = beside(&measured(), "open", "openssl", goal).unwrap();
        assert_eq!((figure.ratio, figure.met), (Some(0.625), Some(false)));
    }

    #[test]
    fn a_goal_of_time_counts_the_other_way_round() {
        let figure = beside(&measured(), "open", "openssl", Goal::TimesAsLong(2.0)).unwrap();
        assert_eq!((figure.ratio, figure.met), (Some(1.6), Some(true)));
        let figure = beside(&measured(), "open", "openssl", Goal::TimesAsLong(1.5)).unwrap();
        assert_eq!(figure.met, Some(false));
    }

    #[test]
    fn memory_is_in_megabytes_and_more_than_theirs_fails() {
        let figure = beside(&measured(), "open", "openssl", Goal::TimesAsMuch(1.0)).unwrap();
        assert_eq!((figure.unit, figure.met), ("MB", Some(false)));
        let figure = beside(&measured(), "open", "forge", Goal::TimesAsMuch(1.0)).unwrap();
        assert_eq!((figure.ratio, figure.met), (Some(0.1), Some(true)));
    }

    #[test]
    fn the_json_has_every_field_that_others_read() {
        let figure = beside(&measured(), "open", "forge", Goal::None).unwrap();
        let text = json(&[figure]).unwrap();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let fields: Vec<&str> = read["figures"][0]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        for field in [
            "name", "value", "unit", "better", "against", "ratio", "goal", "met",
        ] {
            assert!(fields.contains(&field), "{field} of {fields:?}");
        }
        assert_eq!(read["figures"][0]["better"], "lower");
    }

    #[test]
    fn numbers_are_as_long_as_they_mean_something() {
        let shown = [0.123, 9.876, 12.34, 123.4, 2_345_678.9].map(number);
        assert_eq!(shown, ["0.12", "9.88", "12.3", "123", "2,345,679"]);
    }

    #[test]
    fn the_table_is_aligned_by_characters() {
        let figure = beside(&measured(), "open", "forge", Goal::TimesAsFast(8.0)).unwrap();
        let table = table(&[figure]);
        let widths: Vec<usize> = table.lines().map(|line| line.chars().count()).collect();
        assert_eq!(widths, [widths[0]; 3]);
        assert!(table.contains("10.0×"));
    }
}
