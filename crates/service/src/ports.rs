//! What the use cases need from outside, as traits: time, chance, IMSS's portal and mail.
//!
//! The server hands in the real ones, tests hand in fixed and scripted ones. The repository trait is
//! in [`crate::store`].

use async_trait::async_trait;
use imss::id::RegistroPatronal;
use imss::movimiento::TipoMovimiento;
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::values::{Blob, Digest};

pub use crate::random::Random;

/// Where the present comes from.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// What opening a session gave.
pub struct PortalAccess {
    /// The session cookie: a bearer credential to the employer's account. Sealed before it is kept.
    pub cookie: Zeroizing<Vec<u8>>,
    /// The registros patronales the portal lists for the session, as printed (10 or 11
    /// characters); empty if it does not say. One that is missing is not refused by that.
    pub covered: Vec<String>,
}

/// A session of the portal, as handed back to it.
pub struct PortalCookie(pub Zeroizing<Vec<u8>>);

/// One lote on its way to the portal, the same for every attempt to send or to ask about it.
#[derive(Debug, Clone)]
pub struct Shipment {
    /// Whose movements these are.
    pub registro: RegistroPatronal,
    /// The type of all of them.
    pub tipo: TipoMovimiento,
    /// The signed message: CMS SignedData in DER, content attached.
    pub cms: Vec<u8>,
    /// SHA-256 of the signed message: the name under which the portal is asked again.
    pub cms_sha256: Digest,
}

/// The portal's first answer: it took the lote (domain facts [B]).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Recibo {
    /// The number the portal gave the lote.
    pub id_lote: String,
    /// The folio of the signature (`folioFirma`).
    pub folio: String,
    /// When the portal took it, as the portal wrote it.
    pub fecha: String,
    /// The movements refused at once for their structure.
    pub refused: Vec<RowResult>,
    /// The answer as it came, for the evidence.
    pub original: Option<Blob>,
}

/// The portal's word on one movement, and what it names the movement by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RowResult {
    /// Its place in the file, from 0, if the portal says so.
    pub row: Option<usize>,
    /// The movement's type, as printed; may be empty.
    #[serde(default)]
    pub tipo: String,
    /// The worker's number, as printed.
    pub nss: String,
    /// The movement's date, as printed; may be empty.
    pub fecha: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What the portal says when asked whether it holds a lote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It does, under this receipt.
    Yes(Recibo),
    /// It surely does not: sending it (again) cannot make two of it.
    No,
    /// The portal's answer does not tell.
    Unknown,
}

/// How far the portal is with a lote (domain facts [B]: 1 enviado, 2 por procesar, 3 procesado,
/// 0 error, −1 no procesado).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalLote {
    /// Taken, not looked at yet.
    Enviado,
    /// Being processed.
    EnProceso,
    /// Processed.
    Procesado {
        /// One result per movement, in any order.
        results: Vec<RowResult>,
        /// The answer as it came.
        original: Option<Blob>,
    },
    /// Refused as a whole, finally.
    Rechazado {
        /// The portal's reason, as it came.
        reason: String,
    },
    /// The portal does not list it (any more).
    Unlisted,
}

/// What became of one movement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Applied.
    Operado {
        /// Filed after its deadline.
        extemporaneo: bool,
    },
    /// Refused.
    Rechazado {
        /// IMSS's code, as it came.
        codigo: String,
        /// The text beside it; may be empty.
        texto: String,
    },
    /// Words that nobody here knows, as they came. The movement stays open.
    Unrecognised(String),
}

/// Why the portal did not do as asked. The kinds differ in what may be done next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// The portal answered no, and says why; the text is shown to the person as it came.
    #[error("the portal refused: {0}")]
    Refused(String),
    /// The session has ended or was never one; a new signature opens another.
    #[error("the portal session is not valid")]
    SessionInvalid,
    /// The request surely never reached the portal.
    #[error("not sent: {0}")]
    NotSent(String),
    /// The request may have reached the portal; its answer is lost.
    #[error("answer lost: {0}")]
    Unknown(String),
    /// The portal answered a question, and the answer cannot be read.
    #[error("unreadable answer: {0}")]
    Unreadable(String),
}

/// IMSS's portal IDSE. The server implements it over the `idse` crate.
#[async_trait]
pub trait Portal: Send + Sync + 'static {
    /// Asks for a text to sign: short, printable, exactly as the portal wrote it.
    async fn challenge(&self) -> Result<String, PortalError>;

    /// Presents a signed challenge. `pkcs7` is the CMS in DER; the implementation writes it in the
    /// form the portal's page uses (PEM in one line, without the BEGIN line).
    async fn log_in(&self, pkcs7: &[u8], id_usuario: &str) -> Result<PortalAccess, PortalError>;

    /// Ends a session, as well as it can.
    async fn log_out(&self, cookie: &PortalCookie) -> Result<(), PortalError>;

    /// Sends a lote. It must give up (with [`PortalError::Unknown`]) within
    /// [`crate::jobs::SENDING`]; after that the caller asks [`Portal::received`].
    async fn send_lote(
        &self,
        cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Recibo, PortalError>;

    /// Asks whether the portal holds this lote.
    async fn received(
        &self,
        cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Received, PortalError>;

    /// Asks how far the portal is with a lote.
    async fn results(
        &self,
        cookie: &PortalCookie,
        id_lote: &str,
    ) -> Result<PortalLote, PortalError>;

    /// Whether the portal answers at all.
    async fn reachable(&self) -> bool;

    /// Whether this portal is the simulator; every page says so.
    fn simulated(&self) -> bool;
}

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    /// The address.
    pub to: String,
    /// The subject, in Spanish.
    pub subject: String,
    /// The body in Spanish: paragraphs of plain text, an empty line between two.
    pub body: String,
    /// What the mail asks to be opened.
    #[serde(default)]
    pub action: Option<MailAction>,
}

/// The one thing that a mail asks to be opened: a button where mail is shown as a page, its whole address
/// where it is shown as text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MailAction {
    /// What the button says.
    pub label: String,
    /// The address, without the token it may end in.
    pub url: String,
}

/// Mail could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It is tried again later.
    #[error("mail not handed over: {0}")]
    Later(String),
    /// The mail server refused this message for good.
    #[error("mail refused: {0}")]
    Refused(String),
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Hands one message over to the mail server.
    async fn send(&self, message: &Message) -> Result<(), MailError>;
}
