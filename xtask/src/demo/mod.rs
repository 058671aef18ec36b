//! The demo material: an invented company with keys, users and two years of history, made on this
//! machine and never committed.
//!
//! `run --demo` calls [`ensure`]. What is made lies in `demo/` below the data folder: key files,
//! `LEEME.txt` for people, `demo.json` for programs, `seed.json` for `rubrica init`,
//! `simulator.json` for `rubrica idse-simulator`. People and dates are the same every time; keys,
//! passwords and tokens are new. Of the product it uses the domain, `credential` with its feature
//! `issue`, and the shape of the seed; it knows no server and no database.
mod chance;
mod clock;
mod company;
mod guide;
mod history;
mod keys;
mod material;
mod people;
mod roster;
mod seed;
mod simulator;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rand_core::CryptoRngCore;
use serde_json::Value;

use crate::process::{self, say};
use chance::Chance;
use clock::Now;
use company::Company;
use guide::Head;
use keys::Keys;
use people::People;

/// Counts the changes of what is made here: a folder of another format is replaced.
const FORMAT: u32 = 6;
/// Of the people and of what happens to them.
const SEED: u64 = 20_260_115;

/// Demo material that lies ready.
pub(crate) struct Demo {
    folder: PathBuf,
    described: Value,
}

impl Demo {
    /// The document for `rubrica init --seed`.
    pub(crate) fn seed(&self) -> PathBuf {
        self.folder.join("seed.json")
    }

    /// Who can log in, and with which files: lines for the terminal, in Spanish.
    pub(crate) fn introduction(&self) -> String {
        guide::for_terminal(&self.folder.display().to_string(), &self.described)
    }
}

/// Sees to it that a data folder holds demo material that can be used: made once, and again only
/// when it is of another format, incomplete, or about to expire.
#[expect(
    clippy::disallowed_methods,
    reason = "this program is where clock and chance come in"
)]
pub(crate) fn ensure(data: &Path) -> Result<Demo> {
    let now = Now::at(jiff::Timestamp::now());
    ensure_at(data, now, &mut rand_core::OsRng)
}

fn ensure_at(data: &Path, now: Now, rng: &mut impl CryptoRngCore) -> Result<Demo> {
    let folder = data.join("demo");
    if let Some(described) = usable(&folder, now) {
        return Ok(Demo { folder, described });
    }
    if folder.exists() {
        say(
            "the demo material is not usable any more: making it again. A database that was filled from it knows the former keys; --data takes a new folder",
        );
    } else {
        say("making the demo material: keys, and two years of a company (some seconds)");
    }
    // Whole or not at all: an interrupted run leaves nothing that looks usable.
    let part = data.join("demo.part");
    clear(&part)?;
    let described = make(&part, now, rng)?;
    clear(&folder)?;
    fs::rename(&part, &folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(Demo { folder, described })
}

/// What demo.json says, if all of it is there and will last.
fn usable(folder: &Path, now: Now) -> Option<Value> {
    let text = fs::read_to_string(folder.join("demo.json")).ok()?;
    let described: Value = serde_json::from_str(&text).ok()?;
    let head: Head = serde_json::from_value(described.clone()).ok()?;
    let there = head.made.iter().all(|file| folder.join(file).is_file());
    (head.format == FORMAT && now.instant < head.usable_until && there).then_some(described)
}

fn make(folder: &Path, now: Now, rng: &mut impl CryptoRngCore) -> Result<Value> {
    let company = Company::new(rng);
    let keys = Keys::issue(&company, now, rng)?;
    let mut people = People::new(SEED);
    let mut chance = Chance::new(SEED);
    let (trabajadores, filed) = history::live(&company, now, &mut people, &mut chance);
    let present = history::at_present(&company, now, &trabajadores, &mut people, &mut chance);

    let picks = material::write(folder, &company, &keys, rng)?;
    let seed = seed::seed(&company, &keys, now, &filed, &present, rng)?;
    let known_otherwise = &present.known_otherwise;
    let simulator =
        simulator::simulator(&company, &keys, now, &trabajadores, known_otherwise, &seed);
    process::write(
        &folder.join("seed.json"),
        serde_json::to_string_pretty(&seed)?,
    )?;
    process::write(
        &folder.join("simulator.json"),
        serde_json::to_string_pretty(&simulator)?,
    )?;
    process::write(
        &folder.join("LEEME.txt"),
        guide::for_people(&company, &picks, &seed),
    )?;

    let mut made: Vec<String> = picks.iter().flat_map(|pick| pick.files.clone()).collect();
    made.extend(["seed.json", "simulator.json", "LEEME.txt"].map(str::to_owned));
    made.sort();
    made.dedup();
    let lasting = [
        &keys.moral,
        &keys.fisica,
        &keys.imss_matriz,
        &keys.imss_queretaro,
    ];
    let head = Head {
        format: FORMAT,
        usable_until: guide::usable_until(lasting.map(|c| &c.certificate).into_iter()),
        made,
    };
    let described = guide::for_programs(&head, &company, now, &picks, &seed);
    // Last: while it is missing, nothing here counts as made.
    process::write(
        &folder.join("demo.json"),
        serde_json::to_string_pretty(&described)?,
    )?;
    Ok(described)
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
