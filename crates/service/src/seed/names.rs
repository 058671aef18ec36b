//! What the later parts of a document refer to.

use std::collections::HashMap;

use super::error::{SeedError, wrong};
use crate::ids::{EmpresaId, UserId};
use crate::records::{Certificado, Registro};

/// What the later parts of a document refer to.
pub(super) struct Names {
    pub(super) empresa: EmpresaId,
    pub(super) users: HashMap<String, UserId>,
    pub(super) registros: HashMap<String, Registro>,
    pub(super) certificados: Vec<Certificado>,
}

impl Names {
    pub(super) fn user(&self, place: &str, name: &str) -> Result<UserId, SeedError> {
        let found = self.users.get(name).copied();
        found.ok_or_else(|| wrong(place, format!("no user {name}")))
    }

    pub(super) fn registro(&self, place: &str, numero: &str) -> Result<&Registro, SeedError> {
        let found = self.registros.get(numero);
        found.ok_or_else(|| wrong(place, format!("no registro patronal {numero}")))
    }
}
