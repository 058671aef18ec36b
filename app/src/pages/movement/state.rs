//! States as badges, and what happened as a timeline.

use api::view::lotes::LoteState;
use api::view::movements::{Change, MovementState};
use app_logic::movement::tone::{lote_tone, movement_tone};
use leptos::prelude::*;

use crate::components::{Badge, Happening};
use crate::format::date;
use crate::messages::movements as text;

/// The state of a movement, with IMSS's reason where it refused the movement.
pub(crate) fn movement_badge(estado: &MovementState) -> AnyView {
    let reason = match estado {
        MovementState::Rechazado { codigo, texto, .. } => Some(text::rejected(codigo, texto)),
        MovementState::Operado {
            extemporaneo: true, ..
        } => Some(text::EXTEMPORANEO.to_owned()),
        _ => None,
    };
    view! {
        <span class="stacked">
            <Badge tone=movement_tone(estado) text=text::movement_state(estado) />
            {reason.map(|reason| view! { <span class="muted">{reason}</span> })}
        </span>
    }
    .into_any()
}

/// The state of a lote.
pub(crate) fn lote_badge(estado: &LoteState) -> AnyView {
    view! { <Badge tone=lote_tone(estado) text=text::lote_state(estado) /> }.into_any()
}

/// Changes as a timeline shows them.
pub(crate) fn happenings(changes: Vec<Change>) -> Vec<Happening> {
    changes
        .into_iter()
        .map(|change| Happening {
            when: date::instant(change.at),
            who: change.who,
            what: change.what,
        })
        .collect()
}
