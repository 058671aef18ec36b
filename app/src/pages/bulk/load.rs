//! Everybody vigente with a registro patronal, and the company's calendar and wages.

use api::ApiError;
use api::functions::{registros, settings, trabajadores};
use api::view::registros::RegistroView;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use app_logic::capture::checker::DraftChecker;

use crate::client::every;

/// Rows asked for at once; the server gives no more.
const PAGE: u32 = 200;

/// What a sheet begins with.
#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) registro: RegistroView,
    pub(super) trabajadores: Vec<TrabajadorView>,
    /// There are more than the page reads.
    pub(super) cut: bool,
    pub(super) checker: DraftChecker,
}

/// Loads the sheet of a registro patronal; `None` where there is none such.
pub(super) async fn load(registro: String) -> Result<Option<Loaded>, ApiError> {
    let all = registros::list().await?;
    let Some(registro) = all.into_iter().find(|one| one.id == registro) else {
        return Ok(None);
    };
    let checker = DraftChecker::new(&settings::get().await?);
    let id = registro.id.clone();
    let trabajadores = every(|cursor| {
        let request = SearchTrabajadores {
            registro: Some(id.clone()),
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
    Ok(Some(Loaded {
        registro,
        trabajadores: trabajadores.rows,
        cut: trabajadores.cut,
        checker,
    }))
}
