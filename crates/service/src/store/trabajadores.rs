//! The directory of trabajadores.

use async_trait::async_trait;
use imss::id::Nss;

use super::{DirectoryPage, DirectoryQuery, StoreError};
use crate::ids::EmpresaId;
use crate::records::Trabajador;

/// Reads of a [`Store`](super::Store): the directory of trabajadores.
#[async_trait]
pub trait TrabajadorStore: Send + Sync {
    /// Several workers, in the order asked for; those that are not known are left out.
    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        trabajadores: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError>;
    /// One page of the directory, by name. Reads bounded windows of names, or what begins with the
    /// longest word asked for.
    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError>;
}
