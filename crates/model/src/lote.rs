//! Lotes: what goes into one, and how far one is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What goes into one lote. A DISPMAG file holds one registro patronal and one type, so lotes are
/// apart by these whatever is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Composition {
    /// One lote per registro patronal and type.
    #[default]
    PorTipo,
    /// One lote per registro patronal, type and date of the movement.
    PorTipoYFecha,
}

impl Composition {
    /// Every choice, the usual one first.
    pub const ALL: [Self; 2] = [Self::PorTipo, Self::PorTipoYFecha];

    /// Returns the name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PorTipo => "por_tipo",
            Self::PorTipoYFecha => "por_tipo_y_fecha",
        }
    }
}

/// The instants of a lote that a page shows: the server fills them from its record, and each has its words
/// here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoteDates {
    /// When it was prepared.
    pub created_at: Timestamp,
    /// When IDSE received it; `None` before it did.
    pub received_at: Option<Timestamp>,
}

impl LoteDates {
    /// What stands before the instant at which a lote was prepared.
    pub const PREPARED: &'static str = "Preparado";

    /// Returns the instants that are known, in the order in which they come, each with its words.
    pub fn labelled(self) -> impl Iterator<Item = (&'static str, Timestamp)> {
        let all = [
            (Self::PREPARED, Some(self.created_at)),
            ("Recepción en IDSE", self.received_at),
        ];
        all.into_iter().filter_map(|(label, at)| Some((label, at?)))
    }
}

/// How far a lote is: the bare name of its state, to filter and count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoteStatus {
    /// Written as DISPMAG, not signed.
    Preparado,
    /// Signed and stored with its evidence; certainly not sent yet.
    Firmado,
    /// Being sent, or the sender died meanwhile: it may or may not have gone out.
    Enviando,
    /// IMSS received it.
    Enviado,
    /// IMSS is processing it.
    EnProceso,
    /// IMSS has answered for every movement.
    Procesado,
    /// IMSS refused it as a whole.
    Rechazado,
    /// It is not known whether IMSS has it: a person decides.
    Dudoso,
    /// A person files it in IDSE herself; its results are read from what she brings back.
    PorFuera,
    /// Given up by a person; its movements are free again.
    Cancelado,
}

impl LoteStatus {
    /// Every status, in the order of a lote's life.
    pub const ALL: [Self; 10] = [
        Self::Preparado,
        Self::Firmado,
        Self::Enviando,
        Self::Enviado,
        Self::EnProceso,
        Self::Procesado,
        Self::Rechazado,
        Self::Dudoso,
        Self::PorFuera,
        Self::Cancelado,
    ];

    /// Whether a lote may go from this status to `to`. The one place that decides so.
    pub fn may_become(self, to: Self) -> bool {
        use LoteStatus::{
            Cancelado, Dudoso, EnProceso, Enviado, Enviando, Firmado, PorFuera, Preparado,
            Procesado, Rechazado,
        };
        match self {
            Preparado => matches!(to, Firmado | PorFuera | Cancelado),
            Firmado => matches!(to, Enviando | PorFuera | Cancelado),
            // Back to Firmado only when it certainly did not go out; done when a person settled
            // every movement.
            Enviando => matches!(to, Enviado | Firmado | Rechazado | Dudoso | Procesado),
            // In doubt when IMSS does not list what it was believed to have.
            Enviado => matches!(to, EnProceso | Procesado | Rechazado | Dudoso),
            EnProceso => matches!(to, Procesado | Rechazado | Dudoso),
            // IMSS's receipt, a person's decision, or her word on every movement.
            Dudoso => matches!(to, Enviado | Preparado | Procesado),
            // Taken back, or every movement has its result.
            PorFuera => matches!(to, Preparado | Procesado),
            // A new attempt, the way by hand, or the end; received when IMSS, asked again, has it.
            Rechazado => matches!(to, Preparado | PorFuera | Cancelado | Enviado),
            Procesado | Cancelado => false,
        }
    }

    /// Whether the movements of a lote in this status can be settled one by one, by a person's word
    /// or by a receipt: IMSS has the lote, or may have it.
    pub fn takes_results(self) -> bool {
        matches!(
            self,
            Self::Enviando | Self::Enviado | Self::EnProceso | Self::Dudoso | Self::PorFuera
        )
    }

    /// Whether a person may file a lote in this status in IDSE herself: IMSS certainly does not have
    /// it.
    pub fn may_be_filed_by_hand(self) -> bool {
        self.may_become(Self::PorFuera)
    }

    /// Returns the name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preparado => "preparado",
            Self::Firmado => "firmado",
            Self::Enviando => "enviando",
            Self::Enviado => "enviado",
            Self::EnProceso => "en_proceso",
            Self::Procesado => "procesado",
            Self::Rechazado => "rechazado",
            Self::Dudoso => "dudoso",
            Self::PorFuera => "por_fuera",
            Self::Cancelado => "cancelado",
        }
    }

    /// Returns the name that a person reads, in Spanish.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Preparado => "Por firmar",
            Self::Firmado => "Firmado",
            Self::Enviando => "Enviando",
            Self::Enviado => "Enviado",
            Self::EnProceso => "En proceso",
            Self::Procesado => "Procesado",
            Self::Rechazado => "Rechazado",
            Self::Dudoso => "Dudoso",
            Self::PorFuera => "Presentado por fuera",
            Self::Cancelado => "Cancelado",
        }
    }
}

/// What IMSS answered when it was asked about a lote that it received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InquiryAnswer {
    /// It has the lote and has not begun with it.
    Received,
    /// It is processing the lote.
    InProcess,
    /// It does not list the lote.
    Unlisted,
    /// It answered something that could not be read, wholly or in part.
    Unreadable,
    /// It did not answer.
    NoAnswer,
}

#[cfg(test)]
mod tests {
    use super::{Composition, LoteDates, LoteStatus};

    #[test]
    fn only_known_dates_are_shown_in_their_order() {
        let labels =
            |dates: LoteDates| dates.labelled().map(|(label, _)| label).collect::<Vec<_>>();
        assert_eq!(labels(LoteDates::default()), ["Preparado"]);
        let received = LoteDates {
            received_at: Some("2026-01-15T18:00:00Z".parse().unwrap()),
            ..LoteDates::default()
        };
        assert_eq!(labels(received), ["Preparado", "Recepción en IDSE"]);
    }

    #[test]
    fn json_names_are_as_str() {
        for status in LoteStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for composition in Composition::ALL {
            let json = serde_json::to_value(composition).unwrap();
            assert_eq!(json, composition.as_str());
        }
    }

    #[test]
    fn only_procesado_and_cancelado_lead_nowhere() {
        for from in LoteStatus::ALL {
            let leads = LoteStatus::ALL.into_iter().any(|to| from.may_become(to));
            let ended = matches!(from, LoteStatus::Procesado | LoteStatus::Cancelado);
            assert_eq!(leads, !ended, "{from:?}");
        }
    }
}
