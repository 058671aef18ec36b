//! Measures the history through the repository, at one size, and writes what it measured on to the peer.
//!
//! `history MOVEMENTS FOLDER` makes a database of 3 companies with 20 registros patronales in `FOLDER/db`, fills
//! it with so many movements, asks each question some times, and prints milliseconds per question, one number
//! a round. The rows go to `FOLDER/rows.ndjson` and the questions to `FOLDER/questions.json`, so that the peer
//! answers the same. `history reopen FOLDER` opens that database again, as a server that starts does, asks each
//! question once, and prints how long the opening took and how much memory it holds then.
//! `cargo xtask bench history` runs all three.

mod data;
mod questions;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use service::records::HistoryRow;
use service::store::{MovementStore as _, Store as _, history_row};
use storage::Database;

use data::Data;
use questions::{AskedAgain, Question, questions};

/// Movements of one commit, as an import makes them.
const PER_UNIT: usize = 1_000;
/// How often each question is asked.
const ROUNDS: usize = 200;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().context("how many movements?")?;
    let folder = PathBuf::from(arguments.next().context("in which folder?")?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(10 * 1024 * 1024)
        .build()?;
    runtime.block_on(async {
        match size.as_str() {
            "reopen" => reopen(&folder).await,
            size => measure(size.parse()?, &folder).await,
        }
    })
}

/// Where the database is.
fn url(folder: &Path) -> String {
    format!("surrealkv://{}", folder.join("db").display())
}

/// How long a start takes, and how much memory a server holds that has answered each question once.
async fn reopen(folder: &Path) -> Result<()> {
    let begun = Instant::now();
    let database = Database::open(&url(folder)).await?;
    database.ready().await?;
    let milliseconds = begun.elapsed().as_secs_f64() * 1_000.0;
    for asked in AskedAgain::read(folder)? {
        database.history(&asked.query()).await?;
    }
    let times = json!({ "start": [milliseconds], "memory": [resident_megabytes()?] });
    drop(database);
    println!("{times}");
    Ok(())
}

async fn measure(size: usize, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    if folder.join("db").exists() {
        std::fs::remove_dir_all(folder.join("db"))?;
    }
    let database = Database::open(&url(folder)).await?;
    let data = Data::new(size);
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let seconds = fill(&database, &data, folder).await?;
    times.insert("import".to_owned(), vec![seconds]);
    let questions = questions(&database, &data, ROUNDS).await?;
    let mut described = Vec::new();
    for question in questions {
        described.push(question.describe());
        let begun = Instant::now();
        let answered = question.ask(&database).await?;
        let milliseconds = begun.elapsed().as_secs_f64() * 1_000.0;
        ensure!(answered > 0, "{} finds nothing", question.name);
        let of_name = times.entry(question.name.to_owned()).or_default();
        of_name.push(milliseconds);
    }
    std::fs::write(
        folder.join("questions.json"),
        serde_json::to_string(&described)?,
    )?;
    times.insert(
        "memory-after-import".to_owned(),
        vec![resident_megabytes()?],
    );
    drop(database);
    println!("{}", json!(times));
    Ok(())
}

/// Fills the database, and writes the same rows to a file; how many seconds the database took.
async fn fill(database: &Database, data: &Data, folder: &Path) -> Result<f64> {
    let mut file = BufWriter::new(File::create(folder.join("rows.ndjson"))?);
    database.commit(data.companies()).await?;
    for trabajadores in data.trabajadores() {
        database.commit(trabajadores).await?;
    }
    let mut seconds = 0.0;
    for first in (0..data.size).step_by(PER_UNIT) {
        let movements = data.movements(first, PER_UNIT.min(data.size - first));
        for movement in &movements {
            let row: HistoryRow = history_row(movement);
            serde_json::to_writer(&mut file, &row)?;
            file.write_all(b"\n")?;
        }
        for unit in data.units(movements) {
            let begun = Instant::now();
            database.commit(unit).await?;
            seconds += begun.elapsed().as_secs_f64();
        }
    }
    file.flush()?;
    Ok(seconds)
}

/// How much memory the process holds, by Linux's own account.
fn resident_megabytes() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    let kilobytes: f64 = kilobytes.context("Linux does not tell")?.parse()?;
    Ok(kilobytes / 1024.0)
}

impl Question {
    /// Asks it; how many rows came.
    async fn ask(&self, database: &Database) -> Result<usize> {
        Ok(match &self.history {
            Some(query) => database.history(query).await?.rows.len(),
            None => {
                let counts = database.counts(self.empresa, &self.registros).await?;
                counts.len()
            }
        })
    }
}
