//! Lotes: what is signed and sent together.

use imss::movimiento::TipoMovimiento;
use imss::rules::RowFinding;
use jiff::{Timestamp, civil::Date};
use model::{Composition, InquiryAnswer, LoteDates};
use serde::{Deserialize, Serialize};

use super::movements::{Change, MovementView};

/// Which movements to group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrepareLote {
    /// Ids of movements that are ready; empty means every one that is.
    pub movements: Vec<String>,
}

/// The movements that wait for a lote, in the groups that become lotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyLotes {
    /// The most urgent group first.
    pub groups: Vec<ReadyGroup>,
    /// More movements are ready than the groups hold; they follow once these are prepared.
    pub cut: bool,
    /// What the company puts into one lote.
    pub composition: Composition,
    /// The most movements of one lote.
    pub max_per_lote: u32,
}

/// Movements that become one lote, or several where one cannot hold them all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyGroup {
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero: String,
    /// Where it is, or whose it is where that is not known.
    pub lugar: String,
    /// 08, 07 or 02.
    pub tipo: TipoMovimiento,
    /// The date of all of them, where the company keeps dates apart.
    pub fecha: Option<Date>,
    /// The earliest last day to file one of them in time.
    pub vence: Option<Date>,
    /// Días hábiles left until `vence`; negative once it has passed.
    pub dias_habiles: Option<i64>,
    /// Ids of the movements.
    pub movements: Vec<String>,
}

/// What became of a [`PrepareLote`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreparedLotes {
    /// The lotes that were prepared.
    pub lotes: Vec<LoteView>,
    /// The movements that went into none.
    pub set_aside: Vec<SetAside>,
}

/// A movement that went into no lote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The movement, as it was before and still is.
    pub movement: MovementView,
    /// The reason, in Spanish.
    pub message: String,
    /// Id of the movement that it repeats, which did go into a lote.
    pub repeats: Option<String>,
}

/// A lote as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoteView {
    /// Opaque id.
    pub id: String,
    /// For the next change.
    pub version: u64,
    /// The company's own consecutive number.
    pub numero: u64,
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero_registro: String,
    /// Where the registro patronal is, or whose it is where that is not known.
    pub lugar: String,
    /// 08, 07 or 02.
    pub tipo: TipoMovimiento,
    /// How many movements it holds.
    pub movimientos: u32,
    /// The state it is in.
    pub estado: LoteState,
    /// When it was prepared, when IDSE received it.
    #[serde(flatten)]
    pub dates: LoteDates,
    /// When IDSE was last asked about it, and what it answered.
    pub inquiry: Option<InquiryView>,
    /// The earliest last day among its movements.
    pub vence: Option<Date>,
    /// Días hábiles left until `vence`, by the company's calendar; negative once it has passed.
    pub dias_habiles: Option<i64>,
    /// Certificate that signs for its registro patronal, id.
    pub certificado: Option<String>,
    /// Ids of the certificates whose live session at IDSE covers its registro patronal. A lote goes
    /// out in a session of the certificate that signed it.
    pub sesiones: Vec<String>,
    /// The caller may dissolve it: IDSE does not have it, and it is not on its way there.
    pub cancellable: bool,
    /// The caller may open a new attempt: IDSE refused it as a whole.
    pub retriable: bool,
    /// The caller may file it in IDSE herself: IDSE does not have it.
    pub fileable: bool,
    /// The caller may settle its movements by her word, or by a file of IDSE's.
    pub settleable: bool,
    /// The attempt to file it, from 1: a signature belongs to one.
    pub attempt: u32,
    /// Another person than the caller must sign it: the company wants two pairs of eyes.
    pub awaits_other: bool,
    /// Who prepared it and who may sign it, while it waits for another person's signature.
    pub second_pair: Option<SecondPair>,
}

/// One question to IDSE about a lote that it received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryView {
    /// When it was asked.
    pub at: Timestamp,
    /// What it answered.
    pub answer: InquiryAnswer,
}

/// Two pairs of eyes on a lote: one prepares, the other signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondPair {
    /// Name of the person who prepared it.
    pub prepared_by: String,
    /// Names of those who may sign it: the users who sign, except the one who prepared
    /// it.
    pub signers: Vec<String>,
}

impl LoteView {
    /// Whether it goes out without another signature, if this certificate signs it.
    pub fn goes_out_by(&self, certificado: &str) -> bool {
        self.sesiones.iter().any(|live| live == certificado)
    }

    /// Whether it goes out without another signature.
    pub fn goes_out(&self) -> bool {
        self.certificado
            .as_deref()
            .is_some_and(|certificado| self.goes_out_by(certificado))
    }
}

