//! The workers whom words name: `by_word`, read as far as it says anything.

use std::collections::BTreeSet;

use imss::id::Nss;
use serde_json::json;
use service::ids::EmpresaId;
use service::records::{HistoryRow, Trabajador};
use service::store::{HistoryQuery, SearchText, StoreError, TrabajadorStore as _, directory_words};

use crate::database::Database;
use crate::lookup::BY_WORD;
use crate::query;

/// The most workers that one word may name to tell anything: more are found by reading on in the order
/// asked for, where they come soon.
pub(super) const MOST: usize = 200;
/// A character after every one that a name or number has.
const LAST: char = '\u{10FFFF}';

/// Whom a text names.
pub(super) enum Named {
    /// There is no text.
    Anybody,
    /// These workers' numbers, those of before included.
    Trabajadores(BTreeSet<Nss>),
    /// More workers than it pays to follow one by one.
    Many,
}

impl Named {
    /// Whether a row belongs to what the text of `asked` finds.
    pub(super) fn holds(&self, asked: &HistoryQuery, row: &HistoryRow) -> bool {
        match self {
            Self::Anybody => true,
            Self::Many => asked.names(row),
            Self::Trabajadores(trabajadores) => {
                row.nss.is_some_and(|nss| trabajadores.contains(&nss)) || asked.names(row)
            }
        }
    }
}

/// The workers whom a text names, by the names of before as well.
pub(super) async fn named(
    database: &Database,
    empresa: EmpresaId,
    texto: &SearchText,
) -> Result<Named, StoreError> {
    if texto.is_empty() {
        return Ok(Named::Anybody);
    }
    let Some(candidates) = candidates(database, empresa, texto).await? else {
        return Ok(Named::Many);
    };
    let mut numbers = candidates.numbers.clone();
    for trabajador in candidates.trabajadores(database, empresa).await? {
        if candidates.fits(&trabajador) {
            numbers.extend(trabajador.antes);
        } else {
            numbers.remove(&trabajador.nss);
        }
    }
    // What was filed elsewhere may be about somebody whom the directory does not know.
    if let [word] = texto.words() {
        numbers.extend(Nss::parse(word).ok());
    }
    Ok(Named::Trabajadores(numbers))
}

/// Workers who have every word that says anything.
pub(super) struct Candidates {
    numbers: BTreeSet<Nss>,
    /// Words that too many workers have: to be looked for in each.
    vague: SearchText,
}

impl Candidates {
    /// Their records.
    pub(super) async fn trabajadores(
        &self,
        database: &Database,
        empresa: EmpresaId,
    ) -> Result<Vec<Trabajador>, StoreError> {
        let numbers: Vec<Nss> = self.numbers.iter().copied().collect();
        match numbers.is_empty() {
            true => Ok(Vec::new()),
            false => database.trabajadores(empresa, &numbers).await,
        }
    }

    /// Whether a worker has the words that too many have.
    fn fits(&self, trabajador: &Trabajador) -> bool {
        let words = directory_words(trabajador);
        self.vague.is_found_in(words.iter().map(String::as_str))
    }
}

/// The workers who have every word of a text; `None` where each of its words is had by too many.
pub(super) async fn candidates(
    database: &Database,
    empresa: EmpresaId,
    texto: &SearchText,
) -> Result<Option<Candidates>, StoreError> {
    let mut statements = String::new();
    let mut binds = json!({ "empresa": empresa });
    for (at, word) in texto.words().iter().enumerate() {
        statements.push_str(&format!(
            "SELECT VALUE nss FROM type::record('{BY_WORD}', [$empresa, $w{at}]..[$empresa, $l{at}]) \
             LIMIT {};",
            MOST + 1
        ));
        binds[format!("w{at}")] = json!(word);
        binds[format!("l{at}")] = json!(format!("{word}{LAST}"));
    }
    let answers = query::each(database, &statements, binds).await?;
    let mut numbers: Option<BTreeSet<Nss>> = None;
    let mut vague = Vec::new();
    for (word, rows) in texto.words().iter().zip(answers) {
        if rows.len() > MOST {
            vague.push(word.as_str());
            continue;
        }
        let rows = rows.into_iter().map(query::parse);
        let found = rows.collect::<Result<BTreeSet<Nss>, _>>()?;
        numbers = Some(match numbers {
            Some(numbers) => numbers.intersection(&found).copied().collect(),
            None => found,
        });
    }
    let vague = SearchText::parse(&vague.join(" ")).unwrap_or_default();
    Ok(numbers.map(|numbers| Candidates { numbers, vague }))
}
