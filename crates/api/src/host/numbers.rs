//! What the page calls a registro patronal: IMSS's number.

use std::collections::BTreeMap;

use service::caller::Reader;
use service::ids::RegistroId;
use service::registros;

use super::{Refusal, Visit};

/// The numbers of the registros patronales that a reader may see.
pub(super) struct Numbers(BTreeMap<RegistroId, String>);

impl Numbers {
    pub(super) async fn read(visit: &Visit, reader: &impl Reader) -> Result<Self, Refusal> {
        let registros = registros::list(visit.service(), reader).await?;
        Ok(Self(
            registros
                .into_iter()
                .map(|registro| (registro.id, registro.numero.to_string()))
                .collect(),
        ))
    }

    /// None for one that is gone, or not the reader's to see.
    pub(super) fn find(&self, id: RegistroId) -> Option<&str> {
        self.0.get(&id).map(String::as_str)
    }

    /// Empty where [`Numbers::find`] finds none.
    pub(super) fn of(&self, id: RegistroId) -> String {
        self.find(id).unwrap_or_default().to_owned()
    }
}
