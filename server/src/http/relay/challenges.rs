//! IDSE's challenge: asked for, and presented signed. It assigns a certificate to registros
//! patronales and opens the session that lotes go out in.

use std::sync::Arc;

use api::host::{CookieKind, Visit};
use api::relay::{AskChallenge, Challenge, Presented};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use service::caller::Caller;
use service::certificates;

use super::caller::{Full, id};
use crate::http::Shared;
use crate::http::failure::Failure;

/// `POST /relay/challenges`
pub(super) async fn ask(
    State(shared): State<Arc<Shared>>,
    Full(caller): Full,
    body: Bytes,
) -> Result<Json<Challenge>, Failure> {
    let question: AskChallenge =
        serde_json::from_slice(&body).map_err(|_| Failure::malformed("body"))?;
    let certificado = id(&question.certificado, "certificado")?;
    let registros = question.registros.iter().map(|text| id(text, "registros"));
    let registros = registros.collect::<Result<Vec<_>, _>>()?;
    let challenge =
        certificates::challenge_for(&shared.service, &caller, certificado, &registros).await?;
    Ok(Json(Challenge {
        id: challenge.id.to_string(),
        text: challenge.text,
    }))
}

/// `POST /relay/challenges/{id}`
pub(super) async fn present(
    State(shared): State<Arc<Shared>>,
    Full(caller): Full,
    Path(challenge): Path<String>,
    headers: HeaderMap,
    cms: Bytes,
) -> Result<Json<Presented>, Failure> {
    let challenge = id(&challenge, "id")?;
    let presented = certificates::present(&shared.service, &caller, challenge, &cms).await?;
    shared.wake_jobs();
    let visit = Visit::new(
        Arc::clone(&shared.host),
        CookieKind::Login,
        &headers,
        String::new(),
    );
    let certificado =
        api::host::certificates::view(&visit, &Caller::Full(caller), &presented.certificado)
            .await?;
    Ok(Json(Presented {
        certificado,
        session: presented.session,
        message: presented.message,
    }))
}
