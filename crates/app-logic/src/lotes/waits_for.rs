//! What an open lote waits for, and the lists of those that wait for the same.

use api::view::lotes::{LoteState, LoteView};

use crate::address::{Address, WAITS};
use crate::messages::lotes as text;

/// What an open lote waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// A signature, of anybody who may sign.
    Signature,
    /// This person's review and signature, where somebody else prepared it.
    Approval,
    /// Somebody else's signature.
    Others,
    /// A session that sends it.
    Sending,
    /// IDSE: it is being sent, or its result is being asked for.
    Idse,
    /// A signature with which IDSE is asked for the result.
    Confirmation,
    /// A decision about a sending that is in doubt.
    Doubt,
    /// A decision about the refusal of the whole lote.
    Refusal,
    /// The results of what a person filed in IDSE.
    ByHand,
}

impl WaitsFor {
    /// Returns what a lote waits for; `None` once it is done. `signs`: whether the person may sign at all.
    #[must_use]
    pub fn of(lote: &LoteView, signs: bool) -> Option<Self> {
        Some(match lote.estado {
            LoteState::Preparado if lote.second_pair.is_none() => Self::Signature,
            LoteState::Preparado if signs && !lote.awaits_other => Self::Approval,
            LoteState::Preparado => Self::Others,
            LoteState::Firmado { .. } if !lote.goes_out() => Self::Sending,
            LoteState::Firmado { .. }
            | LoteState::Enviado {
                por_confirmar: false,
                ..
            } => Self::Idse,
            LoteState::Enviado { .. } => Self::Confirmation,
            LoteState::Dudoso { .. } => Self::Doubt,
            LoteState::Rechazado { .. } => Self::Refusal,
            LoteState::PorFuera { .. } => Self::ByHand,
            LoteState::Procesado { .. } | LoteState::Cancelado => return None,
        })
    }
}

/// Open lotes that are listed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFilter {
    /// Those that wait for a signature, of any person.
    ToSign,
    /// Those that need a person: refused, in doubt, signed and not sent, or filed by hand.
    ToDecide,
    /// Those that wait for one thing.
    For(WaitsFor),
}

impl OpenFilter {
    /// Every filter.
    pub const ALL: [Self; 11] = [
        Self::ToSign,
        Self::ToDecide,
        Self::For(WaitsFor::Signature),
        Self::For(WaitsFor::Approval),
        Self::For(WaitsFor::Others),
        Self::For(WaitsFor::Sending),
        Self::For(WaitsFor::Idse),
        Self::For(WaitsFor::Confirmation),
        Self::For(WaitsFor::Doubt),
        Self::For(WaitsFor::Refusal),
        Self::For(WaitsFor::ByHand),
    ];

    /// Returns its name in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ToSign => "firma",
            Self::ToDecide => "decision",
            Self::For(WaitsFor::Signature) => "tu_firma",
            Self::For(WaitsFor::Approval) => "aprobacion",
            Self::For(WaitsFor::Others) => "otra_firma",
            Self::For(WaitsFor::Sending) => "envio",
            Self::For(WaitsFor::Idse) => "idse",
            Self::For(WaitsFor::Confirmation) => "confirmacion",
            Self::For(WaitsFor::Doubt) => "duda",
            Self::For(WaitsFor::Refusal) => "rechazo",
            Self::For(WaitsFor::ByHand) => "por_fuera",
        }
    }

    /// Returns the filter that an address names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.name() == name)
    }

    /// Returns what its list is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ToSign => text::FILTER_TO_SIGN,
            Self::ToDecide => text::FILTER_TO_DECIDE,
            Self::For(WaitsFor::Signature) => text::FILTER_SIGNATURE,
            Self::For(WaitsFor::Approval) => text::FILTER_APPROVAL,
            Self::For(WaitsFor::Others) => text::FILTER_OTHERS,
            Self::For(WaitsFor::Sending) => text::FILTER_SENDING,
            Self::For(WaitsFor::Idse) => text::FILTER_IDSE,
            Self::For(WaitsFor::Confirmation) => text::FILTER_CONFIRMATION,
            Self::For(WaitsFor::Doubt) => text::FILTER_DOUBT,
            Self::For(WaitsFor::Refusal) => text::FILTER_REFUSAL,
            Self::For(WaitsFor::ByHand) => text::FILTER_BY_HAND,
        }
    }

    /// Returns the address of its list.
    #[must_use]
    pub fn href(self) -> String {
        Address::Lotes.with_query(&[(WAITS, self.name())])
    }

    /// Whether a lote belongs to the list. `signs`: whether the person may sign at all.
    #[must_use]
    pub fn holds(self, lote: &LoteView, signs: bool) -> bool {
        let Some(waits) = WaitsFor::of(lote, signs) else {
            return false;
        };
        match self {
            Self::ToSign => matches!(
                waits,
                WaitsFor::Signature | WaitsFor::Approval | WaitsFor::Others
            ),
            Self::ToDecide => matches!(
                waits,
                WaitsFor::Refusal | WaitsFor::Doubt | WaitsFor::Sending | WaitsFor::ByHand
            ),
            Self::For(one) => one == waits,
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, SecondPair};

    use super::{OpenFilter, WaitsFor};
    use crate::lotes::testing::{lote, sent};

    #[test]
    fn every_filter_is_read_back_from_its_address() {
        for filter in OpenFilter::ALL {
            assert_eq!(OpenFilter::named(filter.name()), Some(filter));
            let href = filter.href();
            assert!(href.ends_with(&format!("?espera={}", filter.name())));
        }
        assert_eq!(OpenFilter::named("todo"), None);
    }

    #[test]
    fn every_open_lote_is_in_one_list_of_its_own() {
        let mut theirs = lote(LoteState::Preparado);
        theirs.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned()],
        });
        let open = [
            lote(LoteState::Preparado),
            theirs,
            lote(LoteState::Firmado { waiting: None }),
            sent(true),
            sent(false),
            lote(LoteState::Rechazado {
                reason: "no".to_owned(),
            }),
        ];
        for lote in &open {
            let alone = OpenFilter::ALL
                .into_iter()
                .filter(|filter| matches!(filter, OpenFilter::For(_)) && filter.holds(lote, true));
            assert_eq!(alone.count(), 1, "{:?}", lote.estado);
        }
        let to_sign = open.iter().filter(|it| OpenFilter::ToSign.holds(it, true));
        assert_eq!(to_sign.count(), 2);
        let decide = |signs| move |it: &&_| OpenFilter::ToDecide.holds(it, signs);
        assert_eq!(open.iter().filter(decide(true)).count(), 2);
        assert!(!OpenFilter::ToSign.holds(&lote(LoteState::Cancelado), true));
    }

    #[test]
    fn who_may_not_sign_waits_for_others() {
        let mut theirs = lote(LoteState::Preparado);
        theirs.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned()],
        });
        assert_eq!(WaitsFor::of(&theirs, true), Some(WaitsFor::Approval));
        assert_eq!(WaitsFor::of(&theirs, false), Some(WaitsFor::Others));
    }
}
