//! What came of saving.

use api::view::movements::{MovementState, MovementView};
use imss::finding::{Finding, any_error};
use leptos::prelude::*;

use crate::address::Address;
use crate::components::{Actions, Button, ButtonLink, Notice, Panel, Tone, Variant};
use crate::messages::capture as text;
use crate::pages::certificates::CertificateWarning;

/// The id of [`Wrong`], to focus it.
pub(super) const WRONG: &str = "falta-corregir";

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
            <div class="answer" id=WRONG tabindex="-1">
            <Notice tone=Tone::Danger title=text::HAS_ERRORS_TITLE>
                <p>{text::HAS_ERRORS_TEXT}</p>
                {move || {
                    let errors = findings.get().into_iter().filter(Finding::is_error);
                    errors.map(|finding| view! { <p>{finding.message}</p> }).collect_view()
                }}
            </Notice>
            </div>
        </Show>
    }
    .into_any()
}

/// The one saved just before in a series: who, and what is to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SavedBefore {
    pub(super) nombre: String,
    /// The address where it is changed.
    pub(super) page: String,
    pub(super) findings: Vec<Finding>,
    /// The server found something that the form had not shown.
    pub(super) unseen: bool,
}

/// The id of [`Before`], to focus it.
pub(super) const BEFORE: &str = "guardado-antes";

/// That the one before is saved, with what the server found.
#[component]
pub(super) fn Before(before: SavedBefore) -> impl IntoView {
    let SavedBefore {
        nombre,
        page,
        findings,
        ..
    } = before;
    let (tone, title) = if findings.is_empty() {
        (Tone::Success, text::SAVED_READY_TITLE)
    } else {
        (Tone::Warning, text::SAVED_REVIEW_TITLE)
    };
    let review = (!findings.is_empty()).then(|| {
        let sentences = findings
            .into_iter()
            .map(|finding| view! { <p>{finding.message}</p> })
            .collect_view();
        view! {
            {sentences}
            <ButtonLink href=page>{text::REVIEW_IT}</ButtonLink>
        }
    });
    view! {
        <div class="answer" id=BEFORE tabindex="-1">
            <Notice tone title>
                <p>{nombre}</p>
                {review}
            </Notice>
        </div>
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
    let ready = movement.estado == MovementState::Listo;
    let (title, next) = if ready {
        (text::SAVED_READY_TITLE, text::SAVED_READY_TEXT)
    } else {
        (text::SAVED_DRAFT_TITLE, text::SAVED_DRAFT_TEXT)
    };
    let again = Address::NewMovement {
        tipo: movement.tipo,
    };
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
                {another} <ButtonLink href=Address::Lotes>{text::GO_LOTES}</ButtonLink>
                <ButtonLink href=Address::FIRST_HISTORY>{text::GO_HISTORY}</ButtonLink>
            </Actions>
        </Panel>
    }
    .into_any()
}
