//! What a company decides for itself.

use model::CompanySettings;
use service::settings;

use super::{Refusal, Visit};
use crate::view::settings::SignerView;

pub(crate) async fn get(visit: &Visit) -> Result<CompanySettings, Refusal> {
    let caller = visit.caller().await?;
    Ok(settings::get(visit.service(), &caller).await?)
}

pub(crate) async fn save(visit: &Visit, new: CompanySettings) -> Result<CompanySettings, Refusal> {
    let caller = visit.full().await?;
    Ok(settings::save(visit.service(), &caller, new).await?)
}

pub(crate) async fn signers(visit: &Visit) -> Result<Vec<SignerView>, Refusal> {
    let caller = visit.caller().await?;
    let found = settings::signers(visit.service(), &caller).await?;
    let view = |signer: settings::Signer| SignerView {
        name: signer.nombre,
        notified_by_mail: signer.notified_by_mail,
    };
    Ok(found.into_iter().map(view).collect())
}
