//! What a company decides for itself.

use service::records::{self, CompanySettings};
use service::settings;

use super::Visit;
use crate::ApiError;
use crate::view::settings::{Composition, Settings};

pub(crate) async fn get() -> Result<Settings, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    let found = settings::get(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(view(found))
}

pub(crate) async fn save(new: Settings) -> Result<Settings, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let Settings {
        version,
        holidays,
        minimum,
        uma,
        composition,
        max_per_lote,
        second_pair,
    } = new;
    let new = CompanySettings {
        empresa: caller.empresa(),
        version,
        holidays,
        minimum,
        uma,
        composition: match composition {
            Composition::PorTipo => records::Composition::PorTipo,
            Composition::PorTipoYFecha => records::Composition::PorTipoYFecha,
        },
        max_per_lote,
        second_pair,
    };
    let saved = settings::save(visit.service(), &caller, new)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(view(saved))
}

fn view(settings: CompanySettings) -> Settings {
    let CompanySettings {
        empresa: _,
        version,
        holidays,
        minimum,
        uma,
        composition,
        max_per_lote,
        second_pair,
    } = settings;
    Settings {
        version,
        holidays,
        minimum,
        uma,
        composition: match composition {
            records::Composition::PorTipo => Composition::PorTipo,
            records::Composition::PorTipoYFecha => Composition::PorTipoYFecha,
        },
        max_per_lote,
        second_pair,
    }
}
