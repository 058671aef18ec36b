//! What Prometheus reads: requests, their time, and what is open right now.
//!
//! Labels are declared paths, never what a person sent, so their number is bounded and nothing
//! personal is counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Upper bounds of the time buckets, in seconds.
const BUCKETS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0];

/// The counters of one process.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<RequestLabels, u64>>,
    times: Mutex<BTreeMap<String, Histogram>>,
    jobs: Mutex<BTreeMap<&'static str, u64>>,
    in_flight: AtomicI64,
    streams: AtomicI64,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Default)]
struct Histogram {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

impl Metrics {
    /// Counts an answered request. `route` is a declared path.
    pub fn answered(&self, method: &axum::http::Method, route: &str, status: u16, took: Duration) {
        let method = match method.as_str() {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            _ => "OTHER",
        };
        let labels = RequestLabels {
            method,
            route: route.to_owned(),
            status,
        };
        *lock(&self.requests).entry(labels).or_default() += 1;
        let mut times = lock(&self.times);
        let histogram = times.entry(route.to_owned()).or_default();
        let seconds = took.as_secs_f64();
        for (count, bound) in histogram.buckets.iter_mut().zip(BUCKETS) {
            *count += u64::from(seconds <= bound);
        }
        histogram.count += 1;
        histogram.seconds += seconds;
    }

    /// Counts a piece of background work by how it ended.
    pub fn job(&self, outcome: &'static str, how_many: u64) {
        *lock(&self.jobs).entry(outcome).or_default() += how_many;
    }

    /// Counts a request as in flight for as long as the answer lives.
    pub fn in_flight(&self) -> Open<'_> {
        Open::new(&self.in_flight)
    }

    /// Returns the gauge of open event streams.
    pub fn streams(&self) -> &AtomicI64 {
        &self.streams
    }

    /// Returns the text Prometheus reads (exposition format 0.0.4).
    pub fn expose(&self) -> String {
        let mut text = String::new();
        self.write(&mut text)
            .expect("writing to a String cannot fail");
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "# TYPE rubrica_info gauge")?;
        writeln!(
            out,
            "rubrica_info{{version=\"{}\"}} 1",
            env!("CARGO_PKG_VERSION")
        )?;
        writeln!(out, "# TYPE rubrica_http_requests_total counter")?;
        for (labels, count) in &*lock(&self.requests) {
            let RequestLabels {
                method,
                route,
                status,
            } = labels;
            writeln!(
                out,
                "rubrica_http_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            )?;
        }
        writeln!(out, "# TYPE rubrica_http_request_seconds histogram")?;
        for (route, histogram) in &*lock(&self.times) {
            for (count, bound) in histogram.buckets.iter().zip(BUCKETS) {
                writeln!(
                    out,
                    "rubrica_http_request_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}} {count}"
                )?;
            }
            let Histogram { count, seconds, .. } = histogram;
            writeln!(
                out,
                "rubrica_http_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}"
            )?;
            writeln!(
                out,
                "rubrica_http_request_seconds_sum{{route=\"{route}\"}} {seconds}"
            )?;
            writeln!(
                out,
                "rubrica_http_request_seconds_count{{route=\"{route}\"}} {count}"
            )?;
        }
        writeln!(out, "# TYPE rubrica_http_requests_in_flight gauge")?;
        writeln!(
            out,
            "rubrica_http_requests_in_flight {}",
            self.in_flight.load(Ordering::Relaxed)
        )?;
        writeln!(out, "# TYPE rubrica_event_streams gauge")?;
        writeln!(
            out,
            "rubrica_event_streams {}",
            self.streams.load(Ordering::Relaxed)
        )?;
        writeln!(out, "# TYPE rubrica_jobs_total counter")?;
        for (outcome, count) in &*lock(&self.jobs) {
            writeln!(out, "rubrica_jobs_total{{outcome=\"{outcome}\"}} {count}")?;
        }
        Ok(())
    }
}

/// A panic while counting loses a count, never the counters.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// One more of something, until dropped.
pub struct Open<'a>(&'a AtomicI64);

impl<'a> Open<'a> {
    fn new(gauge: &'a AtomicI64) -> Self {
        gauge.fetch_add(1, Ordering::Relaxed);
        Self(gauge)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_under_its_route_and_its_time() {
        let metrics = Metrics::default();
        metrics.answered(
            &axum::http::Method::GET,
            "/healthz",
            200,
            Duration::from_millis(20),
        );
        let text = metrics.expose();
        assert!(text.contains(
            "rubrica_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"
        ));
        assert!(text.contains("_bucket{route=\"/healthz\",le=\"0.01\"} 0"));
        assert!(text.contains("_bucket{route=\"/healthz\",le=\"0.025\"} 1"));
    }

    #[test]
    fn what_is_in_flight_goes_down_again() {
        let metrics = Metrics::default();
        let open = metrics.in_flight();
        assert!(metrics.expose().contains("in_flight 1"));
        drop(open);
        assert!(metrics.expose().contains("in_flight 0"));
    }
}
