//! The directory of trabajadores.

use async_trait::async_trait;
use imss::id::Nss;

use super::MemoryStore;
use crate::ids::EmpresaId;
use crate::records::Trabajador;
use crate::store::{
    DirectoryPage, DirectoryQuery, StoreError, TrabajadorStore, directory_place, trabajador_key,
};

#[async_trait]
impl TrabajadorStore for MemoryStore {
    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError> {
        let mut found = Vec::with_capacity(workers.len());
        for nss in workers {
            found.extend(self.one::<Trabajador>(empresa, trabajador_key(empresa, *nss))?);
        }
        Ok(found)
    }

    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError> {
        let mut trabajadores = self.state().of::<Trabajador>(query.empresa)?;
        trabajadores.retain(|worker| query.matches(worker) && query.follows(worker));
        trabajadores.sort_by_key(directory_place);
        let limit = query.limit as usize;
        let more = trabajadores.len() > limit;
        trabajadores.truncate(limit);
        let next = trabajadores.last().filter(|_| more).map(directory_place);
        Ok(DirectoryPage { trabajadores, next })
    }
}
