//! What may come in. Every declared route says what its body is; anything longer, of another type,
//! or holding a private key (encrypted or not) is refused here, before any handler: it is neither
//! stored nor logged. That it was refused is in the audit log of the company whose session sent it.

use std::sync::Arc;

use api::routes::{Body as Declared, Route};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use imss::receipt::ReceiptKind;
use model::limits::{JSON_MAX_BYTES, RECEIPT_MAX_BYTES, SIGNED_LOTE_MAX_BYTES};
use zeroize::Zeroizing;

use super::Shared;
use super::failure::Failure;
use super::refused::{Sent, declared};

/// Refuses what the matched route does not declare.
pub(crate) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(route) = declared(&request) else {
        return next.run(request).await;
    };
    let sent = Sent::of(&shared, route, &request);
    match checked(route, request).await {
        Ok(request) => next.run(request).await,
        Err(failure) => {
            sent.note(failure.message()).await;
            failure.into_response()
        }
    }
}

async fn checked(route: &Route, request: Request) -> Result<Request, Failure> {
    let limit = limit(route.body);
    let (parts, body) = request.into_parts();
    let media_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map_or_else(String::new, |value| value.trim().to_ascii_lowercase());
    let body = to_bytes(body, limit)
        .await
        .map_err(|_| too_large(route.body))?;
    match route.body {
        Declared::Empty => {}
        Declared::Json(_) => {
            if media_type != "application/json" {
                return Err(Failure::malformed("body"));
            }
            let value = serde_json::from_slice(&body).map_err(|_| Failure::malformed("body"))?;
            if holds_key(&body) || json_holds_key(&value) {
                return Err(key_inside());
            }
        }
        Declared::Receipt => {
            let inside = std::str::from_utf8(&body).is_ok_and(text_holds_key);
            if holds_key(&body) || inside {
                return Err(key_inside());
            }
            if ReceiptKind::from_media_type(&media_type).is_none() {
                return Err(Failure::malformed("body"));
            }
        }
        Declared::Cms => {
            if holds_key(&body) {
                return Err(key_inside());
            }
            if media_type != api::relay::CMS || !is_signed_data(&body) {
                return Err(not_cms());
            }
        }
    }
    Ok(Request::from_parts(parts, Body::from(body)))
}

fn limit(body: Declared) -> usize {
    match body {
        Declared::Empty => 0,
        Declared::Json(_) => JSON_MAX_BYTES,
        Declared::Cms => SIGNED_LOTE_MAX_BYTES,
        Declared::Receipt => RECEIPT_MAX_BYTES,
    }
}

fn holds_key(bytes: &Bytes) -> bool {
    credential::contains_private_key(bytes)
}

/// Looks into every text of a JSON body as itself and as base64, keys of objects included.
fn json_holds_key(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text_holds_key(text),
        serde_json::Value::Array(items) => items.iter().any(json_holds_key),
        serde_json::Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| text_holds_key(name) || json_holds_key(value)),
        _ => false,
    }
}

fn text_holds_key(text: &str) -> bool {
    // No key is shorter than this in any form.
    if text.len() < 64 {
        return false;
    }
    if credential::contains_private_key(text.as_bytes()) {
        return true;
    }
    let packed: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|c| !c.is_whitespace()).collect());
    let hexadecimal = hex::decode(packed.as_bytes()).ok();
    let base64 = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
        .into_iter()
        .find_map(|engine| engine.decode(packed.as_bytes()).ok());
    hexadecimal
        .into_iter()
        .chain(base64)
        .map(Zeroizing::new)
        .any(|bytes| credential::contains_private_key(&bytes))
}

/// A CMS ContentInfo of type signedData (RFC 5652, 3 and 5.1) that fills the body. What is inside is
/// verified by the use case.
fn is_signed_data(bytes: &[u8]) -> bool {
    const SIGNED_DATA: [u8; 11] = [
        0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
    ];
    let [0x30, length, rest @ ..] = bytes else {
        return false;
    };
    let (declared, content) = if *length < 0x80 {
        (usize::from(*length), rest)
    } else {
        // Four octets of length are more than the limit; 0x80, the indefinite form, is not DER.
        let octets = usize::from(length & 0x7f);
        if !(1..=4).contains(&octets) || rest.len() < octets {
            return false;
        }
        let (length, content) = rest.split_at(octets);
        (
            length
                .iter()
                .fold(0, |sum, octet| sum << 8 | usize::from(*octet)),
            content,
        )
    };
    content.len() == declared && content.starts_with(&SIGNED_DATA)
}

fn too_large(body: Declared) -> Failure {
    let message = match body {
        Declared::Empty => "Esta dirección no recibe contenido.".to_owned(),
        Declared::Json(_) | Declared::Cms | Declared::Receipt => {
            format!(
                "Lo que se envió pasa del límite de {} KB y no se guardó.",
                limit(body) / 1024
            )
        }
    };
    Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "too-large", &message)
        .hint("Divide el lote en varios más pequeños.")
}

fn key_inside() -> Failure {
    Failure::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "holds-key",
        "Lo que se envió contiene una llave privada. Se rechazó sin guardarla.",
    )
    .hint("Las llaves no salen de tu navegador. Vuelve a cargar la página; si se repite, avisa a quien administra Rúbrica.")
}

fn not_cms() -> Failure {
    Failure::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "not-cms",
        "Lo que se envió no es un mensaje firmado (CMS) y no se guardó.",
    )
    .hint("Vuelve a cargar la página y firma de nuevo.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_signed_message_is_one() {
        let inner = [
            0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x00,
        ];
        let mut message = vec![0x30, 13];
        message.extend(inner);
        assert!(is_signed_data(&message));
        let mut long = vec![0x30, 0x82, 0, 13];
        long.extend(inner);
        assert!(is_signed_data(&long));
        message.push(0);
        assert!(!is_signed_data(&message));
        for other in [
            &b""[..],
            b"0",
            b"%PDF-1.7",
            &[0x30, 0x80],
            &[0x30, 0x85, 1],
            &[0x30, 3, 2, 1, 0],
        ] {
            assert!(!is_signed_data(other), "{other:?}");
        }
    }
}
