//! Filing in IDSE oneself, and settling movements by one's word: what is offered, and what is wrong with a
//! form.

use api::view::lotes::{LoteDetail, LoteState, LoteView, SettleMovements};
use api::view::movements::{MovementState, MovementView};

use crate::messages::by_hand as text;

/// The form's name for "IMSS applied them".
pub const OPERADO: &str = "operado";
/// The form's name for "IMSS applied them, late".
pub const EXTEMPORANEO: &str = "extemporaneo";
/// The form's name for "IMSS refused them".
pub const RECHAZADO: &str = "rechazado";

/// What a person is offered of the way by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// To file the lote herself.
    Offered,
    /// She files it: the steps, and the way back while nothing has a result.
    Chosen {
        /// It may still be signed here instead.
        may_take_back: bool,
    },
}

/// Returns what this person is offered of a lote; `None` where it is not hers to file, or is with IMSS.
#[must_use]
pub fn by_hand(detail: &LoteDetail, signs: bool) -> Option<ByHand> {
    match detail.lote.estado {
        LoteState::PorFuera { .. } if signs => Some(ByHand::Chosen {
            may_take_back: detail.movements.iter().all(is_open),
        }),
        LoteState::PorFuera { .. } => Some(ByHand::Chosen {
            may_take_back: false,
        }),
        _ => detail.lote.fileable.then_some(ByHand::Offered),
    }
}

/// Returns the movements that have no result yet, in the order of the file.
#[must_use]
pub fn open_movements(detail: &LoteDetail) -> Vec<MovementView> {
    let open = detail.movements.iter().filter(|movement| is_open(movement));
    open.cloned().collect()
}

fn is_open(movement: &MovementView) -> bool {
    !matches!(
        movement.estado,
        MovementState::Operado { .. } | MovementState::Rechazado { .. } | MovementState::Cancelado
    )
}

/// What a person typed and chose to settle movements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettleForm {
    /// Ids of the movements.
    pub movements: Vec<String>,
    /// What became of them, by the form's name.
    pub outcome: String,
    /// The code of a refusal.
    pub codigo: String,
    /// How she knows it.
    pub reason: String,
}

/// What is wrong with a form, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettleErrors {
    /// With the movements.
    pub movements: Option<&'static str>,
    /// With what became of them.
    pub outcome: Option<&'static str>,
    /// With the reason.
    pub reason: Option<&'static str>,
}

impl SettleErrors {
    /// Returns the name of the first field that is wrong.
    #[must_use]
    pub fn first(&self) -> Option<&'static str> {
        let named = [
            ("movements", self.movements),
            ("outcome", self.outcome),
            ("reason", self.reason),
        ];
        named
            .into_iter()
            .find_map(|(name, error)| error.map(|_| name))
    }
}

impl SettleForm {
    /// Returns the request that settles, or everything that is wrong with the form.
    ///
    /// # Errors
    /// What is missing.
    pub fn request(&self, lote: &LoteView) -> Result<SettleMovements, SettleErrors> {
        let errors = SettleErrors {
            movements: self.movements.is_empty().then_some(text::WHICH_MISSING),
            outcome: (![OPERADO, EXTEMPORANEO, RECHAZADO].contains(&self.outcome.as_str()))
                .then_some(text::OUTCOME_MISSING),
            reason: self
                .reason
                .trim()
                .is_empty()
                .then_some(text::REASON_MISSING),
        };
        if errors.first().is_some() {
            return Err(errors);
        }
        let operado = self.outcome != RECHAZADO;
        Ok(SettleMovements {
            lote: lote.id.clone(),
            version: lote.version,
            movements: self.movements.clone(),
            operado,
            extemporaneo: self.outcome == EXTEMPORANEO,
            codigo: if operado {
                String::new()
            } else {
                self.codigo.trim().to_owned()
            },
            reason: self.reason.trim().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteState;
    use api::view::movements::MovementState;
    use jiff::Timestamp;

    use super::{ByHand, RECHAZADO, SettleErrors, SettleForm, by_hand, open_movements};
    use crate::lotes::testing::{REINGRESO, detail, lote};
    use crate::messages::by_hand as text;

    #[test]
    fn offers_the_way_by_hand_only_where_the_server_does() {
        let mut prepared = detail(&[REINGRESO]);
        assert_eq!(by_hand(&prepared, true), None);
        prepared.lote.fileable = true;
        assert_eq!(by_hand(&prepared, true), Some(ByHand::Offered));
    }

    #[test]
    fn a_lote_with_a_result_is_not_taken_back() {
        let mut filed = detail(&[REINGRESO, REINGRESO]);
        filed.lote.estado = LoteState::PorFuera {
            since: Timestamp::UNIX_EPOCH,
        };
        let chosen = |may_take_back| Some(ByHand::Chosen { may_take_back });
        assert_eq!(by_hand(&filed, true), chosen(true));
        assert_eq!(by_hand(&filed, false), chosen(false));
        filed.movements[0].estado = MovementState::Operado {
            at: Timestamp::UNIX_EPOCH,
            extemporaneo: false,
        };
        assert_eq!(by_hand(&filed, true), chosen(false));
        assert_eq!(open_movements(&filed).len(), 1);
    }

    #[test]
    fn reports_every_missing_field_at_once() {
        let lote = lote(LoteState::Preparado);
        let errors = SettleForm::default().request(&lote).unwrap_err();
        let expected = SettleErrors {
            movements: Some(text::WHICH_MISSING),
            outcome: Some(text::OUTCOME_MISSING),
            reason: Some(text::REASON_MISSING),
        };
        assert_eq!(errors, expected);
        assert_eq!(errors.first(), Some("movements"));
    }

    #[test]
    fn a_code_belongs_to_a_refusal_alone() {
        let lote = lote(LoteState::Preparado);
        let form = |outcome: &str| SettleForm {
            movements: vec!["m1".to_owned()],
            outcome: outcome.to_owned(),
            codigo: " 48 ".to_owned(),
            reason: " lo vi en IDSE ".to_owned(),
        };
        let refused = form(RECHAZADO).request(&lote).unwrap();
        assert_eq!((refused.operado, refused.codigo.as_str()), (false, "48"));
        assert_eq!(refused.reason, "lo vi en IDSE");
        let applied = form(super::EXTEMPORANEO).request(&lote).unwrap();
        assert!(applied.operado && applied.extemporaneo && applied.codigo.is_empty());
    }
}
