//! States as badges, and what happened as a timeline.

use api::view::lotes::LoteStatus;
use api::view::movements::{Change, MovementStatus};
use leptos::prelude::*;

use crate::components::{Badge, Happening, Tone};
use crate::format::date;
use crate::messages::movements as text;

/// Where a movement stands, with IMSS's reason where it refused it.
pub(crate) fn movement_badge(estado: &MovementStatus) -> AnyView {
    let reason = match estado {
        MovementStatus::Rechazado { codigo, texto, .. } => Some(text::rejected(codigo, texto)),
        MovementStatus::Operado {
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

/// Where a lote stands.
pub(crate) fn lote_badge(estado: &LoteStatus) -> AnyView {
    view! { <Badge tone=lote_tone(estado) text=text::lote_state(estado) /> }.into_any()
}

fn movement_tone(estado: &MovementStatus) -> Option<Tone> {
    match estado {
        MovementStatus::Borrador | MovementStatus::Cancelado => None,
        MovementStatus::PorAprobar
        | MovementStatus::Listo
        | MovementStatus::Firmado
        | MovementStatus::Enviado
        | MovementStatus::EnProceso => Some(Tone::Info),
        MovementStatus::Operado { .. } => Some(Tone::Success),
        MovementStatus::Rechazado { .. } => Some(Tone::Danger),
    }
}

fn lote_tone(estado: &LoteStatus) -> Option<Tone> {
    match estado {
        LoteStatus::Cancelado => None,
        LoteStatus::Preparado
        | LoteStatus::Firmado { .. }
        | LoteStatus::Enviado {
            por_confirmar: false,
            ..
        } => Some(Tone::Info),
        LoteStatus::Enviado { .. } | LoteStatus::Dudoso { .. } => Some(Tone::Warning),
        LoteStatus::Procesado { rechazados: 0, .. } => Some(Tone::Success),
        LoteStatus::Procesado { operados: 0, .. } | LoteStatus::Rechazado { .. } => {
            Some(Tone::Danger)
        }
        LoteStatus::Procesado { .. } => Some(Tone::Warning),
    }
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

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteStatus, ReciboView};

    use super::lote_tone;
    use crate::components::Tone;

    #[test]
    fn a_lote_with_refusals_never_looks_like_a_success() {
        let processed = |operados, rechazados| LoteStatus::Procesado {
            recibo: ReciboView {
                folio: String::new(),
                id_lote: String::new(),
                fecha: String::new(),
            },
            operados,
            rechazados,
        };
        assert_eq!(lote_tone(&processed(3, 0)), Some(Tone::Success));
        assert_eq!(lote_tone(&processed(2, 1)), Some(Tone::Warning));
        assert_eq!(lote_tone(&processed(0, 3)), Some(Tone::Danger));
    }
}
