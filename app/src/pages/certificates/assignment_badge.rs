//! What IDSE answered about a certificate, as a badge.

use api::view::certificates::AssignmentState;
use app_logic::certificates::registro_signer::assignment_tone;
use leptos::prelude::*;
use model::signing::Validity;

use crate::components::Badge;
use crate::messages::registros as text;

/// Shows IDSE's answer about a certificate, with its reason where it refused.
pub(crate) fn assignment_badge(state: AssignmentState, validity: Validity) -> AnyView {
    let tone = assignment_tone(&state, validity);
    let badge = view! { <Badge tone text=text::assignment(&state) /> };
    let reason = match state {
        AssignmentState::Rechazado { reason, .. } => Some(reason),
        AssignmentState::SinConfirmar | AssignmentState::Asignado { .. } => None,
    };
    view! {
        <span class="stacked">
            {badge} {reason.map(|reason| view! { <span class="muted">{reason}</span> })}
        </span>
    }
    .into_any()
}
