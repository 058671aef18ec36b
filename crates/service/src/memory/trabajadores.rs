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
        trabajadores: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError> {
        let mut found = Vec::with_capacity(trabajadores.len());
        for nss in trabajadores {
            found.extend(self.one::<Trabajador>(empresa, trabajador_key(empresa, *nss))?);
        }
        Ok(found)
    }

    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError> {
        let mut trabajadores = self.state().of::<Trabajador>(query.empresa)?;
        trabajadores.retain(|trabajador| query.matches(trabajador) && query.follows(trabajador));
        trabajadores.sort_by_key(directory_place);
        let limit = query.limit as usize;
        let more = trabajadores.len() > limit;
        trabajadores.truncate(limit);
        let next = trabajadores.last().filter(|_| more).map(directory_place);
        Ok(DirectoryPage { trabajadores, next })
    }
}
