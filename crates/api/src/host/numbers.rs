//! What the page calls a registro patronal: IMSS's number, and where it is.

use std::collections::BTreeMap;

use service::caller::Reader;
use service::ids::RegistroId;
use service::records::Registro;
use service::registros;

use super::{Refusal, Visit};

/// The numbers and places of the registros patronales that a reader may see.
pub(super) struct Numbers(BTreeMap<RegistroId, Named>);

struct Named {
    numero: String,
    lugar: String,
}

/// Where a registro patronal is: its subdelegación, or its razón social where that is not known.
pub(super) fn place(registro: &Registro) -> String {
    match registro.subdelegacion.trim() {
        "" => registro.razon_social.clone(),
        known => known.to_owned(),
    }
}

impl Numbers {
    pub(super) async fn read(visit: &Visit, reader: &impl Reader) -> Result<Self, Refusal> {
        let registros = registros::list(visit.service(), reader).await?;
        Ok(Self(
            registros
                .into_iter()
                .map(|registro| {
                    let named = Named {
                        numero: registro.numero.to_string(),
                        lugar: place(&registro),
                    };
                    (registro.id, named)
                })
                .collect(),
        ))
    }

    /// None for one that is gone, or not the reader's to see.
    pub(super) fn find(&self, id: RegistroId) -> Option<&str> {
        self.0.get(&id).map(|named| named.numero.as_str())
    }

    /// Empty where [`Numbers::find`] finds none.
    pub(super) fn of(&self, id: RegistroId) -> String {
        self.find(id).unwrap_or_default().to_owned()
    }

    /// Where it is; empty where [`Numbers::find`] finds none.
    pub(super) fn place_of(&self, id: RegistroId) -> String {
        self.0
            .get(&id)
            .map(|named| named.lugar.clone())
            .unwrap_or_default()
    }
}
