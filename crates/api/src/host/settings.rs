//! What a company decides for itself.

use service::records::CompanySettings;
use service::settings;

use super::Visit;
use crate::ApiError;
use crate::view::settings::{Settings, SignerView};

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
        benefits,
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
        benefits,
        composition,
        max_per_lote,
        second_pair,
    };
    let saved = settings::save(visit.service(), &caller, new)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(view(saved))
}

pub(crate) async fn signers() -> Result<Vec<SignerView>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    let found = settings::signers(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    let view = |signer: settings::Signer| SignerView {
        name: signer.nombre,
        told_by_mail: signer.told_by_mail,
    };
    Ok(found.into_iter().map(view).collect())
}

fn view(settings: CompanySettings) -> Settings {
    let CompanySettings {
        empresa: _,
        version,
        holidays,
        minimum,
        uma,
        benefits,
        composition,
        max_per_lote,
        second_pair,
    } = settings;
    Settings {
        version,
        holidays,
        minimum,
        uma,
        benefits,
        composition,
        max_per_lote,
        second_pair,
    }
}
