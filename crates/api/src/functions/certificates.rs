//! The company's certificates: public halves only.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
use crate::view::certificates::{AddCertificate, CertificateView};

/// The certificates the company holds, newest first.
#[server(prefix = "/api", endpoint = "certificates/list", input = Json, output = Json)]
pub async fn list() -> Result<Vec<CertificateView>, ApiError> {
    crate::host::certificates::list().await
}

/// Stores a certificate and notes the registros patronales it is meant for, "sin confirmar".
/// Adding one that is already held answers the one held.
#[server(prefix = "/api", endpoint = "certificates/add", input = Json, output = Json)]
pub async fn add(request: AddCertificate) -> Result<CertificateView, ApiError> {
    crate::host::certificates::add(request).await
}

/// Takes a certificate away. What it signed stays.
#[server(prefix = "/api", endpoint = "certificates/delete", input = Json, output = Json)]
pub async fn delete(id: String) -> Result<(), ApiError> {
    crate::host::certificates::delete(id).await
}
