//! What is asked: the questions of the issue, each with the words in which the peer is asked the same.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result};
use imss::movimiento::TipoMovimiento;
use jiff::civil::date;
use model::MovementStatus;
use serde::Deserialize;
use serde_json::{Value, json};
use service::ids::{EmpresaId, RegistroId};
use service::store::{HistoryQuery, MovementStore as _, SearchText};
use storage::Database;

use crate::data::{Data, curp, name, nss};

/// Rows of a page.
const PAGE: u32 = 50;
/// Questions that are asked of a database that is opened again.
const AGAIN: usize = 90;
/// The page that lies deep.
const DEEP: usize = 200;

/// One question.
pub struct Question {
    pub name: &'static str,
    pub empresa: EmpresaId,
    pub registros: Vec<RegistroId>,
    /// `None` asks for the totals.
    pub history: Option<HistoryQuery>,
}

impl Question {
    /// In words that need none of our types.
    pub fn describe(&self) -> Value {
        let query = self.history.as_ref();
        json!({
            "name": self.name,
            "empresa": self.empresa,
            "registros": self.registros,
            "counts": query.is_none(),
            "tipo": query.and_then(|query| query.tipo),
            "estados": query.map(|query| query.estados.clone()).unwrap_or_default(),
            "from": query.and_then(|query| query.from),
            "to": query.and_then(|query| query.to),
            "words": query.map(|query| query.texto.words().to_vec()).unwrap_or_default(),
            "cursor": query.and_then(|query| query.cursor),
            "limit": PAGE,
        })
    }
}

/// A question as it was written for the peer, for a database that is opened again.
#[derive(Deserialize)]
pub struct AskedAgain {
    empresa: EmpresaId,
    registros: Vec<RegistroId>,
    tipo: Option<TipoMovimiento>,
    estados: BTreeSet<MovementStatus>,
}

impl AskedAgain {
    /// Reads some of those that were asked.
    pub fn read(folder: &Path) -> Result<Vec<Self>> {
        let file = std::fs::read(folder.join("questions.json"))?;
        let mut all: Vec<Self> = serde_json::from_slice(&file)?;
        all.truncate(AGAIN);
        Ok(all)
    }

    /// Asks for registros patronales, type and states alone.
    pub fn query(self) -> HistoryQuery {
        HistoryQuery {
            tipo: self.tipo,
            estados: self.estados,
            ..HistoryQuery::of(self.empresa, self.registros, PAGE)
        }
    }
}

/// Returns every question, `rounds` times, each time about something else.
pub async fn questions(database: &Database, data: &Data, rounds: usize) -> Result<Vec<Question>> {
    let (empresa, registros) = data.asked();
    let all: Vec<RegistroId> = registros.iter().map(|registro| registro.id).collect();
    let everything = HistoryQuery::of(empresa, all.clone(), PAGE);
    let deep = deep(database, &everything).await?;
    let text = |words: &str| -> Result<HistoryQuery> {
        Ok(HistoryQuery {
            texto: SearchText::parse(words)?,
            ..everything.clone()
        })
    };
    let mut questions = Vec::new();
    for round in 0..rounds {
        let one = vec![all[round % all.len()]];
        let month = i8::try_from(round % 12 + 1)?;
        let first = date(2024, month, 1);
        let trabajador = round * 7 % data.trabajador_count();
        let [paterno, ..] = name(trabajador);
        let prefix: String = paterno.chars().take(6).collect();
        let asked = [
            ("first-page-of-one", HistoryQuery::of(empresa, one, PAGE)),
            ("first-page-of-all", everything.clone()),
            (
                "a-month-filtered",
                HistoryQuery {
                    tipo: Some(TipoMovimiento::Baja),
                    estados: BTreeSet::from([MovementStatus::Operado]),
                    from: Some(first),
                    to: Some(first.last_of_month()),
                    ..everything.clone()
                },
            ),
            (
                "what-is-listo",
                HistoryQuery {
                    estados: BTreeSet::from([MovementStatus::Listo]),
                    ..everything.clone()
                },
            ),
            ("one-worker-by-nss", text(&nss(trabajador))?),
            ("one-worker-by-curp", text(&curp(trabajador))?),
            ("a-name-by-prefix", text(&prefix)?),
            ("page-200", deep.clone()),
        ];
        for (name, query) in asked {
            questions.push(Question {
                name,
                empresa,
                registros: query.registros.clone(),
                history: Some(query),
            });
        }
        questions.push(Question {
            name: "counts",
            empresa,
            registros: all.clone(),
            history: None,
        });
    }
    Ok(questions)
}

/// The question for the page that lies deep, or for the last where there are fewer.
async fn deep(database: &Database, everything: &HistoryQuery) -> Result<HistoryQuery> {
    let mut query = everything.clone();
    for _ in 1..DEEP {
        let page = database.history(&query).await?;
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => break,
        }
    }
    query.cursor.context("there is one page alone")?;
    Ok(query)
}
