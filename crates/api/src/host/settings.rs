//! What a company decides for itself.

use model::CompanySettings;
use service::accounts::{self, Company};
use service::settings;

use super::{Refusal, Visit};
use crate::view::settings::{CompanyView, SignerView};

pub(crate) async fn get(visit: &Visit) -> Result<CompanySettings, Refusal> {
    let caller = visit.caller().await?;
    Ok(settings::get(visit.service(), &caller).await?)
}

pub(crate) async fn save(visit: &Visit, new: CompanySettings) -> Result<CompanySettings, Refusal> {
    let caller = visit.full().await?;
    Ok(settings::save(visit.service(), &caller, new).await?)
}

pub(crate) async fn company(visit: &Visit) -> Result<CompanyView, Refusal> {
    let caller = visit.caller().await?;
    Ok(company_view(
        accounts::company(visit.service(), &caller).await?,
    ))
}

pub(crate) async fn set_rfc(visit: &Visit, rfc: String) -> Result<CompanyView, Refusal> {
    let caller = visit.full().await?;
    Ok(company_view(
        accounts::set_rfc(visit.service(), &caller, &rfc).await?,
    ))
}

/// A company as the page shows it.
pub(super) fn company_view(company: Company) -> CompanyView {
    CompanyView {
        name: company.nombre,
        rfc: company.rfc.map(|rfc| rfc.to_string()),
        rfc_proven: company.rfc_proven,
    }
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
