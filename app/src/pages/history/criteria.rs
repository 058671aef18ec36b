//! What is looked for, in words that a person reads: for the file and for what is printed.

use api::ApiError;
use api::functions::{movements, registros};
use api::view::accounts::SessionView;
use app_logic::history::export::Criteria;
use app_logic::history::filters::{Filters, IN_TIME, LATE, OLDEST_FIRST};

use crate::messages::export as text;

/// Returns the criteria. Asks the server only for the names that the filters hold as ids.
pub(super) async fn criteria(
    session: Option<&SessionView>,
    filters: &Filters,
) -> Result<Criteria, ApiError> {
    Ok(Criteria {
        empresa: session.map(|it| it.empresa.clone()).unwrap_or_default(),
        by: session.map(|it| it.name.clone()).unwrap_or_default(),
        masked: session.is_some_and(|it| it.masked),
        registro: number_of(&filters.registro).await?,
        estado: filters.estado.clone(),
        desde: filters.desde.clone(),
        hasta: filters.hasta.clone(),
        texto: filters.texto.clone(),
        lote: filters.lote.clone(),
        folio: filters.folio.clone(),
        codigo: filters.codigo.clone(),
        extemporaneo: match filters.extemporaneo.as_str() {
            LATE => text::YES.to_owned(),
            IN_TIME => text::NO.to_owned(),
            _ => String::new(),
        },
        captura: name_of(&filters.captura).await?,
        oldest_first: filters.orden == OLDEST_FIRST,
    })
}

/// The number of a registro patronal; empty where none is looked for.
async fn number_of(registro: &str) -> Result<String, ApiError> {
    if registro.is_empty() {
        return Ok(String::new());
    }
    let all = registros::list().await?;
    let found = all.into_iter().find(|one| one.id == registro);
    Ok(found.map_or_else(|| registro.to_owned(), |one| one.data.numero))
}

/// The name of who captured; empty where nobody is looked for.
async fn name_of(person: &str) -> Result<String, ApiError> {
    if person.is_empty() {
        return Ok(String::new());
    }
    let all = movements::people().await?;
    let found = all.into_iter().find(|one| one.id == person);
    Ok(found.map_or_else(|| person.to_owned(), |one| one.name))
}
