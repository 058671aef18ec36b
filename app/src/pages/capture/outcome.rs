//! What came of saving.

use api::view::movements::{MovementStatus, MovementView};
use imss::finding::{Finding, any_error};
use leptos::prelude::*;

use crate::components::{Actions, Button, ButtonLink, Notice, Panel, Tone, Variant};
use crate::messages::capture as text;
use crate::pages::certificates::CertificateWarning;
use crate::pages::movement::slug;

/// Why it was not saved as ready: here, or what the server found besides.
#[component]
pub(super) fn Wrong(
    wrong: RwSignal<bool>,
    here: Memo<Vec<Finding>>,
    findings: RwSignal<Vec<Finding>>,
) -> impl IntoView {
    // Gone as soon as everything is mended.
    let left = Memo::new(move |_| {
        wrong.get() && (here.with(|all| any_error(all)) || findings.with(|all| any_error(all)))
    });
    view! {
        <Show when=move || left.get()>
            <Notice tone=Tone::Danger title=text::HAS_ERRORS_TITLE>
                <p>{text::HAS_ERRORS_TEXT}</p>
                {move || {
                    let errors = findings.get().into_iter().filter(Finding::is_error);
                    errors.map(|finding| view! { <p>{finding.message}</p> }).collect_view()
                }}
            </Notice>
        </Show>
    }
    .into_any()
}

/// It is saved: what the server found, and what comes next.
#[component]
pub(super) fn Saved(
    movement: MovementView,
    findings: RwSignal<Vec<Finding>>,
    on_another: Option<Callback<()>>,
) -> impl IntoView {
    let ready = movement.estado == MovementStatus::Listo;
    let (title, next) = if ready {
        (text::SAVED_READY_TITLE, text::SAVED_READY_TEXT)
    } else {
        (text::SAVED_DRAFT_TITLE, text::SAVED_DRAFT_TEXT)
    };
    let again = format!("/capturar/{}", slug(movement.tipo));
    let another = match on_another {
        Some(on_another) => view! {
            <Button variant=Variant::Primary on_click=on_another>
                {text::ANOTHER}
            </Button>
        }
        .into_any(),
        None => view! {
            <ButtonLink href=again variant=Variant::Primary>
                {text::ANOTHER}
            </ButtonLink>
        }
        .into_any(),
    };
    view! {
        <Panel>
            <Notice tone=Tone::Success title>
                <p>{movement.nombre}</p>
                <p>{next}</p>
            </Notice>
            {move || {
                let all = findings.get();
                (!all.is_empty())
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning title=text::REVIEW_TITLE>
                                {all
                                    .into_iter()
                                    .map(|finding| view! { <p>{finding.message}</p> })
                                    .collect_view()}
                            </Notice>
                        }
                    })
            }}
            <CertificateWarning registro=movement.registro />
            <Actions>
                {another} <ButtonLink href="/lotes">{text::GO_LOTES}</ButtonLink>
                <ButtonLink href="/historial/todos">{text::GO_HISTORY}</ButtonLink>
            </Actions>
        </Panel>
    }
    .into_any()
}
