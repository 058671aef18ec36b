//! What comes next for a movement, for every role.

use api::view::movements::{LoteRef, MovementState, MovementView};

use crate::address::edit_movement;
use crate::messages::movements as text;
use crate::permissions::Permissions;

/// What comes next for a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What it waits for, in a sentence; never empty.
    pub text: &'static str,
    /// What this person can do about it now.
    pub action: NextAction,
}

/// What a person can do with a movement now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextAction {
    /// Edit it, at this address.
    Edit(String),
    /// Prepare its lote, on the page of lotes.
    Prepare,
    /// Open its lote, where it is signed, asked about or dissolved.
    OpenLote(LoteRef),
    /// Make its correction.
    Correct,
    /// Go on with its correction, at this address.
    OpenCorrection(String),
    /// File what follows an applied movement.
    FollowUp,
    /// Begin another like it.
    Copy,
    /// Nothing: somebody else does, or IMSS.
    Wait,
}

/// Returns what comes next for a movement, for a person with these permissions.
#[must_use]
pub fn next_step(movement: &MovementView, may: Permissions) -> NextStep {
    let lote = movement.lote.clone().filter(|_| may.sees_lotes);
    let in_lote = || lote.clone().map_or(NextAction::Wait, NextAction::OpenLote);
    let for_capturers = |action| {
        if may.captures {
            action
        } else {
            NextAction::Wait
        }
    };
    let edit = || NextAction::Edit(edit_movement(movement.tipo, &movement.id));
    let (text, action) = match (&movement.estado, movement.lote.is_some()) {
        (MovementState::Borrador, _) => (text::NEXT_BORRADOR, for_capturers(edit())),
        (MovementState::PorAprobar, true) => (text::NEXT_POR_APROBAR, in_lote()),
        (MovementState::PorAprobar, false) => (text::NEXT_POR_APROBAR_LOOSE, for_capturers(edit())),
        (MovementState::Listo, true) => (text::NEXT_IN_LOTE, in_lote()),
        (MovementState::Listo, false) => (text::NEXT_LISTO, for_capturers(NextAction::Prepare)),
        (MovementState::Firmado, _) => (text::NEXT_FIRMADO, in_lote()),
        (MovementState::Enviado | MovementState::EnProceso, _) => (text::NEXT_ENVIADO, in_lote()),
        (MovementState::Operado { .. }, _) => {
            (text::NEXT_OPERADO, for_capturers(NextAction::FollowUp))
        }
        (MovementState::Rechazado { .. }, _) => match &movement.corrected_by {
            Some(correction) => {
                let address = edit_movement(movement.tipo, correction);
                let action = NextAction::OpenCorrection(address);
                (text::NEXT_CORRECTED, for_capturers(action))
            }
            None => (text::NEXT_RECHAZADO, for_capturers(NextAction::Correct)),
        },
        (MovementState::Cancelado, _) => (text::NEXT_CANCELADO, for_capturers(NextAction::Copy)),
    };
    NextStep { text, action }
}

#[cfg(test)]
mod tests {
    use api::view::accounts::SessionView;
    use api::view::movements::{LoteRef, MovementState, MovementView};
    use jiff::Timestamp;
    use model::{Mode, Role};

    use super::{NextAction, next_step};
    use crate::lotes::testing::{REINGRESO, movement};
    use crate::permissions::Permissions;

    fn states() -> Vec<MovementState> {
        let at = Timestamp::UNIX_EPOCH;
        vec![
            MovementState::Borrador,
            MovementState::PorAprobar,
            MovementState::Listo,
            MovementState::Firmado,
            MovementState::Enviado,
            MovementState::EnProceso,
            MovementState::Operado {
                at,
                extemporaneo: false,
            },
            MovementState::Rechazado {
                at,
                codigo: "48".to_owned(),
                texto: String::new(),
                campo: None,
                ofrece_actualizar: false,
            },
            MovementState::Cancelado,
        ]
    }

    fn permissions(role: Role) -> Permissions {
        Permissions::of(Some(&SessionView {
            empresa: String::new(),
            name: String::new(),
            mode: Mode::Completo,
            role,
            sees_lotes: true,
            exports: true,
            masked: false,
            expires_at: at(),
        }))
    }

    fn at() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    /// A movement in this state as it can really be: signed and later always in a lote.
    fn movements(state: &MovementState) -> Vec<MovementView> {
        let inside = || {
            Some(LoteRef {
                id: "l1".to_owned(),
                numero: 1,
            })
        };
        let one = |lote| {
            let mut one = movement(REINGRESO);
            one.estado = state.clone();
            one.lote = lote;
            one
        };
        match state {
            MovementState::Borrador | MovementState::Cancelado => vec![one(None)],
            MovementState::PorAprobar | MovementState::Listo => vec![one(None), one(inside())],
            _ => vec![one(inside())],
        }
    }

    #[test]
    fn every_state_leads_every_working_role_to_an_action() {
        for role in [Role::Administrador, Role::Firmante, Role::Capturista] {
            for state in states() {
                for movement in movements(&state) {
                    let step = next_step(&movement, permissions(role));
                    assert_ne!(step.action, NextAction::Wait, "{role:?} {state:?}");
                    assert!(!step.text.is_empty());
                }
            }
        }
    }

    #[test]
    fn a_reader_sees_what_a_movement_waits_for() {
        for state in states() {
            for movement in movements(&state) {
                let step = next_step(&movement, permissions(Role::Consulta));
                assert_eq!(step.action, NextAction::Wait, "{state:?}");
                assert!(!step.text.is_empty(), "{state:?}");
            }
        }
    }

    #[test]
    fn por_aprobar_leads_to_its_lote_or_to_its_form() {
        let may = permissions(Role::Capturista);
        let [loose, inside] = movements(&MovementState::PorAprobar).try_into().unwrap();
        let edit = NextAction::Edit("/capturar/reingreso/m1".to_owned());
        assert_eq!(next_step(&loose, may).action, edit);
        let opened = next_step(&inside, may).action;
        assert!(matches!(opened, NextAction::OpenLote(lote) if lote.id == "l1"));
    }
}
