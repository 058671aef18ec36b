//! `GET /relay/calendar/{token}`: the ends of a company's certificates, for a calendar program. The
//! address is all that such a program can bring, so it holds the secret; the log has the declared
//! path alone.

use std::sync::Arc;

use api::host::Refusal;
use api::relay::CALENDAR;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use service::CommonError;
use service::certificate_life::{CertificateLifeError, calendar_at};
use service::values::Token;

use crate::http::Shared;
use crate::http::failure::Failure;

/// The calendar, for anybody who has its address.
pub(super) async fn read(
    State(shared): State<Arc<Shared>>,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let token = Token::presented(&token).ok_or_else(gone)?;
    let text = match calendar_at(&shared.service, &token).await {
        Ok(text) => text,
        Err(CertificateLifeError::Common(CommonError::NotFound(_))) => return Err(gone()),
        Err(error) => return Err(Refusal::from(error).into()),
    };
    let mut response = text.into_response();
    let media_type = HeaderValue::from_static(CALENDAR);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type);
    Ok(response)
}

/// The same for an address that never was and one that ended; a program stops asking at it.
fn gone() -> Failure {
    let message = "Este calendario ya no existe.";
    let failure = Failure::new(StatusCode::GONE, "calendar-gone", message);
    failure.hint("Quítalo de tu agenda. En «Certificados» se hace otro.")
}
