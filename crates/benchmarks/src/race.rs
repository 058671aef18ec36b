//! Contenders in turn (A B A B), so that whatever slows the machine down slows them all.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use cpu_time::ThreadTime;

/// Milliseconds per operation, one number a round, by contender.
pub(crate) type Times = BTreeMap<&'static str, Vec<f64>>;

/// The times of every job.
pub(crate) type Jobs = BTreeMap<&'static str, Times>;

/// Who is measured at one job.
pub(crate) struct Contender<'a> {
    pub(crate) name: &'static str,
    /// One operation. It panics where its outcome is not what it should be.
    pub(crate) work: Box<dyn FnMut() + 'a>,
}

const ROUNDS: usize = 31;

/// Long enough that the clock's own steps and one interruption do not show.
const ROUND: Duration = Duration::from_millis(30);

/// Measures.
pub(crate) fn race(contenders: &mut [Contender<'_>]) -> Times {
    let counts: Vec<u32> = contenders.iter_mut().map(warm_up).collect();
    let mut times = Times::new();
    for _ in 0..ROUNDS {
        for (contender, count) in contenders.iter_mut().zip(&counts) {
            let each = time(*count, &mut contender.work);
            times.entry(contender.name).or_default().push(each);
        }
    }
    times
}

/// Runs until caches are warm, and gives how many operations fill a round.
fn warm_up(contender: &mut Contender<'_>) -> u32 {
    let each = time(3, &mut contender.work).max(1e-6);
    let count = (ROUND.as_secs_f64() * 1000.0 / each).clamp(1.0, 100_000.0);
    // At most a hundred thousand.
    count as u32
}

/// Milliseconds that one operation takes, of `count`: of a processor's time, so that what else the
/// machine does in between does not count. Nothing here uses a second thread.
fn time(count: u32, work: &mut dyn FnMut()) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..count {
        work();
    }
    start.elapsed().as_secs_f64() * 1000.0 / f64::from(count)
}

/// Writes the times to standard output.
pub(crate) fn tell(jobs: &Jobs) -> Result<()> {
    println!("{}", serde_json::to_string(jobs)?);
    Ok(())
}
