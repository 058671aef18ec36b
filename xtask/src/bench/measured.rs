//! What was measured: for each job, each contender's milliseconds per operation, one number a round.
use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The times of one run.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Measured(BTreeMap<String, BTreeMap<String, Vec<f64>>>);

impl Measured {
    /// Parses the output of a measuring program.
    pub(super) fn read(json: &str) -> Result<Self> {
        serde_json::from_str(json).context("cannot read what was measured")
    }

    /// Parses the output of a program that measures one contender alone.
    pub(super) fn of_contender(json: &str, contender: &str) -> Result<Self> {
        let jobs: BTreeMap<String, Vec<f64>> =
            serde_json::from_str(json).context("cannot read what was measured")?;
        let of_contender = |times| BTreeMap::from([(contender.to_owned(), times)]);
        let jobs = jobs
            .into_iter()
            .map(|(job, times)| (job, of_contender(times)));
        Ok(Self(jobs.collect()))
    }

    /// The jobs of two runs.
    pub(super) fn and(mut self, other: Self) -> Self {
        for (job, contenders) in other.0 {
            self.0.entry(job).or_default().extend(contenders);
        }
        self
    }

    /// The median time of a contender at a job, in milliseconds.
    pub(super) fn median(&self, job: &str, contender: &str) -> Result<f64> {
        let times = self.0.get(job).and_then(|job| job.get(contender));
        let times = times.with_context(|| format!("{contender} was not measured at {job}"))?;
        ensure!(!times.is_empty(), "{contender} has no round of {job}");
        Ok(median(times))
    }

    /// The time that 99 of 100 rounds of a contender at a job do not exceed, in milliseconds.
    pub(super) fn p99(&self, job: &str, contender: &str) -> Result<f64> {
        // Says who was not measured.
        self.median(job, contender)?;
        let times = &self.0[job][contender];
        let mut sorted = times.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() * 99).div_ceil(100);
        Ok(sorted[place - 1])
    }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_round_does_not_move_the_median() {
        let measured = Measured::read(r#"{"sign":{"a":[3.0,1.0,900.0],"b":[4,2]}}"#).unwrap();
        assert_eq!(measured.median("sign", "a").unwrap(), 3.0);
        assert_eq!(measured.median("sign", "b").unwrap(), 3.0);
    }

    #[test]
    fn one_round_of_a_hundred_is_slower_than_the_p99() {
        let times: Vec<f64> = (1..=200).map(f64::from).collect();
        let json = serde_json::json!({ "sign": { "a": times, "b": [7.0] } }).to_string();
        let measured = Measured::read(&json).unwrap();
        assert_eq!(measured.p99("sign", "a").unwrap(), 198.0);
        assert_eq!(measured.p99("sign", "b").unwrap(), 7.0);
        assert!(measured.p99("open", "a").is_err());
    }

    #[test]
    fn who_was_not_measured_has_no_figure() {
        let page = Measured::read(r#"{"sign":{"a":[1]}}"#).unwrap();
        let native = Measured::read(r#"{"sign":{"b":[2]},"open":{"a":[]}}"#).unwrap();
        let both = page.and(native);
        assert_eq!(both.median("sign", "b").unwrap(), 2.0);
        assert!(both.median("sign", "c").is_err());
        assert!(both.median("open", "a").is_err());
    }
}
