//! What the relay's own routes take and answer. The page calls them through gloo-net, so that what
//! leaves the browser beside the server functions can be read on this page.
//!
//! | route | body | answer |
//! |---|---|---|
//! | `POST /relay/challenges` | JSON [`AskChallenge`] | JSON [`Challenge`] |
//! | `POST /relay/challenges/{id}` | CMS DER over the challenge, [`CMS`] | JSON [`Presented`] |
//! | `POST /relay/lotes/{id}/signature` | CMS DER over the DISPMAG, [`CMS`] | JSON `LoteView` |
//! | `GET /relay/lotes/{id}/dispmag` | | the file, `text/plain` |
//! | `GET /relay/lotes/{id}/cms` | | the signed lote, [`CMS`] |
//! | `GET /relay/calendar/{token}` | | the ends of certificates, [`CALENDAR`] |
//! | `GET /relay/recibos/{id}` | | IMSS's receipt; of several lotes, their ids parted by commas, a .zip |
//! | `POST /relay/receipts` | a file of IDSE's, its media type that of its kind | JSON [`StoredReceipt`] |
//! | `GET /relay/receipts/{id}` | | the file, byte for byte |
//! | `GET /relay/company-export` | | everything of the company, a .zip |
//! | `GET /relay/trust` | | JSON [`Trust`] |
//! | `GET /relay/events` | | server-sent events, data = JSON [`Event`] |
//!
//! Failures answer JSON [`ApiError`](crate::ApiError) with a 4xx or 5xx status.

use serde::{Deserialize, Serialize};

use crate::view::certificates::CertificateView;

/// Media type of a CMS body (RFC 8551, 3.2).
pub const CMS: &str = "application/pkcs7-mime";

/// Media type of a calendar (RFC 5545, 8.1).
pub const CALENDAR: &str = "text/calendar; charset=utf-8";

/// Asks IDSE for a challenge, to assign a certificate or to open a session with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskChallenge {
    /// Id of the certificate that will sign.
    pub certificado: String,
    /// Ids of the registros patronales to assign it to; empty only opens a session, to send and to
    /// ask for results.
    pub registros: Vec<String>,
}

/// IDSE's challenge, to be signed by the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Id to present it under; good once, and for five minutes.
    pub id: String,
    /// The text, exactly as IDSE wrote it.
    pub text: String,
}

/// What IDSE answered to a signed challenge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Presented {
    /// The certificate with its assignments as they are now.
    pub certificado: CertificateView,
    /// A session at IDSE is open: lotes go out and results are asked for.
    pub session: bool,
    /// Why not, in IDSE's words or ours.
    pub message: Option<String>,
}

/// A file of IDSE's that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReceipt {
    /// Id, to apply it under.
    pub id: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// The configured CA certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// DER, base64 each.
    pub certificates: Vec<String>,
}

/// Something changed that an open page may be showing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A lote, and with it its movements, changed.
    Lote {
        /// Its id.
        id: String,
    },
    /// Movements changed outside a lote.
    Movements,
    /// A certificate or its assignments changed.
    Certificados,
    /// The session has ended: logged out, revoked or too old. The stream ends with this event.
    SessionEnded,
}
