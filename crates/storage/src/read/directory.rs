//! The directory: `by_name` in its order, or the workers whom the words asked for name, where those are
//! few.

use async_trait::async_trait;
use imss::id::Nss;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::ids::EmpresaId;
use service::records::Trabajador;
use service::store::{
    DirectoryCursor, DirectoryPage, DirectoryQuery, StoreError, TrabajadorStore, directory_place,
    trabajador_key,
};

use super::ranges::{Placed, Range, Start, refill};
use super::words;
use crate::database::Database;

const BY_NAME: &str = "by_name";
/// The most workers that one page looks at. A page that is not full by then says where to go on.
const LOOKED_AT: usize = 5_000;

/// A row of `by_name`.
#[derive(Deserialize)]
struct Found {
    id: Json,
    nombre: String,
    nss: Nss,
    vigente: bool,
}

impl Placed for Found {
    fn id(&self, _table: &'static str) -> Json {
        self.id.clone()
    }
}

/// One page.
pub(super) async fn page(
    database: &Database,
    asked: &DirectoryQuery,
) -> Result<DirectoryPage, StoreError> {
    let mut page = Page {
        asked,
        found: Vec::new(),
    };
    let candidates = match asked.texto.is_empty() {
        true => None,
        false => words::candidates(database, asked.empresa, &asked.texto).await?,
    };
    let Some(candidates) = candidates else {
        return by_name(database, asked, page).await;
    };
    let mut trabajadores = candidates.trabajadores(database, asked.empresa).await?;
    trabajadores.sort_by_key(directory_place);
    page.take(
        trabajadores
            .into_iter()
            .filter(|trabajador| asked.follows(trabajador)),
    );
    Ok(page.done(None))
}

/// Reads on in the order of the names until the page is full.
async fn by_name(
    database: &Database,
    asked: &DirectoryQuery,
    mut page: Page<'_>,
) -> Result<DirectoryPage, StoreError> {
    let scope = asked
        .registro
        .map_or_else(|| json!(""), |registro| json!(registro));
    let prefix = vec![json!(asked.empresa), scope];
    let from = match &asked.cursor {
        Some(DirectoryCursor { nombre, nss }) => {
            Start::After(json!([prefix[0], prefix[1], nombre, nss]))
        }
        None => Start::At(json!(prefix)),
    };
    let value = "{ id: record::id(id), nombre: nombre, nss: nss, vigente: vigente }";
    let mut ranges = [Range::<Found>::new(
        BY_NAME,
        value,
        from,
        prefix,
        page.wanted(),
    )];
    let mut looked_at = 0;
    loop {
        refill(database, &mut ranges).await?;
        let mut part = Vec::new();
        let mut last = None;
        while let Some(found) = ranges[0].pop() {
            looked_at += 1;
            last = Some(DirectoryCursor {
                nombre: found.nombre,
                nss: found.nss,
            });
            if found.vigente || !asked.vigentes {
                part.push(found.nss);
            }
        }
        let Some(last) = last else {
            return Ok(page.done(None));
        };
        page.take(database.trabajadores(asked.empresa, &part).await?);
        if page.is_full() || looked_at >= LOOKED_AT {
            return Ok(page.done(Some(last)));
        }
    }
}

/// A page that fills up.
struct Page<'a> {
    asked: &'a DirectoryQuery,
    found: Vec<Trabajador>,
}

impl Page<'_> {
    /// One more than asked for tells whether there is a next page.
    fn wanted(&self) -> usize {
        self.asked.limit.max(1) as usize + 1
    }

    fn is_full(&self) -> bool {
        self.found.len() >= self.wanted()
    }

    /// Takes from workers, in the order of the directory, those that belong to the answer, until the page
    /// is full.
    fn take(&mut self, trabajadores: impl IntoIterator<Item = Trabajador>) {
        for trabajador in trabajadores {
            if self.is_full() {
                break;
            }
            // What belongs to the answer is the service's to say.
            if self.asked.matches(&trabajador) {
                self.found.push(trabajador);
            }
        }
    }

    /// `looked_at`: where reading stopped, if it did before the end.
    fn done(mut self, looked_at: Option<DirectoryCursor>) -> DirectoryPage {
        let full = self.is_full();
        self.found.truncate(self.wanted() - 1);
        let next = match full {
            true => self.found.last().map(directory_place),
            false => looked_at,
        };
        DirectoryPage {
            trabajadores: self.found,
            next,
        }
    }
}

#[async_trait]
impl TrabajadorStore for Database {
    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        trabajadores: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError> {
        let keys = trabajadores.iter().map(|nss| trabajador_key(empresa, *nss));
        self.several(empresa, keys.collect()).await
    }

    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError> {
        page(self, query).await
    }
}
