//! Dialogs, the browser's own: it keeps the focus inside, and Escape closes. So do the cross, a tap
//! beside, and Back.

use leptos::html;
use leptos::prelude::*;
use web_sys::{EventTarget, HtmlDialogElement, MouseEvent};

use super::button::{Button, Variant};
use super::form::Actions;
use super::notice::ErrorNotice;
use crate::client::back::{self, BackEntry};
use crate::messages::common;

/// A modal dialog. `open` opens and closes it, and follows when the person closes it.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    /// Names the dialog's heading; unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: Signal<String>,
    /// Stays open when the person taps beside it: something is typed in it.
    #[prop(optional)]
    stays: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let entry = BackEntry::new(&id);
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            if !dialog.open() {
                // Fails only where the element has left the document: nothing to show then.
                let _ = dialog.show_modal();
                entry.push();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    back::on_back(entry, move || open.set(false));
    let began_beside = StoredValue::new(false);
    let beside = move |event: &MouseEvent| {
        let dialog = node.get_untracked();
        !stays && dialog.is_some_and(|dialog| is_beside(&dialog, event))
    };
    let labelled_by = id.clone();
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby=labelled_by
            on:close=move |_| {
                entry.leave();
                open.set(false);
            }
            on:pointerdown=move |event| began_beside.set_value(beside(&event))
            on:click=move |event| {
                // What begins inside, as marking a text does, ends nothing outside. Neither does the second
                // click of the two that opened the dialog.
                if event.detail() < 2 && began_beside.get_value() && beside(&event) {
                    open.set(false);
                }
            }
        >
            <h2 class="dialog__title" id=id tabindex="-1" autofocus>
                {move || title.get()}
            </h2>
            <button
                type="button"
                class="dialog__close"
                aria-label=common::BACK_TO_PAGE
                on:click=move |_| open.set(false)
            >
                <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                    <path d="M6 6l12 12M18 6L6 18"></path>
                </svg>
            </button>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Whether a finger or mouse is on the veil around a dialog.
fn is_beside(dialog: &HtmlDialogElement, event: &MouseEvent) -> bool {
    let on_it = event.target().is_some_and(|target| {
        // Everything inside has an element of its own.
        let element: &EventTarget = dialog;
        target == *element
    });
    let rectangle = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let inside = (rectangle.left()..=rectangle.right()).contains(&x)
        && (rectangle.top()..=rectangle.bottom()).contains(&y);
    on_it && !inside
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
