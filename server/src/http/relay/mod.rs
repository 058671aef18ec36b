//! The relay's own routes, exactly as `api::relay` declares them: what a signature travels by, the
//! downloads, a calendar, and the event stream. Bodies were measured and looked through by the guard before.

mod calendar;
mod caller;
mod challenges;
mod company_export;
mod events;
mod idse_files;
mod lotes;
mod receipts;
mod trust;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::Shared;

/// Every route under `/relay`.
pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/relay/challenges", post(challenges::ask))
        .route("/relay/challenges/{id}", post(challenges::present))
        .route("/relay/lotes/{id}/signature", post(lotes::sign))
        .route("/relay/lotes/{id}/dispmag", get(lotes::dispmag))
        .route("/relay/lotes/{id}/cms", get(lotes::cms))
        .route("/relay/calendar/{token}", get(calendar::read))
        .route("/relay/recibos/{id}", get(receipts::download_receipts))
        .route("/relay/receipts", post(idse_files::store))
        .route("/relay/receipts/{id}", get(idse_files::file))
        .route("/relay/company-export", get(company_export::export))
        .route("/relay/trust", get(trust::list))
        .route("/relay/events", get(events::listen))
}
