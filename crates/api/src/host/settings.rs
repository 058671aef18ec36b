//! What a company decides for itself.

use model::CompanySettings;
use service::settings;

use super::Visit;
use crate::ApiError;
use crate::view::settings::SignerView;

pub(crate) async fn get() -> Result<CompanySettings, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    settings::get(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))
}

pub(crate) async fn save(new: CompanySettings) -> Result<CompanySettings, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    settings::save(visit.service(), &caller, new)
        .await
        .map_err(|e| visit.refuse(e))
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
