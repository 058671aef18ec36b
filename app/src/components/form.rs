//! A form and how its fields stand.

use leptos::prelude::*;

/// A form that is sent by its submit button or Enter, and never by the browser itself.
#[component]
pub fn Form(#[prop(into)] on_submit: Callback<()>, children: Children) -> impl IntoView {
    view! {
        <form
            class="form"
            novalidate
            method="post"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
    .into_any()
}

/// Fields beside each other where there is room.
#[component]
pub fn Columns(children: Children) -> impl IntoView {
    view! { <div class="columns">{children()}</div> }.into_any()
}

/// Fields that belong together, under a heading of their own.
#[component]
pub fn FormSection(
    #[prop(into)] legend: String,
    /// Nothing in it can be typed or tapped.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="section" disabled=move || disabled.get()>
            <legend class="section__legend">{legend}</legend>
            {children()}
        </fieldset>
    }
    .into_any()
}

/// Buttons at the end of a form, a dialog or a panel.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }.into_any()
}
