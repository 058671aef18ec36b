//! What a company decides for itself.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::CompanySettings;

use crate::ApiError;
use crate::view::settings::SignerView;

/// The company's settings: the page checks what is typed by their calendar and wages.
#[server(prefix = "/api", endpoint = "settings/get", input = Json, output = Json)]
pub async fn get() -> Result<CompanySettings, ApiError> {
    crate::host::settings::get().await
}

/// Changes the company's settings, whole.
#[server(prefix = "/api", endpoint = "settings/save", input = Json, output = Json)]
pub async fn save(settings: CompanySettings) -> Result<CompanySettings, ApiError> {
    crate::host::settings::save(settings).await
}

/// Who may sign for the company, by name.
#[server(prefix = "/api", endpoint = "settings/signers", input = Json, output = Json)]
pub async fn signers() -> Result<Vec<SignerView>, ApiError> {
    crate::host::settings::signers().await
}
