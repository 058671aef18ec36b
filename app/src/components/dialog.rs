//! Dialogs, the browser's own: it keeps the focus inside, and Escape closes.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, Variant};
use super::form::Actions;
use super::notice::ErrorNotice;
use crate::messages::common;

/// A modal dialog. `open` opens and closes it, and follows when the person closes it.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    /// Names the dialog's heading; unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: Signal<String>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            if !dialog.open() {
                // Fails only where the element has left the document: nothing to show then.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    let labelled_by = id.clone();
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            <h2 class="dialog__title" id=id tabindex="-1" autofocus>
                {move || title.get()}
            </h2>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Asks before something that cannot be taken back.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What the button that goes on says: a verb, never "Aceptar".
    #[prop(into)]
    confirm: String,
    on_confirm: Callback<()>,
    /// It takes something away.
    #[prop(optional)]
    danger: bool,
    #[prop(into, optional)] busy: Signal<bool>,
    #[prop(into, optional)] error: Signal<Option<api::ApiError>>,
    children: Children,
) -> impl IntoView {
    let variant = if danger {
        Variant::Danger
    } else {
        Variant::Primary
    };
    view! {
        <Dialog open id title>
            <div class="dialog__text">{children()}</div>
            <ErrorNotice error />
            <Actions>
                <Button variant busy on_click=on_confirm>
                    {confirm}
                </Button>
                <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
            </Actions>
        </Dialog>
    }
    .into_any()
}
