//! The directory searched and read: by the company's people, not through a consult link.

use imss::id::Nss;
use model::limits::PAGE_MAX_ROWS;

use super::error::TrabajadorError;
use crate::Service;
use crate::caller::{ReadScope, Reader};
use crate::common_error::CommonError;
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{MovementRecord, Trabajador};
use crate::store::{DirectoryCursor, DirectoryPage, DirectoryQuery, SearchText, StoreError};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words, each the beginning of a word of name, NSS, CURP, RFC or clave; empty, everybody.
    pub texto: String,
    /// Only those that are, or were, with this registro patronal.
    pub registro: Option<RegistroId>,
    /// Only those that are vigente: with `registro`, or with any.
    pub vigentes: bool,
    /// Where the last page ended.
    pub cursor: Option<DirectoryCursor>,
    /// Workers wanted, at most 200.
    pub limit: u32,
}

/// A worker with the movements that are held of them.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The worker.
    pub trabajador: Trabajador,
    /// The movements, newest first, at most 200.
    pub movements: Vec<MovementRecord>,
}

/// Returns a page of the directory, by name.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader who is not one of the company's people;
/// [`CommonError::TooMuchText`].
pub async fn search(
    service: &Service,
    reader: &impl Reader,
    search: Search,
) -> Result<DirectoryPage, TrabajadorError> {
    let scope = shown(reader)?;
    let query = DirectoryQuery {
        empresa: scope.empresa,
        registro: search.registro,
        vigentes: search.vigentes,
        texto: SearchText::parse(&search.texto).map_err(CommonError::from)?,
        cursor: search.cursor,
        limit: search.limit.clamp(1, PAGE_MAX_ROWS),
    };
    Ok(service.store.directory(&query).await?)
}

/// Returns one worker, by the present number or one that IMSS merged into it.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader who is not one of the company's people; no such worker.
pub async fn get(
    service: &Service,
    reader: &impl Reader,
    nss: Nss,
) -> Result<Detail, TrabajadorError> {
    let scope = shown(reader)?;
    let trabajador = current(service, scope.empresa, nss).await?;
    let trabajador = trabajador.ok_or(CommonError::NotFound("ese trabajador"))?;
    let mut numbers = trabajador.antes.clone();
    numbers.push(trabajador.nss);
    let mut rows = service.store.movements_of(scope.empresa, &numbers).await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.place()));
    let newest = rows.iter().take(PAGE_MAX_ROWS as usize);
    let ids: Vec<MovementId> = newest.map(|row| row.id).collect();
    let movements = service.store.movements(scope.empresa, &ids).await?;
    Ok(Detail {
        trabajador,
        movements,
    })
}

/// The worker that a number leads to.
pub(crate) async fn current(
    service: &Service,
    empresa: EmpresaId,
    nss: Nss,
) -> Result<Option<Trabajador>, StoreError> {
    let found = service.store.trabajadores(empresa, &[nss]).await?;
    if let Some(trabajador) = found.into_iter().next() {
        return Ok(Some(trabajador));
    }
    let query = DirectoryQuery {
        empresa,
        registro: None,
        vigentes: false,
        texto: SearchText::parse(nss.as_ref()).unwrap_or_default(),
        cursor: None,
        limit: PAGE_MAX_ROWS,
    };
    let found = service.store.directory(&query).await?.trabajadores;
    Ok(found
        .into_iter()
        .find(|trabajador| trabajador.antes.contains(&nss)))
}

fn shown(reader: &impl Reader) -> Result<ReadScope, CommonError> {
    let scope = reader.scope();
    if scope.people {
        Ok(scope)
    } else {
        Err(CommonError::Forbidden)
    }
}
