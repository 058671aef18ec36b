//! What can be done once IMSS has answered: a refused movement is corrected, an applied one is followed
//! by another or by an aclaración.

use api::functions::movements;
use api::view::movements::{MovementState, MovementView};
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::{Address, edit_movement, movement_of_trabajador};
use crate::client::{Changes, Task};
use crate::components::{
    Actions, Button, ButtonLink, Disclosure, ErrorNotice, Notice, Tone, Variant,
};
use crate::messages::movements as text;

/// Nothing while IMSS has not answered.
#[component]
pub(super) fn Aftermath(movement: MovementView) -> impl IntoView {
    match movement.estado.clone() {
        MovementState::Rechazado {
            codigo,
            texto,
            ofrece_actualizar,
            ..
        } => {
            let reason = text::rejected(&codigo, &texto);
            view! { <Refused movement reason offers_update=ofrece_actualizar /> }.into_any()
        }
        MovementState::Operado { .. } => applied(&movement),
        MovementState::Borrador
        | MovementState::PorAprobar
        | MovementState::Listo
        | MovementState::Firmado
        | MovementState::Enviado
        | MovementState::EnProceso
        | MovementState::Cancelado => ().into_any(),
    }
}

/// "Corregir": one tap makes the corrected draft and opens it.
#[component]
fn Refused(movement: MovementView, reason: String, offers_update: bool) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let nss = movement.draft.nss.trim().to_owned();
    let corrected = movement.corrected_by.clone();
    let tipo = movement.tipo;
    let id = movement.id.clone();
    let correct = Callback::new(move |()| {
        let navigate = navigate.clone();
        task.request(movements::correct(id.clone()), move |draft| {
            changes.movements_changed();
            let path = edit_movement(draft.tipo, &draft.id);
            navigate(&path, NavigateOptions::default());
        });
    });
    let action = match corrected {
        Some(correction) => view! {
            <ButtonLink href=edit_movement(tipo, &correction)>{text::GO_CORRECTION}</ButtonLink>
        }
        .into_any(),
        None => view! {
            <Button variant=Variant::Primary busy=task.busy() on_click=correct>
                {text::CORRECT}
            </Button>
        }
        .into_any(),
    };
    let words = if movement.corrected_by.is_some() {
        text::CORRECTED
    } else {
        text::REJECTED_TEXT
    };
    view! {
        <Notice tone=Tone::Danger title=text::REJECTED_TITLE>
            <p>{reason}</p>
            <p>{words}</p>
        </Notice>
        <ErrorNotice error=task.error() />
        <Actions>
            {action}
            {offers_update
                .then(|| {
                    view! {
                        <ButtonLink href=Address::Trabajador { nss }>
                            {text::UPDATE_TRABAJADOR}
                        </ButtonLink>
                    }
                })}
        </Actions>
    }
    .into_any()
}

/// What follows an applied movement where it was wrong.
fn applied(movement: &MovementView) -> AnyView {
    let registro = Some(movement.registro.as_str());
    let follow = |tipo| movement_of_trabajador(tipo, movement.draft.nss.trim(), registro);
    let links = match movement.tipo {
        TipoMovimiento::Reingreso => vec![
            (text::GO_BAJA, follow(TipoMovimiento::Baja)),
            (text::GO_MODIFICACION, follow(TipoMovimiento::Modificacion)),
        ],
        TipoMovimiento::Modificacion => {
            vec![(text::GO_MODIFICACION, follow(TipoMovimiento::Modificacion))]
        }
        TipoMovimiento::Baja => vec![(text::GO_REINGRESO, follow(TipoMovimiento::Reingreso))],
    };
    let advice = text::operado(movement.tipo);
    view! {
        <Disclosure summary=text::OPERADO_TITLE>
            {advice
                .iter()
                .map(|line| view! { <p>{*line}</p> })
                .collect_view()}
            <Actions>
                {links
                    .into_iter()
                    .map(|(label, href)| view! { <ButtonLink href>{label}</ButtonLink> })
                    .collect_view()}
            </Actions>
        </Disclosure>
    }
    .into_any()
}
