//! Kills the server at random moments while lotes flow, before a portal that loses answers and lists late; then
//! lets everything settle, and counts: what was acknowledged and is gone, what IMSS received twice, and what
//! has no state.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use idse_simulator::{Faults, Simulator, Variant};
use service::ports::Clock as _;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, timeout, timeout_at};

use crate::clock::FastClock;
use crate::support::{Signer, simulator_at};

/// The portal: it loses the answers of one lote in twenty, and lists a lote three minutes late.
fn variant(seed: u64) -> Variant {
    Variant {
        seed,
        answers_lost: 5,
        listed_after_seconds: 180,
        ..Variant::default()
    }
}

/// A start that takes longer is a failure of its own.
const STARTS_WITHIN: Duration = Duration::from_secs(60);
const SETTLES_WITHIN: Duration = Duration::from_secs(240);
/// The latest moment of a kill after the server was ready, in milliseconds.
const LATEST_KILL: u64 = 2_000;

pub(crate) async fn run(kills: u32, seed: u64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clock = FastClock::begin();
    let signer = Signer::new()?;
    let (simulator, url) = simulator_at(&signer.authority, Arc::new(move || clock.now())).await?;
    let faults = Faults {
        variant: variant(seed),
        ..Faults::default()
    };
    simulator.set_faults(faults).await?;
    let server = Server {
        folder: folder.path().display().to_string(),
        url,
        clock,
    };
    let mut acknowledged = BTreeSet::new();
    let mut chance = Chance(seed);
    for kill in 1..=kills {
        let after = Duration::from_millis(chance.below(LATEST_KILL));
        acknowledged.extend(server.until_killed(after).await?);
        if kill % 20 == 0 || kill == kills {
            eprintln!("{kill} kills, {} lotes acknowledged", acknowledged.len());
        }
    }
    ensure!(
        kills == 0 || !acknowledged.is_empty(),
        "nothing was acknowledged: nothing was tested"
    );
    let lotes = server.settle().await?;
    report(&acknowledged, &lotes, &simulator).await
}

/// How the server is started.
struct Server {
    folder: String,
    url: String,
    clock: FastClock,
}

/// What became of a lote.
struct Settled {
    status: String,
    huella: String,
    /// Movements that are not there, and such that have no result yet.
    missing: usize,
    open: usize,
}

type Output = Lines<BufReader<ChildStdout>>;

impl Server {
    fn start(&self, settle: bool) -> Result<(Child, Output)> {
        let mut command = Command::new(std::env::current_exe()?);
        let clock = self.clock.to_argument();
        command.args(["worker", &self.folder, &self.url, &clock]);
        if settle {
            command.arg("settle");
        }
        let mut child = command
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("the server does not start")?;
        let out = child.stdout.take().context("no output")?;
        Ok((child, BufReader::new(out).lines()))
    }

    /// Runs it, kills it `after` it was ready, and returns what it acknowledged until then.
    async fn until_killed(&self, after: Duration) -> Result<Vec<String>> {
        let (mut child, mut lines) = self.start(false)?;
        ready(&mut lines).await?;
        let until = Instant::now() + after;
        let mut acknowledged = Vec::new();
        let mut note = |line: String| {
            acknowledged.extend(line.strip_prefix("ACK ").map(str::to_owned));
        };
        while let Ok(line) = timeout_at(until, lines.next_line()).await {
            note(line?.context("the server ended before it was killed")?);
        }
        // SIGKILL: nothing is finished, nothing is said.
        child.kill().await?;
        while let Some(line) = lines.next_line().await? {
            note(line);
        }
        Ok(acknowledged)
    }

    /// Lets everything come to its end, and returns what became of each lote.
    async fn settle(&self) -> Result<BTreeMap<String, Settled>> {
        let (mut child, mut lines) = self.start(true)?;
        ready(&mut lines).await?;
        let mut lotes = BTreeMap::new();
        let reading = async {
            while let Some(line) = lines.next_line().await? {
                if line == "END" {
                    return Ok(());
                }
                let words: Vec<&str> = line.split(' ').collect();
                let ["LOTE", id, status, huella, missing, open] = words.as_slice() else {
                    bail!("not understood: {line}");
                };
                let settled = Settled {
                    status: (*status).to_owned(),
                    huella: (*huella).to_owned(),
                    missing: missing.parse()?,
                    open: open.parse()?,
                };
                lotes.insert((*id).to_owned(), settled);
            }
            bail!("the server ended before it had said everything")
        };
        timeout(SETTLES_WITHIN, reading)
            .await
            .context("nothing settles")??;
        child.kill().await?;
        Ok(lotes)
    }
}

async fn ready(lines: &mut Output) -> Result<()> {
    let line = timeout(STARTS_WITHIN, lines.next_line())
        .await
        .context("the server does not get ready")??;
    ensure!(line.as_deref() == Some("READY"), "it said {line:?}");
    Ok(())
}

/// Prints the counts, and fails where one of them is not zero.
async fn report(
    acknowledged: &BTreeSet<String>,
    lotes: &BTreeMap<String, Settled>,
    simulator: &Simulator,
) -> Result<()> {
    let mut received: BTreeMap<String, usize> = BTreeMap::new();
    for lote in simulator.received_lotes().await? {
        *received.entry(lote.huella).or_default() += 1;
    }
    let twice = received.values().filter(|times| **times > 1).count();
    let mut lost = Vec::new();
    let mut without_state = 0;
    let mut doubtful = 0;
    for id in acknowledged {
        let Some(lote) = lotes.get(id) else {
            lost.push(id);
            continue;
        };
        match lote.status.as_str() {
            "Procesado" if received.contains_key(&lote.huella) => without_state += lote.open,
            // A person decides, with what is known in front of her: a state, and none that loses anything.
            "Dudoso" => doubtful += 1,
            _ => {
                eprintln!("lote {id} came to rest as {}", lote.status);
                lost.push(id);
            }
        }
        without_state += lote.missing;
    }
    println!(
        "{} lotes acknowledged, {} received by the simulator: {} lost, {twice} sent twice, \
         {without_state} movements without a state ({doubtful} lotes for a person to decide)",
        acknowledged.len(),
        received.len(),
        lost.len(),
    );
    ensure!(
        lost.is_empty() && twice == 0 && without_state == 0,
        "not a single one may be"
    );
    Ok(())
}

/// SplitMix64: the same kills for the same seed, as far as a machine repeats itself.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
