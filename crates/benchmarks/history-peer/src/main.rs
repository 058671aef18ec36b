//! SQLite through rusqlite, on the rows and with the questions that the example `history` of `storage` wrote:
//! `history-peer FOLDER` prints milliseconds per question, one number a round.
//!
//! The indexes are those that a careful person would make: one for each question, each in the order of its
//! answer. Durable as ours: WAL, synced at every commit.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use rusqlite::{Connection, ToSql, params};
use serde::Deserialize;
use serde_json::json;

/// Movements of one commit.
const PER_COMMIT: usize = 1_000;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE movement (
        id TEXT PRIMARY KEY, empresa TEXT NOT NULL, registro TEXT NOT NULL, fecha TEXT NOT NULL,
        tipo TEXT NOT NULL, estado TEXT NOT NULL, nss TEXT, body TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX by_registro ON movement (empresa, registro, fecha DESC, id DESC);
    CREATE INDEX by_date ON movement (empresa, fecha DESC, id DESC);
    CREATE INDEX by_state ON movement (empresa, estado, fecha DESC, id DESC);
    CREATE INDEX by_type_and_state ON movement (empresa, tipo, estado, fecha DESC, id DESC);
    CREATE INDEX by_worker ON movement (empresa, nss, fecha DESC, id DESC);
    CREATE TABLE word (
        empresa TEXT NOT NULL, word TEXT NOT NULL, nss TEXT NOT NULL, PRIMARY KEY (empresa, word, nss)
    ) WITHOUT ROWID;
    CREATE TABLE total (
        empresa TEXT NOT NULL, registro TEXT NOT NULL, tipo TEXT NOT NULL, estado TEXT NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (empresa, registro, tipo, estado)
    ) WITHOUT ROWID;";

#[derive(Deserialize)]
struct Row {
    id: String,
    empresa: String,
    registro: String,
    fecha: String,
    tipo: String,
    estado: String,
    nss: Option<String>,
    busqueda: String,
}

#[derive(Deserialize)]
struct Cursor {
    fecha: String,
    id: String,
}

#[derive(Deserialize)]
struct Question {
    name: String,
    empresa: String,
    registros: Vec<String>,
    counts: bool,
    tipo: Option<String>,
    estados: Vec<String>,
    from: Option<String>,
    to: Option<String>,
    words: Vec<String>,
    cursor: Option<Cursor>,
    limit: u32,
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).map(PathBuf::from);
    let folder = folder.context("in which folder?")?;
    let kept = tempfile::tempdir_in(&folder)?;
    let mut database = Connection::open(kept.path().join("db"))?;
    database.execute_batch(SCHEMA)?;
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let seconds = fill(&mut database, &folder)?;
    times.insert("import".to_owned(), vec![seconds]);
    let questions = File::open(folder.join("questions.json"))?;
    let questions: Vec<Question> = serde_json::from_reader(BufReader::new(questions))?;
    for question in questions {
        let begun = Instant::now();
        let answered = match question.counts {
            true => counts(&database, &question)?,
            false => page(&database, &question)?,
        };
        let milliseconds = begun.elapsed().as_secs_f64() * 1_000.0;
        ensure!(answered > 0, "{} finds nothing", question.name);
        times.entry(question.name).or_default().push(milliseconds);
    }
    println!("{}", json!(times));
    Ok(())
}

fn fill(database: &mut Connection, folder: &Path) -> Result<f64> {
    let file = BufReader::new(File::open(folder.join("rows.ndjson"))?);
    let lines = file.lines().collect::<Result<Vec<String>, _>>()?;
    let mut seconds = 0.0;
    for part in lines.chunks(PER_COMMIT) {
        let rows = part
            .iter()
            .map(|line| Ok((serde_json::from_str::<Row>(line)?, line)))
            .collect::<Result<Vec<_>>>()?;
        let begun = Instant::now();
        let commit = database.transaction()?;
        {
            let mut movement = commit
                .prepare_cached("INSERT INTO movement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
            let mut word =
                commit.prepare_cached("INSERT OR IGNORE INTO word VALUES (?1, ?2, ?3)")?;
            let mut total = commit.prepare_cached(
                "INSERT INTO total VALUES (?1, ?2, ?3, ?4, 1)
                 ON CONFLICT DO UPDATE SET count = count + 1",
            )?;
            for (row, body) in rows {
                movement.execute(params![
                    row.id,
                    row.empresa,
                    row.registro,
                    row.fecha,
                    row.tipo,
                    row.estado,
                    row.nss,
                    body
                ])?;
                total.execute(params![row.empresa, row.registro, row.tipo, row.estado])?;
                if let Some(nss) = &row.nss {
                    for one in row.busqueda.split(' ') {
                        word.execute(params![row.empresa, one, nss])?;
                    }
                }
            }
        }
        commit.commit()?;
        seconds += begun.elapsed().as_secs_f64();
    }
    Ok(seconds)
}

fn page(database: &Connection, question: &Question) -> Result<usize> {
    let mut text = String::from("SELECT id, fecha, body FROM movement WHERE empresa = ?");
    let mut binds: Vec<&dyn ToSql> = vec![&question.empresa];
    if let [registro] = question.registros.as_slice() {
        text.push_str(" AND registro = ?");
        binds.push(registro);
    }
    if let Some(tipo) = &question.tipo {
        text.push_str(" AND tipo = ?");
        binds.push(tipo);
    }
    if let [estado] = question.estados.as_slice() {
        text.push_str(" AND estado = ?");
        binds.push(estado);
    }
    if let Some(from) = &question.from {
        text.push_str(" AND fecha >= ?");
        binds.push(from);
    }
    if let Some(to) = &question.to {
        text.push_str(" AND fecha <= ?");
        binds.push(to);
    }
    if let Some(cursor) = &question.cursor {
        text.push_str(" AND (fecha, id) < (?, ?)");
        binds.push(&cursor.fecha);
        binds.push(&cursor.id);
    }
    let ends: Vec<String> = question
        .words
        .iter()
        .map(|word| format!("{word}\u{10FFFF}"))
        .collect();
    for (word, end) in question.words.iter().zip(&ends) {
        text.push_str(
            " AND nss IN (SELECT nss FROM word WHERE empresa = ? AND word BETWEEN ? AND ?)",
        );
        binds.push(&question.empresa);
        binds.push(word);
        binds.push(end);
    }
    text.push_str(" ORDER BY fecha DESC, id DESC LIMIT ?");
    let limit = question.limit + 1;
    binds.push(&limit);
    let mut statement = database.prepare_cached(&text)?;
    let mut rows = statement.query(binds.as_slice())?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let body: String = row.get(2)?;
        // Ours are parsed as well.
        let _: Row = serde_json::from_str(&body)?;
        found += 1;
    }
    Ok(found)
}

fn counts(database: &Connection, question: &Question) -> Result<usize> {
    let mut statement = database
        .prepare_cached("SELECT registro, tipo, estado, count FROM total WHERE empresa = ?")?;
    let mut rows = statement.query([&question.empresa])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let _: i64 = row.get(3)?;
        found += 1;
    }
    Ok(found)
}
