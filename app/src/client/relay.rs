//! The relay's own routes, so that everything that leaves the browser beside the server functions
//! can be read on this page. Bodies are JSON or the CMS that the signer made.

use api::ApiError;
use api::relay::{AskChallenge, CMS, Challenge, Presented, StoredReceipt, Trust};
use api::view::lotes::LoteView;
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::server_fn::client::get_server_url;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::network;

/// Asks IDSE for a challenge.
pub async fn ask_challenge(question: &AskChallenge) -> Result<Challenge, ApiError> {
    let request = Request::post(&path("/relay/challenges"))
        .json(question)
        .map_err(|error| unreachable_server(&error))?;
    network::change(async { answer(request.send().await).await }).await
}

/// Presents a signed challenge to IDSE.
pub async fn present_challenge(id: &str, cms: &[u8]) -> Result<Presented, ApiError> {
    let path = path(&format!("/relay/challenges/{}", segment(id)));
    send_cms(Request::post(&path), cms).await
}

/// Hands over a signed lote, which is stored and sent.
pub async fn send_lote(id: &str, cms: &[u8]) -> Result<LoteView, ApiError> {
    let path = path(&format!("/relay/lotes/{}/signature", segment(id)));
    send_cms(Request::post(&path), cms).await
}

/// Hands over a file of IDSE's, which is kept as it is. `media_type`: that of its kind.
pub async fn keep_receipt(
    media_type: &'static str,
    file: &web_sys::File,
) -> Result<StoredReceipt, ApiError> {
    let request = Request::post(&path("/relay/receipts"))
        .header("content-type", media_type)
        .body(JsValue::from(file.clone()))
        .map_err(|error| unreachable_server(&error))?;
    network::change(async { answer(request.send().await).await }).await
}

/// Returns the CA certificates that chains are verified against.
pub async fn trust() -> Result<Trust, ApiError> {
    network::read(async { answer(Request::get(&path("/relay/trust")).send().await).await }).await
}

/// Returns where a lote's DISPMAG is downloaded.
#[must_use]
pub fn dispmag_path(lote: &str) -> String {
    path(&format!("/relay/lotes/{}/dispmag", segment(lote)))
}

/// Returns where a lote's signature is downloaded.
#[must_use]
pub fn cms_path(lote: &str) -> String {
    path(&format!("/relay/lotes/{}/cms", segment(lote)))
}

/// Returns where IMSS's receipt of a lote is downloaded, or those of several in one archive.
#[must_use]
pub fn receipts_path(lotes: &[String]) -> String {
    let lotes: Vec<String> = lotes.iter().map(|lote| segment(lote)).collect();
    path(&format!("/relay/recibos/{}", lotes.join(",")))
}

/// Returns where a file of IDSE's that is kept is downloaded.
#[must_use]
pub fn receipt_path(receipt: &str) -> String {
    path(&format!("/relay/receipts/{}", segment(receipt)))
}

/// Returns where everything of the company is downloaded.
#[must_use]
pub fn company_export_path() -> String {
    path("/relay/company-export")
}

/// Where the event stream is.
#[must_use]
pub(super) fn events_path() -> String {
    path("/relay/events")
}

/// A route as this tab calls it: below the prefix of consult links where it reads through one.
fn path(route: &str) -> String {
    format!("{}{route}", get_server_url())
}

async fn send_cms<T: DeserializeOwned>(request: RequestBuilder, cms: &[u8]) -> Result<T, ApiError> {
    let request = request
        .header("content-type", CMS)
        .body(js_sys::Uint8Array::from(cms))
        .map_err(|error| unreachable_server(&error))?;
    network::change(async { answer(request.send().await).await }).await
}

async fn answer<T: DeserializeOwned>(
    sent: Result<Response, gloo_net::Error>,
) -> Result<T, ApiError> {
    let response = sent.map_err(|error| unreachable_server(&error))?;
    let body = response
        .text()
        .await
        .map_err(|error| unreachable_server(&error))?;
    read(response.ok(), &body)
}

/// A body is the route's type or an [`ApiError`]; anything else is a server that does not speak as
/// this page does.
fn read<T: DeserializeOwned>(ok: bool, body: &str) -> Result<T, ApiError> {
    let strange = |error: serde_json::Error| {
        ApiError::from_server_fn_error(ServerFnErrorErr::Deserialization(error.to_string()))
    };
    if ok {
        serde_json::from_str(body).map_err(strange)
    } else {
        Err(serde_json::from_str(body).unwrap_or_else(strange))
    }
}

fn unreachable_server(error: &gloo_net::Error) -> ApiError {
    ApiError::from_server_fn_error(ServerFnErrorErr::Request(error.to_string()))
}

/// An id as one segment of a path. Ids are opaque; ours are letters and digits.
fn segment(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::relay::Challenge;

    use super::{read, segment};

    #[test]
    fn an_id_never_leaves_its_segment() {
        assert_eq!(segment("01J0ABC"), "01J0ABC");
        assert_eq!(segment("../../api/x?y#z"), "apixyz");
    }

    #[test]
    fn an_error_of_the_relay_keeps_its_words() {
        let body = r#"{"code":"challenge-ended","message":"El reto venció."}"#;
        let answer = read::<Challenge>(false, body);
        assert_eq!(
            answer,
            Err(ApiError::new("challenge-ended", "El reto venció."))
        );
    }

    #[test]
    fn an_answer_that_is_not_ours_is_an_error_in_spanish() {
        for ok in [true, false] {
            let answer = read::<Challenge>(ok, "<html>504</html>");
            assert_eq!(
                answer.map_err(|error| error.code),
                Err("malformed".to_owned())
            );
        }
    }
}
