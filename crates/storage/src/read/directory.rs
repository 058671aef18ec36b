//! The directory: `by_name` read by the first letters of the names, or `by_word` by the longest word
//! asked for.

use imss::id::Nss;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::records::Trabajador;
use service::store::{
    DirectoryCursor, DirectoryPage, DirectoryQuery, Store as _, StoreError, directory_place,
};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::open::Database;
use crate::{lookup, query};

/// Shorter beginnings of words are those of too many workers: the list is read instead.
const SHORTEST: usize = 2;
/// A character after every one that a name or number has.
const LAST: char = '\u{10FFFF}';

#[derive(Deserialize)]
struct Found {
    nombre: String,
    nss: Nss,
}

/// One page.
pub(super) async fn page(
    database: &Database,
    asked: &DirectoryQuery,
) -> Result<DirectoryPage, StoreError> {
    let limit = asked.limit.max(1) as usize;
    let words = asked.words();
    let longest = words.iter().max_by_key(|word| word.chars().count());
    let mut page = Page {
        database,
        asked,
        // One more than asked for tells whether there is a next page.
        wanted: limit + 1,
        found: Vec::new(),
    };
    match longest.filter(|word| word.chars().count() >= SHORTEST) {
        Some(word) => {
            let found = beginning_with(&database.db, asked, word).await?;
            page.take(found).await?;
        }
        None => {
            for initial in initials(&database.db, asked).await? {
                if page.is_full() {
                    break;
                }
                let found = named(&database.db, asked, &initial).await?;
                page.take(found).await?;
            }
        }
    }
    let mut trabajadores = page.found;
    let more = trabajadores.len() > limit;
    trabajadores.truncate(limit);
    let next = trabajadores.last().filter(|_| more).map(directory_place);
    Ok(DirectoryPage { trabajadores, next })
}

/// A page that fills up.
struct Page<'a> {
    database: &'a Database,
    asked: &'a DirectoryQuery,
    wanted: usize,
    found: Vec<Trabajador>,
}

impl Page<'_> {
    fn is_full(&self) -> bool {
        self.found.len() >= self.wanted
    }

    /// Takes from candidates, in the order of the directory, those that belong to the answer, until
    /// the page is full.
    async fn take(&mut self, mut candidates: Vec<Found>) -> Result<(), StoreError> {
        candidates.sort_by(|a, b| (&a.nombre, a.nss).cmp(&(&b.nombre, b.nss)));
        candidates.dedup_by_key(|found| found.nss);
        candidates.retain(|found| {
            let Some(DirectoryCursor { nombre, nss }) = &self.asked.cursor else {
                return true;
            };
            (&found.nombre, found.nss) > (nombre, *nss)
        });
        for part in candidates.chunks(self.wanted) {
            if self.is_full() {
                break;
            }
            let numbers: Vec<Nss> = part.iter().map(|found| found.nss).collect();
            let workers = self
                .database
                .trabajadores(self.asked.empresa, &numbers)
                .await?;
            // What belongs to the answer is the service's to say.
            let matching = workers.into_iter().filter(|w| self.asked.matches(w));
            self.found.extend(matching);
        }
        self.found.truncate(self.wanted);
        Ok(())
    }
}

async fn beginning_with(
    db: &Surreal<Any>,
    asked: &DirectoryQuery,
    word: &str,
) -> Result<Vec<Found>, StoreError> {
    query::rows(
        db,
        "SELECT nombre, nss FROM by_word:[$empresa, $word]..[$empresa, $last]",
        json!({ "empresa": asked.empresa, "word": word, "last": format!("{word}{LAST}") }),
    )
    .await
}

/// The first letters of the names in the directory, from the cursor on.
async fn initials(db: &Surreal<Any>, asked: &DirectoryQuery) -> Result<Vec<String>, StoreError> {
    let mut initials: Vec<String> = query::rows(
        db,
        "SELECT VALUE name FROM window:['by_name', $empresa, $scope]\
         ..['by_name', $empresa, $scope, {}]",
        json!({ "empresa": asked.empresa, "scope": scope(asked) }),
    )
    .await?;
    if let Some(cursor) = &asked.cursor {
        let from = lookup::initial(&cursor.nombre);
        initials.retain(|initial| *initial >= from);
    }
    initials.sort_unstable();
    Ok(initials)
}

async fn named(
    db: &Surreal<Any>,
    asked: &DirectoryQuery,
    initial: &str,
) -> Result<Vec<Found>, StoreError> {
    let vigente = if asked.vigentes { "WHERE vigente" } else { "" };
    query::rows(
        db,
        &format!(
            "SELECT nombre, nss FROM by_name:[$empresa, $scope, $initial]\
             ..[$empresa, $scope, $last] {vigente}"
        ),
        json!({
            "empresa": asked.empresa,
            "scope": scope(asked),
            "initial": initial,
            "last": format!("{initial}{LAST}"),
        }),
    )
    .await
}

/// The registro patronal whose workers are listed; none, everybody.
fn scope(asked: &DirectoryQuery) -> Json {
    asked
        .registro
        .map_or_else(|| json!(""), |registro| json!(registro))
}