/// Where a lote stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "estado", rename_all = "snake_case")]
pub enum LoteState {
    /// Waiting to be signed.
    Preparado,
    /// Signed and kept; goes out as soon as IDSE can be reached.
    Firmado {
        /// Why it has not gone out yet, where that is known.
        waiting: Option<String>,
    },
    /// IDSE received it. `por_confirmar`: no live session at IDSE, a signature is needed to ask.
    Enviado {
        /// IDSE's receipt.
        recibo: ReciboView,
        /// "Por confirmar: firma para consultar".
        por_confirmar: bool,
    },
    /// IDSE has answered for every movement.
    Procesado {
        /// IDSE's receipt.
        recibo: ReciboView,
        /// Accepted and applied.
        operados: u32,
        /// Refused.
        rechazados: u32,
    },
    /// IDSE refused the whole lote.
    Rechazado {
        /// The reason, in IDSE's words.
        reason: String,
    },
    /// It is not known whether IDSE received it: a person decides.
    Dudoso {
        /// What is known.
        why: String,
        /// Since when.
        since: Timestamp,
    },
    /// A person files it in IDSE herself.
    PorFuera {
        /// Since when.
        since: Timestamp,
    },
    /// Dissolved before it was sent.
    Cancelado,
}

impl LoteState {
    /// Returns the bare name of the state.
    pub fn status(&self) -> model::LoteStatus {
        use model::LoteStatus as Status;
        match self {
            Self::Preparado => Status::Preparado,
            Self::Firmado { .. } => Status::Firmado,
            Self::Enviado { .. } => Status::Enviado,
            Self::Procesado { .. } => Status::Procesado,
            Self::Rechazado { .. } => Status::Rechazado,
            Self::Dudoso { .. } => Status::Dudoso,
            Self::PorFuera { .. } => Status::PorFuera,
            Self::Cancelado => Status::Cancelado,
        }
    }
}

/// IDSE's receipt for a lote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReciboView {
    /// Folio of the signature.
    pub folio: String,
    /// IDSE's number for the lote.
    pub id_lote: String,
    /// When IDSE received it, as it wrote it.
    pub fecha: String,
}

/// IMSS's receipt as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// Id of the lote that it is for.
    pub lote: String,
    /// The company's own number of the lote.
    pub numero: u64,
    /// Folio of the signature.
    pub folio: String,
    /// IDSE's number for the lote.
    pub id_lote: String,
    /// When IDSE received the lote, as it wrote it.
    pub fecha: String,
    /// A name to keep it under.
    pub file_name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// What it says, where it is short text.
    pub text: Option<String>,
}

/// A lote, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoteDetail {
    /// The lote.
    pub lote: LoteView,
    /// Its movements, in the order of the file.
    pub movements: Vec<MovementView>,
    /// The DISPMAG file, byte for byte, base64.
    pub dispmag: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// What was written otherwise than it was typed (accents, Ñ), in Spanish.
    pub transliterations: Vec<String>,
    /// What to look at before signing: what capture warned of and what the history says, by the place in
    /// the file. Empty once it is signed.
    pub findings: Vec<RowFinding>,
    /// The signature that is kept, once there is one.
    pub evidence: Option<EvidenceView>,
    /// What happened to it, oldest first.
    pub history: Vec<Change>,
    /// What IDSE said last that could not be understood or bound to a movement, in its words.
    pub unread: Vec<String>,
}

/// The kept signature of a lote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// Whose certificate.
    pub holder: String,
    /// Its serial.
    pub serial: String,
    /// The signing time inside the signature.
    pub signed_at: Timestamp,
    /// SHA-256 of the CMS, hexadecimal.
    pub cms_sha256: String,
}

/// A page of lotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotePage {
    /// The rows, newest first.
    pub rows: Vec<LoteView>,
    /// Pass it to see more; `None` at the end.
    pub next: Option<String>,
}

/// A person's word on movements of a lote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleMovements {
    /// Id of the lote.
    pub lote: String,
    /// The version that she saw.
    pub version: u64,
    /// Ids of the movements; none, every one that is open.
    pub movements: Vec<String>,
    /// IMSS applied them; otherwise it refused them.
    pub operado: bool,
    /// Applied, but filed after their deadline.
    pub extemporaneo: bool,
    /// Of refused ones, IMSS's code; may be empty.
    pub codigo: String,
    /// How she knows it.
    pub reason: String,
}

/// What a person decides of a lote in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DudosoDecision {
    /// She saw it at IDSE: treat it as received.
    Recibido,
    /// She saw that it is not there: it may be signed again, as a new attempt.
    NoRecibido,
}
