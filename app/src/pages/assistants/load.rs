//! Everybody vigente with their registros patronales, and the settings of the company.

use std::sync::Arc;

use api::ApiError;
use api::functions::{registros, settings, trabajadores};
use api::view::registros::RegistroView;
use api::view::trabajadores::SearchTrabajadores;
use app_logic::assistants::person::{Person, people};
use model::CompanySettings;

use crate::client::every;

/// Rows asked for at once; the server gives no more.
const PAGE: u32 = 200;

/// What every assistant begins with.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) registros: Vec<Arc<RegistroView>>,
    pub(super) people: Vec<Person>,
    pub(super) settings: CompanySettings,
    /// There are more trabajadores than the page reads.
    pub(super) cut: bool,
}

/// Loads it.
pub(super) async fn load() -> Result<Loaded, ApiError> {
    let registros = registros::list().await?.into_iter().map(Arc::new);
    let registros: Vec<_> = registros.collect();
    let settings = settings::get().await?;
    let trabajadores = every(|cursor| {
        let request = SearchTrabajadores {
            vigentes: true,
            cursor,
            limit: PAGE,
            ..SearchTrabajadores::default()
        };
        async move {
            let page = trabajadores::search(request).await?;
            Ok((page.rows, page.next))
        }
    })
    .await?;
    Ok(Loaded {
        people: people(trabajadores.rows, &registros),
        registros,
        settings,
        cut: trabajadores.cut,
    })
}
